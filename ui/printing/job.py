"""One print job, on any thread: pages as pictures, edge to edge, at the size they have."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QMarginsF, QRect, QSizeF, Qt
from PySide6.QtGui import QPageLayout, QPageSize, QPainter
from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from models.errors import ErrorCode, UserError
from ui.printing import cups, printers
from ui.printing.papers import paper_name
from ui.widgets.pdf_pages import PdfPages


class Sides(StrEnum):
    """How the sides of the paper are used."""

    ONE = "satu muka"
    BOTH = "bolak-balik"
    #: The printer cannot turn the paper: first the fronts, then, once a person has turned it, the backs.
    BY_HAND = "bolak-balik dengan tangan"


@dataclass(frozen=True)
class PrintOrder:
    """How a paper is to be printed. ``paper`` is what lies in the printer; pages of another size are fitted into it.

    Attributes:
        pages: numbers of the pages from 0, None for all.
    """

    printer: str
    copies: int
    dpi: int
    paper: tuple[float, float]
    landscape: bool
    sides: Sides = Sides.ONE
    pages: tuple[int, ...] | None = None


#: Told how many pages are done of how many; may raise Cancelled.
Report = Callable[[int, int], object]


def set_paper(printer: QPrinter, paper: tuple[float, float], *, landscape: bool) -> None:
    """The exact paper, edge to edge: the margins are in the page itself."""
    name = paper_name(*paper)
    size = QPageSize(QSizeF(*paper), QPageSize.Unit.Millimeter, name, QPageSize.SizeMatchPolicy.ExactMatch)
    way = QPageLayout.Orientation.Landscape if landscape else QPageLayout.Orientation.Portrait
    printer.setPageLayout(QPageLayout(size, way, QMarginsF(0, 0, 0, 0)))
    printer.setFullPage(True)


def paint_pages(
    pages: PdfPages, printer: QPrinter, dpi: int, numbers: Sequence[int] | None = None, report: Report | None = None
) -> bool:
    """Paint pages onto ``printer``; False if it refused. May run on any thread: nothing on screen is touched."""
    wanted = range(len(pages)) if numbers is None else numbers
    painter = QPainter()
    if not painter.begin(printer):
        return False
    try:
        for done, number in enumerate(wanted):
            if report is not None:
                report(done, len(wanted))
            if done and not printer.newPage():
                return False
            _paint(pages, number, printer, painter, dpi)
    except BaseException:
        printer.abort()  # a job that was stopped half way must not come out of the printer
        raise
    finally:
        painter.end()
    return printer.printerState() is not QPrinter.PrinterState.Error


def _paint(pages: PdfPages, number: int, printer: QPrinter, painter: QPainter, dpi: int) -> None:
    image = pages.image_for_print(number, dpi)
    room = printer.paperRect(QPrinter.Unit.DevicePixel).toRect()
    size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
    left, top = (room.width() - size.width()) // 2, (room.height() - size.height()) // 2
    painter.drawImage(QRect(left, top, size.width(), size.height()), image)


def send(pdf: bytes, title: str, order: PrintOrder, report: Report | None = None) -> None:
    """Hand one job to the printer. Raises PRINTER_GONE, PRINTER_REFUSES or PRINTER_SILENT; Cancelled by ``report``.

    ``title`` names the job in the queue and must hold no client's name.
    """
    printers.check_there(order.printer)
    printer = QPrinter(QPrinterInfo.printerInfo(order.printer), QPrinter.PrinterMode.HighResolution)
    printer.setDocName(title)
    printer.setResolution(order.dpi)
    set_paper(printer, order.paper, landscape=order.landscape)
    printer.setDuplex(
        QPrinter.DuplexMode.DuplexLongSide if order.sides is Sides.BOTH else QPrinter.DuplexMode.DuplexNone
    )
    pages = PdfPages(pdf)
    try:
        numbers = list(range(len(pages)) if order.pages is None else order.pages)
        if printer.supportsMultipleCopies():
            printer.setCopyCount(order.copies)
        else:
            numbers *= order.copies
        if not paint_pages(pages, printer, order.dpi, numbers, report):
            raise UserError(ErrorCode.PRINTER_SILENT, printer=order.printer)
    finally:
        pages.close()
    if cups.refused():
        raise UserError(ErrorCode.PRINTER_REFUSES, printer=order.printer)
