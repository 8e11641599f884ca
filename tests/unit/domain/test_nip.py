"""A civil servant's number with a slip of the finger is noticed before it stands on a letter."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain import nip


@given(st.dates(), st.from_regex(r"[0-9]{10}", fullmatch=True))
def test_any_day_of_birth_and_ten_digits_are_a_number(born: object, rest: str) -> None:
    assert nip.problem(f"{str(born).replace('-', '')}{rest}") == ""


@given(st.dates(), st.integers(7, 13).filter(lambda length: length != 10))
def test_a_digit_too_many_or_too_few_is_noticed(born: object, length: int) -> None:
    assert f"yang tertulis {8 + length}" in nip.problem(f"{str(born).replace('-', '')}{'1' * length}")


@pytest.mark.parametrize("text", ["", "-", "79051234", "NRP 79051234", "PTT/12/2026", "3671010101900001"[:12]])
def test_what_is_no_such_number_is_let_pass(text: str) -> None:
    assert nip.problem(text) == ""


def test_a_number_that_begins_with_no_day_is_noticed() -> None:
    assert "tanggal lahir" in nip.problem("1975 1301 2000 01 2 001")
    assert nip.problem("19751231 200001 2 001") == ""
