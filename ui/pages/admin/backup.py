"""Cadangan: make one now, see how old the verified ones are and where they lie, and try getting everything back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.domain.indonesia import thousands
from models.errors import ErrorCode, UserError
from models.services.safety.backup import BackupDone, BackupRow, Tried
from models.services.safety.comparison import Comparison
from models.services.safety.safekeeping import DANGER_DAYS, WARN_DAYS
from models.services.views import Safety
from models.services.words import when
from models.settings.office import OfficeProfile
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection, text_of
from ui.tables.model import Column
from ui.tables.table import ONE_LINE, Table
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.comparison import ComparisonView
from ui.widgets.rows import ProgressLine

_MEGABYTE = 1024 * 1024


def age_words(made: datetime | None, now: datetime) -> tuple[str, str]:
    """How old the newest verified backup is, and the token of the colour that says how bad that is."""
    if made is None:
        return "Belum ada cadangan yang teruji. Buat sekarang.", "danger"
    days = (now.date() - made.date()).days
    if days <= 0:
        return f"Cadangan terakhir hari ini, {made:%H.%M}. Sudah dibuka dan teruji.", "ok"
    tone = "danger" if days >= DANGER_DAYS else "warn" if days >= WARN_DAYS else "ok"
    ask = " Pasang flash disk cadangan lalu tekan Cadangkan sekarang." if tone != "ok" else ""
    return f"Cadangan terakhir {days} hari lalu.{ask}", tone


def other_words(safety: Safety, now: datetime) -> str:
    """The age of what lies in the second place, and of the last trial."""
    if safety.second is not None:
        second = f"Tempat kedua: {when(safety.second, now)}."
    else:
        second = "Tempat kedua: belum ada cadangan." if safety.second_wanted else "Tempat kedua belum ditentukan."
    tried = f"Uji pemulihan: {when(safety.drilled, now)}." if safety.drilled else "Uji pemulihan: belum pernah."
    late = " Sudah waktunya diuji lagi." if safety.drill_due else ""
    return f"{second} {tried}{late}"


def size_words(size: int | None) -> str:
    """ "12 MB", or that the manifest cannot be read."""
    return "Tidak terbaca" if size is None else f"{thousands(max(round(size / _MEGABYTE), 1))} MB"


class BackupSection(OfficeSection):
    """Backups."""

    title = "Cadangan"
    sentence = "Cadangan terenkripsi seperti datanya. Tiap cadangan dibuka dan diperiksa sebelum dianggap jadi."
    icon = Icon.RESTORE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._running: Progress | None = None
        self.save_button.set_text("Simpan tempat kedua")
        self._icon = IconLabel(Icon.BACKUP, "ok", 20)
        self._age = label("", Role.STRONG, wrap=True)
        self.run_button = Button("Cadangkan sekarang", Icon.BACKUP, "primary", clicked=self.run)
        self.cancel_button = Button("Hentikan", clicked=self._cancel)
        self.cancel_button.hide()
        self._bar = ProgressLine("Kemajuan cadangan")
        self._bar.hide()
        self._doing = label("", Role.CAPTION, wrap=True)
        self._other = label("", Role.MUTED, wrap=True)
        top = Card(margins=(14, 12, 14, 12), spacing=8)
        top.body.addLayout(row(self._icon, self._age, self.cancel_button, self.run_button, stretch=1))
        top.body.addWidget(self._other)
        top.body.addWidget(self._bar)
        top.body.addWidget(self._doing)
        self.body.addWidget(top)
        self._build_place()
        self._build_list()
        self._build_restore()

    def _build_place(self) -> None:
        self.place = QLineEdit()
        self.place.setPlaceholderText("Map di flash disk atau komputer lain; boleh kosong")
        self.choose_button = Button("Pilih map…", Icon.FLASH_DISK, clicked=self._choose_place)
        self.place.setAccessibleName("Tempat kedua")
        self.body.addWidget(label("Tempat kedua, jauh dari komputer ini", Role.LABEL, buddy=self.place))
        self.body.addLayout(row(self.place, self.choose_button, stretch=0))
        self.watch(self.place)
        may = self.context.workspace.session.may(Permission.SETTINGS_WRITE)
        self.place.setReadOnly(not may)
        self.choose_button.setVisible(may)
        self.save_button.setVisible(may)

    def _build_list(self) -> None:
        columns = (
            Column("waktu", "Dibuat", lambda entry: when(entry.made_at, self._now()), width=190, strong=True),
            Column("tempat", "Tempat", lambda entry: str(entry.path.parent)),
            Column("besar", "Besar", lambda entry: size_words(entry.size), width=110),
        )
        self.table = Table("Daftar cadangan", columns, lambda entry: str(entry.path), ONE_LINE)
        self.table.setMinimumHeight(theme.current().px(116))
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self.body.addWidget(framed, 1)

    def _build_restore(self) -> None:
        self.verify_button = Button("Periksa cadangan ini", Icon.DONE_OUTLINE, clicked=self._verify)
        self.compare_button = Button("Bandingkan dengan data sekarang", Icon.HISTORY, clicked=self._compare)
        self.drill_button = Button("Uji pemulihan", Icon.RESTORE, clicked=self._drill)
        self.body.addLayout(row(self.verify_button, self.compare_button, self.drill_button, None))
        may = self.context.workspace.session.may(Permission.BACKUP_RESTORE)
        for button in (self.compare_button, self.drill_button):
            button.setVisible(may)
        words = (
            "Program membuat cadangan sendiri tiap hari, sebelum susunan data diperbarui, dan saat ditutup. "
            "Yang disimpan: tujuh harian, empat mingguan, dua belas bulanan. "
            "Uji pemulihan memulihkan ke map sementara, membuka dan menghitung semuanya, lalu menghapusnya; "
            "lakukan tiap tiga bulan."
        )
        self.body.addWidget(label(words, Role.MUTED, wrap=True))
        words = (
            "Untuk memulihkan di komputer ini: kunci layar, keluar ke layar masuk, pilih Pulihkan dari cadangan. "
            "Perubahannya ditunjukkan dahulu, dan data yang sekarang dipindahkan ke samping, tidak dihapus. "
            "Di komputer lain: pasang program, lalu pilih Pulihkan dari cadangan pada layar pertama."
        )
        self.body.addWidget(label(words, Role.MUTED, wrap=True))

    # ------------------------------------------------------------------ loading

    def load(self) -> None:
        super().load()
        backup = self.context.workspace.backup
        self.context.runner.query(backup.safety, self._show_age, owner=self)
        self._list()

    def _list(self) -> None:
        backup, second = self.context.workspace.backup, text_of(self.place)

        def work() -> list[BackupRow]:
            found = list(backup.list())
            if second and Path(second).is_dir():
                found += backup.list(Path(second))
            return sorted(found, key=lambda entry: entry.made_at, reverse=True)

        self.context.runner.query(work, self._show_list, owner=self)

    def _show_age(self, safety: Safety) -> None:
        words, tone = age_words(safety.made, self._now())
        self._other.setText(other_words(safety, self._now()))
        self._age.setText(words)
        self._icon.set_icon(Icon.BACKUP if tone == "ok" else Icon.BACKUP_LATE, tone)

    def _show_list(self, found: list[BackupRow]) -> None:
        self.table.rows.set_rows(found)
        self.table.choose_first()
        for button in (self.verify_button, self.compare_button, self.drill_button):
            button.setEnabled(bool(found))

    def fill(self, profile: OfficeProfile) -> None:
        if self.place.text() != profile.backup_place:
            self.place.setText(profile.backup_place)
            self._list()

    def changes(self) -> dict[str, object]:
        place = text_of(self.place)
        if place and not Path(place).is_dir():
            raise ValueError("Map itu tidak ditemukan. Pasang flash disknya atau pilih map lain.")
        return {"backup_place": place}

    def _now(self) -> datetime:
        return self.context.workspace.clock.now()

    # ------------------------------------------------------------------ working

    def run(self) -> None:
        """Make a backup now, in both places."""
        backup, place = self.context.workspace.backup, text_of(self.place)
        second = Path(place) if place else None

        def work(progress: Progress) -> BackupDone:
            return backup.run(second, progress.tell, progress.cancelled)

        self._follow(
            self.context.runner.lengthy("Membuat cadangan", work, self._made, self._not_made, owner=self, beside=True)
        )

    def _follow(self, running: Progress) -> None:
        """Show how far a lengthy work is, with a way to stop it."""
        self._show_running(True)
        self._running = running
        running.moved.connect(self._moved)
        running.given_up.connect(self._stopped)

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self._doing.setText(words)

    def _made(self, done: BackupDone) -> None:
        self._show_running(False)
        where = " dan di tempat kedua" if done.second else ""
        lost = f" {done.missing} lampiran sudah tidak ada di komputer ini." if done.missing else ""
        self._doing.setText(f"Cadangan dibuat di komputer ini{where}, {size_words(done.size)}, sudah teruji.{lost}")
        self.context.notify.toast("Cadangan jadi dan teruji.")
        self.load()

    def _not_made(self, error: UserError) -> None:
        self._show_running(False)
        self.context.notify.problem(error)
        second = str(error.details.get("reason", "")).startswith("second")
        if second or error.code is ErrorCode.BACKUP_PLACE_MISSING:
            self._doing.setText("Cadangan di komputer ini jadi; tempat kedua belum.")
        self.load()

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._doing.setText("Menghentikan…")

    def _stopped(self) -> None:
        self._show_running(False)
        self._doing.setText("Dihentikan. Cadangan sebelumnya tetap ada.")

    def _show_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self._bar.set_share(0.0)
        for button in (self.run_button, self.verify_button, self.compare_button, self.drill_button):
            button.setEnabled(not running)
        self.cancel_button.setVisible(running)
        self._doing.setText("Menyiapkan…" if running else "")

    def _choose_place(self) -> None:
        chosen = self.context.notify.choose_folder("Tempat kedua untuk cadangan")
        if chosen is not None:
            self.place.setText(str(chosen))

    def _verify(self) -> None:
        entry, backup = self.table.current(), self.context.workspace.backup
        if entry is None:
            return

        def told(_size: int) -> None:
            self._show_running(False)
            self._doing.setText("Cadangan ini utuh: semua berkasnya cocok dengan segel dan dapat dipulihkan.")

        def work(progress: Progress) -> int:
            return backup.verify(entry.path, progress.tell, progress.cancelled)

        self._follow(
            self.context.runner.lengthy("Memeriksa cadangan", work, told, self._not_sound, owner=self, beside=True)
        )

    def _compare(self) -> None:
        entry, backup = self.table.current(), self.context.workspace.backup
        if entry is None:
            return
        title = f"Cadangan {when(entry.made_at, self._now())} dan data sekarang"

        def show(found: Comparison) -> None:
            ComparisonDialog(self.window(), title, found).open()

        self.context.runner.query(lambda: backup.compare(entry.path), show, owner=self)

    def _drill(self) -> None:
        entry, backup = self.table.current(), self.context.workspace.backup
        if entry is None:
            return

        def told(found: Tried) -> None:
            self._show_running(False)
            held = ", ".join(f"{name.lower()} {thousands(number)}" for name, number in found.counts.items() if number)
            self._doing.setText(f"Cadangan ini dapat dipulihkan. Yang terbuka dan terhitung: {held or 'kosong'}.")
            self.load()

        def work(progress: Progress) -> Tried:
            return backup.drill(entry.path, progress.tell, progress.cancelled)

        self._follow(
            self.context.runner.lengthy("Menguji pemulihan", work, told, self._not_sound, owner=self, beside=True)
        )

    def _not_sound(self, error: UserError) -> None:
        self._show_running(False)
        self.context.notify.problem(error)
        self.load()


class ComparisonDialog(QDialog):
    """What would change, to look at."""

    def __init__(self, parent: QWidget, title: str, found: Comparison) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        self.setFixedWidth(theme.current().px(680))
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 18, 22, 18)
        box.setSpacing(12)
        box.setSizeConstraint(QVBoxLayout.SizeConstraint.SetMinimumSize)
        box.addWidget(label(title, Role.SUBTITLE, wrap=True))
        box.addWidget(ComparisonView(found))
        box.addLayout(row(None, Button("Tutup", kind="primary", clicked=self.accept)))
