"""Tables of counted figures: heads repeat over pages, numbers stand right, columns that do not fit follow below."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from math import ceil

from reportlab.platypus import CondPageBreak, Flowable, Paragraph, Spacer, Table

from models.statistics.figures import FigureTable
from models.statistics.report_book import THEN, TOTAL, UNKNOWN_ROW, number_text
from models.statistics.report_paper import ReportPaper
from models.statistics.suppression import BEFORE, COUNTS, SUM, Mask
from reports import fonts, styles
from reports.letter_kit import Kit
from reports.styles import MM
from reports.text import escape, one_line

#: Millimetres: the widest and the narrowest a column of numbers is made, the least and the most for the names of rows.
_WIDE, _NARROW, _NAMES, _LONG_NAMES = 22.0, 11.5, 42.0, 80.0
_COUNTS = (("victims", "Korban"), ("cases", "Kasus"), ("incidents", "Kejadian"))
#: By how many points a table is smaller than the text around it.
_SMALLER = 1.5
#: Room beside the text of a cell, in points.
_PAD = 3.5
#: Room below the title of a table without which it moves to the next page, in points.
_ROOM = 34 * MM


@dataclass(frozen=True)
class _Line:
    """One line of a table in words; ``strong`` for sums."""

    name: str
    cells: tuple[str, ...]
    strong: bool = False


def count_table(paper: ReportPaper, kit: Kit) -> Flowable:
    """The three counts side by side, with those of the period before."""
    figures, mask = paper.figures, paper.mask
    lines = [
        _Line(
            figures.words,
            tuple(number_text(mask, (COUNTS, key, SUM), getattr(figures.current, key)) for key, _ in _COUNTS),
            strong=True,
        ),
        _Line(
            "Periode sebelumnya",
            tuple(number_text(mask, (COUNTS, key, BEFORE), getattr(figures.before, key)) for key, _ in _COUNTS),
        ),
    ]
    return _grid("", [words for _, words in _COUNTS], lines, kit)


def parts_of(table: FigureTable, kit: Kit) -> int:
    """Into how many parts a table must be cut so that its columns fit."""
    widths, room = [_least(head, kit) for head in _heads(table)], kit.width - _NAMES * MM
    parts = 1
    while True:
        most = ceil(len(widths) / parts)
        if most == 1 or all(sum(widths[at : at + most]) <= room for at in range(0, len(widths), most)):
            return ceil(len(widths) / most)
        parts += 1


def figure_table(table: FigureTable, mask: Mask, kit: Kit, title: str, note: str) -> Iterator[Flowable]:
    """A table in as many parts as its columns need, each with the names of the rows and about as many columns.

    ``title`` stands above each part, ``note`` under the last.
    """
    heads, lines, parts = _heads(table), list(_lines(table, mask)), parts_of(table, kit)
    most = ceil(len(heads) / parts)
    for number in range(parts):
        part = slice(number * most, (number + 1) * most)
        if number:
            yield Spacer(0, kit.gap)
        yield CondPageBreak(_ROOM)
        yield _title(f"{title} (bagian {number + 1} dari {parts})" if parts > 1 else title, kit)
        cut = [_Line(line.name, line.cells[part], line.strong) for line in lines]
        yield _grid("Kategori", heads[part], cut, kit, note if number == parts - 1 else "")


def _title(words: str, kit: Kit) -> Paragraph:
    style = styles.style(kit.size - 0.5, bold=True, leading=kit.leading, after=2, keep_with_next=True)
    return Paragraph(escape(words), style)


def _heads(table: FigureTable) -> list[str]:
    wide = len(table.columns) > 1
    heads = [column.label or UNKNOWN_ROW for column in table.columns] if wide else []
    return [*heads, TOTAL if wide or not table.columns else table.columns[0].label or TOTAL, THEN]


def _least(head: str, kit: Kit) -> float:
    """The least width of a column in which no word of its head is broken, up to a limit; in points."""
    longest = max(
        (fonts.width(word, fonts.SANS_BOLD, kit.size - _SMALLER) for word in one_line(head).split()), default=0
    )
    return min(max(_NARROW * MM, longest + 2 * _PAD + 1), 2 * _WIDE * MM)


def _columns(heads: Sequence[str], lines: Sequence[_Line], kit: Kit) -> list[float]:
    """Widths of columns of numbers: all the same where there is room, else each as its head needs it.

    The names of the rows stand on one line where the columns leave them the room.
    """
    least = [_least(head, kit) for head in heads]
    longest = max((fonts.width(one_line(line.name), fonts.SANS, kit.size - _SMALLER) for line in lines), default=0)
    names = min(max(longest + 2 * _PAD + 1, _NAMES * MM), _LONG_NAMES * MM, kit.width - sum(least))
    room = kit.width - max(names, _NAMES * MM)
    if max(least) * len(heads) <= room:
        return [min(max(_WIDE * MM, *least), room / len(heads))] * len(heads)
    spare = max(room - sum(least), 0) / len(heads)
    return [min(width + spare, max(width, _WIDE * MM)) for width in least]


def _lines(table: FigureTable, mask: Mask) -> Iterator[_Line]:
    keys = [column.key for column in table.columns] if len(table.columns) > 1 else []
    for row in table.rows:
        values = [*zip(keys, row.cells, strict=False), (SUM, row.total), (BEFORE, row.before)]
        yield _Line(
            row.label or UNKNOWN_ROW, tuple(number_text(mask, (table.key, row.key, key), cell) for key, cell in values)
        )
    sums = [*zip(keys, table.totals, strict=False), (SUM, table.total), (BEFORE, table.before)]
    yield _Line(TOTAL, tuple(number_text(mask, (table.key, SUM, key), cell) for key, cell in sums), strong=True)


def text_table(heads: Sequence[str], rows: Sequence[Sequence[str]], widths: Sequence[float], kit: Kit) -> Table:
    """A table of words; ``widths`` are shares of the body."""
    total = sum(widths)
    body = [[_words(cell, kit) for cell in row] for row in rows]
    made = Table(
        [[_words(head, kit, bold=True) for head in heads], *body],
        colWidths=[kit.width * width / total for width in widths],
        repeatRows=1,
        splitInRow=1,
    )
    made.setStyle(_look())
    return made


def _grid(corner: str, heads: Sequence[str], lines: Sequence[_Line], kit: Kit, note: str = "") -> Table:
    columns = _columns(heads, lines, kit)
    widths = [kit.width - sum(columns), *columns]
    head = [_words(corner, kit, bold=True), *(_number(text, kit, bold=True) for text in heads)]
    body = [
        [
            _words(line.name, kit, bold=line.strong),
            *(_number(cell, kit, bold=line.strong, smaller=_SMALLER) for cell in line.cells),
        ]
        for line in lines
    ]
    under = [[Paragraph(escape(note), kit.style(smaller=2)), *[""] * len(heads)]] if note else []
    made = Table([head, *body, *under], colWidths=widths, repeatRows=1)
    sums = [number for number, line in enumerate(lines, 1) if line.strong]
    made.setStyle([*_look(last=len(body)), *chain(*([("BACKGROUND", (0, n), (-1, n), styles.SHADE)] for n in sums))])
    if note:  # it is a row of the table, so that it never begins a page alone
        made.setStyle(
            [("SPAN", (0, -1), (-1, -1)), ("NOSPLIT", (0, -3), (-1, -1)), ("LEFTPADDING", (0, -1), (0, -1), 0)]
        )
    return made


def _look(last: int = -1) -> list[tuple[object, ...]]:
    """The lines of a table whose words and numbers end with the row ``last``."""
    return [
        ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
        ("LINEABOVE", (0, 0), (-1, 0), 0.8, styles.INK),
        ("LINEBELOW", (0, 0), (-1, 0), 0.8, styles.INK),
        ("LINEBELOW", (0, 1), (-1, last), 0.4, styles.HAIRLINE),
        ("LINEBELOW", (0, last), (-1, last), 0.8, styles.INK),
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("VALIGN", (0, 0), (-1, 0), "BOTTOM"),
        ("LEFTPADDING", (0, 0), (-1, -1), _PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 3.2),
    ]


def _words(text: str, kit: Kit, *, bold: bool = False, smaller: float = _SMALLER) -> Paragraph:
    return Paragraph(escape(text), kit.style(bold=bold, smaller=smaller))


def _number(text: str, kit: Kit, *, bold: bool = False, smaller: float = _SMALLER) -> Paragraph:
    return Paragraph(escape(text), kit.style(bold=bold, smaller=smaller, align="right"))
