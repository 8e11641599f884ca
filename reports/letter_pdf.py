"""A composed letter as a PDF: head by its shape, body, signature, copies, reply slip and annexes.

A pure function: equal content gives equal bytes. If a letter spills a few lines over its last page, it is set a little
tighter: in the most comfortable size that needs the fewest pages.
"""

from __future__ import annotations

from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, KeepTogether, PageBreak, Paragraph, Spacer, Table

from models.letters.spec import BlockKind, ComposedBlock, LetterContent, Shape
from reports import fonts, styles
from reports.document import DocumentInfo, Hook, Sheet, body_width, count_pages, page_number
from reports.flow import Cell, Row, Rule, SideBySide, SignedEnd, Stack
from reports.letter_blocks import flowables, signer_block, with_head
from reports.letter_kit import COLON, HEAD, Kit, labelled
from reports.letterhead import LetterheadBlock
from reports.qr import draw_qr
from reports.styles import MM
from reports.text import one_line

#: (size, leading, space between blocks): from comfortable to the tightest that still reads well.
_TIGHTNESS = ((12.0, 1.25, 9.0), (12.0, 1.17, 6.5), (11.5, 1.15, 5.0), (11.0, 1.12, 4.0))
#: How tight a paper for the two sides of one sheet may be set beyond that.
_ON_ONE_SHEET = ((10.5, 1.08, 3.0), (10.0, 1.05, 2.5), (9.5, 1.03, 2.0))
_SIDES = 2
#: A letter longer than this is not set tighter: a page less would not make it shorter to read.
_MOST_PAGES = 4
#: Entry in the PDF's table of contents where the closed annex begins: copies are printed without what follows.
ANNEX_PLACE = "Lampiran"
_BLANK_NUMBER = "…………/…………/…………"
_COPY_NUMBER = 6 * MM
_BREAKS = (BlockKind.TEAR_OFF, BlockKind.ANNEX, BlockKind.PAGE_BREAK)


def render(content: LetterContent) -> bytes:
    """The letter as PDF bytes, ready to print and to keep."""
    info = DocumentInfo(title=content.name, subject=content.number)
    best, fewest = b"", 0
    steps = (*_TIGHTNESS, *_ON_ONE_SHEET) if content.both_sides else _TIGHTNESS
    for size, leading, gap in steps:
        kit = Kit(body_width(content.page), size, leading, gap, dict(content.options))
        hooks: list[Hook] = [page_number(kit.face.regular)]
        hooks += [_Check(content.check_code).draw] if content.check_code else []
        hooks += [_Catchword(kit.face.regular).draw] if kit.options.get("sambung") == "ya" else []
        pdf, pages = count_pages(_story(content, kit), content.page, info, hooks=hooks)
        if not best or pages < fewest:
            best, fewest = pdf, pages
        if pages == 1 or pages > _MOST_PAGES or (content.both_sides and pages <= _SIDES):
            break
    return best


