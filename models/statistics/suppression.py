"""Hiding small counts in what leaves the office, so that nobody can be told from a number.

Counts from 1 up to below a threshold are hidden; so are as many others as it takes that no hidden one can be worked
out. A table and its sums form a network: a row and a column are places, a cell goes from its row to its column, and in
every place what comes in equals what goes out. A hidden cell can be worked out unless it lies on a circle of hidden
cells that could all be one more or one less at once; such circles are closed with the smallest counts that do it.
The same number in another table (the victims in all) is the same secret: hidden once, it is hidden everywhere.
"""

from __future__ import annotations

import heapq
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from models.sop import periods
from models.statistics.figures import Figures, FigureTable, TrendPoint, Unit

#: Where a number stands: table, row, column. ``SUM`` is the line or column of sums, ``BEFORE`` the column of before.
Place = tuple[str, str, str]
SUM, BEFORE = "=", "<"
#: "Tables" of the numbers that stand outside them.
COUNTS, TREND = "#", "~"
#: What a number that is only hidden to protect others is shown as.
ALSO_HIDDEN = "*"
#: The three counts by what they count.
NAMES = (("korban", "victims"), ("kasus", "cases"), ("kejadian", "incidents"))
#: What hiding a sum costs beside its value, and a number that stands in other tables as well.
_SUM_COST, _SHARED_COST = 1_000, 1_000_000
_OUTSIDE = ""
#: What the office does with its steps and files tells of nobody.
NOT_OF_PEOPLE = (Unit.STEPS, Unit.FILES)


@dataclass(frozen=True)
class Mask:
    """What is hidden of some figures.

    Attributes:
        threshold: the lowest count that is shown, 0 if nothing is hidden.
        small: places of counts below it; ``also``: places hidden to protect those.
    """

    threshold: int = 0
    small: frozenset[Place] = frozenset()
    also: frozenset[Place] = frozenset()

    def hides(self, place: Place) -> bool:
        """Whether the number there is hidden."""
        return place in self.small or place in self.also

    @property
    def tables(self) -> frozenset[str]:
        """Keys of the tables in which something is hidden."""
        return frozenset(table for table, _row, _column in (*self.small, *self.also))

    def word(self, place: Place) -> str:
        """What stands in the place of a hidden number, "" where it is shown."""
        return f"<{self.threshold}" if place in self.small else ALSO_HIDDEN if place in self.also else ""


@dataclass(frozen=True)
class _Cell:
    """A number in the network: it goes from ``row`` to ``column``; sums count against what they add up."""

    place: Place
    value: int
    row: str
    column: str
    sign: int = 1
    shared: tuple[object, ...] = ()

    @property
    def cost(self) -> int:
        margin = _SUM_COST if self.sign < 0 or SUM in self.place[1:] else 0
        return self.value + 1 + margin + (_SHARED_COST if self.shared else 0)


@dataclass
class _Grid:
    """The cells whose sums hang together."""

    cells: list[_Cell] = field(default_factory=list)


def mask_of(figures: Figures, threshold: int, also: Collection[Place] = ()) -> Mask:
    """What must be hidden of ``figures`` so that no count from 1 to below ``threshold`` can be told or worked out.

    ``also``: places that are hidden whatever they count, unless they count nothing.
    """
    if threshold < 2:
        return Mask()
    grids = list(_grids(figures))
    groups: dict[tuple[object, ...], set[Place]] = {}
    for cell in (cell for grid in grids for cell in grid.cells if cell.shared):
        groups.setdefault(cell.shared, set()).add(cell.place)
    for grid in grids:
        grid.cells = [cell if len(groups.get(cell.shared, ())) > 1 else replace(cell, shared=()) for cell in grid.cells]
    small = {cell.place for grid in grids for cell in grid.cells if 0 < cell.value < threshold}
    hidden = small | {cell.place for grid in grids for cell in grid.cells if cell.value and cell.place in also}
    while True:
        before = len(hidden)
        for grid in grids:
            _protect(grid, hidden, threshold)
        for places in groups.values():
            if places & hidden:
                hidden |= places
        if len(hidden) == before:
            return Mask(threshold, frozenset(small), frozenset(hidden - small))


def _grids(figures: Figures) -> Iterator[_Grid]:
    for table in figures.tables:
        if table.unit not in NOT_OF_PEOPLE:
            yield _table(table)
            yield _before(table)
    yield from _counts(figures)


def _table(table: FigureTable) -> _Grid:
    """Rows and columns with their sums. A sum that is none (several kinds for one victim) ties nothing together.

    Where there is one column at most, its numbers are the sums of the rows: only those stand there.
    """
    wide = len(table.columns) > 1
    columns = [*(column.key for column in table.columns), SUM] if wide else [SUM]
    lines = [(row.key, (*row.cells, row.total) if wide else (row.total,)) for row in table.rows]
    lines.append((SUM, (*table.totals, table.total) if wide else (table.total,)))
    adding = [sum(line[place] for _, line in lines[:-1]) == lines[-1][1][place] for place in range(len(columns))]
    grid = _Grid()
    for key, line in lines:
        across = wide and sum(line[:-1]) == line[-1]
        for place, column in enumerate(columns):
            against = (key == SUM) != (wide and column == SUM)
            shared = _shared(table.unit.value, key, column, line[place])
            grid.cells.append(
                _Cell(
                    (table.key, key, column),
                    line[place],
                    f"r{key}" if across else _OUTSIDE,
                    f"c{column}" if adding[place] else _OUTSIDE,
                    -1 if against else 1,
                    shared,
                )
            )
    return grid


