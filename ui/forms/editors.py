"""One editor per kind of field. Nothing here knows a particular form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QWidget

from models.forms.spec import Field, FieldKind, Value
from models.forms.values import display
from ui.forms.choices import (
    AnswerEditor,
    OfficersEditor,
    choice_editor,
    compact_choice_editor,
    officer_editor,
    scale_editor,
)
from ui.forms.dates import DateEditor
from ui.forms.editor import Editor, Surroundings
from ui.forms.lines import IntegerEditor, MoneyEditor, NikEditor, PhoneEditor, TextEditor, TimeEditor
from ui.forms.long_text import LongTextEditor
from ui.forms.persons import PersonEditor, SignatureEditor
from ui.forms.pictures import PictureEditor
from ui.forms.region import RegionEditor
from ui.forms.table import TableEditor
from ui.forms.ticks import ManyEditor, TickEditor
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Card, IconLabel, label


class ProductEditor(Editor):
    """What a row comes to: worked out from its other cells, never typed."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self._value: Value | None = None
        self.shown = label("", Role.STRONG)
        self.body.addWidget(self.shown)
        self.set_value(None)

    def value(self) -> Value | None:
        return self._value

    def set_value(self, value: Value | None) -> None:
        self._value = value
        self.shown.setText(display(self.field, value) or "–")
        self.shown.setAccessibleName(f"{self.field.label}: {self.shown.text()}")

    def focus_target(self) -> QWidget:
        return self.shown


class NoteEditor(Editor):
    """Words between the questions; nothing to fill in."""

    has_own_label = True

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        card = Card("info", margins=(12, 8, 12, 8), spacing=8, horizontal=True)
        card.body.addWidget(IconLabel(Icon.INFO, "info"))
        words = "\n".join(text for text in (field.label, field.help) if text)
        card.body.addWidget(label(words, wrap=True), 1)
        card.setAccessibleName(words)
        self.body.addWidget(card)

    def value(self) -> Value | None:
        return None

    def set_value(self, value: Value | None) -> None:
        """A note has no value."""


def _table(field: Field, around: Surroundings) -> Editor:
    return TableEditor(field, around, _make_cell)


def _make_cell(field: Field, around: Surroundings) -> Editor:
    """The editor of a table's cell: as anywhere, only that few options are a list too, and a product is only shown."""
    if field.product:
        return ProductEditor(field, around)
    return compact_choice_editor(field, around) if field.kind is FieldKind.CHOICE else make_editor(field, around)


#: How each kind is edited; a test proves that no kind is missing.
EDITORS: dict[FieldKind, Callable[[Field, Surroundings], Editor]] = {
    FieldKind.TEXT: TextEditor,
    FieldKind.LONG_TEXT: LongTextEditor,
    FieldKind.INTEGER: IntegerEditor,
    FieldKind.MONEY: MoneyEditor,
    FieldKind.DATE: DateEditor,
    FieldKind.TIME: TimeEditor,
    FieldKind.YES_NO: AnswerEditor,
    FieldKind.YES_NO_UNKNOWN: AnswerEditor,
    FieldKind.CHOICE: choice_editor,
    FieldKind.MULTI_CHOICE: ManyEditor,
    FieldKind.CHECKLIST: ManyEditor,
    FieldKind.SCALE: scale_editor,
    FieldKind.TICK: TickEditor,
    FieldKind.NIK: NikEditor,
    FieldKind.PHONE: PhoneEditor,
    FieldKind.REGION: RegionEditor,
    FieldKind.OFFICER: officer_editor,
    FieldKind.OFFICERS: OfficersEditor,
    FieldKind.PERSON: PersonEditor,
    FieldKind.ORGANISATION: compact_choice_editor,
    FieldKind.SIGNATURE: SignatureEditor,
    FieldKind.PICTURE: PictureEditor,
    FieldKind.TABLE: _table,
    FieldKind.NOTE: NoteEditor,
}


def make_editor(field: Field, around: Surroundings) -> Editor:
    """A new editor for ``field``."""
    return EDITORS[field.kind](field, around)
