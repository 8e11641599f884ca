"""A procedure of a period may make a report; its decisions say what becomes of it."""

from __future__ import annotations

import pytest

from models.sop import loader
from models.sop.difference import differences
from models.sop.spec import OutputKind, SopSpec
from models.sop.writer import to_toml
from models.source import Source

SHEET = """
[identitas]
kunci = "contoh-laporan"
versi = 1
subjek = "periode"
periode = ["bulan"]
sebutan = "Pencatatan"
nomor = "1/SOP/2026"
nama = "Pencatatan bulanan"
unit = "UPTD PPA Kabupaten Contoh"

[pelaksana]
petugas = { nama = "Petugas", peran = "administrasi" }
kepala = { nama = "Kepala", peran = "pimpinan" }

[[langkah]]
no = 1
judul = "Menyusun laporan"
pelaksana = "petugas"
hasil = [{ laporan = "data-layanan" }]

[[langkah]]
no = 2
judul = "Menyetujui laporan"
pelaksana = "kepala"
putusan = [
    { kunci = "setuju", label = "Setujui", selesai = "Disetujui", laporan = "disetujui" },
    { kunci = "kembali", label = "Kembalikan", ke = 1, alasan = "wajib", laporan = "dikembalikan" },
]
"""


def read(text: str) -> SopSpec:
    source = Source.read("contoh.toml", text)
    spec = loader.load(source)
    assert spec is not None, [str(problem) for problem in source.problems]
    return spec


def test_a_row_makes_the_report_and_decisions_move_it() -> None:
    spec = read(SHEET)
    assert spec.documents(OutputKind.REPORT) == ("data-layanan",)
    assert [outcome.report for outcome in spec.step(2).outcomes] == ["disetujui", "dikembalikan"]


def test_what_is_written_is_read_again() -> None:
    assert read(to_toml(read(SHEET))) == read(SHEET)


def test_another_fate_of_the_report_is_a_change_in_words() -> None:
    other = SHEET.replace(', laporan = "disetujui"', ', laporan = "diterima"').replace(
        'ke = 1, alasan = "wajib", laporan = "dikembalikan"', 'selesai = "Selesai", laporan = "disetujui"'
    )
    told = " ".join(differences(read(SHEET), read(other)))
    assert "laporan disetujui dan dibekukan" in told
    assert "laporan diterima" in told


@pytest.mark.parametrize(
    ("right", "wrong", "sentence"),
    [
        ('{ laporan = "data-layanan" }', '{ laporan = "data-layana" }', "tidak dikenal"),
        (', laporan = "disetujui"', "", "tidak pernah disetujui"),
        ('laporan = "disetujui"', 'laporan = "selesai"', "harus salah satu dari"),
        ('ke = 1, alasan = "wajib", laporan', "ke = 1, laporan", 'alasan = "wajib"'),
        ('hasil = [{ laporan = "data-layanan" }]', "", "tidak ada baris yang membuatnya"),
        ('subjek = "periode"\nperiode = ["bulan"]\nsebutan = "Pencatatan"', 'subjek = "kasus"', "hanya untuk prosedur"),
        ('judul = "Menyetujui laporan"', 'judul = "Menyetujui"\nhasil = [{ laporan = "data-layanan" }]', "satu baris"),
    ],
)
def test_a_mistake_is_named(right: str, wrong: str, sentence: str) -> None:
    assert right in SHEET
    source = Source.read("contoh.toml", SHEET.replace(right, wrong, 1))
    assert loader.load(source) is None
    assert any(sentence in problem.message for problem in source.problems), [str(one) for one in source.problems]
