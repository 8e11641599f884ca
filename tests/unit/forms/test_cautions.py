"""Remarks that a definition makes, products in tables, and partner organisations."""

from __future__ import annotations

import pytest

from models.forms.spec import Scalar, Values
from models.forms.validate import check
from models.forms.values import clean_all, display, parse, total
from tests.form_samples import TODAY, a_form, read_form, shipped_forms

TRIP = """
[[bagian.isian]]
kunci = "berangkat"
label = "Berangkat"
jenis = "tanggal"

[[bagian.isian]]
kunci = "kembali"
label = "Kembali"
jenis = "tanggal"
tampil_bila = { menginap = "ya" }

[[bagian.isian]]
kunci = "menginap"
label = "Menginap"
jenis = "ya_tidak"
"""
EARLY = '\n[[peringatan]]\nisian = "kembali"\nmendahului = "berangkat"\nkalimat = "Kembali mendahului berangkat."\n'
ALONE = '\n[[peringatan]]\nisian = "menginap"\nbila = { menginap = "ya" }\nkalimat = "Minta izin menginap."\n'
BUDGET = """
[[bagian.isian]]
kunci = "anggaran"
label = "Anggaran"
jenis = "tabel"
jumlah = "jumlah"

[[bagian.isian.kolom]]
kunci = "volume"
label = "Volume"
jenis = "angka"
wajib = true

[[bagian.isian.kolom]]
kunci = "harga"
label = "Harga"
jenis = "rupiah"
wajib = true

[[bagian.isian.kolom]]
kunci = "jumlah"
label = "Jumlah"
jenis = "rupiah"
hasil_kali = ["volume", "harga"]
"""


def remarks(values: Values) -> list[str]:
    found = check(a_form(TRIP, EARLY + ALONE), values, TODAY)
    assert found.complete, "a remark keeps nobody from finishing"
    return [problem.message for problem in found.problems]


def test_a_remark_is_made_only_when_its_conditions_hold() -> None:
    assert remarks({}) == []
    assert remarks({"menginap": "tidak"}) == []
    assert remarks({"menginap": "ya"}) == ["Minta izin menginap."]


def test_a_date_before_another_is_remarked_on() -> None:
    days: Values = {"berangkat": "2026-11-10", "menginap": "ya"}
    assert "Kembali mendahului berangkat." in remarks({**days, "kembali": "2026-11-09"})
    assert "Kembali mendahului berangkat." not in remarks({**days, "kembali": "2026-11-10"})


def test_no_remark_on_what_is_not_asked() -> None:
    assert remarks({"berangkat": "2026-11-10", "kembali": "2026-11-09", "menginap": "tidak"}) == []


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ('isian = "kembal"\nbila = { menginap = "ya" }', 'menunjuk isian "kembal" yang tidak ada'),
        ('isian = "menginap"\nmendahului = "berangkat"', "membandingkan dua tanggal"),
        ('isian = "kembali"', 'memerlukan "bila" atau "mendahului"'),
        ('isian = "kembali"\nbila = { menginap = "mungkin" }', 'tidak mempunyai jawaban "mungkin"'),
        ('isian = "kembali"\nbila = { inap = "ya" }', 'menunjuk isian "inap" yang tidak ada'),
    ],
)
def test_a_remark_that_cannot_work_is_refused(wrong: str, sentence: str) -> None:
    head = '[formulir]\nkunci = "uji"\nversi = 1\njudul = "Uji"\n\n[[bagian]]\njudul = "Isi"\n'
    spec, problems = read_form(f'{head}{TRIP}\n[[peringatan]]\n{wrong}\nkalimat = "Periksa."\n')
    assert spec is None
    assert any(sentence in problem for problem in problems), problems


def test_a_row_comes_to_the_product_of_its_columns_whatever_was_written() -> None:
    spec = a_form(BUDGET)
    rows: list[dict[str, Scalar]] = [
        {"volume": 3, "harga": 50_000, "jumlah": 1},
        {"volume": 2, "harga": 25_000},
        {"jumlah": 9},
    ]
    kept = clean_all(spec.fields, {"anggaran": rows})["anggaran"]
    assert isinstance(kept, list)
    assert [row.get("jumlah") for row in kept if isinstance(row, dict)] == [150_000, 50_000]
    assert total(spec.field("anggaran"), kept) == 200_000


def test_a_row_without_a_factor_is_asked_for_it() -> None:
    rows: list[dict[str, Scalar]] = [{"volume": 3}]
    problems = check(a_form(BUDGET), {"anggaran": rows}, TODAY).problems
    assert [(problem.column, problem.message) for problem in problems] == [("harga", "Wajib diisi.")]


@pytest.mark.parametrize(
    ("columns", "sentence"),
    [
        ('hasil_kali = ["volume", "banyak"]', '"banyak" bukan'),
        ('hasil_kali = ["volume", "jumlah"]', '"jumlah" bukan'),
        ('wajib = true\nhasil_kali = ["volume", "harga"]', "tidak dapat wajib"),
    ],
)
def test_a_product_of_what_is_no_number_is_refused(columns: str, sentence: str) -> None:
    head = '[formulir]\nkunci = "uji"\nversi = 1\njudul = "Uji"\n\n[[bagian]]\njudul = "Isi"\n'
    spec, problems = read_form(head + BUDGET.replace('hasil_kali = ["volume", "harga"]', columns))
    assert spec is None
    assert any(sentence in problem for problem in problems), problems


def test_a_product_stands_only_in_a_table() -> None:
    head = '[formulir]\nkunci = "uji"\nversi = 1\njudul = "Uji"\n\n[[bagian]]\njudul = "Isi"\n'
    field = '[[bagian.isian]]\nkunci = "a"\nlabel = "A"\njenis = "angka"\nhasil_kali = ["b"]\n'
    spec, problems = read_form(head + field)
    assert spec is None
    assert any("hanya berlaku untuk kolom tabel" in problem for problem in problems), problems


def test_the_outreach_budget_is_worked_out() -> None:
    budget = shipped_forms()["rencana-penjangkauan"].field("anggaran")
    assert {column.key: column.product for column in budget.columns}["jumlah"] == ("volume", "harga")


def test_a_partner_is_chosen_from_the_list_or_written() -> None:
    partner = shipped_forms()["layanan-lanjutan"].field("lembaga")
    assert parse(partner, "puskesmas", TODAY) == "puskesmas"
    assert display(partner, "puskesmas") == "Puskesmas"
    assert parse(partner, "Yayasan Contoh", TODAY) == "Yayasan Contoh"
