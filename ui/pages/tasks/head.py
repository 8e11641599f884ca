"""What the head of the office sees on Tugas Saya: decisions that wait for them first, then how the team stands."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from models.errors import UserError
from models.services.views import CasePage, OutcomeChoice, Standing, StepPanel, TaskRow, TeamLine, TeamLoad
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.tasks.presenter import may_decide_here
from ui.pages.tasks.waiting import WaitBoard
from ui.tables.task_columns import STANDING
from ui.theme import Role
from ui.widgets import pill
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label, line, row
from ui.widgets.layouts import empty, refill
from ui.widgets.messages import EmptyState
from ui.widgets.rows import ProgressLine
from ui.widgets.tab_strip import TabStrip

_TEAM, _ANY_WIDTH = 316, 16_777_215


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
        busy = [one for one in load.lines if any(one.counts.values())]
        lines += [_team_line(one) for one in busy]
        if not busy:
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
    """Three views under one tab bar: the decisions with the team, the ordinary list of tasks, who waits for whom.

    Signals:
        decide_in_case: a row and the key of a branch that still needs something done in the case first.
        open_case: row whose case is wanted; ``case_wanted``: the id of one.
        decided: a decision was made; the lists are out of date.
    """

    decide_in_case = Signal(object, str)
    open_case = Signal(object)
    case_wanted = Signal(int)
    decided = Signal()

    def __init__(self, context: AppContext, ordinary: QWidget) -> None:
        super().__init__()
        self._context = context
        self._panels: dict[int, StepPanel] = {}
        self._unreadable: set[int] = set()
        self._told: set[int] = set()
        self._rows: tuple[TaskRow, ...] = ()
        self._opening = True
        self.cards: list[DecisionCard] = []
        titles = ("Menunggu keputusan Anda", "Semua tugas", "Siapa menunggu siapa")
        self.tabs = TabStrip("Keputusan dan tugas", titles)
        self.waiting = WaitBoard(context)
        self.waiting.changed.connect(self.decided)
        self.waiting.open_case.connect(self.case_wanted)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._build_decisions())
        self._stack.addWidget(ordinary)
        self._stack.addWidget(self.waiting)
        self.tabs.currentChanged.connect(self._stack.setCurrentIndex)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self.tabs)
        box.addWidget(line())
        box.addSpacing(12)
        box.addWidget(self._stack, 1)

    def _build_decisions(self) -> QWidget:
        made = QWidget()
        self._sides = QHBoxLayout(made)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(12)
        self._column = ScrollColumn(spacing=8)
        self._none = EmptyState(Icon.DONE_OUTLINE, "Tidak ada yang menunggu keputusan Anda")
        self._cards = QVBoxLayout()
        self._cards.setSpacing(8)
        self._column.body.addWidget(self._none, 1)
        self._column.body.addLayout(self._cards)
        self._column.body.addStretch(0)
        self.team = TeamCard()
        self._sides.addWidget(self._column, 1)
        self._sides.addWidget(self.team)
        self._team_below = False
        return made

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The team stands beside the decisions, or below them where the window is narrow."""
        super().resizeEvent(event)
        shown = theme.current()
        below = self.window().width() < shown.px(theme.BREAK_POINT)
        self.team.setFixedWidth(shown.px(_TEAM)) if not below else self.team.setMaximumWidth(_ANY_WIDTH)
        if below != self._team_below:
            self._team_below = below
            (self._sides if below else self._column.body).removeWidget(self.team)
            self.team.setMinimumWidth(0)
            (self._column.body if below else self._sides).addWidget(self.team)

    def show_tasks(self) -> None:
        """Show the ordinary list."""
        self.tabs.setCurrentIndex(1)

    def show_decisions(self, rows: tuple[TaskRow, ...], tasks_total: int) -> None:
        """Show the decisions; what each asks is read one after the other."""
        self.tabs.setTabText(0, f"Menunggu keputusan Anda ({len(rows)})" if rows else "Menunggu keputusan Anda")
        self.tabs.setTabText(1, f"Semua tugas ({tasks_total})" if tasks_total else "Semua tugas")
        if self._opening and tasks_total and not rows:
            self.show_tasks()  # nobody should begin the day before an empty page while work waits beside it
        self._opening = False
        known = rows == self._rows and all(task.step_run_id in self._panels for task in rows)
        if known and self.cards:
            return  # nothing has moved on, not even a clock: the cards stay as they are
        self._rows = rows
        self._panels = {key: panel for key, panel in self._panels.items() if key in {r.step_run_id for r in rows}}
        self._draw()
        tasks = self._context.workspace.tasks
        for task in rows:
            if task.step_run_id not in self._panels and task.step_run_id not in self._told:
                lost = partial(self._lost, task.step_run_id)
                self._context.runner.query(partial(tasks.panel, task.step_run_id), self._have, lost, owner=self)

    def focus_decision(self) -> bool:
        """Put the focus on the first decision; False if there is none to be seen."""
        if self.tabs.currentIndex() or not self.cards:
            return False
        first = self.cards[0]
        next(iter(first.buttons.values()), first.open_button).setFocus()
        return True

    def forget(self) -> None:
        """What the decisions ask may have changed: read it again with the next list."""
        self._panels.clear()

    def read_team(self) -> None:
        """Read how the team stands."""
        self._context.runner.query(self._context.workspace.tasks.team, self._show_load, latest="tim")

    def _show_load(self, load: TeamLoad) -> None:
        self.team.show_load(load)
        self.waiting.show_load(load)

    def _have(self, panel: StepPanel) -> None:
        self._panels[panel.step_run_id] = panel
        self._draw()

    def _lost(self, step_run_id: int, error: UserError) -> None:
        # Once it may be that somebody was quicker; the same step twice has another reason.
        if step_run_id in self._unreadable:
            self._told.add(step_run_id)
            self._context.notify.problem(error)
        else:
            self._unreadable.add(step_run_id)
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
