"""What several shared reports tell together: a half-year less five of its months is the sixth. Pure.

Each number a report shows or hides belongs to a cell: period, table, row, column. The column of the period before and
the trend tell cells of other periods. A reader knows the sums of each report, and that the parts of a period add up to
it; that is nearly so where cases were corrected meanwhile or a person came in two of the parts, and is taken as so.
Where some parts of a period were never shared, what is left of it is a number, too, and must not be a small one.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from models.sop import periods
from models.sop.periods import HALF, MONTH, Period
from models.statistics.derivable import following
from models.statistics.figures import Figures, FigureTable
from models.statistics.suppression import BEFORE, COUNTS, NAMES, NOT_OF_PEOPLE, SUM, TREND, Mask, Place

#: Period, table, row, column. What is left of a period has its key with this mark before it.
Cell = tuple[str, str, str, str]
REST = "-"
_UNITS = dict(NAMES)


@dataclass
class World:
    """The cells that shared reports tell of.

    Attributes:
        values: what each cell counts; ``shown``: those a reader meets somewhere.
        least / most: between what a reader knows a hidden one to lie; no ``most``: nothing is known.
        grids: for each report the tables of its cells.
        sums: what adds up to nothing.
    """

    values: dict[Cell, int] = field(default_factory=dict)
    shown: set[Cell] = field(default_factory=set)
    least: dict[Cell, int] = field(default_factory=dict)
    most: dict[Cell, int] = field(default_factory=dict)
    grids: dict[str, frozenset[str]] = field(default_factory=dict)
    sums: list[dict[Cell, int]] = field(default_factory=list)


def cells_of(figures: Figures) -> dict[Place, Cell]:
    """The cell each number of a report tells of. Sums below columns are the same cell in every table that has them."""
    key, then = figures.period, periods.before(periods.parse(figures.period)).key
    sums: dict[str, dict[str, tuple[str, str]]] = {}
    for table in _of_people(figures):
        unit, heads = table.unit.value, _heads(table)
        named = f"={unit} {heads}"
        sums[table.key] = {head: (named, SUM) for head in heads}
        sums[table.key][SUM] = (COUNTS, _UNITS[unit]) if unit in _UNITS else (f"={unit}", SUM)

    def cell(place: Place) -> Cell:
        table, line, column = place
        if table == TREND:
            return line, COUNTS, column, SUM
        period, column = (then, SUM) if column == BEFORE else (key, column)
        if line == SUM and table in sums:
            table, line = sums[table][column]
        return period, table, line, column

    return {place: cell(place) for place in numbers(figures)}


def numbers(figures: Figures) -> dict[Place, int]:
    """Every number about people in a report, by its place."""
    found: dict[Place, int] = {}
    for _unit, name in NAMES:
        found[COUNTS, name, SUM] = getattr(figures.current, name)
        found[COUNTS, name, BEFORE] = getattr(figures.before, name)
        found |= {(TREND, point.key, name): getattr(point.counts, name) for point in figures.trend}
    for table in _of_people(figures):
        heads = _heads(table)
        for line in table.rows:
            found[table.key, line.key, SUM], found[table.key, line.key, BEFORE] = line.total, line.before
            found |= {(table.key, line.key, head): cell for head, cell in zip(heads, line.cells, strict=False)}
        found[table.key, SUM, SUM], found[table.key, SUM, BEFORE] = table.total, table.before
        found |= {(table.key, SUM, head): cell for head, cell in zip(heads, table.totals, strict=False)}
    return found


def exposed(shared: Sequence[tuple[Figures, Mask]]) -> set[Cell]:
    """The hidden cells, and the small rests of periods, that follow from all these reports together."""
    world = _world(shared)
    parts = list(_parts(world))
    system = [*world.sums, *(part.equation for part in parts)]
    unknown = ({key: sign for key, sign in row.items() if key not in world.shown} for row in system)
    found = following(unknown)
    threshold = max((mask.threshold for _, mask in shared), default=0)
    secret = {cell for cell in world.values if cell not in world.shown}
    secret |= {part.rest for part in parts if part.rest and 0 < part.left < threshold}
    return (found & secret) | {cell for part in parts for cell in _squeezed(part, world)}


def _world(shared: Sequence[tuple[Figures, Mask]]) -> World:
    world = World()
    for figures, mask in shared:
        cells = cells_of(figures)
        for place, value in numbers(figures).items():
            cell = cells[place]
            if cell[0] == figures.period or cell not in world.values:
                world.values[cell] = value
            if not mask.hides(place):
                world.shown.add(cell)
            elif place in mask.small:
                world.least[cell], world.most[cell] = 1, mask.threshold - 1
            else:
                world.least[cell] = mask.threshold
        world.grids[figures.period] = frozenset(cell[1] for cell in cells.values() if cell[0] == figures.period)
        world.sums += _sums(figures, cells)
    return world


def _of_people(figures: Figures) -> Iterator[FigureTable]:
    return (table for table in figures.tables if table.unit not in NOT_OF_PEOPLE)


def _heads(table: FigureTable) -> list[str]:
    return [column.key for column in table.columns] if len(table.columns) > 1 else []


def _sums(figures: Figures, cells: Mapping[Place, Cell]) -> Iterator[dict[Cell, int]]:
    """The sums that hold within one report."""
    known = numbers(figures)
    for table in _of_people(figures):
        for places in _sum_places(table):
            if sum(sign * known[place] for place, sign in places.items()) == 0:
                yield {cells[place]: sign for place, sign in places.items()}


def _sum_places(table: FigureTable) -> Iterator[dict[Place, int]]:
    key, heads, lines = table.key, _heads(table), [line.key for line in table.rows]
    for line in (*lines, SUM) if heads else ():
        yield {**dict.fromkeys(((key, line, head) for head in heads), 1), (key, line, SUM): -1}
    for head in (*heads, SUM, BEFORE):
        yield {**dict.fromkeys(((key, line, head) for line in lines), 1), (key, SUM, head): -1}


# ---------------------------------------------------------------------- periods and their parts


@dataclass(frozen=True)
class _Part:
    """A cell of a period as the sum of the same cell in its parts; ``rest`` counts ``left`` in those never shared."""

    whole: Cell
    parts: tuple[Cell, ...]
    rest: Cell | None
    left: int

    @property
    def equation(self) -> Mapping[Cell, int]:
        """What adds up to nothing."""
        return {self.whole: 1} | dict.fromkeys((*self.parts, *([self.rest] if self.rest else [])), -1)


def _parts(world: World) -> Iterator[_Part]:
    for key, tables in world.grids.items():
        period = periods.parse(key)
        if period.kind == MONTH:
            continue
        for cell in [one for one in world.values if one[0] == key and one[1] in tables]:
            yield _part(world, period, cell)


def _part(world: World, period: Period, cell: Cell) -> _Part:
    _, table, line, column = cell
    parts, lacking = [], False
    for key in _within(world, period, table):
        one = (key, table, line, column)
        if one in world.values:
            parts.append(one)
        elif table not in world.grids.get(key, ()):
            lacking = True
    left = world.values[cell] - sum(world.values[one] for one in parts)
    return _Part(cell, tuple(parts), (REST + period.key, table, line, column) if lacking else None, left)


def _within(world: World, period: Period, table: str) -> Iterator[str]:
    """The parts of a period: halves that tell of the table, months in the place of others."""
    year, first = period.first.year, period.first.month
    if period.kind == HALF:
        yield from (f"{year:04d}-{month:02d}" for month in range(first, first + 6))
        return
    for half in (1, 2):
        key = f"{year:04d}-S{half}"
        if table in world.grids.get(key, ()):
            yield key
        else:
            yield from _within(world, periods.parse(key), table)


def _squeezed(part: _Part, world: World) -> Iterable[Cell]:
    """The hidden parts of a shown number that can only be the least, or the most, they may be."""
    hidden = [one for one in part.parts if one not in world.shown and world.values[one]]
    if part.whole not in world.shown or not hidden:
        return ()
    together = sum(world.values[one] for one in hidden)
    if together + max(part.left, 0) == sum(world.least.get(one, 1) for one in hidden):
        return hidden
    if part.rest is None and all(one in world.most for one in hidden):
        return hidden if together == sum(world.most[one] for one in hidden) else ()
    return ()
