"""Two tables that tell the same thing never give a hidden count away together."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from models.statistics import loader
from models.statistics.figures import Figures, Unit
from models.statistics.sharing import shareable
from models.statistics.suppression import BEFORE, COUNTS, SUM
from tests.figure_samples import AGES, Victim, counted, crossed, victims

PLAN = loader.shipped()
_CHILDREN = AGES[:3]


def told_twice(people: list[Victim]) -> Figures:
    """Age bands, and children and adults beside them, as the shipped report has both."""
    plain = counted(people)
    coarse = ["" if not one.age else "anak" if one.age in _CHILDREN else "dewasa" for one in people]
    sexes = [one.sex for one in people]
    tables = (
        replace(plain.tables[0], key="umur"),
        crossed("anak-dewasa", "Perempuan dan anak", ("anak", "dewasa", ""), coarse, sexes),
        plain.tables[2],
    )
    return replace(plain, tables=tables, trend=())


def test_the_coarse_table_stays_away_where_the_fine_one_hides() -> None:
    found = shareable(told_twice(victims(60, 3)), PLAN, 5)
    assert [table.key for table in found.figures.tables] == ["umur", "kecamatan"]
    assert found.left_out == ("Perempuan dan anak",)


def test_where_nothing_is_hidden_both_are_shared() -> None:
    figures = told_twice(victims(60, 3))
    assert shareable(figures, PLAN, 0).figures == figures
    assert shareable(figures, PLAN, 0).left_out == ()


@settings(max_examples=40, deadline=None)
@given(some.integers(1, 200), some.integers(1, 60))
def test_no_sum_of_bands_tells_a_hidden_band(count: int, seed: int) -> None:
    """Children in all minus the bands that are shown: with the coarse table gone nobody can reckon so."""
    found = shareable(told_twice(victims(count, seed)), PLAN, 5)
    keys = [table.key for table in found.figures.tables]
    hides = any(found.mask.hides(("umur", age, sex)) for age in AGES for sex in ("l", "p", "", SUM))
    assert hides is ("anak-dewasa" not in keys)


def test_steps_and_files_tell_of_nobody_and_are_shown() -> None:
    plain = counted(victims(6, 3))
    table = replace(plain.tables[2], key="mutu-baku-layanan", unit=Unit.STEPS)
    found = shareable(replace(plain, tables=(table,)), PLAN, 5)
    assert {place[0] for place in (*found.mask.small, *found.mask.also)} <= {COUNTS, "~"}
    assert not found.mask.hides(("mutu-baku-layanan", SUM, BEFORE))
