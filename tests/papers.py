"""Reads finished papers in tests: their text, pages, fonts, and whether the checking tools accept them."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path

import pypdfium2


def pages(pdf: bytes) -> list[str]:
    """The text of every page, white space made single."""
    document = pypdfium2.PdfDocument(pdf)
    try:
        found = []
        for index in range(len(document)):
            page = document[index]
            text = page.get_textpage()
            found.append(" ".join(text.get_text_range().replace("\ufffe", "").split()))
            text.close()
            page.close()
        return found
    finally:
        document.close()


def text(pdf: bytes) -> str:
    """All text, white space made single."""
    return " ".join(pages(pdf))


def embedded(pdf: bytes) -> bool:
    """True if no font is left to the printer: every simple font has its file inside."""
    fonts = len(re.findall(rb"/Subtype /TrueType", pdf))
    return fonts > 0 and b"/Subtype /Type1" not in pdf and pdf.count(b"/FontFile2") == fonts


def accepted(pdf: bytes, folder: Path) -> None:
    """Let qpdf and pdffonts judge the paper, where they are installed."""
    file = folder / "surat.pdf"
    file.write_bytes(pdf)
    if shutil.which("qpdf"):
        done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout + done.stderr
    if shutil.which("pdffonts"):
        listed = subprocess.run(["pdffonts", str(file)], capture_output=True, text=True, check=True).stdout
        rows = listed.splitlines()[2:]
        assert rows
        assert all(row.split()[-5] == "yes" for row in rows), listed
