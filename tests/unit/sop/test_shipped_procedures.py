"""The four procedures that come with the program, row by row as their sheets print them."""

from __future__ import annotations

import pytest

import resources
from models.sop.spec import OutputKind, SopSpec, Subject
from tests.unit.sop.sheets import read

_F, _S, _L, _C = OutputKind.FORM, OutputKind.LETTER, OutputKind.ATTACHMENT, OutputKind.RECORD

#: number, actor, standard time, forms and letters that are due, where the decision leads
TABLES = {
    "tangerang-uptd-penjangkauan": [
        (1, "Petugas Layanan PPA", "10 menit", "informasi-kasus", ""),
        (2, "Kepala UPTD PPA", "20 menit", "surat-tugas-penjangkauan", "jangkau>3 limpah>6 tidak>Tidak dijangkau"),
        (
            3,
            "Petugas Layanan PPA",
            "2 hari",
            "pengaduan identifikasi-ktp|identifikasi-kta asesmen-risiko persetujuan-layanan asesmen-biopsikososial"
            " rencana-intervensi",
            "",
        ),
        (4, "Kasubag TU UPTD PPA/Petugas Administrasi", "20 menit", "entri-simfoni", ""),
        (5, "Petugas Layanan PPA", "10 menit", "persetujuan-rencana-intervensi laporan-permohonan-instruksi", ""),
        (
            6,
            "Kepala UPTD PPA",
            "30 menit",
            "instruksi-tindak-lanjut (surat-rujukan-kedaruratan) surat-pelimpahan-kasus",
            "tindak>Ditindaklanjuti limpah>Dilimpahkan",
        ),
    ],
    "tangerang-puspaga-penjangkauan": [
        (1, "Admin", "5 menit", "informasi-kasus (laporan-layanan-penjangkauan)", ""),
        (
            2,
            "Ketua PUSPAGA",
            "60 menit",
            "disposisi-layanan surat-tugas surat-perjalanan-dinas",
            "setuju>3 perbaiki>1 tolak>Tidak disetujui",
        ),
        (3, "Psikolog/Konselor", "120 menit", "laporan-layanan-penjangkauan", ""),
        (4, "Psikolog/Konselor", "30 menit", "layanan-lanjutan surat-pengantar-layanan-lanjutan", ""),
        (5, "Psikolog/Konselor", "15 menit", "nota-pelimpahan-laporan", ""),
        (6, "Ketua PUSPAGA", "15 menit", "", "selesai>7 lanjut>3"),
        (7, "Psikolog/Konselor", "5 hari kerja", "laporan-layanan-penjangkauan", ""),
        (8, "Admin", "1 hari kerja", "tanda-terima", ""),
    ],
    "tanah-laut-puspaga-dokumentasi": [
        (2, "Pengadministrasi Umum", "5 menit", "(tanda-terima)", ""),
        (3, "Pengadministrasi Umum", "15 menit", "", ""),
        (4, "Pengadministrasi Umum", "2 jam", "", ""),
        (5, "Pengadministrasi Umum", "5 hari", "", ""),
        (6, "Kepala Bidang", "15 menit", "", "teruskan>7 kembalikan>5"),
        (7, "Kepala Dinas", "15 menit", "", "setuju>Disetujui kembalikan>5"),
    ],
    "babel-uptd-penjangkauan": [
        (1, "Operator/Penerima Pengaduan/Kasi Pelayanan Pengaduan", "30 menit", "informasi-kasus (pengaduan)", ""),
        (
            2,
            "Operator/Penerima Pengaduan/Kasi Pelayanan Pengaduan",
            "60 menit",
            "identifikasi-ktp|identifikasi-kta",
            "",
        ),
        (3, "Kasi Tindakan dan Rujukan/Manajer Kasus", "60 menit", "rencana-penjangkauan", ""),
        (4, "Kepala UPTD PPA", "30 menit", "", "setuju>5 kembalikan>3"),
        (5, "Kepala UPTD PPA", "60 menit", "", ""),
        (6, "Administrasi", "60 menit", "surat-tugas surat-perjalanan-dinas", ""),
        (7, "Kasi Tindakan dan Rujukan/Manajer Kasus", "60 menit", "(surat-koordinasi)", ""),
        (
            8,
            "Kasi Tindakan dan Rujukan/Manajer Kasus",
            "60 menit",
            "persetujuan-layanan persetujuan-pemberian-informasi lembar-kontak",
            "setuju>9 tolak>Menolak, dapat kembali",
        ),
        (9, "Kasi Tindakan dan Rujukan/Manajer Kasus", "60 menit", "form-kasus form-penjangkauan asesmen-risiko", ""),
        (
            10,
            "Kasi Tindakan dan Rujukan/Manajer Kasus",
            "60 menit",
            "surat-rujukan-kedaruratan asesmen-lanjutan",
            "tinggi>11 bukan>11",
        ),
        (
            11,
            "Kasi Tindakan dan Rujukan/Manajer Kasus",
            "30 menit",
            "(asesmen-lanjutan) laporan-layanan-penjangkauan",
            "",
        ),
        (12, "Administrasi", "30 menit", "berita-acara-penyerahan-berkas", ""),
    ],
}


