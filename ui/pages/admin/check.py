"""Pemeriksaan data: everything the office keeps is checked, told in words, and got out where it is damaged."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.access.permissions import Permission
from models.errors import UserError
from models.services.safety.check import CheckReport, Finding
from models.services.safety.salvage import Rescue
from models.services.words import when
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.rows import ProgressLine

T = TypeVar("T")
_LOOK = {"ok": (Icon.DONE, "ok"), "warn": (Icon.RISK, "warn"), "danger": (Icon.PROBLEM, "danger")}


class CheckSection(Section):
    """The check of all data."""

    title = "Pemeriksaan data"
    sentence = "Memeriksa berkas data, riwayat, buku log, surat, nomor, kunci, dan lampiran. Tidak ada yang diubah."
    icon = Icon.DONE_OUTLINE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._running: Progress | None = None
        self._bar, self.words = ProgressLine("Kemajuan pemeriksaan"), label("", Role.CAPTION, wrap=True)
        self.verdict = label("", Role.STRONG, wrap=True)
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        for part in (self._bar, self.words, self.verdict, self._list):
            self.body.addWidget(part)
        self.body.addStretch(1)
        self.run_button = Button("Periksa sekarang", Icon.DONE_OUTLINE, "primary", clicked=self.run)
        self.cancel_button = Button("Hentikan", clicked=self._cancel)
        self.rescue_button = Button("Selamatkan yang terbaca…", Icon.RESTORE, clicked=self._rescue)
        self.rescue_button.hide()
        for button in (self.run_button, self.cancel_button, self.rescue_button):
            self.verbs.addWidget(button)
        self.verbs.addStretch(1)
        self._show_running(None)

    def run(self) -> None:
        """Check everything now."""
        check = self.context.workspace.check

        def work(progress: Progress) -> CheckReport:
            return check.run(progress.tell, progress.cancelled)

        self._follow("Memeriksa data", work, self._checked)

    def _follow(self, title: str, work: Callable[[Progress], T], done: Callable[[T], object]) -> None:
        running = self.context.runner.lengthy(title, work, done, self._not_done, owner=self, beside=True)
        self._show_running(running)
        running.moved.connect(self._moved)
        running.given_up.connect(lambda: self._show_running(None, "Dihentikan. Tidak ada yang berubah."))

    def _checked(self, report: CheckReport) -> None:
        self._show_running(None)
        now = self.context.workspace.clock.now()
        verdict = "Semua data utuh." if report.sound else "Ada data yang rusak atau hilang. Jangan hapus apa pun."
        self.verdict.setText(f"{verdict} Diperiksa {when(report.at, now)[:1].lower()}{when(report.at, now)[1:]}.")
        self._list.hide()
        self._list.deleteLater()
        self._list = QWidget()
        self._rows = QVBoxLayout(self._list)
        self._rows.setContentsMargins(0, 0, 0, 0)
        self._rows.setSpacing(6)
        for finding in report.findings:
            self._rows.addWidget(_row(finding))
        self.body.insertWidget(self.body.indexOf(self.verdict) + 1, self._list)
        may = self.context.workspace.session.may(Permission.BACKUP_RESTORE)
        self.rescue_button.setVisible(may and not report.sound)

    def _rescue(self) -> None:
        words = (
            "Semua yang masih terbaca disalin ke data baru di samping yang rusak, dengan daftar yang tidak terbaca. "
            "Data yang rusak tidak diubah. Bila ada cadangan yang teruji, memulihkan cadangan biasanya lebih lengkap."
        )
        if not self.context.notify.ask("Selamatkan yang masih terbaca?", words, "Selamatkan"):
            return
        check = self.context.workspace.check

        def work(progress: Progress) -> Rescue:
            return check.rescue(progress.tell, progress.cancelled)

        self._follow("Menyelamatkan data", work, self._rescued)

    def _rescued(self, made: Rescue) -> None:
        self._show_running(None)
        words = (
            f"Hasilnya di {made.folder}, bersama laporan-penyelamatan.txt. Untuk memakainya: kunci layar, pilih "
            f"Pulihkan dari cadangan pada layar masuk, lalu tunjuk {made.backup.parent}."
        )
        title = "Semua baris terbaca" if made.whole else "Yang terbaca sudah diselamatkan"
        self.context.notify.info(title, words)

    def _not_done(self, error: UserError) -> None:
        self._show_running(None)
        self.context.notify.problem(error)

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self.words.setText("Menghentikan…")

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self.words.setText(words)

    def _show_running(self, running: Progress | None, words: str = "") -> None:
        self._running = running
        self._bar.set_share(0.0)
        self._bar.setVisible(running is not None)
        self.cancel_button.setVisible(running is not None)
        self.words.setText("Menyiapkan…" if running is not None else words)
        for button in (self.run_button, self.rescue_button):
            button.setEnabled(running is None)


def _row(finding: Finding) -> Card:
    card = Card("flat", margins=(12, 7, 10, 7), spacing=2)
    icon, color = _LOOK[finding.tone]
    head = label(finding.topic, Role.STRONG)
    words = label(finding.words, wrap=True)
    texts = QVBoxLayout()
    texts.setSpacing(0)
    texts.addWidget(head)
    texts.addWidget(words)
    line = row(IconLabel(icon, color, 20), spacing=10)
    line.addLayout(texts, 1)
    card.body.addLayout(line)
    card.setAccessibleName(f"{finding.topic}. {finding.words}")
    return card
