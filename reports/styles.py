"""Measures and paragraph styles of all papers. Millimetres outside, points inside; nobody else makes up sizes."""

from __future__ import annotations

from functools import cache
from typing import Literal

from reportlab.lib.colors import Color, HexColor, black
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY, TA_LEFT, TA_RIGHT
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm

from models.errors import BugError
from reports import fonts

MM = float(mm)

#: Width and height in millimetres. The norm says A4; F4 is 215 × 330 by custom, 210 × 330 with many printers.
PAPERS: dict[str, tuple[float, float]] = {"A4": (210, 297), "F4": (215, 330), "F4-210": (210, 330)}

INK: Color = black
GREY: Color = HexColor(0x555555)
HAIRLINE: Color = HexColor(0x9AA3A9)
SHADE: Color = HexColor(0xEEF1F3)

#: Letters: 12 points as Permendagri 1/2023 has it.
LETTER_SIZE = 12.0
LETTER_LEADING = 1.25

Align = Literal["left", "center", "right", "justify"]
_ALIGN = {"left": TA_LEFT, "center": TA_CENTER, "right": TA_RIGHT, "justify": TA_JUSTIFY}


def paper_size(name: str) -> tuple[float, float]:
    """Width and height of a paper in points; BugError for a name that is not in ``PAPERS``."""
    try:
        width, height = PAPERS[name]
    except KeyError:
        raise BugError(f"unknown paper {name!r}") from None
    return width * MM, height * MM


@cache
def style(  # noqa: PLR0913 (each one is a printer's measure with a default)
    size: float = LETTER_SIZE,
    *,
    bold: bool = False,
    italic: bool = False,
    align: Align = "left",
    leading: float = LETTER_LEADING,
    before: float = 0,
    after: float = 0,
    indent: float = 0,
    first_line: float = 0,
    color: Color = INK,
    keep_with_next: bool = False,
    face: fonts.Face = fonts.ARIAL,
) -> ParagraphStyle:
    """A paragraph style; ``size``, ``before`` and ``after`` in points, ``indent`` and ``first_line`` in millimetres.

    ``leading`` is a multiple of the size. Long words are split rather than run off the paper; a single line never
    stays alone at the foot or head of a page.
    """
    fonts.register()
    font = (fonts.SANS_BOLD_ITALIC if bold else fonts.SANS_ITALIC) if italic else face.of(bold=bold)
    return ParagraphStyle(
        f"{font}-{size}-{align}",
        fontName=font,
        fontSize=size,
        leading=size * leading,
        alignment=_ALIGN[align],
        spaceBefore=before,
        spaceAfter=after,
        leftIndent=indent * MM,
        firstLineIndent=first_line * MM,
        textColor=color,
        splitLongWords=1,
        allowWidows=0,
        allowOrphans=0,
        keepWithNext=int(keep_with_next),
    )
