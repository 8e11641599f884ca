"""A form file that is right loads; each mistake gets its line and a sentence a civil servant can act on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.forms import lists
from models.forms.spec import ComputedKind, Condition, FieldKind, Option, Width
from models.source import Source
from tests.form_samples import read_form

SHEET = """[formulir]
kunci = "uji"
versi = 2
judul = "Formulir Uji"
kertas = "A4"
rahasia = "asesmen"

[[bagian]]
judul = "Isi"
singkat = "Isi"

[[bagian.isian]]
kunci = "luka"
label = "Ada luka"
jenis = "ya_tidak_tidak_tahu"
wajib = true

[[bagian.isian]]
kunci = "uraian"
label = "Uraian luka"
jenis = "teks_panjang"
lebar = "setengah"
arti = "kasus.kondisi"
tampil_bila = { luka = "ya" }

[[bagian.isian]]
kunci = "biaya"
label = "Biaya"
jenis = "tabel"
jumlah = "harga"

[[bagian.isian.kolom]]
kunci = "barang"
label = "Barang"
jenis = "teks"

[[bagian.isian.kolom]]
kunci = "harga"
label = "Harga"
jenis = "rupiah"

[[bagian.isian]]
kunci = "agama"
label = "Agama"
jenis = "pilihan"
daftar = "agama"

[[hitungan]]
kunci = "tingkat"
label = "Tingkat risiko"
jenis = "tingkat_risiko"
tinggi_bila_ada = ["luka"]
boleh_diubah = true

