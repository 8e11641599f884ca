"""Lines between the symbols of one page: orthogonal, along the margins of the columns, never through a symbol.

The row above leads down by the shortest line. A jump leaves its symbol sideways, runs along the margin of its own
column and arrives over its target. What lies on another page is reached by a connector with the target's letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports import fonts
from reports.sop_graph import Exit, Node, Side
from reports.sop_rows import CLEAR, HANG, PAD, Lanes, RowFigure, turns_up
from reports.sop_shapes import (
    CONNECTOR,
    LABEL_LINE,
    LABEL_SIZE,
    PILL_HEIGHT,
    Drawing,
    Kind,
    Label,
    Path,
    Point,
    Symbol,
    connector,
    pill,
)
from reports.styles import MM

#: Of the free margin beside the symbols: where its first line runs, and how much of it the others may take.
_TRACK_FIRST, _TRACK_ROOM = 0.42, 0.4
_TRACK_STEP = 1.3 * MM
_BESIDE_LINE = 0.9 * MM


@dataclass(frozen=True)
class PageRows:
    """The rows of one page.

    Attributes:
        tops: where the figure of each row begins, by its index.
        figures: their measures.
        head: middle of the strip for connectors above the rows, None where there is none; ``foot`` below them.
    """

    nodes: Sequence[Node]
    tops: Mapping[int, float]
    figures: Mapping[int, RowFigure]
    head: float | None
    foot: float | None


class Tracks:
    """The lines along the margins of the columns: those side by side at the same height lie apart."""

    def __init__(self, lanes: Lanes) -> None:
        self._lanes = lanes
        self._taken: dict[tuple[int, Side], list[tuple[float, float, int, int]]] = {}
        self._numbers: dict[tuple[int, Exit], int] = {}
        self._arrivals: set[tuple[int, Side]] = set()

    @property
    def first(self) -> float:
        """How far from the edge of its column the outermost line runs."""
        return self._lanes.margin * _TRACK_FIRST

    def take(self, node: Node, way: Exit, start: float, end: float, column: int) -> None:
        """Give a way the first free line of its margin; ways to the same target share theirs.

        ``column`` is that of the target: a way arrives from the side on which its margin lies.
        """
        assert way.target is not None  # noqa: S101 (ends run along no margin)
        low, high = min(start, end), max(start, end)
        taken = self._taken.setdefault((node.column, way.side), [])
        busy = {
            number
            for begin, to, number, target in taken
            if target != way.target and low < to + CLEAR and begin < high + CLEAR
        }
        number = next(free for free in range(len(taken) + 1) if free not in busy)
        taken.append((low, high, number, way.target))
        self._numbers[node.index, way] = number
        from_right = node.column > column or (node.column == column and way.side is Side.RIGHT)
        self._arrivals.add((way.target, Side.RIGHT if from_right else Side.LEFT))

    def passes(self, node: Node, side: Side, y: float) -> bool:
        """True if a line runs along this margin of the row at ``y``, or comes to the row from this side."""
        taken = self._taken.get((node.column, side), [])
        near = any(low - CONNECTOR < y < high + CONNECTOR for low, high, _, _ in taken)
        return near or (node.index, side) in self._arrivals

    def place(self, node: Node, way: Exit) -> float:
        """Where the line of a way runs; many lines in one margin move closer together."""
        most = max(number for _, _, number, _ in self._taken[node.column, way.side])
        margin = self._lanes.margin
        step = min(_TRACK_STEP, margin * _TRACK_ROOM / max(most, 1))
        inward = self.first + self._numbers[node.index, way] * step
        return self._lanes.middle(node.column) + way.side.value * (self._lanes.width / 2 - inward)


@dataclass
class Router:
    """Draws the flow of one page. ``columns``: the column of every row; ``letters``: of rows reached from elsewhere."""

    lanes: Lanes
    columns: Sequence[int]
    letters: Mapping[int, str]
    page: PageRows
    _symbols: list[Symbol] = field(default_factory=list)
    _paths: list[Path] = field(default_factory=list)
    _labels: list[Label] = field(default_factory=list)
    _tracks: Tracks = field(init=False)

    def __post_init__(self) -> None:
        self._tracks = Tracks(self.lanes)

    def drawing(self) -> Drawing:
        """Everything to draw on this page."""
        for node in self.page.nodes:
            for way in node.exits:
                if not way.main and way.target is not None and self._here(way.target):
                    ends = self._start(node, way)[1], self._arrival(way.target)
                    self._tracks.take(node, way, *ends, self.columns[way.target])
        for node in self.page.nodes:
            self._row(node)
        return Drawing(tuple(self._symbols), tuple(self._paths), tuple(self._labels))

    def _here(self, index: int) -> bool:
        return index in self.page.tops

    def _middle(self, index: int) -> Point:
        return self.lanes.middle(self.columns[index]), self.page.tops[index] + self.page.figures[index].middle

    def _symbol_top(self, index: int) -> float:
        return self._middle(index)[1] - self.page.figures[index].height / 2

    def _arrival(self, index: int) -> float:
        return self.page.tops[index] + self.page.figures[index].entry

    def _row(self, node: Node) -> None:
        shape, (x, y) = self.page.figures[node.index], self._middle(node.index)
        kind = Kind.DECISION if node.decision else Kind.ACTIVITY
        self._symbols.append(Symbol(kind, x, y, shape.width, shape.height))
        self._enter(node)
        for way, lines in zip(node.exits, shape.labels, strict=True):
            start = self._start(node, way)
            self._leave(node, way, start)
            if lines:
                self._labels.append(self._label(node, way, start, lines))

    # ------------------------------------------------------------------ arriving

    def _enter(self, node: Node) -> None:
        x, top = self._middle(node.index)[0], self._symbol_top(node.index)
        if node.index == 0:
            y = self.page.tops[0] + PAD + PILL_HEIGHT / 2
            self._symbols.append(pill(x, y, "Mulai", self.lanes.pill_width(node.column, Side.BELOW)))
            self._paths.append(Path(((x, y), (x, top))))
        letter = self.letters.get(node.index)
        if letter is None:
            return
        if self.page.head is not None and node is self.page.nodes[0]:
            self._symbols.append(connector(x, self.page.head, letter))
            self._paths.append(Path(((x, self.page.head), (x, top))))
            return
        y = self._arrival(node.index)
        side = next((side for side in (Side.LEFT, Side.RIGHT) if not self._tracks.passes(node, side, y)), Side.LEFT)
        beside = x + side.value * (self.lanes.width / 2 - CONNECTOR / 2 - 3)
        self._symbols.append(connector(beside, y, letter))
        self._paths.append(Path(((beside, y), (x, y), (x, top))))

    # ------------------------------------------------------------------ leaving

    def _start(self, node: Node, way: Exit) -> Point:
        shape, (x, y) = self.page.figures[node.index], self._middle(node.index)
        if way.level:
            return x, self.page.tops[node.index] + shape.levels[way.level - 1]
        if way.side is Side.BELOW:
            return x, y + shape.height / 2
        return x + way.side.value * shape.width / 2, y

    def _leave(self, node: Node, way: Exit, start: Point) -> None:
        if way.level:  # the line below the symbol, as far as this way
            below = self._middle(node.index)[1] + self.page.figures[node.index].height / 2
            self._paths.append(Path(((start[0], below), start), arrow=False))
        if way.target is None:
            self._end(node, way, start)
        elif way.main:
            self._down(way, way.target, start)
        elif self._here(way.target):
            self._jump(node, way, way.target, start)
        else:
            self._elsewhere(node, way, way.target, start)

    def _end(self, node: Node, way: Exit, start: Point) -> None:
        width = self.lanes.pill_width(node.column, way.side)
        if way.side is Side.BELOW and not way.level:
            y = self.page.tops[node.index] + self.page.figures[node.index].total - PAD - PILL_HEIGHT / 2
            self._symbols.append(pill(start[0], y, "Selesai", width))
            self._paths.append(Path((start, (start[0], y - PILL_HEIGHT / 2))))
            return
        x = self.lanes.beside(node.column, way.side, width)
        self._symbols.append(pill(x, start[1], "Selesai", width))
        self._paths.append(Path((start, (x - way.side.value * width / 2, start[1]))))

    def _down(self, way: Exit, target: int, start: Point) -> None:
        """To the row right below, perhaps over the foot of the page."""
        x = self.lanes.middle(self.columns[target])
        if self._here(target):
            end = self._symbol_top(target)
        else:
            assert self.page.foot is not None  # noqa: S101 (only the last row of a page that is not the last)
            end = self.page.foot - CONNECTOR / 2
            self._symbols.append(connector(x, self.page.foot, self.letters[target]))
        corner = () if way.side is Side.BELOW else ((x, start[1]),)
        self._paths.append(Path((start, *corner, (x, end))))

    def _jump(self, node: Node, way: Exit, target: int, start: Point) -> None:
        arrival, x = self._arrival(target), self._tracks.place(node, way)
        middle = self.lanes.middle(self.columns[target])
        self._paths.append(
            Path((start, (x, start[1]), (x, arrival), (middle, arrival), (middle, self._symbol_top(target))))
        )

    def _elsewhere(self, node: Node, way: Exit, target: int, start: Point) -> None:
        x, letter = self.lanes.beside(node.column, way.side, CONNECTOR), self.letters[target]
        if self.lanes.hangs(node.column, way):
            y = start[1] + self.page.figures[node.index].height / 2 + HANG
            along = self.lanes.middle(node.column) + way.side.value * (self.lanes.width / 2 - self._tracks.first)
            self._symbols.append(connector(x, y + CONNECTOR / 2, letter))
            self._paths.append(Path((start, (along, start[1]), (along, y))))
            return
        self._symbols.append(connector(x, start[1], letter))
        self._paths.append(Path((start, (x - way.side.value * CONNECTOR / 2, start[1]))))

    # ------------------------------------------------------------------ words

    def _label(self, node: Node, way: Exit, start: Point, lines: tuple[str, ...]) -> Label:
        x, y = start
        height = len(lines) * LABEL_LINE
        if way.side is Side.BELOW:
            levels = self.page.figures[node.index].levels
            top = self.page.tops[node.index] + levels[-1] if levels else y
            return Label(lines, x + _BESIDE_LINE, top + CLEAR / 2)
        right = way.side is Side.LEFT
        edge = x + way.side.value * _BESIDE_LINE
        beside = 0.0 if way.main or way.level else self._beside(node, way, edge, lines)
        if not way.level and turns_up(way, node.index):
            return Label(lines, edge, y + beside + CLEAR, right)
        return Label(lines, edge, y - beside - CLEAR / 2 - height, right)

    def _beside(self, node: Node, way: Exit, edge: float, lines: tuple[str, ...]) -> float:
        """Half the height of the symbol at the other end of the line if the words reach over it, else 0."""
        if way.target is not None and self._here(way.target):
            return 0.0
        widest = max(fonts.width(line, fonts.SANS, LABEL_SIZE) for line in lines)
        width = self.lanes.pill_width(node.column, way.side)
        free = abs(self.lanes.beside(node.column, way.side, width) - edge) - width / 2
        return PILL_HEIGHT / 2 if widest > free else 0.0
