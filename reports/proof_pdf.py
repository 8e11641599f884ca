"""The page "Bukti Mutu Baku": each closed row of a case against its standard time, signed by the head."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.domain.paper import PageSetup
from models.sop.proof import ProofPaper, StepProof
from reports.document import DocumentInfo, body_width, count_pages, footer
from reports.flow import SideBySide, SignedEnd, Stack
from reports.letter_blocks import grid, signature
from reports.letter_kit import Kit, labelled
from reports.letterhead import LetterheadBlock
from reports.styles import MM

_TITLE = "BUKTI MUTU BAKU"
#: Heading and width in millimetres; 0 shares what is left. The column of pauses is left out where there are none.
_COLUMNS = (
    ("No.", 9), ("Langkah", 0), ("Pelaksana", 0), ("Mulai", 22), ("Selesai", 22), ("Standar", 20), ("Realisasi", 24),
    ("Selisih", 26), ("Penundaan", 42), ("Alasan", 42),
)  # fmt: skip
_PAUSES = 8
#: One page is wanted: the largest type with which the case fits, else the middle one over several pages.
_SIZES = (9.5, 9.0, 8.5, 8.0, 7.5, 7.0)
_LEADING, _GAP = 1.15, 5.0
_LABEL = 26 * MM


def render(paper: ProofPaper) -> bytes:
    """The page as PDF bytes; a case of very many rows takes more than one."""
    page = replace(paper.page, top=14.0, bottom=18.0, left=18.0, right=14.0)
    for size in _SIZES:
        pdf, pages = _build(paper, page, size)
        if pages == 1:
            return pdf
    return _build(paper, page, _SIZES[2])[0]


def _build(paper: ProofPaper, page: PageSetup, size: float) -> tuple[bytes, int]:
    kit = Kit(body_width(page, landscape=True), size, _LEADING, _GAP, {})
    number = dict(paper.facts).get("Nomor kasus", "")
    info = DocumentInfo(title="Bukti Mutu Baku", subject=number, author=paper.office)
    foot = footer(paper.office, f"Bukti Mutu Baku, kasus {number}")
    return count_pages(_story(paper, kit), page, info, hooks=[foot], landscape=True)


def _story(paper: ProofPaper, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    half = (len(paper.facts) + 1) // 2
    narrow = replace(kit, width=(kit.width - 6 * MM) / 2)
    sides = [
        Stack([labelled(narrow, name, value, _LABEL) for name, value in part])
        for part in (paper.facts[:half], paper.facts[half:])
    ]
    closing = kit.text(paper.closing)
    return [
        *story,
        kit.text(_TITLE, bold=True, align="center", smaller=-2.5),
        Spacer(0, kit.gap),
        SideBySide(sides),
        Spacer(0, kit.gap),
        _table(paper, kit),
        Spacer(0, kit.gap),
        SignedEnd(closing, signed(paper, kit), kit.gap, kit.line) if paper.signer else closing,
    ]


def signed(paper: ProofPaper, kit: Kit) -> Flowable:
    """The signature at the right under place and date."""
    assert paper.signer is not None  # noqa: S101 (only called when there is one)
    third = kit.width / 3
    return SideBySide([Stack([]), Stack([]), signature(paper.signer, kit, third, paper.place_date)], gap=0)


def _table(paper: ProofPaper, kit: Kit) -> Flowable:
    shown = [place for place in range(len(_COLUMNS)) if place != _PAUSES or any(row.pauses for row in paper.rows)]
    columns = [_COLUMNS[place] for place in shown]
    rows = [_cells(row) for row in paper.rows] or [("",) * len(_COLUMNS)]
    return grid(
        [name for name, _ in columns],
        [[cells[place] for place in shown] for cells in rows],
        [width for _, width in columns],
        kit,
    )


def _cells(row: StepProof) -> tuple[str, ...]:
    return (
        f"{row.number}.", row.title, row.actor, row.started, row.finished, row.standard, row.actual,
        row.difference or "–", "\n".join(row.pauses) or "–", row.reason or "–",
    )  # fmt: skip
