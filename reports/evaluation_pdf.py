"""The yearly evaluation of a procedure: what the figures say, bars against the standard, the figures themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.graphics.shapes import Drawing, Line, Rect, String
from reportlab.lib.colors import Color, HexColor
from reportlab.platypus import Flowable, Spacer

from models.domain.paper import PageSetup
from models.sop.proof import EvaluationPaper, EvaluationView, StepEvaluation, percent
from reports import fonts, styles
from reports.document import DocumentInfo, body_width, count_pages, footer
from reports.flow import SideBySide, SignedEnd, Stack
from reports.letter_blocks import grid, signature
from reports.letter_kit import Kit
from reports.letterhead import LetterheadBlock
from reports.styles import MM
from reports.text import one_line

#: One page is wanted: the largest type with which the year fits, else the first over several pages.
_SIZES = (9.0, 8.5, 8.0, 7.5)
_LEADING, _GAP = 1.18, 6.0
_COLUMNS = (
    "No.", "Langkah", "Pelaksana", "Standar", "Selesai", "Tepat waktu", "Median", "Persentil 90", "Kelebihan waktu",
    "Penilaian standar",
)  # fmt: skip
_WIDTHS = (14, 0, 0, 22, 17, 24, 26, 28, 28, 34)
_MEDIAN: Color = HexColor(0x0F766E)
_P90: Color = HexColor(0x9AC9C3)
_STANDARD: Color = HexColor(0xB42318)
#: The chart: millimetres; the axis ends at three times the standard time, longer bars are marked.
_NAME, _ROW, _HEAD, _END = 78 * MM, 6.4 * MM, 8 * MM, 3.0
_BAR = 2.0 * MM
_PER_CHART = 20


def render(paper: EvaluationPaper) -> bytes:
    """The evaluation as PDF bytes."""
    page = replace(paper.page, top=14.0, bottom=18.0, left=18.0, right=14.0)
    for size in _SIZES:
        pdf, pages = _build(paper, page, size)
        if pages == 1:
            return pdf
    return _build(paper, page, _SIZES[0])[0]


def _build(paper: EvaluationPaper, page: PageSetup, size: float) -> tuple[bytes, int]:
    kit = Kit(body_width(page, landscape=True), size, _LEADING, _GAP * size / _SIZES[0], {})
    found = paper.evaluation
    title = f"Evaluasi SOP {found.sop_name} {found.year}"
    info = DocumentInfo(title=title, subject=found.sop_number, author=paper.office)
    return count_pages(_story(paper, kit), page, info, hooks=[footer(paper.office, title)], landscape=True)


def _story(paper: EvaluationPaper, kit: Kit) -> list[Flowable]:
    found = paper.evaluation
    story: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    story += [
        kit.text(f"EVALUASI SOP TAHUN {found.year}", bold=True, align="center", smaller=-2.5),
        kit.text(f"{found.sop_name}, Nomor {found.sop_number}", align="center"),
        kit.text(f"{found.unit} · {found.cases} kasus", align="center"),
        Spacer(0, kit.gap),
        *(part for text in found.findings for part in (kit.text(f"• {text}"), Spacer(0, 2))),
        Spacer(0, kit.gap),
        *_charts([row for row in found.rows if row.count], kit.width, several=found.several_versions),
        grid(_COLUMNS, [_cells(row, found) for row in found.rows] or [("",) * len(_COLUMNS)], _WIDTHS, kit),
        Spacer(0, kit.gap),
    ]
    closing = kit.text(
        "Median dan persentil 90 dihitung dengan peringkat terdekat dari waktu yang berlaku bagi setiap langkah, "
        "tanpa penundaan. Kelebihan waktu adalah jam kerja sesudah batas waktu, dari semua kasus."
    )
    if paper.signer is None:
        return [*story, closing]
    third = kit.width / 3
    sign = SideBySide([Stack([]), Stack([]), signature(paper.signer, kit, third, paper.place_date)], gap=0)
    return [*story, SignedEnd(closing, sign, kit.gap * 1.5, kit.line)]


def _cells(row: StepEvaluation, found: EvaluationView) -> tuple[str, ...]:
    kept = f"{row.in_time} ({percent(row.share_in_time)})" if row.count else "–"
    return (
        _number(row, several=found.several_versions), row.title, row.actor, row.standard, str(row.count), kept,
        row.median, row.p90, row.over, row.verdict or "–",
    )  # fmt: skip


def _number(row: StepEvaluation, *, several: bool) -> str:
    return f"{row.number} (v{row.version})" if several else f"{row.number}."


def _charts(rows: Sequence[StepEvaluation], width: float, *, several: bool) -> Iterator[Flowable]:
    for first in range(0, len(rows), _PER_CHART):
        yield _chart(rows[first : first + _PER_CHART], width, several=several)
        yield Spacer(0, _GAP)


def _chart(rows: Sequence[StepEvaluation], width: float, *, several: bool) -> Drawing:
    """For each row a bar of its median and one of its 90th percentile, as parts of the standard time."""
    height = len(rows) * _ROW + _HEAD
    drawing = Drawing(width, height)
    room = width - _NAME - 22 * MM
    drawing.add(Rect(_NAME, height - 4 * MM, 3 * MM, 2.4 * MM, fillColor=_MEDIAN, strokeColor=None))
    drawing.add(_words(_NAME + 4 * MM, height - 3.8 * MM, "Median"))
    drawing.add(Rect(_NAME + 20 * MM, height - 4 * MM, 3 * MM, 2.4 * MM, fillColor=_P90, strokeColor=None))
    drawing.add(_words(_NAME + 24 * MM, height - 3.8 * MM, "Persentil 90"))
    standard = _NAME + room / _END
    drawing.add(_words(standard, height - 3.8 * MM, "Standar waktu (100%)", "middle"))
    for place, row in enumerate(rows):
        y = height - _HEAD - (place + 1) * _ROW
        drawing.add(_words(0, y + 2.2 * MM, _short(f"{_number(row, several=several)} {one_line(row.title)}")))
        for share, color, up in (
            (_share(row, row.median_minutes), _MEDIAN, 3.3),
            (_share(row, row.p90_minutes), _P90, 1.1),
        ):
            drawn = max(min(share, _END) / _END * room, 0.6)
            drawing.add(Rect(_NAME, y + up * MM, drawn, _BAR, fillColor=color, strokeColor=None))
            mark = "›" if share > _END else ""
            drawing.add(_words(_NAME + drawn + 1.2 * MM, y + up * MM + 0.2 * MM, f"{percent(share)}{mark}", size=6.2))
    drawing.add(Line(_NAME, 0, _NAME, height - _HEAD, strokeColor=styles.INK, strokeWidth=0.6))
    drawing.add(
        Line(
            standard,
            0,
            standard,
            height - _HEAD + 2 * MM,
            strokeColor=_STANDARD,
            strokeWidth=0.9,
            strokeDashArray=[3, 2],
        )
    )
    return drawing


def _share(row: StepEvaluation, minutes: int) -> float:
    return minutes / max(row.standard_minutes, 1)


def _words(x: float, y: float, text: str, anchor: str = "start", *, size: float = 7.5) -> String:
    return String(x, y, text, fontName=fonts.SANS, fontSize=size, textAnchor=anchor, fillColor=styles.INK)


def _short(text: str) -> str:
    """What fits before the bars."""
    room = _NAME - 3 * MM
    if fonts.width(text, fonts.SANS, 7.5) <= room:
        return text
    while text and fonts.width(f"{text}…", fonts.SANS, 7.5) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"
