"""Kata sandi saya: everybody changes their own."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout

from models.errors import ErrorCode, UserError
from models.services.entry.gate import suggest_password
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import FormSection
from ui.theme import Role
from ui.widgets.basics import Button, label, row
from ui.widgets.fields import PasswordField

_FIELD_WIDTH = 380


class PasswordSection(FormSection):
    """One's own password."""

    title = "Kata sandi saya"
    sentence = "Sedikitnya empat kata, atau empat belas huruf. Jangan memakai nama sendiri atau nama kantor."
    icon = Icon.LOCK

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self.old = PasswordField("Kata sandi sekarang")
        self.new = PasswordField("Kata sandi baru")
        self.again = PasswordField("Kata sandi baru, sekali lagi")
        box = QVBoxLayout()
        box.setSpacing(4)
        for field in (self.old, self.new, self.again):
            field.setMaximumWidth(_FIELD_WIDTH)
            field.changed.connect(self.mark)
            field.entered.connect(self.save)
            box.addWidget(label(field.edit.accessibleName(), Role.LABEL, buddy=field.edit))
            box.addWidget(field)
        self.generate_button = Button("Buatkan kata sandi", Icon.GENERATE, clicked=self._generate)
        self.body.addLayout(box)
        self.body.addLayout(row(self.generate_button, None))
        self.body.addStretch(1)
        self.save_button.set_text("Ganti kata sandi")

    def load(self) -> None:
        self.forget()

    def forget(self) -> None:
        self.filling(self._empty)

    def _empty(self) -> None:
        for field in (self.old, self.new, self.again):
            field.clear()

    def _generate(self) -> None:
        password = suggest_password()
        self.new.set_text(password)
        self.again.set_text(password)
        self.new.reveal()

    def save(self) -> None:
        old, new = self.old.text(), self.new.text()
        if not old:
            self.note.show_problem("Tulis kata sandi Anda sekarang.")
        elif new != self.again.text():
            self.note.show_problem("Dua tulisan kata sandi baru belum sama.")
        else:
            users = self.context.workspace.users
            self.save_button.setEnabled(False)
            self.context.runner.command(lambda: users.change_password(old, new), self._done, self._refused, owner=self)

    def _done(self, _none: None) -> None:
        self.forget()
        self.saved()
        self.context.notify.toast("Kata sandi diganti. Pakai yang baru mulai sekarang.")

    def _refused(self, error: UserError) -> None:
        if error.code is ErrorCode.WRONG_PASSWORD:
            self.note.show_problem("Kata sandi sekarang belum benar.")
            self.save_button.setEnabled(True)
        else:
            self.not_saved(error)
