"""A list as it stands on screen, printed for the hand: landscape, heads on every page, who printed it at the foot."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.domain.paper import ListPaper
from reports.document import DocumentInfo, body_width, build, footer
from reports.letter_blocks import grid
from reports.letter_kit import Kit

_SIZE, _LEADING, _GAP = 9.5, 1.18, 6.0


def render(paper: ListPaper) -> bytes:
    """The list as PDF bytes; without rows it says that there are none."""
    page = replace(paper.page, top=18.0, bottom=20.0, left=20.0, right=15.0)
    kit = Kit(body_width(page, landscape=True), _SIZE, _LEADING, _GAP, {})
    info = DocumentInfo(title=paper.title, author=paper.office)
    return build(_story(paper, kit), page, info, hooks=[footer(paper.office, paper.printed)], landscape=True)


def _story(paper: ListPaper, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = [
        kit.text(paper.title, bold=True, align="center", smaller=-2.5),
        kit.text(paper.office, align="center"),
        Spacer(0, kit.gap),
    ]
    if not paper.rows:
        return [*story, kit.text("Tidak ada baris.", align="center")]
    return [*story, grid(paper.columns, paper.rows, paper.widths, kit)]
