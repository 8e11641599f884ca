"""What the head of the office sees on Tugas Saya: decisions that wait for them first, then how the team stands."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from models.errors import UserError
from models.services.views import CasePage, OutcomeChoice, Standing, StepPanel, TaskRow, TeamLine, TeamLoad
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.tasks.presenter import may_decide_here
from ui.tables.task_columns import STANDING
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, line, row
from ui.widgets.layouts import empty, refill
from ui.widgets.rows import ProgressLine


class DecisionCard(Card):
    """One decision: what is asked, by whom, how much time is left, and a button for each branch.

    Signals:
        decided: the row and the chosen ``OutcomeChoice``.
        open_case: the case itself is wanted.
    """

    decided = Signal(object, object)
    open_case = Signal()

    def __init__(self, task: TaskRow, panel: StepPanel | None) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=6)
        self.task, self.panel = task, panel
        self.setAccessibleName(f"Keputusan: {task.title}, {task.case_number}")
        status = pill.Pill(STANDING[task.time.standing], task.time.remaining)
        urgent = [pill.Pill(pill.URGENT)] if task.emergency else []
        self.body.addLayout(row(label(task.title, Role.SUBTITLE), *urgent, None, status))
        asked = f"Diajukan {task.asked_by}" if task.asked_by else ""
        parts = (task.case_number, task.client_label, task.client_detail, asked)
        self.body.addWidget(label(" · ".join(part for part in parts if part), Role.CAPTION))
        if panel is not None:
            self.body.addWidget(label(panel.activity, Role.MUTED, wrap=True))
        self.buttons: dict[str, Button] = {}
        verbs = QHBoxLayout()
        verbs.setSpacing(8)
        for choice in panel.outcomes if panel else ():
            verbs.addWidget(self._verb(choice))
        verbs.addStretch(1)
        self.open_button = Button("Buka kasus", Icon.OPEN, clicked=self.open_case.emit)
        self.open_button.setAccessibleName(f"Buka kasus {task.case_number}")
        verbs.addWidget(self.open_button)
        self.body.addLayout(verbs)

    def _verb(self, choice: OutcomeChoice) -> Button:
        words = f"{choice.label}…" if choice.reason_required else choice.label
        made = Button(
            words,
            kind="primary" if choice.proposed else "normal",
            clicked=self._decide(choice),
            tip=choice.consequence,
            name=f"{choice.label}, kasus {self.task.case_number}",
        )
        self.buttons[choice.key] = made
        return made

    def _decide(self, choice: OutcomeChoice) -> Callable[[], None]:
        return lambda: self.decided.emit(self, choice)


class TeamCard(Card):
    """Who has how much in hand today, and how many steps of this month were closed in time."""

    def __init__(self) -> None:
        super().__init__(margins=(16, 12, 16, 12), spacing=6)
        self.setAccessibleName("Tim hari ini")

    def show_load(self, load: TeamLoad) -> None:
        """Show it anew."""
        lines: list[QWidget] = [label("Tim hari ini", Role.SUBTITLE)]
        lines += [_team_line(one) for one in load.lines]
        if not load.lines:
            lines.append(label("Tidak ada langkah yang sedang berjalan.", Role.MUTED, wrap=True))
        lines.append(line())
        share = load.in_time / load.closed if load.closed else 0.0
        words = (
            f"{load.in_time} dari {load.closed} langkah bulan ini selesai tepat waktu ({round(share * 100)}%)"
            if load.closed
            else "Belum ada langkah yang selesai bulan ini."
        )
        bar = ProgressLine("Tepat waktu bulan ini")
        bar.set_share(share, words)
        lines += [label(words, wrap=True), bar]
        refill(self.body, lines, stretch=True)


def _team_line(one: TeamLine) -> QWidget:
    made = QWidget()
    box = QVBoxLayout(made)
    box.setContentsMargins(0, 2, 0, 2)
    box.setSpacing(2)
    box.addWidget(label(one.name, Role.STRONG))
    words = [f"{one.counts[kind]} {STANDING[kind].word.lower()}" for kind in Standing if one.counts.get(kind)]
    late = one.counts.get(Standing.LATE, 0)
    icon = IconLabel(Icon.LATE if late else Icon.RUNNING, "danger" if late else "info", 15)
    box.addLayout(row(icon, label(" · ".join(words) or "Tidak ada", Role.CAPTION), stretch=1, spacing=6))
    made.setAccessibleName(f"{one.name}: {', '.join(words) or 'tidak ada'}")
    return made


class HeadBoard(QWidget):
    """Decisions above the ordinary list; the team beside it, or below where the window is narrow.

    Signals:
        decide_in_case: a row and the key of a branch that still needs something done in the case first.
        open_case: row whose case is wanted.
        decided: a decision was made; the lists are out of date.
    """

    decide_in_case = Signal(object, str)
    open_case = Signal(object)
    decided = Signal()

    def __init__(self, context: AppContext, ordinary: QWidget) -> None:
        super().__init__()
        self._context = context
        self._panels: dict[int, StepPanel] = {}
        self._rows: tuple[TaskRow, ...] = ()
        self.cards: list[DecisionCard] = []
        self.team = TeamCard()
        self._none = label("Tidak ada yang menunggu keputusan Anda.", Role.MUTED)
        column = ScrollColumn(spacing=10, margins=(0, 0, 4, 0))
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        column.body.addWidget(label("Menunggu keputusan Anda", Role.SUBTITLE))
        column.body.addWidget(self._none)
        column.body.addLayout(self._cards)
        column.body.addWidget(label("Semua tugas", Role.SUBTITLE))
        ordinary.setMinimumHeight(300)
        column.body.addWidget(ordinary, 1)
        column.body.addWidget(self.team)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)

    def show_decisions(self, rows: tuple[TaskRow, ...], _now: datetime) -> None:
        """Show the decisions; what each asks is read one after the other."""
        self._rows = rows
        self._panels = {key: panel for key, panel in self._panels.items() if key in {r.step_run_id for r in rows}}
        self._draw()
        tasks = self._context.workspace.tasks
        for task in rows:
            if task.step_run_id not in self._panels:
                self._context.runner.query(lambda wanted=task.step_run_id: tasks.panel(wanted), self._have, self._lost)

    def forget(self) -> None:
        """What the decisions ask may have changed: read it again with the next list."""
        self._panels.clear()

    def read_team(self) -> None:
        """Read how the team stands."""
        self._context.runner.query(self._context.workspace.tasks.team, self.team.show_load, latest="tim")

    def _have(self, panel: StepPanel) -> None:
        self._panels[panel.step_run_id] = panel
        self._draw()

    def _lost(self, _error: UserError) -> None:
        self.decided.emit()

    def _draw(self) -> None:
        focused = next(
            (
                (card.task.step_run_id, key)
                for card in self.cards
                for key, one in card.buttons.items()
                if one.hasFocus()
            ),
            None,
        )
        empty(self._cards)
        self.cards = [DecisionCard(task, self._panels.get(task.step_run_id)) for task in self._rows]
        for card in self.cards:
            card.decided.connect(self._decide)
            card.open_case.connect(lambda task=card.task: self.open_case.emit(task))
            self._cards.addWidget(card)
            if focused is not None and focused[0] == card.task.step_run_id and focused[1] in card.buttons:
                card.buttons[focused[1]].setFocus()
        self._none.setVisible(not self._rows)

    def _decide(self, card: DecisionCard, choice: OutcomeChoice) -> None:
        panel = card.panel
        if panel is None or not may_decide_here(panel, choice.key):
            self.decide_in_case.emit(card.task, choice.key)
            return
        reason = self._asked_reason(card.task, choice)
        if reason is not None:
            self._close(panel, choice, reason)

    def _asked_reason(self, task: TaskRow, choice: OutcomeChoice) -> str | None:
        """The reason where one is due, "" where a confirmation is enough, None if the person steps back."""
        notify = self._context.notify
        question = f"{choice.label} untuk kasus {task.case_number}?"
        if choice.reason_required:
            return notify.ask_text(question, choice.consequence, "Alasan", choice.label)
        return "" if notify.ask(question, choice.consequence or "Putusan tidak dapat ditarik.", choice.label) else None

    def _close(self, panel: StepPanel, choice: OutcomeChoice, reason: str) -> None:
        cases = self._context.workspace.cases

        def work() -> CasePage:
            return cases.close_step(panel.step_run_id, panel.row_version, outcome=choice.key, reason=reason)

        def told(page: CasePage) -> None:
            following = f" Berikutnya: {page.step.title}." if page.step else ""
            self._context.notify.toast(f"Putusan dicatat: {choice.label}.{following}")
            self.decided.emit()

        self._context.runner.command(work, told, owner=self)
