"""Pages of a PDF on screen: also where a page is damaged, or says that it is as large as a house."""

from __future__ import annotations

import io
import re

import pytest
from pytestqt.qtbot import QtBot
from reportlab.pdfgen.canvas import Canvas

from ui.theme import Appearance
from ui.widgets.pdf_pages import PdfPages
from ui.widgets.pdf_preview import PdfPreview


def pdf(*sizes: tuple[float, float]) -> bytes:
    out = io.BytesIO()
    canvas = Canvas(out)
    for number, size in enumerate(sizes, 1):
        canvas.setPageSize(size)
        canvas.drawString(10, 10, f"Lembar {number}")
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def with_damaged_second_page() -> bytes:
    whole = pdf((300, 400), (300, 400), (300, 400))
    kids = re.search(rb"/Kids \[ \d+ 0 R (\d+) 0 R", whole)
    assert kids is not None
    begin = b"\n" + kids.group(1) + b" 0 obj\n"
    return whole.replace(begin + b"<<", begin + b"[[")


@pytest.mark.usefixtures("look")
def test_a_damaged_page_says_so_and_the_others_are_shown(qtbot: QtBot) -> None:
    pages = PdfPages(with_damaged_second_page())
    assert len(pages) == 3
    assert pages.text(0) == "Lembar 1"
    assert pages.text(1) == "Halaman ini rusak dan tidak dapat ditampilkan."
    assert pages.text(2) == "Lembar 3"
    shown = pages.image(1, 300)
    assert shown.width() == 300
    dots = {shown.pixel(x, y) & 0xFFFFFF for x in range(0, 300, 3) for y in range(0, shown.height(), 3)}
    assert {0xFFFFFF} < dots, "white, with words"
    assert not pages.image_for_print(1, 100).isNull()
    pages.close()


@pytest.mark.usefixtures("look")
def test_a_preview_of_a_damaged_file_can_be_leafed_through(qtbot: QtBot, look: Appearance) -> None:
    preview = PdfPreview()
    qtbot.addWidget(preview)
    preview.resize(500, 700)
    preview.show_pdf(with_damaged_second_page())
    with qtbot.waitExposed(preview):
        preview.show()
    preview.go_to(1)
    assert not preview.grab().isNull()
    preview.go_to(2)
    assert not preview.grab().isNull()


@pytest.mark.parametrize("size", [(10_000, 14_000), (14_400, 3), (3, 14_400)])
def test_no_page_takes_more_dots_than_a_large_scan(qtbot: QtBot, size: tuple[float, float]) -> None:
    pages = PdfPages(pdf(size))
    for image in (pages.image_for_print(0, 600), pages.image(0, 60_000)):
        assert not image.isNull()
        assert image.width() * image.height() < 100_000_000
    pages.close()
