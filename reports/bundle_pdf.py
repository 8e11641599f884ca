"""Several finished papers as one file, in their order: what is taken along on a visit is printed with one key."""

from __future__ import annotations

import re
from collections.abc import Sequence
from io import BytesIO

import pypdfium2

from models.domain.pdfium import PDFIUM

#: The library writes the time of day and an identifier made from it; equal papers must be equal bytes. What is put in
#: their place is as long: the file is read by byte positions.
_TIME = re.compile(rb"(?<=/CreationDate\(D:)\d{14}")
_NO_TIME = b"20000101000000"
_ID = re.compile(rb"(?<=/ID\[)[^\]]*(?=\])")
_HEX = re.compile(rb"[0-9A-Fa-f]")


def render(papers: Sequence[bytes]) -> bytes:
    """All pages of ``papers`` one after the other, each paper in its own size. Equal papers give equal bytes."""
    with PDFIUM:
        together = pypdfium2.PdfDocument.new()
        try:
            for paper in papers:
                one = pypdfium2.PdfDocument(paper)
                together.import_pages(one)
                one.close()
            out = BytesIO()
            together.save(out)
        finally:
            together.close()
    fixed = _TIME.sub(_NO_TIME, out.getvalue(), count=1)
    start = fixed.rindex(b"trailer")
    return fixed[:start] + _ID.sub(lambda found: _HEX.sub(b"0", found.group()), fixed[start:])
