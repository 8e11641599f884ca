"""Bringing an office back from a backup: on a new PC, or in place of data that were damaged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit

from models.domain.indonesia import day_and_date
from models.services import archive
from models.services.gate import Gate
from models.services.words import clock
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.attempt import Attempt
from ui.tasks import Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.fields import FieldNote, PasswordField, labelled


def backups_at(place: Path) -> list[tuple[str, Path]]:
    """The backups a chosen folder holds, or is: words and path, newest first. Reads the disk."""
    single = place.suffix == archive.SUFFIX
    found = archive.backups_in(place.parent if single else place)
    names = sorted(found, key=lambda name: found[name], reverse=True)
    folder = place.parent if single else place
    return [
        (f"{day_and_date(found[name].date())}, {clock(found[name])}", folder / name)
        for name in names
        if not single or name == place.name
    ]


class RestoreCard(Card):
    """Where the backup lies, which one, and who opens it.

    Signals:
        entered: the ``Session`` of the restored office.
        back_wanted: rather not.
    """

    entered = Signal(object)
    back_wanted = Signal()

    def __init__(self, gate: Gate, runner: Runner, notify: Notifier) -> None:
        super().__init__(margins=(28, 22, 28, 20), spacing=6)
        self._gate, self._runner, self._notify = gate, runner, notify
        self.body.addWidget(label("Pulihkan dari cadangan", Role.SUBTITLE))
        words = (
            "Cadangan diperiksa sampai utuh sebelum dipakai. Masuk dengan nama dan kata sandi pengelola "
            "seperti saat cadangan itu dibuat."
        )
        self.body.addWidget(label(words, Role.MUTED, wrap=True))
        self.choose_button = Button("Pilih map cadangan…", Icon.FLASH_DISK, clicked=self._choose)
        self.which = QComboBox()
        self.which.setAccessibleName("Cadangan yang dipulihkan")
        self.which.setEnabled(False)
        self.username, self.password = QLineEdit(), PasswordField()
        self.password.entered.connect(self._restore)
        self.note = FieldNote()
        self.button = Button("Pulihkan", Icon.RESTORE, "primary", clicked=self._restore)
        self._attempt = Attempt(self, runner, notify, button=self.button, note=self.note, entered=self.entered.emit)
        self.body.addLayout(row(self.choose_button, None))
        self.body.addLayout(labelled("Cadangan", self.which))
        self.body.addLayout(labelled("Nama pengguna", self.username))
        self.body.addLayout(labelled("Kata sandi", self.password))
        self.body.addWidget(self.note)
        back = Button("Kembali", Icon.BACK, "link", clicked=self.back_wanted.emit)
        self.body.addLayout(row(back, None, self.button))

    def _choose(self) -> None:
        place = self._notify.choose_folder("Map tempat cadangan")
        if place is not None:
            self._runner.query(lambda: backups_at(place), self._offer)

    def _offer(self, found: list[tuple[str, Path]]) -> None:
        self.which.clear()
        for words, path in found:
            self.which.addItem(words, path)
        self.which.setEnabled(bool(found))
        if found:
            self.note.clear()
            self.username.setFocus()
        else:
            self.note.show_problem("Tidak ada cadangan di map itu. Pilih map yang berisi berkas berakhiran .sbk.")

    def _restore(self) -> None:
        path, username, password = self.which.currentData(), self.username.text().strip(), self.password.text()
        if path is None:
            self.note.show_problem("Pilih map cadangan lebih dahulu.")
            return
        if not username or not password:
            self.note.show_problem("Tulis nama pengguna dan kata sandi pengelola.")
            return
        if self._gate.exists() and not self._agreed():
            return
        self.password.clear()
        self._attempt.start(lambda: self._gate.restore(path, username, password))

    def _agreed(self) -> bool:
        return self._notify.ask(
            f"Ganti data kantor dengan cadangan {self.which.currentText()}?",
            "Yang dicatat sesudah cadangan itu tidak ikut. Data yang sekarang dipindahkan ke samping, tidak dihapus.",
            "Pulihkan",
            kind="danger",
        )
