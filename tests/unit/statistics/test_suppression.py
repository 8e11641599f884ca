"""No hidden count of a shared report can be worked out from what is shown."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.statistics.figures import Basis, Counts, FigureRow, Figures, FigureTable, Heading, Unit
from models.statistics.suppression import BEFORE, COUNTS, SUM, Mask, Place, mask_of
from tests.figure_samples import counted, victims

THRESHOLD = 5
_FEW = some.one_of(some.integers(0, 6), some.integers(0, 60))


def table_of(numbers: list[list[int]], key: str = "tabel", before: list[int] | None = None) -> FigureTable:
    """A table of these numbers with their sums."""
    then = before or [0] * len(numbers)
    columns = tuple(Heading(f"k{place}", f"K{place}") for place in range(len(numbers[0])))
    rows = tuple(
        FigureRow(f"b{place}", f"B{place}", tuple(cells), sum(cells), then[place])
        for place, cells in enumerate(numbers)
    )
    totals = tuple(map(sum, zip(*numbers, strict=True)))
    return FigureTable(key, key, Unit.VICTIMS, "", columns, rows, totals, sum(totals), sum(then))


def figures_of(*tables: FigureTable) -> Figures:
    total, before = tables[0].total, tables[0].before
    return Figures("2026-11", "November 2026", Basis.REPORT, (), Counts(total, 0, 0), Counts(before, 0, 0), (), tables)


def numbers_of(figures: Figures) -> dict[Place, int]:
    """Every number a reader meets, by its place."""
    found: dict[Place, int] = {
        (COUNTS, "victims", SUM): figures.current.victims,
        (COUNTS, "victims", BEFORE): figures.before.victims,
    }
    for table in figures.tables:
        wide = len(table.columns) > 1
        lines = [(row.key, row.cells, row.total, row.before) for row in table.rows]
        for key, cells, total, before in (*lines, (SUM, table.totals, table.total, table.before)):
            found[table.key, key, SUM], found[table.key, key, BEFORE] = total, before
            if wide:
                found |= {(table.key, key, head.key): cell for head, cell in zip(table.columns, cells, strict=True)}
    return found


def equations(figures: Figures) -> list[list[tuple[Place, int]]]:
    """What a reader knows: sums of rows and columns, and that one number is the same in every table."""
    known: list[list[tuple[Place, int]]] = []
    for table in figures.tables:
        heads = [head.key for head in table.columns] if len(table.columns) > 1 else []
        keys = [row.key for row in table.rows]
        for key in (*keys, SUM):
            if heads:
                known.append([*(((table.key, key, head), 1) for head in heads), ((table.key, key, SUM), -1)])
        for head in (*heads, SUM, BEFORE):
            known.append([*(((table.key, key, head), 1) for key in keys), ((table.key, SUM, head), -1)])
        known.append([((table.key, SUM, SUM), 1), ((COUNTS, "victims", SUM), -1)])
        known.append([((table.key, SUM, BEFORE), 1), ((COUNTS, "victims", BEFORE), -1)])
    for one, other in pairwise(figures.tables):
        if one.columns == other.columns:
            known += [[((one.key, SUM, head.key), 1), ((other.key, SUM, head.key), -1)] for head in one.columns]
    numbers = numbers_of(figures)
    return [sum_ for sum_ in known if sum(numbers.get(place, 0) * sign for place, sign in sum_) == 0]


def worked_out(figures: Figures, mask: Mask) -> set[Place]:
    """The hidden places whose number follows from the shown ones: Gauss over all sums at once."""
    numbers = numbers_of(figures)
    hidden = sorted(place for place in numbers if mask.hides(place))
    index = {place: number for number, place in enumerate(hidden)}
    rows: list[list[Fraction]] = []
    for known in equations(figures):
        row = [Fraction(0)] * len(hidden)
        for place, sign in known:
            if place in index:
                row[index[place]] += sign
        if any(row):
            rows.append(row)
    done = 0
    for column in range(len(hidden)):
        chosen = next((number for number in range(done, len(rows)) if rows[number][column]), None)
        if chosen is None:
            continue
        rows[done], rows[chosen] = rows[chosen], rows[done]
        rows[done] = [value / rows[done][column] for value in rows[done]]
        for number, row in enumerate(rows):
            if number != done and row[column]:
                factor = row[column]
                rows[number] = [one - factor * other for one, other in zip(row, rows[done], strict=True)]
        done += 1
    return {hidden[row.index(Fraction(1))] for row in rows[:done] if sum(bool(value) for value in row) == 1}


@settings(max_examples=200, deadline=None)
@given(
    some.integers(1, 5).flatmap(
        lambda width: some.lists(some.lists(_FEW, min_size=width, max_size=width), min_size=1, max_size=6)
    ),
    some.randoms(use_true_random=False),
)
def test_no_hidden_count_of_a_table_follows_from_the_shown_ones(numbers: list[list[int]], chance: object) -> None:
    before = [chance.choice((0, 1, 3, 7, 12)) for _ in numbers]  # type: ignore[attr-defined]
    figures = figures_of(table_of(numbers, before=before))
    mask = mask_of(figures, THRESHOLD)
    shown = numbers_of(figures)
    assert not [place for place, value in shown.items() if 0 < value < THRESHOLD and not mask.hides(place)]
    assert worked_out(figures, mask) == set()
    assert not [place for place in (*mask.small, *mask.also) if shown.get(place) == 0]


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 120), some.integers(0, 40), some.integers(1, 50))
def test_nor_do_those_of_a_whole_report(count: int, before: int, seed: int) -> None:
    """Kinds of violence do not add up to the victims; what is shared between tables is hidden in all of them."""
    figures = counted(victims(count, seed), victims(before, seed + 1))
    mask = mask_of(figures, THRESHOLD)
    assert not [p for p, value in numbers_of(figures).items() if 0 < value < THRESHOLD and not mask.hides(p)]
    assert worked_out(figures, mask) == set()


def test_two_counts_at_the_edge_do_not_tell_each_other() -> None:
    """4 + 4 = 8: both are below five, so eight would say that both are four."""
    figures = figures_of(table_of([[4], [4]]))
    mask = mask_of(figures, THRESHOLD)
    assert mask.hides(("tabel", SUM, SUM))
    assert mask.hides((COUNTS, "victims", SUM))


def test_one_small_count_takes_another_with_it() -> None:
    mask = mask_of(figures_of(table_of([[3], [20], [30]])), THRESHOLD)
    assert mask.word(("tabel", "b0", SUM)) == "<5"
    assert mask.word(("tabel", "b1", SUM)) == "*"
    assert mask.word(("tabel", "b2", SUM)) == ""
    assert mask.word(("tabel", SUM, SUM)) == ""


@pytest.mark.parametrize("threshold", [0, 1])
def test_without_a_threshold_nothing_is_hidden(threshold: int) -> None:
    assert mask_of(figures_of(table_of([[1, 2], [3, 4]])), threshold) == Mask()


def test_a_report_of_large_numbers_hides_nothing() -> None:
    assert mask_of(figures_of(table_of([[10, 20], [30, 40]], before=[11, 12])), THRESHOLD).small == frozenset()
