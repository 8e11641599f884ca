"""A status as colour, icon and word together, and the list of statuses with their words."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from ui import icons, theme
from ui.icons import Icon
from ui.theme import Role, Tone

_HEIGHT, _ICON, _LEFT, _RIGHT = 24, 14, 26, 9


@dataclass(frozen=True)
class Status:
    """How a state is shown: never by colour alone."""

    word: str
    icon: Icon
    tone: Tone


LATE = Status("Lewat waktu", Icon.LATE, Tone.DANGER)
SOON = Status("Segera", Icon.SOON, Tone.WARN)
RUNNING = Status("Berjalan", Icon.RUNNING, Tone.INFO)
PAUSED = Status("Ditunda", Icon.PAUSED, Tone.NEUTRAL)
WAITING = Status("Menunggu", Icon.WAITING, Tone.NEUTRAL)
DONE = Status("Selesai", Icon.DONE, Tone.OK)
FORCED = Status("Selesai dengan alasan", Icon.DONE_OUTLINE, Tone.WARN)
TODO = Status("Belum", Icon.TODO, Tone.NEUTRAL)
PARTLY = Status("Sebagian", Icon.PARTLY, Tone.WARN)
HIGH_RISK = Status("Risiko tinggi", Icon.RISK, Tone.DANGER)
URGENT = Status("Darurat", Icon.RISK, Tone.DANGER)
SECRET = Status("Rahasia", Icon.LOCK, Tone.NEUTRAL)
DRAFT = Status("Konsep", Icon.EDIT, Tone.WARN)
CANCELLED = Status("Dibatalkan", Icon.CANCELLED, Tone.NEUTRAL)
MISSING = Status("Kurang", Icon.PROBLEM, Tone.DANGER)


def pill_width(word: str) -> int:
    """Width in pixels that ``word`` needs as a pill."""
    shown = theme.current()
    metrics = QFontMetrics(shown.font(Role.CAPTION, shown.font(Role.STRONG).weight()))
    return shown.px(_LEFT) + metrics.horizontalAdvance(word) + shown.px(_RIGHT)


def paint_pill(painter: QPainter, left: int, middle: int, status: Status, ratio: float) -> None:
    """Paint ``status`` with its left edge at ``left``, centred on the height ``middle``; for delegates too."""
    shown = theme.current()
    height = shown.px(_HEIGHT)
    box = QRect(left, middle - height // 2, pill_width(status.word), height)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(shown.tint(status.tone))
    painter.drawRoundedRect(box, height / 2, height / 2)
    size = shown.px(_ICON)
    picture = icons.pixmap(status.icon, status.tone.value, size, ratio)
    painter.drawPixmap(box.left() + shown.px(8), box.center().y() - size // 2 + 1, picture)
    painter.setPen(shown.color(status.tone))
    painter.setFont(shown.font(Role.CAPTION, shown.font(Role.STRONG).weight()))
    painter.drawText(box.adjusted(shown.px(_LEFT), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, status.word)
    painter.restore()


class Pill(QWidget):
    """A status beside a title: ``Pill(LATE)``, or with words of its own ``Pill(RUNNING, "Sisa 1 hari 3 jam")``."""

    def __init__(self, status: Status, word: str = "") -> None:
        super().__init__()
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_status(status, word)

    def set_status(self, status: Status, word: str = "") -> None:
        """Show another status."""
        self.status = Status(word or status.word, status.icon, status.tone)
        self.setAccessibleName(self.status.word)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(pill_width(self.status.word), theme.current().px(_HEIGHT))

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, 0, self.height() // 2, self.status, self.devicePixelRatioF())
        painter.end()
