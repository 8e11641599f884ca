"""A scan that comes a second time is known by its bytes: they must not tell when they were made."""

from __future__ import annotations

import contextlib
import io

import pypdfium2
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.domain import scans
from models.domain.sheets import Sheet
from models.errors import ErrorCode, UserError
from reports import scan_pdf


def picture(kind: str) -> bytes:
    made = io.BytesIO()
    first, second = Image.new("L", (300, 400), 255), Image.new("L", (300, 400), 200)
    first.save(made, kind, **({"save_all": True, "append_images": [second]} if kind == "PDF" else {}))
    return made.getvalue()


@pytest.mark.parametrize("kind", ["PDF", "TIFF", "PNG", "JPEG"])
def test_a_part_of_a_scan_says_nothing_of_its_moment(kind: str) -> None:
    content = picture(kind)
    sheet = Sheet(content, scans.judge(content).media_type, 0)
    made = scan_pdf.render([sheet])
    assert b"/CreationDate(D:20000101000000" in made
    assert made == scan_pdf.render([sheet])


@pytest.mark.parametrize(
    ("kind", "mode"),
    [
        *(("PNG", mode) for mode in ("1", "L", "LA", "P", "I;16", "RGB", "RGBA")),
        *(("TIFF", mode) for mode in ("1", "L", "LA", "P", "I;16", "I", "F", "RGB", "RGBA", "CMYK", "YCbCr", "LAB")),
    ],
)
def test_every_kind_of_grey_and_colour_is_drawn(kind: str, mode: str) -> None:
    made = io.BytesIO()
    Image.new(mode, (600, 800)).save(made, kind)
    sheet = Sheet(made.getvalue(), scans.judge(made.getvalue()).media_type, 0)
    with Image.open(io.BytesIO(scan_pdf.thumbnail(sheet, 100))) as small:
        assert small.size == (75, 100)
    assert len(pypdfium2.PdfDocument(scan_pdf.render([sheet]))) == 1


def test_grey_of_a_scanner_keeps_its_shades() -> None:
    made = io.BytesIO()
    half, white = (32768).to_bytes(2, "little"), b"\xff\xff"
    Image.frombytes("I;16", (600, 800), half * 600 * 400 + white * 600 * 400).save(made, "PNG")
    with Image.open(io.BytesIO(scan_pdf.thumbnail(Sheet(made.getvalue(), scans.PNG, 0), 100))) as small:
        shades = small.tobytes()
    assert shades[20 * 75 + 30] in range(126, 131)
    assert shades[90 * 75 + 30] == 255


def test_a_damaged_page_behind_a_sound_one_is_named() -> None:
    made = io.BytesIO()
    noise = Image.effect_noise((400, 500), 60)
    Image.new("L", (400, 500), 200).save(
        made, "TIFF", save_all=True, append_images=[noise], compression="tiff_adobe_deflate"
    )
    content = bytearray(made.getvalue())
    content[-40_000:-39_000] = b"\xff" * 1000
    judged = scans.judge(bytes(content))
    assert judged.pages == 2
    assert scan_pdf.render([Sheet(bytes(content), scans.TIFF, 0)])
    second = Sheet(bytes(content), scans.TIFF, 1)
    with pytest.raises(UserError) as caught:
        scan_pdf.render([second])
    assert caught.value.code is ErrorCode.ATTACHMENT_REFUSED
    assert "Halaman 2" in str(caught.value.details["why"])
    with pytest.raises(UserError):
        scan_pdf.thumbnail(second, 100)


GOOD = [picture(kind) for kind in ("PDF", "TIFF", "PNG", "JPEG")]


@given(
    st.sampled_from(GOOD),
    st.lists(st.tuples(st.integers(0, 9_999), st.integers(0, 255)), min_size=1, max_size=8),
)
def test_what_was_taken_in_is_drawn_or_refused(good: bytes, changes: list[tuple[int, int]]) -> None:
    content = bytearray(good)
    for place, value in changes:
        content[place * len(content) // 10_000] = value
    with contextlib.suppress(UserError):
        judged = scans.judge(bytes(content))
        for page in range(min(judged.pages, 3)):
            scan_pdf.thumbnail(Sheet(bytes(content), judged.media_type, page), 60)
            scan_pdf.render([Sheet(bytes(content), judged.media_type, page)])
