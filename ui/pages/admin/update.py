"""Pembaruan: the next version of the program from a stick or the shared folder, and the way back to the one before."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QLineEdit

from models.access.permissions import Permission
from models.domain.indonesia import long_date, thousands
from models.errors import UserError
from models.messages import render
from models.services.entry.updates import Offer, Program, Updated
from models.version import SCHEMA_VERSION, __version__
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import Section, text_of
from ui.tasks import Progress
from ui.theme import Role
from ui.widgets.basics import Button, Card, label, restyle, row
from ui.widgets.rows import ProgressLine

_MEGABYTE = 1_000_000
_HOW = (
    "Paket pembaruan berisi berkas rilis.json dan rilis.sig. Tanda tangan dan isinya diperiksa sebelum apa pun "
    "dipakai, lalu cadangan dibuat dan diuji. Versi baru dipasang di samping yang lama; bila listrik padam di tengah "
    "jalan, versi lama tetap terbuka. Susunan data diperbarui sekali untuk semua komputer saat versi baru pertama kali "
    "dibuka, setelah satu cadangan lagi."
)
_NO_KEY = (
    "Program ini dibuat tanpa kunci rilis, jadi keaslian pembaruan tidak dapat diperiksa dan pembaruan tidak dapat "
    "dipasang dari sini. Versi baru dipasang dengan pemasangnya; data kantor tetap di tempatnya."
)


class UpdateSection(Section):
    """Which version this is, which one lies in a folder, and taking it."""

    title = "Pembaruan"
    sentence = "Versi baru dipasang dari flash disk atau folder bersama, tanpa internet."
    icon = Icon.UPDATE

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._updates = context.workspace.updates
        self._may = context.workspace.session.may(Permission.SETTINGS_WRITE)
        self._offer: Offer | None = None
        self._running: Progress | None = None
        self._other = ""
        self._build_present()
        self._build_search()
        self._build_other()
        self.body.addWidget(label(_HOW, Role.MUTED, wrap=True))
        self.body.addStretch(1)

    def _build_present(self) -> None:
        card = Card(margins=(14, 12, 14, 12), spacing=6)
        card.body.addWidget(label(f"Jangkau {__version__}, skema data {SCHEMA_VERSION}", Role.STRONG))
        self.state = label("", Role.MUTED, wrap=True)
        self.again_button = Button("Tutup dan buka lagi", Icon.REFRESH, "primary", clicked=self._again)
        self.again_button.hide()
        card.body.addWidget(self.state)
        card.body.addLayout(row(self.again_button, None))
        self.body.addWidget(card)

    def _build_search(self) -> None:
        self.place = QLineEdit()
        self.place.setAccessibleName("Map paket pembaruan")
        self.place.setPlaceholderText("Map di flash disk atau folder bersama")
        self.place.returnPressed.connect(self._look)
        self.choose_button = Button("Pilih map…", Icon.FLASH_DISK, clicked=self._choose)
        self.look_button = Button("Periksa", Icon.SEARCH, clicked=self._look)
        self.found = label("", wrap=True)
        self.run_button = Button("Perbarui sekarang", Icon.UPDATE, "primary", clicked=self.run)
        self.run_button.setEnabled(False)
        self.cancel_button = Button("Hentikan", clicked=self._cancel)
        self._bar = ProgressLine("Kemajuan pembaruan")
        self._doing = label("", Role.CAPTION, wrap=True)
        for part in (self.cancel_button, self._bar, self.found):
            part.hide()
        self.run_button.setVisible(self._may)
        self.body.addWidget(label("Paket pembaruan", Role.LABEL, buddy=self.place))
        self.body.addLayout(row(self.place, self.choose_button, self.look_button, stretch=0))
        self.body.addWidget(self.found)
        self.body.addLayout(row(self.run_button, self.cancel_button, None))
        self.body.addWidget(self._bar)
        self.body.addWidget(self._doing)

    def _build_other(self) -> None:
        self.other = label("", Role.MUTED, wrap=True)
        self.other_button = Button("", Icon.HISTORY, clicked=self._switch)
        self.body.addWidget(self.other)
        self.body.addLayout(row(self.other_button, None))
        self.other_button.hide()

    # ------------------------------------------------------------------ loading

    def load(self) -> None:
        if self._running is None:
            self.context.runner.query(self._updates.program, self._show, owner=self)

    def _show(self, program: Program) -> None:
        lines = [render(program.fixed).why, render(program.fixed).do] if program.fixed else []
        if not program.genuine:
            lines.append(_NO_KEY)
        waiting = program.next != __version__
        if waiting:
            lines.append(f"Versi {program.next} sudah terpasang dan terbuka setelah Jangkau ditutup.")
        self.state.setText(" ".join(lines) or f"Terpasang di {program.place}")
        restyle(self.state, tone="warn" if lines and not waiting else None)
        self.again_button.setVisible(waiting)
        self.run_button.setEnabled(self._offer is not None)
        for part in (self.place, self.choose_button, self.look_button):
            part.setEnabled(program.genuine)
        version, folder = program.ready
        if version and not text_of(self.place) and not waiting:
            self.place.setText(folder)
            self._look()
        self._show_other(program)

    def _show_other(self, program: Program) -> None:
        other = program.other
        self._other = "" if other is None else __version__ if program.next == other.version else other.version
        self.other_button.setVisible(self._may and bool(self._other) and (program.usable or self._other == __version__))
        self.other_button.set_text(f"Pakai versi {self._other}")
        if other is None:
            self.other.setText("")
        elif program.usable:
            self.other.setText(f"Versi {other.version} juga ada di komputer ini dan mengenal data kantor.")
        else:
            self.other.setText(
                f"Versi {other.version} masih ada di komputer ini, tetapi tidak mengenal susunan data kantor sekarang. "
                "Bila harus kembali, pulihkan cadangan dari sebelum pembaruan dengan versi itu."
            )

    # ------------------------------------------------------------------ working

    def _choose(self) -> None:
        chosen = self.context.notify.choose_folder("Map paket pembaruan")
        if chosen is not None:
            self.place.setText(str(chosen))
            self._look()

    def _look(self) -> None:
        place = text_of(self.place)
        self._offer = None
        self.run_button.setEnabled(False)
        if place:
            self.context.runner.query(lambda: self._updates.look(Path(place)), self._offered, self._refused, owner=self)

    def _offered(self, offer: Offer) -> None:
        self._offer = offer
        data = "Susunan data akan diperbarui." if offer.renews_data else "Susunan data tetap sama."
        words = (
            f"Versi {offer.version}, dirilis {long_date(offer.day)}, {thousands(max(offer.size // _MEGABYTE, 1))} MB. "
            f"Tanda tangannya benar (kunci {offer.signed_by}). {data}"
        )
        self._say(words, "ok")
        self.run_button.setEnabled(True)

    def _refused(self, error: UserError) -> None:
        said = render(error)
        self._say(" ".join(part for part in (said.why, said.do) if part), "warn")

    def _say(self, words: str, tone: str) -> None:
        self.found.setText(words)
        restyle(self.found, tone=tone)
        self.found.show()

    def run(self) -> None:
        """Take the version that was found."""
        offer = self._offer
        if offer is None or self._running is not None:
            return

        def work(progress: Progress) -> Updated:
            return self._updates.carry_out(offer.folder, progress.tell, progress.cancelled)

        running = self.context.runner.lengthy(
            "Memperbarui program", work, self._done, self._not_done, owner=self, beside=True
        )
        self._show_running(running)
        running.moved.connect(self._moved)
        running.given_up.connect(self._stopped)

    def _moved(self, share: float, words: str) -> None:
        self._bar.set_share(share, words)
        self._doing.setText(words)

    def _done(self, done: Updated) -> None:
        self._end(f"Jangkau {done.version} sudah terpasang. Tutup dan buka lagi untuk memakainya.")
        if done.shared is not None:
            self._doing.setText(f"Komputer lain dapat memasangnya dari {done.shared}.")
        elif done.not_shared is not None:
            said = render(done.not_shared)
            self._doing.setText(f"Paketnya belum dapat ditaruh di folder bersama untuk komputer lain. {said.why}")
        self.context.notify.toast(f"Jangkau {done.version} sudah terpasang.")

    def _not_done(self, error: UserError) -> None:
        self._end("")
        self.context.notify.problem(error)

    def _cancel(self) -> None:
        if self._running is not None:
            self._running.cancel()
            self._doing.setText("Menghentikan…")

    def _stopped(self) -> None:
        self._end("")
        self._doing.setText("Dihentikan. Versi yang sekarang tetap dipakai.")

    def _end(self, words: str) -> None:
        self._show_running(None)
        self._offer = None
        self._say(words, "ok")
        self.found.setVisible(bool(words))
        self._doing.setText("")
        self.load()

    def _show_running(self, running: Progress | None) -> None:
        self._running = running
        self._bar.setVisible(running is not None)
        self._bar.set_share(0.0)
        self.cancel_button.setVisible(running is not None)
        for part in (self.place, self.choose_button, self.look_button, self.run_button, self.other_button):
            part.setEnabled(running is None)

    def _switch(self) -> None:
        version = self._other
        question = f"Pakai versi {version}?"
        words = f"Jangkau {version} terbuka setelah program ditutup. Data kantor tidak berubah."
        if self.context.notify.ask(question, words, f"Pakai versi {version}"):
            self.context.runner.command(lambda: self._updates.switch(version), lambda _none: self.load(), owner=self)

    def _again(self) -> None:
        self.context.bus.restart_wanted.emit()
