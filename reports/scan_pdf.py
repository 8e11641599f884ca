"""Scanned sheets as one PDF, made in memory: pages of PDFs are taken over as they are, pictures become pages."""

from __future__ import annotations

import contextlib
import hashlib
import io
import re
from collections.abc import Iterator, Sequence

import pypdfium2
from PIL import Image

from models.domain import scan_pictures, scans
from models.domain.pdfium import PDFIUM
from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError

#: Where the library writes the moment and a random identity; the second stands in the trailer.
_MADE = re.compile(rb"(/CreationDate\(D:)\d{14}([^)]{0,9}\)/Creator\(PDFium\))")
_IDENTITY = re.compile(rb"/ID\[<[0-9A-F]{32}><[0-9A-F]{32}>\]")
_TRAILER = 400
_A4 = (595.28, 841.89)
_QUALITY = 85
#: Longest side of a stored picture in dots: A4 at 300 dots per inch.
_LONGEST_SIDE = 3600


def render(sheets: Sequence[Sheet]) -> bytes:
    """All ``sheets`` in their order; each picture fills an A4 page, lying or standing as it is.

    UserError ATTACHMENT_REFUSED for a page that cannot be drawn.
    """
    with PDFIUM:
        together = pypdfium2.PdfDocument.new()
        try:
            for sheet in sheets:
                with _told(sheet):
                    if sheet.media_type == scans.PDF:
                        _take_over(together, sheet)
                    else:
                        _draw(together, sheet)
            out = io.BytesIO()
            together.save(out)
        finally:
            together.close()
    return _settled(out.getvalue())


def _settled(pdf: bytes) -> bytes:
    """The same without the moment it was made and with an identity drawn from its content; nothing moves its place.

    Equal sheets then give equal bytes, by which a scan that comes a second time is known.
    """
    timeless = _MADE.sub(rb"\g<1>20000101000000\g<2>", pdf, count=1)
    found = _IDENTITY.search(timeless, max(len(timeless) - _TRAILER, 0))
    if found is None:
        return timeless
    own = hashlib.sha256(timeless[: found.start()]).hexdigest()[:32].upper().encode()
    return timeless[: found.start()] + b"/ID[<%s><%s>]" % (own, own) + timeless[found.end() :]


def thumbnail(sheet: Sheet, side: int) -> bytes:
    """The page as a small PNG whose longer side has ``side`` dots. UserError ATTACHMENT_REFUSED as ``render``."""
    with _told(sheet):
        picture = _small_page(sheet, side) if sheet.media_type == scans.PDF else _picture(sheet, side)
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def _small_page(sheet: Sheet, side: int) -> Image.Image:
    with PDFIUM:
        document = pypdfium2.PdfDocument(sheet.content)
        try:
            page = document[sheet.page]
            scale = side / max(page.get_width(), page.get_height(), 1)
            picture: Image.Image = page.render(scale=scale).to_pil().copy()
            page.close()
        finally:
            document.close()
    return picture.rotate(-sheet.turned, expand=True)


@contextlib.contextmanager
def _told(sheet: Sheet) -> Iterator[None]:
    """Say which page is damaged."""
    try:
        yield
    except scan_pictures.DAMAGES as damage:
        why = f"Halaman {sheet.page + 1} berkas ini rusak. Salin atau pindai ulang halaman itu."
        raise UserError(ErrorCode.ATTACHMENT_REFUSED, why=why) from damage


def _take_over(together: pypdfium2.PdfDocument, sheet: Sheet) -> None:
    source = pypdfium2.PdfDocument(sheet.content)
    try:
        together.import_pages(source, [sheet.page])
    finally:
        source.close()
    page = together[len(together) - 1]
    page.set_rotation((page.get_rotation() + sheet.turned) % 360)
    page.close()


def _draw(together: pypdfium2.PdfDocument, sheet: Sheet) -> None:
    picture = _picture(sheet, _LONGEST_SIDE)
    written = io.BytesIO()
    picture.save(written, "JPEG", quality=_QUALITY)
    lying = picture.width > picture.height
    width, height = (_A4[1], _A4[0]) if lying else _A4
    scale = min(width / picture.width, height / picture.height)
    image = pypdfium2.PdfImage.new(together)
    image.load_jpeg(written, inline=True)
    drawn = (picture.width * scale, picture.height * scale)
    matrix = pypdfium2.PdfMatrix().scale(*drawn).translate((width - drawn[0]) / 2, (height - drawn[1]) / 2)
    image.set_matrix(matrix)
    page = together.new_page(width, height)
    page.insert_obj(image)
    page.gen_content()
    page.close()


def _picture(sheet: Sheet, longest: int) -> Image.Image:
    """The page upright and turned, in colours a JPEG can hold; never larger than ``longest``."""
    return scan_pictures.of_page(sheet.content, sheet.page, longest).rotate(-sheet.turned, expand=True)
