"""Reads ``resources/data/data-layanan.toml``; what is wrong in it is said with its line, as of every definition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import cache

import resources
from models.domain import age_bands
from models.domain.facts import FACTS
from models.forms.reading import Table, nearest, top
from models.forms.spec import FormSpec
from models.source import Path, Source
from models.statistics.definition import OF_CASES, DataPlan, Dimension, Kind, TableRule
from models.statistics.figures import Basis, Heading, Unit

FILE = "data/data-layanan.toml"
LEVELS = ("kecamatan", "kabupaten")
#: What the program itself knows of the things that each unit counts.
WORDS: dict[Unit, tuple[str, ...]] = dict.fromkeys(OF_CASES, ("prosedur", "akhir")) | {
    Unit.SERVICES: ("prosedur", "lembaga", "surat"),
    Unit.STEPS: ("prosedur", "pelaksana", "waktu"),
    Unit.FILES: ("layanan", "kelengkapan"),
}
_KEYS = ("menurut", "arti", "formulir", "isian", "kolom", "daftar", "pilihan", "kelompok", "tingkat", "kosong")
#: Facts that name or find a person are no categories; of these two only the band and the district is counted.
_BY_BAND, _BY_DISTRICT = ".umur", ".wilayah"


@cache
def shipped() -> DataPlan:
    """The tables that come with the program. ValueError names every mistake with its line."""
    source = Source.read(FILE, resources.text(FILE))
    plan = load(source)
    if plan is None:
        raise ValueError("\n".join(str(problem) for problem in source.problems))
    return plan


def load(source: Source) -> DataPlan | None:
    """The tables of a definition text; None, with problems on ``source``, if it cannot be used."""
    top(source).known("umum", "dasar", "tabel")
    head, basis = Table.of(source, "umum"), Table.of(source, "dasar")
    head.known("versi", "aturan", "bukan_kasus")
    basis.known(*(one.value for one in Basis))
    found: dict[str, TableRule] = {}
    entries = top(source).tables("tabel")
    for entry in entries:
        table = _table(entry)
        if table.key in found:
            entry.complain(f'Kunci "{table.key}" dipakai dua kali.', "kunci")
        found[table.key] = table
    if not entries:
        head.complain("Berkas ini belum berisi satu pun [[tabel]].")
    plan = DataPlan(
        head.version(),
        tuple(found.values()),
        head.texts("aturan"),
        {one: basis.text(one.value, required=True) for one in Basis},
        frozenset(word.casefold() for word in head.texts("bukan_kasus")),
    )
    return plan if source.sound else None


def check_names(plan: DataPlan, source: Source, lists: Collection[str], forms: Mapping[str, FormSpec]) -> None:
    """Note each list, form and question that the tables name and the office does not have."""
    for number, table in enumerate(plan.tables):
        for name, one in (("baris", table.rows), ("kolom", table.columns)):
            path = ("tabel", number, name)
            if one is None:
                continue
            if one.listed and one.listed not in lists:
                source.complain((*path, "daftar"), f'Daftar "{one.listed}" tidak ada.{nearest(one.listed, [*lists])}')
            if one.form and one.form not in forms:
                source.complain((*path, "formulir"), f'Formulir "{one.form}" tidak ada.{nearest(one.form, [*forms])}')
            elif one.form:
                _check_question(one, source, path, forms[one.form])


def _check_question(one: Dimension, source: Source, path: Path, form: FormSpec) -> None:
    _form, key, *column = one.key.split(":")
    field = next((field for field in form.fields if field.key == key), None)
    if field is None:
        known = [field.key for field in form.fields]
        source.complain((*path, "isian"), f'Formulir "{one.form}" tidak memuat isian "{key}".{nearest(key, known)}')
    elif column and column[0] not in (known := [entry.key for entry in field.columns]):
        words = f'Isian "{key}" tidak memuat kolom "{column[0]}".{nearest(column[0], known)}'
        source.complain((*path, "kolom"), words)


def _table(entry: Table) -> TableRule:
    entry.known("kunci", "judul", "satuan", "baris", "kolom", "aturan", "beberapa", "grafik")
    units, word = tuple(one.value for one in Unit), entry.text("satuan", required=True)
    if word and word not in units:
        entry.complain(f'Satuan "{word}" tidak dikenal: {", ".join(units)}.{nearest(word, units)}', "satuan")
    unit = Unit(word) if word in units else Unit.CASES
    rows = _dimension(entry, "baris", unit)
    if rows is None:
        entry.complain('"baris" wajib ada, misalnya baris = { menurut = "prosedur" }.', "baris")
    return TableRule(
        key=entry.identifier(),
        title=entry.text("judul", required=True),
        unit=unit,
        rows=rows or Dimension(Kind.WORD, ""),
        rule=entry.text("aturan", required=True),
        columns=_dimension(entry, "kolom", unit),
        several=entry.flag("beberapa"),
        chart=entry.flag("grafik"),
    )


def _dimension(entry: Table, name: str, unit: Unit) -> Dimension | None:
    """Rows or columns of a table; None where there are none."""
    found = entry.data.get(name)
    if found is None:
        return None
    if not isinstance(found, dict):
        entry.complain(f'"{name}" ditulis seperti {name} = {{ arti = "kasus.risiko" }}.', name)
        return None
    table = Table(entry.source, found, (*entry.path, name))
    table.known(*_KEYS)
    ways = [way for way in ("menurut", "arti", "isian") if way in found]
    if len(ways) != 1:
        table.complain('Tulis tepat satu dari "menurut", "arti", atau "formulir" dengan "isian".')
        return None
    if unit not in OF_CASES and ways != ["menurut"]:
        table.complain(f'Satuan "{unit.value}" hanya mengenal "menurut": {", ".join(WORDS[unit])}.', ways[0])
        return None
    read = {"menurut": _word, "arti": _fact, "isian": _answer}[ways[0]]
    return read(table, unit)


def _word(table: Table, unit: Unit) -> Dimension:
    word = table.text("menurut", required=True)
    if word not in WORDS[unit]:
        known = WORDS[unit]
        table.complain(
            f'"{word}" tidak dikenal untuk satuan "{unit.value}": {", ".join(known)}.{nearest(word, known)}', "menurut"
        )
    return _made(table, Kind.WORD, word)


def _fact(table: Table, _unit: Unit) -> Dimension:
    key = table.text("arti", required=True)
    fact = FACTS.get(key)
    if fact is None:
        table.complain(f'Arti "{key}" tidak dikenal.{nearest(key, list(FACTS))}', "arti")
        return _made(table, Kind.FACT, key)
    kind = Kind.ANSWER if fact.fresh else Kind.FACT
    if key.endswith(_BY_BAND):
        kind = Kind.AGE
        known = tuple(age_bands.shipped())
        if table.text("kelompok") not in known:
            table.complain(f'"{key}" membutuhkan "kelompok": {", ".join(known)}.', "kelompok")
    elif key.endswith(_BY_DISTRICT):
        kind = Kind.REGION
        if table.text("tingkat") not in LEVELS:
            table.complain(f'"{key}" membutuhkan "tingkat": {" atau ".join(LEVELS)}.', "tingkat")
    elif fact.secret or fact.rows:
        table.complain(f'"{key}" mengenali orang atau berupa tabel, jadi tidak dapat menjadi golongan.', "arti")
    return _made(table, kind, key)


def _answer(table: Table, _unit: Unit) -> Dimension:
    parts = [table.text("formulir", required=True), table.text("isian", required=True), table.text("kolom")]
    return _made(table, Kind.ANSWER, ":".join(filter(None, parts)))


def _made(table: Table, kind: Kind, key: str) -> Dimension:
    options = table.data.get("pilihan", {})
    if not isinstance(options, dict) or not all(isinstance(label, str) for label in options.values()):
        table.complain('"pilihan" ditulis seperti { ya = "Ya", tidak = "Tidak" }.', "pilihan")
        options = {}
    return Dimension(
        kind,
        key,
        listed=table.text("daftar"),
        options=tuple(Heading(option, label) for option, label in options.items()),
        bands=table.text("kelompok") if kind is Kind.AGE else "",
        level=table.text("tingkat") if kind is Kind.REGION else "",
        unknown=table.text("kosong") or "Tidak diketahui",
    )
