"""The guide for people who write procedure files tells the truth and leaves nothing out."""

from __future__ import annotations

import re

import resources
from models.definitions import check_texts
from models.sop import loader
from tests.unit.sop.sheets import read

GUIDE = resources.text("sop/BACA.md")
EXAMPLE = GUIDE.split("```toml\n")[1].split("```")[0]


def test_the_example_is_sound_and_all_its_documents_exist() -> None:
    assert [str(problem) for problem in check_texts([("contoh.toml", EXAMPLE)])] == []
    assert [step.number for step in read(EXAMPLE).steps] == [1, 2, 3]


def test_every_key_is_explained_outside_the_example() -> None:
    explained = set(re.findall(r"`([a-z_]+)", GUIDE.replace(EXAMPLE, "")))
    known = {*loader.IDENTITY_KEYS, *loader.STEP_KEYS, *loader.OUTPUT_KEYS, *loader.OUTPUT_RULES, *loader.OUTCOME_KEYS}
    assert known | {"salah_satu", "nama", "peran"} <= explained
