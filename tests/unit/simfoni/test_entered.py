"""What was entered is kept as words and digests; every later difference is found, nothing else is."""

from __future__ import annotations

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from models.domain import simfoni_lists
from models.forms.spec import FormSpec, Values
from models.simfoni import entered
from models.simfoni.sheet import Known, Sheet, build, is_entry_form
from tests.form_samples import shipped_forms

SPEC: FormSpec = next(spec for spec in shipped_forms().values() if is_entry_form(spec))
DAY = date(2026, 11, 23)
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=40).filter(
    lambda text: bool(text.strip())
)
CHOICES = {
    field.meaning: [option.key for option in field.options]
    for field in SPEC.fields
    if field.options and field.meaning and field.kind.value == "pilihan"
}
FACTS: st.SearchStrategy[Values] = st.fixed_dictionaries(
    {},
    optional={
        "klien.nama": TEXT,
        "klien.alamat": TEXT,
        "kejadian.ringkasan": TEXT,
        "klien.tanggal_lahir": st.dates(date(1940, 1, 1), DAY).map(date.isoformat),
        **{meaning: st.sampled_from(keys) for meaning, keys in CHOICES.items()},
    },
)


def sheet(facts: Values) -> Sheet:
    return build(SPEC, Known({}, facts, {}, DAY), simfoni_lists.shipped())


@given(FACTS)
def test_what_did_not_change_is_no_change(facts: Values) -> None:
    made = sheet(facts)
    assert entered.changes(entered.kept(made), made) == ()
    assert entered.digest(made) == entered.digest(sheet(dict(facts)))


@given(FACTS, FACTS)
def test_a_field_is_told_exactly_when_its_words_differ(before: Values, now: Values) -> None:
    old, new = sheet(before), sheet(now)
    told = {change.place for change in entered.changes(entered.kept(old), new)}
    was, said = ({item.place: item.words for item in one.items if item.words} for one in (old, new))
    assert told == {place for place in was.keys() | said.keys() if was.get(place) != said.get(place)}


@given(FACTS)
def test_nothing_that_identifies_somebody_is_kept_or_told(facts: Values) -> None:
    made = sheet(facts)
    kept = {one[1] for one in json.loads(entered.kept(made))["kata"].values()}
    secrets = {item.words for item in made.items if item.secret and item.words}
    assert not kept & secrets - {item.words for item in made.items if not item.secret}
    told = entered.changes(entered.kept(made), sheet({}))
    assert all(change.before == change.now == "" for change in told if change.hidden)


def test_a_field_the_form_did_not_have_is_no_change() -> None:
    made = sheet({"klien.nama": "Rani"})
    kept = json.loads(entered.kept(made))
    kept["isian"].remove("klien_nama")
    del kept["kata"]["klien_nama"]
    assert entered.changes(json.dumps(kept), made) == ()
