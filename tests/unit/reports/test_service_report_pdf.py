"""The paper of a report: everything on it, hidden counts on none of its pages, the same bytes each time."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pypdfium2
import pytest

from models.statistics.figures import FigureRow, Figures, FigureTable, Heading, Unit
from models.statistics.report_paper import WrittenPart
from models.statistics.suppression import SUM, mask_of
from reports import service_report_pdf
from tests import papers
from tests.figure_samples import counted, victims
from tests.report_samples import FIGURES, PARTS, paper


def test_a_report_says_everything_in_its_order(tmp_path: Path) -> None:
    pdf = service_report_pdf.render(paper())
    text = papers.text(pdf)
    order = (
        "LAPORAN DATA LAYANAN", "NOVEMBER 2026", "semua angka ditampilkan", "I. Pendahuluan", "II. Ringkasan",
        "Periode sebelumnya", "III. Data layanan", "Tabel 1. Kelompok umur", "Tabel 3. Kecamatan",
        "IV. Perkembangan per bulan", "V. Koreksi laporan sebelumnya", "Kasus yang berubah: 0061/PJK/2026",
        "VI. Kendala", "Yang membuat,", "Mengetahui,", "Menyetujui,",
    )  # fmt: skip
    places = [text.find(words) for words in order]
    assert -1 not in places, order[places.index(-1)]
    assert places == sorted(places)
    for table in FIGURES.tables:
        assert table.rule in text
    assert "Penutup" not in text  # nothing was written there
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)


def test_what_people_typed_stands_there_as_they_typed_it() -> None:
    assert "<b>tebal</b> & 'kutip'" in papers.text(service_report_pdf.render(paper()))


def test_the_same_report_is_the_same_bytes() -> None:
    assert service_report_pdf.render(paper()) == service_report_pdf.render(paper())


def test_title_and_language_are_set_and_pages_numbered() -> None:
    pdf = service_report_pdf.render(paper())
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == "Laporan Data Layanan November 2026"
    assert b"/Lang (id-ID)" in pdf
    count = len(document)
    assert [f"Halaman {number} dari {count}" in words for number, words in enumerate(papers.pages(pdf), 1)] == [
        True
    ] * count


@pytest.mark.parametrize(("name", "size"), [("A4", (595, 842)), ("F4", (609, 935)), ("F4-210", (595, 935))])
def test_the_paper_is_the_offices(name: str, size: tuple[int, int]) -> None:
    page = pypdfium2.PdfDocument(service_report_pdf.render(paper(paper=name)))[0]
    assert (round(page.get_width()), round(page.get_height())) == size


def test_what_leaves_the_office_says_so_and_hides_small_counts() -> None:
    text = papers.text(service_report_pdf.render(paper(shared=True)))
    assert "Untuk dibagikan" in text
    assert "semua angka ditampilkan" not in text
    assert text.count("<5") > 5
    assert "PJK/2026" not in text  # no register number leaves the office
    assert "Semula" not in text


def test_a_hidden_row_has_no_bar_to_measure() -> None:
    """Each bar is a filled rectangle in the drawing; the hidden row draws none."""
    table = FIGURES.tables[1]
    hidden = mask_of(FIGURES, 5)
    assert [row.key for row in table.rows if hidden.hides((table.key, row.key, SUM))] == ["Perdagangan orang"]
    names = [
        len(re.findall("Perdagangan", papers.text(service_report_pdf.render(paper(shared=shared)))))
        for shared in (False, True)
    ]
    assert names[0] >= names[1] == 2  # the name in the table and beside its sign


def wide(columns: int, rows: int) -> Figures:
    heads = tuple(Heading(f"k{number}", f"Kolom bernama panjang {number}") for number in range(columns))
    lines = tuple(
        FigureRow(f"b{number}", f"Baris {number} dengan nama yang panjang sekali supaya pindah baris", (7,) * columns,
                  7 * columns, 3)
        for number in range(rows)
    )  # fmt: skip
    totals = (7 * rows,) * columns
    made = FigureTable(
        "lebar", "Tabel lebar", Unit.CASES, "Aturan.", heads, lines, totals, 7 * rows * columns, 3 * rows
    )
    return replace(FIGURES, tables=(made,))


def test_a_wide_and_long_table_keeps_its_heads_on_every_page_and_nothing_runs_off() -> None:
    pdf = service_report_pdf.render(paper(wide(24, 60)))
    document = pypdfium2.PdfDocument(pdf)
    heads = [words.count("Kategori") for words in papers.pages(pdf)]
    assert sum(heads) >= 3 * 2  # three parts over at least two pages each
    text = papers.text(pdf)
    for number in range(24):
        assert f"bernama panjang {number}" in text
    for page in document:
        bounds = [found.get_bounds() for found in page.get_objects()]
        assert min(one[0] for one in bounds) >= 20
        assert max(one[2] for one in bounds) <= page.get_width() - 20


def lines_of(names: Sequence[str], heads: Sequence[str]) -> Figures:
    """A table with these rows and columns and a chart."""
    plain = wide(len(heads), len(names)).tables[0]
    rows = tuple(replace(row, label=name) for row, name in zip(plain.rows, names, strict=True))
    columns = tuple(Heading(head, head) for head in heads)
    return replace(FIGURES, tables=(FIGURES.tables[0], replace(plain, columns=columns, rows=rows, chart=True)))


DISTRICTS = tuple(f"Kecamatan Pangkalan Kerinci {number:02d}" for number in range(30))


def test_a_table_that_fits_beside_itself_only_on_a_turned_page_lies_there() -> None:
    ages = tuple(f"{age}–{age + 4} tahun" for age in range(3, 63, 5))
    document = pypdfium2.PdfDocument(service_report_pdf.render(paper(lines_of(DISTRICTS, ages), paper="A4")))
    texts = [page.get_textpage().get_text_range() for page in document]
    lying = [page.get_width() > page.get_height() for page in document]
    assert lying[0] is lying[-1] is False
    assert any(lying)
    for words, lies in zip(texts, lying, strict=True):
        assert ("Tabel 2." in words) <= lies
        assert words.strip(), "no empty page before or after a turned one"
    heads = [words for words in texts if "13–17" in words.replace("\r\n", " ")]
    assert all("Sebelumnya" in words for words in heads if "Kategori" in words and "Tabel 1." not in words)


def test_a_table_too_wide_for_any_page_is_cut_into_even_parts_that_say_so() -> None:
    kinds = tuple(f"Penelantaran rumahtangga {number}" for number in range(14))
    pdf = service_report_pdf.render(paper(lines_of(DISTRICTS, kinds), paper="A4"))
    text = papers.text(pdf)
    parts = int(re.findall(r"bagian 1 dari (\d)", text)[0])
    for number in range(1, parts + 1):
        assert f"(bagian {number} dari {parts})" in text
    assert text.count("Penelantaran") == len(kinds), "no word of a head is broken"
    assert text.count("rumahtangga") == len(kinds)


def test_every_row_has_its_bar_however_many_there_are() -> None:
    text = papers.text(service_report_pdf.render(paper(lines_of(DISTRICTS, ("Laki-laki", "Perempuan")))))
    assert "Grafik tabel 2, lanjutan" in text
    for name in DISTRICTS:
        assert text.count(name) == 2, "in the table and beside its bar"


def test_an_empty_month_is_a_report_too(tmp_path: Path) -> None:
    pdf = service_report_pdf.render(paper(counted([]), parts=()))
    assert "Tabel 1" in papers.text(pdf)
    papers.accepted(pdf, tmp_path)


def test_the_signatures_never_stand_alone_on_a_page() -> None:
    for lines in range(0, 60, 4):
        long = WrittenPart("kendala", "Kendala", "akhir", "Satu kalimat kendala yang panjang.\n" * (lines + 1))
        pages = papers.pages(service_report_pdf.render(paper(parts=(*PARTS[:1], long))))
        signed = next(words for words in pages if "Menyetujui," in words)
        assert "kalimat kendala" in signed, lines


def test_many_victims_and_few_fit(tmp_path: Path) -> None:
    for count in (1, 400):
        papers.accepted(service_report_pdf.render(paper(counted(victims(count)), shared=True)), tmp_path)
