"""A printed book of the office: landscape, heads on every page, opening and closing lines, signatures."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.domain.paper import Signer
from models.logbook.paper import BookPaper
from reports.document import DocumentInfo, body_width, build, footer
from reports.flow import SideBySide, SignedEnd, Stack
from reports.letter_blocks import grid, signature
from reports.letter_kit import Kit
from reports.letterhead import LetterheadBlock

_SIZE, _LEADING, _GAP = 9.5, 1.18, 6.0


def render(paper: BookPaper) -> bytes:
    """The book of a period as PDF bytes."""
    page = replace(paper.page, top=18.0, bottom=20.0, left=20.0, right=15.0)
    kit = Kit(body_width(page, landscape=True), _SIZE, _LEADING, _GAP, {})
    name = f"{paper.title.capitalize()}, {paper.period}"
    info = DocumentInfo(title=name, author=paper.office)
    return build(_story(paper, kit), page, info, hooks=[footer(paper.office, name)], landscape=True)


def _story(paper: BookPaper, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    struck = frozenset(index for index, row in enumerate(paper.rows) if row.struck)
    rows = [row.cells for row in paper.rows] or [("",) * len(paper.columns)]
    story += [
        kit.text(paper.title, bold=True, align="center", smaller=-2.5),
        kit.text(f"Periode {paper.period}", align="center"),
        Spacer(0, kit.gap),
        *([kit.text(paper.opening), Spacer(0, kit.gap)] if paper.opening else []),
        grid(paper.columns, rows, paper.widths, kit, struck=struck),
        Spacer(0, kit.gap),
    ]
    closing = Stack([kit.text(sentence) for sentence in paper.closing])
    signed = _signatures(paper, kit)
    return [*story, SignedEnd(closing, signed, kit.gap * 1.5, kit.line) if signed else closing]


def _signatures(paper: BookPaper, kit: Kit) -> Flowable | None:
    """Who has taken note at the left, who keeps the book at the right under place and date."""
    third = kit.width / 3
    left = _one(paper.knower, kit, third, "Mengetahui,")
    right = _one(paper.keeper, kit, third, paper.place_date)
    return SideBySide([left, Stack([]), right], gap=0) if paper.keeper or paper.knower else None


def _one(signer: Signer | None, kit: Kit, width: float, above: str) -> Stack:
    return signature(signer, kit, width, above) if signer else Stack([])
