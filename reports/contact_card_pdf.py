"""Cards with nothing but a telephone number: left with somebody in whose hands no word of the office may be found."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Paragraph, Spacer, Table, TableStyle

from models.forms.paper import CardPaper
from reports import styles
from reports.document import DocumentInfo, body_width, build
from reports.text import escape, one_line

MM = styles.MM
_WIDTH, _HEIGHT = 85 * MM, 50 * MM
_COLUMNS, _ROWS = 2, 5
#: What the file is called inside; it may be read by anybody who opens it.
_TITLE = "Kartu"


def render(paper: CardPaper) -> bytes:
    """A sheet of equal cards to cut out, as PDF bytes."""
    page = replace(paper.page, top=15.0, bottom=10.0, left=20.0, right=15.0)
    card = _card(paper)
    sheet = Table([[card] * _COLUMNS] * _ROWS, [_WIDTH] * _COLUMNS, [_HEIGHT] * _ROWS, hAlign="LEFT")
    sheet.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.4, styles.HAIRLINE, None, (2, 2)),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ]
        )
    )
    if body_width(page) < _COLUMNS * _WIDTH:
        raise ValueError("the cards are wider than the paper")
    return build([sheet], page, DocumentInfo(title=_TITLE, author=""))


def _card(paper: CardPaper) -> list[Flowable]:
    number = Paragraph(escape(one_line(paper.number)), styles.style(17, bold=True, align="center", leading=1.2))
    if not one_line(paper.name):
        return [number]
    name = Paragraph(escape(one_line(paper.name)), styles.style(12, align="center", leading=1.2))
    return [name, Spacer(0, 2 * MM), number]
