"""Files of every kind are recognised and checked against one another and against what is shipped."""

from __future__ import annotations

import pytest

import resources
from models.definitions import check_texts
from tests.unit.sop.sheets import SHEET

LIST = '[daftar]\nkunci = "warna"\njudul = "Warna"\n[[butir]]\nkunci = "a"\nlabel = "A"\n'
FORM = """\
[formulir]
kunci = "survei"
versi = 1
judul = "Survei"
[[bagian]]
judul = "Satu"
[[bagian.isian]]
kunci = "warna"
label = "Warna"
jenis = "pilihan"
daftar = "warna"
"""
SOP = SHEET.replace('{ surat = "surat-tugas", bila = "setuju" }', '{ formulir = "survei" }')


def _told(*texts: tuple[str, str]) -> list[str]:
    return [str(problem) for problem in check_texts(texts)]


def test_files_given_together_know_each_other_in_any_order() -> None:
    assert _told(("sop.toml", SOP), ("form.toml", FORM), ("list.toml", LIST)) == []


def test_a_form_that_nobody_has_is_named_with_the_line_of_the_row() -> None:
    assert _told(("sop.toml", SOP)) == ['sop.toml:27: Formulir "survei" pada baris 2 belum ada.']


def test_a_broken_form_tells_its_own_problem_and_is_not_missing_as_well() -> None:
    told = _told(
        ("sop.toml", SOP), ("form.toml", FORM.replace('jenis = "pilihan"', 'jenis = "warna"')), ("l.toml", LIST)
    )
    assert len(told) == 1
    assert told[0].startswith("form.toml:10: ")


def test_problems_come_file_by_file_as_given() -> None:
    broken = SHEET.replace("versi = 1", 'versi = "x"').replace("no = 3", "no = 2").replace("ke = 3", "ke = 2")
    told = check_texts([("b.toml", broken), ("a.toml", "[lain]\n")])
    assert [problem.file for problem in told] == ["b.toml", "b.toml", "a.toml"]
    assert [problem.line for problem in told[:2]] == [3, 35]


@pytest.mark.parametrize("text", ["", "[lain]\nkunci = 1\n", 'identitas = "x"\n'])
def test_a_file_that_is_no_definition_is_told_so(text: str) -> None:
    told = _told(("apa.toml", text))
    heads = "[daftar], [formulir], [surat], [identitas], [dasar]"
    assert told == [f"apa.toml: Berkas ini bukan definisi: tidak memuat salah satu dari {heads}."]


def test_a_file_that_is_no_toml_gives_one_sentence() -> None:
    assert _told(("rusak.toml", "[identitas\n")) == [
        "rusak.toml:1: Susunan berkas tidak dapat dibaca: kurung siku tidak ditutup."
    ]


def test_the_same_version_twice_is_refused() -> None:
    assert _told(("satu.toml", LIST), ("dua.toml", LIST)) == [
        'dua.toml:2: "warna" versi 1 sudah ada dalam berkas satu.toml.'
    ]
    assert _told(("satu.toml", LIST), ("dua.toml", LIST.replace("judul", "versi = 2\njudul"))) == []


def test_a_changed_copy_of_a_shipped_file_is_checked_in_its_place() -> None:
    name = "sop/tanah-laut-puspaga-dokumentasi.toml"
    copy = resources.text(name).replace('waktu = "5 menit"', 'waktu = "lima menit"')
    told = check_texts([("salinan.toml", copy)])
    assert [problem.message for problem in told if problem.grave] == [
        'Waktu "lima menit" tidak dapat dibaca. Tulis seperti "10 menit", "2 jam", "2 hari" atau "5 hari kerja".'
    ]


def test_a_condition_that_can_never_hold_is_named() -> None:
    known = SHEET.replace("ke = 3 }", 'ke = 3, usul_bila = { kasus.kewenangan = ["pusat", "propinsi"] } }')
    told = _told(("sop.toml", known.replace('{ surat = "surat-tugas", bila = "setuju" }', '{ catatan = "a" }')))
    assert told == [
        'sop.toml:30: Fakta "kasus.kewenangan" tidak pernah bernilai "propinsi". Mungkin maksudnya "provinsi".'
    ]
    free = SHEET.replace("ke = 3 }", 'ke = 3, usul_bila = { klien.alamat = "Jalan Melati" } }')
    assert _told(("sop.toml", free.replace('{ surat = "surat-tugas", bila = "setuju" }', '{ catatan = "a" }'))) == []


def test_a_letter_names_a_form_for_its_reply_that_exists() -> None:
    text = resources.text("letters/surat-koordinasi.toml").replace('"balasan-rujukan"', '"balasan-rujukn"')
    found = [str(problem) for problem in check_texts([("surat-koordinasi.toml", text)])]
    assert len(found) == 1
    assert 'Formulir "balasan-rujukn" belum ada. Mungkin maksudnya "balasan-rujukan".' in found[0]


def test_a_list_the_office_could_not_save_is_refused_in_the_file_too() -> None:
    long = LIST.replace("[daftar]\n", "[daftar]\nversi = 1\n").replace('label = "A"', f'label = "{"A" * 161}"')
    assert _told(("warna.toml", long)) == ["warna.toml: Nama butir 1 paling panjang 160 huruf."]


def test_a_form_that_whoever_works_on_its_row_may_not_open_is_remarked() -> None:
    secret = FORM.replace('judul = "Survei"', 'judul = "Survei"\nrahasia = "asesmen"', 1)
    clerk = SOP.replace(
        'kepala = { nama = "Kepala", peran = "pimpinan" }', 'kepala = { nama = "K", peran = "administrasi" }'
    )
    files = (("warna.toml", LIST.replace("[daftar]", "[daftar]\nversi = 1")), ("survei.toml", secret))
    [problem] = check_texts([*files, ("sop.toml", clerk)])
    assert not problem.grave
    assert str(problem) == (
        'sop.toml:27: Formulir "survei" pada baris 2 tidak dapat dibuka peran administrasi. Serahkan baris ini kepada '
        "peran layanan atau pimpinan, atau pakai formulir lain."
    )
