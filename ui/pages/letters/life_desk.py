"""Doing the next thing with a letter: asking what it needs, calling the service, telling what was done."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from uuid import uuid4

from PySide6.QtCore import QObject, Signal

from models.errors import UserError
from models.letters.life import Stage, Step
from models.services.views import LetterLife, LetterSheet, Scan, Sending
from ui.context import AppContext
from ui.pages.letters.life_panel import LifePanel
from ui.pages.letters.stage_dialogs import ReceiptDialog, SendDialog, SignDialog, Signed
from ui.scanning.files import read_scan
from ui.widgets.grid_dialog import GridDialog
from ui.widgets.page import Page
from ui.widgets.pdf_preview import PdfPreview

_KINDS = "Pindaian (*.pdf *.jpg *.jpeg *.png);;Semua berkas (*)"
_BY_HAND = "Surat ini ditulis tangan. Pindaiannya tampil di sini sesudah dilampirkan."
_DONE = {
    Step.SUBMIT: "Konsep diajukan untuk diperiksa.",
    Step.WITHDRAW: "Konsep ditarik kembali.",
    Step.APPROVE: "Konsep disetujui.",
    Step.RETURN: "Konsep dikembalikan.",
    Step.SIGN: "Tanda tangan dicatat.",
    Step.SEND: "Pengiriman dicatat, juga dalam buku ekspedisi.",
    Step.RECEIPT: "Tanda terima dicatat.",
}


class LifeDesk(QObject):
    """Brings the letter on the desk to its next stage.

    Signals:
        moved: the letter is at another stage and should be read again.
    """

    moved = Signal()

    def __init__(
        self,
        context: AppContext,
        page: Page,
        panel: LifePanel,
        preview: PdfPreview,
        sheet: Callable[[], LetterSheet | None],
        flush: Callable[[Callable[[], object]], object],
    ) -> None:
        super().__init__(page)
        self._context, self._page, self._panel, self._preview = context, page, panel, preview
        self._sheet, self._flush = sheet, flush
        self._life: LetterLife | None = None
        panel.step_wanted.connect(self.do)
        panel.scan_wanted.connect(self.show_scan)
        panel.scan_missing.connect(self.add_scan)

    def look(self, sheet: LetterSheet) -> None:
        """Show how far the letter on the desk is."""
        if sheet.by_hand:
            self._preview.clear(_BY_HAND)
        service, letter_id = self._context.workspace.letter_life, sheet.letter_id
        self._context.runner.query(lambda: service.page(letter_id), self._looked, owner=self, latest="tahap_surat")

    def _looked(self, life: LetterLife) -> None:
        sheet = self._sheet()
        if sheet is None or sheet.letter_id != life.letter_id:
            return
        self._life = life
        self._panel.show_life(life)
        scan = next((deed for deed in life.history if deed.scan), None)
        if sheet.by_hand and scan is not None:
            self.show_scan(scan.event_id)

    def do(self, step: Step) -> None:
        """Do ``step``, after asking what it needs."""
        if step is Step.SUBMIT:
            self._flush(self._submit)  # what was typed last is handed in too
            return
        life = self._life
        if life is None:
            return
        service, letter_id, version = self._context.workspace.letter_life, life.letter_id, life.row_version
        asks: dict[Step, Callable[[], object]] = {
            Step.WITHDRAW: lambda: self._run(step, partial(service.withdraw, letter_id, version)),
            Step.APPROVE: lambda: self._run(step, partial(service.approve, letter_id, version)),
            Step.RETURN: self._give_back,
            Step.SIGN: self._sign,
            Step.SEND: self._send,
            Step.RECEIPT: self._receive,
        }
        asks[step]()

    def _submit(self) -> None:
        sheet = self._sheet()
        if sheet is not None:
            service = self._context.workspace.letter_life
            self._run(Step.SUBMIT, partial(service.submit, sheet.letter_id, sheet.row_version))

    def _give_back(self) -> None:
        life = self._life
        said = self._context.notify.ask_text(
            "Kembalikan konsep ini?", "Catatan Anda tampil pada penyusunnya.", "Yang perlu diperbaiki", "Kembalikan"
        )
        if life is not None and said:
            service = self._context.workspace.letter_life
            self._run(Step.RETURN, partial(service.give_back, life.letter_id, life.row_version, said))

    def _sign(self) -> None:
        life = self._life
        if life is None:
            return
        service, dialog = self._context.workspace.letter_life, SignDialog(self._page, self._context, life)

        def keep(signed: Signed) -> None:
            def work() -> LetterLife:
                scan = Scan(signed.scan.name, read_scan(signed.scan)) if signed.scan else None
                return service.signed(life.letter_id, life.row_version, signed.day, scan, signed.remark)

            self._run(Step.SIGN, work, dialog)

        self._open(dialog, keep)

    def _send(self) -> None:
        life, sheet = self._life, self._sheet()
        if life is None or sheet is None:
            return
        service, request_id = self._context.workspace.letter_life, f"kirim-{uuid4().hex}"
        dialog = SendDialog(self._page, self._context, sheet.addressee if life.stage is not Stage.SENT else "")

        def keep(sending: Sending) -> None:
            work = partial(service.sent, life.letter_id, life.row_version, sending, request_id)
            self._run(Step.SEND, work, dialog)

        self._open(dialog, keep)

    def _receive(self) -> None:
        life = self._life
        if life is None:
            return
        service, dialog = self._context.workspace.letter_life, ReceiptDialog(self._page, self._context)

        def keep(given: tuple[date, str]) -> None:
            self._run(Step.RECEIPT, partial(service.received, life.letter_id, life.row_version, *given), dialog)

        self._open(dialog, keep)

    def add_scan(self) -> None:
        """Keep a scan of a letter that was signed before it could be scanned."""
        life, path = self._life, self._context.notify.open_file("Pindaian surat bertanda tangan", _KINDS)
        if life is None or path is None:
            return
        service = self._context.workspace.letter_life
        work = lambda: service.add_scan(life.letter_id, Scan(path.name, read_scan(path)))  # noqa: E731
        self._context.runner.command(work, partial(self._moved, "Pindaian disimpan."), owner=self)

    def show_scan(self, event_id: int) -> None:
        """Show a scan in the place of the paper."""
        service = self._context.workspace.letter_life
        self._context.runner.query(lambda: service.scan(event_id), self._scanned, owner=self, latest="pindaian_surat")

    def _scanned(self, found: tuple[str, bytes]) -> None:
        self._preview.set_title(f"Pindaian · {found[0]}")
        self._preview.show_pdf(found[1])

    def _open(self, dialog: GridDialog, keep: Callable[..., None]) -> None:
        dialog.written.connect(keep)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _run(self, step: Step, work: Callable[[], LetterLife], dialog: GridDialog | None = None) -> None:
        def done(life: LetterLife) -> None:
            if dialog is not None:
                dialog.accept()
            self._moved(_DONE[step], life)

        def failed(error: UserError) -> None:
            what = error.details.get("what") or error.details.get("why")
            if dialog is not None and what:
                dialog.refuse(str(what))
                return
            if dialog is not None:
                dialog.reject()
            self._context.notify.problem(error)
            self.moved.emit()

        self._context.runner.command(work, done, failed, owner=self)

    def _moved(self, words: str, _life: LetterLife) -> None:
        self._context.notify.toast(words)
        self.moved.emit()
