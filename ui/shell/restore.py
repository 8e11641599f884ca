"""Bringing an office back from a backup: on a new PC, or in place of data that were damaged."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QLineEdit, QVBoxLayout, QWidget

from models.domain.indonesia import day_and_date
from models.errors import UserError
from models.services.entry.gate import Restoration, Session
from models.services.safety import archive
from models.services.words import clock
from ui import theme
from ui.icons import Icon
from ui.notify import Notifier
from ui.shell import refusal
from ui.shell.door import Door
from ui.tasks import Progress, Runner
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, row
from ui.widgets.comparison import ComparisonView
from ui.widgets.fields import FieldNote, PasswordField, labelled
from ui.widgets.rows import ProgressLine

#: Widths while the questions are asked and while the comparison is shown.
_ASKING, _COMPARING = 440, 760


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

    def __init__(self, door: Door, runner: Runner, notify: Notifier) -> None:
        super().__init__(margins=(28, 22, 28, 20), spacing=6)
        self._door, self._runner, self._notify = door, runner, notify
        self._wish: Restoration | None = None
        self._running: Progress | None = None
        self._view: ComparisonView | None = None
        self.body.addWidget(label("Pulihkan dari cadangan", Role.SUBTITLE))
        self._asking, self._showing = QWidget(), QWidget()
        self._bar = ProgressLine("Kemajuan pemulihan")
        self._doing = label("", Role.CAPTION)
        self.stop_button = Button("Hentikan", clicked=self._stop)
        self._build_question(QVBoxLayout(self._asking))
        self._build_comparison(QVBoxLayout(self._showing))
        for part in (self._asking, self._showing, self._bar, self._doing):
            self.body.addWidget(part)
        self.body.addLayout(row(None, self.stop_button))
        self._showing.hide()
        self._show_running(None)

    def _build_question(self, box: QVBoxLayout) -> None:
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        words = (
            "Cadangan diperiksa sampai utuh sebelum dipakai. Masuk dengan nama dan kata sandi pengelola "
            "seperti saat cadangan itu dibuat."
        )
        box.addWidget(label(words, Role.MUTED, wrap=True))
        self.choose_button = Button("Pilih map cadangan…", Icon.FLASH_DISK, clicked=self._choose)
        self.which = QComboBox()
        self.which.setAccessibleName("Cadangan yang dipulihkan")
        self.which.setEnabled(False)
        self.username, self.password = QLineEdit(), PasswordField()
        self.password.entered.connect(self._prepare)
        self.note = FieldNote()
        verb = "Periksa dan bandingkan" if self._door.step.exists() else "Pulihkan"
        self.button = Button(verb, Icon.RESTORE, "primary", clicked=self._prepare)
        box.addLayout(row(self.choose_button, None))
        box.addLayout(labelled("Cadangan", self.which))
        box.addLayout(labelled("Nama pengguna", self.username))
        box.addLayout(labelled("Kata sandi", self.password))
        box.addWidget(self.note)
        back = Button("Kembali", Icon.BACK, "link", clicked=self.back_wanted.emit)
        box.addLayout(row(back, None, self.button))

    def _build_comparison(self, box: QVBoxLayout) -> None:
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(10)
        self._told = label("", Role.STRONG, wrap=True)
        self._place = QVBoxLayout()
        words = "Data yang sekarang dipindahkan ke map sebelum-pulih di folder data, tidak dihapus."
        self.restore_button = Button("Ganti dengan cadangan ini", Icon.RESTORE, "danger", clicked=self._carry_out)
        back = Button("Kembali", Icon.BACK, "link", clicked=self._ask_again)
        box.addWidget(self._told)
        box.addLayout(self._place)
        box.addWidget(label(words, Role.MUTED, wrap=True))
        box.addLayout(row(back, None, self.restore_button))

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

    def _prepare(self) -> None:
        """Check the backup, and show what it would change before anything is done."""
        path, username, password = self.which.currentData(), self.username.text().strip(), self.password.text()
        if self._running is not None:
            return
        if path is None:
            self.note.show_problem("Pilih map cadangan lebih dahulu.")
            return
        if not username or not password:
            self.note.show_problem("Tulis nama pengguna dan kata sandi pengelola.")
            return
        self.password.clear()
        self.note.clear()

        def work(progress: Progress) -> Restoration:
            return self._door.gate.prepare(path, username, password, progress.tell, progress.cancelled)

        self._follow(self._runner.lengthy("Memeriksa cadangan", work, self._prepared, self._refused, owner=self))

    def _prepared(self, wish: Restoration) -> None:
        self._show_running(None)
        self._wish = wish
        if not self._door.step.exists():  # nothing is there that could be lost
            self._carry_out()
            return
        if self._view is not None:
            self._view.deleteLater()
        self._view = ComparisonView(wish.comparison)
        self._told.setText(f"Yang berubah bila cadangan {self.which.currentText()} dipulihkan")
        self._place.addWidget(self._view)
        self._asking.hide()
        self._showing.show()
        self._widen(_COMPARING)
        self.restore_button.setFocus()

    def _carry_out(self) -> None:
        wish = self._wish
        if wish is None or self._running is not None:
            return

        def work(progress: Progress) -> Session:
            return self._door.gate.carry_out(wish, progress.tell, progress.cancelled)

        self._follow(self._runner.lengthy("Memulihkan", work, self._restored, self._refused, owner=self))

    def _restored(self, session: Session) -> None:
        self._show_running(None)
        self.entered.emit(session)

    def _ask_again(self) -> None:
        self._wish = None
        self._showing.hide()
        self._asking.show()
        self._widen(_ASKING)

    def _refused(self, error: UserError) -> None:
        self._show_running(None)
        self._ask_again()
        if not refusal.said_below(self.note, error):
            self._notify.problem(error)

    def _follow(self, running: Progress) -> None:
        self._show_running(running)
        running.moved.connect(self._moved)
        running.given_up.connect(lambda: self._show_running(None))

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self._doing.setText(words)

    def _stop(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._doing.setText("Menghentikan…")

    def _show_running(self, running: Progress | None) -> None:
        self._running = running
        self._bar.set_share(0.0)
        self._doing.setText("Menyiapkan…")
        for shown in (self._bar, self._doing, self.stop_button):
            shown.setVisible(running is not None)
        for page in (self._asking, self._showing):
            page.setEnabled(running is None)

    def _widen(self, width: int) -> None:
        self.setFixedWidth(theme.current().px(width))
