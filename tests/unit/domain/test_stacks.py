"""A stack of signed letters is taken apart: no page is lost, none goes to two letters."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain import marks, stacks
from models.domain.marks import Mark, MarkKind
from models.domain.stacks import Part
from models.errors import ErrorCode, UserError
from tests.unit.domain.test_marks import paper

A, B = "A1B2C3D4E5F6", "00FF00FF00FF"
MARKS = st.builds(
    Mark,
    st.sampled_from([MarkKind.LETTER, MarkKind.LETTER, MarkKind.FORM]),
    st.sampled_from([A, B, "111111111111"]),
    st.just(""),
    st.integers(0, 11),
)


@given(st.integers(1, 12), st.lists(MARKS, max_size=8))
def test_every_page_goes_to_exactly_one_part(pages: int, found: list[Mark]) -> None:
    parts = stacks.split(pages, found)
    assert sorted(page for part in parts for page in part.pages) == list(range(pages))
    assert len({part.codes for part in parts}) == len(parts)
    for mark in found:
        if mark.kind is MarkKind.LETTER and mark.page < pages:
            (home,) = [part for part in parts if mark.page in part.pages]
            assert mark.key in home.codes, "a page goes nowhere but to a code it bears"


def test_pages_without_a_code_belong_to_the_letter_before_them() -> None:
    judged, parts = stacks.read(paper("tanpa kode", A, "lanjutan", B, marks.file_mark(7, "KONS/7"), "lanjutan", A))
    assert judged.pages == 7
    assert parts == (Part((), (0, 4, 5)), Part((A,), (1, 2, 6)), Part((B,), (3,)))


@pytest.mark.parametrize("content", [b"", b"MZ", paper(A)[:300], paper(*[A] * (marks.MOST_PAGES + 1))])
def test_what_cannot_be_read_to_its_last_page_is_refused(content: bytes) -> None:
    with pytest.raises(UserError) as caught:
        stacks.read(content)
    assert caught.value.code is ErrorCode.ATTACHMENT_REFUSED
    assert caught.value.details["why"]
