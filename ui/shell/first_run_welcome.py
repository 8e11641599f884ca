"""The first page of the set-up: what will be asked, where the data will lie, and the ways to an office that exists."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QRadioButton, QVBoxLayout, QWidget

from models.errors import UserError
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell.door import Door
from ui.shell.first_run_step import Answers, Step, Wrong
from ui.tasks import Runner
from ui.theme import Role
from ui.widgets.basics import Button, IconLabel, label, row
from ui.widgets.fields import labelled


class WelcomeStep(Step):
    """One PC or a shared folder; or an office that comes back from a backup, or that another PC has set up.

    Signals:
        restore_wanted: there is a backup to restore.
        joined: the ``Move`` to the office of another PC.
    """

    title = "Selamat datang"
    restore_wanted = Signal()
    joined = Signal(object)

    def __init__(self, door: Door, runner: Runner, notify: Notifier) -> None:
        super().__init__()
        self._door, self._runner, self._notify = door, runner, notify
        self.say("Kantor ini belum disiapkan di komputer ini. Penyiapan memerlukan sekitar sepuluh menit.")
        for icon, words in (
            (Icon.OFFICE, "Nama, alamat, kop surat, dan logo kantor (PNG atau JPEG)"),
            (Icon.PEOPLE, "Nama, jabatan, pangkat, dan NIP pegawai yang tercantum dalam surat"),
            (Icon.PROCEDURE, "SOP yang dipakai"),
            (Icon.KEY, "Kata sandi pengelola pertama, dan printer atau flash disk untuk kunci pemulihan"),
        ):
            self.body.addLayout(row(IconLabel(icon, "primary", 20), label(words, wrap=True), spacing=12, stretch=1))
        self.body.addSpacing(6)
        self._choose_place()
        self.body.addSpacing(6)
        self.body.addWidget(label("Kantor ini sudah ada?", Role.LABEL))
        self.join_button = Button("Bergabung dengan kantor yang sudah ada…", Icon.SHARED, clicked=self._join)
        self.restore_button = Button("Pulihkan dari cadangan…", Icon.RESTORE, clicked=self.restore_wanted.emit)
        self.body.addLayout(row(self.join_button, self.restore_button, None))
        self.body.addStretch(1)

    def problem(self) -> Wrong | None:
        return Wrong("Pilih folder bersama.") if self.shared.isChecked() and not self.folder.text() else None

    def take(self, answers: Answers) -> None:
        answers.folder = Path(self.folder.text()) if self.shared.isChecked() else None

    def _choose_place(self) -> None:
        self.body.addWidget(label("Di mana data kantor disimpan?", Role.LABEL))
        self.alone = QRadioButton("Satu komputer ini")
        self.shared = QRadioButton("Folder bersama, dibuka 2 sampai 5 komputer")
        self.alone.setChecked(True)
        self.folder = QLineEdit()
        self.folder.setReadOnly(True)
        self.folder.setPlaceholderText("Belum dipilih")
        self.choose_button = Button("Pilih folder…", Icon.OPEN, clicked=self._choose)
        self._place = QWidget()
        inside = QVBoxLayout(self._place)
        inside.setContentsMargins(26, 0, 0, 0)
        inside.setSpacing(4)
        words = (
            "Folder pada server, NAS, atau komputer kantor lain, lewat kabel jaringan. Bukan folder OneDrive, Google "
            "Drive, atau Dropbox. Program memeriksa sendiri apakah kunci berkasnya bekerja."
        )
        inside.addWidget(label(words, Role.CAPTION, wrap=True))
        inside.addLayout(labelled("Folder bersama", self.folder))
        inside.addLayout(row(self.choose_button, None))
        self._place.hide()
        self.shared.toggled.connect(self._place.setVisible)
        for part in (self.alone, self.shared, self._place):
            self.body.addWidget(part)

    def _choose(self) -> None:
        folder = self._notify.choose_folder("Pilih folder bersama untuk data kantor")
        if folder is None:
            return
        self.choose_button.setEnabled(False)
        self._runner.query(lambda: self._door.check(folder), lambda _none: self._chosen(folder), self._unfit)

    def _chosen(self, folder: Path) -> None:
        self.choose_button.setEnabled(True)
        self.folder.setText(str(folder))

    def _unfit(self, error: UserError) -> None:
        self.choose_button.setEnabled(True)
        self._notify.problem(error)

    def _join(self) -> None:
        folder = self._notify.choose_folder("Pilih folder bersama yang berisi data kantor")
        if folder is not None:
            self._runner.command(lambda: self._door.join(folder), self.joined.emit, owner=self)
