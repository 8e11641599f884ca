"""The file that says which tables there are: shipped sound, and each mistake told with its line."""

from __future__ import annotations

import pytest

import resources
from models.definitions import check_texts
from models.source import Source
from models.statistics.definition import Group, Kind
from models.statistics.figures import Basis, Unit
from models.statistics.loader import FILE, load, shipped

_HEAD = """[umum]
versi = 1
[dasar]
kejadian = "a"
laporan = "b"
pencatatan = "c"
"""
_ROWS = 'arti = "kasus.risiko", daftar = "tingkat-risiko"'
_TABLE = """[[tabel]]
kunci = "risiko"
judul = "Risiko"
satuan = "kasus"
baris = { arti = "kasus.risiko", daftar = "tingkat-risiko" }
aturan = "Sekali."
"""


def problems(text: str) -> list[str]:
    source = Source.read("uji.toml", text)
    assert load(source) is None
    return [str(problem) for problem in source.problems]


def test_the_shipped_tables_count_everything_the_office_is_asked_for() -> None:
    plan = shipped()
    assert {table.unit for table in plan.tables} == set(Unit)
    assert set(plan.basis_rules) == set(Basis)
    kinds = {dimension.kind for dimension in plan.dimensions}
    assert kinds == set(Kind)
    assert {dimension.group for dimension in plan.dimensions} == set(Group)
    assert sum(table.chart for table in plan.tables) >= 5
    assert all(table.rule.endswith(".") for table in plan.tables)


def test_every_list_and_band_named_is_shipped() -> None:
    lists = {name.removeprefix("lists/").removesuffix(".toml") for name in resources.all_of("lists", ".toml")}
    assert {one.listed for one in shipped().dimensions if one.listed} <= lists


def test_a_sound_file_is_read() -> None:
    source = Source.read("uji.toml", _HEAD + _TABLE)
    plan = load(source)
    assert plan is not None
    assert plan.tables[0].rows.listed == "tingkat-risiko"


@pytest.mark.parametrize(
    ("before", "after", "line", "words"),
    [
        ('satuan = "kasus"', 'satuan = "orang"', 10, "tidak dikenal"),
        ("kasus.risiko", "kasus.resiko", 11, 'Mungkin maksudnya "kasus.risiko"'),
        ("kasus.risiko", "klien.nama", 11, "mengenali orang"),
        ('arti = "kasus.risiko", daftar = "tingkat-risiko"', 'arti = "klien.umur"', 11, "kelompok"),
        (
            'arti = "kasus.risiko", daftar = "tingkat-risiko"',
            'arti = "klien.wilayah", tingkat = "desa"',
            11,
            "kecamatan",
        ),
        ('arti = "kasus.risiko", daftar = "tingkat-risiko"', 'menurut = "cuaca"', 11, "prosedur"),
        ('arti = "kasus.risiko", daftar = "tingkat-risiko"', 'menurut = "prosedur", arti = "kasus.risiko"', 11, "satu"),
        ('aturan = "Sekali."', "", 7, "aturan"),
        ('judul = "Risiko"', 'judul = "Risiko"\njudull = "x"', 10, "judull"),
        ("baris = {", "barisan = {", 11, "barisan"),
    ],
)
def test_each_mistake_is_told_with_its_line(before: str, after: str, line: int, words: str) -> None:
    assert before in _TABLE
    told = problems(_HEAD + _TABLE.replace(before, after))
    assert any(one.startswith(f"uji.toml:{line}:") and words in one for one in told), told


def test_an_event_is_told_apart_only_by_what_the_program_knows_of_it() -> None:
    told = problems(_HEAD + _TABLE.replace('satuan = "kasus"', 'satuan = "langkah"'))
    assert any("pelaksana" in one for one in told)


def test_a_key_twice_a_basis_missing_and_no_table_are_told() -> None:
    assert any("dua kali" in one for one in problems(_HEAD + _TABLE + _TABLE))
    assert any("pencatatan" in one for one in problems(_HEAD.replace('pencatatan = "c"', "") + _TABLE))
    assert any("[[tabel]]" in one for one in problems(_HEAD))
    assert any("tidak dapat dibaca" in one for one in problems("[umum"))


def test_names_of_lists_forms_and_questions_are_compared_with_those_that_are_there() -> None:
    answer = 'formulir = "laporan-layanan-penjangkauan", isian = "rujukan", kolom = "tujuan"'
    for before, after, words in (
        (_ROWS, _ROWS.replace("tingkat-risiko", "tingkat-resiko"), 'Mungkin maksudnya "tingkat-risiko"'),
        (_ROWS, answer.replace("laporan-layanan", "laporan-pelayanan"), 'Formulir "laporan-pelayanan'),
        (_ROWS, answer.replace("rujukan", "rujuk"), 'Mungkin maksudnya "rujukan"'),
        (_ROWS, answer.replace("tujuan", "arah"), 'tidak memuat kolom "arah"'),
    ):
        [problem] = check_texts([("uji.toml", _HEAD + _TABLE.replace(before, after))])
        assert str(problem).startswith("uji.toml:11: ")
        assert words in str(problem)
    assert check_texts([("uji.toml", _HEAD + _TABLE.replace(_ROWS, answer)), (FILE, resources.text(FILE))]) == []


def test_the_shipped_file_is_the_one_that_is_read() -> None:
    assert "kelengkapan" in resources.text(FILE)
