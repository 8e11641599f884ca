"""What all parts of the editor share: the form as it is, what its questions may name, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QObject

from models.forms import edit
from models.forms.compute import LEVELS
from models.forms.field_fit import bound
from models.forms.fields import possible_answers
from models.forms.lists import OptionList
from models.forms.spec import ComputedKind, Field, FieldKind, FormSpec, Option
from models.forms.values import ANSWERS, option_label
from models.services.views import FactChoice
from models.services.views.form_editor import FormEditSheet
from ui.editing.desk import SpecDesk

Change = Callable[[FormSpec], FormSpec]


class FormDesk(SpecDesk[FormSpec]):
    """One draft of a form on the desk. Choices from lists are always those of the office's lists.

    Attributes:
        key: the question that is shown; it follows the words of a question nobody has answered yet.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: FormEditSheet | None = None
        self.key = ""
        self._known: frozenset[str] = frozenset()

    @property
    def lists(self) -> Mapping[str, OptionList]:
        """The lists that choices may be taken from."""
        return self.sheet.lists if self.sheet else {}

    def open(self, sheet: FormEditSheet) -> None:
        """Another draft."""
        self.sheet = sheet
        self._known = frozenset(field.key for field in sheet.before.fields) if sheet.before else frozenset()
        self.begin(sheet.spec)

    def clear(self) -> None:
        super().clear()
        self.sheet = None

    def type(self, change: Change, tag: str) -> None:
        lists = self.lists
        super().type(lambda spec: bound(change(spec), lists), tag)

    def do(self, change: Change) -> None:
        lists = self.lists
        super().do(lambda spec: bound(change(spec), lists))

    @property
    def field(self) -> Field:
        """The question that is shown, as it is now."""
        return self.spec.field(self.key)

    def change(self, **parts: Any) -> None:
        """Something of the shown question was chosen."""
        key = self.key
        self.do(lambda spec: edit.change_field(spec, key, **parts))

    def type_into(self, tag: str, **parts: Any) -> None:
        """Something of the shown question was typed."""
        key = self.key
        self.type(lambda spec: edit.change_field(spec, key, **parts), f"isian {key} {tag}")

    def rename(self, label: str) -> None:
        """Other words of the shown question; its key follows them where nobody has answered it yet."""
        key, place = self.key, edit.place_of(self.spec, self.key)
        fresh = key not in self._known

        def change(spec: FormSpec) -> FormSpec:
            named = edit.change_field(spec, key, label=label)
            return edit.rekeyed(named, key)[0] if fresh else named

        # the key before the words are told: who listens looks for the question under its new key
        self.key = key_at(change(self.spec), place)
        self.type(change, f"pertanyaan {place}")

    def asked(self, *, besides: str = "") -> tuple[FactChoice, ...]:
        """What conditions may name: the questions of the form, and what is computed of them."""
        spec = self.spec
        fields = [one for one in spec.fields if one.key != besides and one.kind not in _NEVER and not one.hidden]
        found = [FactChoice(one.key, one.label or "(tanpa pertanyaan)", _answers(one)) for one in fields]
        levels = tuple(Option(key, words) for key, words in LEVELS.items())
        found += [
            FactChoice(entry.key, entry.label, levels if entry.kind is ComputedKind.RISK_LEVEL else ())
            for entry in spec.computed
        ]
        return tuple(found)


def key_at(spec: FormSpec, place: tuple[int, int]) -> str:
    """The key of the question at a place."""
    return spec.sections[place[0]].fields[place[1]].key


_NEVER = (FieldKind.NOTE,)


def _answers(field: Field) -> tuple[Option, ...]:
    keys = possible_answers(field)
    return tuple(Option(key, ANSWERS.get(key) or option_label(field, key)) for key in keys)