[[tanda_tangan]]
sebagai = "Petugas"
nama_dari = "petugas"
"""


def test_a_sound_sheet_loads_whole() -> None:
    spec, problems = read_form(SHEET)
    assert problems == []
    assert spec is not None
    assert (spec.key, spec.version, spec.paper, spec.compartment) == ("uji", 2, "A4", "asesmen")
    assert [field.key for field in spec.fields] == ["luka", "uraian", "biaya", "agama"]
    detail = spec.field("uraian")
    assert (detail.width, detail.meaning, detail.show_if) == (
        Width.HALF,
        "kasus.kondisi",
        (Condition("luka", ("ya",)),),
    )
    assert [column.kind for column in spec.field("biaya").columns] == [FieldKind.TEXT, FieldKind.MONEY]
    assert Option("islam", "Islam") in spec.field("agama").options
    assert spec.computed[0].kind is ComputedKind.RISK_LEVEL
    assert spec.signatures[0].name_from == ("petugas",)


@pytest.mark.parametrize(
    ("right", "wrong", "line", "sentence"),
    [
        ('judul = "Formulir Uji"', 'judull = "Uji"', 4, 'Kunci "judull" tidak dikenal. Mungkin maksudnya "judul".'),
        ('judul = "Formulir Uji"', 'judul = ""', 4, '"judul" wajib ada dan tidak boleh kosong.'),
        ("versi = 2", "versi = 0", 3, '"versi" wajib ada: bilangan mulai dari 1.'),
        ('kunci = "uji"', 'kunci = "Uji Coba"', 2, "hanya boleh berisi huruf kecil"),
        ('kertas = "A4"', 'kertas = "Folio"', 5, '"kertas" hanya boleh A4, F4, F4-210; yang tertulis "Folio".'),
        ('rahasia = "asesmen"', 'rahasia = "semua"', 6, '"rahasia" hanya boleh umum, kasus, asesmen'),
        ("wajib = true", 'wajib = "ya"', 16, '"wajib" harus true (benar) atau false (tidak), tanpa tanda petik.'),
        ("wajib = true", "wajb = true", 16, 'Kunci "wajb" tidak dikenal. Mungkin maksudnya "wajib".'),
        ("wajib = true", "baris = 3", 16, '"baris" tidak berlaku untuk isian jenis "ya_tidak_tidak_tahu".'),
        ('jenis = "teks_panjang"', 'jenis = "teks_panjng"', 21, 'Jenis isian "teks_panjng" tidak dikenal.'),
        ('lebar = "setengah"', 'lebar = "separuh"', 22, '"lebar" hanya "penuh" atau "setengah"'),
        ('arti = "kasus.kondisi"', 'arti = "kasus.kondsi"', 23, 'tidak dikenal. Mungkin maksudnya "kasus.kondisi".'),
        ('{ luka = "ya" }', '{ lukaa = "ya" }', 24, '"tampil_bila" menunjuk isian "lukaa" yang tidak ada.'),
        ('{ luka = "ya" }', '{ luka = "yaa" }', 24, 'Isian "luka" tidak mempunyai jawaban "yaa".'),
        ('{ luka = "ya" }', "{ luka = true }", 24, 'tulis "ya" atau "tidak"'),
        ('{ luka = "ya" }', "{ luka = 1 }", 24, "harus teks, daftar teks, atau true"),
        ('{ luka = "ya" }', '{ uraian = "ya" }', 24, "tidak dapat bergantung pada dirinya sendiri"),
        ('jumlah = "harga"', 'jumlah = "barang"', 30, '"jumlah" harus menyebut kolom angka atau rupiah'),
        ('jenis = "rupiah"', 'jenis = "tabel"', 40, 'Jenis "tabel" tidak dapat menjadi kolom tabel.'),
        ('kunci = "barang"', 'kunci = "harga"', 38, 'Kunci "harga" dipakai dua kali'),
        ('daftar = "agama"', 'daftar = "agame"', 46, 'Daftar "agame" tidak ada. Mungkin maksudnya "agama".'),
        ('daftar = "agama"', "", 42, 'Isian pilihan memerlukan "daftar" atau "pilihan'),
        ('tinggi_bila_ada = ["luka"]', 'tinggi_bila_ada = ["lukaa"]', 52, 'menyebut isian "lukaa" yang tidak ada.'),
        ('tinggi_bila_ada = ["luka"]', 'tinggi_bila_ada = ["uraian"]', 52, "tidak dapat dihitung sebagai"),
        ('tinggi_bila_ada = ["luka"]', "tinggi_bila_ada = []", 52, "harus menyebut paling sedikit satu isian"),
        ('jenis = "tingkat_risiko"', 'jenis = "skor"', 51, 'Jenis hitungan "skor" tidak dikenal.'),
        ('kunci = "tingkat"', 'kunci = "luka"', 49, 'Kunci "luka" sudah dipakai sebuah isian.'),
        ('nama_dari = "petugas"', 'nama_dari = "petugs"', 57, '"nama_dari" menunjuk "petugs" yang tidak ada.'),
        ('[[tanda_tangan]]', '[[tandatangan]]', 55, 'Kunci "tandatangan" tidak dikenal.'),
    ],
)  # fmt: skip
def test_a_mistake_has_its_line_and_its_sentence(right: str, wrong: str, line: int, sentence: str) -> None:
    assert SHEET.count(right) >= 1
    spec, problems = read_form(SHEET.replace(right, wrong, 1))
    assert spec is None
    assert any(found.startswith(f"{line}: ") and sentence in found for found in problems), problems


@pytest.mark.parametrize(
    ("kind", "right", "wrong"),
    [
        ("ya_tidak", '"ya"', '"mungkin"'),
        ("ya_tidak_tidak_tahu", '"tidak_tahu"', "true"),
        ("pilihan", '"a"', '"c"'),
        ("angka", "3", '"tiga"'),
        ("tanggal", '"hari ini"', '"nanti"'),
        ("centang", "true", "false"),
        ("teks", '"apa saja"', "[1]"),
    ],
)
def test_a_default_must_be_a_possible_answer(kind: str, right: str, wrong: str) -> None:
    more = '\npilihan = { a = "A", b = "B" }' if kind == "pilihan" else ""
    sheet = SHEET.replace('jenis = "ya_tidak_tidak_tahu"', f'jenis = "{kind}"{more}\nawal = AWAL', 1)
    sheet = sheet.replace('tampil_bila = { luka = "ya" }\n', "").split("[[hitungan]]")[0]
    assert read_form(sheet.replace("AWAL", right))[1] == []
    spec, problems = read_form(sheet.replace("AWAL", wrong))
    assert spec is None
    assert any('"awal" = ' in found and "bukan jawaban yang mungkin" in found for found in problems), problems


def test_the_same_key_in_two_sections() -> None:
    again = '\n[[bagian]]\njudul = "Lain"\n\n[[bagian.isian]]\nkunci = "luka"\nlabel = "Luka"\njenis = "teks"\n'
    spec, problems = read_form(SHEET + again)
    assert spec is None
    assert any('Kunci "luka" sudah dipakai di bagian lain.' in found for found in problems)


def test_a_file_that_is_no_toml() -> None:
    spec, problems = read_form("[formulir\n")
    assert spec is None
    assert problems[0].startswith("1: ")
    assert len(problems) == 1


def test_an_empty_file() -> None:
    spec, problems = read_form("")
    assert spec is None
    assert any("[formulir]" in found for found in problems)


@given(some.sampled_from(SHEET.splitlines()))
def test_without_any_one_line_the_file_loads_or_says_why(line: str) -> None:
    spec, problems = read_form(SHEET.replace(line + "\n", "", 1))
    assert (spec is None) == bool(problems)


@given(some.integers(min_value=0, max_value=len(SHEET)), some.text(max_size=5))
def test_any_slip_of_the_pen_is_reported_or_harmless(at: int, slip: str) -> None:
    spec, problems = read_form(SHEET[:at] + slip + SHEET[at:])
    assert (spec is None) == bool(problems)


def test_a_list_knows_its_category() -> None:
    text = (
        '[daftar]\nkunci = "uji"\njudul = "Uji"\n\n[[butir]]\nkunci = "sd"\nlabel = "SD/sederajat"\nsimfoni = "SD"\n'
        '\n[[butir]]\nkunci = "lain"\nlabel = "Lainnya"\n'
    )
    found = lists.load(Source.read("uji.toml", text))
    assert found is not None
    assert (found.label("sd"), found.category("sd")) == ("SD/sederajat", "SD")
    assert found.category("lain") == "Lainnya"
    assert found.label("apa saja") == "apa saja"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ('[daftar]\nkunci = "uji"\njudul = "Uji"\n', "belum berisi satu pun [[butir]]"),
        (
            '[daftar]\nkunci = "uji"\njudul = "Uji"\n'
            '[[butir]]\nkunci = "a"\nlabel = "A"\n[[butir]]\nkunci = "a"\nlabel = "B"\n',
            'Kunci "a" dipakai dua kali dalam daftar ini.',
        ),
        ('[daftar]\nkunci = "uji"\njudul = "Uji"\nbutir = 3\n', 'Kunci "butir" tidak dikenal.'),
        ("butir = 3\n", '"butir" harus ditulis sebagai [[butir]].'),
    ],
)
def test_a_list_with_a_mistake(text: str, sentence: str) -> None:
    source = Source.read("uji.toml", text)
    assert lists.load(source) is None
    assert any(sentence in problem.message for problem in source.problems), source.problems


def test_two_lists_of_one_name() -> None:
    text = '[daftar]\nkunci = "uji"\njudul = "Uji"\n[[butir]]\nkunci = "a"\nlabel = "A"\n'
    second = Source.read("b.toml", text)
    lists.load_all([Source.read("a.toml", text), second])
    assert 'Daftar "uji" sudah ada dalam berkas lain.' in second.problems[0].message


def test_questions_that_wait_for_each_other_are_remarked() -> None:
    text = SHEET.replace('daftar = "agama"', 'daftar = "agama"\ntampil_bila = { catatan = true }')
    text = text.replace(
        "[[hitungan]]",
        '[[bagian.isian]]\nkunci = "catatan"\nlabel = "Catatan"\njenis = "teks"\n'
        "tampil_bila = { agama = true }\n\n[[hitungan]]",
        1,
    )
    spec, problems = read_form(text)
    assert spec is not None  # a remark alone
    assert [problem.split(": ", 1)[1] for problem in problems] == [
        'Isian "agama" tidak pernah ditanyakan: isian itu dan "catatan" saling menunggu.',
        'Isian "catatan" tidak pernah ditanyakan: isian itu dan "agama" saling menunggu.',
    ]
