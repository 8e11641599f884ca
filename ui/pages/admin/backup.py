"""Cadangan: make one now, see how old the verified ones are and where they lie, and know how to get everything back."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from models.access.permissions import Permission
from models.domain.indonesia import thousands
from models.errors import ErrorCode, UserError
from models.services.backup import BackupDone, BackupRow
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
from ui.widgets.rows import ProgressLine

_STALE_DAYS, _OLD_DAYS = 3, 7
_MEGABYTE = 1024 * 1024


def age_words(made: datetime | None, now: datetime) -> tuple[str, str]:
    """How old the newest verified backup is, and the token of the colour that says how bad that is."""
    if made is None:
        return "Belum ada cadangan yang teruji. Buat sekarang.", "danger"
    days = (now.date() - made.date()).days
    if days <= 0:
        return f"Cadangan terakhir hari ini, {made:%H.%M}. Sudah dibuka dan teruji.", "ok"
    tone = "danger" if days >= _OLD_DAYS else "warn" if days >= _STALE_DAYS else "ok"
    ask = " Pasang flash disk cadangan lalu tekan Cadangkan sekarang." if tone != "ok" else ""
    return f"Cadangan terakhir {days} hari lalu.{ask}", tone


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
        self._doing = label("", Role.CAPTION)
        top = Card(margins=(14, 12, 14, 12), spacing=8)
        top.body.addLayout(row(self._icon, self._age, self.cancel_button, self.run_button, stretch=1))
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
        self.drill_button = Button("Uji pemulihan…", Icon.RESTORE, clicked=self._drill)
        self.body.addLayout(row(self.verify_button, self.drill_button, None))
        self.drill_button.setVisible(self.context.workspace.session.may(Permission.BACKUP_RESTORE))
        words = (
            "Untuk memulihkan di komputer lain atau setelah kerusakan: pasang program, pilih Pulihkan dari cadangan "
            "pada layar pertama, tunjuk map cadangan, lalu masuk dengan kata sandi Anda atau kunci pemulihan. "
            "Uji pemulihan memulihkan ke map kosong tanpa menyentuh data yang sedang dipakai."
        )
        self.body.addWidget(label(words, Role.MUTED, wrap=True))

    # ------------------------------------------------------------------ loading

    def load(self) -> None:
        super().load()
        backup = self.context.workspace.backup
        self.context.runner.query(backup.last_verified, self._show_age, owner=self)
        self._list()

    def _list(self) -> None:
        backup, second = self.context.workspace.backup, text_of(self.place)

        def work() -> list[BackupRow]:
            found = list(backup.list())
            if second and Path(second).is_dir():
                found += backup.list(Path(second))
            return sorted(found, key=lambda entry: entry.made_at, reverse=True)

        self.context.runner.query(work, self._show_list, owner=self)

    def _show_age(self, made: datetime | None) -> None:
        words, tone = age_words(made, self._now())
        self._age.setText(words)
        self._icon.set_icon(Icon.BACKUP if tone == "ok" else Icon.BACKUP_LATE, tone)

    def _show_list(self, found: list[BackupRow]) -> None:
        self.table.rows.set_rows(found)
        self.table.choose_first()
        for button in (self.verify_button, self.drill_button):
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
            return backup.run(second, lambda share, what: progress.report(round(share * 1000), 1000, what))

        self._show_running(True)
        self._running = self.context.runner.lengthy("Membuat cadangan", work, self._made, self._not_made, owner=self)
        self._running.moved.connect(self._moved)

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
        if error.code is ErrorCode.BACKUP_PLACE_MISSING:
            self._doing.setText("Cadangan di komputer ini jadi; tempat kedua belum.")
        self.load()

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._show_running(False)
            self._doing.setText("Dihentikan. Cadangan sebelumnya tetap ada.")

    def _show_running(self, running: bool) -> None:
        self._bar.setVisible(running)
        self._bar.set_share(0.0)
        self.run_button.setEnabled(not running)
        self.cancel_button.setVisible(running)
        self._doing.setText("Menyiapkan…" if running else "")

    def _choose_place(self) -> None:
        chosen = self.context.notify.choose_folder("Tempat kedua untuk cadangan")
        if chosen is not None:
            self.place.setText(str(chosen))

    def _verify(self) -> None:
        entry, backup = self.table.current(), self.context.workspace.backup
        if entry is not None:
            self.context.runner.lengthy(
                "Memeriksa cadangan",
                lambda _progress: backup.verify(entry.path),
                lambda _size: self.context.notify.info(
                    "Cadangan ini utuh", "Semua berkasnya cocok dengan segel dan dapat dipulihkan."
                ),
                owner=self,
            )

    def _drill(self) -> None:
        entry, backup = self.table.current(), self.context.workspace.backup
        into = self.context.notify.choose_folder("Map kosong untuk uji pemulihan")
        if entry is None or into is None:
            return
        words = f"Data kantor pulih di {into} dalam keadaan terenkripsi. Hapus map itu setelah selesai menguji."
        self.context.runner.lengthy(
            "Menguji pemulihan",
            lambda _progress: backup.restore(entry.path, into),
            lambda _path: self.context.notify.info("Cadangan ini dapat dipulihkan", words),
            owner=self,
        )
