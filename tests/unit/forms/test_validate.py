"""What is missing or wrong in a form, and how far it is."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as some

from models.forms.compute import computed, effective, unknown_answers
from models.forms.meanings import facts_of, prefilled, refreshed
from models.forms.spec import FieldKind, FormSpec, Scalar, Value, Values
from models.forms.validate import check
from tests.form_samples import TODAY, a_form, sample_values, shipped_forms

FORM = """
[[bagian.isian]]
kunci = "nama"
label = "Nama"
jenis = "teks"
wajib = true
arti = "klien.nama"

[[bagian.isian]]
kunci = "nik"
label = "NIK"
jenis = "nik"
arti = "klien.nik"

[[bagian.isian]]
kunci = "lahir"
label = "Tanggal lahir"
jenis = "tanggal"
sudah_lewat = true
arti = "klien.tanggal_lahir"

[[bagian.isian]]
kunci = "jk"
label = "Jenis kelamin"
jenis = "pilihan"
daftar = "jenis-kelamin"
arti = "klien.jenis_kelamin"

[[bagian.isian]]
kunci = "takut"
label = "Takut"
jenis = "skala"

[[bagian.isian]]
kunci = "setuju"
label = "Setuju"
jenis = "ya_tidak"

[[bagian.isian]]
kunci = "alasan"
label = "Alasan"
jenis = "teks_panjang"
tampil_bila = { setuju = "tidak" }
wajib_bila = { setuju = "tidak" }

[[bagian.isian]]
kunci = "biaya"
label = "Biaya"
jenis = "tabel"

[[bagian.isian.kolom]]
kunci = "barang"
label = "Barang"
jenis = "teks"
wajib = true

[[bagian.isian.kolom]]
kunci = "harga"
label = "Harga"
jenis = "rupiah"
"""

RISK = """
[[bagian.isian]]
kunci = "luka"
label = "Luka"
jenis = "ya_tidak_tidak_tahu"

[[bagian.isian]]
kunci = "terancam"
label = "Terancam"
jenis = "ya_tidak_tidak_tahu"

[[bagian.isian]]
kunci = "senjata"
label = "Senjata"
jenis = "ya_tidak_tidak_tahu"

[[bagian.isian]]
kunci = "lahir"
label = "Lahir"
jenis = "tanggal"

[[hitungan]]
kunci = "tingkat"
label = "Tingkat risiko"
jenis = "tingkat_risiko"
tinggi_bila_ada = ["luka", "terancam"]
sedang_bila_ada = ["senjata"]
boleh_diubah = true
arti = "kasus.risiko"

[[hitungan]]
kunci = "jumlah"
label = "Jumlah ya"
jenis = "jumlah_ya"
dari = ["luka", "terancam", "senjata"]

