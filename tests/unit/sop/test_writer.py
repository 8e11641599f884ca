"""A procedure written as a file is read back as the same procedure."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.sop import loader
from models.sop.spec import SopSpec
from models.sop.writer import to_toml
from models.source import Source
from tests.unit.sop.sheets import SHEET, read, sheets

#: What people may type: anything but control signs; the ends are trimmed when a file is read.
texts = st.text(st.characters(exclude_categories=["Cc", "Cs"]), min_size=1, max_size=30).map(str.strip).filter(bool)


@pytest.mark.parametrize("name", resources.all_of("sop", ".toml"))
def test_the_shipped_procedures_survive_writing(name: str) -> None:
    spec = read(resources.text(name), name)
    assert read(to_toml(spec)) == spec


@given(sheets())
def test_any_procedure_survives_writing(text: str) -> None:
    spec = read(text)
    assert read(to_toml(spec)) == spec
    assert to_toml(read(to_toml(spec))) == to_toml(spec)


def worded(spec: SopSpec, word: str) -> SopSpec:
    """``word`` everywhere a person may write something."""
    lists = (word, f"{word} lagi")
    outcomes = tuple(replace(one, label=f"{word} {one.key}") for one in spec.steps[1].outcomes)
    second = replace(spec.steps[1], outcomes=outcomes, requirements=lists, checklist=lists, remark=word, activity=word)
    return replace(
        spec,
        name=word,
        number=word,
        unit=word,
        approved_by=word,
        end=word,
        legal_bases=lists,
        warnings=lists,
        actors=tuple(replace(actor, name=word) for actor in spec.actors),
        steps=(spec.steps[0], second, *spec.steps[2:]),
    )


@given(texts)
def test_every_word_survives_writing(word: str) -> None:
    spec = worded(read(SHEET), word)
    source = Source.read("tertulis.toml", to_toml(spec))
    assert loader.load(source) == spec
    assert source.line_of(("langkah", 2, "judul")) > source.line_of(("langkah", 2)) > 0


@pytest.mark.parametrize("sign", ["\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_signs_that_nobody_sees_are_left_out(sign: str) -> None:
    spec = replace(read(SHEET), name=f"Nama{sign} SOP")
    assert read(to_toml(spec)).name == "Nama SOP"


def test_a_line_break_stays_in_its_text() -> None:
    spec = replace(read(SHEET), name='Satu\ndua \\ "tiga"\ttab')
    assert read(to_toml(spec)) == spec


def test_a_draft_with_mistakes_can_be_written_and_read_again() -> None:
    spec = read(SHEET)
    broken = replace(spec, steps=(replace(spec.steps[0], title="", actor="tamu", outputs=()), *spec.steps[1:]))
    source = Source.read("konsep.toml", to_toml(broken))
    found = loader.read(source)
    assert found is not None
    assert found.steps[0].actor == "tamu"
    assert loader.load(Source.read("konsep.toml", to_toml(broken))) is None
