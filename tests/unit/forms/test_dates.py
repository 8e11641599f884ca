"""Dates and times the way clerks type them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.domain.indonesia import long_date, short_date
from models.forms.dates import Unreadable, parse_date, parse_time

TODAY = date(2026, 11, 23)
INDEPENDENCE = date(2026, 8, 17)


@pytest.mark.parametrize(
    "typed",
    [
        "17/8/2026", "17-08-2026", "17082026", "17.8.2026", "17 agustus 2026", "17 Agustus 2026", "17 ags 2026",
        "17 8 2026", "170826", "17/8/26", "2026-08-17", "17-Agustus-2026", "17 agustus", "17/8", " 17 / 8 / 2026 ",
    ],
)  # fmt: skip
def test_one_day_in_many_spellings(typed: str) -> None:
    assert parse_date(typed, TODAY) == INDEPENDENCE


@pytest.mark.parametrize(("typed", "days"), [("h", 0), ("hari ini", 0), ("K", -1), ("kemarin", -1), ("besok", 1)])
def test_days_by_name(typed: str, days: int) -> None:
    assert parse_date(typed, TODAY) == TODAY + timedelta(days=days)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ("24/13/2026", "Bulan 13 tidak ada. Tulis tanggal seperti 24/12/2026."),
        ("31/4/2026", "April 2026 tidak mempunyai tanggal 31. Tulis tanggal seperti 24/12/2026."),
        ("29/2/2026", "Februari 2026 tidak mempunyai tanggal 29. Tulis tanggal seperti 24/12/2026."),
        ("32/1/2026", "Tanggal 32 tidak ada. Tulis tanggal seperti 24/12/2026."),
        ("5/3/3202", "Tahun 3202 di luar jangkauan. Tulis tanggal seperti 24/12/2026."),
        ("17 augustus 2026", 'Bulan "augustus" tidak dikenal. Tulis tanggal seperti 24/12/2026.'),
        ("nanti", "Tanggal ini tidak terbaca. Tulis tanggal seperti 24/12/2026."),
    ],
)
def test_what_is_wrong_is_said(typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable) as found:
        parse_date(typed, TODAY)
    assert str(found.value) == sentence


def test_two_figures_of_a_birth_year_never_lie_ahead() -> None:
    assert parse_date("1/5/95", TODAY, past=True).year == 1995
    assert parse_date("24/11/26", TODAY, past=True).year == 1926
    assert parse_date("23/11/26", TODAY, past=True).year == 2026


def test_two_figures_of_a_plan_may_lie_ahead() -> None:
    assert parse_date("1/5/30", TODAY).year == 2030
    assert parse_date("1/5/95", TODAY).year == 1995


def test_a_past_day_without_its_year_is_the_latest_one() -> None:
    assert parse_date("24/12", TODAY, past=True) == date(2025, 12, 24)
    assert parse_date("24/12", TODAY) == date(2026, 12, 24)


@given(some.dates(min_value=date(1900, 1, 1), max_value=date(2199, 12, 31)))
def test_every_day_is_read_back(day: date) -> None:
    for text in (short_date(day), long_date(day), day.isoformat(), day.strftime("%d%m%Y")):
        assert parse_date(text, TODAY) == day
        assert parse_date(text, TODAY, past=True) == day


@given(some.text(max_size=24))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    try:
        found: date | str = parse_date(text, TODAY)
    except Unreadable as sentence:
        found = str(sentence)
    assert isinstance(found, date) or found.endswith(".")


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("9", "09:00"),
        ("9.30", "09:30"),
        ("0930", "09:30"),
        ("21:05", "21:05"),
        ("pukul 09.30 WIB", "09:30"),
        ("9 05", "09:05"),
    ],
)
def test_times(typed: str, kept: str) -> None:
    assert parse_time(typed) == kept


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [("24.00", "Jam 24 tidak ada."), ("9.75", "Menit 75 tidak ada."), ("pagi", "Jam ini tidak terbaca.")],
)
def test_times_that_are_none(typed: str, sentence: str) -> None:
    with pytest.raises(Unreadable, match=sentence):
        parse_time(typed)
