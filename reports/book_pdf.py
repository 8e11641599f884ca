"""A printed book of the office: landscape, heads on every page, opening and closing lines, signatures."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.domain.paper import Signer
from models.logbook.paper import BookPaper
from reports.document import DocumentInfo, body_width, build, footer
from reports.flow import SideBySide, Stack
from reports.letter_blocks import closed_grid, signature
from reports.letter_kit import Kit
from reports.letterhead import LetterheadBlock

_ENDLESS = 10_000.0
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
        kit.text(paper.under or f"Periode {paper.period}", align="center"),
        Spacer(0, kit.gap),
        *([kit.text(paper.opening), Spacer(0, kit.gap)] if paper.opening else []),
        *closed_grid(paper.columns, rows, paper.widths, kit, _end(paper, kit), struck=struck, centred=paper.centred),
    ]
    return story


def _end(paper: BookPaper, kit: Kit) -> Flowable:
    """The closing sentences and the signatures, which nobody puts on a page without a line of the book."""
    parts: list[Flowable] = [Spacer(0, kit.gap), *(kit.text(sentence) for sentence in paper.closing)]
    signed = _signatures(paper, kit)
    return Stack([*parts, Spacer(0, kit.gap * 1.5), signed] if signed else parts)


def _signatures(paper: BookPaper, kit: Kit) -> Flowable | None:
    """Who has taken note at the left, who keeps the book at the right under place and date, their names level."""
    third = kit.width / 3
    sides = ((paper.knower, "Mengetahui,"), (paper.keeper, paper.place_date))
    heads = [_head_height(signer, kit, third, above) for signer, above in sides]
    blocks = [
        signature(signer, kit, third, above, room=max(heads) - head) if signer else Stack([])
        for (signer, above), head in zip(sides, heads, strict=True)
    ]
    return SideBySide([blocks[0], Stack([]), blocks[1]], gap=0) if paper.keeper or paper.knower else None


def _head_height(signer: Signer | None, kit: Kit, width: float, above: str) -> float:
    """How much room a signature takes down to its name, in points."""
    bare = replace(signer, name="–", rank="", nip="") if signer else None
    return float(signature(bare, kit, width, above).wrap(width, _ENDLESS)[1]) if bare else 0.0
