"""The recovery key: written on paper, typed back by a tired person."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from models.errors import ErrorCode, UserError
from models.vault.recovery import ALPHABET, from_text, new_recovery_key, to_text

KEYS = st.binary(min_size=20, max_size=20)


@given(KEYS)
def test_what_is_printed_can_be_typed_back(key: bytes) -> None:
    assert from_text(to_text(key)) == key
    assert from_text(to_text(key).lower().replace("-", " ")) == key


@pytest.mark.fault(18)
@given(KEYS, st.integers(0, 39), st.sampled_from(ALPHABET))
def test_one_wrong_character_is_a_typo_and_its_group_is_named(key: bytes, place: int, character: str) -> None:
    typed = to_text(key).replace("-", "")
    assume(typed[place] != character)
    with pytest.raises(UserError) as caught:
        from_text(typed[:place] + character + typed[place + 1 :])
    assert caught.value.code is ErrorCode.RECOVERY_KEY_TYPO
    assert caught.value.details["group"] == place // 5 + 1


@given(KEYS, st.integers(0, 7), st.integers(0, 7))
def test_groups_in_the_wrong_order_are_a_typo(key: bytes, one: int, two: int) -> None:
    groups = to_text(key).split("-")
    groups[one], groups[two] = groups[two], groups[one]
    assume(one != two)
    with pytest.raises(UserError) as caught:
        from_text("-".join(groups))
    assert caught.value.code is ErrorCode.RECOVERY_KEY_TYPO


@pytest.mark.parametrize("text", ["", "ABCDE", "X" * 41, "~" * 40, "é" * 40])
def test_anything_else_is_a_typo_too(text: str) -> None:
    with pytest.raises(UserError) as caught:
        from_text(text)
    assert caught.value.code is ErrorCode.RECOVERY_KEY_TYPO


def test_look_alikes_are_read_as_meant() -> None:
    key = bytes(20)
    assert from_text(to_text(key).replace("0", "O").replace("1", "I")) == key


def test_two_keys_are_never_the_same() -> None:
    assert new_recovery_key() != new_recovery_key()
