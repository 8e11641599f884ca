"""A letter file that is wrong is refused with the line and a sentence a civil servant can act on."""

from __future__ import annotations

import pytest

from models.forms.spec import Condition
from models.letters.spec import BlockKind, Shape
from tests import letter_samples

GOOD = """\
[surat]
kunci = "surat-coba"
versi = 1
judul = "SURAT COBA"
bentuk = "judul"
nama_korban = "jangan"

[[isian]]
kunci = "batas"
label = "Batas"
jenis = "angka"
wajib = true

[[isian]]
kunci = "petugas"
label = "Petugas"
jenis = "daftar_pegawai"

[[blok]]
jenis = "butir"
kepala = "Untuk"
isi = ["Register {kasus.nomor} paling lambat {batas:hari_kerja}"]
tampil_bila = { batas = ["5", "6"] }

[[blok]]
jenis = "pegawai"
dari = "petugas"

[tanda_tangan]
jabatan = "kepala"
tembusan = ["Kepala Dinas"]
"""


def problems(old: str, new: str) -> list[str]:
    assert old in GOOD
    spec, source = letter_samples.load(GOOD.replace(old, new, 1))
    assert (spec is None) == bool(source.problems)
    return [str(problem) for problem in sorted(source.problems)]


def test_a_good_letter_is_read_whole() -> None:
    spec, source = letter_samples.load(GOOD)
    assert source.problems == []
    assert spec is not None
    assert (spec.key, spec.shape, spec.name, spec.signer) == ("surat-coba", Shape.TITLED, "Surat coba", "kepala")
    assert spec.blocks[0].kind is BlockKind.CLAUSE
    assert spec.blocks[0].show_if == (Condition("batas", ("5", "6")),)
    assert spec.cc == ("Kepala Dinas",)


@pytest.mark.parametrize(
    ("old", "new", "line", "sentence"),
    [
        ('bentuk = "judul"', 'bentuk = "judl"', 5, 'Bentuk surat "judl" tidak dikenal. Mungkin maksudnya "judul".'),
        ('nama_korban = "jangan"', 'nama_korban = "boleh"', 6, '"nama_korban" hanya boleh jangan, inisial, penuh'),
        ("versi = 1\n", 'versi = 1\nwarna = "biru"\n', 4, 'Kunci "warna" tidak dikenal.'),
        ('jenis = "angka"', 'jenis = "angkaa"', 11, 'Jenis isian "angkaa" tidak dikenal.'),
        ('jenis = "butir"', 'jenis = "butr"', 20, 'Jenis blok "butr" tidak dikenal. Mungkin maksudnya "butir".'),
        ('kepala = "Untuk"', 'kolom = ["Untuk"]', 21, 'Kunci "kolom" tidak dikenal.'),
        ("{kasus.nomor}", "{kasus.nomer}", 22, 'Isian "{kasus.nomer}" tidak dikenal. Mungkin maksudnya "kasus.nomor".'),
        ("{batas:hari_kerja}", "{batas:hari_kerj}", 22, 'Format "hari_kerj" tidak dikenal.'),
        ("{batas:hari_kerja}", "{batas:tanggal}", 22, 'Format "tanggal" tidak cocok untuk isian "batas"'),
        ("{batas:hari_kerja}", "{batas:hari:lain}", 22, 'Format "hari" tidak memakai nama kedua "lain".'),
        ("{batas:hari_kerja}", "{batas", 22, "Ada kurung kurawal tanpa pasangan."),
        ("{kasus.nomor}", "{klien.nama}", 22, 'Surat ini tidak boleh memuat "Nama klien" ({klien.nama}).'),
        ("batas = [", "btas = [", 23, '"tampil_bila" menunjuk "btas" yang tidak ada.'),
        ('dari = "petugas"', 'dari = "petugs"', 27, '"dari" menunjuk isian "petugs" yang tidak ada.'),
        ('dari = "petugas"', 'dari = "batas"', 27, 'Isian "batas" berjenis angka; blok ini memerlukan daftar_pegawai'),
        ('dari = "petugas"\n', "", 25, 'Blok "pegawai" memerlukan "dari".'),
        ('jabatan = "kepala"\n', "", 29, 'Tulis "jabatan" dalam [tanda_tangan]'),
        ("versi = 1", "versi = nol", 3, "tidak dapat dibaca"),
        ('["Kepala Dinas"]', '["Kepala {kantor.dinass}"]', 31, 'Isian "{kantor.dinass}" tidak dikenal.'),
    ],
)
def test_each_mistake_has_its_line_and_sentence(old: str, new: str, line: int, sentence: str) -> None:
    found = problems(old, new)
    assert any(problem.startswith(f"surat.toml:{line}: ") and sentence in problem for problem in found), found


