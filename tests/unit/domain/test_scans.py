"""What comes from outside is judged by its content: hostile and broken files get a sentence, never a crash."""

from __future__ import annotations

import contextlib
import io
import struct
import zipfile
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook
from PIL import Image

from models.domain import scans
from models.errors import ErrorCode, UserError
from models.messages import render
from models.rehearsal.walk import SCAN

DOCX_TYPES = b'<Types><Override ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'  # noqa: E501


def picture(kind: str, size: tuple[int, int] = (300, 400), mode: str = "RGB", **more: object) -> bytes:
    made = io.BytesIO()
    Image.effect_noise(size, 60).convert(mode).save(made, kind, **more)
    return made.getvalue()


def archive(parts: dict[str, bytes], method: int = zipfile.ZIP_DEFLATED) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", method) as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return made.getvalue()


def docx(**more: bytes) -> bytes:
    return archive({"[Content_Types].xml": DOCX_TYPES, "word/document.xml": b"<w:document/>", **more})


def xlsx() -> bytes:
    made = io.BytesIO()
    Workbook().save(made)
    return made.getvalue()


def png_of(width: int, height: int) -> bytes:
    """The head of a picture that says it is huge, with hardly anything in it."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = zlib.compress(b"\0" * 1000)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", body) + chunk(b"IEND", b"")


def tiff(pages: int) -> bytes:
    made = io.BytesIO()
    sheets = [Image.new("1", (200, 300), 1) for _ in range(pages)]
    sheets[0].save(made, "TIFF", save_all=True, append_images=sheets[1:])
    return made.getvalue()


@pytest.mark.parametrize(
    ("content", "kind", "pages"),
    [
        (SCAN, scans.PDF, 1),
        (b"\xef\xbb\xbf\r\n" + SCAN, scans.PDF, 1),
        (picture("PNG"), scans.PNG, 1),
        (picture("JPEG"), scans.JPEG, 1),
        (picture("TIFF"), scans.TIFF, 1),
        (tiff(3), scans.TIFF, 3),
        (docx(), scans.DOCX, 0),
        (xlsx(), scans.XLSX, 0),
    ],
    ids=["pdf", "pdf after a line", "png", "jpeg", "tiff", "tiff of three", "docx", "xlsx"],
)
def test_the_six_kinds_are_known_by_their_content(content: bytes, kind: str, pages: int) -> None:
    found = scans.judge(content)
    assert (found.media_type, found.pages, found.remark) == (kind, pages, "")


BOMB = archive({"[Content_Types].xml": DOCX_TYPES, "word/media/a.bin": bytes(120 * 1024 * 1024)})
LYING = docx() + b"MZ\x90program behind the archive"


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "kosong"),
        (b"MZ\x90program", "bukan PDF"),
        (b"<html><script>alert(1)</script>", "bukan PDF"),
        (b" %PDF-1.7", "rusak atau terpotong"),
        (b"%PDF", "bukan PDF"),
        (b"GIF89a" + b"\0" * 50, "bukan PDF"),
        (b"%PDF-1.4\n%%EOF\n", "rusak atau terpotong"),
        (SCAN[:90], "rusak atau terpotong"),
        (picture("PNG")[:4000], "rusak atau terpotong"),
        (picture("JPEG")[:4000], "rusak atau terpotong"),
        (picture("TIFF")[:4000], "rusak atau terpotong"),
        (png_of(50_000, 50_000), "terlalu besar"),
        (png_of(12_000, 9_000), "terlalu besar"),
        (BOMB, "jauh lebih besar"),
        (docx()[:60], "rusak atau terpotong"),
        (archive({"a.txt": b"x"}), "bukan PDF"),
        (archive({"[Content_Types].xml": b"<Types/>"}), "bukan PDF"),
        (docx(**{"../../etc/x": b"x"}), "tidak wajar"),
        (archive({"[Content_Types].xml": DOCX_TYPES + b"vbaProject.bin"}), "makro"),
        (archive({str(number): b"" for number in range(2100)}), "jauh lebih besar"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "Word atau Excel lama"),
        (b"\0\0\0\x18ftypheic" + b"\0" * 50, "HEIC"),
    ],
    ids=[
        "nothing",
        "program",
        "html",
        "blank first",
        "five letters",
        "gif",
        "pdf without pages",
        "pdf cut",
        "png cut",
        "jpeg cut",
        "tiff cut",
        "png of 2,500 million dots",
        "png of 108 million dots",
        "zip bomb",
        "docx cut",
        "other zip",
        "empty contents",
        "path out of the archive",
        "macro",
        "thousands of parts",
        "old word",
        "heic",
    ],
)
def test_what_cannot_be_taken_in_is_refused_with_a_sentence(content: bytes, words: str) -> None:
    with pytest.raises(UserError) as caught:
        scans.judge(content)
    assert caught.value.code is ErrorCode.ATTACHMENT_REFUSED
    assert words in render(caught.value).why


def test_a_locked_pdf_says_what_to_do() -> None:
    from cryptography.hazmat.primitives import hashes  # noqa: F401 - the library that PDF locks need is there
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    made = io.BytesIO()
    page = Canvas(made, encrypt=StandardEncryption("rahasia", canPrint=0))
    page.drawString(50, 50, "x")
    page.save()
    with pytest.raises(UserError) as caught:
        scans.judge(made.getvalue())
    assert "dikunci kata sandi" in str(caught.value.details["why"])


def test_a_script_in_a_pdf_is_told_and_never_run() -> None:
    content = SCAN.replace(b"/Catalog", b"/Catalog/OpenAction<</S/JavaScript/JS(app.alert(1))>>")
    assert scans.judge(content).remark == "PDF ini memuat skrip. Program tidak pernah menjalankannya."


def test_what_hangs_behind_a_picture_does_not_matter() -> None:
    """A file that is a picture and a page at once is shown as the picture it begins as."""
    for tail in (b"<html><script>alert(1)</script>", docx(), SCAN):
        assert scans.judge(picture("JPEG") + tail).media_type == scans.JPEG
    assert scans.judge(LYING).media_type == scans.DOCX


def test_a_large_file_is_refused_with_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scans, "LARGEST", 100)
    with pytest.raises(UserError) as caught:
        scans.judge(SCAN)
    assert "paling besar 50 MB" in str(caught.value.details["why"])


GOOD = (SCAN, picture("PNG", (60, 80)), picture("JPEG", (60, 80)), tiff(2), docx())


@given(
    st.sampled_from(range(len(GOOD))),
    st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 255)), min_size=1, max_size=8),
    st.integers(0, 10_000),
)
def test_no_broken_file_does_more_than_be_refused(good: int, changes: list[tuple[int, int]], cut: int) -> None:
    content = bytearray(GOOD[good])
    for place, value in changes:
        content[place * len(content) // 10_000] = value
    with contextlib.suppress(UserError):
        assert scans.judge(bytes(content[: cut * len(content) // 10_000])).media_type in scans.NAMES