[[hitungan]]
kunci = "umur"
label = "Umur"
jenis = "umur"
dari = ["lahir"]
arti = "klien.umur"
"""


@pytest.fixture
def form() -> FormSpec:
    return a_form(FORM)


@pytest.fixture
def risk() -> FormSpec:
    return a_form(RISK)


def sentences(spec: FormSpec, values: Values) -> dict[str, str]:
    return {problem.field: problem.message for problem in check(spec, values, TODAY).problems}


def test_an_empty_form_asks_for_what_is_required(form: FormSpec) -> None:
    result = check(form, {}, TODAY)
    assert (result.answered, result.expected, result.complete) == (0, 1, False)
    assert sentences(form, {}) == {"nama": "Wajib diisi."}


def test_progress_counts_what_is_required_and_apart_from_it_everything(form: FormSpec) -> None:
    result = check(form, {"nama": "Dewi", "setuju": "tidak"}, TODAY)
    assert (result.answered, result.expected) == (1, 2)
    assert result.filled == 2
    assert result.asked > 2
    assert not result.complete


def test_a_hidden_question_is_neither_missing_nor_counted(form: FormSpec) -> None:
    result = check(form, {"nama": "Dewi", "setuju": "ya", "alasan": "lama"}, TODAY)
    assert (result.answered, result.expected, result.complete) == (1, 1, True)
    assert result.asked < check(form, {"nama": "Dewi", "setuju": "tidak"}, TODAY).asked


@pytest.mark.parametrize(
    ("key", "value", "sentence"),
    [
        ("nik", "123", "NIK harus 16 angka; yang tertulis 3."),
        ("lahir", "24/13/2026", "Bulan 13 tidak ada. Tulis tanggal seperti 24/12/2026."),
        ("lahir", "2026-11-24", "Tanggal ini belum terjadi. Periksa kembali."),
        ("jk", "lain", "Pilih salah satu dari daftar."),
        ("takut", 11, "Tulis angka dari 0 sampai 10."),
        ("takut", "tujuh", "Tulis angka saja, misalnya 12."),
        ("setuju", "mungkin", "Pilih Ya atau Tidak."),
        ("nama", "x" * 501, "Paling panjang 500 huruf; yang tertulis 501."),
        ("nama", ["a"], "Isian ini tidak terbaca. Isi kembali."),
    ],
)
def test_a_wrong_answer_gets_its_correction(form: FormSpec, key: str, value: Value, sentence: str) -> None:
    assert sentences(form, {"nama": "Dewi", key: value})[key] == sentence


def test_a_row_points_at_its_cell(form: FormSpec) -> None:
    rows: list[dict[str, Scalar]] = [{"barang": "Bensin", "harga": 50_000}, {"harga": "banyak"}]
    problems = check(form, {"nama": "Dewi", "biaya": rows}, TODAY).problems
    assert [(found.row, found.column, found.message) for found in problems] == [
        (1, "barang", "Wajib diisi."),
        (1, "harga", "Tulis angka saja, misalnya 12."),
    ]


def test_a_nik_that_does_not_fit_is_a_remark_and_blocks_nothing(form: FormSpec) -> None:
    values: Values = {"nama": "Dewi", "nik": "9971014507950003", "lahir": "1996-07-05", "jk": "laki-laki"}
    result = check(form, values, TODAY)
    assert result.complete
    assert [problem.message for problem in result.problems] == [
        "Kode wilayah NIK tidak ada di daftar sekarang; mungkin kode lama. Periksa kembali.",
        "Tanggal lahir di dalam NIK (5 Juli 1995) berbeda dari isian.",
        "Menurut NIK, jenis kelamin pemiliknya perempuan. Periksa kembali.",
    ]


def test_a_nik_of_somebody_born_a_century_earlier_fits(form: FormSpec) -> None:
    values: Values = {"nama": "Dewi", "nik": "3671014507200003", "lahir": "1920-07-05", "jk": "perempuan"}
    assert check(form, values, TODAY).problems == ()


@pytest.mark.parametrize(
    ("answers", "level"),
    [
        ({}, None),
        ({"luka": "ya"}, "tinggi"),
        ({"luka": "tidak_tahu", "terancam": "ya"}, "tinggi"),
        ({"luka": "tidak", "terancam": "tidak", "senjata": "ya"}, "sedang"),
        ({"senjata": "ya"}, "sedang"),
        ({"luka": "tidak_tahu", "terancam": "tidak", "senjata": "tidak"}, "sedang"),
        ({"luka": "tidak", "terancam": "tidak", "senjata": "tidak"}, "rendah"),
        ({"luka": "tidak", "terancam": "tidak", "senjata": "tidak_tahu"}, "rendah"),
        ({"luka": "tidak", "terancam": "tidak"}, None),
    ],
)
def test_the_risk_level_follows_the_answers(risk: FormSpec, answers: dict[str, Value], level: str | None) -> None:
    assert computed(risk, answers, TODAY).get("tingkat") == level


LEVELS = {None: 0, "rendah": 1, "sedang": 2, "tinggi": 3}
ANSWERS = some.dictionaries(
    some.sampled_from(["luka", "terancam", "senjata"]), some.sampled_from(["ya", "tidak", "tidak_tahu"])
)


@given(ANSWERS, some.sampled_from(["luka", "terancam", "senjata"]))
def test_not_knowing_never_makes_a_risk_lower_than_a_no(answers: dict[str, Value], key: str) -> None:
    spec = a_form(RISK)
    level = {
        answer: LEVELS[
            str(found) if (found := computed(spec, {**answers, key: answer}, TODAY).get("tingkat")) else None
        ]
        for answer in ("ya", "tidak", "tidak_tahu")
    }
    assert level["tidak"] <= level["tidak_tahu"] <= level["ya"]


def test_how_many_were_not_known(risk: FormSpec) -> None:
    assert unknown_answers(risk.computed[0], {"luka": "tidak_tahu", "senjata": "tidak_tahu", "terancam": "ya"}) == 2


def test_count_and_age(risk: FormSpec) -> None:
    found = computed(risk, {"luka": "ya", "senjata": "ya", "lahir": "2010-11-24"}, TODAY)
    assert (found["jumlah"], found["umur"]) == (2, 15)
    assert "umur" not in computed(risk, {"lahir": "bukan tanggal"}, TODAY)


def test_an_age_that_does_not_fit_the_birth_is_a_remark() -> None:
    spec = a_form(
        '[[bagian.isian]]\nkunci = "lahir"\nlabel = "Lahir"\njenis = "tanggal"\n'
        '[[bagian.isian]]\nkunci = "tahun"\nlabel = "Umur"\njenis = "angka"\narti = "klien.umur"\n'
        '[[hitungan]]\nkunci = "umur"\nlabel = "Umur"\njenis = "umur"\ndari = ["lahir"]\narti = "klien.umur"\n'
    )
    values: Values = {"lahir": "2010-11-24", "tahun": 51}
    assert sentences(spec, values) == {"tahun": "Menurut tanggal lahir, umurnya 15 tahun; yang tertulis 51."}
    assert check(spec, values, TODAY).complete
    assert facts_of(spec, values, TODAY)["klien.umur"] == 15
    assert sentences(spec, {"lahir": "2010-11-24", "tahun": 15}) == {}
    assert sentences(spec, {"tahun": 51}) == {}


def test_an_officer_may_change_the_level_but_must_say_why(risk: FormSpec) -> None:
    values: Values = {"luka": "ya", "tingkat_petugas": "sedang"}
    assert sentences(risk, values) == {"tingkat_alasan": "Tulis alasan mengapa hasil hitungan diubah."}
    values["tingkat_alasan"] = "Luka lama, sudah dirawat."
    assert check(risk, values, TODAY).complete
    assert computed(risk, values, TODAY)["tingkat"] == "tinggi"
    assert effective(risk, values, TODAY)["tingkat"] == "sedang"
    assert facts_of(risk, values, TODAY)["kasus.risiko"] == "sedang"


def test_what_one_form_knows_the_next_is_filled_with(form: FormSpec) -> None:
    facts = facts_of(form, {"nama": " Dewi ", "jk": "perempuan", "takut": 3}, TODAY)
    assert facts == {"klien.nama": "Dewi", "klien.jenis_kelamin": "perempuan"}
    assert prefilled(form, facts, TODAY) == {"nama": "Dewi", "jk": "perempuan"}


def test_what_is_only_read_follows_the_case_and_never_changes_it() -> None:
    spec = a_form(
        '[[bagian.isian]]\nkunci = "risiko"\nlabel = "Risiko"\njenis = "pilihan"\ndaftar = "tingkat-risiko"\n'
        'arti = "kasus.risiko"\nhanya_baca = true\n'
    )
    assert prefilled(spec, {"kasus.risiko": "sedang"}, TODAY) == {"risiko": "sedang"}
    assert facts_of(spec, {"risiko": "sedang"}, TODAY) == {}
    assert refreshed(spec, {"risiko": "sedang"}, {"kasus.risiko": "tinggi"}) == {"risiko": "tinggi"}
    assert refreshed(spec, {"risiko": "sedang"}, {}) == {}


def test_a_default_day_is_counted_from_today() -> None:
    spec = a_form('[[bagian.isian]]\nkunci = "hari"\nlabel = "Hari"\njenis = "tanggal"\nawal = "kemarin"\n')
    assert prefilled(spec, {}, TODAY) == {"hari": "2026-11-22"}


def test_a_hidden_answer_states_no_fact() -> None:
    spec = a_form(
        '[[bagian.isian]]\nkunci = "bersedia"\nlabel = "Bersedia"\njenis = "ya_tidak"\nawal = "ya"\n'
        '[[bagian.isian]]\nkunci = "nama"\nlabel = "Nama"\njenis = "teks"\narti = "pelapor.nama"\n'
        'tampil_bila = { bersedia = "ya" }\n'
    )
    assert prefilled(spec, {}, TODAY) == {"bersedia": "ya"}
    assert facts_of(spec, {"bersedia": "tidak", "nama": "Dewi"}, TODAY) == {}


ANYTHING = some.one_of(
    some.none(), some.booleans(), some.integers(), some.floats(allow_nan=False), some.text(max_size=30),
    some.lists(some.text(max_size=10), max_size=3),
    some.lists(some.dictionaries(some.text(max_size=5), some.text(max_size=5), max_size=2), max_size=2),
)  # fmt: skip


@given(some.sampled_from(sorted(shipped_forms())), some.data())
def test_no_values_bring_the_check_down(key: str, data: some.DataObject) -> None:
    spec = shipped_forms()[key]
    keys = [field.key for field in spec.fields]
    values = data.draw(some.dictionaries(some.sampled_from(keys), ANYTHING, max_size=8))
    result = check(spec, {name: value for name, value in values.items() if value is not None}, TODAY)
    assert 0 <= result.answered <= result.expected <= result.asked
    assert result.answered <= result.filled <= result.asked
    assert all(problem.message.endswith(".") for problem in result.problems)


@given(some.sampled_from(sorted(shipped_forms())), some.integers())
def test_a_form_filled_in_full_is_complete(key: str, seed: int) -> None:
    spec = shipped_forms()[key]
    result = check(spec, sample_values(spec, seed), TODAY)
    assert [problem for problem in result.problems if problem.blocking] == []
    assert result.answered == result.expected
    assert any(field.kind is not FieldKind.NOTE for field in spec.fields)


def test_a_required_checklist_wants_every_entry(form: FormSpec) -> None:
    spec = a_form(
        '[[bagian.isian]]\nkunci = "bawa"\nlabel = "Bawaan"\njenis = "daftar_periksa"\nwajib = true\n'
        'pilihan = { p3k = "P3K", kamera = "Kamera", surat = "Surat" }\n'
    )
    assert sentences(spec, {"bawa": ["p3k"]}) == {"bawa": "Masih 2 butir yang belum diperiksa."}
    assert sentences(spec, {"bawa": ["p3k", "kamera", "surat"]}) == {}
