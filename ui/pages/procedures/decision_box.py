"""Putusan of a row: its branches, where each leads, and what a person must say when choosing it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.sop import edit
from models.sop.report_kinds import REPORT_MOVES
from models.sop.spec import Outcome, OutputKind, SopSpec
from ui.editing.conditions import ConditionsBox
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.layouts import refill

_END = 0


def row_choices(spec: SopSpec) -> list[tuple[object, str]]:
    """The rows as targets: number and title."""
    return [(step.number, f"{step.number}. {step.title}") for step in spec.steps]


class OutcomeRow(Card):
    """One branch."""

    def __init__(self, box: DecisionBox, spec: SopSpec, outcome: Outcome, number: int) -> None:
        super().__init__("flat", margins=(10, 8, 6, 8), spacing=6)
        name = f"pilihan {number}"
        change = partial(box.change, outcome.key)
        self.label = Line(f"Tulisan {name}", "Tulisan pada tombol")
        self.label.show_text(outcome.label)
        self.label.typed.connect(partial(box.type_label, outcome.key))
        self.target = Pick(f"Sesudah {name}")
        self.target.offer([(_END, "Berakhir"), *row_choices(spec)], outcome.to or _END)
        self.target.picked.connect(partial(box.lead, outcome.key))
        remove = IconButton(Icon.CLOSE, f"Hapus {name}", clicked=partial(box.remove, outcome.key))
        self.body.addLayout(row(self.label, remove, spacing=6, stretch=0))
        self.body.addLayout(row(label("lanjut ke"), self.target, spacing=6, stretch=1))
        self._ending(box, spec, outcome, name)
        self.reason = QCheckBox("Harus disertai alasan tertulis")
        self.reason.setAccessibleName(f"{self.reason.text()}: {name}")
        self.reason.setChecked(outcome.reason_required)
        self.reason.clicked.connect(lambda on: change(reason_required=bool(on)))
        self.report = Pick(f"Laporan, {name}")
        moves = ((key, words.capitalize()) for key, words in REPORT_MOVES.items())
        self.report.offer([("", "Tidak menyangkut laporan"), *moves], outcome.report)
        self.report.picked.connect(lambda key: change(report=str(key)))
        self.report.setVisible(bool(spec.documents(OutputKind.REPORT) or outcome.report))
        self.conditions = ConditionsBox("Diusulkan bila", name, outcome.proposed_if, box.desk.choices.facts)
        self.conditions.edited.connect(lambda conditions: change(proposed_if=conditions))
        self.body.addWidget(self.report)
        self.body.addWidget(self.reason)
        self.body.addWidget(self.conditions)

    def _ending(self, box: DecisionBox, spec: SopSpec, outcome: Outcome, name: str) -> None:
        """How a branch ends, only for one that does."""
        self.end = Line(f"Berakhir sebagai, {name}", "Ditindaklanjuti")
        self.end.show_text(outcome.end)
        self.end.typed.connect(partial(box.type_end, outcome.key))
        self.again = Pick(f"Dapat dibuka kembali, {name}")
        self.again.offer(
            [
                (None, "Tidak dibuka kembali"),
                *((key, f"Dibuka kembali di {words}") for key, words in row_choices(spec)),
            ],
            outcome.reopen_at,
        )
        if outcome.reopen_at is None:
            self.again.setCurrentIndex(0)
        self.again.picked.connect(lambda target: box.change(outcome.key, reopen_at=target))
        if outcome.to is None:
            self.body.addLayout(row(label("sebagai"), self.end, spacing=6, stretch=1))
            self.body.addWidget(self.again)
        else:
            for widget in (self.end, self.again):
                widget.setParent(self)
                widget.hide()


class DecisionBox(QWidget):
    """The branches of the chosen row; none for a row that only goes on."""

    def __init__(self, desk: EditDesk) -> None:
        super().__init__()
        self.desk = desk
        self._position = 0
        self.rows: list[OutcomeRow] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label("Putusan", Role.STRONG))
        self._none = label("Baris ini tanpa putusan: pekerjaan berlanjut begitu saja.", Role.MUTED, wrap=True)
        box.addWidget(self._none)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        box.addLayout(self._list)
        self.add_button = Button("Jadikan putusan", Icon.ADD, clicked=self._add)
        box.addLayout(row(self.add_button, None))

    def show_step(self, position: int) -> None:
        """The branches of another row, or of this one as they are now."""
        self._position = position
        spec = self.desk.spec
        outcomes = spec.steps[position].outcomes
        self.rows = [OutcomeRow(self, spec, outcome, number) for number, outcome in enumerate(outcomes, 1)]
        keeping_focus(self, lambda: refill(self._list, self.rows))
        self._none.setVisible(not outcomes)
        self.add_button.set_text("Tambah pilihan" if outcomes else "Jadikan putusan")

    def change(self, key: str, **fields: Any) -> None:
        """Another rule of a branch."""
        position = self._position
        self.desk.do(lambda spec: edit.change_outcome(spec, position, key, **fields))

    def lead(self, key: str, target: object) -> None:
        """Another row that follows, or the end."""
        if target:
            self.change(key, to=target)
        else:
            outcome = self.desk.spec.steps[self._position].outcome(key)
            self.change(key, to=None, end=outcome.end or self.desk.spec.end)

    def type_label(self, key: str, words: str) -> None:
        """The words of the button."""
        self._type(key, "label", words)

    def type_end(self, key: str, words: str) -> None:
        """How the run ends."""
        self._type(key, "end", words)

    def remove(self, key: str) -> None:
        """Without the branch."""
        position = self._position
        self.desk.do(lambda spec: edit.remove_outcome(spec, position, key))

    def _type(self, key: str, name: str, words: str) -> None:
        position = self._position
        text = {name: words.strip()}
        tag = f"putusan {position} {key} {name}"
        self.desk.type(lambda spec: edit.change_outcome(spec, position, key, **text), tag)

    def _add(self) -> None:
        position = self._position
        if self.desk.spec.steps[position].outcomes:
            self.desk.do(lambda spec: edit.add_outcome(spec, position, "Pilihan lain"))
        else:
            self.desk.do(
                lambda spec: edit.change_outcome(
                    edit.add_outcome(edit.add_outcome(spec, position, "Setuju"), position, "Tidak setuju"),
                    position,
                    "tidak-setuju",
                    to=None,
                    end="Dihentikan",
                    reason_required=True,
                )
            )
        self.rows[-1].label.setFocus()
        self.rows[-1].label.selectAll()
