"""No hidden count of any shared report follows from all shared reports of a year together."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from models.sop import periods
from models.statistics import loader
from models.statistics.derivable import following
from models.statistics.figures import Basis, Counts, Figures, TrendPoint
from models.statistics.sharing import Shareable, shareable
from models.statistics.suppression import BEFORE, COUNTS, SUM, TREND
from tests.figure_samples import crossed, simple

PLAN, THRESHOLD, PRIME = loader.shipped(), 5, 1_000_003
AGES, SEXES, PLACES, CHANNELS = ("anak", "dewasa", ""), ("l", "p", ""), ("Awan", "Batu", ""), ("telepon", "")
MONTHS = tuple(f"2026-{month:02d}" for month in range(1, 7))
#: A victim: age, sex, place, and how the office heard of it.
People = list[tuple[str, str, str, str]]
#: Which of these the rows of each table are.
ROWS = {"umur": 0, "tempat": 2, "sumber": 3}


def people(count: int, chance: Random) -> People:
    return [
        (chance.choice(AGES), chance.choices(SEXES, (3, 8, 1))[0], chance.choice(PLACES), chance.choice(CHANNELS))
        for _ in range(count)
    ]


def report(key: str, office: dict[str, People]) -> Figures:
    """The report of a period over the months of an office, with the period before and the trend."""
    period = periods.parse(key)
    now, then = within(office, key), within(office, periods.before(period).key)
    counts, before = Counts(len(now)), Counts(len(then))  # cases and incidents are other things
    tables = (
        crossed("umur", "Umur", AGES, [one[0] for one in now], [one[1] for one in now], [one[0] for one in then]),
        crossed("tempat", "Tempat", PLACES, [one[2] for one in now], [one[1] for one in now], [one[2] for one in then]),
        simple("sumber", "Sumber", CHANNELS, [one[3] for one in now], [one[3] for one in then]),
    )
    trend = tuple(TrendPoint(month, month, Counts(len(office[month]))) for month in office if month <= key + "-99")
    return Figures(key, period.words, Basis.REPORT, (), counts, before, (), tables, trend)


def within(office: dict[str, People], key: str) -> People:
    period = periods.parse(key)
    return [one for month, found in office.items() if period.holds(periods.parse(month)) for one in found]


def shared_in_turn(office: dict[str, People], order: Iterable[str]) -> list[Shareable]:
    """The reports as they leave the office one after another."""
    told: list[Shareable] = []
    for key in order:
        told.append(shareable(report(key, office), PLAN, THRESHOLD, told))
    return told


# ---------------------------------------------------------------------- a reader with a pencil


def told_numbers(found: Shareable) -> dict[tuple[str, str, str, str], int | None]:
    """What a report tells by period, table, row and column; None where it is hidden."""
    figures, mask = found.figures, found.mask
    key, then = figures.period, periods.before(periods.parse(figures.period)).key
    told: dict[tuple[str, str, str, str], int | None] = {}

    def put(period: str, table: str, row: str, column: str, value: int, hidden: bool) -> None:
        told[period, table, row, column] = None if hidden else value

    put(key, COUNTS, SUM, SUM, figures.current.victims, mask.hides((COUNTS, "victims", SUM)))
    put(then, COUNTS, SUM, SUM, figures.before.victims, mask.hides((COUNTS, "victims", BEFORE)))
    for point in figures.trend:
        if point.key != key:
            put(point.key, COUNTS, SUM, SUM, point.counts.victims, mask.hides((TREND, point.key, "victims")))
    for table in figures.tables:
        heads = [head.key for head in table.columns] if len(table.columns) > 1 else []
        for line, cells, total, before in (
            *((row.key, row.cells, row.total, row.before) for row in table.rows),
            (SUM, table.totals, table.total, table.before),
        ):
            put(key, table.key, line, SUM, total, mask.hides((table.key, line, SUM)))
            put(then, table.key, line, SUM, before, mask.hides((table.key, line, BEFORE)))
            for head, cell in zip(heads, cells, strict=False):
                put(key, table.key, line, head, cell, mask.hides((table.key, line, head)))
    return told


def worked_out(told: list[Shareable], office: dict[str, People]) -> set[tuple[str, ...]]:
    """Every small count of the office, shared or not, that a reader of all the reports can be sure of.

    The atoms are the real ones: how many people of each age, sex and place came in each month. Each shown number is a
    sum of atoms; a count follows if its sum of atoms lies in the span of the shown ones.
    """
    shown: list[dict[tuple[str, ...], int]] = []
    asked: dict[tuple[str, ...], dict[tuple[str, ...], int]] = {}
    for found in told:
        for place, value in told_numbers(found).items():
            atoms = atoms_of(place, office)
            if value is not None:
                shown.append(atoms)
            else:
                asked[place] = atoms
    basis = reduced(shown)
    told_anyhow = {frozenset(atoms) for atoms in shown}  # hidden here, but told there: no small one ever is
    return {
        place for place, atoms in asked.items() if frozenset(atoms) not in told_anyhow and not remainder(atoms, basis)
    }


def atoms_of(place: tuple[str, str, str, str], office: dict[str, People]) -> dict[tuple[str, ...], int]:
    """The people a number counts, each kind of them in a month once."""
    key, table, line, column = place
    which = ROWS.get(table, 0)
    months = [month for month in office if periods.parse(key).holds(periods.parse(month))]
    kinds = list(product(AGES, SEXES, PLACES, CHANNELS))
    return {
        (month, *kind): 1
        for month in months
        for kind in kinds
        if line in (SUM, kind[which]) and column in (SUM, kind[1])
    }


def reduced(rows: list[dict[tuple[str, ...], int]]) -> list[tuple[tuple[str, ...], dict[tuple[str, ...], int]]]:
    basis: list[tuple[tuple[str, ...], dict[tuple[str, ...], int]]] = []
    for row in rows:
        left = remainder(row, basis)
        if left:
            pivot = min(left)
            inverse = pow(left[pivot], -1, PRIME)
            basis.append((pivot, {key: value * inverse % PRIME for key, value in left.items()}))
    return basis


def remainder(
    row: dict[tuple[str, ...], int], basis: list[tuple[tuple[str, ...], dict[tuple[str, ...], int]]]
) -> dict[tuple[str, ...], int]:
    left = dict(row)
    for pivot, known in basis:
        factor = left.get(pivot, 0)
        if factor:
            for key, value in known.items():
                left[key] = (left.get(key, 0) - factor * value) % PRIME
                if not left[key]:
                    del left[key]
    return left


def no_small_shown(told: list[Shareable]) -> bool:
    return not [value for found in told for value in told_numbers(found).values() if value and value < THRESHOLD]


# ---------------------------------------------------------------------- what must hold

ORDERS = (
    (*MONTHS, "2026-S1"),
    (*MONTHS[:5], "2026-S1"),
    ("2026-S1", *MONTHS),
    (*MONTHS[:3], "2026-S1", *MONTHS[3:]),
    (*MONTHS[::-1], "2026-S1", "2026"),
    ("2026", "2026-S1", *MONTHS),
)


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
@settings(max_examples=5, deadline=None)
@given(sizes=some.lists(some.integers(0, 40), min_size=6, max_size=6), seed=some.integers(1, 10_000))
def test_no_hidden_count_follows_from_all_that_was_shared(order: tuple[str, ...], sizes: list[int], seed: int) -> None:
    chance = Random(seed)
    office = {f"2026-{month:02d}": people(sizes[month - 1] if month < 7 else 0, chance) for month in range(1, 13)}
    told = shared_in_turn(office, order)
    assert no_small_shown(told)
    assert worked_out(told, office) == set()


def test_a_half_year_less_five_months_told_the_sixth_and_does_so_no_more() -> None:
    office = {f"2026-{month:02d}": people(60, Random(month)) for month in range(1, 13)}
    office["2026-04"] = people(14, Random(99))
    apart = [shareable(report(key, office), PLAN, THRESHOLD) for key in (*MONTHS, "2026-S1")]
    leaked = worked_out(apart, office)
    assert any(key == "2026-04" and table == "umur" for key, table, _line, _column in leaked), "each looked safe alone"
    told = shared_in_turn(office, (*MONTHS, "2026-S1"))
    assert worked_out(told, office) == set()
    assert told[-1].figures.current.victims == 314
    assert not told[-1].mask.hides((COUNTS, "victims", SUM)), "what tells nothing stays"


def test_the_trend_does_not_tell_the_sum_that_the_column_of_the_period_before_hides() -> None:
    office: dict[str, People] = {f"2026-{month:02d}": [] for month in range(1, 13)}
    known, unknown = ("anak", "p", "Awan", "telepon"), ("anak", "p", "Awan", "")
    office |= {"2026-05": [known] * 5 + [unknown], "2026-06": [known] * 20 + [unknown] * 20}
    told = [shareable(report("2026-06", office), PLAN, THRESHOLD)]
    assert told[0].mask.word(("sumber", "", BEFORE)) == "<5"
    assert worked_out(told, office) == set()


def test_two_months_at_the_edge_do_not_tell_each_other() -> None:
    """One child in April and one in May, no other: a half-year of seven with five in June says that both are one."""
    office: dict[str, People] = {f"2026-{month:02d}": [] for month in range(1, 13)}
    child, adult = ("anak", "p", "Awan", ""), ("dewasa", "p", "Awan", "")
    office |= {"2026-04": [child] + [adult] * 9, "2026-05": [child] + [adult] * 9, "2026-06": [child] * 5 + [adult] * 9}
    half = shared_in_turn(office, (*MONTHS, "2026-S1"))[-1]
    row = half.figures.table("umur")
    assert row is None or half.mask.hides(("umur", "anak", "p"))


def test_reports_of_large_numbers_hide_nothing_together_either() -> None:
    office = {f"2026-{month:02d}": [("anak", "p", "Awan", "")] * 9 for month in range(1, 13)}
    for found in shared_in_turn(office, (*MONTHS, "2026-S1", "2026")):
        assert not found.mask.small | found.mask.also
        assert found.left_out == ()


def test_without_other_reports_and_without_a_threshold_all_is_as_it_was() -> None:
    office = {"2026-01": people(20, Random(1))}
    figures = report("2026-01", office)
    told = [shareable(figures, PLAN, THRESHOLD)]
    assert shareable(figures, PLAN, 0, told).mask == shareable(figures, PLAN, 0).mask


def test_numbers_that_follow_are_found_and_free_ones_are_not() -> None:
    """a + b = 0, b + c = 0, c = 0, and d + e = 0."""
    assert following([{"a": 1, "b": 1}, {"b": 1, "c": 1}, {"c": 1}, {"d": 1, "e": 1}]) == {"a", "b", "c"}
    assert following([{"a": 1, "b": 1}, {"a": 1, "b": -1}]) == {"a", "b"}
    assert following([{"a": 1, "b": 1}, {"a": 2, "b": 2}]) == set()
