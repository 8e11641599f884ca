"""Langkah SOP: the timeline on the left, the step being worked on in the middle, the short facts on the right."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.services.views import CasePage, Progress, StepLine
from ui import theme
from ui.icons import Icon
from ui.pages.case.presenter import progress_of
from ui.pages.case.side import SideColumn
from ui.pages.case.step_card import StepCard
from ui.theme import Role, Tone
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, row
from ui.widgets.layouts import refill
from ui.widgets.rows import ProgressLine
from ui.widgets.side_pane import MainAndSide
from ui.widgets.timeline import StepState, Timeline, TimelineStep

_TIMELINE, _SIDE = 300, 262
_STATE: dict[Progress, StepState] = {Progress.DONE: "done", Progress.SKIPPED: "skipped"}


def timeline_step(one: StepLine) -> TimelineStep:
    """A row of the procedure as the timeline shows it."""
    state: StepState = "now" if one.current else _STATE.get(one.progress, "todo")
    tone = Tone.DANGER if one.late else {"done": Tone.OK, "now": Tone.INFO}.get(state, Tone.NEUTRAL)
    if not one.forced:
        return TimelineStep(one.number, one.title, one.actor_name, one.time_text, state, tone, one.note)
    words = f"{one.time_text} · dengan alasan"
    return TimelineStep(one.number, one.title, one.actor_name, words, "forced", Tone.WARN, one.note)


class TimelineCard(Card):
    """All rows of the procedure with how far the case is.

    Signals:
        chosen: number of a row to look at.
    """

    chosen = Signal(int)

    def __init__(self) -> None:
        super().__init__(margins=(10, 12, 10, 10), spacing=6)
        self._count = label("", Role.CAPTION)
        head = row(label("Langkah SOP", Role.SUBTITLE), None, self._count)
        head.setContentsMargins(6, 0, 6, 0)
        self._bar = ProgressLine("Kemajuan langkah SOP")
        barred = QHBoxLayout()
        barred.setContentsMargins(6, 0, 6, 4)
        barred.addWidget(self._bar)
        self.timeline = Timeline()
        self.timeline.chosen.connect(self.chosen)
        scrolled = ScrollColumn(spacing=0)
        scrolled.body.addWidget(self.timeline)
        self.body.addLayout(head)
        self.body.addLayout(barred)
        self.body.addWidget(scrolled, 1)

    def show_page(self, page: CasePage, chosen: int | None) -> None:
        """Show the rows anew; ``chosen`` is the one looked at."""
        words, share = progress_of(page.steps, closed=page.step is None)
        self._count.setText(words)
        self._bar.set_share(share, words)
        self.timeline.show_steps([timeline_step(one) for one in page.steps], chosen)


class PastStepCard(Card):
    """A row that is not the present one: who, how long, what was decided.

    Signals:
        back: the present step is wanted again.
    """

    back = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=9)
        self._body = QVBoxLayout()
        self._body.setSpacing(9)
        self.body.addLayout(self._body)
        self.body.addStretch(1)
        self.back_button = Button("Kembali ke langkah berjalan", Icon.BACK, clicked=self.back.emit)
        self.body.addLayout(row(self.back_button, None))

    def show_line(self, one: StepLine, *, running: bool) -> None:
        """Show this row; ``running``: there is a present step to go back to."""
        state = {
            Progress.DONE: pill.DONE,
            Progress.SKIPPED: pill.Status("Dilewati", Icon.CANCELLED, Tone.NEUTRAL),
        }.get(one.progress, pill.TODO)
        if one.forced:
            state = pill.FORCED
        head = QWidget()
        head.setLayout(row(label(f"{one.number}. {one.title}", Role.SUBTITLE), None, pill.Pill(state)))
        lines: list[QWidget] = [head, label(f"Pelaksana: {one.actor_name}"), label(one.time_text, Role.MUTED)]
        if one.note:
            lines += [label("Catatan langkah", Role.LABEL), label(one.note, wrap=True)]
        if one.progress is Progress.NONE:
            lines.append(label("Langkah ini dimulai setelah langkah sebelumnya selesai.", Role.MUTED, wrap=True))
        refill(self._body, lines)
        self.back_button.setVisible(running)


class ClosedCard(Card):
    """Stands in the middle once the case is closed.

    Signals:
        reopen: the case is to be opened again.
    """

    reopen = Signal()

    def __init__(self) -> None:
        super().__init__(spacing=9)
        self._title = label("Kasus ditutup", Role.SUBTITLE)
        self._words = label("", wrap=True)
        self.reopen_button = Button("Buka kembali kasus…", Icon.RESTORE, clicked=self.reopen.emit)
        self.body.addLayout(row(IconLabel(Icon.DONE, "ok", 24), self._title, None))
        self.body.addWidget(self._words)
        self.body.addStretch(1)
        self.body.addLayout(row(self.reopen_button, None))

    def show_page(self, page: CasePage) -> None:
        """Say how the case ended."""
        self._title.setText(f"{page.head.period} selesai" if page.head.period else "Kasus ditutup")
        self._words.setText(
            f"Berakhir sebagai: {page.head.ended_as or 'Selesai'}. Berkas, surat, dan catatan tetap dapat dibaca; "
            "isinya tidak berubah lagi."
        )
        self.reopen_button.setVisible(page.head.may_reopen)


class StepsTab(QWidget):
    """The three columns."""

    def __init__(self) -> None:
        super().__init__()
        self._page: CasePage | None = None
        self.timeline = TimelineCard()
        self.timeline.chosen.connect(self._look_at)
        self.step = StepCard()
        self.past = PastStepCard()
        self.past.back.connect(self._show_present)
        self.closed = ClosedCard()
        self._middle = QStackedWidget()
        for card in (self.step, self.past, self.closed):
            self._middle.addWidget(card)
        left = QWidget()
        columns = QHBoxLayout(left)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(12)
        columns.addWidget(self.timeline)
        columns.addWidget(self._middle, 1)
        self.side = SideColumn()
        self.sides = MainAndSide(left, self.side, _SIDE)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 12, 0, 0)
        box.addWidget(self.sides)
        self._size()

    def show_page(self, page: CasePage) -> None:
        """Show the case anew, the present step in the middle."""
        self._page = page
        self.side.show_page(page)
        if page.step is not None:
            self.step.show_panel(page.step)
        else:
            self.closed.show_page(page)
        self._size()
        self._show_present()

    def _show_present(self) -> None:
        if self._page is None:
            return
        self.timeline.show_page(self._page, self._page.step.number if self._page.step else None)
        self._middle.setCurrentWidget(self.step if self._page.step else self.closed)

    def _look_at(self, number: int) -> None:
        if self._page is None:
            return
        if self._page.step is not None and number == self._page.step.number:
            self._middle.setCurrentWidget(self.step)
            return
        one = next(line for line in self._page.steps if line.number == number)
        self.past.show_line(one, running=True)
        self._middle.setCurrentWidget(self.past)

    def _size(self) -> None:
        self.timeline.setFixedWidth(theme.current().px(_TIMELINE))
