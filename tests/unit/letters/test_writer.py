"""A letter written from its parts reads as the same letter again, whatever stands in its texts."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.letters.spec import Block, BlockKind, LetterSpec
from models.letters.writer import to_toml
from models.source import Source
from tests.letter_samples import keys, load, shipped


def again(spec: LetterSpec, key: str) -> tuple[LetterSpec | None, Source]:
    base = tomllib.loads(resources.text(f"letters/{key}.toml"))
    return load(to_toml(spec, base))


@pytest.mark.parametrize("key", keys())
def test_every_shipped_letter_is_read_back_as_it_was(key: str) -> None:
    spec = shipped(key)
    read, source = again(spec, key)
    assert source.problems == []
    assert read == spec


#: What people type and paste: quotes, backslashes, braces in pairs, other scripts, line breaks.
TEXTS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="{}"), min_size=1).filter(
    lambda text: text.strip() == text
)


@given(TEXTS, TEXTS)
def test_any_text_comes_back_as_it_was_typed(one: str, two: str) -> None:
    spec = shipped("surat-dinas")
    block = Block(BlockKind.LIST, head=one, texts=(one, two, f"{one}\n{two}"))
    pairs = Block(BlockKind.PAIRS, rows=((one, two), (two, "")))
    changed = replace(spec, subject=two, cc=(one,), blocks=(*spec.blocks, block, pairs))
    read, source = again(changed, "surat-dinas")
    assert source.problems == []
    assert read == changed


def test_a_problem_knows_the_text_it_stands_in() -> None:
    spec = shipped("surat-dinas")
    block = Block(BlockKind.LIST, texts=("Baik", "Nomor {kasus.nomer}", "Terbuka {kasus.nomor"))
    read, source = again(replace(spec, blocks=(*spec.blocks, block)), "surat-dinas")
    assert read is None
    place = len(spec.blocks)
    assert [problem.path for problem in source.problems] == [("blok", place, "isi", 1), ("blok", place, "isi", 2)]
    assert "kasus.nomor" in source.problems[0].message
