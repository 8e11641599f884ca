"""The typefaces of all papers: Liberation Sans, metric-compatible with the Arial that official letters ask for.

Permendagri 1/2023 names Arial for letters; Arial may not be redistributed, Liberation Sans (SIL OFL 1.1) may, and a
paper keeps its line breaks. Fonts are bundled and embedded, so that a paper prints the same on every PC.
"""

from __future__ import annotations

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

_FILES = {
    SANS: "LiberationSans-Regular.ttf",
    SANS_BOLD: "LiberationSans-Bold.ttf",
    SANS_ITALIC: "LiberationSans-Italic.ttf",
    SANS_BOLD_ITALIC: "LiberationSans-BoldItalic.ttf",
}


@cache
def register() -> None:
    """Make the fonts known to the PDF library; later calls do nothing."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, resources.path(f"fonts/{file}")))
    for bold, italic, name in (
        (0, 0, SANS),
        (1, 0, SANS_BOLD),
        (0, 1, SANS_ITALIC),
        (1, 1, SANS_BOLD_ITALIC),
    ):
        addMapping(SANS, bold, italic, name)
    # A table names this font on its page even where all its cells hold paragraphs; Helvetica would not be embedded.
    CellStyle.fontname = SANS
    STATE_DEFAULTS["fontName"] = SANS  # the same of charts


@cache
def signs() -> frozenset[int]:
    """The code points that all faces can draw."""
    register()
    return frozenset.intersection(*(frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in _FILES))


def width(text: str, font: str, size: float) -> float:
    """How wide ``text`` is set in ``font`` at ``size`` points, in points."""
    register()
    return float(pdfmetrics.stringWidth(text, font, size))
