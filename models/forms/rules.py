"""When a question is shown and when it must be answered. Shared by forms, letters and procedures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from models.forms.spec import Condition, Field, FieldKind, FormSpec, Section, Value


def filled(value: Value | None) -> bool:
    """False for nothing, blank text, an empty list and a box that is not ticked; 0 is an answer."""
    if value is None or value is False:
        return False
    if isinstance(value, str):
        return bool(value.strip())
    if isinstance(value, list):
        return any(filled(entry) if isinstance(entry, str) else any(map(filled, entry.values())) for entry in value)
    return True


def holds(conditions: Iterable[Condition], values: Mapping[str, Value]) -> bool:
    """True if every condition holds for ``values``; no conditions always hold."""
    return all(_one(condition, values.get(condition.field)) for condition in conditions)


def _one(condition: Condition, value: Value | None) -> bool:
    if not condition.values:
        return filled(value)
    if isinstance(value, list):
        return any(_text(entry) in condition.values for entry in value if not isinstance(entry, dict))
    return value is not None and _text(value) in condition.values


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    return str(value)


def shown(field: Field, values: Mapping[str, Value]) -> bool:
    """True if ``field`` is to be asked at all."""
    return not field.hidden and holds(field.show_if, values)


def visible(spec: FormSpec, values: Mapping[str, Value]) -> tuple[Field, ...]:
    """The fields that are asked, given the answers so far, in reading order.

    A field that depends on a hidden field is hidden too: the answer it would look at no longer counts.
    """
    keys = visible_keys(spec, values)
    return tuple(field for field in spec.fields if field.key in keys)


def visible_keys(spec: FormSpec, values: Mapping[str, Value]) -> frozenset[str]:
    """Keys of the visible fields."""
    hidden: set[str] = set()
    depending = [field for field in spec.fields if field.show_if]
    for _ in range(len(depending)):
        known = {key: value for key, value in values.items() if key not in hidden}
        now = {field.key for field in depending if not shown(field, known)}
        if now <= hidden:
            break
        hidden |= now
    return frozenset(field.key for field in spec.fields if field.key not in hidden)


def visible_sections(spec: FormSpec, values: Mapping[str, Value]) -> tuple[tuple[Section, tuple[Field, ...]], ...]:
    """Each section that has anything to ask, with its visible fields."""
    keys = visible_keys(spec, values)
    pairs = ((section, tuple(field for field in section.fields if field.key in keys)) for section in spec.sections)
    return tuple(pair for pair in pairs if pair[1])


def required(field: Field, values: Mapping[str, Value]) -> bool:
    """True if ``field`` must be answered; never for what is only read."""
    if field.kind is FieldKind.NOTE or field.read_only:
        return False
    return field.required or (bool(field.require_if) and holds(field.require_if, values))
