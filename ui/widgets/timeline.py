"""The steps of a procedure from top to bottom: done, running, still to come; one of them chosen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QSizePolicy, QVBoxLayout, QWidget

from ui import icons, theme
from ui.icons import Icon
from ui.theme import Role, Tone

StepState = Literal["done", "forced", "now", "todo", "skipped"]
_LOOK: dict[StepState, tuple[Icon, str, str]] = {
    "done": (Icon.DONE, "ok", "Selesai"),
    "forced": (Icon.DONE_OUTLINE, "warn", "Selesai dengan alasan, belum lengkap"),
    "now": (Icon.PARTLY, "primary", "Sedang berjalan"),
    "todo": (Icon.TODO, "muted", "Belum dimulai"),
    "skipped": (Icon.CANCELLED, "muted", "Dilewati"),
}
_HEIGHT = 64


@dataclass(frozen=True)
class TimelineStep:
    """One step as the timeline shows it.

    Attributes:
        number: as printed in the procedure.
        title: the short title.
        actor: who carries it out, as the office calls them.
        time: "8 menit dari 10 menit", "Sisa 1 hari 3 jam dari 2 hari", "Standar 20 menit".
        state: done, forced (closed with a reason although something was missing), now, todo or skipped.
        tone: colour of ``time``; NEUTRAL where time says nothing yet.
        note: what else is to be known: pauses, reasons; in the tooltip.
    """

    number: int
    title: str
    actor: str
    time: str
    state: StepState
    tone: Tone = Tone.NEUTRAL
    note: str = ""


class Timeline(QWidget):
    """All steps; arrows move between them, Enter or a click chooses.

    Signals:
        chosen: number of the step the person wants to see.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("Langkah SOP")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.idClicked.connect(self.chosen)
        self.rows: list[TimelineRow] = []

    def show_steps(self, steps: Sequence[TimelineStep], chosen: int | None = None) -> None:
        """Show ``steps``; ``chosen`` is the number of the highlighted one (default: the running one)."""
        kept = next((row.step.number for row in self.rows if row.hasFocus()), None)
        for row in self.rows:
            self._group.removeButton(row)
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        if self._column.count():
            self._column.takeAt(0)
        self.rows = [TimelineRow(step, first=not index, last=step is steps[-1]) for index, step in enumerate(steps)]
        for row in self.rows:
            self._column.addWidget(row)
            self._group.addButton(row, row.step.number)
            marked = row.step.number == chosen if chosen is not None else row.step.state == "now"
            row.setChecked(marked)
            if row.step.number == kept:
                row.show()  # a hidden widget cannot take the focus back
                row.setFocus()
        self._column.addStretch(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        here = next((index for index, row in enumerate(self.rows) if row.hasFocus()), None)
        move = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        if here is None or move is None:
            super().keyPressEvent(event)
            return
        self.rows[min(max(here + move, 0), len(self.rows) - 1)].setFocus(Qt.FocusReason.TabFocusReason)


class TimelineRow(QAbstractButton):
    """One step. The accessible name says everything the picture shows."""

    def __init__(self, step: TimelineStep, *, first: bool, last: bool) -> None:
        super().__init__()
        self.step, self._first, self._last = step, first, last
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        state = _LOOK[step.state][2]
        self.setAccessibleName(
            f"Langkah {step.number}: {step.title}. Pelaksana {step.actor}. {step.time}. {state}".replace(". .", ".")
        )
        self.setToolTip("\n".join(part for part in (step.title, step.time, step.note) if part))
        self.setAccessibleDescription(step.note)

    def sizeHint(self) -> QSize:
        return QSize(theme.current().px(240), theme.current().px(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.StyleChange:
            self.updateGeometry()
        super().changeEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        shown = theme.current()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = self.rect()
        if self.isChecked():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(shown.color("select"))
            painter.drawRoundedRect(box.adjusted(0, 1, 0, -1), 6, 6)
        self._paint_rail(painter)
        self._paint_words(painter)
        if self.hasFocus():
            painter.setPen(QPen(shown.color("primary"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 2, -1, -2), 6, 6)
        painter.end()

    def _paint_rail(self, painter: QPainter) -> None:
        shown = theme.current()
        icon, color, _ = _LOOK[self.step.state]
        middle, size, top = shown.px(20), shown.px(22), shown.px(10)
        painter.setPen(QPen(shown.color("ok" if self.step.state in ("done", "forced") else "border_strong"), 2))
        if not self._first:
            painter.drawLine(middle, 0, middle, top)
        if not self._last:
            painter.drawLine(middle, top + size, middle, self.height())
        painter.drawPixmap(middle - size // 2, top, icons.pixmap(icon, color, size, self.devicePixelRatioF()))

    def _paint_words(self, painter: QPainter) -> None:
        shown, step = theme.current(), self.step
        ahead = step.state in ("todo", "skipped")
        left, room = shown.px(42), self.width() - shown.px(42) - 8
        timed = step.tone is not Tone.NEUTRAL
        lines = (
            (9, 20, f"{step.number}. {step.title}", "muted" if ahead else "text",
             shown.font(Role.STRONG, QFont.Weight.Medium if ahead else None)),
            (29, 16, step.actor, "muted", shown.font(Role.CAPTION)),
            (45, 16, step.time, step.tone.value if timed else "muted",
             shown.font(Role.CAPTION, QFont.Weight.Medium if timed else None)),
        )  # fmt: skip
        for top, height, text, color, font in lines:
            painter.setFont(font)
            painter.setPen(shown.color(color))
            words = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)
            painter.drawText(QRect(left, shown.px(top), room, shown.px(height)), Qt.AlignmentFlag.AlignVCenter, words)
