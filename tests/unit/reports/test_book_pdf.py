"""The printed books and the recovery key page."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from models.domain.paper import PageSetup
from models.logbook.paper import BookPaper, BookRow, RecoveryPaper
from models.services.logbook import _COLUMNS
from reports import book_pdf, recovery_pdf
from tests import letter_samples, papers

ROW = (
    "23 Nov 2026, 08.05", "0046/PJK/11/2026", "Layanan Penjangkauan Korban", "Dewi Lestari, S.Psi.", "Surat Tugas <b>&",
    "1", "Lengkap", "Rina Pratiwi", "Lemari A2", "",
)  # fmt: skip


def book(lines: int) -> BookPaper:
    return BookPaper(
        office="UPTD PPA Kota Contoh",
        title="BUKU LOG AKTIVITAS PENDOKUMENTASIAN",
        period="1 s.d. 30 November 2026",
        columns=tuple(title for title, _width in _COLUMNS),
        widths=tuple(width for _title, width in _COLUMNS),
        rows=tuple(BookRow((str(index), *ROW), struck=index == 2) for index in range(1, lines + 1)),
        opening="Dibuka pada hari Minggu, 1 November 2026.",
        closing=(f"Buku log ini ditutup pada baris nomor {lines}.",),
        place_date="Kota Contoh, 30 November 2026",
        page=PageSetup(),
        letterhead=letter_samples.letterhead(),
        keeper=replace(letter_samples.HEAD, name="Rina Pratiwi, A.Md.", post="Pengadministrasi Umum"),
        knower=letter_samples.HEAD,
    )


def test_a_month_of_lines_continues_under_repeated_heads(tmp_path: Path) -> None:
    pdf = book_pdf.render(book(60))
    pages = papers.pages(pdf)
    assert len(pages) > 2
    assert all("Petugas penyerah" in page for page in pages)
    assert pages[1].endswith(f"Halaman 2 dari {len(pages)}")
    assert "Surat Tugas <b>&" in pages[0]
    assert "Buku log ini ditutup pada baris nomor 60." in pages[-1]
    assert "Rina Pratiwi, A.Md." in pages[-1]
    papers.accepted(pdf, tmp_path)


def test_the_signatures_never_stand_on_a_page_without_lines() -> None:
    for lines in range(8, 26):
        pages = papers.pages(book_pdf.render(book(lines)))
        last = pages[-1]
        assert f"ditutup pada baris nomor {lines}." in last, lines
        assert "Rina Pratiwi, A.Md." in last, lines
        assert last.count("0046/PJK/11/2026") >= min(lines, 2), lines


def test_an_empty_month_is_printed_too() -> None:
    text = papers.text(book_pdf.render(book(0)))
    assert "BUKU LOG AKTIVITAS PENDOKUMENTASIAN" in text
    assert "Mengetahui, KEPALA UPTD PPA KOTA CONTOH," in text


def test_the_recovery_page_shows_every_group_on_one_sheet(tmp_path: Path) -> None:
    groups = ("K7QXA", "2MNP4", "RT6WH", "9BCDE", "FGHJ3", "KLM5N", "PQR8S", "TUV2W")
    paper = RecoveryPaper("UPTD PPA Kota Contoh", groups, "Senin, 23 November 2026", PageSetup(paper="A4"))
    pdf = recovery_pdf.render(paper)
    (page,) = papers.pages(pdf)
    assert all(group in page.replace(" ", "") for group in groups)
    assert "Penyimpan kedua" in page
    assert pdf == recovery_pdf.render(paper)
    papers.accepted(pdf, tmp_path)
