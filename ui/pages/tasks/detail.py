"""The pane beside the tasks: the chosen step with its time, what it needs, what comes out, and where to go on."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import DocumentItem, Progress, Standing, StepPanel, TaskRow, TimeView
from models.services.words import clock, day_month
from ui.icons import Icon
from ui.tables.task_columns import STANDING
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, CardKind, IconLabel, ScrollColumn, label, line, row
from ui.widgets.layouts import empty
from ui.widgets.rows import ChecklistRow, State

_CARD: dict[Standing, CardKind] = {
    Standing.LATE: "danger", Standing.SOON: "warn", Standing.RUNNING: "info",
    Standing.PAUSED: "neutral", Standing.WAITING: "neutral",
}  # fmt: skip
_STATE: dict[Progress, State] = {
    Progress.DONE: "done", Progress.PARTIAL: "partial", Progress.NONE: "none", Progress.SKIPPED: "skipped",
}  # fmt: skip


def _moment(at: datetime, today: datetime) -> str:
    """As in "09.36" today, else "21 Nov 09.36"."""
    return clock(at) if at.date() == today.date() else f"{day_month(at)} {clock(at)}"


def time_line(time: TimeView, now: datetime) -> str:
    """ "Mulai 09.36, batas 09.46"."""
    started = f"Mulai {_moment(time.started, now)}"
    return f"{started}, batas {_moment(time.due, now)}" if time.due else started


def document_line(item: DocumentItem) -> ChecklistRow:
    """A document of the step as one line."""
    needed = item.required or item.progress is not Progress.NONE
    return ChecklistRow(item.title, _STATE[item.progress], "" if needed else "Bila perlu")


def plain_line(text: str, icon: Icon = Icon.DOCUMENT) -> QWidget:
    """A line that has no state of its own."""
    made = QWidget()
    made.setAccessibleName(text)
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 2, 0, 2)
    box.addLayout(row(IconLabel(icon), label(text, wrap=True), stretch=1))
    return made


class TaskDetail(Card):
    """The chosen task.

    Signals:
        work: "Kerjakan sekarang" was pressed.
        open_case: the case itself is wanted.
        take: the person wants the task for themselves.
        pause / resume: the clock of the step is to stand still, or to go on.
        closed: the drawer is to be closed (narrow windows only).
    """

    work = Signal()
    open_case = Signal()
    take = Signal()
    pause = Signal()
    resume = Signal()
    closed = Signal()

    def __init__(self) -> None:
        super().__init__(margins=(16, 14, 16, 14), spacing=8)
        self.setAccessibleName("Rincian tugas")
        self._standing, self._case_pill = pill.Pill(pill.RUNNING), pill.Pill(pill.SECRET)
        self.body.addLayout(row(self._standing, None, self._case_pill))
        self._title = label("", Role.SUBTITLE, wrap=True)
        self._place = label("", Role.CAPTION, wrap=True)
        self.body.addWidget(self._title)
        self.body.addWidget(self._place)
        self._time_card = Card("info", margins=(12, 8, 12, 8), horizontal=True)
        self._timer = IconLabel(Icon.TIMER, "info", 20)
        self._remaining, self._span = label("", Role.STRONG, wrap=True), label("", Role.CAPTION, wrap=True)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self._remaining)
        words.addWidget(self._span)
        self._time_card.body.addWidget(self._timer)
        self._time_card.body.addLayout(words, 1)
        self.body.addWidget(self._time_card)
        self._lists = ScrollColumn(spacing=4)
        self.body.addWidget(self._lists, 1)
        self.work_button = Button(
            "Kerjakan sekarang", Icon.FORWARD, "primary", clicked=self.work.emit, tip="Kerjakan (Enter)"
        )
        self.take_button = Button(
            "Ambil tugas", Icon.ADD_PERSON, clicked=self.take.emit, tip="Rekan Anda melihat bahwa Anda yang mengerjakan"
        )
        self.case_button = Button("Buka kasus", Icon.OPEN, clicked=self.open_case.emit)
        self.pause_button = Button("Tunda…", Icon.PAUSED, clicked=self.pause.emit, tip="Tunda langkah dengan alasan")
        self.resume_button = Button("Lanjutkan", Icon.RESUME, clicked=self.resume.emit)
        self.resume_button.hide()
        self.close_button = Button("Tutup rincian", Icon.CLOSE, clicked=self.closed.emit, tip="Tutup rincian (Esc)")
        self.close_button.hide()
        self.body.addWidget(self.work_button)
        self.body.addWidget(self.take_button)
        self.body.addLayout(row(self.case_button, self.pause_button, self.resume_button, stretch=0))
        self.body.addWidget(self.close_button)

    def show_row(self, task: TaskRow, now: datetime) -> None:
        """Show what the list already knows; ``show_panel`` brings the rest."""
        time = task.time
        self._standing.set_status(STANDING[time.standing])
        self._title.setText(task.title)
        parts = (task.case_number, task.client_label, f"Langkah {task.step_number} dari {task.steps_total}")
        self._place.setText(" · ".join(part for part in parts if part))
        self._case_pill.set_status(pill.URGENT if task.emergency else pill.SECRET)
        self._time_card.set_kind(_CARD[time.standing])
        self._timer.set_icon(Icon.TIMER, STANDING[time.standing].tone.value)
        self._remaining.setText(f"{time.remaining} {time.standard}".strip())
        self._span.setText(" · ".join(part for part in (time_line(time, now), time.paused) if part))
        self.work_button.setVisible(task.mine)
        self.take_button.setVisible(task.free)
        self.pause_button.setVisible(task.mine and not task.time.held)
        self.resume_button.setVisible(task.mine and task.time.held)
        self.case_button.set_kind("normal" if task.mine else "primary")

    def show_panel(self, panel: StepPanel) -> None:
        """Fill the lists of what the step needs and gives."""
        self._empty_lists()
        if panel.held_since:
            self._lists.body.addWidget(plain_line(panel.held_since, Icon.PAUSED))
        if panel.waiting_for:
            self._lists.body.addWidget(plain_line(f"Menunggu {panel.waiting_for}", Icon.WAITING))
        self._block("Kelengkapan langkah ini", [plain_line(text) for text in panel.requirements])
        ticks = [
            ChecklistRow(tick.text, "done" if tick.ticked else "none", "Sudah" if tick.ticked else "")
            for tick in panel.checklist
        ]
        self._block("Daftar periksa", ticks)
        self._block("Keluaran", [document_line(item) for item in panel.documents])
        if panel.outcomes:
            self._block("Putusan", [plain_line(one.label, Icon.FORWARD) for one in panel.outcomes])
        if panel.activity.rstrip(".") != panel.title.rstrip("."):
            self._block("Uraian menurut SOP", [label(panel.activity, Role.MUTED, wrap=True)])
        self._lists.body.addStretch(1)

    def show_waiting(self) -> None:
        """Empty the lists while the rest is read."""
        self._empty_lists()

    def set_drawer(self, drawer: bool) -> None:
        """As a drawer over the list the pane has its own way out."""
        self.close_button.setVisible(drawer)

    def _block(self, heading: str, lines: Sequence[QWidget]) -> None:
        if not lines:
            return
        if self._lists.body.count():
            self._lists.body.addSpacing(4)
            self._lists.body.addWidget(line())
        self._lists.body.addWidget(label(heading, Role.LABEL))
        for one in lines:
            self._lists.body.addWidget(one)

    def _empty_lists(self) -> None:
        empty(self._lists.body)
