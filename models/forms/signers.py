"""Whose name stands below each line to sign on."""

from __future__ import annotations

from collections.abc import Mapping

from models.forms.rules import visible
from models.forms.spec import FormSpec, SignatureSlot, Value
from models.forms.values import display


def signer_names(
    spec: FormSpec,
    values: Mapping[str, Value],
    facts: Mapping[str, Value],
    officers: Mapping[str, str],
    posts: Mapping[str, str],
) -> tuple[str, ...]:
    """A name for every slot, empty where none is known and the pen must write it.

    The first source of a slot that has a name gives it: a question that is asked, a fact of the case, or a post
    ("petugas", "kepala") out of ``posts``. An answer that is no longer asked for gives no name: who reports for
    herself must not find the neighbour's name below her signature. ``officers`` are names by key.
    """
    asked = {field.key: display(field, values.get(field.key), officers) for field in visible(spec, values)}
    known = {key: value for key, value in facts.items() if isinstance(value, str)}
    return tuple(_first(slot, {**known, **posts, **asked}) for slot in spec.signatures)


def _first(slot: SignatureSlot, names: Mapping[str, str]) -> str:
    return next((names[source] for source in slot.name_from if names.get(source)), "")
