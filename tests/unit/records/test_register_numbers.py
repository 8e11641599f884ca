"""The numbers of a stack as people write them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.records import register_numbers


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("", ()),
        ("KONS/7", ("KONS/7",)),
        (" KONS/7 \n\n KONS/9;KONS/12, R 3\t4 ", ("KONS/7", "KONS/9", "KONS/12", "R 3", "4")),
        ("KONS/008 s.d. KONS/011", ("KONS/008", "KONS/009", "KONS/010", "KONS/011")),
        ("KONS/9 s/d KONS/11", ("KONS/9", "KONS/10", "KONS/11")),
        ("9 sampai dengan 10", ("9", "10")),
        ("KONS/001/XI/2026 - 003", ("KONS/001/XI/2026", "KONS/002/XI/2026", "KONS/003/XI/2026")),
        ("1/12 - 3", ("1/12", "2/12", "3/12")),
        ("B-1 hingga B-2\nC/5", ("B-1", "B-2", "C/5")),
        ("0012/PPA-2/XI/2026", ("0012/PPA-2/XI/2026",)),
    ],
)
def test_numbers_are_read_as_they_are_meant(typed: str, numbers: tuple[str, ...]) -> None:
    assert register_numbers.read(typed) == register_numbers.NumberList(numbers)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("KONS/1 s.d. RUJ/5", "Rentang KONS/1 s.d. RUJ/5 tidak terbaca"),
        ("KONS/9 s.d. KONS/3", "tidak terbaca"),
        ("K/1/2026 s.d. K/2/2027", "tidak terbaca"),
        ("1/12 - 500", "tidak terbaca"),
        ("K/1 s.d. K/9999", "tidak terbaca"),
        ("K/1 s.d. K/400\nL/1 s.d. L/400", "Paling banyak 500 berkas"),
        ("K/1\nk/1", "Nomor k/1 tertulis dua kali."),
    ],
)
def test_what_cannot_be_meant_is_said(typed: str, said: str) -> None:
    found = register_numbers.read(typed)
    assert found.numbers == ()
    assert said in found.problem


@given(st.integers(0, 9000), st.integers(0, 300), st.sampled_from(("", "K/", "ABC-", "Reg. ")), st.integers(1, 5))
def test_a_range_holds_every_number_once_in_order(first: int, more: int, before: str, width: int) -> None:
    text = f"{before}{first:0{width}d} s.d. {before}{first + more:0{width}d}"
    found = register_numbers.read(text)
    assert [int(number.removeprefix(before)) for number in found.numbers] == list(range(first, first + more + 1))
    assert found.numbers[0] == f"{before}{first:0{width}d}"


@given(st.text(max_size=60))
def test_whatever_is_typed_gives_numbers_or_a_sentence(text: str) -> None:
    found = register_numbers.read(text)
    assert not (found.numbers and found.problem)
    assert all(number == " ".join(number.split()) and number for number in found.numbers)
