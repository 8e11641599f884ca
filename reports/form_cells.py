"""How each kind of field looks on paper, blank for the pen and filled: the mirror of the screen's editors."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from reportlab.lib.colors import Color
from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from models.domain import indonesia
from models.forms import values as kinds
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, Scalar, Value, Width
from reports import styles
from reports.form_marks import (
    LABEL_SIZE,
    OPTION_SIZE,
    VALUE_SIZE,
    DigitBoxes,
    LabelledLines,
    ScaleBoxes,
    SignatureSpace,
    Space,
    Ticks,
    WritingLines,
    plain,
)
from reports.text import escape

MM = styles.MM
#: Longer lists of choices are looked up on screen; on paper the answer is written out.
_MOST_TICKED, _MOST_TICKED_HALF = 16, 4
_CELL_SIZE = 8.2
_ROW_HEIGHT = 8 * MM
_CELL_PAD = 1.3 * MM
_TALLEST_ROW = 180 * MM
_NUMBER_WIDTH = 8 * MM
#: Width of table columns whose longest answer is known.
_FIXED = {
    FieldKind.INTEGER: 14 * MM, FieldKind.DATE: 18 * MM, FieldKind.TIME: 13 * MM, FieldKind.YES_NO: 17 * MM,
    FieldKind.YES_NO_UNKNOWN: 20 * MM, FieldKind.TICK: 13 * MM, FieldKind.SCALE: 17 * MM, FieldKind.MONEY: 26 * MM,
    FieldKind.PHONE: 26 * MM,
}  # fmt: skip
#: Width of the others, in shares of what is left.
_SHARES = {FieldKind.CHOICE: 0.8}
#: Where a photo is glued on a blank form.
_PICTURE_ROOM = 45 * MM
_MANY = (FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST)
_ANSWERS = {
    FieldKind.YES_NO: ("Ya", "Tidak"),
    FieldKind.YES_NO_UNKNOWN: ("Ya", "Tidak", "Tidak tahu"),
}

Blank = Callable[[Field], list[Flowable]]
Filled = Callable[[Field, Value, Mapping[str, str]], list[Flowable]]


@dataclass(frozen=True)
class Cell:
    """The drawing of one kind: what stands under the label when blank, and when answered."""

    blank: Blank
    filled: Filled


def draw_blank(field: Field) -> list[Flowable]:
    """What stands under the label on a blank form."""
    return CELLS[field.kind].blank(field)


def draw_filled(field: Field, value: Value | None, officers: Mapping[str, str]) -> list[Flowable]:
    """The answer as it is printed; a dash where the question was left open."""
    if value is None or not filled(value):
        return [Paragraph("–", styles.style(VALUE_SIZE, color=styles.GREY))]
    return CELLS[field.kind].filled(field, value, officers)


def columns_of(field: Field, width: float) -> list[float]:
    """Widths of the columns of a TABLE that fill ``width`` points, the running number first."""
    fixed = [_FIXED.get(column.kind, 0.0) for column in field.columns]
    rest = width - _NUMBER_WIDTH - sum(fixed)
    shares = [0.0 if own else _SHARES.get(column.kind, 1.0) for own, column in zip(fixed, field.columns, strict=True)]
    if not any(shares):  # only narrow columns: spread them over the width
        return [_NUMBER_WIDTH, *(own * (width - _NUMBER_WIDTH) / sum(fixed) for own in fixed)]
    return [_NUMBER_WIDTH, *(own or rest * share / sum(shares) for own, share in zip(fixed, shares, strict=True))]


def table(field: Field, value: Value | None, officers: Mapping[str, str], width: float) -> Table:
    """A TABLE field with heads that repeat on every page; ``value`` None gives empty rows to write in."""
    rows = [row for row in value if isinstance(row, dict)] if isinstance(value, list) else []
    blank = value is None
    head = [_head("No."), *(_head(column.label) for column in field.columns)]
    body = [_empty_row(field, number) for number in range(1, field.rows + 1)] if blank else _rows(field, rows, officers)
    heights: list[float | None] = [None, *([_ROW_HEIGHT if blank else None] * len(body))]
    lines = [head, *body]
    if field.total:
        lines.append(_total_row(field, value))
        heights.append(None)
    widths = columns_of(field, width)
    # A row moves to the next page as a whole; only one that would fill most of a page by itself is cut.
    cut = int(any(_height(row, widths) > _TALLEST_ROW for row in body))
    drawn = Table(lines, widths, heights, repeatRows=1, splitByRow=1, splitInRow=cut, hAlign="LEFT")
    drawn.setStyle(_table_style(field))
    return drawn


def _height(row: list[Flowable], widths: list[float]) -> float:
    room = zip(row, widths, strict=True)
    return max(float(cell.wrap(max(width - 2 * _CELL_PAD, 1), 100_000)[1]) for cell, width in room)


def total_in_words(field: Field, value: Value | None) -> list[Flowable]:
    """The sum of a table of amounts in words, as budgets need it; a dotted line on a blank form."""
    if not field.total or field.columns[_summed(field) - 1].kind is not FieldKind.MONEY:
        return []
    if value is None:
        return [LabelledLines(["Terbilang"])]
    amount = kinds.total(field, value)
    if not 0 <= amount <= indonesia.LARGEST_IN_WORDS:
        return []
    return [plain(f"Terbilang: {indonesia.in_words(amount)} rupiah", OPTION_SIZE)]


def _rows(field: Field, rows: list[dict[str, Scalar]], officers: Mapping[str, str]) -> list[list[Flowable]]:
    return [
        [_text(str(number)), *(_text(_shown(column, row.get(column.key), officers)) for column in field.columns)]
        for number, row in enumerate(rows, 1)
    ]


def _shown(column: Field, value: Scalar | None, officers: Mapping[str, str]) -> str:
    """A cell of a table; dates short, so that a narrow column keeps them on one line."""
    if column.kind is FieldKind.DATE and isinstance(value, str):
        try:
            return indonesia.short_date(date.fromisoformat(value))
        except ValueError:
            return value
    return kinds.display(column, value, officers)


def _empty_row(field: Field, number: int) -> list[Flowable]:
    return [_text(str(number)), *(_hint(column) for column in field.columns)]


def _hint(column: Field) -> Flowable:
    """What a narrow empty cell needs to be filled in right: the answers of yes/no, nothing else."""
    if column.kind in _ANSWERS:
        return Paragraph(" / ".join(_ANSWERS[column.kind]), styles.style(LABEL_SIZE, color=styles.GREY))
    return Space(2 * MM)


def _summed(field: Field) -> int:
    """Place of the summed column, counted with the running number."""
    return 1 + next(index for index, column in enumerate(field.columns) if column.key == field.total)


def _total_row(field: Field, value: Value | None) -> list[Flowable | str]:
    """The word Jumlah over all columns left of the sum."""
    at = _summed(field)
    row: list[Flowable | str] = [_text("Jumlah", bold=True), *([""] * len(field.columns))]
    if value is not None:
        shown = kinds.display(field.columns[at - 1], kinds.total(field, value))
        row[at] = _text(shown or "0", bold=True)
    return row


def _table_style(field: Field) -> TableStyle:
    commands: list[tuple[object, ...]] = [
        ("GRID", (0, 0), (-1, -1), 0.5, styles.HAIRLINE),
        ("BACKGROUND", (0, 0), (-1, 0), styles.SHADE),
        ("VALIGN", (0, 0), (-1, 0), "MIDDLE"),
        ("VALIGN", (0, 1), (-1, -1), "TOP"),
        ("LEFTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("RIGHTPADDING", (0, 0), (-1, -1), _CELL_PAD),
        ("TOPPADDING", (0, 0), (-1, -1), 0.9 * MM),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 1.1 * MM),
    ]
    if field.total:
        commands += [
            ("BACKGROUND", (0, -1), (-1, -1), styles.SHADE),
            ("SPAN", (0, -1), (_summed(field) - 1, -1)),
        ]
    return TableStyle(commands)


def _head(text: str) -> Paragraph:
    return Paragraph(escape(text), styles.style(LABEL_SIZE, bold=True, leading=1.12))


def _text(text: str, *, bold: bool = False, color: Color = styles.INK) -> Paragraph:
    return Paragraph(escape(text), styles.style(_CELL_SIZE, bold=bold, leading=1.18, color=color))


def _line(_field: Field) -> list[Flowable]:
    return [Space()]


def _lines(field: Field) -> list[Flowable]:
    return [WritingLines(field.rows)]


def _digits(groups: tuple[int, ...], between: str = "", under: tuple[str, ...] = ()) -> Blank:
    return lambda _field: [DigitBoxes(groups, between, under)]


def _money(_field: Field) -> list[Flowable]:
    return [LabelledLines(["Rp"])]


def _answers(field: Field) -> list[Flowable]:
    return [Ticks(_ANSWERS[field.kind])]


def _options(field: Field) -> list[Flowable]:
    most = _MOST_TICKED if field.width is Width.FULL or field.kind in _MANY else _MOST_TICKED_HALF
    labels = [option.full for option in field.options]
    if not labels or (len(labels) > most and field.kind is FieldKind.CHOICE):
        return [Space()]
    other = ["Lainnya:"] if field.allow_other else []
    return [Ticks([*labels, *other], line=bool(other))]


def _scale(field: Field) -> list[Flowable]:
    low, high = field.minimum or 0, field.maximum if field.maximum is not None else 10
    return [ScaleBoxes(low, high) if high - low <= 20 else Space()]


def _tick(field: Field) -> list[Flowable]:
    return [Ticks([field.label])]


def _region(field: Field) -> list[Flowable]:
    words = ("Desa/Kel.", "Kec.", "Kab./Kota") if field.width is Width.FULL else ("",)
    return [LabelledLines(words)] if words[0] else [Space()]


def _nothing(_field: Field) -> list[Flowable]:
    return []


def _show(field: Field, value: Value, officers: Mapping[str, str]) -> list[Flowable]:
    return [plain(kinds.display(field, value, officers))]


def _show_long(field: Field, value: Value, officers: Mapping[str, str]) -> list[Flowable]:
    """One paragraph per line, so that page breaks fall between them first."""
    lines = kinds.display(field, value, officers).split("\n")
    return [plain(line) if line.strip() else Space(2 * MM) for line in lines]


def _show_money(field: Field, value: Value, officers: Mapping[str, str]) -> list[Flowable]:
    shown = plain(kinds.display(field, value, officers))
    if not isinstance(value, int) or isinstance(value, bool) or abs(value) > indonesia.LARGEST_IN_WORDS:
        return [shown]
    words = f"({indonesia.in_words(value)} rupiah)"
    return [shown, Paragraph(escape(words), styles.style(OPTION_SIZE, italic=True))]


def _show_chosen(field: Field, value: Value, _officers: Mapping[str, str]) -> list[Flowable]:
    """The chosen options in the order of the list, a free text last."""
    entries = [str(entry) for entry in (value if isinstance(value, list) else [value])]
    order = [option.key for option in field.options]
    entries.sort(key=lambda entry: order.index(entry) if entry in order else len(order))
    return [Ticks([kinds.option_text(field, entry) for entry in entries], [True] * len(entries))]


def _show_checked(field: Field, value: Value, _officers: Mapping[str, str]) -> list[Flowable]:
    """The whole list with its ticks: what was not checked is told too."""
    entries = [str(entry) for entry in (value if isinstance(value, list) else [value])]
    own = {option.key for option in field.options}
    labels = [option.full for option in field.options] + [entry for entry in entries if entry not in own]
    ticked = [option.key in entries for option in field.options] + [True for entry in entries if entry not in own]
    return [Ticks(labels, ticked)]


def _sign(_field: Field) -> list[Flowable]:
    return [SignatureSpace()]


def _show_signature(field: Field, value: Value, officers: Mapping[str, str]) -> list[Flowable]:
    return [SignatureSpace(kinds.display(field, value, officers))]


def _show_tick(field: Field, _value: Value, _officers: Mapping[str, str]) -> list[Flowable]:
    return [Ticks([field.label], [True])]


def _show_officers(field: Field, value: Value, officers: Mapping[str, str]) -> list[Flowable]:
    names = [officers.get(str(entry), str(entry)) for entry in (value if isinstance(value, list) else [value])]
    return [plain(f"{number}. {name}" if len(names) > 1 else name) for number, name in enumerate(names, 1)]


#: The drawing of every kind; a test proves that no kind is missing. TABLE is drawn by ``table`` over the full width.
CELLS: dict[FieldKind, Cell] = {
    FieldKind.TEXT: Cell(_line, _show),
    FieldKind.LONG_TEXT: Cell(_lines, _show_long),
    FieldKind.INTEGER: Cell(_line, _show),
    FieldKind.MONEY: Cell(_money, _show_money),
    FieldKind.DATE: Cell(_digits((2, 2, 4), "/", ("tanggal", "bulan", "tahun")), _show),
    FieldKind.TIME: Cell(_digits((2, 2), ".", ("jam", "menit")), _show),
    FieldKind.YES_NO: Cell(_answers, _show),
    FieldKind.YES_NO_UNKNOWN: Cell(_answers, _show),
    FieldKind.CHOICE: Cell(_options, _show),
    FieldKind.MULTI_CHOICE: Cell(_options, _show_chosen),
    FieldKind.CHECKLIST: Cell(_options, _show_checked),
    FieldKind.SCALE: Cell(_scale, _show),
    FieldKind.TICK: Cell(_tick, _show_tick),
    FieldKind.NIK: Cell(_digits((16,)), _show),
    FieldKind.PHONE: Cell(_line, _show),
    FieldKind.REGION: Cell(_region, _show),
    FieldKind.OFFICER: Cell(_line, _show),
    FieldKind.OFFICERS: Cell(lambda _field: [WritingLines(2)], _show_officers),
    FieldKind.PERSON: Cell(_line, _show),
    FieldKind.ORGANISATION: Cell(_line, _show),
    FieldKind.SIGNATURE: Cell(_sign, _show_signature),
    FieldKind.PICTURE: Cell(lambda _field: [Space(_PICTURE_ROOM)], _show),
    FieldKind.TABLE: Cell(_nothing, _show),
    FieldKind.NOTE: Cell(_nothing, _show),
}
