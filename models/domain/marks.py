"""The QR code on the program's own papers: what is printed, and how a scanned sheet is read back.

A code never says whom a paper is about. What a scanner finds may be anybody's code; only ``read_mark`` decides whether
it can be one of ours, and whoever uses it looks in the office's own books whether there is such a paper.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

import pypdfium2
import zxingcpp
from PIL import Image

from models.domain import scan_pictures, scans
from models.domain.pdfium import PDFIUM

_OURS = "JANGKAU"
_FILE = "BERKAS"
_SHEET = "DISPOSISI"
_CHECK_CODE = re.compile(r"[0-9A-F]{12}")
_LONGEST = 200
_MOST_DIGITS = 12
_DPI = 150
_QR = zxingcpp.BarcodeFormats([zxingcpp.BarcodeFormat.QRCode])
#: So many pages of a stack are looked at.
MOST_PAGES = 60
_MOST_SIDE = 3000


class MarkKind(StrEnum):
    """Which paper carries the code."""

    FORM = "formulir"
    LETTER = "surat"
    FILE = "berkas"
    INCOMING = "disposisi"


@dataclass(frozen=True)
class Mark:
    """A code that can be ours.

    Attributes:
        key: FORM: code of the form; LETTER: check code; FILE and INCOMING: number of the file or incoming letter.
        register_number: FORM and FILE: of the case; INCOMING: of the agenda; "" for a letter.
        page: the page it was found on, from 0.
        version: FORM: of the form; 0 for others.
    """

    kind: MarkKind
    key: str
    register_number: str = ""
    page: int = 0
    version: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Code:
    """Any QR code on a page; turned clockwise by ``turn`` degrees (0, 90, 180, 270) its page stands upright."""

    text: str
    turn: int


def file_mark(file_id: int, register_number: str) -> str:
    """What the label of a file says: which file, under which register number."""
    return "|".join((_OURS, _FILE, str(file_id), register_number))


def sheet_mark(incoming_id: int, agenda: str) -> str:
    """What a disposition sheet says: to which incoming letter it belongs, under which agenda number."""
    return "|".join((_OURS, _SHEET, str(incoming_id), agenda))


def read_mark(text: str, page: int = 0, *, numberless: bool = False) -> Mark | None:
    """The mark that ``text`` is; None if it cannot be one of ours.

    ``numberless`` also takes the mark of a blank form that was printed for no case.
    """
    if len(text) > _LONGEST or not text.isprintable():
        return None
    if _CHECK_CODE.fullmatch(text):
        return Mark(MarkKind.LETTER, text, "", page)
    parts = text.split("|")
    if len(parts) != 4 or parts[0] != _OURS or not (parts[3] or numberless):
        return None
    if parts[1] in (_FILE, _SHEET):
        kind = MarkKind.FILE if parts[1] == _FILE else MarkKind.INCOMING
        return Mark(kind, parts[2][:_MOST_DIGITS], parts[3], page) if parts[2].isdecimal() and parts[3] else None
    if not (parts[1] and parts[2].isdecimal()):
        return None
    return Mark(MarkKind.FORM, parts[1], parts[3], page, int(parts[2][:_MOST_DIGITS]))


def find(content: bytes, media_type: str) -> tuple[Mark, ...]:
    """All codes that can be ours on the first ``MOST_PAGES`` pages of a judged scan, in the order of the pages."""
    if media_type not in scans.SHOWN:
        return ()
    found: list[Mark] = []
    for number, picture in enumerate(pictures(content, media_type, MOST_PAGES)):
        for code in codes(picture):
            mark = read_mark(code.text, number)
            if mark is not None and mark not in found:
                found.append(mark)
    return tuple(found)


def codes(picture: Image.Image) -> tuple[Code, ...]:
    """All QR codes on the picture of a page, whosever they are."""
    found = zxingcpp.read_barcodes(picture, formats=_QR)
    return tuple(Code(code.text, round(-code.orientation / 90) * 90 % 360) for code in found)


def pictures(content: bytes, media_type: str, most: int) -> Iterator[Image.Image]:
    """The first ``most`` pages of a judged scan, each as a grey picture fine enough to read its codes."""
    if media_type == scans.PDF:
        return _pdf_pages(content, most)
    return (picture.convert("L") for picture in scan_pictures.of_pages(content, most, _MOST_SIDE))


def _pdf_pages(content: bytes, most: int) -> Iterator[Image.Image]:
    with PDFIUM:
        document = pypdfium2.PdfDocument(content)
        pages = min(len(document), most)
    try:
        for number in range(pages):
            with PDFIUM:
                page = document[number]
                scale = min(_DPI / 72, _MOST_SIDE / max(page.get_width(), page.get_height(), 1))
                picture = page.render(scale=scale, grayscale=True).to_pil().copy()
                page.close()
            yield picture
    finally:
        with PDFIUM:
            document.close()
