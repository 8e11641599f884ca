"""Scans of disposition sheets, chosen or dropped on the list: each finds its incoming letter; then it is told how."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.access.permissions import Permission
from models.services.views import PlacedScan
from ui.context import AppContext
from ui.scanning.files import SCANS
from ui.scanning.placed import PlacedDialog, place_all


class SheetScans(QObject):
    """Takes in scans of disposition sheets over a page.

    Signals:
        letter_wanted: id of the incoming letter that is to be shown.
    """

    letter_wanted = Signal(int)

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def allowed(self) -> bool:
        """Whether the person at the desk may keep scans of incoming letters."""
        return self._context.workspace.session.may(Permission.AGENDA_WRITE)

    def choose(self) -> None:
        """Let the person choose the files."""
        self.take(self._context.notify.open_files("Pindaian lembar disposisi", SCANS))

    def take(self, paths: Sequence[Path], otherwise: int | None = None) -> None:
        """Place every file; pages without a code go to the letter ``otherwise``."""
        if not paths or not self.allowed():
            return
        service = self._context.workspace.sheet_scans
        work = partial(place_all, lambda scan: service.place(scan, otherwise), tuple(paths))
        self._context.runner.lengthy("Mencocokkan pindaian", work, self._tell, owner=self)

    def _tell(self, found: tuple[PlacedScan, ...]) -> None:
        if len(found) == 1 and found[0].placed:
            self._context.notify.toast(f"Agenda {found[0].number}: {found[0].sentence}")
            self.letter_wanted.emit(found[0].letter_id)
            return
        dialog = PlacedDialog(self._page, "Pindaian lembar disposisi", found)
        dialog.letter_wanted.connect(self.letter_wanted)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()
