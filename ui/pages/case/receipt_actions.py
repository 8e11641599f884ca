"""What is done with the files of a run: asks what has to be asked, and does it off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from models.access.permissions import Permission
from models.services.views import CasePage, ReceiptRow, ReceivingHints
from ui import saving
from ui.context import AppContext
from ui.pages.case.receipts_presenter import ACCEPT, CASE, PAPER, RESOLVE, SORT
from ui.pages.case.receive_dialog import COMPLETE, ReceiveDialog
from ui.widgets.dialog import Choice

Files = Sequence[ReceiptRow]


class ReceiptActions(QObject):
    """Stands between the tab Berkas and the services.

    Signals:
        changed: the ``CasePage`` after a change.
    """

    changed = Signal(object)

    def __init__(self, context: AppContext, parent: QWidget) -> None:
        super().__init__(parent)
        self._context, self._window = context, parent
        self._deeds: dict[str, Callable[[Files], None]] = {
            ACCEPT: self._accept,
            SORT: self._sort,
            RESOLVE: self._resolve,
            PAPER: self._paper,
            CASE: self._case,
        }

    def act(self, files: Files, key: str) -> None:
        """Do what the verb ``key`` says."""
        self._deeds[key](files)

    def receive(self, run_id: int) -> None:
        """Ask for files of another service and receive them."""
        periods = self._context.workspace.periods

        def told(page: CasePage) -> None:
            self.changed.emit(page)
            self._context.notify.toast("Berkas diterima dan tercatat dalam buku log")

        def ask(hints: ReceivingHints) -> None:
            saving.ask(
                self._context, ReceiveDialog(self._window, hints), lambda lines: periods.receive(run_id, lines), told
            )

        self._context.runner.query(lambda: periods.receiving(run_id), ask, owner=self)

    def _accept(self, files: Files) -> None:
        choices = [Choice(word, word) for word in reversed(COMPLETE) if word]
        text = f"{_named(files)}. Bagaimana kelengkapannya?"
        complete = self._context.notify.choose(f"Terima {_counted(files)}?", text, choices)
        if complete:
            periods, ids = self._context.workspace.periods, _ids(files)
            self._change(lambda: periods.accept(ids, complete), f"{_counted(files)} diterima")

    def _sort(self, files: Files) -> None:
        """Ask with the office's criteria before the eyes, if the reader may see its rules."""
        workspace = self._context.workspace
        if not workspace.session.may(Permission.ARCHIVE_READ):
            self._ask_sorting(files, ())
            return
        read = workspace.archive_rules.rules
        self._context.runner.query(read, lambda rules: self._ask_sorting(files, rules.criteria), owner=self)

    def _ask_sorting(self, files: Files, criteria: tuple[str, ...]) -> None:
        choices = [
            Choice("tidak", "Tidak dipilih"),
            Choice("kurang", "Terpilih, masih kurang…"),
            Choice("terpilih", "Terpilih", "primary"),
        ]
        notify = self._context.notify
        words = [f"{_named(files)}. Menurut kriteria dokumentasi dan pencatatan:", *(f"•  {one}" for one in criteria)]
        chosen = notify.choose(f"Pilah {_counted(files)}?", "\n".join(words), choices)
        shortage: str | None = ""
        if chosen == "kurang":
            shortage = notify.ask_text(
                "Apa yang masih kurang?", "Catatan ini disampaikan kepada petugas layanan.", "Kekurangan", "Catat"
            )
        if chosen and shortage is not None:
            periods, ids, missing = self._context.workspace.periods, _ids(files), shortage
            self._change(lambda: periods.sort(ids, chosen != "tidak", missing), f"{_counted(files)} sudah dipilah")

    def _resolve(self, files: Files) -> None:
        periods, ids = self._context.workspace.periods, _ids(files)
        self._change(lambda: periods.resolve(ids), "Kekurangan berkas sudah dilengkapi")

    def _paper(self, files: Files) -> None:
        periods, ids = self._context.workspace.periods, _ids(files)
        self._context.runner.command(
            lambda: periods.receipt_letter(ids),
            lambda letter_id: self._context.navigate("surat_rinci", letter_id=letter_id),
            owner=self,
        )

    def _case(self, files: Files) -> None:
        self._context.navigate("kasus_rinci", case_id=files[0].case_id)

    def _change(self, work: Callable[[], CasePage], words: str) -> None:
        def told(page: CasePage) -> None:
            self.changed.emit(page)
            self._context.notify.toast(words)

        self._context.runner.command(work, told, owner=self)


def _ids(files: Files) -> list[int]:
    return [one.receipt_id for one in files]


def _counted(files: Files) -> str:
    """ "Berkas KONS/7" or "40 berkas"."""
    if len(files) > 1:
        return f"{len(files)} berkas"
    return f"berkas {files[0].register_number or files[0].document}"


def _named(files: Files) -> str:
    """Which files are meant, in a few words."""
    services = list(dict.fromkeys(one.service for one in files))
    numbers = [one.register_number for one in files if one.register_number]
    shown = f"{numbers[0]} s.d. {numbers[-1]}" if len(numbers) > 3 else ", ".join(numbers)
    return ", ".join(
        part for part in (shown, services[0] if len(services) == 1 else f"{len(services)} layanan") if part
    )
