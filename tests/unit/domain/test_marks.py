"""The QR code of the program's own papers is found on a scan, however it lies; a stranger's is not taken for ours."""

from __future__ import annotations

import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from reportlab.pdfgen.canvas import Canvas

from models.domain import marks, scans
from models.domain.marks import Mark, MarkKind
from reports.qr import draw_qr


def paper(*codes: str) -> bytes:
    """One page per code."""
    made = io.BytesIO()
    canvas = Canvas(made, pagesize=(595, 842))
    for code in codes:
        draw_qr(canvas, code, 80, 60, 37)
        canvas.showPage()
    canvas.save()
    return made.getvalue()


def scanned(pdf: bytes, turned: float, kind: str = "JPEG") -> bytes:
    document = pypdfium2.PdfDocument(pdf)
    picture: Image.Image = document[0].render(scale=200 / 72).to_pil().convert("L")
    document.close()
    made = io.BytesIO()
    picture.rotate(turned, expand=True, fillcolor=255).save(made, kind)
    return made.getvalue()


@pytest.mark.parametrize("turned", [0, 2.5, 90, 180, 270])
def test_a_scanned_sheet_tells_what_it_is(turned: float) -> None:
    content = scanned(paper("JANGKAU|FM-01|1|PNJ/2026/0001"), turned)
    assert marks.find(content, scans.JPEG) == (Mark(MarkKind.FORM, "FM-01", "PNJ/2026/0001"),)


def test_a_stack_is_read_page_by_page() -> None:
    found = marks.find(paper("A1B2C3D4E5F6", "https://contoh.test/x", marks.file_mark(7, "KONS/7")), scans.PDF)
    assert found == (Mark(MarkKind.LETTER, "A1B2C3D4E5F6", "", 0), Mark(MarkKind.FILE, "7", "KONS/7", 2))


@pytest.mark.parametrize(
    "text",
    [
        "", "JANGKAU", "JANGKAU|A|1", "JANGKAU|A|satu|X", "JANGKAU|A|1|", "JANGKAU|BERKAS|-1|X", "jangkau|A|1|X",
        "A1B2C3D4E5F", "a1b2c3d4e5f6", "JANGKAU|A|1|X\n", "JANGKAU|A|1|" + "X" * 300, "https://contoh.test",
    ],
)  # fmt: skip
def test_other_codes_are_ignored(text: str) -> None:
    assert marks.read_mark(text) is None


@given(st.text(max_size=250))
def test_no_code_breaks_the_reading(text: str) -> None:
    found = marks.read_mark(text)
    assert found is None or found.kind in MarkKind


def test_word_files_carry_no_code() -> None:
    assert marks.find(b"PK", scans.DOCX) == ()


def test_the_code_on_a_grey_scan_of_16_bits_is_found() -> None:
    with Image.open(io.BytesIO(scanned(paper("JANGKAU|FM-01|1|PNJ/2026/0001"), 0, "PNG"))) as grey:
        deep = b"".join(bytes((0, shade)) for shade in grey.tobytes())
        made = io.BytesIO()
        Image.frombytes("I;16", grey.size, deep).save(made, "PNG")
    assert marks.find(made.getvalue(), scans.PNG) == (Mark(MarkKind.FORM, "FM-01", "PNJ/2026/0001"),)


def test_the_code_on_a_clear_ground_is_found() -> None:
    with Image.open(io.BytesIO(scanned(paper("JANGKAU|FM-01|1|PNJ/2026/0001"), 0, "PNG"))) as grey:
        ink = Image.new("LA", grey.size, (0, 0))
        ink.putalpha(grey.point(lambda shade: 255 - shade))
        made = io.BytesIO()
        ink.save(made, "PNG")
    assert marks.find(made.getvalue(), scans.PNG) == (Mark(MarkKind.FORM, "FM-01", "PNJ/2026/0001"),)
