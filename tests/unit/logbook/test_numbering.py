"""Official numbers: as the office writes them, in order, never twice."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import BugError, UserError
from models.logbook.numbering import (
    LARGEST,
    NumberParts,
    format_number,
    holes,
    next_sequence,
    next_suffix,
    problems,
)
from models.settings.office import DEFAULT_PATTERNS

PARTS = NumberParts(17, date(2026, 8, 5), "800.1.11.1", "UPTD-PPA", "rahasia", "PJK")


@pytest.mark.parametrize(
    ("pattern", "number"),
    [
        ("{kode}/{urut:03d}/{unit}/{tahun}", "800.1.11.1/017/UPTD-PPA/2026"),
        ("{sifat}-{urut}/{kode}/{unit}/{bulan_romawi}/{tahun}", "R-17/800.1.11.1/UPTD-PPA/VIII/2026"),
        ("{urut:04d}/{jenis}/{bulan}/{tahun}", "0017/PJK/08/2026"),
        ("{urut} TAHUN {tahun}", "17 TAHUN 2026"),
    ],
)
def test_numbers_look_as_the_office_writes_them(pattern: str, number: str) -> None:
    assert format_number(pattern, PARTS) == number


@pytest.mark.parametrize("pattern", [found.pattern for found in DEFAULT_PATTERNS.values()])
def test_shipped_patterns_are_sound(pattern: str) -> None:
    assert problems(pattern) == ()


@pytest.mark.parametrize(
    ("pattern", "sentence"),
    [
        ("{kode}/{tahun}", "harus memuat {urut} tepat satu kali"),
        ("{urut}/{urut}/{tahun}", "harus memuat {urut} tepat satu kali"),
        ("{kode}/{urut}", "harus memuat {tahun}"),
        ("{urut}/{taun}/{tahun}", "{taun} tidak dikenal"),
        ("{urut}{tahun}", "Beri tanda pemisah"),
        ("7{urut}/{tahun}", "Beri tanda pemisah"),
        ("{urut/{tahun}", "kurung kurawal"),
        ("{urut}/{tahun:02d}", "Hanya {urut}"),
        ("{urut:9d}/{tahun}", "kurung kurawal"),
        ("{urut}<b>/{tahun}", "hanya boleh berisi huruf"),
        ("{urut}/{tahun}" + "/A" * 40, "paling panjang"),
    ],
)
def test_a_pattern_that_could_repeat_a_number_is_refused(pattern: str, sentence: str) -> None:
    assert any(sentence in problem for problem in problems(pattern)), problems(pattern)
    with pytest.raises(BugError):
        format_number(pattern, PARTS)


def test_counting_starts_again_each_year_and_goes_on_from_the_paper_book() -> None:
    assert next_sequence({}, 2026, start=118) == 118
    assert next_sequence({2026: 118}, 2026, start=118) == 119
    assert next_sequence({2026: 240}, 2027, start=118) == 1
    assert next_sequence({2026: 240, 2027: 3}, 2026) == 241


def test_a_series_has_an_end() -> None:
    with pytest.raises(UserError):
        next_sequence({2026: LARGEST}, 2026)
    with pytest.raises(UserError):
        format_number("{urut}/{tahun}", NumberParts(0, date(2026, 1, 1)))


def test_holes_are_found_also_before_the_first_and_behind_the_last() -> None:
    assert holes([3, 4, 7, 5], 1, 9) == ((1, 2), (6, 6), (8, 9))
    assert holes([], 1, 0) == ()
    assert holes([], 1, 3) == ((1, 3),)
    assert holes([2, 9], 3, 5) == ((3, 5),)


@given(known=st.sets(st.integers(1, 40)), first=st.integers(1, 40), length=st.integers(0, 40))
def test_holes_and_known_numbers_make_the_whole_stretch(known: set[int], first: int, length: int) -> None:
    last = first + length - 1
    missing = {number for start, end in holes(known, first, last) for number in range(start, end + 1)}
    assert not missing & known
    assert missing | (known & set(range(first, last + 1))) == set(range(first, last + 1))


@pytest.mark.parametrize(("style", "said"), [("a", "012b"), (".a", "012.b"), (".01", "012.02")])
def test_inserted_numbers_follow_each_other_in_the_offices_way(style: str, said: str) -> None:
    first = next_suffix(style, ())
    second = next_suffix(style, (first,))
    parts = NumberParts(12, date(2026, 8, 5), suffix=second)
    assert format_number("{urut:03d}/{tahun}", parts) == f"{said}/2026"


def test_more_insertions_than_letters() -> None:
    taken: list[str] = []
    for _ in range(30):
        taken.append(next_suffix("a", taken))
    assert (taken[0], taken[25], taken[26], taken[29], len(set(taken))) == ("a", "z", "aa", "ad", 30)


_PLACES = st.sampled_from(["{kode}", "{unit}", "{bulan}", "{bulan_romawi}", "{sifat}", "{jenis}"])
_COUNT = st.sampled_from(["{urut}", "{urut:02d}", "{urut:04d}", "{urut:6d}"])


@st.composite
def patterns(draw: st.DrawFn) -> str:
    parts = [*draw(st.lists(_PLACES, max_size=3, unique=True)), draw(_COUNT), "{tahun}"]
    return "/".join(draw(st.permutations(parts)))


@given(patterns(), st.integers(1, LARGEST), st.integers(1, LARGEST), st.integers(2000, 2100), st.integers(2000, 2100))
def test_two_papers_never_carry_the_same_number(pattern: str, one: int, two: int, year: int, other: int) -> None:
    first = format_number(pattern, NumberParts(one, date(year, 1, 1), "800.1", "UPTD"))
    second = format_number(pattern, NumberParts(two, date(other, 1, 1), "800.1", "UPTD"))
    assert (first == second) == ((one, year) == (two, other))


@given(st.lists(st.integers(2020, 2030), max_size=60), st.integers(1, 500))
def test_numbers_of_a_year_follow_without_gap_or_repetition(years: list[int], start: int) -> None:
    counters: dict[int, int] = {}
    given_numbers: dict[int, list[int]] = {}
    for year in years:
        number = next_sequence(counters, year, start)
        counters[year] = number
        given_numbers.setdefault(year, []).append(number)
    for numbers in given_numbers.values():
        assert numbers == list(range(numbers[0], numbers[0] + len(numbers)))
