"""Keluaran of a row: which forms, letters, scans and records come out of it, and when each is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from models.sop import edit
from models.sop.spec import Output, OutputKind, Step, Subject
from ui.editing.conditions import ConditionsBox
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.layouts import refill

KIND_WORDS = {
    OutputKind.FORM: "Formulir",
    OutputKind.LETTER: "Surat",
    OutputKind.ATTACHMENT: "Pindaian",
    OutputKind.RECORD: "Catatan",
    OutputKind.REGISTER: "Register",
    OutputKind.REPORT: "Laporan",
}
#: Outputs written before a choice name of their own was given share it through this one.
_TOGETHER = "bersama"


class OutputRow(Card):
    """One output: what it is, and the rules below it."""

    def __init__(self, box: OutputsBox, step: Step, place: int, name: str) -> None:
        super().__init__("flat", margins=(10, 8, 6, 8), spacing=6)
        output = step.outputs[place]
        self._box, self._place, self._step, self._name = box, place, step, name
        self.kind = Pick(f"Jenis {name}")
        self.kind.offer([(kind, KIND_WORDS[kind]) for kind in box.kinds()], output.kind)
        self.kind.picked.connect(partial(box.set_kind, place))
        self.document = Pick(f"Dokumen {name}")
        self.words = Line(f"Tulisan {name}", "Nama pindaian atau catatan")
        options = box.desk.choices.documents(output.kind)
        self.document.offer([(option.key, option.label) for option in options], output.key)
        self.document.picked.connect(lambda key: box.change(place, key=str(key)))
        self.words.show_text(output.key)
        self.words.typed.connect(partial(box.type_words, place))
        chosen = output.kind in (OutputKind.ATTACHMENT, OutputKind.RECORD)
        self.document.setVisible(not chosen)
        self.words.setVisible(chosen)
        remove = IconButton(Icon.CLOSE, f"Hapus {name}", clicked=partial(box.remove, place))
        first = row(self.kind, self.document, self.words, remove, spacing=6)
        for column, share in enumerate((2, 5, 5)):
            first.setStretch(column, share)
        self.body.addLayout(first)
        self._rules(output)

    def _rules(self, output: Output) -> None:
        follows = bool(output.choice) and self._place > 0
        before = self._step.outputs[self._place - 1] if self._place else None
        joined = before is not None and bool(output.choice) and before.choice == output.choice
        self.required = _check("Wajib", output.required, lambda on: self._box.rule(self._place, required=on))
        self.joined = _check("Salah satu dengan yang di atas", joined, partial(self._box.join, self._place))
        self.joined.setVisible(self._place > 0)
        self.only_for = Pick(f"Hanya bila putusan, {self._name}")
        choices: list[tuple[object, str]] = [("", "Untuk semua putusan")]
        choices += [(outcome.key, f"Hanya bila {outcome.label}") for outcome in self._step.outcomes]
        self.only_for.offer(choices, output.only_for[0] if output.only_for else "")
        self.only_for.picked.connect(lambda key: self._box.rule(self._place, only_for=(str(key),) if key else ()))
        self.only_for.setVisible(bool(self._step.outcomes))
        self.conditions = ConditionsBox("Hanya bila", self._name, output.show_if, self._box.desk.choices.facts)
        self.conditions.edited.connect(lambda conditions: self._box.rule(self._place, show_if=conditions))
        if not (follows and joined):  # alternatives share the rules of the first
            self.body.addLayout(row(self.required, self.joined, None, spacing=10))
            self.body.addWidget(self.only_for)
            self.body.addWidget(self.conditions)
        else:
            for widget in (self.required, self.only_for, self.conditions):
                widget.setParent(self)
                widget.hide()
            self.body.addLayout(row(self.joined, None))
        for check in (self.required, self.joined):
            check.setAccessibleName(f"{check.text()}: {self._name}")


class OutputsBox(QWidget):
    """All outputs of the chosen row."""

    def __init__(self, desk: EditDesk) -> None:
        super().__init__()
        self.desk = desk
        self._position = 0
        self.rows: list[OutputRow] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label("Keluaran", Role.STRONG))
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        box.addLayout(self._list)
        self.add_button = Button("Tambah keluaran", Icon.ADD, clicked=self._add)
        box.addLayout(row(self.add_button, None))

    def kinds(self) -> list[OutputKind]:
        """What an output may be; registers and reports belong to procedures of a period."""
        period = self.desk.spec.subject is Subject.PERIOD
        return [kind for kind in KIND_WORDS if period or kind not in (OutputKind.REGISTER, OutputKind.REPORT)]

    def show_step(self, position: int) -> None:
        """The outputs of another row, or of this one as they are now."""
        self._position = position
        step = self.desk.spec.steps[position]
        self.rows = [OutputRow(self, step, place, f"keluaran {place + 1}") for place in range(len(step.outputs))]
        keeping_focus(self, lambda: refill(self._list, self.rows))

    def change(self, place: int, **fields: Any) -> None:
        """Another attribute of one output."""
        self._do(place, lambda output: replace(output, **fields))

    def rule(self, place: int, **fields: Any) -> None:
        """Another rule: it counts for all alternatives of the output."""
        position, chosen = self._position, self.desk.spec.steps[self._position].outputs[place]

        def ruled(output: Output) -> Output:
            same = output == chosen or (chosen.choice and output.choice == chosen.choice)
            return replace(output, **fields) if same else output

        self.desk.do(
            lambda spec: edit.set_outputs(spec, position, tuple(ruled(one) for one in spec.steps[position].outputs))
        )

    def set_kind(self, place: int, kind: object) -> None:
        """Another kind, with the first document of that kind or an empty text."""
        chosen = OutputKind(str(kind))
        options = self.desk.choices.documents(chosen)
        self.change(place, kind=chosen, key=options[0].key if options else "")

    def type_words(self, place: int, words: str) -> None:
        """The text of a scan or record."""
        position = self._position
        step = self.desk.spec.steps[position]
        outputs = tuple(
            replace(one, key=words.strip()) if number == place else one for number, one in enumerate(step.outputs)
        )
        self.desk.type(lambda spec: edit.set_outputs(spec, position, outputs), f"keluaran {position} {place}")

    def join(self, place: int, on: bool) -> None:
        """Make an output an alternative of the one above it, or one by itself again."""
        position = self._position
        outputs = list(self.desk.spec.steps[position].outputs)
        above = outputs[place - 1]
        name = above.choice or _TOGETHER
        if on:
            outputs[place - 1] = replace(above, choice=name)
        outputs[place] = replace(outputs[place], choice=name if on else "")
        self.desk.do(lambda spec: edit.set_outputs(spec, position, tuple(outputs)))

    def remove(self, place: int) -> None:
        """Without one output."""
        position = self._position
        self.desk.do(
            lambda spec: edit.set_outputs(
                spec, position, tuple(one for n, one in enumerate(spec.steps[position].outputs) if n != place)
            )
        )

    def _add(self) -> None:
        position = self._position
        taken = {output.key for output in self.desk.spec.steps[position].outputs}
        free = next((option.key for option in self.desk.choices.forms if option.key not in taken), "")
        made = Output(OutputKind.FORM, free) if free else Output(OutputKind.RECORD, "")
        self.desk.do(lambda spec: edit.set_outputs(spec, position, (*spec.steps[position].outputs, made)))
        self.rows[-1].kind.setFocus()

    def _do(self, place: int, change: Callable[[Output], Output]) -> None:
        position = self._position
        self.desk.do(
            lambda spec: edit.set_outputs(
                spec,
                position,
                tuple(
                    change(one) if number == place else one for number, one in enumerate(spec.steps[position].outputs)
                ),
            )
        )


def _check(words: str, on: bool, told: Callable[[bool], object]) -> QCheckBox:
    made = QCheckBox(words)
    made.setChecked(on)
    made.clicked.connect(lambda now: told(bool(now)))
    return made
