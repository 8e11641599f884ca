"""What was filled goes over to a newer version of its form: by key, and nothing is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.forms import edit
from models.forms.spec import Field, FieldKind, FormSpec, Values
from models.forms.takeover import taken_over, with_homeless, without_homeless
from models.forms.values import clean_all
from tests.form_samples import TODAY, sample_values, shipped_forms

PLAN = "rencana-penjangkauan"


def moved(old: FormSpec, new: FormSpec, values: Values) -> tuple[Values, tuple[tuple[str, str], ...]]:
    return taken_over(old, new, values, TODAY, {})


@pytest.mark.parametrize("key", sorted(shipped_forms()))
def test_to_the_same_form_everything_goes_over(key: str) -> None:
    spec = shipped_forms()[key]
    values = clean_all(spec.fields, sample_values(spec))
    asked = {field.key for field in spec.fields}
    kept, homeless = moved(spec, replace(spec, version=2), values)
    assert homeless == ()
    assert {key: kept.get(key) for key in asked} == {key: values.get(key) for key in asked}


def test_what_is_gone_hidden_or_of_another_kind_stays_in_words() -> None:
    old = shipped_forms()["pengaduan"]
    texts = [field for field in old.fields if field.kind is FieldKind.TEXT][:3]
    gone, hidden, other = texts
    new = edit.remove_field(edit.change_field(old, hidden.key, hidden=True), gone.key)
    new = edit.change_field(new, other.key, kind=FieldKind.INTEGER)
    kept, homeless = moved(old, new, {gone.key: "satu", hidden.key: "dua", other.key: "tiga"})
    assert kept == {}
    assert set(homeless) == {(gone.label, "satu"), (hidden.label, "dua"), (other.label, "tiga")}
    shown, values = with_homeless(new, homeless)
    assert [field.label for field in shown.sections[-1].fields] == [label for label, _words in homeless]
    assert without_homeless({**kept, **values}) == kept


def test_cells_of_a_column_that_is_gone_stay_row_by_row() -> None:
    old = shipped_forms()[PLAN]
    table = next(field for field in old.fields if field.kind is FieldKind.TABLE)
    first, *others = table.columns
    rows: list[dict[str, str | int | float | bool]] = [{first.key: "A", others[0].key: "B"}, {first.key: "C"}]
    new = edit.change_field(old, table.key, columns=tuple(others))
    kept, homeless = moved(old, new, {table.key: rows})
    assert kept[table.key] == [{others[0].key: "B"}, {}]
    assert homeless == ((f"{table.label}, {first.label}", "baris 1: A; baris 2: C"),)


def test_a_choice_that_is_gone_stays_in_words() -> None:
    spec, key = edit.add_field(shipped_forms()["pengaduan"], 0, 0, "Punya kartu", FieldKind.CHOICE)
    new = edit.change_field(spec, key, options=spec.field(key).options[1:])
    assert moved(spec, new, {key: "pilihan_1"}) == ({}, (("Punya kartu", "Pilihan 1"),))
    assert moved(spec, new, {key: "pilihan_2"}) == ({key: "pilihan_2"}, ())


def test_without_such_answers_nothing_is_added() -> None:
    spec = shipped_forms()["pengaduan"]
    assert with_homeless(spec, ()) == (spec, {})
    assert isinstance(spec.fields[0], Field)
