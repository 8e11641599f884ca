"""An invented case for looking at a letter while its wording is written: every placeholder has a value."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from functools import cache
from typing import Any

import resources
from models.domain.paper import PageSetup, Signer
from models.forms.rules import filled
from models.forms.spec import Field, FieldKind, FormSpec, Scalar, Value, Values
from models.letters.compose import prefill
from models.letters.context import LetterContext, OfficeLines, OfficerLine, option_labels
from models.letters.spec import LetterSpec

_AMOUNT = 150_000


def context(spec: LetterSpec, office: OfficeLines, day: date, forms: Mapping[str, FormSpec]) -> LetterContext:
    """What the letter ``spec`` would be filled from; ``office`` is the real one, everything else is invented."""
    known = _invented()
    people = {str(number): _officer(row) for number, row in enumerate(known["pegawai"], 1)}
    bare = LetterContext(
        date=day,
        office=office,
        page=PageSetup(),
        writer=people["1"],
        signer=_signer(known["penandatangan"], office),
        officers=people,
        assigned=tuple(people),
        facts=known["fakta"],
        forms={key: _answers(form.fields, day, {}) for key, form in forms.items()},
        labels=option_labels(forms.values()),
        case_number=known["kasus"]["nomor"],
        received=f"{day - timedelta(days=3)}T08:05",
        step=known["kasus"]["langkah"],
        number=known["kasus"]["nomor_surat"],
    )
    return replace(bare, fields=_answers(spec.fields, day, prefill(spec, bare)))


@cache
def _invented() -> dict[str, Any]:
    return tomllib.loads(resources.text("data/contoh-surat.toml"))


def _officer(row: Mapping[str, str]) -> OfficerLine:
    return OfficerLine(row["nama"], row["jabatan"], row.get("pangkat", ""), row.get("nip", ""), row["telepon"])


def _signer(row: Mapping[str, str], office: OfficeLines) -> Signer:
    return Signer(row["nama"], office.head_post or row["jabatan"], row["pangkat"], row["nip"])


def _answers(fields: tuple[Field, ...], day: date, known: Values) -> Values:
    """An answer to every question; what is ``known`` stays."""
    found = dict(known)
    for field in fields:
        if not filled(found.get(field.key)) and (value := answer(field, day)) is not None:
            found[field.key] = value
    return found


def answer(field: Field, day: date) -> Value | None:
    """An invented answer to one question; None for what is no question."""
    stated: Value | None = _invented()["fakta"].get(field.meaning)
    match field.kind:
        case FieldKind.NOTE:
            return None
        case FieldKind.MULTI_CHOICE | FieldKind.CHECKLIST:
            return [option.key for option in field.options[:2]]
        case FieldKind.OFFICERS:
            return ["1", "2"]
        case FieldKind.TABLE:
            return [_row(field, day), _row(field, day)]
    if field.options:
        return field.options[0].key
    return stated if isinstance(stated, str) and field.kind in _WORDED else _scalar(field, day)


_WORDED = (FieldKind.TEXT, FieldKind.LONG_TEXT)
_SCALARS: dict[FieldKind, Scalar] = {
    FieldKind.MONEY: _AMOUNT,
    FieldKind.TIME: "09:00",
    FieldKind.YES_NO: "ya",
    FieldKind.YES_NO_UNKNOWN: "ya",
    FieldKind.TICK: True,
    FieldKind.OFFICER: "1",
}
#: Fields that are answered as the invented client would.
_AS_CLIENT = {
    FieldKind.NIK: "klien.nik",
    FieldKind.PHONE: "klien.telepon",
    FieldKind.REGION: "klien.wilayah",
}


def _scalar(field: Field, day: date) -> Scalar:
    if field.kind is FieldKind.DATE:
        return day.isoformat()
    if field.kind in (FieldKind.INTEGER, FieldKind.SCALE):
        return max(field.minimum or 0, min(2, field.maximum or 2))
    if field.kind in _AS_CLIENT:
        return str(_invented()["fakta"][_AS_CLIENT[field.kind]])
    return _SCALARS.get(field.kind, f"{field.label} (contoh)")


def _row(field: Field, day: date) -> dict[str, Scalar]:
    cells = {column.key: answer(column, day) for column in field.columns}
    return {key: cell for key, cell in cells.items() if cell is not None and not isinstance(cell, list)}
