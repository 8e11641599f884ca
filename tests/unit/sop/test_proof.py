"""The statistics behind the proof papers."""

from __future__ import annotations

import statistics
from datetime import datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.sop import proof, worktime
from models.sop.officetime import ALWAYS_OPEN, STANDARD_HOURS, Holidays, WorkCalendar
from models.sop.proof import StepHead, Timing
from models.sop.spec import StandardTime, Unit

WIB = timezone(timedelta(hours=7))
OFFICE = WorkCalendar(STANDARD_HOURS, Holidays({}))
NONSTOP = WorkCalendar(ALWAYS_OPEN, Holidays({}))
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=WIB)
TEN = StandardTime(10, Unit.MINUTE)
HEAD = StepHead(3, "Penjangkauan", "Petugas", 1, "10 menit")

values = st.lists(st.integers(0, 100_000), min_size=1, max_size=60)


@given(values)
def test_the_median_is_a_time_somebody_took(taken: list[int]) -> None:
    assert proof.nearest_rank(taken, 50) == statistics.median_low(taken)


@given(values, st.integers(1, 100))
def test_nearest_rank_is_the_smallest_value_that_so_many_keep(taken: list[int], percent: int) -> None:
    found = proof.nearest_rank(taken, percent)
    assert sum(value <= found for value in taken) * 100 >= percent * len(taken)
    assert sum(value < found for value in taken) * 100 < percent * len(taken)


@given(st.lists(st.integers(0, 100_000), min_size=10, max_size=60))
def test_ninety_percent_lies_between_the_neighbours_of_the_library(taken: list[int]) -> None:
    around = (
        statistics.quantiles(taken, n=10, method="exclusive")[8],
        statistics.quantiles(taken, n=10, method="inclusive")[8],
    )
    ordered, found = sorted(taken), proof.nearest_rank(taken, 90)
    last = len(ordered) - 1 - ordered[::-1].index(found)
    assert ordered[max(ordered.index(found) - 1, 0)] <= max(around)
    assert min(around) <= ordered[min(last + 1, len(ordered) - 1)]


def test_nothing_has_no_rank() -> None:
    for values_, percent in (([], 50), ([1], 0), ([1], 101)):
        with pytest.raises(ValueError, match="nearest rank"):
            proof.nearest_rank(values_, percent)


def took(minutes: int, calendar: WorkCalendar = OFFICE, standard: StandardTime = TEN) -> Timing:
    return proof.timing(MONDAY, MONDAY + timedelta(minutes=minutes), standard, calendar)


def test_a_row_is_measured_as_its_standard_counts() -> None:
    kept, late = took(8), took(15)
    assert (kept.late, kept.actual, kept.text, kept.over_minutes) == (False, "8 menit", "Sisa 2 menit", 0)
    assert (late.late, late.actual, late.text, late.over_minutes) == (True, "15 menit", "Lewat 5 menit", 5)
    weekend = proof.timing(
        MONDAY - timedelta(days=3), MONDAY - timedelta(days=1), StandardTime(1, Unit.DAY), OFFICE
    )  # Friday 08.00 to Sunday 08.00: two calendar days
    assert weekend.actual == "2 hari"
    assert weekend.late


def test_pauses_do_not_count() -> None:
    pause = (MONDAY + timedelta(minutes=2), MONDAY + timedelta(minutes=62))
    found = proof.timing(MONDAY, MONDAY + timedelta(minutes=69), TEN, OFFICE, (pause,))
    assert (found.actual, found.late, found.over_minutes) == ("9 menit", False, 0)


@given(st.integers(0, 3000), st.integers(1, 300))
def test_used_and_left_make_the_standard(minutes: int, standard: int) -> None:
    found = took(minutes, NONSTOP, StandardTime(standard, Unit.MINUTE))
    assert found.total == standard * 60
    assert found.seconds == minutes * 60
    assert found.late == (minutes > standard)
    assert found.over_minutes == max(minutes - standard, 0)


@given(st.lists(st.integers(0, 60), min_size=1, max_size=30))
def test_the_figures_of_a_row(minutes: list[int]) -> None:
    row = proof.evaluate(HEAD, [took(taken) for taken in minutes])
    assert row.count == len(minutes)
    assert row.in_time == sum(taken <= 10 for taken in minutes)
    assert row.median_minutes == statistics.median_low(minutes)
    assert row.over_minutes == sum(max(taken - 10, 0) for taken in minutes)
    assert row.standard_minutes == 10


@pytest.mark.parametrize(
    ("minutes", "verdict"),
    [
        ([1] * 4, "Data belum cukup"),
        ([8] * 5, "Wajar"),
        ([12] * 3 + [8] * 2, "Tampak terlalu pendek"),
        ([2] * 5, "Tampak terlalu longgar"),
    ],
)
def test_what_the_figures_say_of_a_standard(minutes: list[int], verdict: str) -> None:
    assert proof.evaluate(HEAD, [took(taken) for taken in minutes]).verdict == verdict


def test_findings_name_the_row_that_costs_most_and_odd_standards() -> None:
    slow = proof.evaluate(StepHead(4, "Input data", "TU", 1, "10 menit"), [took(40)] * 6)
    quick = proof.evaluate(HEAD, [took(1)] * 6)
    said = proof.findings([quick, slow])
    assert said[0] == "6 dari 12 penyelesaian langkah (50%) dalam waktu baku."
    assert said[1] == "Waktu paling banyak hilang pada langkah 4, Input data: 3 jam, 100% dari seluruh kelebihan waktu."
    assert "Standar langkah 3 (10 menit) tampak terlalu longgar: sembilan dari sepuluh selesai dalam 1 menit." in said
    assert any("Standar langkah 4 (10 menit) tampak terlalu pendek: hanya 0% tepat waktu" in text for text in said)
    assert proof.findings([proof.evaluate(HEAD, [])])[0].startswith("Belum ada langkah")


def test_a_span_is_said_as_the_clock_says_it() -> None:
    assert proof.span_text(3 * 24 * 3600, StandardTime(2, Unit.DAY), OFFICE) == "3 hari"
    assert proof.span_text(0, TEN, OFFICE) == "0 menit"
    assert proof.span_text(65 * 60, TEN, OFFICE) == worktime.duration_text(65)
