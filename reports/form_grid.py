"""Runs of questions with the same few answers as one grid: boxes to tick when blank, the answer when filled."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from reportlab.platypus import Flowable, Paragraph, Table, TableStyle

from models.forms.spec import Field, FieldKind, Value
from models.forms.values import display
from reports import styles
from reports.form_marks import OPTION_SIZE, VALUE_SIZE, tick_box
from reports.text import escape

MM = styles.MM
#: The answers of the yes/no kinds in the order of their columns.
YES_NO = {FieldKind.YES_NO: ("Ya", "Tidak"), FieldKind.YES_NO_UNKNOWN: ("Ya", "Tidak", "Tidak tahu")}
#: Choices stand in a grid if there are at most so many, none of them longer.
_MOST_CHOICES, _LONGEST_CHOICE = 5, 14
_COLUMN, _WIDE_COLUMN, _SHORT = 14 * MM, 20 * MM, 10
_ANSWER = 26 * MM
#: Above and below a line: a hand that ticks needs more room than print.
_PEN_ROOM = (0.9 * MM, 1.1 * MM)
_PRINT_ROOM = (0.35 * MM, 0.75 * MM)


def grid_answers(field: Field) -> tuple[str, ...]:
    """The columns for ``field`` in a grid; empty for a question that needs a box of its own."""
    if field.kind is FieldKind.CHOICE and not field.allow_other and len(field.options) <= _MOST_CHOICES:
        labels = tuple(option.full for option in field.options)
        return labels if all(len(label) <= _LONGEST_CHOICE for label in labels) else ()
    return YES_NO.get(field.kind, ())


class _Box(Flowable):
    """One box in the middle of its column."""

    def wrap(self, available_width: float, _available_height: float) -> tuple[float, float]:
        self._width = available_width
        return available_width, 3.6 * MM

    def draw(self) -> None:
        tick_box(self.canv, self._width / 2 - 1.55 * MM, 0.2 * MM)


def answer_grid(
    fields: Sequence[Field], values: Mapping[str, Value] | None, width: float, label: Callable[[Field], str]
) -> Table:
    """The questions ``fields``, all with the same answers; ``values`` None is for the pen, ``label`` is markup."""
    answers = grid_answers(fields[0])
    column = _WIDE_COLUMN if any(len(answer) > _SHORT for answer in answers) else _COLUMN
    if values is None:
        heads: list[Flowable | str] = ["", *(_head(answer) for answer in answers)]
        rows = [[_question(label(field)), *(_Box() for _ in answers)] for field in fields]
        widths = [width - column * len(answers), *([column] * len(answers))]
    else:
        heads = ["", _head("Jawaban")]
        rows = [[_question(label(field)), _answer(field, values.get(field.key))] for field in fields]
        widths = [width - _ANSWER, _ANSWER]
    above, below = _PEN_ROOM if values is None else _PRINT_ROOM
    drawn = Table([heads, *rows], widths, repeatRows=1, hAlign="LEFT")
    drawn.setStyle(
        TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, styles.HAIRLINE),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("LEFTPADDING", (0, 0), (0, -1), 2 * MM),
                ("LEFTPADDING", (1, 0), (-1, -1), 0.5 * MM),
                ("RIGHTPADDING", (0, 0), (-1, -1), 0.5 * MM),
                ("TOPPADDING", (0, 0), (-1, -1), above),
                ("BOTTOMPADDING", (0, 0), (-1, -1), below),
                ("TOPPADDING", (0, 0), (-1, 0), 0.5 * MM),
                ("BOTTOMPADDING", (0, 0), (-1, 0), 0.6 * MM),
            ]
        )
    )
    return drawn


def _question(markup: str) -> Paragraph:
    """The label in the ink and size of an answer: here the question itself is what is read."""
    return Paragraph(markup, styles.style(OPTION_SIZE, leading=1.18))


def _head(text: str) -> Paragraph:
    return Paragraph(escape(text), styles.style(7.2, align="center", color=styles.GREY, leading=1.05))


def _answer(field: Field, value: Value | None) -> Paragraph:
    shown = display(field, value) or "–"
    return Paragraph(escape(shown), styles.style(VALUE_SIZE, bold=value in ("ya", True), align="center"))
