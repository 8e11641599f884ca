"""Names: of somebody the case knows already, offered while one types, and of who signs in a place of the form."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCompleter

from models.forms.spec import Field
from ui.forms.editor import Surroundings
from ui.forms.lines import TextEditor

_SIGNED = "Ditandatangani pada kertas yang dicetak."


class PersonEditor(TextEditor):
    """The name of a person; those of the case are offered, any other can be written."""

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__(field, around)
        self.line.setPlaceholderText("Ketik nama" + (" atau pilih dari kasus ini" if around.persons else ""))
        if around.persons:
            completer = QCompleter(list(around.persons), self.line)
            completer.setFilterMode(Qt.MatchFlag.MatchContains)
            completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
            completer.activated.connect(lambda _name: self.changed.emit())
            self.line.setCompleter(completer)


class SignatureEditor(PersonEditor):
    """Who signs here; the signature itself is put on the paper."""

    def hint(self) -> str:
        return _SIGNED
