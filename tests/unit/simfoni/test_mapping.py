"""Every choice of the shipped lists is called something Simfoni PPA knows."""

from __future__ import annotations

import pytest

from models.domain import age_bands, simfoni_lists
from models.simfoni.sheet import is_entry_form
from tests.form_samples import shipped_forms, shipped_lists

CATEGORIES = simfoni_lists.shipped()
#: Choices for which Simfoni has no category, said out loud: list and key. There are none.
WITHOUT: set[tuple[str, str]] = set()


LISTS = shipped_lists()


@pytest.mark.parametrize("key", CATEGORIES)
def test_every_choice_has_a_category_or_says_that_it_has_none(key: str) -> None:
    entries = LISTS[key]
    without = {(key, one.key) for one in entries.options if entries.category(one.key) not in CATEGORIES[key]}
    assert without == {pair for pair in WITHOUT if pair[0] == key}


def test_every_list_of_the_entry_sheet_is_checked_against_simfoni() -> None:
    (sheet,) = [spec for spec in shipped_forms().values() if is_entry_form(spec)]
    fields = [*sheet.fields, *(column for field in sheet.fields for column in field.columns)]
    assert {field.listed for field in fields if field.categorised} <= CATEGORIES.keys()
    same_words = {field.listed for field in fields if field.listed and not field.categorised}
    assert same_words == {"jenis-kelamin", "kewarganegaraan", "lembaga"}


def test_no_category_stands_twice() -> None:
    assert all(len(set(names)) == len(names) for names in CATEGORIES.values())


def test_the_age_bands_of_simfoni_leave_no_age_out() -> None:
    bands = age_bands.shipped()["simfoni"]
    assert {bands.of(years) for years in range(121)} == set(bands.names)


def test_there_is_one_entry_sheet() -> None:
    assert len([spec for spec in shipped_forms().values() if is_entry_form(spec)]) == 1
