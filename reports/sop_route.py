"""Lines between the symbols of one page: orthogonal, along the margins of the columns, never through a symbol.

The row above leads down by the shortest line. A jump leaves its symbol sideways, runs along the margin of its own
column and arrives over its target. What lies on another page is reached by a connector with the target's letter.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from reports.sop_graph import Exit, Node, Side
from reports.sop_rows import CLEAR, PAD, Lanes, RowFigure, turns_up
from reports.sop_shapes import (
    CONNECTOR,
    LABEL_LINE,
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

_TRACK_FIRST, _TRACK_STEP = 1.1 * MM, 1.3 * MM
_TRACKS = 2
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
    _tracks: dict[tuple[int, Side], list[tuple[float, float, int, int]]] = field(default_factory=dict)

    def drawing(self) -> Drawing:
        """Everything to draw on this page."""
        for node in self.page.nodes:
            self._row(node)
        return Drawing(tuple(self._symbols), tuple(self._paths), tuple(self._labels))

    def _here(self, index: int) -> bool:
        return index in self.page.tops

    def _middle(self, index: int) -> Point:
        return self.lanes.middle(self.columns[index]), self.page.tops[index] + self.page.figures[index].middle

    def _symbol_top(self, index: int) -> float:
        return self._middle(index)[1] - self.page.figures[index].height / 2

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
        y = self.page.tops[node.index] + self.page.figures[node.index].entry
        beside = x - (self.lanes.width / 2 - CONNECTOR / 2 - 1)
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
        x = self.lanes.beside(node.column, way.side)
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
        arrival = self.page.tops[target] + self.page.figures[target].entry
        x = self._track(node.column, way.side, start[1], arrival, target)
        middle = self.lanes.middle(self.columns[target])
        self._paths.append(
            Path((start, (x, start[1]), (x, arrival), (middle, arrival), (middle, self._symbol_top(target))))
        )

    def _elsewhere(self, node: Node, way: Exit, target: int, start: Point) -> None:
        x = self.lanes.beside(node.column, way.side)
        self._symbols.append(connector(x, start[1], self.letters[target]))
        self._paths.append(Path((start, (x - way.side.value * CONNECTOR / 2, start[1]))))

    def _track(self, column: int, side: Side, start: float, end: float, target: int) -> float:
        """A free line along the margin of a column; ways to the same target share theirs."""
        low, high = min(start, end), max(start, end)
        taken = self._tracks.setdefault((column, side), [])
        number = 0
        while any(
            number == track and goal != target and low < to + CLEAR and begin < high + CLEAR
            for begin, to, track, goal in taken
        ):
            number += 1
        taken.append((low, high, number, target))
        inward = _TRACK_FIRST + min(number, _TRACKS - 1) * _TRACK_STEP + max(number - _TRACKS + 1, 0) * 0.4 * MM
        return self.lanes.middle(column) + side.value * (self.lanes.width / 2 - inward)

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
        beside = 0.0 if way.main or way.level else self._beside(way)
        if not way.level and turns_up(way, node.index):
            return Label(lines, edge, y + beside + CLEAR, right)
        return Label(lines, edge, y - beside - CLEAR / 2 - height, right)

    def _beside(self, way: Exit) -> float:
        """Half the height of the symbol at the other end of the line, 0 where the line goes on."""
        return 0.0 if way.target is not None and self._here(way.target) else PILL_HEIGHT / 2
