"""Scans of a case: chosen or dropped, attached under a title, opened inside the program."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from models.errors import ErrorCode, UserError
from models.services.views import AttachmentRow, CasePage
from ui.context import AppContext
from ui.pages.case.actions import CaseActions
from ui.pages.case.presenter import scan_refused, title_of_file

_SCANS = "Pindaian (*.pdf *.jpg *.jpeg *.png)"


class CaseScans(QObject):
    """Attaches and opens scans of the case that ``actions`` shows.

    Signals:
        opened: an ``AttachmentRow`` and its content.
    """

    opened = Signal(object, object)

    def __init__(self, context: AppContext, actions: CaseActions) -> None:
        super().__init__(actions)
        self._context = context
        self._actions = actions

    def choose(self, serves: str = "") -> None:
        """Let the person choose a file and attach it; ``serves`` names the output it stands for."""
        path = self._context.notify.open_file("Lampirkan pindaian", _SCANS)
        if path is not None:
            self.attach(path, serves)

    def attach(self, path: Path, serves: str = "") -> None:
        """Read a file and attach it under a title; the file itself stays where it is."""
        try:
            refused = scan_refused(path.name, path.stat().st_size)
        except OSError:
            refused = "Berkas ini tidak dapat dibaca. Periksa flash disk atau mapnya, lalu pilih lagi."
        if refused:
            self._context.notify.warning("Berkas ini tidak dapat dilampirkan", refused)
            return
        title = serves or self._context.notify.ask_text(
            "Nama dokumen", "Beri nama dokumen ini supaya mudah dikenali, tanpa nama klien.", "Nama", "Lampirkan",
            suggestions=(title_of_file(path.name),),
        )  # fmt: skip
        if not title:
            return
        attachments, case_id = self._context.workspace.attachments, self._actions.case_id

        def work() -> CasePage:
            try:
                content = path.read_bytes()
            except OSError as problem:
                raise UserError(ErrorCode.ATTACHMENT_REFUSED) from problem
            return attachments.add(case_id, title, path.name, content, serves)

        self._actions.change(work, self._attached)

    def _attached(self, page: CasePage) -> None:
        self._actions.show(page)
        self._context.notify.toast("Pindaian dilampirkan. Salinannya tersimpan terenkripsi dalam kasus ini.")

    def open(self, attachment_id: int) -> None:
        """Read an attachment for viewing; the look is recorded by the service."""
        attachments = self._context.workspace.attachments
        self._context.runner.query(lambda: attachments.read(attachment_id), self._opened)

    def _opened(self, found: tuple[AttachmentRow, bytes]) -> None:
        self.opened.emit(*found)
