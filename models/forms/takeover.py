"""Taking what was filled over to a newer version of its form: answers follow their key, nothing is lost.

What has no place in the new version is kept in words and shown below the form, on the screen and on paper.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date

from models.forms.loader import OVERRIDE, REASON
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, FormSpec, Scalar, Section, Value, Values
from models.forms.validate import check_field
from models.forms.values import clean, display

#: Question and answer in words, of answers without a place.
Homeless = tuple[tuple[str, str], ...]
_KEY = "_tanpa_tempat_"
_TITLE = "Jawaban dari versi sebelumnya"
_INTRO = "Isian ini tidak ada lagi dalam versi yang dipakai. Salin ke isian lain bila masih diperlukan."


def taken_over(
    old: FormSpec, new: FormSpec, values: Mapping[str, Value], today: date, names: Mapping[str, str]
) -> tuple[Values, Homeless]:
    """The answers for ``new``, and those that have no place there; ``names`` are those of officers."""
    homes = {field.key: field for field in new.fields if not field.hidden and field.kind is not FieldKind.NOTE}
    kept: Values = {}
    homeless: list[tuple[str, str]] = []
    for field in old.fields:
        value = values.get(field.key)
        if value is None or not filled(value):
            continue
        home = homes.get(field.key)
        fits = home is not None and _fits(home, value, today)
        if home is not None and fits:
            kept[field.key] = _in_rows(home, value)
            homeless += _cells(field, home, value, names)
        else:
            homeless.append((field.label, display(field, value, names)))
    computed = {entry.key: entry.label for entry in new.computed}
    for entry in old.computed:
        for ending in (OVERRIDE, REASON):
            value = values.get(entry.key + ending)
            if value is not None and filled(value):
                if entry.key in computed:
                    kept[entry.key + ending] = value
                else:
                    homeless.append((f"{entry.label}, {'keputusan' if ending == OVERRIDE else 'alasan'}", str(value)))
    return kept, tuple(homeless)


def with_homeless(spec: FormSpec, homeless: Sequence[Sequence[str]]) -> tuple[FormSpec, Values]:
    """The form with a last section that shows those answers to be read, and their values."""
    if not homeless:
        return spec, {}
    fields = tuple(
        Field(f"{_KEY}{place}", label, FieldKind.LONG_TEXT, read_only=True)
        for place, (label, _words) in enumerate(homeless)
    )
    shown: Values = {f"{_KEY}{place}": words for place, (_label, words) in enumerate(homeless)}
    return replace(spec, sections=(*spec.sections, Section(_TITLE, fields, _TITLE, _INTRO))), shown


def without_homeless(values: Mapping[str, Value]) -> Values:
    """The answers of a form without those that are only shown."""
    return {key: value for key, value in values.items() if not key.startswith(_KEY)}


def _fits(home: Field, value: Value, today: date) -> bool:
    """Whether the new question can hold the answer; rows of a table are looked at cell by cell."""
    if home.kind is FieldKind.TABLE:
        return isinstance(value, list) and all(isinstance(row, dict) for row in value)
    return not any(problem.blocking for problem in check_field(home, clean(home, value), today, needed=False))


def _in_rows(home: Field, value: Value) -> Value:
    """A table with the columns that are still there."""
    if home.kind is not FieldKind.TABLE or not isinstance(value, list):
        return value
    columns = {column.key for column in home.columns}
    rows: list[dict[str, Scalar]] = [
        {key: cell for key, cell in row.items() if key in columns} for row in value if isinstance(row, dict)
    ]
    return rows


def _cells(field: Field, home: Field, value: Value, names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The cells of columns that are no longer there, row by row."""
    columns = {column.key for column in home.columns}
    for column in field.columns:
        if column.key in columns or not isinstance(value, list):
            continue
        said = [
            f"baris {number}: {display(column, row[column.key], names)}"
            for number, row in enumerate(value, 1)
            if isinstance(row, dict) and filled(row.get(column.key))
        ]
        if said:
            yield f"{field.label}, {column.label}", "; ".join(said)
