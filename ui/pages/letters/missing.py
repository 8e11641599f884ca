"""What a letter still lacks before it can have its number, with the way to where the next of it is filled in."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.services.views import LetterPreview, LetterSheet
from ui.pages.letters import presenter
from ui.widgets.basics import Button
from ui.widgets.fields import FieldNote

#: Named here; the question before the number names more.
_MOST_NAMED = 2


class MissingList(QWidget):
    """Signals:
    field_wanted: key of the question that is to be answered.
    case_wanted: what is missing is told on the case's own forms.

    Attributes:
        link: leads to the next of what is missing; hidden where no question can give it.
    """

    field_wanted = Signal(str)
    case_wanted = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._note = FieldNote()
        self._way: str | None = None
        self.link = Button("Ke isiannya", kind="link", clicked=self._go)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self._note, 1)
        box.addWidget(self.link, 0, Qt.AlignmentFlag.AlignTop)
        self.clear()

    def text(self) -> str:
        """What stands there now."""
        return self._note.text()

    def clear(self) -> None:
        """Nothing is missing."""
        self._note.clear()
        self._way = None
        self.hide()

    def show_missing(self, sheet: LetterSheet, preview: LetterPreview) -> None:
        """Say what is missing in ``preview``, with the way to the first of it."""
        if not preview.missing:
            self.clear()
            return
        self._note.show_warning(presenter.named(preview.missing, _MOST_NAMED))
        words, self._way = next(iter(presenter.ways(sheet, preview.missing).items()), ("", None))
        self.link.setVisible(self._way is not None)
        self.link.set_text("Ke isiannya" if self._way else "Ke kasusnya")
        self.link.setAccessibleName(f"{'Isi' if self._way else 'Lengkapi di kasus:'} {words}")
        self.show()

    def _go(self) -> None:
        if self._way:
            self.field_wanted.emit(self._way)
        elif self._way is not None:
            self.case_wanted.emit()
