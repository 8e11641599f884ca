"""Printing and saving of papers: the PDF in memory becomes pictures on the real paper; no file is written for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo
from PySide6.QtWidgets import QComboBox, QSpinBox, QWidget

from models.domain.atomic import write_whole
from models.errors import ErrorCode, UserError
from models.settings.local_file import LocalSettings
from ui.icons import Icon
from ui.notify import Notifier
from ui.tasks import Runner
from ui.widgets.dialog import Choice, Face, MessageDialog
from ui.widgets.fields import labelled
from ui.widgets.pdf_pages import PdfPages

_MM_PER_POINT = 25.4 / 72
_TOLERANCE_MM = 1.5
#: Papers of Indonesian offices, in millimetres. Qt's "Folio" is 210 x 330 and not the F4 sold here (215 x 330).
PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210, 297),
    "F4": (215, 330),
    "F4-210": (210, 330),
    "Legal": (215.9, 355.6),
    "A5": (148, 210),
}
_KEEP, _FIT_A4, _ON_LEGAL = "tetap", "a4", "legal"
_PAPER_MEMORY = "kertas_pencetak"

Printed = Callable[[int, str], object]


@dataclass(frozen=True)
class PrintOrder:
    """How a paper is to be printed. ``paper`` is what lies in the printer; pages of another size are fitted into it."""

    printer: str
    copies: int
    dpi: int
    paper: tuple[float, float]
    landscape: bool


def paper_name(width: float, height: float) -> str:
    """The name of a paper of this many millimetres, "lain" if it has none."""
    short, long = sorted((width, height))
    for name, (x, y) in PAPERS.items():
        if abs(short - x) <= _TOLERANCE_MM and abs(long - y) <= _TOLERANCE_MM:
            return name
    return "lain"


def page_millimetres(pages: PdfPages) -> tuple[float, float]:
    """Width and height of the first page."""
    width, height = pages.sizes[0]
    return width * _MM_PER_POINT, height * _MM_PER_POINT


class PrintService:
    """Prints and saves for every page of the program."""

    def __init__(self, notify: Notifier, runner: Runner, settings: LocalSettings) -> None:
        self._notify, self._runner, self._settings = notify, runner, settings

    def printers(self) -> list[str]:
        """Names of the printers of this PC; empty where there are none."""
        return QPrinterInfo.availablePrinterNames()

    def print_pdf(
        self, pdf: bytes, title: str, file_name: str, parent: QWidget, printed: Printed | None = None
    ) -> None:
        """Print ``pdf`` after asking for printer and copies; without a printer offer to save it, saying why.

        ``title`` names the job and must hold no client's name; ``printed(copies, printer)`` is called once the whole
        job has been handed to the printer.
        """
        if not self.printers():
            text = "Komputer ini belum mempunyai printer. Simpan sebagai PDF, lalu cetak di komputer lain."
            if self._notify.choose(
                "Surat belum dapat dicetak di sini", text, (Choice("pdf", "Simpan PDF", "primary"),)
            ):
                self.save_pdf(pdf, file_name)
            return
        pages = PdfPages(pdf)
        size = page_millimetres(pages)
        pages.close()
        dialog = PrintDialog(parent, self.printers(), QPrinterInfo.defaultPrinterName(), paper_name(*size))
        dialog.exec()
        wanted = dialog.chosen
        printer, copies, dpi = dialog.printer.currentText(), dialog.copies.value(), dialog.dpi()
        dialog.deleteLater()
        if not wanted:
            return
        paper = self._paper_for(printer, size)
        if paper is None:
            return
        order = PrintOrder(printer, copies, dpi, paper, landscape=size[0] > size[1])
        self._runner.render(
            partial(_print, pdf, title, order),
            lambda _none: printed(copies, printer) if printed else None,
            partial(self._not_printed, pdf, title, file_name, parent, printed),
        )

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

    def _paper_for(self, printer: str, size: tuple[float, float]) -> tuple[float, float] | None:
        """The paper to print on. A printer that does not know F4 is asked about once, then remembered."""
        short, long = sorted(size)
        info = QPrinterInfo.printerInfo(printer)
        known = {paper_name(*_millimetres(page)) for page in info.supportedPageSizes()}
        if info.supportsCustomPageSizes() or not known or paper_name(short, long) in known:
            return short, long
        remembered = self._settings.get(_PAPER_MEMORY, dict[str, str]())
        answer = remembered.get(printer, "") or self._notify.choose(
            f"Printer ini tidak mengenal kertas {paper_name(short, long)}",
            "Pilih kertas yang ada di printer. Pilihan ini diingat untuk printer ini.",
            (
                Choice(_FIT_A4, "Perkecil ke A4"),
                Choice(_ON_LEGAL, "Pakai Legal"),
                Choice(_KEEP, "Tetap kirim apa adanya", "primary"),
            ),
        )
        if not answer:
            return None
        self._settings.put(_PAPER_MEMORY, {**remembered, printer: answer})
        return {_FIT_A4: PAPERS["A4"], _ON_LEGAL: PAPERS["Legal"]}.get(answer, (short, long))

    def _not_printed(
        self, pdf: bytes, title: str, file_name: str, parent: QWidget, printed: Printed | None, error: UserError
    ) -> None:
        choices = (Choice("pdf", "Simpan PDF", icon=Icon.PDF), Choice("lagi", "Coba cetak lagi", "primary", Icon.PRINT))
        chosen = self._notify.problem(error, *choices)
        if chosen == "pdf":
            self.save_pdf(pdf, file_name)
        elif chosen == "lagi":
            self.print_pdf(pdf, title, file_name, parent, printed)


class PrintDialog(MessageDialog):
    """Printer, copies and sharpness.

    Attributes:
        printer: choice of the printer.
        copies: how many.
    """

    def __init__(self, parent: QWidget, printers: list[str], usual: str, paper: str) -> None:
        words = f"Masukkan kertas {paper} ke printer." if paper in PAPERS else "Periksa ukuran kertas di printer."
        choices = (Choice("", "Batal"), Choice("ok", "Cetak", "primary", Icon.PRINT))
        super().__init__(parent, Face(Icon.PRINT, "primary"), "Cetak", (words,), choices)
        self.printer = QComboBox()
        self.printer.addItems(printers)
        self.printer.setCurrentText(usual)
        self.copies = QSpinBox()
        self.copies.setRange(1, 99)
        self._sharp = QComboBox()
        self._sharp.addItems(["Biasa (300 dpi)", "Halus, untuk huruf kecil (600 dpi)"])
        self.inside.addLayout(labelled("Printer", self.printer))
        self.inside.addLayout(labelled("Jumlah rangkap", self.copies))
        self.inside.addLayout(labelled("Ketajaman", self._sharp))
        self.buttons["ok"].setDefault(True)
        self.printer.setFocus()

    def dpi(self) -> int:
        """Dots per inch that were chosen."""
        return 600 if self._sharp.currentIndex() else 300


def _millimetres(page: QPageSize) -> tuple[float, float]:
    size = page.size(QPageSize.Unit.Millimeter)
    return size.width(), size.height()


def set_paper(printer: QPrinter, paper: tuple[float, float], *, landscape: bool) -> None:
    """The exact paper, edge to edge: the margins are in the page itself."""
    name = paper_name(*paper)
    size = QPageSize(QSizeF(*paper), QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def paint_pages(pages: PdfPages, printer: QPrinter, dpi: int) -> bool:
    """Paint every page onto ``printer``; False if it refused. May run on any thread: nothing on screen is touched."""
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for number in range(len(pages)):
            if number and not printer.newPage():
                return False
            image = pages.image_for_print(number, dpi)
            room = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
            size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
            left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
            painter.drawImage(QRect(left, top, size.width(), size.height()), image)
    finally:
        painter.end()
    return printer.printerState() is not QPrinter.PrinterState.Error


def _write(target: Path, pdf: bytes) -> None:
    try:
        write_whole(target, pdf)
    except UserError as error:
        if error.code is ErrorCode.DISK_FULL:
            raise
        # The place was chosen just now: the advice about the office's own data would mislead.
        raise UserError(ErrorCode.FILE_NOT_WRITTEN) from error


def _print(pdf: bytes, title: str, order: PrintOrder) -> None:
    printer = QPrinter(QPrinterInfo.printerInfo(order.printer), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(order.dpi)
    printer.setCopyCount(order.copies)
    set_paper(printer, order.paper, landscape=order.landscape)
    pages = PdfPages(pdf)
    try:
        if not paint_pages(pages, printer, order.dpi):
            raise UserError(ErrorCode.PRINTER_SILENT, printer=order.printer)
    finally:
        pages.close()
