"""Siapa menunggu siapa: per person what waits for them and what they wait for, and several steps given on at once."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QItemSelection, Signal
from PySide6.QtWidgets import QTableView, QVBoxLayout, QWidget

from models.forms.spec import Option
from models.services.views import TeamLine, TeamLoad, WaitRow
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.tables.model import Column
from ui.tables.table import Table
from ui.tables.task_columns import STANDING, time_bar
from ui.theme import Role
from ui.widgets.basics import Button, Card, Elide, row
from ui.widgets.folding import FoldingRow
from ui.widgets.messages import EmptyState
from ui.widgets.person_dialog import PersonDialog

_PEOPLE = 340


def person_columns() -> tuple[Column, ...]:
    """A person, what waits for them, and what they wait for."""
    return (
        Column("nama", "Petugas", lambda one: one.name, _hands, strong=True),
        Column("ditunggu", "Ditunggu", lambda one: str(len(one.waited_by)), width=78),
        Column("menunggu", "Menunggu", lambda one: str(len(one.waits_for)), width=82),
    )


def _hands(one: TeamLine) -> str:
    words = [f"{count} {STANDING[kind].word.lower()}" for kind, count in one.counts.items() if count]
    return " · ".join(words) or "Tidak ada langkah"


def step_columns() -> tuple[Column, ...]:
    """An open step with the other person of the pair, since when, and its time."""
    return (
        Column("langkah", "Langkah dan kasus", lambda one: one.title, _case_words, strong=True),
        Column("penunggu", "Ditunggu oleh", lambda one: one.asker or "–", _since, width=170),
        Column("siapa", "Di tangan", lambda one: one.holder, _since, width=170),
        Column("waktu", "Sisa waktu standar", lambda one: one.time.remaining, width=230, bar=time_bar),
    )


def _since(one: WaitRow) -> str:
    return f"sejak {one.since[:1].lower()}{one.since[1:]}"


def _case_words(one: WaitRow) -> str:
    return " · ".join(part for part in (one.case_number, one.client_label) if part)


class WaitBoard(QWidget):
    """The board.

    Signals:
        open_case: id of the case to look at.
        changed: steps were given to somebody else.
    """

    open_case = Signal(int)
    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context
        self._mine = True
        self.people = Table("Petugas", person_columns(), lambda one: one.name)
        self.people.current_changed.connect(self._choose)
        self.steps = Table("Langkah yang menunggu", step_columns(), lambda one: one.step_run_id)
        self.steps.setSelectionMode(QTableView.SelectionMode.ExtendedSelection)
        self.steps.opened.connect(lambda one: self.open_case.emit(one.case_id))
        self.steps.selectionModel().selectionChanged.connect(self._selected)
        self.own_button = Button("Ditunggu darinya", clicked=lambda: self._turn(True))
        self.others_button = Button("Yang ditunggunya", clicked=lambda: self._turn(False))
        for button in (self.own_button, self.others_button):
            button.setCheckable(True)
        self.case_button = Button("Buka kasus", Icon.OPEN, clicked=self._open)
        self.assign_button = Button("Ganti petugas…", Icon.HAND_OVER, clicked=self._assign,
                                    tip="Pilih beberapa langkah dengan Ctrl atau Shift")  # fmt: skip
        self._none = EmptyState(Icon.DONE_OUTLINE, "Tidak ada yang saling menunggu")
        self._lay_out()
        self._turn(True)

    def _lay_out(self) -> None:
        left, right = Card(margins=(1, 1, 1, 1), spacing=0), Card(margins=(1, 8, 1, 1), spacing=6)
        left.body.addWidget(self.people)
        self._name = Elide(role=Role.SUBTITLE)
        sides_of = row(self.own_button, self.others_button, None)
        verbs = FoldingRow(sides_of, row(None, self.case_button, self.assign_button), 8)
        head = QVBoxLayout()
        head.setContentsMargins(12, 0, 12, 0)
        head.addWidget(self._name)
        head.addWidget(verbs)
        right.body.addLayout(head)
        right.body.addWidget(self.steps, 1)
        left.setFixedWidth(theme.current().px(_PEOPLE))
        self._sides = QWidget()
        sides = row(left, right, spacing=12, stretch=1)
        self._sides.setLayout(sides)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self._sides, 1)
        box.addWidget(self._none, 1)
        self._none.hide()

    def show_load(self, load: TeamLoad) -> None:
        """Show the board anew; who is looked at stays chosen."""
        self.people.rows.set_rows(load.lines)
        self.people.choose_first()
        self._sides.setVisible(bool(load.lines))
        self._none.setVisible(not load.lines)
        self._show_steps()

    def selected(self) -> tuple[WaitRow, ...]:
        """The steps that are chosen, from top to bottom."""
        rows = sorted(index.row() for index in self.steps.selectionModel().selectedRows())
        return tuple(self.steps.rows.row_at(number) for number in rows)

    def _choose(self, _line: TeamLine | None) -> None:
        self._show_steps()

    def _turn(self, mine: bool) -> None:
        self._mine = mine
        self.own_button.setChecked(mine)
        self.others_button.setChecked(not mine)
        # The person looked at is the one side of each row; the other one is said.
        self.steps.show_column("penunggu", mine)
        self.steps.show_column("siapa", not mine)
        self._show_steps()

    def _show_steps(self) -> None:
        line: TeamLine | None = self.people.current()
        shown: tuple[WaitRow, ...] = ()
        if line is not None:
            shown = line.waited_by if self._mine else line.waits_for
            self._name.setText(line.name)
            self.own_button.set_text(f"Ditunggu darinya ({len(line.waited_by)})")
            self.others_button.set_text(f"Yang ditunggunya ({len(line.waits_for)})")
        self.steps.rows.set_rows(shown)
        self.steps.choose_first()
        self._selected()

    def _selected(self, _on: QItemSelection | None = None, _off: QItemSelection | None = None) -> None:
        count = len(self.steps.selectionModel().selectedRows())
        self.case_button.setEnabled(count == 1)
        self.assign_button.setEnabled(count > 0)
        self.assign_button.set_text(f"Ganti petugas ({count})…" if count > 1 else "Ganti petugas…")

    def _open(self) -> None:
        for one in self.selected()[:1]:
            self.open_case.emit(one.case_id)

    def _assign(self) -> None:
        self._context.runner.query(self._context.workspace.cases.workers, self._ask, owner=self)

    def _ask(self, people: tuple[Option, ...]) -> None:
        steps = self.selected()
        if not steps:
            return
        words = f"{len(steps)} langkah berpindah tangan." if len(steps) > 1 else f"{steps[0].title} berpindah tangan."
        dialog = PersonDialog(
            self, "Ganti petugas…", f"{words} Perubahan ini dicatat dalam riwayat kasus.", people, everybody=True
        )
        dialog.given.connect(self._giver([one.step_run_id for one in steps]))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _giver(self, steps: list[int]) -> Callable[[int | None, str], None]:
        cases = self._context.workspace.cases

        def give(account_id: int | None, note: str) -> None:
            self._context.runner.command(lambda: cases.assign_many(steps, account_id, note), self._given, owner=self)

        return give

    def _given(self, count: int) -> None:
        self._context.notify.toast(f"{count} langkah berpindah tangan.")
        self.changed.emit()
