"""Scans of signed letters, chosen or dropped on the list: each finds its letter by its code; then it is told how."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.access.permissions import Permission
from models.services.views import PlacedScan
from ui.context import AppContext
from ui.scanning.files import SCANS
from ui.scanning.placed import PlacedDialog, place_all
from ui.scanning.signed_day import SignedDayDialog


class SignedScans(QObject):
    """Takes in scans of signed letters over a page."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def allowed(self) -> bool:
        """Whether the person at the desk may record signatures."""
        return self._context.workspace.session.may(Permission.LETTER_ISSUE)

    def choose(self) -> None:
        """Let the person choose the files."""
        self.take(self._context.notify.open_files("Pindaian surat bertanda tangan", SCANS))

    def take(self, paths: Sequence[Path]) -> None:
        """Ask for the day once, then place every file."""
        if not paths or not self.allowed():
            return
        sentence = (
            f"{len(paths)} berkas dicocokkan dengan suratnya lewat kode QR di kaki surat. "
            "Surat yang menunggu tanda tangan dicatat ditandatangani pada tanggal ini."
        )
        dialog = SignedDayDialog(self._page, self._context, sentence)

        def go(day: date) -> None:
            dialog.accept()
            service = self._context.workspace.signed_scans
            work = partial(place_all, lambda scan: service.place(scan, day), tuple(paths))
            self._context.runner.lengthy("Mencocokkan pindaian", work, self._tell, owner=self)

        dialog.written.connect(go)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _tell(self, found: tuple[PlacedScan, ...]) -> None:
        dialog = PlacedDialog(self._page, "Pindaian bertanda tangan", found)
        dialog.letter_wanted.connect(lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
