"""A year's list of days off as it is copied from a decree or typed."""

from __future__ import annotations

from contextlib import suppress
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.indonesia import long_date
from models.sop.days_text import read_days_off
from models.sop.officetime import DayOff, Holiday

DECREE = """
1. 1 Januari 2027, Jumat – Tahun Baru 2027 Masehi
2. Selasa, 5 Januari Isra Mikraj Nabi Muhammad SAW
9, 11 dan 12 Maret Cuti bersama Idul Fitri
10-03-2027; Hari Raya Idul Fitri
2027-06-01 Hari Lahir Pancasila
24 s.d. 26 Mei 2027 Libur kantor setempat
"""


def test_a_list_from_the_decree_is_read() -> None:
    found = {one.day: one for one in read_days_off(DECREE, 2027)}
    assert [day.isoformat()[5:] for day in found] == [
        "01-01", "01-05", "03-09", "03-10", "03-11", "03-12", "05-24", "05-25", "05-26", "06-01",
    ]  # fmt: skip
    assert found[date(2027, 1, 1)].name == "Tahun Baru 2027 Masehi"
    assert found[date(2027, 1, 5)].name == "Isra Mikraj Nabi Muhammad SAW"
    assert found[date(2027, 3, 10)].name == "Hari Raya Idul Fitri"
    assert found[date(2027, 3, 11)].kind is DayOff.COLLECTIVE_LEAVE
    assert found[date(2027, 5, 25)].kind is DayOff.LOCAL
    assert not any(one.confirmed for one in found.values())


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Tahun Baru", "Tidak ada tanggal"),
        ("1 Januari 2026 Tahun Baru", "tidak terletak dalam tahun 2027"),
        ("31 Februari Hari rekaan", "tidak terbaca"),
        ("17 Agustus", "belum diberi nama"),
        ("17 Agustus HUT RI\n17 Agustus Proklamasi", "dua kali"),
    ],
)
def test_a_line_that_cannot_be_read_is_named(text: str, words: str) -> None:
    with pytest.raises(ValueError, match=words):
        read_days_off(text, 2027)


@given(st.sets(st.dates(date(2027, 1, 1), date(2027, 12, 31)), max_size=12))
def test_what_is_written_out_is_read_back(days: set[date]) -> None:
    text = "\n".join(f"{long_date(day)} Hari rekaan" for day in days)
    assert [one.day for one in read_days_off(text, 2027)] == sorted(days)


@given(st.text(max_size=60))
def test_no_text_does_anything_but_be_read_or_refused(text: str) -> None:
    found: tuple[Holiday, ...] = ()
    with suppress(ValueError):  # the sentence for who typed it
        found = read_days_off(text, 2027)
    assert all(one.day.year == 2027 for one in found)
