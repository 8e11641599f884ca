"""The printed log book: landscape, heads on every page, closing line, signatures."""

from __future__ import annotations

from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.domain.paper import Signer
from models.logbook.paper import LogbookPaper
from reports.document import DocumentInfo, body_width, build, footer
from reports.flow import SideBySide, SignedEnd, Stack
from reports.letter_blocks import Kit, grid, signature
from reports.letterhead import LetterheadBlock

_TITLE = "BUKU LOG AKTIVITAS PENDOKUMENTASIAN"
_COLUMNS = (
    "No.", "Tanggal, jam", "Nomor register", "Layanan", "Petugas penyerah", "Jenis berkas", "Jumlah", "Lengkap",
    "Penerima", "Lokasi simpan", "Keterangan",
)  # fmt: skip
_WIDTHS = (10, 24, 32, 32, 32, 0, 15, 18, 30, 26, 30)
_SIZE, _LEADING, _GAP = 9.5, 1.18, 6.0


def render(paper: LogbookPaper) -> bytes:
    """The log book of a period as PDF bytes."""
    page = replace(paper.page, top=18.0, bottom=20.0, left=20.0, right=15.0)
    kit = Kit(body_width(page, landscape=True), _SIZE, _LEADING, _GAP, {})
    info = DocumentInfo(title=f"Buku log {paper.period}", author=paper.office)
    return build(
        _story(paper, kit), page, info, hooks=[footer(paper.office, f"Buku log, {paper.period}")], landscape=True
    )


def _story(paper: LogbookPaper, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    story += [
        kit.text(_TITLE, bold=True, align="center", smaller=-2.5),
        kit.text(f"Periode {paper.period}", align="center"),
        Spacer(0, kit.gap),
        grid(_COLUMNS, paper.rows or (("",) * len(_COLUMNS),), _WIDTHS, kit),
        Spacer(0, kit.gap),
    ]
    closing = kit.text(paper.closing)
    signed = _signatures(paper, kit)
    return [*story, SignedEnd(closing, signed, kit.gap * 1.5, kit.line) if signed else closing]


def _signatures(paper: LogbookPaper, kit: Kit) -> Flowable | None:
    """Who has taken note at the left, who keeps the book at the right under place and date."""
    third = kit.width / 3
    left = _one(paper.knower, kit, third, "Mengetahui,")
    right = _one(paper.keeper, kit, third, paper.place_date)
    return SideBySide([left, Stack([]), right], gap=0) if paper.keeper or paper.knower else None


def _one(signer: Signer | None, kit: Kit, width: float, above: str) -> Stack:
    return signature(signer, kit, width, above) if signer else Stack([])
