"""A PC's own book: what was added is there after a power cut, encrypted, and cannot be altered unseen."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.vault.ledger import Ledger

VAULT, KEY = "0" * 32, bytes(range(32))
ONE, TWO = {"nomor": "001/X/2026"}, {"nomor": "002/X/2026"}


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "buku" / "kantor.nomor"


def test_what_was_added_is_read_again_in_order(path: Path) -> None:
    Ledger(path, VAULT, KEY).append([ONE])
    Ledger(path, VAULT, KEY).append([TWO])
    assert Ledger(path, VAULT, KEY).records() == (ONE, TWO)


@pytest.mark.fault(8)
def test_nothing_in_it_is_readable(path: Path) -> None:
    Ledger(path, VAULT, KEY).append([{"nomor": "rahasia"}])
    assert b"rahasia" not in path.read_bytes()
    assert path.stat().st_mode & 0o077 == 0


@given(cut=st.integers(1, 10_000))
def test_a_record_torn_by_a_power_cut_does_not_count_and_the_next_one_does(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("buku") / "x"
    Ledger(path, VAULT, KEY).append([ONE])
    whole = path.stat().st_size
    Ledger(path, VAULT, KEY).append([TWO])
    content = path.read_bytes()
    path.write_bytes(content[: whole + cut % (len(content) - whole)])
    book = Ledger(path, VAULT, KEY)
    assert (book.records(), book.damaged) == ((ONE,), False)
    book.append([TWO])
    assert Ledger(path, VAULT, KEY).records() == (ONE, TWO)


def test_an_altered_exchanged_or_foreign_record_is_noticed(path: Path) -> None:
    Ledger(path, VAULT, KEY).append([ONE, TWO])
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    book = Ledger(path, VAULT, KEY)
    assert (book.records(), book.damaged) == ((ONE,), True)
    assert [found.read_bytes() for found in path.parent.glob("*.rusak-*")] == [bytes(content)]
    half = len(content) // 2
    content[-1] ^= 1
    path.write_bytes(content[half:] + content[:half])
    assert Ledger(path, VAULT, KEY).damaged


def test_a_book_under_a_former_key_is_taken_over(path: Path) -> None:
    Ledger(path, VAULT, b"f" * 32).append([ONE, TWO])
    book = Ledger(path, VAULT, KEY, [b"x" * 32, b"f" * 32])
    assert (book.records(), book.damaged) == ((ONE, TWO), False)
    assert Ledger(path, VAULT, KEY).records() == (ONE, TWO)


def test_a_book_no_key_opens_is_laid_aside_and_said_so(path: Path) -> None:
    Ledger(path, VAULT, b"f" * 32).append([ONE])
    book = Ledger(path, VAULT, KEY)
    assert (book.records(), book.damaged) == ((), True)
    book.append([TWO])
    assert Ledger(path, VAULT, KEY).records() == (TWO,)
    assert len(list(path.parent.iterdir())) == 2


def test_an_emptied_book_begins_anew(path: Path) -> None:
    book = Ledger(path, VAULT, KEY)
    book.append([ONE])
    book.clear()
    book.append([TWO])
    assert Ledger(path, VAULT, KEY).records() == (TWO,)


def test_two_programs_of_one_person_keep_one_book(path: Path) -> None:
    one, other = Ledger(path, VAULT, KEY), Ledger(path, VAULT, KEY)
    one.append([ONE])
    other.append([TWO])
    one.append([ONE])
    assert Ledger(path, VAULT, KEY).records() == (ONE, TWO, ONE)
