"""What the form page decides: which form comes next, and how two people's answers are put side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from models.forms.rules import filled
from models.forms.spec import FormSpec, Value, Values
from models.forms.values import display
from models.services.views import CasePage, DocumentItem, DocumentKind, FormSheet, Progress

_LONGEST_HEADING = 44
_NOTHING = "(kosong)"
_OPEN = (Progress.NONE, Progress.PARTIAL)


class Choice(StrEnum):
    """Whose answer to a question counts."""

    THEIRS = "theirs"
    MINE = "mine"
    BOTH = "both"


@dataclass(frozen=True)
class Difference:
    """One question to which two people gave different answers, in words; ``joinable``: lists that can be joined."""

    key: str
    label: str
    theirs: str
    mine: str
    joinable: bool = False


def touched(base: Mapping[str, Value], mine: Mapping[str, Value]) -> frozenset[str]:
    """Keys that were answered differently since the form was read."""
    return frozenset(key for key in {*base, *mine} if base.get(key) != mine.get(key))


def differences(
    spec: FormSpec,
    base: Mapping[str, Value],
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    names: Mapping[str, str],
) -> tuple[Difference, ...]:
    """The questions both people have answered since the form was read, each in another way."""
    both = touched(base, mine) & touched(base, theirs)
    return tuple(
        Difference(
            field.key,
            field.label,
            display(field, theirs.get(field.key), names) or _NOTHING,
            display(field, mine.get(field.key), names) or _NOTHING,
            isinstance(theirs.get(field.key), list) and isinstance(mine.get(field.key), list),
        )
        for field in spec.fields
        if field.key in both and theirs.get(field.key) != mine.get(field.key)
    )


def merged(
    base: Mapping[str, Value],
    mine: Mapping[str, Value],
    theirs: Mapping[str, Value],
    choices: Mapping[str, Choice] | None = None,
) -> Values:
    """What the other person saved, with the answers that were given here put on top where ``choices`` do not differ."""
    found: Values = dict(theirs)
    for key in touched(base, mine):
        choice = (choices or {}).get(key, Choice.MINE)
        if choice is Choice.BOTH:
            found[key] = _joined(theirs.get(key), mine.get(key))
        elif choice is Choice.MINE and key in mine:
            found[key] = mine[key]
        elif choice is Choice.MINE:
            found.pop(key, None)
    return found


def _joined(theirs: Value | None, mine: Value | None) -> Value:
    """Two lists as one: theirs, then what only mine has."""
    ours: list[Any] = mine if isinstance(mine, list) else []
    found: list[Any] = list(theirs) if isinstance(theirs, list) else []
    return [*found, *(entry for entry in ours if entry not in found)]


def next_form(page: CasePage, after: str) -> str:
    """The form of the current step to go on with after the form ``after``; empty if none is needed any more."""
    return next_open(page.step.documents, after) if page.step else ""


def next_open(documents: Sequence[DocumentItem], after: str) -> str:
    """The next form that is needed and not complete, beginning after ``after`` and then from the first.

    Of alternatives none is needed any more as soon as one is complete.
    """
    chosen = {item.choice for item in documents if item.choice and item.progress is Progress.DONE}
    documents = [item for item in documents if item.required and item.choice not in chosen]
    keys = [item.key for item in documents if item.kind is DocumentKind.FORM]
    start = keys.index(after) + 1 if after in keys else 0
    is_open = {item.key for item in documents if item.kind is DocumentKind.FORM and item.progress in _OPEN}
    return next((key for key in (*keys[start:], *keys[:start]) if key in is_open and key != after), "")


def heading(spec: FormSpec) -> str:
    """The title, or the short one where the title would not fit beside the verbs."""
    return spec.title if len(spec.title) <= _LONGEST_HEADING or not spec.short_title else spec.short_title


def sentence(sheet: FormSheet) -> str:
    """The line below the title."""
    parts = (f"Kasus {sheet.case_number}", sheet.client_label, sheet.updated_text or "belum pernah disimpan")
    return " · ".join(part for part in parts if part)


def is_empty(values: Mapping[str, Value]) -> bool:
    """True if nothing is answered."""
    return not any(filled(value) for value in values.values())
