"""Papers of Indonesian offices and what they are called."""

from __future__ import annotations

from PySide6.QtGui import QPageSize

from ui.widgets.pdf_pages import PdfPages

_MM_PER_POINT = 25.4 / 72
_TOLERANCE_MM = 1.5
#: Width and height in millimetres. Qt's "Folio" is 210 x 330 and not the F4 sold here (215 x 330).
PAPERS: dict[str, tuple[float, float]] = {
    "A4": (210, 297),
    "F4": (215, 330),
    "F4-210": (210, 330),
    "Legal": (215.9, 355.6),
    "A5": (148, 210),
}
_WORDS = {
    "A4": "A4 (21 × 29,7 cm)",
    "F4": "F4 (21,5 × 33 cm)",
    "F4-210": "F4 (21 × 33 cm)",
    "Legal": "Legal (21,6 × 35,6 cm)",
    "A5": "A5 (14,8 × 21 cm)",
}


def paper_name(width: float, height: float) -> str:
    """The name of a paper of this many millimetres, "lain" if it has none."""
    short, long = sorted((width, height))
    for name, (x, y) in PAPERS.items():
        if abs(short - x) <= _TOLERANCE_MM and abs(long - y) <= _TOLERANCE_MM:
            return name
    return "lain"


def paper_words(width: float, height: float) -> str:
    """The paper as people say it, with its size: "F4 (21,5 × 33 cm)"."""
    short, long = sorted((width, height))
    return _WORDS.get(paper_name(short, long), f"{short:.0f} × {long:.0f} mm")


def page_millimetres(pages: PdfPages) -> tuple[float, float]:
    """Width and height of the first page."""
    width, height = pages.sizes[0]
    return width * _MM_PER_POINT, height * _MM_PER_POINT


def size_of(page: QPageSize) -> tuple[float, float]:
    """Width and height of a printer's paper in millimetres."""
    size = page.size(QPageSize.Unit.Millimeter)
    return size.width(), size.height()
