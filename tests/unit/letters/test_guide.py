"""The guide for people who write letter files tells the truth and leaves nothing out."""

from __future__ import annotations

import re

import resources
from models.letters.formats import FORMATS
from models.letters.loader import BLOCK_KEYS, HEAD_KEYS
from models.letters.spec import BlockKind, Shape
from reports.letter_pdf import render
from tests import letter_samples, papers

GUIDE = resources.text("letters/BACA.md")
EXAMPLE = GUIDE.split("```toml\n")[1].split("```")[0]


def test_the_example_is_sound_and_prints() -> None:
    spec, source = letter_samples.load(EXAMPLE)
    assert source.problems == []
    assert spec is not None
    base = letter_samples.context()
    content = letter_samples.compose_with(spec, base)
    assert content.missing == ()
    assert "menemui Dewi Lestari, S.Psi., Petugas Layanan PPA." in papers.text(render(content))


def test_every_word_is_explained_outside_the_example() -> None:
    explained = set(re.findall(r"`([a-z_]+)", GUIDE.replace(EXAMPLE, "")))
    of_blocks = {key for keys in BLOCK_KEYS.values() for key in keys}
    assert {
        *HEAD_KEYS,
        *of_blocks,
        *FORMATS,
        *(kind.value for kind in BlockKind),
        *(s.value for s in Shape),
    } <= explained
