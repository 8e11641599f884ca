"""Editors of one line of text: text, numbers, rupiah, times, NIK and telephone numbers.

Typing is never fought: the text is put in order only when the field is left, in one step that Ctrl+Z undoes.
"""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit

from models.domain import indonesia
from models.forms.dates import Unreadable
from models.forms.spec import Field, FieldKind, Value
from models.forms.values import clean_text, parse
from ui.forms.editor import Editor, Surroundings

_PLACEHOLDERS = {FieldKind.TIME: "jj.mm", FieldKind.MONEY: "Rp"}
_WIDTHS = {FieldKind.INTEGER: 150, FieldKind.TIME: 110, FieldKind.MONEY: 220, FieldKind.NIK: 240, FieldKind.PHONE: 240}
_NIK_GROUPS = (6, 12)


class LineEditor(Editor):
    """A line of text that becomes a value of its field's kind. Subclasses say how a value is written for entry."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_PLACEHOLDERS.get(field.kind, ""))
        if field.kind in _WIDTHS:
            self.line.setMaximumWidth(_WIDTHS[field.kind])
        self.body.addWidget(self.line)
        self.watch(self.line)
        self.line.textEdited.connect(lambda _text: self.changed.emit())
        self.line.editingFinished.connect(self._tidy)

    def value(self) -> Value | None:
        text = clean_text(self.line.text(), lines=False)
        try:
            return parse(self.field, text, self.around.today)
        except Unreadable:
            return text or None

    def set_value(self, value: Value | None) -> None:
        self.line.setText("" if value is None else self.written(value))
        self.line.setCursorPosition(0)

    def written(self, value: Value) -> str:
        """``value`` as one types it."""
        return str(value)

    def _tidy(self) -> None:
        value = self.value()
        wanted = "" if value is None else self.written(value)
        if wanted != self.line.text():
            self.line.selectAll()
            self.line.insert(wanted)


class TextEditor(LineEditor):
    """Any text of one line."""


class IntegerEditor(LineEditor):
    """A whole number."""


class MoneyEditor(LineEditor):
    """Rupiah, grouped by dots, with the words below as on a receipt."""

    def written(self, value: Value) -> str:
        return indonesia.thousands(value) if isinstance(value, int) else str(value)

    def hint(self) -> str:
        amount = self.value()
        if not isinstance(amount, int):
            return ""
        return f"{indonesia.rupiah(amount)} · {indonesia.in_words(amount)} rupiah"


class TimeEditor(LineEditor):
    """A time of day, "09.30"."""

    def written(self, value: Value) -> str:
        return str(value).replace(":", ".")


class NikEditor(LineEditor):
    """The 16 digits of a NIK in three groups (region, birth, serial), and what they say about the holder."""

    def written(self, value: Value) -> str:
        text = str(value)
        if not text.isdigit():
            return text
        first, second = _NIK_GROUPS
        return " ".join(part for part in (text[:first], text[first:second], text[second:]) if part)

    def hint(self) -> str:
        digits = indonesia.nik_digits(self.line.text())
        if not digits:
            return ""
        reading = indonesia.read_nik(digits, self.around.today)
        if reading is None:
            return f"{len(digits)} dari {indonesia.NIK_LENGTH} angka"
        if not reading.births:
            return ""
        return f"Menurut NIK: {reading.sex}, lahir {indonesia.long_date(reading.births[0])}"


class PhoneEditor(LineEditor):
    """A telephone number, grouped as people read it aloud."""

    def written(self, value: Value) -> str:
        return indonesia.show_phone(str(value))
