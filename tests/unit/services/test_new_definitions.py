"""Definitions as data: a running case keeps its wording, and a procedure nobody wrote code for runs to its end."""

from __future__ import annotations

import pytest

from models.rehearsal.routes import rehearsals
from models.rehearsal.walk import Printed, Walk
from models.services.views import CaseFilter
from models.sop import loader
from models.source import Source
from tests.fixtures_office import NAME, SOP, Team, bring_definition, stored_definition

FORM = """\
[formulir]
kunci = "laporan-kunjungan-uji"
versi = 1
judul = "Laporan Kunjungan Uji"
rahasia = "kasus"

[[bagian]]
judul = "Kunjungan"

[[bagian.isian]]
kunci = "nama"
label = "Nama yang dikunjungi"
jenis = "teks"
wajib = true
arti = "klien.nama"

[[bagian.isian]]
kunci = "keadaan"
label = "Keadaan saat dikunjungi"
jenis = "teks_panjang"
wajib = true
"""
LETTER = """\
[surat]
kunci = "surat-kunjungan-uji"
versi = 1
nama = "Surat Kunjungan Uji"
judul = "SURAT KUNJUNGAN"
bentuk = "judul"
seri = "keluar"
nama_korban = "inisial"

[[isian]]
kunci = "tujuan"
label = "Tujuan kunjungan"
jenis = "teks"
wajib = true

[[blok]]
jenis = "paragraf"
isi = ["Kunjungan untuk {kasus.inisial} nomor {kasus.nomor} ke {tujuan}."]

[tanda_tangan]
jabatan = "kepala"
"""
PROCEDURE = """\
[identitas]
kunci = "kunjungan-rumah-uji"
versi = 1
subjek = "kasus"
nomor = "05/UJI/2026"
nama = "Kunjungan Rumah Uji"
unit = "Kantor Uji"
kode = "KRU"

[pelaksana]
loket = { nama = "Petugas Loket", peran = "administrasi" }
konselor = { nama = "Konselor", peran = "layanan" }
ketua = { nama = "Ketua", peran = "pimpinan" }
mitra = { nama = "Mitra", peran = "luar" }

[[langkah]]
no = 1
judul = "Mencatat kunjungan"
kegiatan = "Mencatat permintaan kunjungan"
pelaksana = "loket"
waktu = "10 menit"
hasil = [{ formulir = "laporan-kunjungan-uji" }]

[[langkah]]
no = 2
judul = "Memutuskan kunjungan"
kegiatan = "Memutuskan kunjungan"
pelaksana = "ketua"
waktu = "1 jam"
hasil = [{ surat = "surat-kunjungan-uji", bila = "ya" }]
putusan = [
    { kunci = "ya", label = "Kunjungi", ke = 3 },
    { kunci = "tidak", label = "Kembalikan", selesai = "Dikembalikan", alasan = "wajib", buka_kembali_di = 1 },
]

[[langkah]]
no = 3
judul = "Kunjungan oleh mitra"
kegiatan = "Mitra mengunjungi"
pelaksana = "mitra"
pencatat = "konselor"
waktu = "1 hari"
daftar_periksa = ["Alamat dipastikan"]
hasil = [{ catatan = "Klien ditemui" }, { lampiran = "Foto kunjungan" }]

[[langkah]]
no = 4
judul = "Menutup kunjungan"
kegiatan = "Menutup kunjungan"
pelaksana = "konselor"
waktu = "30 menit"
boleh_dilewati = true
"""


@pytest.fixture
def fifth(team: Team) -> Team:
    """The office with the invented procedure, its form and its letter in use."""
    bring_definition(team, "formulir", FORM)
    bring_definition(team, "surat", LETTER)
    bring_definition(team, "sop", PROCEDURE)
    team.at_desk("administrasi").procedures.use("kunjungan-rumah-uji", in_use=True)
    return team


def test_a_procedure_from_its_text_alone_runs_every_way_to_its_end(fifth: Team) -> None:
    spec = loader.load(Source.read("uji", PROCEDURE))
    assert spec is not None
    papers: list[Printed] = []
    ends = []
    for number, (turn, way) in enumerate(rehearsals(spec)):
        walk = Walk(fifth, spec, fifth.walk(0).inventor, papers.append, turn)  # type: ignore[arg-type]  # one room
        walk.run(way, f"uji-{number}")
        ends.append(fifth.at_desk("pimpinan").cases.page(walk.case_id).head.ended_as)
        assert walk.number == f"{number + 1:04d}/KRU/11/2026"
    assert set(ends) == {"Dikembalikan", "Selesai"}
    assert {paper.name.rsplit("2026-", 1)[1].rstrip("-0123456789") for paper in papers} == {
        "laporan-kunjungan-uji",
        "surat-kunjungan-uji",
    }
    assert fifth.at_desk("layanan").logbook.verify().whole


def test_the_new_procedure_stands_beside_the_others(fifth: Team) -> None:
    keys = [choice.key for choice in fifth.at_desk("layanan").cases.procedures()]
    assert {SOP, "kunjungan-rumah-uji"} <= set(keys)
    fifth.open()
    fifth.at_desk("administrasi").cases.open_case("kunjungan-rumah-uji", {"nama": NAME, "keadaan": "Aman"}, "b")
    rows = fifth.at_desk("administrasi").cases.list(CaseFilter(sop_key="kunjungan-rumah-uji")).rows
    assert [(row.service, row.client_label) for row in rows] == [("Kunjungan Rumah Uji", "Sdr. Z.Q.W.")]
    assert [row.step_number for row in fifth.at_desk("administrasi").tasks.board().rows if row.mine] == [1]


def test_a_running_case_keeps_the_procedure_it_began_with(team: Team) -> None:
    old = team.open("lama").case_id
    text = stored_definition(team, "sop", SOP).replace("versi = 1", "versi = 2", 1)
    bring_definition(team, "sop", text.replace('Menerima informasi kasus"', 'Menerima kabar"', 1))
    new = team.open("baru").case_id
    titles = [team.panel("layanan", case_id).title for case_id in (old, new)]
    assert titles == ["Menerima informasi kasus", "Menerima kabar"]
    page = team.at_desk("layanan").cases.page(new)
    assert page.head.sop_line.endswith("versi 2")
    assert len(team.at_desk("layanan").tasks.board().rows) == 2
    (info,) = [info for info in team.at_desk("pimpinan").procedures.all() if info.key == SOP]
    assert (info.versions, info.running) == ((1, 2), 2)


def test_an_older_version_never_comes_into_force(team: Team) -> None:
    text = stored_definition(team, "sop", SOP)
    bring_definition(team, "sop", text.replace("versi = 1", "versi = 3", 1))
    bring_definition(team, "sop", text.replace("versi = 1", "versi = 2", 1))
    assert team.at_desk("layanan").cases.page(team.open().case_id).head.sop_line.endswith("versi 3")
