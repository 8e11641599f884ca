"""What people read when something is not possible: complete, in the tone of the program, never broken."""

from __future__ import annotations

import re
import string
import tomllib
from collections.abc import Iterator

import pytest

import resources
from models import messages
from models.errors import ErrorCode, UserError
from models.messages import render

ENTRIES = tomllib.loads(resources.text(messages.FILE))
KEYS = {"judul", "sebab", "aman", "langkah"}
#: No exclamation marks, no blame, no technical English.
UNWANTED = re.compile(
    r"!|\b(error|gagal|invalid|oops|kesalahan|database|file|password|user|backup|klik)\b", re.IGNORECASE
)


def variants(code: ErrorCode) -> Iterator[dict[str, str]]:
    """The entry itself and each of its variants, complete."""
    entry = {key: value for key, value in ENTRIES[code.value].items() if key != "bila"}
    yield entry
    for changed in ENTRIES[code.value].get("bila", {}).values():
        yield {**entry, **changed}


def placeholders(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


def test_every_code_has_its_sentences_and_no_sentence_is_orphaned() -> None:
    assert set(ENTRIES) == {code.value for code in ErrorCode}


@pytest.mark.parametrize("code", ErrorCode)
def test_each_says_what_why_and_what_to_do(code: ErrorCode) -> None:
    for entry in variants(code):
        assert set(entry) <= KEYS
        assert all(entry[key].strip() for key in KEYS - {"aman"})
        assert not entry["judul"].endswith(".")
        for key in set(entry) - {"judul"}:
            assert entry[key].endswith((".", "}")), entry[key]


@pytest.mark.parametrize("code", ErrorCode)
def test_each_keeps_to_the_words_of_the_program(code: ErrorCode) -> None:
    for entry in variants(code):
        for text in entry.values():
            assert not UNWANTED.search(text), text


@pytest.mark.parametrize("code", ErrorCode)
def test_no_detail_that_is_missing_breaks_a_message(code: ErrorCode) -> None:
    reasons = ["", "never heard of", *ENTRIES[code.value].get("bila", {})]
    for reason in reasons:
        said = render(UserError(code, reason=reason))
        assert said.title
        assert said.why
        assert said.do
        assert "{" not in said.title + said.why + said.safe + said.do


@pytest.mark.parametrize("code", ErrorCode)
def test_details_appear_in_their_sentence(code: ErrorCode) -> None:
    for reason, entry in [("", ENTRIES[code.value]), *ENTRIES[code.value].get("bila", {}).items()]:
        named = placeholders(str(entry.get("sebab", "")))
        said = render(UserError(code, reason=reason, **{name: f"<{name}>" for name in named}))
        assert all(f"<{name}>" in said.why for name in named)


def test_braces_in_a_detail_stay_what_they_are() -> None:
    assert render(UserError(ErrorCode.VALUE_INVALID, what="{nama} & <b>")).why == "{nama} & <b>"
