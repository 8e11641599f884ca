"""However a stack is taken apart by hand, no page is lost and none goes to two places."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.records.stack import Home, Part, Stack, page_words

HOME, OTHER = Home("1/2026", "Asesmen", 1, form_key="asesmen"), Home("2/2026", "Surat", 2, letter_id=7)
PAGES = 9
DEEDS = st.lists(
    st.tuples(st.sampled_from(["split", "join", "put", "leave", "take", "file"]), st.integers(-1, PAGES)), max_size=20
)


def pages_of(stack: Stack) -> list[int]:
    return sorted([page for part in stack.parts for page in part.pages] + list(stack.left_out))


@given(DEEDS)
def test_every_page_is_always_somewhere(deeds: list[tuple[str, int]]) -> None:
    stack, gone = Stack((Part((0, 1, 2), HOME), Part((3, 5)), Part((4, 6), OTHER)), (7, 8)), list[int]()
    for verb, number in deeds:
        if verb == "file":
            gone += [page for place in stack.ready[:1] for page in stack.parts[place].pages]
            stack = stack.without(stack.ready[:1])
        else:
            stack = {
                "split": lambda s, n: s.split(n), "join": lambda s, n: s.join(n),
                "put": lambda s, n: s.put([n], HOME), "leave": lambda s, n: s.leave_out([n]),
                "take": lambda s, n: s.take_back([n]),
            }[verb](stack, number)  # fmt: skip
        assert sorted(pages_of(stack) + gone) == list(range(PAGES))
        assert all(part.pages == tuple(sorted(part.pages)) and part.pages for part in stack.parts)


def test_a_part_begins_and_joins() -> None:
    stack = Stack((Part((0, 1, 2, 3), HOME, "a"),)).split(2)
    assert [(part.pages, part.home) for part in stack.parts] == [((0, 1), HOME), ((2, 3), None)]
    assert stack.join(1).parts == (Part((0, 1, 2, 3), HOME, "a"),)
    assert stack.split(0) == stack
    assert stack.put([1], OTHER).ready == (0, 1)


def test_two_sheets_of_one_document_are_seen() -> None:
    stack = Stack((Part((0,), HOME), Part((1,), OTHER), Part((2,), HOME), Part((3,)), Part((4,), Home("1", "KTP", 1))))
    assert [stack.twin(place) for place in range(5)] == [2, None, 0, None, None]


def test_another_stack_goes_below() -> None:
    whole = Stack((Part((0,), HOME),), (1,)).follow(Stack((Part((0, 2)),), (1,)), 2)
    assert whole == Stack((Part((0,), HOME), Part((2, 4))), (1, 3))


def test_pages_in_words() -> None:
    assert page_words([0, 1, 2, 4]) == "halaman 1–3, 5"
