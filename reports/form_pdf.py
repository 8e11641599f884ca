"""Prints a form from its definition: blank for the pen or filled, in the same order as on the screen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from itertools import takewhile

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import CondPageBreak, Flowable, Image, KeepTogether, Paragraph, Spacer, Table, TableStyle

from models.forms import values as kinds
from models.forms.compute import LEVELS, unknown_answers
from models.forms.loader import OVERRIDE, REASON
from models.forms.paper import FormPaper
from models.forms.rules import filled, visible_sections
from models.forms.spec import Computed, ComputedKind, Condition, Field, FieldKind, FormSpec, Value, Width
from reports import fonts, styles
from reports.document import DocumentInfo, Hook, Sheet, body_width, build, footer
from reports.form_boxes import FieldBox, Pair, SectionBar, least_height
from reports.form_cells import draw_blank, draw_filled, table, total_in_words
from reports.form_grid import answer_grid, grid_answers
from reports.form_marks import LABEL_SIZE, Space, Ticks, WritingLines, plain
from reports.form_signatures import closing
from reports.letterhead import LetterheadBlock
from reports.qr import QrBox
from reports.text import escape, one_line

MM = styles.MM
SECRET = "RAHASIA – memuat data pribadi"  # noqa: S105 (the word printed on the paper, no password)
_LONGEST_IN_HALF = 220
_LONGEST_CONDITION = 90
#: The last question goes with the signatures unless it is taller than this.
_MOST_CARRIED = 60 * MM
#: A picture is never higher, so that its question stays on the page with it.
_PICTURE_HEIGHT = 95 * MM
_BEFORE_SECTION = 3 * MM
#: Side of the QR code of a blank form.
_QR = 15 * MM
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def render(paper: FormPaper) -> bytes:
    """The form as a PDF. Equal papers give equal bytes.

    The edges are narrower than those of letters: forms are filed in the case folder, left edge punched.
    """
    spec = paper.spec
    page = replace(paper.page, top=20, bottom=20, left=22, right=15)
    foot = f"No. register {paper.register_number}" if paper.register_number else "No. register …………………………"
    info = DocumentInfo(title=spec.title, subject=paper.register_number)
    middle = f"{spec.code} · versi {spec.version}" if spec.code else f"versi {spec.version}"
    hooks: list[Hook] = [_header(spec), footer(foot, middle)]
    return build(list(_Story(paper, body_width(page)).parts()), page, info, hooks=hooks)


def _header(spec: FormSpec) -> Hook:
    """The word RAHASIA at the left and the short title at the right of every page."""
    title = one_line(spec.short_title or spec.title)

    def draw(canvas: Canvas, sheet: Sheet) -> None:
        y = sheet.top + 5 * MM
        canvas.setFillColor(styles.INK)
        canvas.setFont(fonts.SANS_BOLD, 8.5)
        canvas.drawString(sheet.left, y, SECRET)
        canvas.setFillColor(styles.GREY)
        canvas.setFont(fonts.SANS, 8.5)
        canvas.drawRightString(sheet.right, y, title)
        canvas.setStrokeColor(styles.HAIRLINE)
        canvas.setLineWidth(0.5)
        canvas.line(sheet.left, y - 1.8 * MM, sheet.right, y - 1.8 * MM)

    return draw


class _Story:
    """Builds the flow of one form."""

    def __init__(self, paper: FormPaper, width: float) -> None:
        self._paper, self._width = paper, width
        self._spec = paper.spec
        self._blank = paper.values is None
        self._values: Mapping[str, Value] = paper.given if paper.values is None else paper.values
        self._ages = {
            entry.inputs[0]: self._values[entry.key]
            for entry in self._spec.computed
            if entry.kind is ComputedKind.AGE
            and filled(self._values.get(entry.inputs[0]))
            and entry.key in self._values
        }
        self._shared: tuple[Condition, ...] = ()
        self._officers = {option.key: option.label for option in paper.officers}

    def parts(self) -> Iterator[Flowable]:
        """Head, sections, results and the closing block, which takes the last question along."""
        body = [*self._head(), *self._sections(), *self._results()]
        names = () if self._blank else self._paper.names
        end = closing(self._spec.signatures, names, self._paper.place_date, self._spec.statement, self._width)
        carried = _last_piece(body)
        if end and carried and sum(_height(part, self._width) for part in carried) < _MOST_CARRIED:
            del body[-len(carried) :]
            end = [*(part for part in carried if not isinstance(part, CondPageBreak)), *end]
        yield from body
        yield KeepTogether(end)

    def _head(self) -> Iterator[Flowable]:
        if self._paper.letterhead:
            yield LetterheadBlock(self._paper.letterhead)
        yield Paragraph(escape(self._spec.title.upper()), styles.style(13, bold=True, align="center", after=3))
        if self._spec.note:
            yield Paragraph(escape(self._spec.note), styles.style(8.4, italic=True, align="center", leading=1.2))
        yield Spacer(0, 2.5 * MM)
        yield self._register_line()

    def _register_line(self) -> Flowable:
        """The register number in a box of its own, and on blank forms what the asterisk means."""
        number = escape(one_line(self._paper.register_number)) or "." * 50
        left = Paragraph(f"Nomor register <b>{number}</b>", styles.style(9.5))
        legend = "* wajib diisi" if self._blank else ""
        right = Paragraph(legend, styles.style(8, align="right", color=styles.GREY))
        code = [QrBox(form_mark(self._spec, self._paper.register_number), _QR)] if self._blank else []
        line = Table([[left, right, code]], [self._width * 0.72 - _QR, self._width * 0.28 - 2 * MM, _QR + 2 * MM])
        line.setStyle(
            TableStyle(
                [
                    ("LEFTPADDING", (0, 0), (-1, -1), 0),
                    ("RIGHTPADDING", (0, 0), (-2, -1), 0),
                    ("LEFTPADDING", (2, 0), (2, 0), 2 * MM),
                    ("RIGHTPADDING", (2, 0), (2, 0), 0),
                    ("VALIGN", (0, 0), (-1, -1), "BOTTOM"),
                ]
            )
        )
        return line

    def _sections(self) -> Iterator[Flowable]:
        if self._blank:
            pairs = tuple((section, section.fields) for section in self._spec.sections)
        else:
            pairs = visible_sections(self._spec, self._values)
        for index, (section, fields) in enumerate(pairs):
            letter = _LETTERS[index] + ". " if index < len(_LETTERS) else ""
            self._shared = _shared_condition(fields)
            hint = section.intro or _condition(self._spec, self._shared)
            intro = [Paragraph(escape(hint), styles.style(8.2, italic=True, before=2, after=2))]
            yield from self._together(
                [SectionBar(letter + section.title), *(intro if hint and self._blank else [])], list(self._rows(fields))
            )

    def _together(self, heading: list[Flowable], following: list[Flowable]) -> Iterator[Flowable]:
        """``heading`` on the page where ``following`` begins."""
        yield CondPageBreak(least_height([*heading, *following], self._width) + _BEFORE_SECTION)
        yield from heading
        yield from following

    def _rows(self, fields: tuple[Field, ...]) -> Iterator[Flowable]:
        """Fields as rows: two halves side by side, runs of yes/no questions as one grid."""
        waiting = list(fields)
        while waiting:
            field = waiting.pop(0)
            if run := _grid_run(field, waiting, self._values if self._blank else {}):
                yield answer_grid(run, None if self._blank else self._values, self._width, self._label_markup)
                del waiting[: len(run) - 1]
            elif field.kind is FieldKind.TABLE:
                yield from self._table(field)
            elif field.kind is FieldKind.NOTE:
                yield Paragraph(escape(field.label), styles.style(8.8, before=3, after=3))
            elif waiting and self._half(field) and self._half(waiting[0]):
                yield Pair(self._box(field), self._box(waiting.pop(0)))
            else:
                yield self._box(field)

    def _half(self, field: Field) -> bool:
        shown = kinds.display(field, self._values.get(field.key), self._officers)
        return field.width is Width.HALF and len(shown) <= _LONGEST_IN_HALF

    def _box(self, field: Field) -> FieldBox:
        value = self._values.get(field.key)
        to_write = self._blank and not filled(value)
        answer = draw_blank(field) if to_write else draw_filled(field, value, self._officers)
        if field.kind is FieldKind.PICTURE and isinstance(value, list) and not to_write:
            answer += [one for key in value if (one := self._picture(str(key))) is not None]
        if field.key in self._ages:
            answer = [plain(f"{kinds.display(field, value)} ({self._ages[field.key]} tahun)")]
        return FieldBox(None if field.kind is FieldKind.TICK else self._label(field), answer)

    def _picture(self, key: str) -> Flowable | None:
        content = self._paper.pictures.get(key)
        if content is None:
            return None
        drawn = Image(BytesIO(content))
        room, tall = self._width - 6 * MM, _PICTURE_HEIGHT
        scale = min(room / drawn.imageWidth, tall / drawn.imageHeight, 1.0)
        return Image(BytesIO(content), drawn.imageWidth * scale, drawn.imageHeight * scale, hAlign="LEFT")

    def _table(self, field: Field) -> Iterator[Flowable]:
        label = self._label(field)
        value = self._values.get(field.key)
        if not self._blank and not filled(value):
            yield self._box(field)
            return
        heading = [Spacer(0, 1.5 * MM), label, Spacer(0, 0.8 * MM)]
        drawn = table(field, value, self._officers, self._width)
        yield from self._together(heading, [drawn, *total_in_words(field, value), Spacer(0, 1.5 * MM)])

    def _label(self, field: Field) -> Paragraph:
        return Paragraph(self._label_markup(field), styles.style(LABEL_SIZE, leading=1.18, color=styles.GREY))

    def _label_markup(self, field: Field) -> str:
        """The question; on blank forms with the mark of required ones, its condition and its help."""
        text = escape(field.label)
        if self._blank:
            text += " *" if field.required else ""
            condition = _condition(self._spec, field.show_if) if field.show_if != self._shared else ""
            hint = " ".join(part for part in (condition, field.help) if part)
            text += f' <font size="6.8"><i>{escape(hint)}</i></font>' if hint else ""
        return text

    def _results(self) -> Iterator[Flowable]:
        """What is computed: on paper the officer's decision to tick, on a filled form the result and its override."""
        entries = [
            entry
            for entry in self._spec.computed
            if entry.kind is not ComputedKind.AGE and (entry.overridable or not self._blank)
        ]
        boxes = [box for entry in entries for box in self._result(entry)]
        if boxes:
            yield from self._together([SectionBar("Hasil")], boxes)

    def _result(self, entry: Computed) -> Iterator[FieldBox]:
        label = Paragraph(escape(entry.label), styles.style(LABEL_SIZE, leading=1.18, color=styles.GREY))
        if self._blank:
            levels = entry.kind is ComputedKind.RISK_LEVEL
            yield FieldBox(label, [Ticks(list(LEVELS.values())) if levels else Space()])
            yield FieldBox(_small("Alasan petugas, bila berbeda dari hasil hitungan"), [WritingLines(2)])
            return
        override = self._values.get(entry.key + OVERRIDE)
        found = self._values.get(entry.key)
        if filled(found) or filled(override):
            unknown = unknown_answers(entry, self._values)
            more = f" ({unknown} jawaban tidak tahu)" if unknown else ""
            yield FieldBox(label, [plain(_result_text(found) + more, bold=True)])
        if override is not None and filled(override):
            yield FieldBox(_small("Keputusan petugas"), [plain(_result_text(override), bold=True)])
            reason = self._values.get(entry.key + REASON)
            yield FieldBox(_small("Alasan petugas"), [plain(str(reason or "–"))])


