"""Aturan: when a question is shown and required, what is remarked at it, and how it counts for the risk level."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.forms import edit
from models.forms.spec import Caution, ComputedKind, Field, FieldKind
from ui.editing.conditions import ConditionsBox
from ui.editing.parts import Line, Pick, keeping_focus
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconButton, label, row
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_WEIGHED = (FieldKind.YES_NO, FieldKind.YES_NO_UNKNOWN, FieldKind.TICK)
_WEIGHTS = (
    ("", "Tidak menentukan tingkat risiko"),
    ("tinggi", "Satu “Ya” berarti risiko tinggi"),
    ("sedang", "“Ya” ikut dihitung untuk risiko sedang"),
)


class CautionCard(Card):
    """One remark: its sentence and when it is said."""

    def __init__(self, box: RulesBox, caution: Caution, place: int, number: int) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=6)
        name = f"peringatan {number}"
        self.sentence = Line(f"Kalimat {name}")
        self.sentence.show_text(caution.sentence)
        self.sentence.typed.connect(partial(box.type_sentence, place))
        remove = IconButton(Icon.CLOSE, f"Hapus {name}", clicked=partial(box.remove, place))
        self.body.addLayout(row(self.sentence, remove, spacing=2))
        self.conditions = ConditionsBox("Bila", name, caution.conditions, box.desk.asked())
        self.conditions.edited.connect(lambda rules: box.set_conditions(place, rules))
        self.body.addWidget(self.conditions)
        dates = [(one.key, one.label) for one in box.desk.spec.fields if one.kind is FieldKind.DATE]
        self.earlier = Pick(f"Tanggal yang tidak boleh didahului, {name}")
        others = [(key, f"Bila mendahului “{words}”") for key, words in dates if key != caution.field]
        self.earlier.offer(
            [("", "Tanpa membandingkan tanggal"), *((key, f"Bila mendahului “{words}”") for key, words in others)],
            caution.earlier_than,
        )
        self.earlier.picked.connect(lambda key: box.set_earlier(place, str(key)))
        self.earlier.setVisible(bool(others) and caution.field in dict(dates))
        self.body.addWidget(self.earlier)


class RulesBox(QWidget):
    """The rules of the chosen question."""

    def __init__(self, desk: FormDesk) -> None:
        super().__init__()
        self.desk = desk
        self.cautions: list[CautionCard] = []
        self.weight = Pick("Pengaruh pada tingkat risiko")
        self.weight.picked.connect(
            lambda level: self.desk.do(lambda spec: edit.set_weight(spec, self.desk.key, str(level)))
        )
        self._weight_box = QWidget()
        self._weight_box.setLayout(labelled("Pengaruh pada tingkat risiko", self.weight))
        self._rules, self._list = QVBoxLayout(), QVBoxLayout()
        for inner in (self._rules, self._list):
            inner.setSpacing(6)
        self.add_button = Button("Tambah peringatan", Icon.ADD, "link", clicked=self._add)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addWidget(label("Aturan", Role.STRONG))
        box.addLayout(self._rules)
        box.addWidget(self._weight_box)
        box.addLayout(self._list)
        box.addLayout(row(self.add_button, None))

    def show_field(self, field: Field) -> None:
        """The rules of another question, or of this one as they are now."""
        keeping_focus(self, lambda: self._rebuild(field))

    def type_sentence(self, place: int, words: str) -> None:
        """The sentence of a remark was typed."""
        self.desk.type(lambda spec: edit.change_caution(spec, place, sentence=words), f"peringatan {place}")

    def set_conditions(self, place: int, rules: object) -> None:
        """When a remark is said."""
        self.desk.do(lambda spec: edit.change_caution(spec, place, conditions=rules))

    def set_earlier(self, place: int, key: str) -> None:
        """Which day the answer must not lie before."""
        self.desk.do(lambda spec: edit.change_caution(spec, place, earlier_than=key))

    def remove(self, place: int) -> None:
        """Without the remark."""
        self.desk.do(lambda spec: edit.remove_caution(spec, place))

    def _weigh(self, level: object) -> None:
        self.desk.do(lambda spec: edit.set_weight(spec, self.desk.key, str(level)))

    def _add(self) -> None:
        self.desk.do(lambda spec: edit.add_caution(spec, self.desk.key))
        self.cautions[-1].sentence.setFocus()
        self.cautions[-1].sentence.selectAll()

    def _rebuild(self, field: Field) -> None:
        asked = self.desk.asked(besides=field.key)
        self.show_if = ConditionsBox("Tampil hanya bila", f"tampil {field.label}", field.show_if, asked)
        self.show_if.edited.connect(lambda rules: self.desk.change(show_if=rules))
        self.require_if = ConditionsBox("Wajib bila", f"wajib {field.label}", field.require_if, asked)
        self.require_if.edited.connect(lambda rules: self.desk.change(require_if=rules))
        asking = field.kind is not FieldKind.NOTE
        boxes = [self.show_if, *([self.require_if] if asking and not field.required else [])]
        refill(self._rules, boxes if asked else [])
        weighs = [entry for entry in self.desk.spec.computed if entry.kind is ComputedKind.RISK_LEVEL]
        self._weight_box.setVisible(bool(weighs) and field.kind in _WEIGHED)
        if weighs:
            high, some = field.key in weighs[0].inputs, field.key in weighs[0].moderate_inputs
            self.weight.offer(_WEIGHTS, "tinggi" if high else "sedang" if some else "")
        own = [at for at, caution in enumerate(self.desk.spec.cautions) if caution.field == field.key]
        self.cautions = [CautionCard(self, self.desk.spec.cautions[at], at, n) for n, at in enumerate(own, 1)]
        refill(self._list, self.cautions)
        self.add_button.setVisible(asking)