def _shared(unit: str, row: str, column: str, value: int) -> tuple[object, ...]:
    """What makes a sum the same number as one in another table: what is counted, of which category, how many."""
    category = column if row == SUM else row if column == SUM else None
    return () if category is None else (unit, category, value)


def _before(table: FigureTable) -> _Grid:
    """The column of the period before, with its sum."""
    column = f"c{BEFORE}" if sum(row.before for row in table.rows) == table.before else _OUTSIDE
    cells = [
        _Cell(
            (table.key, row.key, BEFORE),
            row.before,
            _OUTSIDE,
            column,
            1,
            (table.unit.value, BEFORE, row.key, row.before),
        )
        for row in table.rows
    ]
    total = (table.unit.value, BEFORE, SUM, table.before)
    return _Grid([*cells, _Cell((table.key, SUM, BEFORE), table.before, _OUTSIDE, column, -1, total)])


def _counts(figures: Figures) -> Iterator[_Grid]:
    """The three counts, and the months of the trend that add up to them."""
    for unit, name in NAMES:
        now, before = getattr(figures.current, name), getattr(figures.before, name)
        months = [_month(point, figures.period, unit, name) for point in figures.trend]
        within = [cell for cell in months if cell.place[1].startswith(figures.period[:4])]
        adds_up = len(months) > 1 and len(within) == len(months) and sum(cell.value for cell in months) == now
        column = "c" if adds_up else _OUTSIDE
        yield _Grid(
            [
                *(_Cell(one.place, one.value, _OUTSIDE, column, 1, one.shared) for one in months),
                _Cell((COUNTS, name, SUM), now, _OUTSIDE, column, -1, (unit, SUM, now)),
            ]
        )
        yield _Grid([_Cell((COUNTS, name, BEFORE), before, _OUTSIDE, _OUTSIDE, 1, (unit, BEFORE, SUM, before))])


def _month(point: TrendPoint, period: str, unit: str, name: str) -> _Cell:
    value = getattr(point.counts, name)
    shared: tuple[object, ...] = (unit, SUM, value) if point.key == period else ()
    if point.key == periods.before(periods.parse(period)).key:  # told as in the column of before
        shared = (unit, BEFORE, SUM, value)
    return _Cell((TREND, point.key, name), value, _OUTSIDE, _OUTSIDE, 1, shared)


# ---------------------------------------------------------------------- the network


def _protect(grid: _Grid, hidden: set[Place], threshold: int) -> None:
    """Hide more of ``grid`` until no hidden cell of it can be worked out."""
    tied = [cell for cell in grid.cells if cell.row != _OUTSIDE or cell.column != _OUTSIDE]
    for cell in sorted(tied, key=lambda one: one.value):
        if cell.place not in hidden:
            continue
        ways = [way for up in (True, False) if (way := _circle(tied, cell, hidden, threshold, up=up)) is not None]
        if ways:
            hidden |= min(ways, key=lambda way: way[0])[1]
        else:  # nothing else moves with it: the table tells nothing but what is not there
            hidden |= {one.place for one in tied if one.value}


def _circle(
    cells: Iterable[_Cell], cell: _Cell, hidden: set[Place], threshold: int, *, up: bool
) -> tuple[int, set[Place]] | None:
    """The cheapest way that lets ``cell`` be one more (``up``) or one less: cost and what has to be hidden for it."""
    if not _moves(cell, cell.place in hidden, threshold, up=up):
        return None
    start, goal = (cell.column, cell.row) if up == (cell.sign > 0) else (cell.row, cell.column)
    onward: dict[str, list[tuple[int, str, Place]]] = {}
    for one in cells:
        if one.place == cell.place:
            continue
        known = one.place in hidden
        cost = 0 if known else one.cost
        for more in (True, False):
            if _moves(one, known, threshold, up=more):
                here, there = (one.row, one.column) if more == (one.sign > 0) else (one.column, one.row)
                onward.setdefault(here, []).append((cost, there, one.place))
    return _cheapest(onward, start, goal, hidden)


def _moves(cell: _Cell, hidden: bool, threshold: int, *, up: bool) -> bool:
    """Whether a reader who knows what the signs mean could take the cell for one more or one less.

    A small count lies from 1 to below the threshold; another one is not small, or it would be marked so. Nobody is
    protected by hiding that there is nothing.
    """
    if hidden and 0 < cell.value < threshold:
        return cell.value < threshold - 1 if up else cell.value > 1
    return cell.value >= threshold if up else cell.value > threshold


def _cheapest(
    onward: Mapping[str, list[tuple[int, str, Place]]], start: str, goal: str, hidden: set[Place]
) -> tuple[int, set[Place]] | None:
    waiting: list[tuple[int, int, str, tuple[Place, ...]]] = [(0, 0, start, ())]
    done: set[str] = set()
    number = 0
    while waiting:
        cost, _, here, way = heapq.heappop(waiting)
        if here == goal:
            return cost, set(way) - hidden
        if here in done:
            continue
        done.add(here)
        for more, there, place in onward.get(here, ()):
            number += 1
            heapq.heappush(waiting, (cost + more, number, there, (*way, place)))
    return None
