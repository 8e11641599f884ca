"""Who signed a release: exactly the keys the program was made with, and nothing that was changed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vault import signatures

ONE, OTHER = signatures.new_private_key(), signatures.new_private_key()
KEYS = (signatures.public_of(ONE), signatures.public_of(OTHER))


def test_each_key_is_told_by_its_name() -> None:
    line = signatures.sign(ONE, b"isi")
    assert signatures.signer(b"isi", line, KEYS) == signatures.key_id(KEYS[0])
    assert signatures.signer(b"isi", line, KEYS[1:]) == ""
    assert signatures.signer(b"isi", line, ()) == ""


def test_a_release_of_two_keys_is_taken_by_who_knows_either() -> None:
    both = signatures.sign(ONE, b"isi") + signatures.sign(OTHER, b"isi")
    assert signatures.signer(b"isi", both, KEYS[:1]) == signatures.key_id(KEYS[0])
    assert signatures.signer(b"isi", both, KEYS[1:]) == signatures.key_id(KEYS[1])


@given(st.binary(max_size=60), st.integers(min_value=0), st.integers(min_value=1, max_value=255))
def test_one_changed_byte_is_no_signature(content: bytes, place: int, change: int) -> None:
    line = signatures.sign(ONE, content + b".")
    changed = bytearray(content + b".")
    changed[place % len(changed)] ^= change
    assert signatures.signer(content + b".", line, KEYS)
    assert not signatures.signer(bytes(changed), line, KEYS)


@given(st.text(max_size=200))
def test_anything_else_in_the_file_is_no_signature(text: str) -> None:
    assert signatures.signer(b"isi", text, KEYS) == ""
    assert signatures.signer(b"isi", f"{signatures.key_id(KEYS[0])} {text}", KEYS) == ""


def test_a_private_key_may_have_a_password() -> None:
    locked = signatures.new_private_key(b"kancil")
    assert b"ENCRYPTED" in locked
    line = signatures.sign(locked, b"isi", b"kancil")
    assert signatures.signer(b"isi", line, [signatures.public_of(locked, b"kancil")])
    with pytest.raises(ValueError, match=r"."):
        signatures.sign(locked, b"isi", b"lain")
