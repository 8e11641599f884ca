"""The guide for people who write form files tells the truth and leaves nothing out."""

from __future__ import annotations

import re

import resources
from models.forms import loader
from models.forms.fields import FIELD_KEYS
from models.forms.spec import ComputedKind, FieldKind
from models.forms.validate import check
from tests.form_samples import TODAY, read_form, sample_values

GUIDE = resources.text("forms/BACA.md")
EXAMPLE = GUIDE.split("```toml\n")[1].split("```")[0]


def test_the_example_is_sound_and_can_be_filled() -> None:
    spec, problems = read_form(EXAMPLE)
    assert problems == []
    assert spec is not None
    assert check(spec, sample_values(spec), TODAY).complete


def test_every_word_is_explained_outside_the_example() -> None:
    explained = set(re.findall(r"`([a-z_]+)", GUIDE.replace(EXAMPLE, "")))
    keys = {*loader.HEAD_KEYS, *loader.SECTION_KEYS, *FIELD_KEYS, *loader.COMPUTED_KEYS}
    keys |= {*loader.CAUTION_KEYS, *loader.SIGNATURE_KEYS}
    words = {kind.value for kind in FieldKind} | {kind.value for kind in ComputedKind}
    assert sorted((keys | words) - explained) == []
