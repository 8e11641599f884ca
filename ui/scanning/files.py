"""Files of paper from outside: what may be chosen, dropped, read."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtGui import QDropEvent

from models.domain import scans
from models.errors import ErrorCode, UserError

#: For the file dialog; the content is judged whatever the name says.
KINDS = "Dokumen dan pindaian (*.pdf *.jpg *.jpeg *.png *.tif *.tiff *.docx *.xlsx);;Semua berkas (*)"
#: The same without Word and Excel, for papers that are read by their code.
SCANS = "Pindaian (*.pdf *.jpg *.jpeg *.png *.tif *.tiff);;Semua berkas (*)"
UNREADABLE = "Berkas ini tidak dapat dibaca. Periksa flash disk atau mapnya, lalu pilih lagi."


def dropped_files(event: QDropEvent) -> list[Path]:
    """The local files that are being dropped."""
    urls = event.mimeData().urls() if event.mimeData().hasUrls() else []
    return [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]


def refused(size: int) -> str:
    """Why a file of ``size`` bytes cannot be kept, or ""; looked at before it is read. Its kind is judged later."""
    if size > scans.LARGEST:
        return scans.too_large(size)
    return "" if size else "Berkas ini kosong."


def read_scan(path: Path) -> bytes:
    """The bytes of a file that is not too large. UserError ATTACHMENT_REFUSED. Not on the GUI thread."""
    try:
        why = refused(path.stat().st_size)
        if why:
            raise UserError(ErrorCode.ATTACHMENT_REFUSED, why=why)
        return path.read_bytes()
    except OSError as problem:
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why=UNREADABLE) from problem
