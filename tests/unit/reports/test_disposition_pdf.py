"""The disposition sheet: one page for each order, every box of the office, markup as it was typed."""

from __future__ import annotations

from pathlib import Path

import pytest

from models.domain.paper import PageSetup
from models.logbook.paper import DispositionPaper, DispositionSheet
from reports import disposition_pdf
from tests import letter_samples, papers

NAMES = ("Dewi Lestari", "Rina Pratiwi", "Sari Wulandari")
ORDERS = ("Tanggapan dan saran", "Proses lebih lanjut", "Arsipkan")


def sheet(people: int = 3, orders: int = 3, note: str = "") -> DispositionSheet:
    return DispositionSheet(
        people=tuple((f"{NAMES[n % 3]} {n // 3 or ''}".strip(), n == 0) for n in range(people)),
        instructions=tuple((f"{ORDERS[n % 3]} {n // 3 or ''}".strip(), n == 1) for n in range(orders)),
        note=note,
        due="25 November 2026" if note else "",
        made="23 November 2026" if note else "",
    )


def paper(*sheets: DispositionSheet) -> DispositionPaper:
    return DispositionPaper(
        office="UPTD PPA Kota Contoh",
        sender="RSUD <b>Kota</b> & Contoh",
        number="445/12/RSUD/2026",
        letter_date="20 November 2026",
        received="23 November 2026",
        agenda="001/SM/2026",
        subject="Jawaban permintaan visum",
        urgent=True,
        very_urgent=False,
        secret=True,
        sheets=sheets,
        signer=letter_samples.HEAD,
        page=PageSetup(paper="A4"),
        letterhead=letter_samples.letterhead(),
    )


def test_the_sheet_says_everything_on_one_page(tmp_path: Path) -> None:
    pdf = disposition_pdf.render(paper(sheet(note="Mohon <i>cepat</i>.")))
    (page,) = papers.pages(pdf)
    for words in (
        "LEMBAR DISPOSISI", "RSUD <b>Kota</b> & Contoh", "001/SM/2026", "Diteruskan kepada Sdr.:", "Dewi Lestari",
        "Dengan hormat harap:", "Proses lebih lanjut", "Mohon <i>cepat</i>.", "25 November 2026", "Rahasia",
        letter_samples.HEAD.name, "Dilarang memisahkan lembar ini dari berkas.",
    ):  # fmt: skip
        assert words in page
    papers.accepted(pdf, tmp_path)
    assert pdf == disposition_pdf.render(paper(sheet(note="Mohon <i>cepat</i>.")))


@pytest.mark.parametrize(("people", "orders"), [(3, 3), (12, 11), (20, 20)])
def test_a_blank_sheet_is_one_page_however_many_boxes_the_office_has(people: int, orders: int) -> None:
    (page,) = papers.pages(disposition_pdf.render(paper(sheet(people, orders))))
    assert "Paraf dan tanggal:" in page


def test_each_order_of_a_letter_has_its_own_page() -> None:
    pages = papers.pages(disposition_pdf.render(paper(sheet(note="Satu"), sheet(note="Dua"))))
    assert len(pages) == 2
    assert "Dua" in pages[1]
