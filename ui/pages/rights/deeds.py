"""What is done to a request: asked here, done by the services off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from models.forms.spec import Option
from models.records import data_rights
from models.services.views import CasePage
from models.services.views.requests import ErasurePlan, NewRequest, RequestRow
from ui.context import AppContext
from ui.pages.rights.copying import Copying
from ui.pages.rights.dialogs import (
    AcceptErasureDialog,
    CorrectedDialog,
    EraseDialog,
    HandedDialog,
    RefuseDialog,
    RequestDialog,
    Word,
)
from ui.saving import correction
from ui.widgets.grid_dialog import GridDialog

_ERASING = "hapus"


class RequestDeeds(QObject):
    """Stands between the page and the services.

    Signals:
        changed: the register is another now.

    Attributes:
        by_word: what each button of a request does.
    """

    changed = Signal()

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page
        self._service = context.workspace.data_requests
        self._rights = data_rights.shipped()
        self._copying = Copying(context, page)
        self._copying.made.connect(self.changed)
        self.by_word: Mapping[str, Callable[[RequestRow], object]] = {
            "Tolak…": self._refuse,
            "Setujui…": self._accept,
            "Salinan…": self._copying.begin,
            "Catat diserahkan…": self._handed,
            "Buka formulir": self._open_case,
            "Catat diperbaiki…": self._corrected,
            "Hapus data…": self._erase,
            "Berita acara": self._letter,
            "Tanda terima": self._letter,
            "Buka kasus": self._open_case,
        }

    def take(self, case_id: int, number: str) -> None:
        """Write down a new request."""
        dialog = RequestDialog(self._page, self._rights, self._today, case_id, number)

        def write(asked: NewRequest) -> None:
            self._from(dialog, partial(self._service.take, asked), "Permohonan dicatat. Batas waktunya berjalan.")

        self._open(dialog, write)

    def _refuse(self, one: RequestRow) -> None:
        dialog = RefuseDialog(self._page, one, self._rights.refusals_for(one.kind))

        def write(word: Word) -> None:
            refuse = partial(self._service.decide, one.request_id, accept=False, ground=word.ground, note=word.note)
            self._from(dialog, refuse, "Penolakan dicatat.")

        self._open(dialog, write)

    def _accept(self, one: RequestRow) -> None:
        if one.kind == _ERASING:
            self._planned(one, self._accept_erasure)
            return
        question = f"Setujui {one.kind_name.lower()} kasus {one.numbers[0]}?"
        if self._context.notify.ask(question, f"Diminta: {one.what}", "Setujui"):
            accept = partial(self._service.decide, one.request_id, accept=True)
            self._context.runner.command(accept, lambda _row: self._told("Persetujuan dicatat."), owner=self)

    def _accept_erasure(self, one: RequestRow, plan: ErasurePlan) -> None:
        dialog = AcceptErasureDialog(self._page, one, plan, self._rights.parts)

        def write(word: Word) -> None:
            accept = partial(self._service.decide, one.request_id, accept=True, note=word.note, parts=word.parts)
            self._from(dialog, accept, "Persetujuan dicatat.")

        self._open(dialog, write)

    def _erase(self, one: RequestRow) -> None:
        self._planned(one, self._ask_number)

    def _ask_number(self, one: RequestRow, plan: ErasurePlan) -> None:
        dialog = EraseDialog(self._page, one, plan)

        def write(number: str) -> None:
            self._from(dialog, partial(self._service.erase, one.request_id, number), "Data sudah dihapus.")

        self._open(dialog, write)

    def _planned(self, one: RequestRow, then: Callable[[RequestRow, ErasurePlan], None]) -> None:
        work = partial(self._service.plan, one.request_id)
        self._context.runner.query(work, lambda plan: then(one, plan), owner=self)

    def _handed(self, one: RequestRow) -> None:
        dialog = HandedDialog(self._page, self._today)

        def write(given: tuple[str, date]) -> None:
            handed = partial(self._service.handed, one.request_id, *given)
            self._from(dialog, handed, "Penyerahan salinan dicatat.")

        self._open(dialog, write)

    def _corrected(self, one: RequestRow) -> None:
        def shown(page: CasePage) -> None:
            forms = [Option(item.key, item.title) for item in page.forms if item.record_id is not None]
            dialog = CorrectedDialog(self._page, one, forms)

            def write(form_key: str) -> None:
                self._from(dialog, partial(self._service.corrected, one.request_id, form_key), "Perbaikan dicatat.")

            self._open(dialog, write)

        self._context.runner.command(partial(self._context.workspace.cases.page, one.case_id), shown, owner=self)

    def _letter(self, one: RequestRow) -> None:
        def made(letter_id: int) -> None:
            self._context.navigate("surat_rinci", letter_id=letter_id)

        self._context.runner.command(partial(self._service.letter, one.request_id), made, owner=self)

    def _open_case(self, one: RequestRow) -> None:
        self._context.navigate("kasus_rinci", case_id=one.case_id)

    def _today(self) -> date:
        return self._context.workspace.clock.now().date()

    def _open(self, dialog: GridDialog, write: Callable[..., object]) -> None:
        dialog.written.connect(write)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _from(self, dialog: GridDialog, work: Callable[[], object], words: str) -> None:
        """Do what a dialog asks for; it stays open, with the reason, where that is not possible."""

        def told(_result: object) -> None:
            dialog.accept()
            self._told(words)

        def refused(error: UserError) -> None:
            dialog.refuse(correction(error))

        self._context.runner.command(work, told, refused, owner=dialog)

    def _told(self, words: str) -> None:
        self._context.notify.toast(words)
        self.changed.emit()
