"""Papers on screen and on paper: sharp from memory, real sizes, and a way on where there is no printer."""

from __future__ import annotations

import io
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas

from models.errors import ErrorCode
from models.settings.local_file import LocalSettings
from tests.recorder import Recorder
from tests.screen_checks import children
from ui.printing import PAPERS, PrintService, page_millimetres, paint_pages, paper_name, set_paper
from ui.tasks import Runner
from ui.theme import Appearance
from ui.widgets.pdf_pages import KEPT_PAGES, PdfPages
from ui.widgets.pdf_preview import PdfPreview


def paper(pages: int = 2, size: tuple[float, float] = PAPERS["F4"], word: str = "Surat Tugas") -> bytes:
    """A paper with a black square in its middle and a word on each page."""
    out = io.BytesIO()
    width, height = size[0] * mm, size[1] * mm
    canvas = Canvas(out, pagesize=(width, height), invariant=1)
    for number in range(pages):
        canvas.drawString(60, height - 60, f"{word} {number + 1}")
        canvas.rect(width / 2 - 50, height / 2 - 50, 100, 100, fill=1)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


@pytest.fixture
def preview(qtbot: QtBot, look: Appearance) -> PdfPreview:
    made = PdfPreview("Pratinjau", "Pratinjau surat")
    made.resize(700, 500)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


def scroll_of(preview: PdfPreview) -> QWidget:
    found = children(preview, QWidget)
    return next(child for child in found if child.accessibleName().startswith("Pratinjau surat"))


def test_preview_reads_its_page_to_the_screen_reader(preview: PdfPreview) -> None:
    assert scroll_of(preview).accessibleName() == "Pratinjau surat, belum ada halaman"
    preview.show_pdf(paper())
    assert scroll_of(preview).accessibleName() == "Pratinjau surat, halaman 1 dari 2. Surat Tugas 1"
    QTest.keyClick(scroll_of(preview), Qt.Key.Key_End)
    assert scroll_of(preview).accessibleName() == "Pratinjau surat, halaman 2 dari 2. Surat Tugas 2"


def test_preview_fits_its_width_and_zooms_within_bounds(preview: PdfPreview) -> None:
    preview.show_pdf(paper())
    sheets = preview._sheets
    first = sheets.places()[0]
    assert 600 < first.width() <= 700
    for _ in range(20):
        preview.zoom(1)
    assert sheets.scale == pytest.approx(3 * 96 / 72)
    for _ in range(20):
        preview.zoom(-1)
    assert sheets.scale == pytest.approx(0.25 * 96 / 72)
    preview.fit("page")
    assert sheets.places()[0].height() <= 500


def test_renewed_preview_keeps_its_place(preview: PdfPreview) -> None:
    preview.show_pdf(paper(word="Konsep"))
    bar = preview._scroll.verticalScrollBar()
    bar.setValue(321)
    preview.show_pdf(paper(word="Konsep dua"))
    assert bar.value() == 321


def test_preview_can_be_emptied_and_is_white_paper_in_the_dark(preview: PdfPreview) -> None:
    preview.show_pdf(paper())
    image = preview._sheets.grab().toImage()
    place = preview._sheets.places()[0]
    assert image.pixelColor(place.left() + 5, place.top() + 5).name() == "#ffffff"
    preview.clear("Belum ada surat.")
    assert preview.pdf == b""


def test_small_pages_lead_to_their_page_and_mark_the_one_in_view(preview: PdfPreview, qtbot: QtBot) -> None:
    preview.show_pdf(paper(pages=1))
    assert not preview.thumbs_button.isVisible(), "one page needs no strip"
    preview.show_pdf(paper(pages=5))
    assert not preview.thumbs.isVisible()
    preview.thumbs_button.click()
    assert preview.thumbs.isVisible()
    assert preview._sheets.places()[0].width() < preview._scroll.viewport().width(), "the page still fits"
    model = preview.thumbs.model()
    assert model.rowCount() == 5
    assert model.data(model.index(3, 0), Qt.ItemDataRole.AccessibleTextRole) == "Halaman 4 dari 5"
    rect = preview.thumbs.visualRect(model.index(2, 0))
    qtbot.mouseClick(preview.thumbs.viewport(), Qt.MouseButton.LeftButton, pos=rect.center())
    assert "Halaman 3 dari 5" in preview._place.text()
    QTest.keyClick(scroll_of(preview), Qt.Key.Key_End)
    assert preview.thumbs.currentIndex().row() == 4
    preview.show_pdf(paper(pages=2, word="Lain"))
    assert model.rowCount() == 2, "the strip follows the document"
    preview.clear("Belum ada surat.")
    assert not preview.thumbs.isVisible()


