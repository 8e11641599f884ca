"""What a letter still lacks before it can have its number, each with the way to where it is filled in."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import LetterPreview, LetterSheet
from ui.pages.letters import presenter
from ui.widgets.basics import Button
from ui.widgets.fields import FieldNote
from ui.widgets.layouts import refill

_MOST_LINKS = 3
_LONGEST = 34


class MissingList(QWidget):
    """Signals:
    field_wanted: key of the question that is to be answered.
    case_wanted: what is missing is told on the case's own forms.

    Attributes:
        links: the buttons, by what is missing.
    """

    field_wanted = Signal(str)
    case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._note = FieldNote()
        self._list = QVBoxLayout()
        self._list.setSpacing(0)
        self.links: dict[str, Button] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._note)
        box.addLayout(self._list)
        self.clear()

    def text(self) -> str:
        """What stands there now."""
        return self._note.text()

    def clear(self) -> None:
        """Nothing is missing."""
        self._note.clear()
        self.links = {}
        refill(self._list, [])
        self.hide()

    def show_missing(self, sheet: LetterSheet, preview: LetterPreview) -> None:
        """Say what is missing in ``preview``, with the way to the first of it."""
        if not preview.missing:
            self.clear()
            return
        self._note.show_warning(presenter.named(preview.missing))
        ways = dict(list(presenter.ways(sheet, preview.missing).items())[:_MOST_LINKS])
        if list(ways) != list(self.links):
            self.links = {words: self._link(words, key) for words, key in ways.items()}
            refill(self._list, list(self.links.values()))
        self.show()

    def _link(self, words: str, key: str) -> Button:
        """To the question ``key``, or to the case where it is none."""
        shown = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
        deed = partial(self.field_wanted.emit, key) if key else self.case_wanted.emit
        verb = "Isi" if key else "Lengkapi di kasus:"
        return Button(f"{verb} {shown}", kind="link", clicked=deed, name=f"{verb} {words}")
