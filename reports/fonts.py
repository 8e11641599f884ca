"""The typefaces of papers: Liberation Sans with the metrics of Arial, Jangkau Bonum with those of Bookman Old Style.

Permendagri 1/2023 names Arial for letters and Bookman Old Style for decrees; some offices write all letters in the
latter. Neither may be redistributed; Liberation Sans (SIL OFL 1.1) and TeX Gyre Bonum (GUST Font License; here its
Latin part under another name) may, and a paper keeps its line breaks. Fonts are bundled and embedded, so that a paper
prints the same on every PC.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from reportlab.graphics.shapes import STATE_DEFAULTS
from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus.tables import CellStyle

import resources

SANS = "LiberationSans"
SANS_BOLD = "LiberationSans-Bold"
SANS_ITALIC = "LiberationSans-Italic"
SANS_BOLD_ITALIC = "LiberationSans-BoldItalic"

_BOOK = "JangkauBonum"
_BOOK_BOLD = "JangkauBonum-Bold"


@dataclass(frozen=True)
class Face:
    """The typeface of a paper: names of its regular and its bold font."""

    regular: str
    bold: str

    def of(self, *, bold: bool = False) -> str:
        """The font's name."""
        return self.bold if bold else self.regular


ARIAL = Face(SANS, SANS_BOLD)
#: The typefaces an office may choose for its letters, by key.
FACES = {"arial": ARIAL, "bookman": Face(_BOOK, _BOOK_BOLD)}

_FILES = {
    SANS: "LiberationSans-Regular.ttf",
    SANS_BOLD: "LiberationSans-Bold.ttf",
    SANS_ITALIC: "LiberationSans-Italic.ttf",
    SANS_BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}
#: Latin letters only; what a text needs beside them is drawn in Liberation Sans.
_BOOK_FILES = {_BOOK: "JangkauBonum-Regular.ttf", _BOOK_BOLD: "JangkauBonum-Bold.ttf"}


@cache
def register() -> None:
    """Make the fonts known to the PDF library; later calls do nothing."""
    for name, file in (*_FILES.items(), *_BOOK_FILES.items()):
        pdfmetrics.registerFont(TTFont(name, resources.path(f"fonts/{file}")))
    for bold, italic, name in (
        (0, 0, SANS),
        (1, 0, SANS_BOLD),
        (0, 1, SANS_ITALIC),
        (1, 1, SANS_BOLD_ITALIC),
    ):
        addMapping(SANS, bold, italic, name)
    for bold, italic, name in ((0, 0, _BOOK), (1, 0, _BOOK_BOLD), (0, 1, _BOOK), (1, 1, _BOOK_BOLD)):
        addMapping(_BOOK, bold, italic, name)
    # A table names this font on its page even where all its cells hold paragraphs; Helvetica would not be embedded.
    CellStyle.fontname = SANS
    STATE_DEFAULTS["fontName"] = SANS  # the same of charts


@cache
def signs() -> frozenset[int]:
    """The code points that papers can show: those of all fonts of Liberation Sans."""
    register()
    return frozenset.intersection(*map(_signs_of, _FILES))


def has(font: str, sign: str) -> bool:
    """Whether ``font`` itself can draw ``sign``."""
    register()
    return ord(sign) in _signs_of(font)


@cache
def _signs_of(font: str) -> frozenset[int]:
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def width(text: str, font: str, size: float) -> float:
    """How wide ``text`` is set in ``font`` at ``size`` points, in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
