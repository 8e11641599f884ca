"""What all parts of the editor share: the procedure as it is, the choices it may name, and the way to change it."""

from __future__ import annotations

from dataclasses import dataclass, field

from PySide6.QtCore import QObject

from models.forms.spec import Option
from models.services.views import EditorSheet, FactChoice
from models.sop.registers import REGISTERS
from models.sop.report_kinds import report_kinds
from models.sop.spec import OutputKind, SopSpec
from ui.editing.desk import SpecDesk


@dataclass(frozen=True)
class Choices:
    """What outputs and conditions may name."""

    forms: tuple[Option, ...] = ()
    letters: tuple[Option, ...] = ()
    facts: tuple[FactChoice, ...] = field(default=())

    def documents(self, kind: OutputKind) -> tuple[Option, ...]:
        """The forms, letters, registers or reports of the office; nothing for outputs that are a text."""
        known = {
            OutputKind.FORM: self.forms,
            OutputKind.LETTER: self.letters,
            OutputKind.REGISTER: tuple(Option(key, title) for key, title in REGISTERS.items()),
            OutputKind.REPORT: tuple(Option(key, title) for key, title in report_kinds().items()),
        }
        return known.get(kind, ())


class EditDesk(SpecDesk[SopSpec]):
    """One draft of a procedure on the desk."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.sheet: EditorSheet | None = None
        self.choices = Choices()

    def open(self, sheet: EditorSheet) -> None:
        """Another draft."""
        self.sheet = sheet
        self.choices = Choices(sheet.forms, sheet.letters, sheet.facts)
        self.begin(sheet.spec)

    def clear(self) -> None:
        super().clear()
        self.sheet = None
