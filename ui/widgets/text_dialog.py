"""A small window that asks for one text: a reason, a note. It opens without stopping the rest of the program."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ui import theme
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import FieldNote, labelled

_WIDTH, _FIELD_HEIGHT = 480, 96


class TextDialog(QDialog):
    """Title as a question or the thing to do, a sentence that says what follows, the field, and the verb.

    Signals:
        given: the text without blanks around it, never empty.
    """

    given = Signal(str)

    def __init__(
        self, parent: QWidget, title: str, sentence: str, field: str, verb: str, *, quick: tuple[str, ...] = ()
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(theme.current().px(_WIDTH))
        self._field_name = field
        self.edit = QPlainTextEdit()
        self.edit.setTabChangesFocus(True)
        self.edit.setFixedHeight(theme.current().px(_FIELD_HEIGHT))
        self.note = FieldNote()
        self.edit.textChanged.connect(self.note.clear)
        self.accept_button = Button(verb, kind="primary", clicked=self._give, tip=verb, shortcut="Ctrl+Return")
        self.accept_button.setDefault(True)
        self.cancel_button = Button("Batal", clicked=self.reject)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 18, 20, 16)
        box.setSpacing(10)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        if sentence:
            box.addWidget(label(sentence, Role.MUTED, wrap=True))
        box.addLayout(labelled(field, self.edit))
        if quick:
            box.addLayout(self._quick(quick))
        box.addWidget(self.note)
        box.addSpacing(4)
        box.addLayout(row(None, self.cancel_button, self.accept_button))
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._give)
        self.edit.setFocus()

    def _quick(self, quick: tuple[str, ...]) -> QHBoxLayout:
        buttons = [Button(words, clicked=self._put(words), name=f"Pakai: {words}") for words in quick]
        return row(*buttons, None, spacing=6)

    def _put(self, words: str) -> Callable[[], None]:
        return lambda: self.edit.setPlainText(words)

    def _give(self) -> None:
        text = self.edit.toPlainText().strip()
        if not text:
            self.note.show_problem(f"{self._field_name} belum ditulis.")
            self.edit.setFocus()
            return
        self.accept()
        self.given.emit(text)
