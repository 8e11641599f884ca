"""The shipped forms and invented answers for them."""

from __future__ import annotations

import random
from datetime import date
from functools import cache

import resources
from models.forms import lists, loader
from models.forms.compute import computed
from models.forms.lists import OptionList
from models.forms.spec import Field, FieldKind, FormSpec, Value, Values
from models.forms.values import worked_out
from models.source import Source

TODAY = date(2026, 11, 23)
STORY = (
    "Petugas mendatangi rumah bersama pengurus RT dan menemui korban di ruang tamu tetangga. Korban tampak takut, "
    "berbicara pelan, dan meminta agar keluarganya tidak diberi tahu dahulu. "
)


@cache
def shipped_lists() -> dict[str, OptionList]:
    return lists.load_all(Source.read(name, resources.text(name)) for name in resources.all_of("lists", ".toml"))


@cache
def shipped_forms() -> dict[str, FormSpec]:
    found = {}
    for name in resources.all_of("forms", ".toml"):
        source = Source.read(name, resources.text(name))
        spec = loader.load(source, shipped_lists())
        assert spec is not None, "\n".join(map(str, source.problems))
        found[spec.key] = spec
    return found


def read_form(text: str) -> tuple[FormSpec | None, list[str]]:
    """The form in ``text`` and its problems as "line: sentence"."""
    source = Source.read("uji.toml", text)
    spec = loader.load(source, shipped_lists())
    return spec, [f"{problem.line}: {problem.message}" for problem in source.problems]


def a_form(fields: str, more: str = "") -> FormSpec:
    """A small sound form: ``fields`` are the lines after the heading of its only section."""
    head = '[formulir]\nkunci = "uji"\nversi = 1\njudul = "Formulir Uji"\n\n[[bagian]]\njudul = "Isi"\n'
    spec, problems = read_form(head + fields + more)
    assert spec is not None, problems
    return spec


def sample_values(spec: FormSpec, seed: int = 1) -> Values:
    """An answer to every question of ``spec``, the computed ones included; the same for the same seed."""
    dice = random.Random(seed)
    values = {field.key: sample(field, dice) for field in spec.fields if field.kind is not FieldKind.NOTE}
    return {**values, **computed(spec, values, TODAY)}


def sample(field: Field, dice: random.Random) -> Value:
    if field.kind is FieldKind.TABLE:
        rows = []
        for _ in range(dice.randint(1, 4)):
            cells = {column.key: sample(column, dice) for column in field.columns}
            row = {key: cell for key, cell in cells.items() if not isinstance(cell, list)}
            rows.append(worked_out(field, row))
        return rows
    if field.kind in (FieldKind.CHOICE, FieldKind.ORGANISATION):
        return dice.choice(field.options).key
    if field.kind is FieldKind.PICTURE:
        return [str(dice.randint(1, 9))]
    if field.kind is FieldKind.CHECKLIST:
        return [option.key for option in field.options]
    if field.kind is FieldKind.MULTI_CHOICE:
        return [option.key for option in dice.sample(field.options, min(3, len(field.options)))]
    if field.kind is FieldKind.INTEGER:
        return dice.randint(field.minimum or 0, field.maximum or 40)
    return _simple(dice)[field.kind]


def _simple(dice: random.Random) -> dict[FieldKind, Value]:
    number = dice.randint(100, 999)
    return {
        FieldKind.TEXT: f"Keterangan {number}",
        FieldKind.LONG_TEXT: f"Catatan {number}. " + STORY * dice.randint(1, 4),
        FieldKind.MONEY: number * 1500,
        FieldKind.DATE: f"2026-{dice.randint(1, 10):02d}-{dice.randint(1, 28):02d}",
        FieldKind.TIME: f"{dice.randint(0, 23):02d}:{dice.randint(0, 59):02d}",
        FieldKind.YES_NO: dice.choice(["ya", "tidak"]),
        FieldKind.YES_NO_UNKNOWN: dice.choice(["ya", "tidak", "tidak_tahu"]),
        FieldKind.SCALE: dice.randint(0, 10),
        FieldKind.TICK: True,
        FieldKind.NIK: f"367101450795{number:04d}",
        FieldKind.PHONE: f"081234567{number}",
        FieldKind.REGION: "36.71.01.1004",
        FieldKind.PERSON: f"Saksi {number}",
        FieldKind.SIGNATURE: f"Penanda tangan {number}",
        FieldKind.OFFICER: "7",
        FieldKind.OFFICERS: ["7", "8"],
    }