@pytest.mark.parametrize(
    ("kind", "default"),
    [
        ('"tanggal"', '"hari ni"'),
        ('"angka"', '"lima"'),
        ('"pegawai"', '"dewi"'),
        ('"pilihan"\npilihan = { satu = "Satu" }', '"stu"'),
    ],
)
def test_a_proposal_that_the_field_cannot_hold_is_refused(kind: str, default: str) -> None:
    found = problems('jenis = "daftar_pegawai"\n', f"jenis = {kind}\nawal = {default}\n")
    assert any('"awal"' in problem for problem in found), found


def test_initials_and_district_are_no_secret() -> None:
    assert problems("{kasus.nomor}", "{klien.nama:inisial} di {klien.wilayah:kecamatan}") == []


def test_a_field_that_asks_for_a_secret_fact_may_not_be_printed() -> None:
    found = problems('jenis = "angka"\nwajib = true\n', 'jenis = "teks"\narti = "klien.alamat"\n')
    assert any("Alamat klien" in problem for problem in found), found


def test_a_letter_with_initials_names_the_client_in_its_annex_only() -> None:
    annex = '[[blok]]\njenis = "lampiran"\nisi = "IDENTITAS"\n\n'
    who = '[[blok]]\njenis = "paragraf"\nisi = "{klien.nama} {kejadian.kronologi}"\n\n[tanda_tangan]'
    open_letter = GOOD.replace('"jangan"', '"inisial"').replace("[tanda_tangan]", who)
    spec, source = letter_samples.load(open_letter)
    assert spec is None
    assert len(source.problems) == 2
    closed = open_letter.replace(who, annex + who)
    assert letter_samples.load(closed)[1].problems == []


def test_answers_of_forms_are_quoted_only_from_known_forms() -> None:
    text = GOOD.replace("{kasus.nomor}", "{formulir.tak-ada.isian}")
    assert letter_samples.load(text)[0] is None


def test_the_officer_who_signs_may_be_the_clerks_choice() -> None:
    asked = '[[isian]]\nkunci = "pejabat"\nlabel = "Pejabat"\njenis = "pegawai"\nawal = "pembuat"\n\n[[blok]]'
    spec, source = letter_samples.load(
        GOOD.replace("[[blok]]", asked, 1).replace('jabatan = "kepala"', 'pegawai = "pejabat"')
    )
    assert source.problems == []
    assert spec is not None
    assert (spec.signer, spec.signer_field) == ("", "pejabat")
    assert any("berjenis pegawai" in said for said in problems('jabatan = "kepala"', 'pegawai = "batas"'))
    both = problems('jabatan = "kepala"', 'jabatan = "kepala"\npegawai = "petugas"')
    assert any("tidak keduanya" in said for said in both)


def test_correspondence_needs_somebody_to_write_to() -> None:
    found = problems('bentuk = "judul"', 'bentuk = "korespondensi"')
    assert [problem.split(": ", 1)[1] for problem in found] == [
        'Surat bentuk "korespondensi" memerlukan "hal".',
        'Surat bentuk "korespondensi" memerlukan "yth".',
    ]


def test_a_table_states_one_row_of_as_many_cells_as_columns() -> None:
    table = '[[blok]]\njenis = "tabel"\nkolom = ["a", "b"]\nlebar = [10]\nbaris = [["satu"]]\n\n[tanda_tangan]'
    found = problems("[tanda_tangan]", table)
    assert any("harus sama" in problem for problem in found)


def test_a_post_nobody_can_hold_is_refused() -> None:
    (problem,) = problems('jabatan = "kepala"', 'jabatan = "camat"')
    assert 'yang tertulis "camat"' in problem


def test_a_series_nobody_counts_is_refused() -> None:
    (problem,) = problems('nama_korban = "jangan"', 'nama_korban = "jangan"\nseri = "masuk"')
    assert 'yang tertulis "masuk"' in problem
