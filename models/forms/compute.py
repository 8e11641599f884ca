"""Values worked out from the answers: risk level, number of "ya", age."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from models.domain.indonesia import age
from models.forms.loader import OVERRIDE
from models.forms.rules import filled, visible_keys
from models.forms.spec import Computed, ComputedKind, FormSpec, Value, Values

HIGH, MODERATE, LOW = "tinggi", "sedang", "rendah"
LEVELS = {HIGH: "Tinggi", MODERATE: "Sedang", LOW: "Rendah"}


def computed(spec: FormSpec, values: Mapping[str, Value], today: date) -> Values:
    """The computed values by key; a value that cannot be known yet has no key.

    The risk level follows the answers alone: one "ya" among the urgent questions makes it "tinggi", enough "ya"
    among the others "sedang". "Tidak tahu" and an open question are not a "tidak": an urgent question without a
    clear answer keeps the level from being "rendah" (a "tidak tahu" makes it "sedang", an open question leaves it
    undecided).
    """
    keys = visible_keys(spec, values)
    asked = {key: value for key, value in values.items() if key in keys}
    found: Values = {}
    for entry in spec.computed:
        value = _WAYS[entry.kind](entry, asked, keys, today)
        if value is not None:
            found[entry.key] = value
    return found


def effective(spec: FormSpec, values: Mapping[str, Value], today: date) -> Values:
    """The computed values as they count: an officer's override stands in place of what was worked out."""
    found = computed(spec, values, today)
    for entry in spec.computed:
        override = values.get(entry.key + OVERRIDE)
        if entry.overridable and filled(override) and override is not None:
            found[entry.key] = override
    return found


def unknown_answers(entry: Computed, values: Mapping[str, Value]) -> int:
    """How many of the questions behind ``entry`` were answered "tidak tahu"; shown beside the level."""
    return sum(values.get(key) == "tidak_tahu" for key in (*entry.inputs, *entry.moderate_inputs))


def _risk(entry: Computed, values: Mapping[str, Value], keys: frozenset[str], _today: date) -> str | None:
    if _yes(entry.inputs, values):
        return HIGH
    asked = [key for key in (*entry.inputs, *entry.moderate_inputs) if key in keys]
    unclear = any(values.get(key) == "tidak_tahu" for key in entry.inputs)
    if (entry.moderate_inputs and _yes(entry.moderate_inputs, values) >= entry.moderate_from) or unclear:
        return MODERATE
    return LOW if asked and all(filled(values.get(key)) for key in asked) else None


def _count(entry: Computed, values: Mapping[str, Value], _keys: frozenset[str], _today: date) -> int | None:
    return _yes(entry.inputs, values) if any(filled(values.get(key)) for key in entry.inputs) else None


def _age(entry: Computed, values: Mapping[str, Value], _keys: frozenset[str], today: date) -> int | None:
    """Age on the day in the second input if there is one, else today."""
    days: list[date] = []
    for key in entry.inputs:
        try:
            days.append(date.fromisoformat(str(values.get(key))))
        except ValueError:
            break
    if not days:
        return None
    return age(days[0], days[1] if len(days) > 1 else today)


def _yes(keys: tuple[str, ...], values: Mapping[str, Value]) -> int:
    return sum(values.get(key) in ("ya", True) for key in keys)


_WAYS = {ComputedKind.RISK_LEVEL: _risk, ComputedKind.COUNT_YES: _count, ComputedKind.AGE: _age}
