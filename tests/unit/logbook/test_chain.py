"""The seal of the log book shows every change."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.logbook.chain import BEGINNING, Entry, first_broken, seal

KEY = b"k" * 32
_ENTRY = st.dictionaries(st.sampled_from(["at", "activity", "giver"]), st.one_of(st.none(), st.integers(), st.text()))
_BOOKS = st.lists(_ENTRY, min_size=1, max_size=8)


def sealed(entries: list[Entry]) -> list[tuple[Entry, str]]:
    found, previous = [], BEGINNING
    for entry in entries:
        previous = seal(KEY, previous, entry)
        found.append((entry, previous))
    return found


@given(_BOOKS)
def test_an_untouched_book_is_whole(entries: list[Entry]) -> None:
    assert first_broken(KEY, sealed(entries)) is None
    assert first_broken(KEY, []) is None


@given(_BOOKS, st.data())
def test_a_changed_line_is_found(entries: list[Entry], data: st.DataObject) -> None:
    book = sealed(entries)
    place = data.draw(st.integers(0, len(book) - 1))
    book[place] = ({**book[place][0], "remark": "diubah"}, book[place][1])
    assert first_broken(KEY, book) == place


@given(_BOOKS, st.data())
def test_a_line_taken_out_is_found(entries: list[Entry], data: st.DataObject) -> None:
    book = sealed([*entries, {"at": "terakhir"}])
    place = data.draw(st.integers(0, len(book) - 2))
    del book[place]
    assert first_broken(KEY, book) == place


def test_moved_lines_and_another_key_are_found() -> None:
    book = sealed([{"at": "1"}, {"at": "2"}, {"at": "3"}])
    assert first_broken(KEY, [book[0], book[2], book[1]]) == 1
    assert first_broken(b"x" * 32, book) == 0


def test_a_book_can_be_checked_from_the_middle() -> None:
    book = sealed([{"at": "1"}, {"at": "2"}, {"at": "3"}])
    assert first_broken(KEY, book[1:], previous=book[0][1]) is None
    assert first_broken(KEY, book[1:]) == 0
