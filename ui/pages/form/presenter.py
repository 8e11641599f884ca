"""What the form page decides: which form comes next, and how two people's answers are put side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from models.forms.rules import filled
from models.forms.spec import FormSpec, Value, Values
from models.forms.values import display
from models.services.views import CasePage, DocumentItem, DocumentKind, FormSheet, Progress

_LONGEST_HEADING = 44
_NOTHING = "(kosong)"
_OPEN = (Progress.NONE, Progress.PARTIAL)


@dataclass(frozen=True)
class Difference:
    """One question to which two people gave different answers, in words."""

    key: str
    label: str
    theirs: str
    mine: str


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
    """The questions that were answered here and are answered differently in what the other person saved."""
    own = touched(base, mine)
    return tuple(
        Difference(
            field.key,
            field.label,
            display(field, theirs.get(field.key), names) or _NOTHING,
            display(field, mine.get(field.key), names) or _NOTHING,
        )
        for field in spec.fields
        if field.key in own and theirs.get(field.key) != mine.get(field.key)
    )


def merged(base: Mapping[str, Value], mine: Mapping[str, Value], theirs: Mapping[str, Value]) -> Values:
    """What the other person saved, with the answers that were given here put on top."""
    found: Values = dict(theirs)
    for key in touched(base, mine):
        if key in mine:
            found[key] = mine[key]
        else:
            found.pop(key, None)
    return found


def next_form(page: CasePage, after: str) -> str:
    """The form of the current step to go on with after the form ``after``; empty if all are complete."""
    return next_open(page.step.documents, after) if page.step else ""


def next_open(documents: Sequence[DocumentItem], after: str) -> str:
    """The next form that is not complete, beginning after ``after`` and then from the first."""
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
