"""How dates, money, names, telephone numbers and the NIK are written."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.domain import indonesia

TODAY = date(2026, 11, 23)


def test_dates_as_in_letters() -> None:
    assert indonesia.long_date(date(2025, 8, 1)) == "1 Agustus 2025"
    assert indonesia.day_and_date(date(2025, 8, 1)) == "Jumat, 1 Agustus 2025"
    assert indonesia.short_date(date(2025, 8, 1)) == "01/08/2025"
    assert indonesia.roman_month(8) == "VIII"


def test_there_is_no_thirteenth_month() -> None:
    with pytest.raises(ValueError, match="13"):
        indonesia.roman_month(13)


def test_money_and_numbers() -> None:
    assert indonesia.rupiah(1_500_000) == "Rp1.500.000"
    assert indonesia.thousands(83_500) == "83.500"
    assert (indonesia.rupiah(-1_500), indonesia.rupiah(0)) == ("-Rp1.500", "Rp0")
    assert indonesia.rupiah(10**30) == "Rp1" + ".000" * 10
    assert indonesia.in_words(1_500_112) == "satu juta lima ratus ribu seratus dua belas"
    assert indonesia.in_words(11) == "sebelas"


@pytest.mark.parametrize(
    ("typed", "amount"),
    [("1.500.000", 1_500_000), ("Rp1.500.000", 1_500_000), ("Rp1,5 juta", 1_500_000), ("250 ribu", 250_000), ("0", 0)],
)
def test_amounts_as_people_type_them(typed: str, amount: int) -> None:
    assert indonesia.read_rupiah(typed) == amount


@pytest.mark.parametrize("typed", ["", "banyak", "sekitar 1 juta", "1" + "0" * 40, "9" * 400])
def test_no_amount_is_guessed(typed: str) -> None:
    assert indonesia.read_rupiah(typed) is None


@given(some.integers(min_value=0, max_value=10**14))
def test_an_amount_comes_back_as_it_was_written(amount: int) -> None:
    assert indonesia.read_rupiah(indonesia.rupiah(amount)) == amount


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Siti Aminah", "S.A."),
        ("dewi", "D."),
        ("Rina Pratiwi, S.Psi.", "R.P."),
        ("", ""),
        ("123", ""),
        ("M. Ali", "M.A."),
    ],
)
def test_initials(name: str, expected: str) -> None:
    assert indonesia.initials(name) == expected


@given(some.text())
def test_initials_never_hold_a_whole_word(name: str) -> None:
    assert all(len(part) <= 2 for part in indonesia.initials(name).split("."))  # "ß" becomes "SS"


def test_age_counts_the_birthday_itself() -> None:
    assert indonesia.age(date(2008, 11, 23), TODAY) == 18
    assert indonesia.age(date(2008, 11, 24), TODAY) == 17
    assert indonesia.age(date(2027, 1, 1), TODAY) == 0


@pytest.mark.parametrize("typed", ["0812-3456-7890", "+62 812 3456 7890", "6281234567890", "081234567890"])
def test_telephone_numbers(typed: str) -> None:
    assert indonesia.read_phone(typed) == "081234567890"
    assert indonesia.show_phone("081234567890") == "0812-3456-7890"


@pytest.mark.parametrize("typed", ["", "12", "0812", "abc", "999999999999999999"])
def test_no_telephone_number(typed: str) -> None:
    assert indonesia.read_phone(typed) is None


def test_a_nik_tells_birth_sex_and_region() -> None:
    reading = indonesia.read_nik("3671014507950003", TODAY)
    assert reading is not None
    assert reading.births == (date(1995, 7, 5), date(1895, 7, 5))
    assert reading.sex == "perempuan"
    assert reading.region_known


def test_an_old_region_code_is_only_reported() -> None:
    reading = indonesia.read_nik("9999990507950003", TODAY)
    assert reading is not None
    assert not reading.region_known
    assert reading.sex == "laki-laki"


def test_a_leap_day_that_a_century_earlier_was_none() -> None:
    reading = indonesia.read_nik("3671012902000003", TODAY)
    assert reading is not None
    assert reading.births == (date(2000, 2, 29),)


@given(some.text(max_size=20))
def test_any_text_is_read_or_refused_without_trouble(text: str) -> None:
    indonesia.read_nik(text, TODAY)
    indonesia.read_phone(text)
    indonesia.read_rupiah(text)
