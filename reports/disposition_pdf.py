"""The disposition sheet (lembar disposisi): who gets an incoming letter, what they are to do, until when.

The layout is the one that offices of several regions share; people write on it by hand, so every box of the office is
there and room is left.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, PageBreak, Spacer, Table

from models.logbook.paper import DispositionPaper, DispositionSheet
from reports import fonts, styles
from reports.document import DocumentInfo, Sheet, body_width, count_pages
from reports.flow import Cell, DottedLine, Row, Stack, TickBox
from reports.letter_blocks import signature
from reports.letter_kit import Kit, labelled
from reports.letterhead import LetterheadBlock
from reports.qr import draw_qr
from reports.styles import MM
from reports.text import one_line

#: From comfortable to the tightest that still reads well: a sheet is one page, however many boxes the office has.
_SIZES = (11.0, 10.5, 10.0, 9.5, 9.0, 8.5)
_LEADING, _GAP = 1.18, 6.0
_PAD = 3 * MM
_LABEL, _SPARE_LINES, _LEAST_NOTE = 25 * MM, 2, 3
_QR = 14 * MM
_WARNING = "Dilarang memisahkan lembar ini dari berkas. Isi berkas bersifat rahasia."


def render(paper: DispositionPaper) -> bytes:
    """The sheet as PDF bytes, a page for each order."""
    page = replace(paper.page, top=15.0, bottom=24.0 if paper.mark else 15.0, left=22.0, right=18.0)
    info = DocumentInfo(title=f"Lembar disposisi {paper.agenda}", author=paper.office)
    pdf = b""
    for size in _SIZES:
        kit = Kit(body_width(page), size, _LEADING, _GAP, {})
        story: list[Flowable] = []
        for number, sheet in enumerate(paper.sheets):
            story += [*([PageBreak()] if number else []), *_sheet(paper, sheet, kit)]
        pdf, pages = count_pages(story, page, info, hooks=[_Mark(paper).draw] if paper.mark else ())
        if pages == len(paper.sheets):
            break
    return pdf


@dataclass(frozen=True)
class _Mark:
    """The code at the foot by which a scan finds its letter, with the agenda number for people."""

    paper: DispositionPaper

    def draw(self, canvas: Canvas, sheet: Sheet) -> None:
        y = sheet.bottom - 8 * MM
        draw_qr(canvas, self.paper.mark, sheet.left, y, _QR)
        canvas.setFillColor(styles.GREY)
        canvas.setFont(fonts.SANS, 7.5)
        canvas.drawString(sheet.left + _QR + 2 * MM, y + 4 * MM, one_line(f"Agenda {self.paper.agenda}"))


def _sheet(paper: DispositionPaper, sheet: DispositionSheet, kit: Kit) -> list[Flowable]:
    half = replace(kit, width=kit.width / 2 - 2 * _PAD)
    whole = replace(kit, width=kit.width - 2 * _PAD)
    table = Table(
        [
            [_letter(paper, half), _office(paper, half)],
            [Stack([labelled(whole, "Hal", paper.subject, _LABEL)]), ""],
            [_boxes("Diteruskan kepada Sdr.:", sheet.people, half), _boxes(*_orders(sheet), half)],
            [_note(sheet, whole), ""],
            [_signed(paper, sheet, whole), ""],
        ],
        colWidths=[kit.width / 2] * 2,
        splitInRow=1,
    )
    table.setStyle(
        [
            ("BOX", (0, 0), (-1, -1), 0.9, styles.INK),
            ("LINEBELOW", (0, 0), (-1, 2), 0.6, styles.INK),
            ("LINEAFTER", (0, 0), (0, 0), 0.6, styles.INK),
            ("LINEAFTER", (0, 2), (0, 2), 0.6, styles.INK),
            *(("SPAN", (0, row), (-1, row)) for row in (1, 3, 4)),
            ("VALIGN", (0, 0), (-1, -1), "TOP"),
            ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
            ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
            ("TOPPADDING", (0, 0), (-1, -1), 5),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 7),
        ]
    )
    head: list[Flowable] = [LetterheadBlock(paper.letterhead)] if paper.letterhead else []
    title = kit.text("LEMBAR DISPOSISI", bold=True, align="center", smaller=-2.0)
    warning = kit.text(_WARNING, align="center", smaller=1.5)
    return [*head, title, Spacer(0, kit.gap * 1.3), table, Spacer(0, kit.gap), warning]


def _letter(paper: DispositionPaper, kit: Kit) -> Stack:
    rows = (("Surat dari", paper.sender), ("No. surat", paper.number), ("Tgl. surat", paper.letter_date))
    return Stack([labelled(kit, label, text, _LABEL) for label, text in rows])


def _office(paper: DispositionPaper, kit: Kit) -> Stack:
    boxes = (("Sangat segera", paper.very_urgent), ("Segera", paper.urgent), ("Rahasia", paper.secret))
    rows: list[Flowable] = [
        labelled(kit, "Diterima tgl.", paper.received, _LABEL),
        labelled(kit, "No. agenda", paper.agenda, _LABEL),
        labelled(kit, "Sifat", "", _LABEL),
    ]
    return Stack([*rows, *(_box(words, kit, ticked=ticked) for words, ticked in boxes)])


def _box(words: str, kit: Kit, *, ticked: bool) -> Row:
    left = TickBox.SIDE + 6
    return Row(
        [Cell(0, left, TickBox(kit.line, ticked=ticked)), Cell(left, kit.width - left, kit.text(words))], after=2
    )


def _orders(sheet: DispositionSheet) -> tuple[str, tuple[tuple[str, bool], ...]]:
    return "Dengan hormat harap:", sheet.instructions


def _boxes(head: str, choices: tuple[tuple[str, bool], ...], kit: Kit) -> Stack:
    """The boxes below their head, and lines for what the office has no box for."""
    boxes = [_box(words, kit, ticked=ticked) for words, ticked in choices]
    left = TickBox.SIDE + 6
    spare = [
        Row(
            [Cell(0, left, TickBox(kit.line, ticked=False)), Cell(left, kit.width - left, DottedLine(kit.line))],
            after=2,
        )
        for _ in range(_SPARE_LINES)
    ]
    return Stack([kit.text(head, bold=True), Spacer(0, 3), *boxes, *spare])


def _note(sheet: DispositionSheet, kit: Kit) -> Stack:
    """The head's words; lines to write on where there are none, or few."""
    parts: list[Flowable] = [kit.text("Catatan:", bold=True)]
    if sheet.note:
        parts.append(kit.text(sheet.note))
    else:
        parts += [DottedLine(kit.line * 1.5) for _ in range(_LEAST_NOTE)]
    parts += [Spacer(0, 4), labelled(kit, "Batas waktu", sheet.due or "……………………………", _LABEL)]
    return Stack(parts)


def _signed(paper: DispositionPaper, sheet: DispositionSheet, kit: Kit) -> Flowable:
    """The head's post and name at the right, with room to sign and date."""
    if paper.signer is None:
        return Spacer(0, 5 * kit.line)
    half = kit.width / 2
    above = f"Tanggal: {sheet.made}" if sheet.made else "Paraf dan tanggal:"
    return Stack([signature(paper.signer, kit, half, above)], left=half, width=half)
