"""What belongs to which kind of question: keeps a question whole while its kind, choices and columns are changed."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from models.domain.keys import new_key
from models.forms.dates import readable
from models.forms.fields import (
    ANSWERS_OF,
    CHOICES,
    LISTED,
    NOT_IN_ROWS,
    NUMBERS,
    ORGANISATIONS,
    SCALE_HIGH,
    SCALE_LOW,
    USUAL_ROWS,
    options_of,
    row_meanings,
)
from models.forms.lists import OptionList
from models.forms.spec import Condition, Field, FieldKind, FormSpec, Option, Scalar
from models.forms.values import clean_text

#: What a new question of a kind that needs choices or columns begins with.
_FIRST_OPTIONS = (Option("pilihan_1", "Pilihan 1"), Option("pilihan_2", "Pilihan 2"))
_MULTIPLIED = (FieldKind.INTEGER, FieldKind.MONEY)


def cleaned(field: Field) -> Field:
    """The question as a file can hold it: words without stray blanks, one condition for each question."""
    return replace(
        field,
        label=clean_text(field.label, lines=field.kind is FieldKind.NOTE),
        help=clean_text(field.help, lines=True),
        default=clean_text(field.default, lines=True) or None if isinstance(field.default, str) else field.default,
        options=unique_options(field.options),
        show_if=single(field.show_if),
        require_if=single(field.require_if),
        columns=tuple(cleaned(column) for column in field.columns),
    )


def fitted(field: Field) -> Field:
    """The question without what its kind does not have, and with what it needs."""
    kind, choosing = field.kind, field.kind in CHOICES
    listed = field.listed if kind in LISTED else ""
    if kind is FieldKind.ORGANISATION:
        listed = field.listed or ORGANISATIONS
    options = field.options if kind in LISTED else ()
    if choosing and not listed and not options:
        options = _FIRST_OPTIONS
    columns = _columns(field) if kind is FieldKind.TABLE else ()
    low, high = _bounds(field)
    made = replace(
        field,
        listed=listed,
        options=options,
        columns=columns,
        minimum=low,
        maximum=high,
        allow_other=(field.allow_other and choosing) or kind is FieldKind.ORGANISATION,
        categorised=field.categorised and choosing and bool(listed),
        past_only=field.past_only and kind is FieldKind.DATE,
        rows=field.rows if kind in (FieldKind.TABLE, FieldKind.LONG_TEXT) and field.rows > 0 else USUAL_ROWS,
        total=field.total if field.total in {one.key for one in columns if one.kind in _MULTIPLIED} else "",
        product=field.product if kind in _MULTIPLIED else (),
        required=field.required and kind is not FieldKind.NOTE,
        service=field.service if kind in ANSWERS_OF else "",
    )
    return replace(made, default=made.default if _possible(made) else None)


def bound(spec: FormSpec, lists: Mapping[str, OptionList]) -> FormSpec:
    """The form with the choices of the lists its questions name, as the loader would give it."""
    sections = (
        replace(section, fields=tuple(_bound(field, lists) for field in section.fields)) for section in spec.sections
    )
    return replace(spec, sections=tuple(sections))


def _bound(field: Field, lists: Mapping[str, OptionList]) -> Field:
    if field.columns:
        return replace(field, columns=tuple(_bound(column, lists) for column in field.columns))
    if not field.listed:
        return field
    named = lists.get(field.listed)
    options = options_of(named, categorised=field.categorised) if named else ()
    return field if options == field.options else fitted(replace(field, options=options))


def unique_options(options: Iterable[Option]) -> tuple[Option, ...]:
    """The choices with clean labels; a key is there once."""
    found: dict[str, Option] = {}
    for option in options:
        key = option.key or new_key(option.label, found, "pilihan", "_")
        found.setdefault(key, replace(option, key=key, label=clean_text(option.label, lines=False)))
    return tuple(found.values())


def in_rows(kind: FieldKind) -> bool:
    """Whether a column of a TABLE can be of this kind."""
    return kind not in NOT_IN_ROWS


def single(conditions: Iterable[Condition]) -> tuple[Condition, ...]:
    """One condition for each question: the last word counts."""
    return tuple({condition.field: condition for condition in conditions}.values())


def _bounds(field: Field) -> tuple[int | None, int | None]:
    if field.kind is FieldKind.SCALE:
        low = SCALE_LOW if field.minimum is None else field.minimum
        return low, SCALE_HIGH if field.maximum is None else field.maximum
    return (field.minimum, field.maximum) if field.kind in NUMBERS else (None, None)


def _columns(field: Field) -> tuple[Field, ...]:
    """The columns as a row can hold them; products keep only factors that are there."""
    made: dict[str, Field] = {}
    for column in field.columns or (Field("uraian", "Uraian", FieldKind.TEXT),):
        key = column.key if column.key and column.key not in made else new_key(column.label, made, "kolom", "_")
        kind = column.kind if in_rows(column.kind) else FieldKind.TEXT
        meaning = column.meaning if column.meaning in row_meanings(field.meaning) else ""
        made[key] = fitted(replace(column, key=key, kind=kind, meaning=meaning, show_if=(), require_if=()))
    typed = {key for key, column in made.items() if column.kind in _MULTIPLIED and not column.product}
    return tuple(
        replace(
            column,
            product=(kept := tuple(one for one in column.product if one in typed)),
            required=column.required and not kept,
        )
        for column in made.values()
    )


def _possible(field: Field) -> bool:
    """Whether the proposed answer is one this question can have; as the loader judges it."""
    value: Scalar | None = field.default
    if value is None:
        return True
    if field.kind is FieldKind.CHOICE and not field.allow_other:
        return value in [option.key for option in field.options]
    if field.kind in NUMBERS:
        return isinstance(value, int) and not isinstance(value, bool)
    if field.kind is FieldKind.TICK:
        return value is True
    if field.kind is FieldKind.DATE:
        return isinstance(value, str) and readable(value)
    if field.kind in ANSWERS_OF:
        return value in ANSWERS_OF[field.kind]
    return isinstance(value, (str, int, bool))
