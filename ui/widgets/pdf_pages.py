"""Pages of a PDF in memory as pictures: rendered when they are looked at, only a few kept. No file is ever written."""

from __future__ import annotations

import contextlib
import ctypes
import math
from collections import OrderedDict
from collections.abc import Iterator

import pypdfium2
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPainter

from models.domain.pdfium import PDFIUM

#: So many rendered pages are kept; at high zoom a page takes tens of megabytes.
KEPT_PAGES = 6
_POINTS_PER_INCH = 72
_TEXT_LIMIT = 4000
#: Most dots a page is drawn with, however large it says it is: an A3 sheet at 600 dots per inch has 70 million.
_MOST_DOTS = 89_000_000
#: The size, in points, of a page that cannot be read, and what stands on it.
_A4 = (595.28, 841.89)
_DAMAGED = "Halaman ini rusak dan tidak dapat ditampilkan."


class PdfPages:
    """An open document. PDFium is not thread-safe: every use of it goes through one lock."""

    def __init__(self, pdf: bytes) -> None:
        with PDFIUM:
            self._document = pypdfium2.PdfDocument(pdf)
            self.sizes = [self._size(number) for number in range(len(self._document))]
        self._kept: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._words: dict[int, str] = {}

    def __len__(self) -> int:
        return len(self.sizes)

    def image(self, number: int, width: int) -> QImage:
        """Page ``number`` (from 0) as a picture ``width`` device pixels wide."""
        key = (number, width)
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        image = self._render(number, width / self.sizes[number][0])
        self._kept[key] = image
        while len(self._kept) > KEPT_PAGES:
            self._kept.popitem(last=False)
        return image

    def small_image(self, number: int, width: int) -> QImage:
        """Page ``number`` for a strip of pages, not kept."""
        return self._render(number, width / self.sizes[number][0])

    def image_for_print(self, number: int, dpi: int) -> QImage:
        """Page ``number`` at ``dpi`` dots per inch, not kept."""
        return self._render(number, dpi / _POINTS_PER_INCH)

    def text(self, number: int) -> str:
        """The words of page ``number``, for the screen reader."""
        if number in self._words:
            return self._words[number]
        found = _DAMAGED
        with self._page(number) as page:
            if page is not None:
                words = page.get_textpage()
                found = words.get_text_bounded()
                words.close()
        self._words[number] = " ".join(found.split())[:_TEXT_LIMIT]
        return self._words[number]

    def place(self, title: str) -> int | None:
        """The page (from 0) of an entry in the document's table of contents; None where it has none."""
        words = ctypes.create_string_buffer(title.encode("utf-16-le") + b"\0\0")
        raw = pypdfium2.raw
        with PDFIUM:
            found = raw.FPDFBookmark_Find(self._document.raw, ctypes.cast(words, ctypes.POINTER(ctypes.c_ushort)))
            dest = raw.FPDFBookmark_GetDest(self._document.raw, found) if found else None
            number = raw.FPDFDest_GetDestPageIndex(self._document.raw, dest) if dest else -1
        return number if number >= 0 else None

    def close(self) -> None:
        """Give the memory back; the object is empty afterwards."""
        self._kept.clear()
        self.sizes.clear()
        with PDFIUM:
            self._document.close()

    def _render(self, number: int, scale: float) -> QImage:
        width, height = self.sizes[number]
        scale = min(scale, math.sqrt(_MOST_DOTS / (width * height)))
        with self._page(number) as page:
            if page is None:
                return _blank(round(width * scale), round(height * scale))
            bitmap = page.render(scale=scale)
            image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888)
            kept = image.copy()
            bitmap.close()
        return kept

    def _size(self, number: int) -> tuple[float, float]:
        with self._page(number) as page:
            return _A4 if page is None else (max(page.get_width(), 1.0), max(page.get_height(), 1.0))

    @contextlib.contextmanager
    def _page(self, number: int) -> Iterator[pypdfium2.PdfPage | None]:
        """A page in hand; None for one that is damaged."""
        with PDFIUM:
            try:
                page = self._document[number]
            except pypdfium2.PdfiumError:
                yield None
                return
            try:
                yield page
            finally:
                page.close()


def _blank(width: int, height: int) -> QImage:
    """A white page that says why it is white."""
    image = QImage(max(width, 1), max(height, 1), QImage.Format.Format_RGB888)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    font = painter.font()
    font.setPixelSize(max(width // 40, 1))
    painter.setFont(font)
    painter.drawText(image.rect(), Qt.AlignmentFlag.AlignCenter, _DAMAGED)
    painter.end()
    return image
