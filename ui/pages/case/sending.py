"""Handing a case to another office as a package: to whom, on what ground, the password that goes another way."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QComboBox, QWidget

from models.domain.atomic import write_whole
from models.errors import ErrorCode, UserError
from models.services.cases.consent import LackingConsent, grounds
from models.services.packages.packages import SUFFIX
from models.services.views.packages import NewPackage, PackageMade
from ui.context import AppContext
from ui.icons import Icon
from ui.saving import correction
from ui.widgets.basics import Card, label
from ui.widgets.grid_dialog import GridDialog, Place

_KINDS = f"Paket kasus Jangkau (*{SUFFIX})"


class SendDialog(GridDialog):
    """Asks to whom a case goes; its answer is a ``NewPackage``. The ground is asked for where consent is lacking."""

    def __init__(self, parent: QWidget, number: str) -> None:
        self.ground = QComboBox()
        self.ground.addItem("Klien mengizinkan", "")
        for one in grounds():
            self.ground.addItem(one.label, one.key)
        places = (
            Place("office", "Kantor penerima", 0, 0, 2, required=True),
            Place("receiver", "Nama penerima", 1, 0, required=True),
            Place("post", "Jabatan penerima", 1, 1),
            Place("ground", "Dasar memberi data", 2, 0, 2, required=True, widget=self.ground),
            Place("reason", "Alasan, bila tanpa persetujuan klien", 3, 0, 2),
        )
        words = (
            f"Kasus {number}: formulir, surat, pindaian, dan catatannya menjadi satu berkas terenkripsi. Penyerahan "
            "dicatat dalam buku log dan buku ekspedisi."
        )
        super().__init__(parent, "Kirim paket kasus", words, places, "Buat paket", Icon.LOCK, width=600)
        self._card = Card("warn", margins=(12, 8, 12, 8))
        self._warning = label("", wrap=True)
        self._card.body.addWidget(self._warning)
        self._card.hide()
        self.above.addWidget(self._card)
        self.edits["office"].setFocus()

    def answer(self) -> NewPackage:
        said = self.texts()
        return NewPackage(
            said["office"], said["receiver"], said["post"], str(self.ground.currentData()), said["reason"]
        )

    def show_lacking(self, lacking: LackingConsent | None) -> None:
        """Say that the client has not allowed it, as soon as the office is known."""
        self._warning.setText(f"{lacking.sentence} Pilih dasar yang lain dan tulis alasannya." if lacking else "")
        self._card.setVisible(lacking is not None)
        layout = self.layout()
        if layout is not None:  # the fields keep their room below it
            self.resize(self.width(), layout.totalHeightForWidth(self.width()))


class Sending(QObject):
    """Stands between the dialog and the services."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._service = context.workspace.packages

    def ask(self, case_id: int, number: str) -> None:
        """Ask to whom, make the package, save it, show the password once."""
        dialog = SendDialog(self._page, number)

        def look() -> None:
            office = dialog.texts()["office"]
            if office:
                work = partial(self._service.lacking, case_id, office)
                self._context.runner.query(work, dialog.show_lacking, owner=dialog, latest="paket_izin")

        def go(given: NewPackage) -> None:
            name = f"paket-kasus-{self._context.workspace.clock.now():%Y%m%d}{SUFFIX}"
            path = self._context.notify.save_file("Simpan paket kasus", name, _KINDS)
            if path is None:  # nothing is recorded before there is a place for it
                dialog.save_button.setEnabled(True)
                return
            work = partial(self._service.send, case_id, given)
            self._context.runner.command(work, partial(made, path), refused, owner=dialog)

        def made(path: Path, package: PackageMade) -> None:
            dialog.accept()
            write = partial(_write, path, package.content)
            self._context.runner.command(write, lambda _none: self._tell(package), owner=self)

        def refused(error: UserError) -> None:
            dialog.refuse(correction(error))
            if error.code is ErrorCode.CONSENT_MISSING:
                dialog.ground.setFocus()

        dialog.edits["office"].editingFinished.connect(look)
        dialog.written.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, package: PackageMade) -> None:
        words = (
            f"Kata sandi: {package.password}\n\nKata sandi ini hanya ditampilkan sekali. Sampaikan lewat telepon atau "
            "surat tersendiri, jangan bersama berkasnya. Buat tanda terima atau berita acaranya pada tab Berkas."
        )
        self._context.notify.info("Paket kasus disimpan", words)


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
