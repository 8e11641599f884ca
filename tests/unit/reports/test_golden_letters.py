"""Every kind of letter at its shortest and at its longest: where each line stands, kept in ``tests/golden/letters``.

After a wanted change of the layout the files are written anew with ``JANGKAU_GOLDEN=write`` and looked at.
"""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import pypdfium2
import pytest

from models.domain.paper import PageSetup, Signer
from models.forms.spec import Field, FieldKind, Values, Width
from models.letters.spec import LetterContent, LetterSpec, Shape
from models.settings.look import PaperLook
from reports.letter_pdf import render
from reports.styles import MM, PAPERS
from tests import letter_samples, papers

GOLDEN = Path(__file__).resolve().parents[2] / "golden" / "letters"
SIZES = ("pendek", "panjang")
#: Kept in the other typeface as well: running text, people in a table, a form of two pages.
IN_BOOKMAN = ("surat-dinas", "surat-tugas", "surat-perjalanan-dinas")
SENTENCE = "Kegiatan dilaksanakan bersama perangkat desa, tokoh masyarakat, dan pendamping sesuai standar layanan. "
SIGNER = Signer(
    "Dra. Hj. Siti Nurhaliza Kusumaningrum Widyastuti, M.Psi., Psikolog",
    "Kepala Unit Pelaksana Teknis Daerah Perlindungan Perempuan dan Anak Provinsi Kepulauan Contoh",
    "Pembina Tingkat I, IV/b",
    "197203031998032004",
    "a.n.",
    "Kepala Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana",
)
COPIES = tuple(
    f"Yth. {post}"
    for post in (
        "Bupati Contoh", "Sekretaris Daerah Kabupaten Contoh", "Inspektur Kabupaten Contoh",
        "Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak Provinsi Contoh",
        "Kepala Kepolisian Resor Contoh", "Direktur Rumah Sakit Umum Daerah Contoh", "Camat Contoh Utara",
        "Lurah Contoh Permai",
    )
)  # fmt: skip
TEAM = {str(number): letter_samples.OFFICERS["5" if number % 2 else "1"] for number in range(1, 13)}


LONG_NAME = "Kepala Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana Kabupaten Kepulauan Contoh"
SHORT_NAME = "Kecamatan Contoh Utara, Kabupaten Contoh"
ROW, COUNT = "Salinan laporan asesmen biopsikososial", "2 (dua) berkas"
COUNTED = ("jumlah", "banyaknya", "satuan")
#: What nobody writes as long as the room for it allows.
REALISTIC: dict[str, Values] = {
    "nota-dinas": {"tembusan": "\n".join(COPIES), "pejabat": "1"},
    "surat-dinas": {"tembusan": "\n".join(COPIES)},
    "surat-perjalanan-dinas": {
        "lembar": "1 (satu)",
        "kode_spd": "SPD/017/2026",
        "tingkat_biaya": "C",
        "akun": "5.1.02.04.01.0001",
        "pengikut": "Rudi Hartono, 12 Mei 1985, pengemudi\nAyu Wulandari, 5 Mei 1985, pekerja sosial\n"
        "Budi Santoso, 1 Juni 1990, pendamping hukum",
    },
}


def longest(spec: LetterSpec) -> Values:
    """Answers as long as offices really write them: twelve officers, full tables, a body of pages."""
    found = letter_samples.answers(spec, letter_samples.context(officers=TEAM))
    for question in spec.fields:
        if (long := _long(question, found.get(question.key))) is not None:
            found[question.key] = long
    return found | REALISTIC.get(spec.key, {})


def _long(question: Field, given: Any) -> Any:
    if question.kind is FieldKind.TEXT and str(given).startswith("Isian "):
        return LONG_NAME if question.width is Width.FULL else SHORT_NAME
    if question.kind is FieldKind.LONG_TEXT and question.rows <= 3:
        return "\n".join([SENTENCE.strip()] * question.rows)
    if question.kind is FieldKind.LONG_TEXT:
        return "\n".join([SENTENCE * 6] * (22 if question.rows >= 10 else 1))
    if question.kind is FieldKind.OFFICERS:
        return list(TEAM)
    if question.kind is FieldKind.MULTI_CHOICE:
        return [option.key for option in question.options]
    if question.kind is FieldKind.TABLE and isinstance(given, list):
        return [{key: _cell(key, value) for key, value in given[0].items()} for _ in range(12)]
    return None


