"""Spellings of the same name are found alike; different people are not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.domain.names import WORTH_A_LOOK, Traits, date_likeness, keys_of, likeness, marks, name_likeness

NAMES = some.text(max_size=60)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Muhammad Rizal", "Moh. Rizal"),
        ("Muhammad Rizal", "M. Rizal"),
        ("Mochammad Rizal", "H. Muhamad Rizal, S.E."),
        ("Siti Aminah", "St. Aminah"),
        ("Siti Aminah", "Sitti Aminnah"),
        ("Nur Hasanah", "Noor Hasana"),
        ("Soekarti Dewi", "Sukarti Dewi"),
        ("Djamilah Putri", "Jamilah Puteri"),
        ("Zubaidah Qirana", "Subaidah Kirana"),
        ("Lestari Putri", "Putri Lestari"),
        ("Chairul Anam", "Khairul Anam"),
        ("Yusuf Ma'ruf", "Jusuf Maruf"),
    ],
)
def test_one_name_in_two_spellings(one: str, other: str) -> None:
    assert likeness(Traits(one, born="2010-05-05"), Traits(other, born="2010-05-05")).score >= WORTH_A_LOOK


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Siti Aminah", "Siti Rohmah"),
        ("Muhammad Rizal", "Muhammad Fauzan"),
        ("Dewi Lestari", "Rina Pratiwi"),
        ("Siti", "Siti Nurhaliza Kusumawardhani"),
    ],
)
def test_different_people_who_share_a_first_name(one: str, other: str) -> None:
    assert likeness(Traits(one), Traits(other, born="2010-05-05")).score < WORTH_A_LOOK + 0.05
    assert likeness(Traits(one, born="1988-01-02"), Traits(other, born="2010-05-05")).score < WORTH_A_LOOK


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("2010-05-05", "2010-05-05", 1.0),
        ("2010-05-05", "2010-05-06", 0.8),
        ("2010-05-05", "2011-05-05", 0.8),
        ("2010-05-06", "2010-06-05", 0.8),
        ("2010-05-05", "1988-12-31", 0.0),
        ("", "2010-05-05", 0.0),
        ("kemarin", "kemarin", 0.0),
    ],
)
def test_dates_off_by_a_digit(one: str, other: str, alike: float) -> None:
    assert date_likeness(one, other) == alike


def test_the_same_nik_is_enough_and_reasons_are_told() -> None:
    assert likeness(Traits("Dewi", "3671014505100002"), Traits("Rina", "3671014505100002")).reasons == ("NIK sama",)
    found = likeness(Traits("Moh. Rizal", born="2010-05-05"), Traits("Muhammad Rizal", born="2010-05-06"))
    assert found.reasons == ("nama sama", "tanggal lahir berbeda satu angka")


def test_a_shared_telephone_brings_even_another_name_up() -> None:
    found = likeness(Traits("Dewi Lestari", phone="081298765432"), Traits("D. Lestarie", phone="081298765432"))
    assert found.score >= WORTH_A_LOOK
    assert "telepon sama" in found.reasons


@given(NAMES, NAMES)
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0.0 <= name_likeness(one, other) <= 1.0
    assert 0.0 <= likeness(Traits(one), Traits(other)).score <= 1.0


@given(NAMES)
def test_a_name_is_like_itself(name: str) -> None:
    assert not keys_of(name) or name_likeness(name, name) > 0.99


def test_an_index_finds_another_spelling_by_a_shared_mark() -> None:
    shared = marks(Traits("Moh. Rizal", phone="0812")) & marks(Traits("Muhamad Rizel", nik="36"))
    assert {"n:muhamad", "b:rsl"} <= shared
