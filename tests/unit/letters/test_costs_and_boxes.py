"""Sums of cost tables in figures and words, boxes to tick, rows across a table, and a secrecy the clerk chooses."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.forms.spec import Values
from models.letters.compose import compose, secrecy_of
from models.letters.spec import LetterContent
from reports.letter_pdf import render
from tests import letter_samples, papers

COSTS = {
    "biaya": [
        {"uraian": "Uang harian", "banyak": 2, "satuan": "hari", "tarif": 370_000},
        {"uraian": "Penginapan", "banyak": 1, "satuan": "malam", "tarif": 610_000},
    ],
    "bendahara": "3",
}


def filled(key: str, **answers: object) -> LetterContent:
    return letter_samples.composed(key, fields=answers)


@pytest.mark.parametrize(
    ("paid", "left"),
    [(0, "Rp1.350.000 (kurang dibayar)"), (1_350_000, "Rp0"), (1_500_000, "Rp150.000 (lebih dibayar)")],
)
def test_a_journey_is_reckoned_up_against_what_was_paid_before(paid: int, left: str) -> None:
    printed = papers.text(render(filled("rincian-biaya-perjalanan", **COSTS, dibayar=paid)))
    assert "Uang harian 2 hari Rp370.000 Rp740.000" in printed
    assert "Jumlah Rp1.350.000" in printed
    assert "Terbilang : satu juta tiga ratus lima puluh ribu rupiah" in printed
    assert f"Sisa kurang/lebih : {left} " in printed


def test_real_expenses_are_summed_without_a_number_of_pieces() -> None:
    spent = [{"uraian": "Ojek", "jumlah": 25_000}, {"uraian": "Perahu", "jumlah": 75_500}]
    printed = papers.text(render(filled("daftar-pengeluaran-riil", biaya=spent)))
    assert "Jumlah Rp100.500 Terbilang: seratus ribu lima ratus rupiah" in printed


def test_a_disposition_sheet_shows_every_box_also_when_nothing_is_chosen() -> None:
    bare = papers.text(render(letter_samples.composed("lembar-disposisi", optional=False)))
    assert "□ Sangat segera □ Segera □ Rahasia" in bare
    assert "■" not in bare
    some = filled("lembar-disposisi", instruksi=["jangkau", "Panggil saya"])
    printed = papers.text(render(some))
    assert "■ Lakukan penjangkauan □ Verifikasi data" in printed
    assert "■ Panggil saya" in printed


def test_the_eleventh_row_of_a_table_is_numbered_and_no_province() -> None:
    rows = [{"uraian": f"Ojek {number}", "jumlah": 1_000} for number in range(1, 35)]
    content = filled("daftar-pengeluaran-riil", biaya=rows)
    table = next(block for block in content.blocks if block.columns)
    assert [row[0] for row in table.rows] == [str(number) for number in range(1, 35)]


@pytest.mark.parametrize(("chosen", "line"), [("biasa", "Biasa"), ("rahasia", "Rahasia")])
def test_the_secrecy_of_a_free_letter_is_the_clerks_choice(chosen: str, line: str) -> None:
    assert filled("surat-dinas", sifat=chosen).secrecy == line
    assert secrecy_of(letter_samples.shipped("surat-dinas"), {"sifat": chosen}) == chosen


def test_each_line_of_a_free_letter_is_a_paragraph_and_empty_copies_leave_no_hole() -> None:
    spec, base = letter_samples.shipped("surat-dinas"), letter_samples.context()
    answers: Values = letter_samples.answers(spec, base, optional=False)
    answers |= {"isi": "Alinea satu.\n\nAlinea dua.", "tembusan": "\nYth. Camat Contoh\n"}
    content = compose(spec, replace(base, fields=answers))
    assert content.missing == ()
    assert content.blocks[0].texts[:2] == ("Alinea satu.", "Alinea dua.")
    assert content.cc == ("Yth. Camat Contoh",)


def test_secrecy_may_only_come_from_a_choice_of_its_words() -> None:
    text = "\n".join(
        [
            '[surat]\nkunci = "coba"\nversi = 1\nnama = "Coba"\njudul = "COBA"\nbentuk = "judul"\nsifat = "{sifat}"',
            '[[isian]]\nkunci = "sifat"\nlabel = "Sifat"\njenis = "teks"',
            '[[blok]]\njenis = "paragraf"\nisi = "Isi."\n[tanda_tangan]\njabatan = "kepala"',
        ]
    )
    spec, source = letter_samples.load(text)
    assert spec is None
    assert '"sifat" hanya boleh menunjuk isian pilihan' in str(source.problems)


def test_the_police_letter_names_nobody_outside_its_closed_annex() -> None:
    letter, *rest = papers.pages(render(letter_samples.composed("surat-penerusan-laporan-polisi")))
    assert "Mawar" not in letter
    assert "3 x 24 jam" in letter
    assert "Mawar Melati Anggraini" in rest[-1]
    assert "Mawar" not in " ".join(rest[:-1])