def _cell(key: str, value: Any) -> Any:
    if not str(value).startswith("Isian "):
        return value
    return COUNT if key in COUNTED else ROW


def composed(key: str, size: str) -> LetterContent:
    """The shortest on A4 as the rules ask, the longest on the paper that offices have."""
    if size == "pendek":
        return letter_samples.composed(key, optional=False, page=PageSetup(paper="A4"))
    own = letter_samples.shipped(key).signer in ("", "petugas")
    content = letter_samples.composed(
        key,
        officers=TEAM,
        signer=letter_samples.signer_of(letter_samples.OFFICERS["5"]) if own else SIGNER,
        letterhead=letter_samples.long_letterhead(),
        page=PageSetup(paper="F4"),
        options=PaperLook(catchword=True).options(),
        fields=longest(letter_samples.shipped(key)),
    )
    copied = content.cc or content.shape in (Shape.CORRESPONDENCE, Shape.NOTE)
    return replace(content, cc=COPIES) if copied else content


def placed(pdf: bytes) -> str:
    """Every piece of text as "left top text", in whole millimetres from the upper left corner, page by page."""
    document = pypdfium2.PdfDocument(pdf)
    lines = []
    for number, page in enumerate(document, 1):
        text, height = page.get_textpage(), page.get_height()
        lines.append(f"# halaman {number}")
        for index in range(text.count_rects()):
            left, bottom, right, top = text.get_rect(index)
            words = " ".join(text.get_text_bounded(left, bottom, right, top).split())
            lines.append(f"{left / MM:.0f} {(height - top) / MM:.0f} {words}")
        text.close()
        page.close()
    document.close()
    return "\n".join(lines) + "\n"


def in_bookman(content: LetterContent) -> LetterContent:
    return replace(content, options=(*content.options, ("huruf", "bookman")))


@pytest.mark.parametrize("key", IN_BOOKMAN)
def test_each_line_stands_where_it_stood_in_the_other_typeface(key: str, tmp_path: Path) -> None:
    pdf = as_kept(in_bookman(composed(key, "panjang")), f"{key}.bookman", tmp_path)
    assert b"JangkauBonum" in pdf


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("key", letter_samples.keys())
def test_each_line_stands_where_it_stood(key: str, size: str, tmp_path: Path) -> None:
    as_kept(composed(key, size), f"{key}.{size}", tmp_path)


def as_kept(content: LetterContent, name: str, tmp_path: Path) -> bytes:
    assert content.missing == ()
    pdf = render(content)
    kept = GOLDEN / f"{name}.txt"
    if os.environ.get("JANGKAU_GOLDEN") == "write":
        kept.write_text(placed(pdf), encoding="utf-8")
    assert placed(pdf) == kept.read_text(encoding="utf-8")
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)
    document = pypdfium2.PdfDocument(pdf)
    assert document.get_metadata_value("Title") == content.name
    document.close()
    assert b"/Lang (id-ID)" in pdf
    return pdf


@pytest.mark.parametrize("face", ["arial", "bookman"])
@pytest.mark.parametrize("paper", PAPERS)
def test_the_longest_journey_order_is_one_sheet(paper: str, face: str) -> None:
    content = composed("surat-perjalanan-dinas", "panjang")
    content = replace(content, page=PageSetup(paper=paper), options=(*content.options, ("huruf", face)))
    assert len(papers.pages(render(content))) == 2


def test_the_golden_files_are_those_of_the_shipped_letters() -> None:
    wanted = {f"{key}.{size}.txt" for key in letter_samples.keys() for size in SIZES}  # noqa: SIM118 (no mapping)
    wanted |= {f"{key}.bookman.txt" for key in IN_BOOKMAN}
    assert {file.name for file in GOLDEN.iterdir()} == wanted
