"""Answers that are no facts of a case: what each form asks anew, and what only one form asks. Inside a stretch."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from typing import Any

from models.forms.rules import visible_keys
from models.forms.spec import Field, FormSpec, Value
from models.services.definitions import Definitions
from models.services.queries import among, plain
from models.statistics.definition import DataPlan, Dimension, Kind
from models.statistics.things import texts
from models.store.tables import FormRecord


def answers(plan: DataPlan, definitions: Definitions, ids: Collection[int]) -> dict[int, dict[str, tuple[str, ...]]]:
    """What the forms of these cases say, by the case and the key of the dimension."""
    wanted = [one for one in plan.dimensions if one.kind is Kind.ANSWER]
    forms = {form for one in wanted for form in asking(definitions, one)}
    found: dict[int, dict[str, tuple[str, ...]]] = defaultdict(dict)
    if not forms:
        return found
    query: Any = FormRecord.select(FormRecord.case, FormRecord.form_key, FormRecord.form_version, FormRecord.answers)
    query = query.where(FormRecord.form_key.in_(sorted(forms)), among(FormRecord.case, ids)).order_by(FormRecord.id)
    specs: dict[tuple[str, int], FormSpec] = {}  # each asked for once: to find a form costs a query
    for case_id, key, version, text in plain(query):
        spec = specs.get((key, version)) or specs.setdefault((key, version), definitions.form(key, version))
        values: dict[str, Value] = json.loads(text)
        for one in wanted:
            said = tuple(entry for field in fields_of(spec, one) for entry in _said(spec, field, one, values))
            if said:
                found[case_id][one.key] = tuple(dict.fromkeys((*found[case_id].get(one.key, ()), *said)))
    return found


def asking(definitions: Definitions, dimension: Dimension) -> Iterator[str]:
    """Keys of the forms that ask it: the one it names, or all that ask what it means."""
    known = definitions.keys("formulir")
    if dimension.form:
        yield from [dimension.form] if dimension.form in known else []
        return
    for key in known:
        if any(field.meaning == dimension.key for field in definitions.form(key).fields):
            yield key


def fields_of(spec: FormSpec, dimension: Dimension) -> tuple[Field, ...]:
    """The questions of a form that the dimension is about."""
    if not dimension.form:
        return tuple(field for field in spec.fields if field.meaning == dimension.key)
    key = dimension.key.split(":")[1]
    return tuple(field for field in spec.fields if dimension.form == spec.key and field.key == key)


def column_of(field: Field, dimension: Dimension) -> Field | None:
    """The column of the table the dimension is about; the question itself where it is no table."""
    parts = dimension.key.split(":")
    if len(parts) < 3:
        return field
    return next((column for column in field.columns if column.key == parts[2]), None)


def _said(spec: FormSpec, field: Field, dimension: Dimension, values: Mapping[str, Value]) -> Iterator[str]:
    value, column = values.get(field.key), column_of(field, dimension)
    if value is None or column is None or not _asked(spec, field, values):
        return
    if column is field:
        yield from texts(value)
        return
    for row in value if isinstance(value, list) else ():
        if isinstance(row, dict):
            yield from texts(row.get(column.key))


def _asked(spec: FormSpec, field: Field, values: Mapping[str, Value]) -> bool:
    """Whether the question counts; only one with conditions has to be looked at closely."""
    return not field.hidden and (not field.show_if or field.key in visible_keys(spec, values))
