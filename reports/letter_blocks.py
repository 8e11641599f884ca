"""How each kind of block of a letter is set: one function per kind, in one registry."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence

from reportlab.platypus import Flowable, PageBreak, Paragraph, Spacer, Table

from models.domain.paper import Signer
from models.letters.spec import BlockKind, ComposedBlock
from reports import styles
from reports.flow import Cell, CutLine, DottedLine, Row, SideBySide, Stack, TickBox
from reports.letter_kit import COLON, HEAD, Kit, labelled
from reports.styles import MM, Align

#: Room beside the text of a cell; a row higher than ``_TALLEST_ROW`` is cut where a page ends, in points.
_CELL_PAD = 4
_TALLEST_ROW = 150 * MM
#: Rows of a table that stay with what stands below it; if one is higher than this, none does.
_KEPT, _HIGH_ROW = 2, 25 * MM
#: Only a row with a longer text than this can be high, even in the narrowest column.
_WORDY = 40
_NUMBER = 7.5 * MM
_PAIR_LABEL = 58 * MM
_PARTY_GAP = 6 * MM
_MOST_LISTED_OFFICERS = 3
_LONGEST_SHORT_LABEL = 90
_LONGEST_NAME = 300
_FIRST_LINE = 12.5
#: Room of "a.n." before a post.
_MARK = 8.5 * MM
_SUBMANDATE = "u.b."
_AMOUNT = re.compile(r"-?Rp[0-9.]+(,[0-9]+)?")
#: By how many points a table is smaller than the text around it.
_SMALLER = 1.0


def flowables(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    """The block as flowables, without the space after it. SIGNATURE without parties is set by the letter."""
    return _SETTERS[block.kind](block, kit)


def _paragraph(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    set_in = kit.style(align="justify", first_line=_FIRST_LINE)
    parts: list[Flowable] = []
    for text in block.texts:
        parts += [kit.set(text, set_in), Spacer(0, kit.gap)]
    return [*parts[:-1], *(DottedLine(kit.line * 1.5) for _ in range(block.blank_lines))]


def _items(texts: Sequence[str], kit: Kit, left: float, *, numbered: bool) -> list[Row]:
    """Texts from ``left``, with numbers if there are several."""
    numbers = numbered and len(texts) > 1
    start = left + (_NUMBER if numbers else 0)
    rows = []
    for index, text in enumerate(texts, 1):
        cells = [Cell(left, _NUMBER, kit.text(f"{index}."))] if numbers else []
        body = kit.set(text, kit.style(align="justify"))
        rows.append(Row([*cells, Cell(start, kit.width - start, body)], after=kit.gap * 0.35))
    return rows


def with_head(head: str, rows: list[Row], kit: Kit) -> list[Flowable]:
    """The first row gets the label of the clause at its left."""
    if not head or not rows:
        return [*rows]
    cells = [Cell(0, HEAD, kit.text(head)), Cell(HEAD, COLON, kit.text(":"))]
    return [rows[0].beside(cells), *rows[1:]]


def _clause(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    left = HEAD + COLON if block.head else 0.0
    return with_head(block.head, _items(block.texts, kit, left, numbered=block.numbered), kit)


def _list(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    head: list[Flowable] = [kit.text(block.head), Spacer(0, kit.gap * 0.4)] if block.head else []
    return [*head, *_items(block.texts, kit, 0, numbered=block.numbered)]


def _statement(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [kit.text(text, bold=True, align="center") for text in block.texts]


def _heading(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [kit.set(text, kit.style(bold=True, keep_with_next=True)) for text in block.texts]


def _pairs(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    width = min(max(kit.label_width(label) for label, _ in block.rows), _PAIR_LABEL)
    parts: list[Flowable] = [kit.text(block.head), Spacer(0, kit.gap * 0.4)] if block.head else []
    for label, value in block.rows:
        parts.append(labelled(kit, label, value, width) if value else _blank_pair(kit, label, width))
    return [*parts, *(DottedLine(kit.line * 1.5) for _ in range(block.blank_lines))]


def _blank_pair(kit: Kit, label: str, width: float) -> Flowable:
    """A label with dots to write on."""
    start = width + COLON
    row = Row([Cell(0, width, kit.text(label)), Cell(width, COLON, kit.text(":"))])
    return _Over([row, Stack([DottedLine(kit.line * 1.25)], left=start)])


class _Over(Flowable):
    """Flowables drawn on the same place, feet level."""

    def __init__(self, parts: Sequence[Flowable]) -> None:
        super().__init__()
        self._parts = tuple(parts)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        sizes = [part.wrap(available_width, available_height) for part in self._parts]
        self.width, self.height = available_width, max(height for _, height in sizes)
        return self.width, self.height

    def draw(self) -> None:
        for part in self._parts:
            part.drawOn(self.canv, 0, 0)


def _officers(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    if len(block.rows) > _MOST_LISTED_OFFICERS:
        return _officer_table(block, kit)
    left = HEAD + COLON if block.head else 0.0
    numbered = len(block.rows) > 1
    start = left + (_NUMBER if numbered else 0)
    labels = ("Nama", "NIP", _rank_word(kit), "Jabatan")
    width = max(28 * MM, *map(kit.label_width, labels))
    rows: list[Row] = []
    order = (0, 2, 1, 3) if kit.options.get("urutan") == "pangkat" else (0, 1, 2, 3)
    for index, officer in enumerate(block.rows, 1):
        for position, (label, value) in enumerate((labels[part], officer[part]) for part in order):
            row = labelled(kit, label, value, width, left=start, bold=position == 0)
            if numbered and position == 0:
                row = row.beside([Cell(left, _NUMBER, kit.text(f"{index}."))])
            row.spaceAfter = kit.gap * 0.6 if position == len(labels) - 1 else 1
            rows.append(row)
    return with_head(block.head, rows, kit)


def _rank_word(kit: Kit) -> str:
    return "Pangkat" if kit.options.get("pangkat") == "tanpa_golongan" else "Pangkat/Gol."


def _officer_table(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    rows = [
        (str(index), f"{name}\n{kit.options.get('nip', 'NIP')} {nip}" if nip != "-" else name, rank, post)
        for index, (name, nip, rank, post) in enumerate(block.rows, 1)
    ]
    columns = ("No.", "Nama/NIP", _rank_word(kit), "Jabatan")
    head: list[Flowable] = [labelled(kit, block.head, "", HEAD), Spacer(0, 3)] if block.head else []
    return [*head, grid(columns, rows, (10, 66, 40, 0), kit)]


def _table(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [grid(block.columns, block.rows, block.widths, kit, foot=block.foot)]


def grid(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    kit: Kit,
    *,
    foot: Sequence[Sequence[str]] = (),
    struck: Collection[int] = (),
    centred: Collection[int] = (),
    end: Flowable | None = None,
) -> Table:
    """A table with lines; heads repeat on every page, rows break across pages if they must. Widths in millimetres.

    A row of a single cell goes across all columns; ``foot`` are rows in bold, such as the sum; ``struck`` are the
    rows (from 0) that are crossed out but for their last cell, which says why; ``centred`` are columns of signs.
    ``end`` stands below without lines and never without the last rows above it.
    """
    count = len(columns) or max(map(len, rows))
    body = [_cells(row, kit, struck=index in struck, centred=centred) for index, row in enumerate(rows)]
    body += [_cells(row, kit, bold=True) for row in foot]
    head = [[kit.text(column, bold=True, align="center", smaller=_SMALLER) for column in columns]] if columns else []
    across = [
        ("SPAN", (0, len(head) + index), (-1, len(head) + index))
        for index, row in enumerate(body)
        if len(row) == 1 and count > 1
    ]
    wide = _column_widths(count, widths, kit.width)
    last = len(head) + len(body) - 1
    under = [[[end], *[""] * (count - 1)]] if end is not None else []
    table = Table(
        [*head, *([*row, *[""] * (count - len(row))] for row in body), *under],
        colWidths=wide,
        repeatRows=len(head),
        # A row moves to the next page as a whole; only where one would fill most of a page by itself are rows cut.
        splitInRow=int(any(_height(row, wide) > _TALLEST_ROW for row in body)),
    )
    kept = _kept(last, min(len(body), _KEPT)) if under else []
    table.setStyle([*_lines(len(head), last), *across, *kept])
    return table


def _lines(head: int, last: int) -> list[tuple[object, ...]]:
    """The lines of a table with so many rows of heads down to the row ``last``, and the room in its cells."""
    return [
        ("GRID", (0, 0), (-1, last), 0.6, styles.INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, head - 1), "MIDDLE") if head else ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 3),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
    ]


def closed_grid(
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[int],
    kit: Kit,
    end: Flowable,
    *,
    struck: Collection[int] = (),
    centred: Collection[int] = (),
) -> list[Flowable]:
    """A table with ``end`` below it, which takes the last rows along to the next page, unless a row is very high."""
    wide = _column_widths(len(columns), widths, kit.width)
    wordy = [row for row in rows if any(len(text) > _WORDY for text in row)]
    if any(_height(_cells(row, kit), wide) > _HIGH_ROW for row in wordy):
        return [grid(columns, rows, widths, kit, struck=struck, centred=centred), end]
    return [grid(columns, rows, widths, kit, struck=struck, centred=centred, end=end)]


def _kept(last: int, rows: int) -> list[tuple[object, ...]]:
    """What stands below the row ``last`` of a table goes with so many rows above it, across and without padding."""
    return [
        ("SPAN", (0, last + 1), (-1, last + 1)),
        ("NOSPLIT", (0, last + 1 - rows), (-1, last + 1)),
        *((side, (0, last + 1), (-1, last + 1), 0) for side in ("LEFTPADDING", "RIGHTPADDING", "BOTTOMPADDING")),
    ]


def _height(row: Sequence[Paragraph], widths: Sequence[float]) -> float:
    """Height of a row in points."""
    rooms = widths if len(row) == len(widths) else [sum(widths)]
    return max(float(cell.wrap(room - 2 * _CELL_PAD, 100_000)[1]) for cell, room in zip(row, rooms, strict=False))


def _cells(
    row: Sequence[str], kit: Kit, *, bold: bool = False, struck: bool = False, centred: Collection[int] = ()
) -> list[Paragraph]:
    """The cells of a row; amounts stand at the right of their column."""
    made = []
    for place, text in enumerate(row):
        amount = _AMOUNT.fullmatch(text.strip()) is not None
        align: Align = "center" if place in centred else "right" if amount else "left"
        style = kit.style(bold=bold, smaller=_SMALLER, align=align)
        crossed = struck and text and place < len(row) - 1
        made.append(kit.set(text, style, mark="strike" if crossed else ""))
    return made


def _column_widths(count: int, widths: Sequence[int], total: float) -> list[float]:
    """Widths in points; columns of width 0 share what is left, never less than 12 mm each."""
    wanted = [width * MM for width in widths] or [0.0] * count
    free = wanted.count(0.0)
    share = max((total - sum(wanted)) / free, 12 * MM) if free else 0.0
    sized = [width or share for width in wanted]
    scale = total / sum(sized)
    return [width * scale for width in sized]


def _ticks(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    """Boxes in two columns; in one if a label is long."""
    head: list[Flowable] = [kit.text(block.head), Spacer(0, kit.gap * 0.4)] if block.head else []
    two = len(block.texts) > _MOST_LISTED_OFFICERS and max(map(len, block.texts)) <= _LONGEST_SHORT_LABEL
    left = TickBox.SIDE + 6
    width = (kit.width - _PARTY_GAP) / 2 if two else kit.width
    rows = [
        Row([Cell(0, left, TickBox(kit.line, ticked=ticked)), Cell(left, width - left, kit.text(text))], after=1)
        for text, ticked in zip(block.texts, block.ticked, strict=True)
    ]
    if not two:
        return [*head, *rows]
    half = (len(rows) + 1) // 2
    return [*head, SideBySide([Stack(rows[:half]), Stack(rows[half:])], _PARTY_GAP)]


def _space(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [Spacer(0, kit.line * max(block.blank_lines, 1))]


def _page_break(_block: ComposedBlock, _kit: Kit) -> list[Flowable]:
    return [PageBreak()]


def _tear_off(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [CutLine(), Spacer(0, 4), *(kit.text(text, bold=True, align="center") for text in block.texts)]


def _annex(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    return [kit.text(text, bold=True, align="center") for text in block.texts]


def _signatures(block: ComposedBlock, kit: Kit) -> list[Flowable]:
    """Parties side by side, their names level; a name not given leaves a dotted line."""
    head: list[Flowable] = [kit.text(block.head, align="center"), Spacer(0, 2)] if block.head else []
    count = len(block.signatures)
    each = (kit.width - _PARTY_GAP * (count - 1)) / count
    roles = [kit.text(role, align="center") for role, _ in block.signatures]
    heights = [role.wrap(each, kit.width)[1] for role in roles]
    parties = [
        _party(role, name, max(heights) - height, kit)
        for role, height, (_, name) in zip(roles, heights, block.signatures, strict=True)
    ]
    return [Stack([*head, SideBySide(parties, _PARTY_GAP)])]


def _party(role: Paragraph, name: str, padding: float, kit: Kit) -> Stack:
    first, *rest = name[:_LONGEST_NAME].split("\n")
    below: list[Flowable]
    if first.strip():
        below = [kit.text(first, bold=True, align="center"), *(kit.text(line, align="center") for line in rest)]
    else:
        below = [DottedLine(kit.line, width=58 * MM, centred=True)]
    return Stack([role, Spacer(0, 4 * kit.line + padding), *below])


def signer_block(signer: Signer, kit: Kit, place_date: str = "") -> Stack:
    """The signature of an official: right half, left-aligned."""
    half = kit.width / 2
    return Stack([signature(signer, kit, half, place_date)], left=half, width=half)


def signature(signer: Signer, kit: Kit, width: float, above: str = "", *, room: float = 0.0) -> Stack:
    """Post, room to sign, name, rank and NIP in a block of ``width`` points; ``above`` is a line over the post.

    ``room``: points that there are more to sign, so that the name stands level with one beside it.
    """
    parts: list[Flowable] = [kit.text(above)] if above else []
    *before, (last_mark, post) = signer.lines
    for prefix, line in (*before, (last_mark, f"{post},")):
        mark = _MARK if prefix else 0.0
        cells = [Cell(0, mark, kit.text(prefix))] if prefix else []
        parts.append(Row([*cells, Cell(mark, width - mark, kit.text(line if line == _SUBMANDATE else line.upper()))]))
    parts += [Spacer(0, 4.2 * kit.line + room), _signer_name(signer, kit)]
    if signer.rank:
        parts.append(kit.text(signer.rank))
    if signer.nip:
        parts.append(kit.text(f"{kit.options.get('nip', 'NIP')} {signer.nip}"))
    return Stack(parts)


def _signer_name(signer: Signer, kit: Kit) -> Paragraph:
    habit = kit.options.get("nama", "tebal")
    return kit.set(signer.name, kit.style(bold=habit != "biasa"), mark="u" if habit == "garis_bawah" else "")


_SETTERS: dict[BlockKind, Callable[[ComposedBlock, Kit], list[Flowable]]] = {
    BlockKind.PARAGRAPH: _paragraph,
    BlockKind.CLAUSE: _clause,
    BlockKind.STATEMENT: _statement,
    BlockKind.OFFICERS: _officers,
    BlockKind.PAIRS: _pairs,
    BlockKind.LIST: _list,
    BlockKind.TABLE: _table,
    BlockKind.TICKS: _ticks,
    BlockKind.SPACE: _space,
    BlockKind.PAGE_BREAK: _page_break,
    BlockKind.HEADING: _heading,
    BlockKind.SIGNATURE: _signatures,
    BlockKind.TEAR_OFF: _tear_off,
    BlockKind.ANNEX: _annex,
}
