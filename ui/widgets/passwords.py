"""Choosing a new password: what counts, a generator of words, typed twice."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.entry.gate import suggest_password
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import PasswordField, labelled


class NewPassword(QWidget):
    """Two password fields and a generator. The services judge whether it is strong enough.

    Signals:
        changed: the text of one of the fields is another.
    """

    changed = Signal()

    def __init__(self, suggest: Callable[[], str] = suggest_password) -> None:
        super().__init__()
        self._suggest = suggest
        self.first, self.second = PasswordField("Kata sandi baru"), PasswordField("Ulangi kata sandi baru")
        for field in (self.first, self.second):
            field.changed.connect(self.changed)
        make = Button("Buatkan kata sandi", Icon.GENERATE, "link", clicked=self.generate)
        hint = label("Paling sedikit 14 huruf, misalnya empat kata acak.", Role.CAPTION)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        box.addLayout(labelled("Kata sandi baru", self.first))
        box.addLayout(row(hint, None, make))
        box.addLayout(labelled("Ulangi kata sandi baru", self.second))

    def text(self) -> str:
        """The password, "" while the two differ."""
        return self.first.text() if self.first.text() == self.second.text() else ""

    def problem(self) -> str:
        """What is to be corrected, "" if nothing."""
        if not self.first.text():
            return "Tulis kata sandi baru."
        return "" if self.text() else "Kedua kata sandi tidak sama. Tulis lagi yang kedua."

    def in_question(self) -> PasswordField:
        """The field that ``problem`` is about."""
        return self.second if self.first.text() else self.first

    def generate(self) -> None:
        """Put a made password into both fields, readable, so that it can be written down."""
        made = self._suggest()
        for field in (self.first, self.second):
            field.set_text(made)
            field.reveal()

    def clear(self) -> None:
        """Forget what was typed."""
        for field in (self.first, self.second):
            field.clear()
