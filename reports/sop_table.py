"""The flow table of a printed SOP: rows measured, shared among pages without cutting one, and drawn page by page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Flowable, Paragraph

from models.sop.paper import SopPaper, branch_lines, output_lines, remark_lines
from models.sop.spec import Step
from reports import fonts, styles
from reports.sop_columns import Columns, Head, columns, head
from reports.sop_graph import Node, marks_of, nodes
from reports.sop_route import PageRows, Router
from reports.sop_rows import RowFigure, figure, has_room, letters_of
from reports.sop_shapes import Drawing, draw
from reports.styles import MM
from reports.text import escape, one_line

_SIZES = (8.0, 7.5, 7.0, 6.5, 6.0, 5.5, 5.0)
_LEADING = 1.2
_PAD = 1.3 * MM
_STRIP = 8.5 * MM
_TOTAL = 7 * MM
_LEAST_ROW = 13 * MM
#: Signs of a cell when even the smallest size does not bring a row onto a page (a mistake such as a pasted file).
_MOST_SIGNS = 1200
_CUT = " […]"


@dataclass(frozen=True)
class Measured:
    """A row before it has a place: its cells (paragraphs with their heights), figure, and height."""

    cells: tuple[tuple[tuple[Paragraph, float], ...], ...]
    figure: RowFigure
    height: float


@dataclass(frozen=True)
class Plan:
    """The whole table, ready to be shared among pages."""

    columns: Columns
    head: Head
    nodes: tuple[Node, ...]
    rows: tuple[Measured, ...]
    pages: tuple[range, ...]
    total: str

    @property
    def letters(self) -> Mapping[int, str]:
        """Letters of the rows that are reached from another page."""
        page_of = {index: number for number, page in enumerate(self.pages) for index in page}
        return letters_of(
            [
                way.target
                for node in self.nodes
                for way in node.exits
                if way.target is not None and page_of[way.target] != page_of[node.index]
            ]
        )


def flow_pages(paper: SopPaper, width: float, height: float) -> list[Flowable]:
    """One flowable of ``width`` by at most ``height`` points for each page of the table."""
    plan = _plan(paper, width, height)
    letters = plan.letters
    return [FlowPage(plan, number, letters) for number in range(len(plan.pages))]


def _plan(paper: SopPaper, width: float, height: float) -> Plan:
    spec = paper.spec
    made = columns(width, len(spec.actors))
    top = head(made, [actor.name for actor in spec.actors])
    letters = False
    drawn = nodes(spec, [marks_of(step, letters=False) for step in spec.steps], letters=False)
    if not has_room(drawn, made.lanes):
        letters = True
        drawn = nodes(spec, [marks_of(step, letters=True) for step in spec.steps], letters=True)
    room = height - top.height - 2 * _STRIP
    rows: tuple[Measured, ...] = ()
    for size, most in (*((size, 0) for size in _SIZES), (_SIZES[-1], _MOST_SIGNS)):
        setter = _Cells(paper, made, size, most, letters=letters)
        rows = tuple(setter.row(step, node) for step, node in zip(spec.steps, drawn, strict=True))
        if all(row.height <= room for row in rows):
            break
    return Plan(made, top, drawn, rows, _pages(rows, room), one_line(spec.printed_total))


def _pages(rows: Sequence[Measured], room: float) -> tuple[range, ...]:
    found, first, used = [], 0, 0.0
    for index, row in enumerate(rows):
        if used and used + row.height > room:
            found.append(range(first, index))
            first, used = index, 0.0
        used += row.height
    return (*found, range(first, len(rows)))


class _Cells:
    """Sets the texts of a row in one size."""

    def __init__(self, paper: SopPaper, made: Columns, size: float, most: int, *, letters: bool) -> None:
        self._paper, self._columns, self._size, self._most, self._letters = paper, made, size, most, letters

    def row(self, step: Step, node: Node) -> Measured:
        marks = marks_of(step, letters=self._letters)
        remarks = remark_lines(self._paper, step)
        if self._letters and step.outcomes:
            remarks = (*remarks, *branch_lines(self._paper.spec, step, marks))
        cells = (
            self._cell(0, (f"{step.number}.",), centre=True),
            self._cell(1, (step.activity or step.title,)),
            self._cell(2, step.requirements, bullets=True),
            self._cell(3, (str(step.time),) if step.time else ("–",), centre=True),
            self._cell(4, output_lines(self._paper, step, marks), bullets=True),
            self._cell(5, remarks),
        )
        shape = figure(node, self._columns.lanes)
        tallest = max(sum(part for _, part in cell) for cell in cells) + 2 * _PAD
        return Measured(cells, shape, max(tallest, shape.total, _LEAST_ROW))

    def _cell(
        self, column: int, texts: Sequence[str], *, bullets: bool = False, centre: bool = False
    ) -> tuple[tuple[Paragraph, float], ...]:
        room = self._columns.text[column][1] - 2 * _PAD
        marked = bullets and len(texts) > 1
        hang = fonts.width("• ", fonts.SANS, self._size) / MM if marked else 0.0
        align: styles.Align = "center" if centre else "left"
        shape = styles.style(self._size, leading=_LEADING, align=align, indent=hang, first_line=-hang)
        parts = []
        for text in self._shortened(texts):
            part = Paragraph(("• " if marked else "") + escape(self._breakable(text, room - hang * MM)), shape)
            parts.append((part, part.wrap(room, 1e6)[1]))
        return tuple(parts)

    def _shortened(self, texts: Sequence[str]) -> Sequence[str]:
        if not self._most:
            return texts
        kept: list[str] = []
        left = self._most
        for text in texts:
            if left <= 0:
                return [*kept, _CUT.strip()]
            kept.append(text if len(text) <= left else text[:left] + _CUT)
            left -= len(text) + 40
        return kept

    def _breakable(self, text: str, room: float) -> str:
        """A word with strokes that is wider than its column may be broken after them."""
        words = [
            word.replace("/", "/ ") if fonts.width(one_line(word), fonts.SANS, self._size) > room else word
            for word in text.split(" ")
        ]
        return " ".join(words)


class FlowPage(Flowable):
    """One page of the table: head, rows, the drawing over the actor columns, the total under the last row."""

    def __init__(self, plan: Plan, number: int, letters: Mapping[int, str]) -> None:
        super().__init__()
        self._plan, self._letters = plan, letters
        self._range = plan.pages[number]
        self._first, self._last = number == 0, number == len(plan.pages) - 1
        self.width = plan.columns.width
        rows = sum(plan.rows[index].height for index in self._range)
        strips = (0.0 if self._first else _STRIP) + (0.0 if self._last else _STRIP)
        self.height = plan.head.height + rows + strips + (_TOTAL if self._last and plan.total else 0.0)

    def wrap(self, available_width: float, available_height: float) -> tuple[float, float]:
        del available_width, available_height
        return self.width, self.height

    def draw(self) -> None:
        canvas, plan, top = self.canv, self._plan, self.height
        canvas.setStrokeColor(styles.INK)
        plan.head.draw(canvas, top)
        top -= plan.head.height
        y = 0.0
        if not self._first:
            self._grid(canvas, top, _STRIP)
            y = _STRIP
        for index in self._range:
            row = plan.rows[index]
            self._grid(canvas, top - y, row.height)
            self._texts(canvas, row, top - y)
            y += row.height
        if not self._last:
            self._grid(canvas, top - y, _STRIP)
        elif plan.total:
            self._sum(canvas, top - y)
        draw(canvas, self.drawing(), top)

    def drawing(self) -> Drawing:
        """Symbols, lines and words over the actor columns; y = 0 below the head."""
        plan, y = self._plan, 0.0 if self._first else _STRIP
        tops, figures = {}, {}
        for index in self._range:
            row = plan.rows[index]
            tops[index], figures[index] = y + (row.height - row.figure.total) / 2, row.figure
            y += row.height
        on_page = [plan.nodes[index] for index in self._range]
        strips = None if self._first else _STRIP / 2, None if self._last else y + _STRIP / 2
        rows = PageRows(on_page, tops, figures, *strips)
        return Router(plan.columns.lanes, [node.column for node in plan.nodes], self._letters, rows).drawing()

    def _grid(self, canvas: Canvas, top: float, height: float) -> None:
        lanes = self._plan.columns.lanes
        canvas.setLineWidth(0.6)
        canvas.setStrokeColor(styles.INK)
        for left, width in self._plan.columns.text:
            canvas.rect(left, top - height, width, height)
        for y in (top, top - height):
            canvas.line(lanes.left, y, lanes.left + lanes.count * lanes.width, y)
        canvas.setLineWidth(0.4)
        canvas.setStrokeColor(styles.HAIRLINE)  # the flow stands out before the borders it crosses
        for number in range(1, lanes.count):
            x = lanes.left + number * lanes.width
            canvas.line(x, top - height, x, top)
        canvas.setStrokeColor(styles.INK)

    def _texts(self, canvas: Canvas, row: Measured, top: float) -> None:
        for (left, _), cell in zip(self._plan.columns.text, row.cells, strict=True):
            y = top - _PAD
            for part, height in cell:
                y -= height
                part.drawOn(canvas, left + _PAD, y)

    def _sum(self, canvas: Canvas, top: float) -> None:
        """The total time as the SOP prints it, under the column of the times."""
        left = self._plan.columns.text[3][0]
        canvas.setLineWidth(0.6)
        canvas.rect(0, top - _TOTAL, self.width, _TOTAL)
        y = top - _TOTAL / 2 - 8 * 0.35
        canvas.setFillColor(styles.INK)
        canvas.setFont(fonts.SANS_BOLD, 8)
        canvas.drawRightString(left - 2 * MM, y, "Jumlah waktu")
        canvas.drawString(left + _PAD, y, self._plan.total)