def _last_piece(body: list[Flowable]) -> list[Flowable]:
    """What stands last: a box, or a table with the headings that belong to it."""
    if body and isinstance(body[-1], (FieldBox, Pair)):
        return body[-1:]
    start = _heading_of(body, len(body))
    before = _heading_of(body, start)
    if before < start and all(isinstance(part, (CondPageBreak, SectionBar, Paragraph)) for part in body[before:start]):
        start = before
    return body[start:]


def _heading_of(body: list[Flowable], end: int) -> int:
    """Where the stretch begins that must not be torn from what stands before ``end``."""
    return next((at for at in range(end - 1, -1, -1) if isinstance(body[at], CondPageBreak)), end)


def form_mark(spec: FormSpec, register_number: str) -> str:
    """What the QR code of a blank form says: which form, which version, for which case; never whom it is about."""
    return "|".join(("JANGKAU", one_line(spec.code or spec.key), str(spec.version), one_line(register_number)))


def _result_text(value: Value | None) -> str:
    return "–" if value is None else LEVELS.get(str(value), str(value))


def _grid_run(field: Field, following: list[Field], given: Mapping[str, Value]) -> list[Field]:
    """``field`` and the questions with the same few answers right after it; empty where it stands alone.

    What a blank form says already (``given``) stands in a box of its own.
    """

    answers = grid_answers(field)

    def fits(other: Field) -> bool:
        same = other.kind is field.kind and grid_answers(other) == answers
        return same and other.width is Width.FULL and other.key not in given

    if not answers or not fits(field):
        return []
    run = [field, *takewhile(fits, following)]
    return run if len(run) > 1 else []


