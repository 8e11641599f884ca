"""The bridge between forms and the facts of the case: nothing is typed twice."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.domain.facts import FACTS
from models.forms.compute import effective
from models.forms.dates import parse_date
from models.forms.parties import answer, stated
from models.forms.rules import filled, visible
from models.forms.spec import Field, FieldKind, FormSpec, Value, Values
from models.forms.values import clean

#: What stands on the card that is left with somebody who declines.
CARD_NUMBER, CARD_NAME = "kartu.nomor", "kartu.nama"


def facts_of(spec: FormSpec, values: Mapping[str, Value], today: date) -> Values:
    """The facts a form states: its visible answers with a meaning, and its computed values as they count.

    A field that is only read states nothing: saving an old form again must not bring an old risk level back.
    """
    results = effective(spec, values, today)
    facts: Values = {}
    for field in visible(spec, {**values, **results}):
        value = clean(field, values.get(field.key))
        fact = stated(field, value) if value is not None else None
        if _kept(field) and not field.read_only and fact is not None:
            facts[field.meaning] = fact
    for entry in spec.computed:
        if entry.meaning and entry.key in results:
            facts[entry.meaning] = results[entry.key]
    return facts


def _kept(field: Field) -> bool:
    """Whether the answer is a fact of the case that the next form begins with."""
    return bool(field.meaning) and not FACTS[field.meaning].fresh


def prefilled(spec: FormSpec, facts: Mapping[str, Value], today: date) -> Values:
    """The answers a fresh form starts with: facts already known, then the defaults of its definition.

    A default date is a word such as "hari ini", counted from ``today``.
    """
    values: Values = {}
    for field in spec.fields:
        if field.kind is FieldKind.NOTE or field.hidden:
            continue
        known = facts.get(field.meaning) if _kept(field) else None
        if known is not None and filled(known):
            values[field.key] = answer(field, known)
        elif field.kind is FieldKind.DATE and isinstance(field.default, str):
            values[field.key] = parse_date(field.default, today).isoformat()
        elif field.default is not None:
            values[field.key] = field.default
    return values


def given(spec: FormSpec, facts: Mapping[str, Value]) -> Values:
    """What the case knows already of the answers to ``spec``; no proposals, for a pen cannot take them back."""
    return {
        field.key: answer(field, facts[field.meaning])
        for field in spec.fields
        if filled(facts.get(field.meaning)) and not field.hidden
    }


def fact_or_answer(field: Field, facts: Mapping[str, Value], answers: Mapping[str, Value]) -> Value | None:
    """What a case says to a question now: the fact, which may be the word of a later form, else what was answered."""
    known = facts.get(field.meaning) if _kept(field) else None
    return answer(field, known) if known is not None and filled(known) else answers.get(field.key)


def refreshed(spec: FormSpec, values: Mapping[str, Value], facts: Mapping[str, Value]) -> Values:
    """Stored answers with the fields that are only read as the case knows them now."""
    shown = dict(values)
    for field in spec.fields:
        if field.read_only and field.meaning:
            known = facts.get(field.meaning)
            if known is None:
                shown.pop(field.key, None)
            else:
                shown[field.key] = answer(field, known)
    return shown


def leaves_card(spec: FormSpec) -> bool:
    """Whether the form names a number that is left behind on a card."""
    return any(field.meaning == CARD_NUMBER for field in spec.fields)


def card_words(spec: FormSpec, values: Mapping[str, Value]) -> tuple[str, str]:
    """The number and the name for such a card; "" for what is not said."""
    said = {field.meaning: str(values.get(field.key, "")) for field in visible(spec, values) if field.meaning}
    return said.get(CARD_NUMBER, ""), said.get(CARD_NAME, "")
