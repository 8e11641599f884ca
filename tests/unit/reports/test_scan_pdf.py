"""A scan that comes a second time is known by its bytes: they must not tell when they were made."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from models.domain import scans
from models.domain.sheets import Sheet
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