def test_few_pages_are_kept_in_memory(look: Appearance) -> None:
    pages = PdfPages(paper(pages=KEPT_PAGES + 4))
    for number in range(len(pages)):
        assert pages.image(number, 300).width() == 300
    assert len(pages._kept) == KEPT_PAGES
    pages.close()


@pytest.mark.parametrize(("name", "size"), PAPERS.items())
def test_papers_are_known_by_their_millimetres(name: str, size: tuple[float, float]) -> None:
    assert paper_name(*size) == name
    assert paper_name(size[1], size[0]) == name
    pages = PdfPages(paper(1, size))
    assert paper_name(*page_millimetres(pages)) == name
    pages.close()


@pytest.mark.parametrize(("size", "landscape"), [(PAPERS["F4"], False), (PAPERS["A4"], True)])
def test_printed_page_has_the_real_size_and_nothing_is_shifted(
    tmp_path: Path, qapp: object, size: tuple[float, float], landscape: bool
) -> None:
    source = paper(2, (size[1], size[0]) if landscape else size)
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "cetak.pdf"))
    printer.setResolution(150)
    set_paper(printer, size, landscape=landscape)
    pages = PdfPages(source)
    assert paint_pages(pages, printer, 150)
    pages.close()
    printed = pypdfium2.PdfDocument(tmp_path / "cetak.pdf")
    assert len(printed) == 2
    millimetres = [side * 25.4 / 72 for side in printed[0].get_size()]
    expected = (size[1], size[0]) if landscape else size
    assert millimetres == pytest.approx(expected, abs=0.6)
    bitmap = printed[0].render(scale=1)
    image = QImage(bitmap.buffer, bitmap.width, bitmap.height, bitmap.stride, QImage.Format.Format_BGR888).copy()
    middle = image.width() // 2, image.height() // 2
    assert image.pixelColor(middle[0] - 46, middle[1] - 46).lightness() < 60
    assert image.pixelColor(middle[0] + 46, middle[1] + 46).lightness() < 60
    assert image.pixelColor(middle[0] + 56, middle[1] + 56).lightness() > 200
    printed.close()


@pytest.fixture
def service(notify: Recorder, runner: Runner, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> PrintService:
    made = PrintService(notify, runner, LocalSettings(tmp_path))
    monkeypatch.setattr(made, "printers", list)
    return made


def test_without_a_printer_the_paper_is_saved_and_the_reason_told(
    service: PrintService, notify: Recorder, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    notify.choice, notify.target = "pdf", tmp_path / "surat-tugas"
    window = QWidget()
    qtbot.addWidget(window)
    service.print_pdf(paper(), "Surat Tugas", "surat-tugas.pdf", window)
    qtbot.waitUntil(runner.idle)
    assert "belum mempunyai printer" in notify.said[0]
    assert (tmp_path / "surat-tugas.pdf").read_bytes() == paper()
    assert notify.said[-1] == "PDF tersimpan."


def test_paper_that_cannot_be_saved_is_told_and_leaves_nothing(
    service: PrintService, notify: Recorder, runner: Runner, qtbot: QtBot, tmp_path: Path
) -> None:
    notify.target = tmp_path / "tidak-ada" / "surat.pdf"
    service.save_pdf(paper(), "surat.pdf")
    qtbot.waitUntil(runner.idle)
    assert notify.said[-1] == ErrorCode.FILE_NOT_WRITTEN.value
    assert list(tmp_path.iterdir()) == []


def test_preferences_of_this_pc_survive_and_a_broken_file_is_no_matter(tmp_path: Path) -> None:
    settings = LocalSettings(tmp_path)
    settings.put("besar_huruf", 125)
    assert LocalSettings(tmp_path).get("besar_huruf", 100) == 125
    assert LocalSettings(tmp_path).get("besar_huruf", "teks") == "teks"
    (tmp_path / "tampilan.json").write_text("{rusak", encoding="utf-8")
    assert LocalSettings(tmp_path).get("besar_huruf", 100) == 100
