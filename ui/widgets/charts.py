"""Charts painted here: bars and a line, readable in light and dark, told apart by more than colour, used by keys alone.

What a chart shows is its accessible name, so that a screen reader says the same as the picture.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from ui import theme
from ui.theme import Role

#: Pixels at 100 % text.
_ROW, _BAR, _BEFORE, _GAP = 30, 12, 4, 10
_HEIGHT, _AXIS, _FOOT, _LEGEND = 230, 34, 24, 26
#: How many lines lie across a line chart.
_LINES = 4
_PENS = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine)
_COLOURS = ("primary", "warn", "info")
_STEPS = (1, 2, 5)


@dataclass(frozen=True)
class Bar:
    """One bar: ``before`` is the figure it is compared with, None for no comparison."""

    key: str
    label: str
    value: int
    before: int | None = None

    @property
    def words(self) -> str:
        compared = f", sebelumnya {self.before}" if self.before is not None else ""
        return f"{self.label}: {self.value}{compared}"


@dataclass(frozen=True)
class Series:
    """One line of a line chart."""

    label: str
    values: tuple[int, ...]


class Chart(QWidget):
    """A painted figure of several marks: arrows go from one to the next, Enter or a click chooses it.

    Signals:
        chosen: key of the mark.
    """

    chosen = Signal(str)

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title, self._current, self._hovered = title, 0, -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setAccessibleName(title)

    def keys(self) -> tuple[str, ...]:
        """The keys of the marks, in their order."""
        raise NotImplementedError

    def mark_at(self, x: float, y: float) -> int:
        """The mark under a point, -1 for none."""
        raise NotImplementedError

    def words_of(self, number: int) -> str:
        """What a mark says."""
        raise NotImplementedError

    def choose(self, number: int) -> None:
        """Choose a mark, as Enter does."""
        keys = self.keys()
        if 0 <= number < len(keys):
            self._go(number)
            self.chosen.emit(keys[number])

    def _renew(self) -> None:
        """Other figures: the mark that was current stays so where there still is one."""
        count = len(self.keys())
        self._current = min(self._current, max(count - 1, 0))
        told = "; ".join(self.words_of(number) for number in range(count))
        self.setAccessibleName(f"{self._title}. {told}" if told else f"{self._title}. Tidak ada data")
        self._describe()
        self.updateGeometry()
        self.update()

    def _go(self, number: int) -> None:
        self._current = min(max(number, 0), max(len(self.keys()) - 1, 0))
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription(self.words_of(self._current) if self.keys() else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Right: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Left: -1}
        if event.key() in steps:
            self._go(self._current + steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self._go(0 if event.key() == Qt.Key.Key_Home else len(self.keys()) - 1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.choose(self._current)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        number = self.mark_at(event.position().x(), event.position().y())
        if event.button() == Qt.MouseButton.LeftButton and number >= 0:
            self.choose(number)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        number = self.mark_at(event.position().x(), event.position().y())
        if number != self._hovered:
            self._hovered = number
            shape = Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor
            self.setCursor(shape)
            if number >= 0:
                QToolTip.showText(event.globalPosition().toPoint(), self.words_of(number), self)
            else:
                QToolTip.hideText()
            self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self._hovered = -1
        self.update()
        super().leaveEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()


class BarChart(Chart):
    """Bars one below the other, each with its words and its figure; a thin bar below is the figure before."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._bars: tuple[Bar, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    @property
    def bars(self) -> tuple[Bar, ...]:
        """What is shown."""
        return self._bars

    def set_bars(self, bars: Sequence[Bar]) -> None:
        """Show other figures."""
        self._bars = tuple(bars)
        self._renew()

    def keys(self) -> tuple[str, ...]:
        return tuple(bar.key for bar in self._bars)

    def words_of(self, number: int) -> str:
        return self._bars[number].words

    def mark_at(self, x: float, y: float) -> int:
        number = int(y // theme.current().px(_ROW))
        return number if 0 <= number < len(self._bars) and 0 <= x <= self.width() else -1

    def sizeHint(self) -> QSize:
        shown = theme.current()
        return QSize(shown.px(280), max(len(self._bars), 1) * shown.px(_ROW))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(shown.font(Role.BODY))
        metrics = painter.fontMetrics()
        longest = max([metrics.horizontalAdvance(bar.label) for bar in self._bars], default=0) + shown.px(8)
        words = min(longest, self.width() // 2)
        figures = max([metrics.horizontalAdvance(str(bar.value)) for bar in self._bars], default=0)
        left, room = words + shown.px(_GAP), self.width() - words - figures - shown.px(3 * _GAP)
        most = max([1, *(max(bar.value, bar.before or 0) for bar in self._bars)])
        for number, bar in enumerate(self._bars):
            top, height = number * shown.px(_ROW), shown.px(_ROW)
            self._ground(painter, QRect(0, top, self.width(), height), number)
            painter.setPen(shown.color("text"))
            middle = Qt.AlignmentFlag.AlignVCenter
            label = metrics.elidedText(bar.label, Qt.TextElideMode.ElideRight, words - shown.px(4))
            painter.drawText(QRect(shown.px(4), top, words, height), middle, label)
            end = self._bar(painter, QRectF(left, top, room, height), bar, most)
            painter.setPen(shown.color("text"))
            painter.drawText(QRectF(end + shown.px(6), top, figures + 8, height), middle, str(bar.value))
        painter.end()

    def _ground(self, painter: QPainter, box: QRect, number: int) -> None:
        shown = theme.current()
        marked = self.hasFocus() and number == self._current
        if number == self._hovered or marked:
            painter.setBrush(shown.color("hover"))
            painter.setPen(QPen(shown.color("primary"), 2) if marked else Qt.PenStyle.NoPen)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 5, 5)

    @staticmethod
    def _bar(painter: QPainter, box: QRectF, bar: Bar, most: int) -> float:
        """Paint the bar and the one before; gives where the longer ends."""
        shown = theme.current()
        compared = bar.before is not None
        height, thin = shown.px(_BAR), shown.px(_BEFORE) if compared else 0
        top = box.top() + (box.height() - height - thin) / 2
        ends = [box.left()]
        painter.setPen(Qt.PenStyle.NoPen)
        for value, y, tall, token in (
            (bar.value, top, height, "primary"),
            (bar.before or 0, top + height, thin, "border_strong"),
        ):
            if value and tall:
                width = max(box.width() * value / most, 3.0)
                painter.setBrush(shown.color(token))
                painter.drawRoundedRect(QRectF(box.left(), y, width, tall), 2, 2)
                ends.append(box.left() + width)
        return max(ends)


class LineChart(Chart):
    """Lines over equal steps, told apart by dash and marker; a mark is one step with its figures."""

    def __init__(self, title: str) -> None:
        super().__init__(title)
        self._steps: tuple[tuple[str, str], ...] = ()
        self._series: tuple[Series, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def set_lines(self, steps: Sequence[tuple[str, str]], series: Sequence[Series]) -> None:
        """Show other figures: key and words of each step, and the lines."""
        self._steps, self._series = tuple(steps), tuple(series)
        self._renew()

    def keys(self) -> tuple[str, ...]:
        return tuple(key for key, _words in self._steps)

    def words_of(self, number: int) -> str:
        figures = ", ".join(f"{one.label} {one.values[number]}" for one in self._series)
        return f"{self._steps[number][1]}: {figures}"

    def mark_at(self, x: float, y: float) -> int:
        field, count = self._field(), len(self._steps)
        if not count or not field.left() - 20 <= x <= field.right() + 20 or y < field.top():
            return -1
        step = field.width() / max(count - 1, 1)
        return min(max(round((x - field.left()) / step), 0), count - 1)

    def sizeHint(self) -> QSize:
        shown = theme.current()
        return QSize(shown.px(420), shown.px(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        shown = theme.current()
        return QSize(shown.px(240), shown.px(_HEIGHT))

    def _field(self) -> QRectF:
        shown = theme.current()
        return QRectF(
            shown.px(_AXIS),
            shown.px(_LEGEND + 6),
            max(self.width() - shown.px(_AXIS) - shown.px(18), 10),
            max(self.height() - shown.px(_LEGEND + 6) - shown.px(_FOOT), 10),
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, field = theme.current(), self._field()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(shown.font(Role.CAPTION))
        top = nice_top(max([0, *(value for one in self._series for value in one.values)]))
        self._axes(painter, field, top)
        marked = self._current if self.hasFocus() else self._hovered
        if 0 <= marked < len(self._steps):
            x = self._x(field, marked)
            painter.setPen(QPen(shown.color("primary"), 2 if self.hasFocus() else 1, Qt.PenStyle.DashLine))
            painter.drawLine(QPointF(x, field.top()), QPointF(x, field.bottom()))
        for number, one in enumerate(self._series):
            points = [
                QPointF(self._x(field, at), field.bottom() - field.height() * value / top)
                for at, value in enumerate(one.values)
            ]
            painter.setPen(QPen(shown.color(_COLOURS[number]), 2, _PENS[number]))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawPolyline(QPolygonF(points))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color(_COLOURS[number]))
            for point in points:
                _marker(painter, point, number)
        self._legend(painter)
        painter.end()

    def _x(self, field: QRectF, number: int) -> float:
        return field.left() + field.width() * number / max(len(self._steps) - 1, 1)

    def _axes(self, painter: QPainter, field: QRectF, top: int) -> None:
        shown = theme.current()
        for line in range(_LINES + 1):
            y = field.bottom() - field.height() * line / _LINES
            painter.setPen(QPen(shown.color("border"), 1))
            painter.drawLine(QPointF(field.left(), y), QPointF(field.right(), y))
            painter.setPen(shown.color("muted"))
            box = QRectF(0, y - 9, field.left() - 8, 18)
            painter.drawText(
                box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(top * line // _LINES)
            )
        metrics, last = QFontMetrics(painter.font()), -1.0
        for number, (_key, words) in enumerate(self._steps):
            short = words[:3]
            width, x = metrics.horizontalAdvance(short), self._x(field, number)
            if x - width / 2 <= last:
                continue
            last = x + width / 2 + 4
            painter.drawText(QRectF(x - 30, field.bottom() + 4, 60, 18), Qt.AlignmentFlag.AlignHCenter, short)

    def _legend(self, painter: QPainter) -> None:
        shown, left = theme.current(), float(shown_left := theme.current().px(_AXIS))
        painter.setFont(shown.font(Role.CAPTION))
        for number, one in enumerate(self._series):
            y = shown.px(_LEGEND) / 2
            painter.setPen(QPen(shown.color(_COLOURS[number]), 2, _PENS[number]))
            painter.drawLine(QPointF(left, y), QPointF(left + shown.px(24), y))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color(_COLOURS[number]))
            _marker(painter, QPointF(left + shown.px(12), y), number)
            painter.setPen(shown.color("text"))
            width = painter.fontMetrics().horizontalAdvance(one.label)
            painter.drawText(QRectF(left + shown.px(30), 0, width + 4, y * 2), Qt.AlignmentFlag.AlignVCenter, one.label)
            left += shown.px(30) + width + shown_left / 2


def _marker(painter: QPainter, at: QPointF, number: int) -> None:
    """A circle, a square or a triangle."""
    if number == 0:
        painter.drawEllipse(at, 3.5, 3.5)
    elif number == 1:
        painter.drawRect(QRectF(at.x() - 3, at.y() - 3, 6, 6))
    else:
        points = (QPointF(0, -4), QPointF(4, 3.5), QPointF(-4, 3.5))
        painter.drawPolygon(QPolygonF([at + point for point in points]))


def nice_top(most: int) -> int:
    """The figure at the upper end of an axis: round, at least ``most``, and divided evenly by its lines."""
    size = 1
    while True:
        for step in _STEPS:
            if step * size * _LINES >= max(most, 1):
                return step * size * _LINES
        size *= 10
