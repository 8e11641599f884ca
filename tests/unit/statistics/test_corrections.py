"""What later changes made of a frozen report: cell by cell, with the cases that did it."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as some

from models.statistics.corrections import TOTAL, CellChange, compare, from_json, to_json
from models.statistics.figures import Figures
from tests.figure_samples import counted, victims

BEFORE = victims(40, 7)


def test_the_same_figures_need_no_correction() -> None:
    assert compare(counted(BEFORE), counted(BEFORE)) is None


def test_a_changed_case_is_told_cell_by_cell_with_its_number() -> None:
    first = BEFORE[0]
    changed = [replace(first, district="Kecamatan Batu" if first.district != "Kecamatan Batu" else "Kecamatan Awan")]
    told = compare(counted(BEFORE), counted([*changed, *BEFORE[1:]]))
    assert told is not None
    assert told.registers == (first.number,)
    assert {cell.table for cell in told.cells} == {"Kecamatan"}
    assert sum(cell.new - cell.old for cell in told.cells) == 0
    assert len(told.cells) == 2


def test_a_case_that_came_later_changes_the_sums_too() -> None:
    told = compare(counted(BEFORE[:-1]), counted(BEFORE))
    assert told is not None
    assert CellChange("Jumlah layanan", "Korban", TOTAL, 39, 40) in told.cells
    assert told.registers == (BEFORE[-1].number,)
    assert not told.recounted


def test_another_way_of_counting_is_told_as_such() -> None:
    now = counted(BEFORE)
    table = replace(now.tables[2], total=now.tables[2].total + 1)
    told = compare(now, replace(now, tables=(*now.tables[:2], table)))
    assert told is not None
    assert told.recounted
    assert [cell.row for cell in told.cells] == [TOTAL]


def test_a_table_that_is_gone_or_new_is_told() -> None:
    now = counted(BEFORE)
    fewer = replace(now, tables=now.tables[:2])
    gone, came = compare(now, fewer), compare(fewer, now)
    assert gone is not None
    assert came is not None
    assert {(cell.row, cell.old, cell.new) for cell in gone.cells} == {
        (cell.row, cell.new, cell.old) for cell in came.cells
    }


def numbers(figures: Figures) -> list[int]:
    return [
        number
        for table in figures.tables
        for line in (*((*row.cells, row.total) for row in table.rows), (*table.totals, table.total))
        for number in line
    ]


@settings(max_examples=60, deadline=None)
@given(some.integers(0, 60), some.integers(0, 60), some.integers(1, 9))
def test_two_counts_differ_exactly_where_a_correction_says_so(one: int, other: int, seed: int) -> None:
    old, new = counted(victims(one, seed)), counted(victims(other, seed + 1))
    told = compare(old, new)
    assert (told is None) == (numbers(old) == numbers(new))
    if told is not None:
        assert all(cell.old != cell.new for cell in told.cells)
        assert from_json(to_json((told,))) == (told,)
