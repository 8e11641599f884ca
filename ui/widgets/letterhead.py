"""The letterhead as it will stand on paper, painted while the office types it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from models.domain.paper import Letterhead
from ui import theme

_INK, _PAPER = QColor("#101010"), QColor("#FFFFFF")
_SIZES = {
    "government": (15, QFont.Weight.Normal),
    "names": (19, QFont.Weight.Bold),
    "address": (10, QFont.Weight.Normal),
}


class LetterheadPreview(QWidget):
    """A white strip with the letterhead; the real one on letters is set by the same lines."""

    def __init__(self) -> None:
        super().__init__()
        self._head = Letterhead("", ())
        self._logo = QImage()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName("Pratinjau kop surat")

    def show_head(self, head: Letterhead) -> None:
        """Show another letterhead."""
        self._head = head
        self._logo = QImage.fromData(head.logo) if head.logo else QImage()
        self.setAccessibleName(f"Pratinjau kop surat: {head.government}, {', '.join(head.names)}")
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        lines = 1 + max(1, len(self._head.names)) + max(1, len(self._head.address))
        return QSize(420, 44 + lines * 22)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setPen(QPen(theme.current().color("border"), 1))
        painter.setBrush(_PAPER)
        box = self.rect().adjusted(0, 0, -1, -1)
        painter.drawRect(box)
        inner = box.adjusted(16, 12, -16, -14)
        left = 0
        if not self._logo.isNull():
            side = min(inner.height() - 10, 92)
            size = self._logo.size().scaled(side, side, Qt.AspectRatioMode.KeepAspectRatio)
            painter.drawImage(QRect(inner.x(), inner.y(), size.width(), size.height()), self._logo)
            left = side + 12
        bottom = self._paint_lines(painter, inner.adjusted(left, 0, -left // 2, 0))
        self._paint_rule(painter, inner, max(bottom + 4, inner.bottom() - 6))
        painter.end()

    def _paint_lines(self, painter: QPainter, room: QRect) -> int:
        painter.setPen(_INK)
        top = room.y()
        lines = [("government", self._head.government)]
        lines += [("names", name) for name in self._head.names]
        lines += [("address", address) for address in self._head.address]
        for kind, text in lines:
            if not text:
                continue
            size, weight = _SIZES[kind]
            font = _fitting(text, size, weight, room.width())
            painter.setFont(font)
            height = QFontMetrics(font).height()
            painter.drawText(QRect(room.x(), top, room.width(), height), Qt.AlignmentFlag.AlignHCenter, text)
            top += height + 1
        return top

    def _paint_rule(self, painter: QPainter, inner: QRect, top: int) -> None:
        painter.setPen(QPen(_INK, 3))
        painter.drawLine(inner.x(), top, inner.right(), top)
        if self._head.double_rule:
            painter.setPen(QPen(_INK, 1))
            painter.drawLine(inner.x(), top + 4, inner.right(), top + 4)


def _fitting(text: str, size: int, weight: QFont.Weight, room: int) -> QFont:
    """The largest font up to ``size`` in which ``text`` fits into ``room`` pixels."""
    font = QFont(theme.FAMILY)
    font.setWeight(weight)
    for pixels in range(size, 7, -1):
        font.setPixelSize(pixels)
        if QFontMetrics(font).horizontalAdvance(text) <= room:
            break
    return font