def procedure(key: str) -> SopSpec:
    return read(resources.text(f"sop/{key}.toml"), key)


def _documents(spec: SopSpec, number: int) -> str:
    """Forms and letters of a row: alternatives joined by "|", those made only if needed in brackets."""
    words: list[str] = []
    last = ""
    for output in spec.step(number).outputs:
        if output.kind not in (_F, _S):
            continue
        if output.choice and output.choice == last:
            words[-1] += f"|{output.key}"
        else:
            words.append(output.key if output.required else f"({output.key})")
        last = output.choice
    return " ".join(words)


@pytest.mark.parametrize("key", TABLES)
def test_the_rows_are_those_of_the_sheet(key: str) -> None:
    spec = procedure(key)
    rows = [
        (
            step.number,
            spec.actor(step.actor).name,
            str(step.time),
            _documents(spec, step.number),
            " ".join(f"{outcome.key}>{outcome.to or outcome.end}" for outcome in step.outcomes),
        )
        for step in spec.steps
    ]
    assert rows == TABLES[key]


def test_no_other_procedure_is_shipped() -> None:
    assert set(resources.all_of("sop", ".toml")) == {f"sop/{key}.toml" for key in TABLES}


@pytest.mark.parametrize("key", TABLES)
def test_the_identity_block_is_complete_and_names_nobody(key: str) -> None:
    spec = procedure(key)
    assert spec.key == key
    assert all((spec.created, spec.approved_by, spec.code, spec.legal_bases, spec.qualifications, spec.related))
    assert all((spec.equipment, spec.warnings, spec.records))
    assert "NIP" not in resources.text(f"sop/{key}.toml")


@pytest.mark.parametrize(
    ("key", "counts"),
    [
        ("tangerang-uptd-penjangkauan", (9, 4, 6, 12, 1, 1)),
        ("tangerang-puspaga-penjangkauan", (4, 4, 3, 7, 1, 1)),
        ("tanah-laut-puspaga-dokumentasi", (5, 4, 5, 4, 2, 4)),
        ("babel-uptd-penjangkauan", (15, 6, 5, 5, 3, 5)),
    ],
)
def test_the_lists_of_the_identity_block_have_every_entry(key: str, counts: tuple[int, ...]) -> None:
    spec = procedure(key)
    lists = (spec.legal_bases, spec.qualifications, spec.related, spec.equipment, spec.warnings, spec.records)
    assert tuple(map(len, lists)) == counts


def test_procedures_whose_documents_exist_may_be_put_to_use() -> None:
    assert [key for key in TABLES if procedure(key).draft] == []


def test_the_documentation_procedure_is_about_a_period_and_receives_files_all_through_it() -> None:
    spec = procedure("tanah-laut-puspaga-dokumentasi")
    assert spec.subject is Subject.PERIOD
    assert spec.periods == ("bulan", "semester", "tahun")
    assert [step.number for step in spec.steps if step.repeats] == [2]
    assert spec.short_name == "Dokumentasi"
    assert [step.number for step in spec.rows_of("bulan")] == [2, 3, 4, 5, 6, 7]
    assert [step.number for step in spec.rows_of("semester")] == [step.number for step in spec.rows_of("tahun")]
    assert [step.number for step in spec.rows_of("tahun")] == [5, 6, 7]


def test_field_work_has_its_sub_tasks_and_the_travel_ticket_is_an_attachment() -> None:
    assert len(procedure("tangerang-uptd-penjangkauan").step(3).checklist) == 4
    babel = procedure("babel-uptd-penjangkauan")
    assert len(babel.step(5).checklist) == 3
    assert [output.key for output in babel.step(6).outputs if output.kind is _L] == ["Tiket perjalanan"]
    assert babel.actor("layanan_lain").outside
    refused = [output.kind for output in babel.step(8).outputs if "tolak" in output.only_for]
    assert refused == [_C, _F]  # the second explanation is recorded, the contact sheet filled
