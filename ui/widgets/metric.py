"""A tile with a figure that is also a filter: pressed, the list below shows only what the figure counts."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy

from ui import icons, theme
from ui.theme import Role
from ui.widgets.pill import Status


class Metric(QAbstractButton):
    """A figure with its word and a line below. ``toggled`` tells that the filter was switched.

    Args of the constructor:
        status: word, icon and tone of the tile (see ``ui.widgets.pill``).
        checkable: False for a tile that only informs.
    """

    def __init__(self, status: Status, *, checkable: bool = True) -> None:
        super().__init__()
        self._status, self._figure, self._note = status, "0", ""
        self.setCheckable(checkable)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus if checkable else Qt.FocusPolicy.NoFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        if checkable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.toggled.connect(self._name)
        self._name()

    def open_by_keys(self, tip: str) -> None:
        """The tile leads somewhere: it takes the focus, and Enter or a click is ``clicked``."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setToolTip(tip)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def show_figure(self, figure: int | str, note: str = "") -> None:
        """Show ``figure`` and, small below it, ``note``."""
        self._figure, self._note = str(figure), note
        self._name()
        self.updateGeometry()
        self.update()

    def _name(self) -> None:
        words = f"{self._status.word}: {self._figure}. {self._note}".rstrip(". ")
        self.setAccessibleName(words)
        if self.isCheckable():
            self.setToolTip("Tampilkan semua" if self.isChecked() else f"Tampilkan hanya: {self._status.word}")

    def sizeHint(self) -> QSize:
        shown = theme.current()
        first = QFontMetrics(shown.font(Role.METRIC)).horizontalAdvance(self._figure) + 8
        first += QFontMetrics(shown.font(Role.STRONG)).horizontalAdvance(self._status.word)
        second = QFontMetrics(shown.font(Role.CAPTION)).horizontalAdvance(self._note)
        return QSize(shown.px(62) + max(first, second) + 14, shown.px(62))

    def minimumSizeHint(self) -> QSize:
        return QSize(theme.current().px(140), self.sizeHint().height())

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown, tone = theme.current(), self._status.tone
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        marked = self.hasFocus() or self.isChecked()
        edge = shown.color(
            "primary" if marked else "border_strong" if self.underMouse() and self.isCheckable() else "border"
        )
        painter.setPen(QPen(edge, 2 if marked else 1))
        painter.setBrush(shown.color("select" if self.isChecked() else "surface"))
        inset = 1.0 if marked else 0.5
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), 8, 8)
        side = shown.px(36)
        tile = QRect(shown.px(14), (self.height() - side) // 2, side, side)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(shown.tint(tone))
        painter.drawRoundedRect(tile, 8, 8)
        size = shown.px(21)
        picture = icons.pixmap(self._status.icon, tone.value, size, self.devicePixelRatioF())
        painter.drawPixmap(tile.x() + (side - size) // 2, tile.y() + (side - size) // 2, picture)
        self._paint_words(painter, tile.right() + shown.px(13))
        painter.end()

    def _paint_words(self, painter: QPainter, left: int) -> None:
        shown = theme.current()
        metric = shown.font(Role.METRIC)
        top, room = shown.px(10), self.width() - left - 10
        painter.setPen(shown.color("text"))
        painter.setFont(metric)
        width = QFontMetrics(metric).horizontalAdvance(self._figure)
        height = shown.px(28)
        painter.drawText(QRect(left, top, width + 2, height), Qt.AlignmentFlag.AlignVCenter, self._figure)
        painter.setFont(shown.font(Role.STRONG))
        word = painter.fontMetrics().elidedText(self._status.word, Qt.TextElideMode.ElideRight, room - width - 8)
        painter.drawText(QRect(left + width + 8, top, room, height), Qt.AlignmentFlag.AlignVCenter, word)
        painter.setFont(shown.font(Role.CAPTION))
        painter.setPen(shown.color("muted"))
        note = painter.fontMetrics().elidedText(self._note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, top + height - 1, room, shown.px(18)), Qt.AlignmentFlag.AlignVCenter, note)
