"""Several papers as one file."""

from __future__ import annotations

from pathlib import Path

import pypdfium2
from reportlab.platypus import Paragraph

from models.domain.paper import PageSetup
from reports import bundle_pdf
from reports.document import DocumentInfo, build
from reports.styles import style
from tests import papers


def sheet(word: str, paper: str = "A4") -> bytes:
    return build([Paragraph(word, style())], PageSetup(paper=paper), DocumentInfo(word))


def test_papers_follow_each_other_in_their_own_sizes(tmp_path: Path) -> None:
    joined = bundle_pdf.render([sheet("satu"), sheet("dua", "F4"), sheet("satu")])
    assert papers.pages(joined) == ["satu", "dua", "satu"]
    document = pypdfium2.PdfDocument(joined)
    heights = [round(document[number].get_size()[1]) for number in range(3)]
    document.close()
    assert heights == [842, 935, 842]
    papers.accepted(joined, tmp_path)


def test_the_same_papers_give_the_same_bytes_whatever_the_time() -> None:
    joined = bundle_pdf.render([sheet("satu"), sheet("dua")])
    assert joined == bundle_pdf.render([sheet("satu"), sheet("dua")])
    assert b"/CreationDate(D:20000101000000" in joined