def _shared_condition(fields: tuple[Field, ...]) -> tuple[Condition, ...]:
    """The condition all ``fields`` of a section hang on: said once above them; empty if they differ."""
    conditions = {field.show_if for field in fields}
    return conditions.pop() if len(conditions) == 1 else ()


def _small(text: str) -> Paragraph:
    return Paragraph(escape(text), styles.style(LABEL_SIZE, leading=1.18, color=styles.GREY))


def _condition(spec: FormSpec, conditions: tuple[Condition, ...]) -> str:
    """As in "(bila KDRT: Ya)" for what is asked only then; empty where that would be longer than the question."""
    texts = [_condition_text(spec, condition) for condition in conditions]
    joined = ", ".join(text for text in texts if text)
    return f"(bila {joined})" if joined and len(joined) <= _LONGEST_CONDITION else ""


def _condition_text(spec: FormSpec, condition: Condition) -> str:
    asked = {field.key: field for field in spec.fields}.get(condition.field)
    if asked is None:
        return ""
    if not condition.values:
        return f"{asked.label} terisi"
    answers = [kinds.ANSWERS.get(value) or kinds.option_label(asked, value) for value in condition.values]
    return f"{asked.label}: {' atau '.join(answers)}"


def _height(part: Flowable, width: float) -> float:
    return float(part.wrap(width, 100_000)[1])