def _story(content: LetterContent, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = [LetterheadBlock(content.letterhead, kit.face)] if content.letterhead else []
    story += _head(content, kit)
    body, tail = _parted(content.blocks)
    placed = any(block.kind is BlockKind.SIGNATURE and not block.signatures for block in body)
    story += _body(body, content, kit)
    if content.signer and not placed:
        _sign(story, content, kit)
    story += _copies(content, kit)
    return [*story, *_tail(tail, content, kit)]


def _parted(blocks: tuple[ComposedBlock, ...]) -> tuple[tuple[ComposedBlock, ...], tuple[ComposedBlock, ...]]:
    """What stands above the signature, and the reply slip and annexes behind it."""
    for index, block in enumerate(blocks):
        if block.kind in (BlockKind.TEAR_OFF, BlockKind.ANNEX):
            return blocks[:index], blocks[index:]
    return blocks, ()


def _head(content: LetterContent, kit: Kit) -> list[Flowable]:
    if content.shape is Shape.CORRESPONDENCE:
        return _correspondence_head(content, kit)
    if content.shape is Shape.NOTE:
        return _note_head(content, kit)
    above = _date_and_addressee(content, kit) if content.shape is Shape.COVER else _corner(content, kit)
    number = f"NOMOR: {content.number or _BLANK_NUMBER}"
    title = [kit.text(content.title, bold=True, align="center"), kit.text(number, align="center")]
    return [*above, *title, Spacer(0, kit.gap * 1.7)]


def _corner(content: LetterContent, kit: Kit) -> list[Flowable]:
    """What stands at the upper right of a form: "Lembar ke", "Kode No."."""
    half = kit.width / 2
    longest = max((kit.label_width(label) for label, _ in content.corner), default=0.0)
    width = max(HEAD, longest)
    rows = [labelled(kit, label, text, width, left=half) for label, text in content.corner]
    return [*rows, Spacer(0, kit.gap)] if rows else []


def _date_and_addressee(content: LetterContent, kit: Kit) -> list[Flowable]:
    half = kit.width / 2
    date = Row([Cell(half, half, kit.text(content.place_date))], after=kit.gap)
    return [date, *_addressee(content, kit), Spacer(0, kit.gap * 2)]


def _correspondence_head(content: LetterContent, kit: Kit) -> list[Flowable]:
    half = kit.width / 2
    rows = (
        ("Nomor", content.number or _BLANK_NUMBER),
        ("Sifat", content.secrecy),
        ("Lampiran", content.enclosure),
        ("Hal", content.subject),
    )
    return [
        Row([Cell(half, half, kit.text(content.place_date))], after=kit.gap),
        *(labelled(kit, label, value, HEAD) for label, value in rows),
        Spacer(0, kit.gap * 1.4),
        *_addressee(content, kit),
        Spacer(0, kit.gap * 1.4),
    ]


def _addressee(content: LetterContent, kit: Kit) -> list[Flowable]:
    mark = 10 * MM
    width = kit.width * 0.62 - mark
    rows: list[Flowable] = [Row([Cell(0, mark, kit.text("Yth.")), Cell(mark, width, kit.text(content.addressee))])]
    if content.addressee_place:
        rows.append(Row([Cell(0, mark, kit.text("di")), Cell(mark, width, kit.text(content.addressee_place))]))
    return rows


def _note_head(content: LetterContent, kit: Kit) -> list[Flowable]:
    place_free_date = content.place_date.rpartition(", ")[2]
    people = (("Yth.", content.addressee), ("Dari", content.sender))
    facts = (
        ("Tanggal", place_free_date),
        ("Nomor", content.number or _BLANK_NUMBER),
        ("Sifat", content.secrecy),
        ("Lampiran", content.enclosure),
        ("Hal", content.subject),
    )
    return [
        kit.text(content.title, bold=True, align="center"),
        Spacer(0, kit.gap * 1.3),
        *(labelled(kit, label, value, HEAD) for label, value in people if value),
        *with_head("Tembusan" if content.cc else "", _numbered(content.cc, kit, HEAD + COLON), kit),
        *(labelled(kit, label, value, HEAD) for label, value in facts if value),
        Spacer(0, 3),
        Rule(after=kit.gap),
    ]


def _numbered(texts: tuple[str, ...], kit: Kit, left: float = 0, smaller: float = 0) -> list[Row]:
    """Each text on its line, with a number if there are several; a text that wraps stays beside its number."""
    start = left + (_COPY_NUMBER if len(texts) > 1 else 0)
    rows = []
    for index, text in enumerate(texts, 1):
        mark = [Cell(left, _COPY_NUMBER, kit.text(f"{index}.", smaller=smaller))] if len(texts) > 1 else []
        rows.append(Row([*mark, Cell(start, kit.width - start, kit.text(text, smaller=smaller))], after=1))
    return rows


def _body(blocks: tuple[ComposedBlock, ...], content: LetterContent, kit: Kit) -> list[Flowable]:
    story: list[Flowable] = []
    for block in blocks:
        if block.kind is BlockKind.SIGNATURE and not block.signatures:
            if content.signer:
                _sign(story, content, kit)
            continue
        if block.kind is BlockKind.SIGNATURE:
            _join(story, Stack(flowables(block, kit)), kit)
        else:
            story += flowables(block, kit)
        story.append(Spacer(0, kit.gap * (1.5 if block.kind is BlockKind.STATEMENT else 1)))
    return story


def _sign(story: list[Flowable], content: LetterContent, kit: Kit) -> None:
    """Put the official's signature under the text."""
    if content.signer:
        # A letter carries its date at the top, a note in its head; a titled paper carries it above the signature.
        date = content.place_date if content.shape in (Shape.TITLED, Shape.RECEIPT) else ""
        _join(story, signer_block(content.signer, kit, date), kit)


def _join(story: list[Flowable], signature: Stack, kit: Kit) -> None:
    """Bind a signature to the last text of ``story``, so that it never stands on a page without two lines of text."""
    gap = kit.gap * 1.6
    last = _last_text(story)
    if last is None:
        story.append(signature)
        return
    if last.wrap(kit.width, kit.width)[1] < 2 * kit.line and (before := _last_text(story)) is not None:
        signature = Stack([Spacer(0, kit.gap), last, Spacer(0, gap), signature])
        last, gap = before, 0.0
    story.append(SignedEnd(last, signature, gap, kit.line))


def _last_text(story: list[Flowable]) -> Flowable | None:
    """Take the last flowable that a signature can follow off ``story``; None if it must follow nothing."""
    gaps: list[Flowable] = []
    while story and isinstance(story[-1], Spacer):
        gaps.append(story.pop())
    if story and isinstance(story[-1], (Paragraph, Row, Table, SideBySide, SignedEnd)):
        return story.pop()
    story += reversed(gaps)
    return None


def _copies(content: LetterContent, kit: Kit) -> list[Flowable]:
    """The list of those who get a copy, at the left under the signature; a note has it in its head."""
    if not content.cc or content.shape is Shape.NOTE:
        return []
    return [Spacer(0, kit.gap * 1.2), Stack([kit.text("Tembusan:", smaller=1), *_numbered(content.cc, kit, smaller=1)])]


def _tail(blocks: tuple[ComposedBlock, ...], content: LetterContent, kit: Kit) -> list[Flowable]:
    """Reply slip and annexes; a slip stays in one piece, an annex begins a page under its head."""
    story: list[Flowable] = []
    for group in _groups(blocks):
        lines = _body(group, content, kit)
        if group[0].kind is BlockKind.TEAR_OFF:
            story += [Spacer(0, kit.gap * 1.5), KeepTogether(lines)]
        elif group[0].kind is BlockKind.ANNEX:
            story += [
                PageBreak(),
                _Entry(ANNEX_PLACE),
                _annex_head(content, kit),
                Spacer(0, kit.gap * 1.5),
                *lines,
            ]
        else:
            story += lines
    return story


def _groups(blocks: tuple[ComposedBlock, ...]) -> list[tuple[ComposedBlock, ...]]:
    groups: list[list[ComposedBlock]] = []
    for block in blocks:
        if not groups or block.kind in _BREAKS:
            groups.append([])
        groups[-1].append(block)
    return [tuple(group) for group in groups]


def _annex_head(content: LetterContent, kit: Kit) -> Stack:
    half = kit.width / 2
    date = content.place_date.rpartition(", ")[2]
    lines = ("LAMPIRAN", content.name.upper(), f"NOMOR {content.number or _BLANK_NUMBER}", f"TANGGAL {date.upper()}")
    return Stack([kit.text(line, smaller=1) for line in lines], left=half, width=half)


class _Entry(Flowable):
    """An entry in the table of contents that PDF viewers show; takes no room on the page."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self._title = title

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        return 0, 0

    def draw(self) -> None:
        self.canv.marks.append(self._title)


@dataclass(frozen=True)
class _Catchword:
    """The first word of the next page at the lower right (kata penyambung, Permendagri 1/2023)."""

    font: str

    def draw(self, canvas: Canvas, sheet: Sheet) -> None:
        if sheet.next_word:
            canvas.setFont(self.font, 11)
            canvas.drawRightString(sheet.right, sheet.bottom - 6 * MM, f"{sheet.next_word.rstrip('.,;:')}…")


@dataclass(frozen=True)
class _Check:
    """The code by which the office finds a paper in its register: at the foot of every page, as QR on the first."""

    code: str

    def draw(self, canvas: Canvas, sheet: Sheet) -> None:
        code = one_line(self.code)
        label = f"Kode periksa {' '.join(code[start : start + 4] for start in range(0, len(code), 4))}"
        y = sheet.bottom - 17 * MM
        canvas.setFillColor(styles.GREY)
        canvas.setFont(fonts.SANS, 7.5)
        if sheet.number == 1:
            side = 13 * MM
            canvas.drawString(sheet.left + side + 2 * MM, y + 4 * MM, label)
            draw_qr(canvas, code, sheet.left, y, side)
        else:
            canvas.drawString(sheet.left, y + 4 * MM, label)
