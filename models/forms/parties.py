"""The people and incidents of a case: the first of each as facts of their own, further ones as rows of a table.

A victim is not a case and not an incident: reports count each from the facts alone, see ``of_case``. What the columns
of such a table mean stands in its definition (``arti``), the words are those of ``models.domain.facts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.domain.facts import FACTS
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, Scalar, Value

_Row = dict[str, Scalar]
_VICTIM, _ACCUSED, _INCIDENT = "klien.", "terlapor.", "kejadian."
#: In a table of victims: this one has a case of their own and is counted there.
_OWN_CASE = "berkas_sendiri"


def stated(field: Field, value: Value) -> Value | None:
    """The answer to ``field`` as its fact: rows of people and incidents by the meaning of their columns."""
    if not _is_table(field):
        return value
    columns = {column.key: column.meaning for column in field.columns if column.meaning}
    rows = [
        {columns[key]: cell for key, cell in row.items() if key in columns and filled(cell)}
        for row in (value if isinstance(value, list) else [])
        if isinstance(row, dict)
    ]
    return [row for row in rows if row] or None


def answer(field: Field, fact: Value) -> Value:
    """The fact as an answer to ``field``: the other way round."""
    if not _is_table(field):
        return fact
    keys = {column.meaning: column.key for column in field.columns if column.meaning}
    rows: list[_Row] = [
        {keys[meaning]: cell for meaning, cell in row.items() if meaning in keys}
        for row in (fact if isinstance(fact, list) else [])
        if isinstance(row, dict)
    ]
    return rows


@dataclass(frozen=True)
class Parties:
    """Who and what one case is about; each as a mapping of short words ("jenis_kelamin", "tanggal" …).

    Attributes:
        victims: the client, and other victims without a case of their own: no person is counted twice.
        accused: everybody who is said to have done it; empty where nothing is known of anybody.
        incidents: the incident the case began with, and others told with it.
    """

    victims: tuple[Mapping[str, Value], ...]
    accused: tuple[Mapping[str, Value], ...]
    incidents: tuple[Mapping[str, Value], ...]


def of_case(facts: Mapping[str, Value]) -> Parties:
    """The people and incidents of a case from its facts."""
    others = [row for row in _rows(facts, "kasus.korban_lain") if row.get(_OWN_CASE) not in ("ya", True)]
    return Parties(
        victims=(_first(facts, _VICTIM), *others),
        accused=(*filter(None, [_first(facts, _ACCUSED)]), *_rows(facts, "kasus.terlapor_lain")),
        incidents=(*filter(None, [_first(facts, _INCIDENT)]), *_rows(facts, "kasus.kejadian_lain")),
    )


def _is_table(field: Field) -> bool:
    return field.kind is FieldKind.TABLE and field.meaning in FACTS and bool(FACTS[field.meaning].rows)


def _first(facts: Mapping[str, Value], group: str) -> dict[str, Value]:
    return {key.removeprefix(group): value for key, value in facts.items() if key.startswith(group) and filled(value)}


def _rows(facts: Mapping[str, Value], key: str) -> list[_Row]:
    found = facts.get(key)
    return [row for row in found if isinstance(row, dict)] if isinstance(found, list) else []
