"""Many letters printed in one go: asked once, one job for each, recorded as far as it came."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from models.services.views import LetterRow
from ui.context import AppContext
from ui.pages.letters.presenter import VOID
from ui.printing import Batch, Paper


class BulkPrinting(QObject):
    """Prints the letters that were chosen in a list."""

    def __init__(self, context: AppContext, page: QWidget) -> None:
        super().__init__(page)
        self._context, self._page = context, page

    def print(self, chosen: list[LetterRow]) -> None:
        """Print those of ``chosen`` that have been issued; of the others it is said why not."""
        letters = [row for row in chosen if row.number and row.status != VOID and not row.by_hand]
        left_out = len(chosen) - len(letters)
        notify = self._context.notify
        if not letters:
            notify.info(
                "Belum ada yang dapat dicetak",
                "Surat dicetak sesudah bernomor. Yang dipilih masih konsep, dibatalkan, atau ditulis tangan.",
            )
            return
        words = f"{left_out} surat dilewati karena masih konsep, dibatalkan, atau ditulis tangan."
        if left_out and not notify.ask(f"Cetak {len(letters)} surat?", words, "Cetak"):
            return
        service = self._context.workspace.letters

        def read() -> list[Paper]:
            return [Paper(service.paper(row.letter_id), row.name, f"{row.letter_id}.pdf") for row in letters]

        self._context.runner.query(read, partial(self._send, letters), owner=self)

    def _send(self, letters: list[LetterRow], papers: list[Paper]) -> None:
        self._context.printing.print_many(papers, self._page, partial(self._sent, letters))

    def _sent(self, letters: list[LetterRow], batch: Batch) -> None:
        service = self._context.workspace.letters
        printed = letters[: batch.done]
        if printed:
            self._context.runner.command(_recording(service.printed, printed, batch))
        told = f"{batch.done} dari {len(letters)} surat dikirim ke printer."
        if batch.error is not None:
            self._context.notify.problem(batch.error)
            self._context.notify.warning("Belum semua surat dicetak", f"{told} Pilih sisanya, lalu cetak lagi.")
        elif batch.cancelled:
            self._context.notify.warning("Pencetakan dihentikan", f"{told} Surat dan nomornya tetap tersimpan.")
        else:
            self._context.notify.toast(f"{batch.done} surat dikirim ke printer.")


def _recording(record: Callable[[int, int, str], None], letters: list[LetterRow], batch: Batch) -> Callable[[], None]:
    def work() -> None:
        for row in letters:
            record(row.letter_id, batch.copies, batch.printer)

    return work
