"""Making a copy for a person: looked at first, then as PDF, or as data behind a password that is shown once."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.domain.atomic import write_whole
from models.records import data_rights
from models.records.person_copy import PersonCopy
from models.services.views.requests import LockedFile, RequestRow
from ui.context import AppContext
from ui.pages.rights.copy_dialog import CopyDialog
from ui.papers import PaperDialog

_TITLE = "Salinan data pribadi"


class Copying(QObject):
    """Stands between the dialog of a copy and the services.

    Signals:
        made: a copy was made.
    """

    made = Signal()

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._service = context.workspace.data_requests

    def begin(self, one: RequestRow) -> None:
        """Gather the copy without all that an officer may leave out, and show it."""
        usual = tuple(part.key for part in data_rights.shipped().exclusions if not part.fixed)
        work = partial(self._service.copy, one.request_id, usual)
        self._context.runner.command(work, lambda copy: self._show(one, copy, usual), owner=self)

    def _show(self, one: RequestRow, copy: PersonCopy, without: tuple[str, ...]) -> None:
        dialog, run = CopyDialog(self._page, copy, without), self._context.runner.command

        def anew(chosen: tuple[str, ...]) -> None:
            work = partial(self._service.copy, one.request_id, chosen)
            run(work, lambda found: dialog.show_copy(found, chosen), owner=dialog)

        def paper() -> None:
            work = partial(self._service.copy_paper, one.request_id, dialog.without())
            run(work, partial(self._show_paper, one), owner=dialog)

        def data() -> None:
            work = partial(self._service.copy_data, one.request_id, dialog.without())
            run(work, partial(self._save, one), owner=dialog)

        dialog.changed.connect(anew)
        dialog.paper.connect(paper)
        dialog.data.connect(data)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_paper(self, one: RequestRow, pdf: bytes) -> None:
        self.made.emit()
        name = f"salinan-data-{one.request_id}.pdf"
        dialog = PaperDialog(self._page, self._context, pdf, _TITLE, name, logged=_TITLE, case_id=one.case_id)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _save(self, one: RequestRow, made: LockedFile) -> None:
        self.made.emit()
        name, kinds = f"salinan-data-{one.request_id}.zip", "Arsip ZIP (*.zip)"
        path = self._context.notify.save_file("Simpan data berkata sandi", name, kinds)
        if path is not None:
            self._context.runner.command(partial(_write, path, made.content), lambda _: self._tell(made), owner=self)

    def _tell(self, made: LockedFile) -> None:
        words = (
            f"Kata sandi: {made.password}\n\nKata sandi ini hanya ditampilkan sekali. Tulis dan berikan terpisah dari "
            "berkasnya. Berkas dibuka dengan 7-Zip atau program arsip lain yang mengenal AES."
        )
        self._context.notify.info("Data disimpan", words)


def _write(path: Path, content: bytes) -> None:
    write_whole(path, content)
