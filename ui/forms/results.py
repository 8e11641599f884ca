"""What the program works out from the answers, and the officer's own judgement beside it with the reason."""

from __future__ import annotations

from collections.abc import Callable

from models.forms.compute import HIGH, LEVELS, LOW, MODERATE, computed, unknown_answers
from models.forms.loader import OVERRIDE, REASON
from models.forms.rules import filled
from models.forms.spec import Computed, ComputedKind, Field, FieldKind, Option, Value
from ui.forms.editor import Surroundings
from ui.forms.row import FieldRow
from ui.forms.state import FormState
from ui.icons import Icon
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.pill import Pill, Status

_LEVEL_LOOK = {HIGH: (Icon.RISK, Tone.DANGER), MODERATE: (Icon.SOON, Tone.WARN), LOW: (Icon.DONE_OUTLINE, Tone.OK)}
_OPEN = Status("Belum dapat dihitung", Icon.TODO, Tone.NEUTRAL)
_UNITS = {ComputedKind.AGE: " tahun", ComputedKind.COUNT_YES: " jawaban ya"}


class ResultBox(Card):
    """One computed value.

    Attributes:
        rows: the questions for an officer's own judgement; empty where none is allowed.
    """

    def __init__(self, entry: Computed, around: Surroundings, touched: Callable[[], object]) -> None:
        super().__init__("flat", margins=(14, 10, 14, 12), spacing=8)
        self._entry = entry
        self._touched = touched
        self._pill = Pill(_OPEN)
        self._words = label("", Role.CAPTION, wrap=True)
        self._change = Button("Ubah hasil", Icon.EDIT, "link", clicked=self._open, name=f"Ubah hasil {entry.label}")
        self.body.addWidget(label(entry.label, Role.STRONG, wrap=True))
        self.body.addLayout(row(self._pill, None, self._change))
        self.body.addWidget(self._words)
        self.rows: tuple[FieldRow, ...] = self._judgement(around) if entry.overridable else ()
        for one in self.rows:
            self.body.addWidget(one)
        self._change.setVisible(entry.overridable)
        self._opened = False
        self._editable = True

    def show_state(self, state: FormState) -> None:
        """Show what the answers now amount to."""
        worked_out = computed(state.spec, state.values, state.today).get(self._entry.key)
        counts = state.results.get(self._entry.key)
        self._pill.set_status(self._status(counts))
        self._words.setText(self._explain(state, worked_out))
        self._words.setVisible(bool(self._words.text()))
        judged = any(filled(state.values.get(one.field.key)) for one in self.rows)
        self._opened = self._opened or judged
        for one in self.rows:
            one.setVisible(self._opened)
            one.set_required(True)
        self._change.setVisible(bool(self.rows) and not self._opened and worked_out is not None and self._editable)

    def set_read_only(self, read_only: bool) -> None:
        """Show words only."""
        self._editable = not read_only
        self._change.setVisible(False)
        for one in self.rows:
            one.set_read_only(read_only)

    def _open(self) -> None:
        self._opened = True
        self._touched()
        self.rows[0].focus()

    def _judgement(self, around: Surroundings) -> tuple[FieldRow, ...]:
        key = self._entry.key
        options = tuple(Option(level, words) for level, words in LEVELS.items())
        kind = FieldKind.CHOICE if self._entry.kind is ComputedKind.RISK_LEVEL else FieldKind.INTEGER
        judgement = Field(key + OVERRIDE, f"{self._entry.label} menurut petugas", kind, options=options)
        reason = Field(key + REASON, "Alasan mengubah hasil", FieldKind.LONG_TEXT, rows=2)
        return FieldRow(judgement, around), FieldRow(reason, around)

    def _status(self, value: Value | None) -> Status:
        if value is None:
            return _OPEN
        icon, tone = _LEVEL_LOOK.get(str(value), (Icon.INFO, Tone.INFO))
        return Status(self._said(value), icon, tone)

    def _said(self, value: Value) -> str:
        return LEVELS.get(str(value), f"{value}{_UNITS.get(self._entry.kind, '')}")

    def _explain(self, state: FormState, worked_out: Value | None) -> str:
        words = []
        if worked_out is not None and state.results.get(self._entry.key) != worked_out:
            words.append(f"Hasil hitungan: {self._said(worked_out)}.")
        if self._entry.kind is ComputedKind.RISK_LEVEL and (unknown := unknown_answers(self._entry, state.values)):
            words.append(f"{unknown} pertanyaan dijawab tidak tahu.")
        return " ".join(words)
