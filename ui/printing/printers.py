"""The printers of this PC and whether one can print now, in the words of the messages."""

from __future__ import annotations

from PySide6.QtPrintSupport import QPrinter, QPrinterInfo

from models.errors import ErrorCode, UserError
from ui.printing import cups
from ui.printing.papers import paper_name, size_of

#: What CUPS calls a reason (RFC 8011, 5.4.12) and the variant of the message that explains it.
_REASONS = (
    ("media-empty", "kertas"),
    ("media-needed", "kertas"),
    ("media-jam", "macet"),
    ("cover-open", "tutup"),
    ("door-open", "tutup"),
    ("marker-supply-empty", "tinta"),
    ("toner-empty", "tinta"),
    ("offline", "luring"),
    ("connecting-to-device", "luring"),
    ("shutdown", "luring"),
    ("paused", "dihentikan"),
)
_UNREADY = (QPrinter.PrinterState.Error, QPrinter.PrinterState.Aborted)


def names() -> list[str]:
    """The printers of this PC; empty where there are none."""
    return QPrinterInfo.availablePrinterNames()


def usual() -> str:
    """The printer the system proposes, "" for none."""
    return QPrinterInfo.defaultPrinterName()


def check_there(name: str) -> None:
    """Raises PRINTER_GONE for a printer that is no longer there: Qt would print on another one without a word."""
    if QPrinterInfo.printerInfo(name).isNull():
        raise UserError(ErrorCode.PRINTER_GONE, printer=name)


def check_ready(name: str) -> None:
    """Raises PRINTER_GONE, PRINTER_REFUSES (takes no jobs) or PRINTER_NOT_READY (jobs would wait), with the reason."""
    check_there(name)
    told = cups.options(name)
    if told.get("printer-is-accepting-jobs") == "false":
        raise UserError(ErrorCode.PRINTER_REFUSES, printer=name)
    known = told.get("printer-state-reasons", "")
    reason = next((variant for word, variant in _REASONS if word in known), "")
    if reason or QPrinterInfo.printerInfo(name).state() in _UNREADY:
        raise UserError(ErrorCode.PRINTER_NOT_READY, printer=name, reason=reason)


def knows_paper(name: str, paper: str) -> bool:
    """Whether a printer can be told to use this paper; one that tells nothing can."""
    info = QPrinterInfo.printerInfo(name)
    known = {paper_name(*size_of(page)) for page in info.supportedPageSizes()}
    return info.supportsCustomPageSizes() or not known or paper in known


def loaded_paper(name: str) -> str:
    """The paper a printer is set to, "" if it does not say or has one without a name."""
    page = QPrinterInfo.printerInfo(name).defaultPageSize()
    found = paper_name(*size_of(page)) if page.isValid() else ""
    return "" if found == "lain" else found


def prints_both_sides(name: str) -> bool:
    """Whether a printer turns the paper itself."""
    modes = QPrinterInfo.printerInfo(name).supportedDuplexModes()
    return any(mode is not QPrinter.DuplexMode.DuplexNone for mode in modes)
