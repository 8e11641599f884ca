"""What a kind of letter cannot be written without."""

from __future__ import annotations

from collections.abc import Iterator

from models.domain.facts import FACTS
from models.letters.placeholders import PLACEHOLDER
from models.letters.spec import Block, LetterSpec

_OF_A_CASE = ("kasus.", "formulir.")


def needs_case(spec: LetterSpec) -> bool:
    """Whether the wording quotes a case: the letter would have holes without one. What is only proposed in a field or
    may be left out (``{kasus.nomor?}``) asks for none."""
    return any(
        found.group(1).startswith(_OF_A_CASE) or found.group(1).partition(":")[0].strip() in FACTS
        for text in texts(spec)
        for found in PLACEHOLDER.finditer(text)
        if not found.group(1).partition(":")[0].strip().endswith("?")
    )


def texts(spec: LetterSpec) -> Iterator[str]:
    """Every text of the wording, placeholders unfilled."""
    yield from (spec.title, spec.subject, spec.addressee, spec.addressee_place, spec.sender, spec.enclosure, *spec.cc)
    yield from (text for _, text in spec.corner)
    for block in spec.blocks:
        yield from _of(block)


def _of(block: Block) -> Iterator[str]:
    yield from (block.head, *block.texts, *block.columns)
    yield from (cell for row in (*block.rows, *block.foot) for cell in row)
    yield from (text for pair in block.signatures for text in pair)
    if block.source in FACTS:
        yield f"{{{block.source}}}"
