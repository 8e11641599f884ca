"""The reply to an issued letter, in the form its definition names."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QVBoxLayout, QWidget

from models.forms.spec import Values
from models.services.views import FormSheet
from ui import theme
from ui.forms.builder import FormView
from ui.forms.editor import Surroundings
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row

_SIZE = (620, 520)


class ReplyDialog(QDialog):
    """Asks for the reply; Esc keeps nothing.

    Signals:
        saved: the ``Values``, complete by the form's own rules.
    """

    saved = Signal(object)

    def __init__(self, parent: QWidget, sheet: FormSheet, around: Surroundings, letter: str) -> None:
        super().__init__(parent)
        self.setWindowTitle(sheet.spec.title)
        shown, room = theme.current(), parent.window().size()
        self.resize(min(shown.px(_SIZE[0]), room.width() - 40), min(shown.px(_SIZE[1]), room.height() - 40))
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(sheet.spec.title, Role.SUBTITLE))
        box.addWidget(label(letter, Role.MUTED, wrap=True))
        self.view = FormView(sheet.spec, sheet.values, around, indexed=False, framed=False)
        self.view.set_read_only(sheet.read_only)
        self.view.submitted.connect(self._save)
        box.addWidget(self.view, 1)
        self.save_button = Button("Simpan balasan", Icon.SAVE, "primary", clicked=self._save, shortcut="Ctrl+Return")
        self.save_button.setVisible(not sheet.read_only)
        box.addLayout(row(None, Button("Batal", clicked=self.reject), self.save_button))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._save)
        self.view.focus_first()

    def _save(self) -> None:
        if not self.view.show_problems():
            self.view.focus_first_problem()
            return
        values: Values = self.view.values()
        self.accept()
        self.saved.emit(values)
