"""What all parts of the editor share: the procedure as it is, the choices it may name, and the way to change it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from PySide6.QtCore import QObject, Signal

from models.forms.spec import Option
from models.services.views import EditorSheet, FactChoice
from models.sop.registers import REGISTERS
from models.sop.spec import OutputKind, SopSpec
from ui.pages.procedures.history import History

Change: TypeAlias = Callable[[SopSpec], SopSpec]


@dataclass(frozen=True)
class Choices:
    """What outputs and conditions may name."""

    forms: tuple[Option, ...] = ()
    letters: tuple[Option, ...] = ()
    facts: tuple[FactChoice, ...] = field(default=())

    def documents(self, kind: OutputKind) -> tuple[Option, ...]:
        """The forms, letters or registers of the office; nothing for outputs that are a text."""
        registers = tuple(Option(key, title) for key, title in REGISTERS.items())
        known = {OutputKind.FORM: self.forms, OutputKind.LETTER: self.letters, OutputKind.REGISTER: registers}
        return known.get(kind, ())


class EditDesk(QObject):
    """One draft on the desk.

    Signals:
        changed: the procedure is another now.
        rebuilt: it is another in more than what is being typed: forms show it anew.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.sheet: EditorSheet | None = None
        self.choices = Choices()
        self._history: History | None = None

    @property
    def spec(self) -> SopSpec:
        """The procedure as it is now."""
        if self._history is None:
            raise AssertionError("no draft on the desk")
        return self._history.now

    @property
    def can_undo(self) -> bool:
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history is not None and self._history.can_redo

    @property
    def _open(self) -> bool:
        return self.sheet is not None

    def open(self, sheet: EditorSheet) -> None:
        """Another draft."""
        self.sheet = sheet
        self.choices = Choices(sheet.forms, sheet.letters, sheet.facts)
        self._history = History(sheet.spec)
        self.rebuilt.emit()
        self.changed.emit()

    def clear(self) -> None:
        """Nothing on the desk any more: what is still done on the screen changes nothing."""
        self.sheet = None

    def type(self, change: Change, tag: str) -> None:
        """A field was typed into; ``tag`` names it, so that its letters are taken back together."""
        if self._open and self._history is not None and self._history.apply(change(self.spec), tag):
            self.changed.emit()

    def do(self, change: Change) -> None:
        """Something was added, removed, moved or chosen."""
        if self._open and self._history is not None and self._history.apply(change(self.spec)):
            self.rebuilt.emit()
            self.changed.emit()

    def undo(self) -> None:
        """Take back the last change."""
        if self._open and self._history is not None and self._history.can_undo:
            self._history.undo()
            self.rebuilt.emit()
            self.changed.emit()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._open and self._history is not None and self._history.can_redo:
            self._history.redo()
            self.rebuilt.emit()
            self.changed.emit()
