"""Prints and saves for every page of the program; a printer that cannot is told in words, and the paper stays safe."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtWidgets import QWidget

from models.domain.atomic import write_whole
from models.errors import Cancelled, ErrorCode, UserError
from models.settings.local_file import LocalSettings
from ui.icons import Icon
from ui.notify import Notifier
from ui.printing import printers
from ui.printing.dialog import CLOSED, OPEN, PrintDialog, Subject
from ui.printing.job import PrintOrder, Sides, send
from ui.printing.papers import PAPERS, page_millimetres, paper_name, paper_words
from ui.tasks import Progress, Runner
from ui.widgets.dialog import Choice
from ui.widgets.pdf_pages import PdfPages

_KEEP, _FIT_A4, _ON_LEGAL = "tetap", "a4", "legal"
_OTHER_PAPERS = {_FIT_A4: "A4", _ON_LEGAL: "Legal"}
_PAPER_MEMORY = "kertas_pencetak"
#: Entry in the contents of a letter's PDF where the closed annex begins.
ANNEX = "Lampiran"

Printed = Callable[[int, str], object]


@dataclass(frozen=True)
class Paper:
    """Something to print. ``title`` names the job and must hold no client's name, nor may ``file_name``.

    Attributes:
        copies: proposed; ``both_sides``: meant for both sides of one sheet.
    """

    pdf: bytes
    title: str
    file_name: str
    copies: int = 1
    both_sides: bool = False


@dataclass(frozen=True)
class Batch:
    """What became of many papers: how many went to the printer, in how many copies, and what stopped the rest."""

    done: int
    printer: str
    copies: int
    error: UserError | None = None
    cancelled: bool = False


@dataclass(frozen=True)
class _Attempt:
    """A paper on its way to a printer, kept for trying again."""

    paper: Paper
    parent: QWidget
    printed: Printed | None
    order: PrintOrder
    anyway: bool = False


class PrintService:
    """What the pages of the program print with."""

    def __init__(self, notify: Notifier, runner: Runner, settings: LocalSettings) -> None:
        self._notify, self._runner, self._settings = notify, runner, settings

    def printers(self) -> list[str]:
        """Names of the printers of this PC; empty where there are none."""
        return printers.names()

    # ------------------------------------------------------------------ one paper

    def print_pdf(
        self, pdf: bytes, title: str, file_name: str, parent: QWidget, printed: Printed | None = None
    ) -> None:
        """Print ``pdf`` after asking how; see ``print_paper``."""
        self.print_paper(Paper(pdf, title, file_name), parent, printed)

    def print_paper(self, paper: Paper, parent: QWidget, printed: Printed | None = None) -> None:
        """Print after asking how; without a printer offer to save, saying why.

        ``printed(copies, printer)`` is called once the whole job has been handed to the printer.
        """
        if not self.printers():
            self._without_printer(paper)
            return
        pages = PdfPages(paper.pdf)
        size, count, annex = page_millimetres(pages), len(pages), pages.place(ANNEX)
        pages.close()
        subject = Subject(size, paper.copies, count, both_sides=paper.both_sides, annex=annex is not None)
        dialog = self._dialog(parent, subject)
        order = self._order(dialog, size, count, annex)
        if order is not None:
            self._send(_Attempt(paper, parent, printed, order))

    def _dialog(self, parent: QWidget, subject: Subject) -> PrintDialog:
        dialog = PrintDialog(parent, self.printers(), printers.usual(), subject, self._memory())
        dialog.exec()
        dialog.deleteLater()
        return dialog

    def _order(
        self, dialog: PrintDialog, size: tuple[float, float], count: int, annex: int | None
    ) -> PrintOrder | None:
        """What was asked for; None if the person does not want to print after all."""
        if not dialog.chosen:
            return None
        paper = self._paper(dialog, size)
        if paper is None:
            return None
        part = {OPEN: range(annex or count), CLOSED: range(annex or 0, count)}.get(dialog.part.currentData())
        return PrintOrder(
            dialog.name,
            dialog.copies.value(),
            dialog.sharpness.currentData(),
            paper,
            landscape=size[0] > size[1],
            sides=dialog.chosen_sides,
            pages=tuple(part) if part is not None else None,
        )

    def _paper(self, dialog: PrintDialog, size: tuple[float, float]) -> tuple[float, float] | None:
        """The paper to print on. Where it does not fit the printer one is asked, once for each printer and size."""
        key, memory, mismatch = dialog.memory_key(), self._memory(), dialog.mismatch()
        chosen = dialog.chosen_paper
        if mismatch and not dialog.asked and key not in memory:
            answer = self._notify.choose(
                "Kertas di printer tidak sama dengan kertas surat",
                f"{mismatch} Pilihan Anda diingat untuk printer ini.",
                (
                    Choice(_FIT_A4, "Perkecil ke A4"),
                    Choice(_ON_LEGAL, "Pakai Legal"),
                    Choice(_KEEP, f"Kertas {paper_name(*size)} sudah dipasang", "primary"),
                ),
            )
            if not answer:
                return None
            chosen = PAPERS[_OTHER_PAPERS[answer]] if answer in _OTHER_PAPERS else (min(size), max(size))
        if mismatch:
            self._settings.put(_PAPER_MEMORY, {**memory, key: paper_name(*chosen)})
        name = paper_name(*chosen)
        return PAPERS.get(name, (min(chosen), max(chosen)))

    def _memory(self) -> dict[str, str]:
        known: dict[str, str] = self._settings.get(_PAPER_MEMORY, {})
        return known

    def _send(self, attempt: _Attempt) -> None:
        order = attempt.order
        if order.sides is Sides.BY_HAND:
            self._send_fronts(attempt)
            return
        self._carry(attempt, order, partial(self._sent, attempt))

    def _carry(self, attempt: _Attempt, order: PrintOrder, done: Callable[[object], object]) -> None:
        paper = attempt.paper

        def work(progress: Progress) -> None:
            if not attempt.anyway:
                printers.check_ready(order.printer)
            send(paper.pdf, paper.title, order, lambda made, of: progress.report(made, of, "Menyiapkan halaman"))

        self._runner.lengthy_render(f"Mencetak {paper.title}", work, done, partial(self._not_printed, attempt))

    def _sent(self, attempt: _Attempt, _none: object) -> None:
        if attempt.printed is not None:
            attempt.printed(attempt.order.copies, attempt.order.printer)

    def _send_fronts(self, attempt: _Attempt) -> None:
        """The odd pages now, the even ones when the paper has been turned."""
        pages = PdfPages(attempt.paper.pdf)
        numbers = attempt.order.pages or tuple(range(len(pages)))
        pages.close()
        fronts = replace(attempt.order, sides=Sides.ONE, pages=numbers[::2])
        backs = replace(attempt.order, sides=Sides.ONE, pages=numbers[1::2])
        if not backs.pages:
            self._carry(attempt, fronts, partial(self._sent, attempt))
            return
        self._carry(attempt, fronts, lambda _none: self._turn(attempt, backs))

    def _turn(self, attempt: _Attempt, backs: PrintOrder) -> None:
        question = "Balik kertas, lalu cetak halaman belakang"
        text = "Tunggu halaman depan selesai. Balik kertasnya pada sisi panjang dan masukkan lagi ke printer."
        if self._notify.ask(question, text, "Cetak halaman belakang"):
            self._carry(attempt, backs, partial(self._sent, attempt))
        else:
            self._sent(attempt, None)  # the front is on paper: that is a print

    # ------------------------------------------------------------------ many papers

    def print_many(self, papers: Sequence[Paper], parent: QWidget, done: Callable[[Batch], object]) -> None:
        """Print many papers one after the other, each as a job of its own, after asking once.

        ``done`` is told how far it came, also when it was cancelled or the printer stopped.
        """
        if not papers:
            return
        if not self.printers():
            self._notify.warning("Surat belum dapat dicetak di sini", _NO_PRINTER)
            return
        sizes = [_size(paper.pdf) for paper in papers]
        dialog = self._dialog(parent, Subject(sizes[0], pages=2, count=len(papers)))
        order = self._order(dialog, sizes[0], 1, None)
        if order is None:
            return
        others = sorted({paper_words(*size) for size in sizes} - {paper_words(*sizes[0])})
        words = f"Selain {paper_words(*sizes[0])} ada {', '.join(others)}. Semua dicetak pada kertas yang Anda pilih."
        if others and not self._notify.ask("Surat yang dipilih memakai kertas yang berbeda", words, "Cetak semua"):
            return
        plain = replace(order, sides=Sides.ONE if order.sides is Sides.BY_HAND else order.sides)
        self._runner.lengthy_render(
            f"Mencetak {len(papers)} surat", partial(_print_all, tuple(papers), plain), done, owner=parent
        )

    # ------------------------------------------------------------------ saving

    def save_pdf(self, pdf: bytes, file_name: str, saved: Callable[[Path], object] | None = None) -> None:
        """Let the person choose where, and write the file whole or not at all."""
        self.save_as(pdf, file_name, ("PDF", ".pdf"), saved)

    def save_workbook(self, workbook: bytes, file_name: str) -> None:
        """The same for a table that spreadsheet programs open."""
        self.save_as(workbook, file_name, ("Excel", ".xlsx"))

    def save_as(
        self,
        content: bytes,
        file_name: str,
        kind: tuple[str, str],
        saved: Callable[[Path], object] | None = None,
    ) -> None:
        """The same for a file of another ``kind``: its name for people and its ending (".docx")."""
        word, suffix = kind
        target = self._notify.save_file(f"Simpan {word}", file_name, f"{word} (*{suffix})")
        if target is None:
            return
        if target.suffix.lower() != suffix:
            target = target.with_name(f"{target.name}{suffix}")

        def tell(_none: None) -> None:
            self._notify.toast(f"{word} tersimpan.")
            if saved is not None:
                saved(target)

        self._runner.render(partial(_write, target, content), tell)

    # ------------------------------------------------------------------ what may go wrong

    def _without_printer(self, paper: Paper) -> None:
        choices = (Choice("pdf", "Simpan PDF", "primary"),)
        if self._notify.choose("Surat belum dapat dicetak di sini", _NO_PRINTER, choices):
            self.save_pdf(paper.pdf, paper.file_name)

    def _not_printed(self, attempt: _Attempt, error: UserError) -> None:
        paper = attempt.paper
        choices = [Choice("pdf", "Simpan PDF", icon=Icon.PDF)]
        if error.code is ErrorCode.PRINTER_NOT_READY:
            choices.append(Choice("kirim", "Kirim juga"))
        choices.append(Choice("lagi", "Coba cetak lagi", "primary", Icon.PRINT))
        chosen = self._notify.problem(error, *choices)
        if chosen == "pdf":
            self.save_pdf(paper.pdf, paper.file_name)
        elif chosen == "kirim":
            self._send(replace(attempt, anyway=True))
        elif chosen == "lagi":
            self.print_paper(paper, attempt.parent, attempt.printed)


_NO_PRINTER = "Komputer ini belum mempunyai printer. Simpan sebagai PDF, lalu cetak di komputer lain."


def _size(pdf: bytes) -> tuple[float, float]:
    pages = PdfPages(pdf)
    try:
        return page_millimetres(pages)
    finally:
        pages.close()


def _print_all(papers: tuple[Paper, ...], order: PrintOrder, progress: Progress) -> Batch:
    """Each paper as a job of its own; stops at the first that cannot be printed. Does not raise."""
    done = 0
    try:
        for number, paper in enumerate(papers):
            progress.report(number, len(papers), f"{paper.title} ({number + 1} dari {len(papers)})")
            printers.check_ready(order.printer)
            send(paper.pdf, paper.title, order)
            done += 1
    except Cancelled:
        return Batch(done, order.printer, order.copies, cancelled=True)
    except UserError as error:
        return Batch(done, order.printer, order.copies, error)
    return Batch(done, order.printer, order.copies)


def _write(target: Path, pdf: bytes) -> None:
    try:
        write_whole(target, pdf)
    except UserError as error:
        if error.code is ErrorCode.DISK_FULL:
            raise
        # The place was chosen just now: the advice about the office's own data would mislead.
        raise UserError(ErrorCode.FILE_NOT_WRITTEN) from error
