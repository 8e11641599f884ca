"""What was entered, kept to be compared with what the case says now: words, and digests of what identifies a person."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from typing import Any

from models.simfoni.sheet import Item, Sheet

_FIELDS, _WORDS, _DIGEST = "isian", "kata", "#"
_LENGTH = 24


@dataclass(frozen=True)
class Change:
    """A field that says something else than was entered; "" where there is nothing.

    ``hidden``: what it said was not kept, for it identifies a person; and what it says now is not told either.
    """

    place: str
    label: str
    before: str = ""
    now: str = ""
    hidden: bool = False


def kept(sheet: Sheet) -> str:
    """The sheet as it is kept when somebody says that it was entered."""
    words = {item.place: [label, _said(item)] for label, item in _labelled(sheet)}
    return json.dumps({_FIELDS: sorted(sheet.fields), _WORDS: words}, ensure_ascii=False, sort_keys=True)


def digest(sheet: Sheet) -> str:
    """Stands for everything the sheet says: two sheets that say the same have the same."""
    return hashlib.sha256(kept(sheet).encode()).hexdigest()


def changes(entered: str, sheet: Sheet) -> tuple[Change, ...]:
    """The fields that now say something else, in the order of the sheet; those that are gone come last.

    A field the form did not have when the case was entered is no change.
    """
    known: dict[str, Any] = json.loads(entered)
    words: dict[str, list[str]] = known.get(_WORDS, {})
    fields = frozenset(known.get(_FIELDS, ()))
    found = []
    now = _labelled(sheet)
    for label, item in now:
        before = words.get(item.place, ["", ""])[1]
        if item.base in fields and before != _said(item):
            hidden = item.secret or before.startswith(_DIGEST)
            found.append(Change(item.place, label, "" if hidden else before, "" if hidden else item.words, hidden))
    present = {item.place for _label, item in now}
    for place, (label, before) in words.items():
        if before and place not in present and place.split(".")[0].split("/")[0] in sheet.fields:
            hidden = before.startswith(_DIGEST)
            found.append(Change(place, label, "" if hidden else before, "", hidden))
    return tuple(found)


def _labelled(sheet: Sheet) -> list[tuple[str, Item]]:
    """Every field with the part it stands in: "Korban 2: Umur"."""
    return [(f"{part.title}: {item.label}", item) for part in sheet.parts for item in part.items]


def _said(item: Item) -> str:
    words = item.words or item.own
    if not words or not item.secret:
        return words
    return _DIGEST + hashlib.sha256(f"{item.place}\n{words}".encode()).hexdigest()[:_LENGTH]
