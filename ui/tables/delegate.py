"""Paints the cells of a ``Table``: one or two lines, status pills, time bars, the ring around the current row."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from ui import icons, theme
from ui.tables.model import Column, Index, RowModel, TimeBar
from ui.theme import Role, Tone
from ui.widgets.pill import Status, paint_pill

_MIDDLE = Qt.AlignmentFlag.AlignVCenter
_PAD = 10


class RowDelegate(QStyledItemDelegate):
    """One for all columns; it looks into the column's description."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(theme.current().px(100), theme.current().px(40))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        model, view = index.model(), option.widget  # type: ignore[attr-defined]
        if not isinstance(model, RowModel) or not isinstance(view, QTableView):
            return
        box: QRect = option.rect  # type: ignore[attr-defined]
        row, column = model.row_at(index.row()), model.columns[index.column()]
        selected = bool(option.state & QStyle.StateFlag.State_Selected)  # type: ignore[attr-defined]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._ground(painter, box, selected=selected, first=_is_edge(view, index, first=True))
        inner = box.adjusted(_PAD, 0, -_PAD, 0)
        status = column.pill(row) if column.pill else None
        bar = column.bar(row) if column.bar else None
        sign = column.sign(row) if column.sign else None
        if sign is not None:
            _paint_sign(painter, box, sign, view.devicePixelRatioF())
        elif status is not None:
            shown = Status(column.text(row), status.icon, status.tone)
            paint_pill(painter, inner.left() + 2, box.center().y(), shown, view.devicePixelRatioF())
        elif bar is not None:
            _paint_bar(painter, inner, bar)
        else:
            _paint_lines(painter, inner, column, row)
        if view.hasFocus() and view.currentIndex().row() == index.row():
            self._ring(painter, box, view, index)
        painter.restore()

    def _ground(self, painter: QPainter, box: QRect, *, selected: bool, first: bool) -> None:
        shown = theme.current()
        # One pixel more on the right: at 125 % the cells of a row would show seams.
        painter.fillRect(box.adjusted(0, 0, 1, 0), shown.color("select" if selected else "surface"))
        painter.fillRect(QRect(box.x(), box.bottom(), box.width() + 1, 1), shown.color("border"))
        if selected and first:
            painter.fillRect(QRect(box.x(), box.y(), 3, box.height()), shown.color("primary"))

    def _ring(self, painter: QPainter, box: QRect, view: QTableView, index: Index) -> None:
        color = theme.current().color("primary")
        painter.fillRect(QRect(box.x(), box.y(), box.width() + 1, 2), color)
        painter.fillRect(QRect(box.x(), box.bottom() - 1, box.width() + 1, 2), color)
        if _is_edge(view, index, first=True):
            painter.fillRect(QRect(box.x(), box.y(), 2, box.height()), color)
        if _is_edge(view, index, first=False):
            painter.fillRect(QRect(box.right() - 1, box.y(), 2, box.height()), color)


def _is_edge(view: QTableView, index: Index, *, first: bool) -> bool:
    header = view.horizontalHeader()
    shown = [place for place in range(header.count()) if not header.isSectionHidden(header.logicalIndex(place))]
    return bool(shown) and header.visualIndex(index.column()) == shown[0 if first else -1]


def _paint_sign(painter: QPainter, box: QRect, status: Status, ratio: float) -> None:
    size = theme.current().px(18)
    picture = icons.pixmap(status.icon, status.tone.value, size, ratio)
    painter.drawPixmap(box.center().x() - size // 2, box.center().y() - size // 2, picture)


def _paint_lines(painter: QPainter, inner: QRect, column: Column, row: object) -> None:
    shown = theme.current()
    detail = column.detail(row) if column.detail else ""
    tone = column.tone(row) if column.tone else None
    first = QFont(shown.font(Role.STRONG if column.strong else Role.BODY))
    struck = column.struck is not None and column.struck(row)
    first.setStrikeOut(struck)
    color = shown.color(tone.value if tone is not None else "muted" if struck else "text")
    if not detail:
        _line(painter, inner, column.text(row), first, color)
        return
    middle, height = inner.center().y(), shown.px(20)
    upper = QRect(inner.x(), middle - height + 1, inner.width(), height)
    lower = QRect(inner.x(), middle + 1, inner.width(), height - 2)
    _line(painter, upper, column.text(row), first, color)
    _line(painter, lower, detail, shown.font(Role.CAPTION), shown.color("muted"))


def _line(painter: QPainter, box: QRect, text: str, font: QFont, color: QColor) -> None:
    painter.setFont(font)
    painter.setPen(color)
    painter.drawText(box, _MIDDLE, painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, box.width()))


def _paint_bar(painter: QPainter, inner: QRect, bar: TimeBar) -> None:
    shown = theme.current()
    middle = inner.center().y()
    words = QRect(inner.x(), middle - shown.px(19), inner.width(), shown.px(18))
    urgent = bar.tone in (Tone.DANGER, Tone.WARN)
    painter.setFont(shown.font(Role.CAPTION))
    painter.setPen(shown.color("muted"))
    painter.drawText(words, _MIDDLE | Qt.AlignmentFlag.AlignRight, bar.standard)
    taken = painter.fontMetrics().horizontalAdvance(bar.standard) + 6 if bar.standard else 0
    left = words.adjusted(0, 0, -taken, 0)
    strong = shown.font(Role.CAPTION, QFont.Weight.DemiBold)
    _line(painter, left, bar.remaining, strong, shown.color(bar.tone.value if urgent else "text"))
    height = shown.px(6)
    track = QRectF(inner.x(), middle + shown.px(6), inner.width(), height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.color("track"))
    painter.drawRoundedRect(track, height / 2, height / 2)
    share = min(max(bar.fraction, 0.0), 1.0)
    if share:
        painter.setBrush(shown.color(bar.tone.value))
        filled = QRectF(track.x(), track.y(), max(height, track.width() * share), height)
        painter.drawRoundedRect(filled, height / 2, height / 2)
