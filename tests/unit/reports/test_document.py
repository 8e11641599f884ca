"""Every paper: its size, its numbers, its word across training papers, the same bytes for the same content."""

from __future__ import annotations

import pytest
from reportlab.platypus import Flowable, PageBreak, Paragraph

from models.domain.paper import PageSetup
from models.errors import BugError
from reports.document import DocumentInfo, build, footer, page_number
from reports.letterhead import LetterheadBlock
from reports.styles import style
from tests import letter_samples, papers


def three_pages() -> list[Flowable]:
    return [Paragraph("satu", style()), PageBreak(), Paragraph("dua", style()), PageBreak(), Paragraph("tiga", style())]


@pytest.mark.parametrize(("paper", "box"), [("A4", "595.2756 841.8898"), ("F4", "609.4488 935.4331")])
def test_papers_have_their_official_size(paper: str, box: str) -> None:
    pdf = build(three_pages(), PageSetup(paper=paper), DocumentInfo("Coba"))
    assert f"/MediaBox [ 0 0 {box} ]".encode() in pdf


def test_unknown_paper_is_a_bug() -> None:
    with pytest.raises(BugError):
        build(three_pages(), PageSetup(paper="Q8"), DocumentInfo("Coba"))


def test_the_first_page_carries_no_number() -> None:
    first, second, third = papers.pages(build(three_pages(), PageSetup(), DocumentInfo("Coba"), hooks=[page_number()]))
    assert (first, second, third) == ("satu", "dua 2", "tiga 3")


def test_the_footer_counts_all_pages() -> None:
    found = papers.pages(build(three_pages(), PageSetup(), DocumentInfo("Coba"), hooks=[footer("kiri", "tengah")]))
    assert found[1] == "dua kiri tengah Halaman 2 dari 3"


def test_a_long_name_in_the_footer_loses_its_middle_and_covers_nothing() -> None:
    unit, name = "Pusat Pembelajaran Keluarga Kabupaten Contoh " * 3, "Mediasi dan Pengasuhan Bersama " * 8
    [page] = papers.pages(
        build(three_pages()[:1], PageSetup(), DocumentInfo("Coba"), hooks=[footer(unit, f"{name}, Nomor 007/XII")])
    )
    assert page.startswith("satu Pusat Pem")
    assert "Mediasi dan" in page
    assert page.endswith("Nomor 007/XII Halaman 1 dari 1")
    assert page.count("…") == 2
    assert len(page) < 200


def test_training_papers_say_so_on_every_page() -> None:
    found = papers.pages(build(three_pages(), PageSetup(watermark="LATIHAN"), DocumentInfo("Coba")))
    assert all("LATIHAN" in page for page in found)


def test_title_language_and_fonts_are_in_the_file() -> None:
    pdf = build(three_pages(), PageSetup(), DocumentInfo("Surat Tugas"))
    assert b"/Title (Surat Tugas)" in pdf
    assert b"/Lang (id-ID)" in pdf
    assert papers.embedded(pdf)


def test_equal_content_gives_equal_bytes() -> None:
    def once() -> bytes:
        head: list[Flowable] = [LetterheadBlock(letter_samples.letterhead())]
        return build(head + three_pages(), PageSetup(watermark="LATIHAN"), DocumentInfo("Coba"), hooks=[page_number()])

    assert once() == once()


def test_a_long_department_is_broken_and_nothing_of_it_is_lost() -> None:
    head = letter_samples.long_letterhead()
    text = papers.text(build([LetterheadBlock(head)], PageSetup(), DocumentInfo("Coba")))
    for line in (head.government, *head.names, *head.address):
        assert line in text
