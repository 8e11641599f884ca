"""Letters on paper: what stands where, for the shortest and the longest content an office has."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.domain.paper import PageSetup, Signer
from models.forms.spec import Field, FieldKind
from models.letters.spec import BlockKind, ComposedBlock, LetterContent, Shape
from reports.letter_pdf import render
from tests import letter_samples, papers
from tests.letter_samples import composed

SENTENCE = "Melaksanakan pendampingan dan pengamanan sesuai standar layanan. "
LONG_SIGNER = Signer(
    "Dra. Hj. Siti Nurhaliza Kusumaningrum Widyastuti, M.Psi., Psikolog",
    "Kepala Unit Pelaksana Teknis Daerah Perlindungan Perempuan dan Anak Provinsi Kepulauan Contoh",
    "Pembina Tingkat I, IV/b",
    "197203031998032004",
    "a.n.",
    "Kepala Dinas Pemberdayaan Perempuan, Perlindungan Anak, dan Keluarga Berencana",
)


def texts_of(content: LetterContent) -> list[str]:
    """Every text of the letter that must be found on paper."""
    found = [content.subject, content.addressee, *content.cc] if content.shape is Shape.CORRESPONDENCE else []
    for block in content.blocks:
        found += [block.head, *block.texts, *block.columns, *(cell for row in block.rows for cell in row)]
        found += [line for pair in block.signatures for cell in pair for line in cell.split("\n")]
    return [" ".join(text.split()) for text in found if text.strip()]


@pytest.mark.parametrize("key", letter_samples.keys())
def test_every_shipped_letter_prints_all_its_words(key: str, tmp_path: Path) -> None:
    content = composed(key)
    pdf = render(content)
    printed = papers.text(pdf)
    for wanted in texts_of(content):
        assert wanted in printed
    assert content.number in printed
    assert papers.embedded(pdf)
    papers.accepted(pdf, tmp_path)


@pytest.mark.parametrize("key", letter_samples.keys())
def test_a_reprint_is_the_same_to_the_byte(key: str) -> None:
    assert render(composed(key)) == render(composed(key))


@pytest.mark.parametrize("key", letter_samples.keys())
@pytest.mark.parametrize("paper", ["A4", "F4-210"])
def test_long_letterheads_and_signers_fit_every_paper(key: str, paper: str) -> None:
    head, page = letter_samples.long_letterhead(), PageSetup(paper=paper)
    pdf = render(composed(key, letterhead=head, page=page, signer=LONG_SIGNER))
    assert head.names[0] in papers.text(pdf)


def test_a_short_assignment_takes_one_page_and_the_signer_stands_under_the_date() -> None:
    pages = papers.pages(render(composed("surat-tugas-penjangkauan", optional=False)))
    assert len(pages) == 1
    assert (
        "Kota Contoh, 24 November 2026 KEPALA UPTD PPA KOTA CONTOH, Dr. Ratna Sari Dewi, M.Si. Pembina, IV/a "
        "NIP 197501011999032001 Tembusan: Yth. Kepala Dinas Pemberdayaan Perempuan dan Perlindungan Anak" in pages[0]
    )


def test_four_officers_become_a_table() -> None:
    three = papers.text(render(composed("surat-tugas", fields={"petugas_ditugaskan": ["1", "2", "3"]})))
    four = papers.text(render(composed("surat-tugas", fields={"petugas_ditugaskan": ["1", "2", "3", "4"]})))
    assert "Nama/NIP" not in three
    assert "No. Nama/NIP Pangkat/Gol. Jabatan" in four
    assert "Dewi Lestari, S.Psi. NIP 199001152015032001" in four


def test_twelve_officers_continue_under_repeated_heads() -> None:
    many = {str(index): letter_samples.OFFICERS["5"] for index in range(1, 13)}
    content = composed(
        "surat-tugas-penjangkauan",
        officers=many,
        letterhead=letter_samples.long_letterhead(),
        fields={"petugas_ditugaskan": list(many), "tugas_lain": SENTENCE * 10},
    )
    pages = papers.pages(render(content))
    assert len(pages) >= 2
    assert all("No. Nama/NIP Pangkat/Gol. Jabatan" in page for page in pages[:2])


def test_the_journey_order_is_always_two_pages() -> None:
    for paper in ("A4", "F4", "F4-210"):
        for head in (letter_samples.letterhead(), letter_samples.long_letterhead()):
            content = composed("surat-perjalanan-dinas", page=PageSetup(paper=paper), letterhead=head)
            assert len(papers.pages(render(content))) == 2


def test_names_stay_in_the_closed_annex_of_a_referral() -> None:
    pages = papers.pages(render(composed("surat-rujukan-kedaruratan")))
    letter, annex = pages[0], pages[-1]
    assert "Mawar" not in letter
    assert "3671014505080002" not in letter
    assert "LEMBAR BALASAN RUJUKAN" in letter
    assert annex.startswith("LAMPIRAN SURAT RUJUKAN LAYANAN KEDARURATAN NOMOR 800.1.11.1/017/UPTD-PPA/2026")
    assert "Mawar Melati Anggraini" in annex


def plain_letter(body: str, **changes: object) -> LetterContent:
    content = LetterContent(
        name="Surat", title="SURAT", shape=Shape.TITLED, blocks=(ComposedBlock(BlockKind.PARAGRAPH, texts=(body,)),),
        page=PageSetup(), letterhead=letter_samples.letterhead(), number="1/2026", place_date="Contoh, 1 Mei 2026",
        signer=letter_samples.HEAD,
    )  # fmt: skip
    return replace(content, **changes)  # type: ignore[arg-type]


def test_a_few_lines_too_many_are_pulled_onto_one_page() -> None:
    counts = [len(papers.pages(render(plain_letter(SENTENCE * times)))) for times in range(20, 61, 4)]
    assert counts[0] == 1
    assert counts == sorted(counts)


@pytest.mark.parametrize("times", range(34, 76, 3))
def test_a_signature_never_stands_without_text(times: int) -> None:
    pages = papers.pages(render(plain_letter(SENTENCE * times)))
    before = pages[-1].split("Contoh, 1 Mei 2026")[0]
    assert len(before) > 90  # more than one line of text above the date


def test_a_closing_line_takes_the_text_before_it_along() -> None:
    for times in range(40, 70, 4):
        blocks = (ComposedBlock(BlockKind.PARAGRAPH, texts=(SENTENCE * times, "Terima kasih.")),)
        last = papers.pages(render(plain_letter("", blocks=blocks)))[-1]
        assert "standar layanan. Terima kasih. Contoh, 1 Mei 2026" in last


@pytest.mark.parametrize(
    ("signer", "printed"),
    [
        (Signer("Ani", "Kepala UPTD"), "KEPALA UPTD, Ani"),
        (Signer("Ani", "Kepala UPTD", mode="Plt."), "Plt. KEPALA UPTD, Ani"),
        (Signer("Ani", "Kepala UPTD", mode="Plh."), "Plh. KEPALA UPTD, Ani"),
        (Signer("Ani", "Wali Kota Contoh", mode="Pj."), "Pj. WALI KOTA CONTOH, Ani"),
        (Signer("Ani", "Bupati Contoh", mode="Pjs."), "Pjs. BUPATI CONTOH, Ani"),
        (Signer("Ani", "Sekretaris", mode="a.n.", behalf="Kepala Dinas"), "a.n. KEPALA DINAS SEKRETARIS, Ani"),
        (
            Signer("Ani", "Kepala Subbagian", mode="u.b.", behalf="Kepala Dinas\nSekretaris"),
            "a.n. KEPALA DINAS SEKRETARIS, u.b. KEPALA SUBBAGIAN, Ani",
        ),
    ],
)
def test_who_signs_for_whom(signer: Signer, printed: str) -> None:
    assert printed in papers.text(render(plain_letter(SENTENCE, signer=signer)))


def test_who_signs_for_another_says_so_among_parties_too() -> None:
    deputy = Signer("Ani", "Kepala Subbagian", mode="u.b.", behalf="Kepala Dinas\nSekretaris")
    text = papers.text(render(letter_samples.composed("surat-pengantar", signer=deputy)))
    assert "Pengirim, a.n. Kepala Dinas Sekretaris, u.b. Kepala Subbagian, " in text


def test_the_office_chooses_how_nip_is_written() -> None:
    assert "NIP 1975" in papers.text(render(plain_letter(SENTENCE)))
    assert "NIP. 1975" in papers.text(
        render(plain_letter(SENTENCE, options=(("nip", "NIP."), ("nama", "garis_bawah"))))
    )


def test_a_draft_leaves_room_for_the_number() -> None:
    assert "NOMOR: …………/…………/…………" in papers.text(render(plain_letter(SENTENCE, number="")))


def test_the_check_code_stands_on_every_page() -> None:
    found = papers.pages(render(plain_letter(SENTENCE * 120, check_code="4F7A09C2D1E8")))
    assert len(found) > 1
    assert all("Kode periksa 4F7A 09C2 D1E8" in page for page in found)


MARKUP = "<b>Isian{}</b>&<imgsrc='file:///etc/passwd'/>&#x202E;{{kasus.nomor}}</para>"


def _typed(field: Field, number: int) -> Any:
    """An answer full of markup, where the question takes words."""
    words = MARKUP.format(number)
    if field.kind in (FieldKind.TEXT, FieldKind.LONG_TEXT):
        return words
    if field.kind is FieldKind.CHOICE and field.allow_other:
        return words
    if field.kind is FieldKind.MULTI_CHOICE and field.allow_other:
        return [words]
    if field.kind is FieldKind.TABLE:
        cells = {column.key: _typed(column, number * 100 + place) for place, column in enumerate(field.columns)}
        return [{key: cell for key, cell in cells.items() if isinstance(cell, str)}]
    return None


def _all_texts(content: LetterContent) -> str:
    texts = [content.subject, content.addressee, content.addressee_place, content.sender, content.enclosure]
    texts += content.cc
    for block in content.blocks:
        texts += [block.head, *block.texts, *(cell for row in (*block.rows, *block.signatures) for cell in row)]
    return "".join("".join(texts).split())


@pytest.mark.parametrize("key", letter_samples.keys())
def test_markup_in_any_field_of_any_letter_prints_as_typed(key: str) -> None:
    spec = letter_samples.shipped(key)
    typed = {
        field.key: value for number, field in enumerate(spec.fields, 1) if (value := _typed(field, number)) is not None
    }
    content = composed(key, fields=typed)
    printed = "".join(papers.text(render(content)).split())
    quoted = _all_texts(content)
    wanted = {mark for number in range(10_000) if (mark := MARKUP.format(number)) in quoted}
    assert wanted, "the letter quotes nothing that was typed"
    missing = [mark for mark in wanted if mark not in printed]
    assert missing == []


_WORDS = st.text(alphabet="abcdef GHI,.<&{}\n", max_size=1500)
_SEVERAL = st.lists(_WORDS, min_size=1, max_size=4)
_FIXED = [
    ComposedBlock(BlockKind.TEAR_OFF, texts=("BALASAN",)),
    ComposedBlock(BlockKind.ANNEX, texts=("IDENTITAS",)),
    ComposedBlock(BlockKind.PAGE_BREAK),
    ComposedBlock(BlockKind.SPACE, blank_lines=2),
]


def _filled(kind: BlockKind, words: list[str]) -> ComposedBlock:
    if kind is BlockKind.PAIRS:
        return ComposedBlock(kind, rows=tuple(("Label", word) for word in words))
    if kind is BlockKind.TABLE:
        return ComposedBlock(kind, columns=("A", "B"), rows=tuple((word, word) for word in words), widths=(30, 0))
    if kind is BlockKind.TICKS:
        return ComposedBlock(kind, texts=tuple(words), ticked=(True,) * len(words))
    if kind is BlockKind.SIGNATURE:
        return ComposedBlock(kind, signatures=tuple((word[:60], word[:40]) for word in words[:2]))
    return ComposedBlock(kind, head="Untuk", texts=tuple(words))


_KINDS = (BlockKind.PARAGRAPH, BlockKind.CLAUSE, BlockKind.LIST, BlockKind.PAIRS, BlockKind.TABLE, BlockKind.TICKS,
          BlockKind.SIGNATURE, BlockKind.HEADING, BlockKind.STATEMENT)  # fmt: skip
_BLOCK = st.one_of(st.builds(_filled, st.sampled_from(_KINDS), _SEVERAL), st.sampled_from(_FIXED))


@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(_BLOCK, max_size=6), st.sampled_from(list(Shape)))
def test_any_content_can_be_printed(blocks: list[ComposedBlock], shape: Shape) -> None:
    assert render(plain_letter("", blocks=tuple(blocks), shape=shape)).startswith(b"%PDF")
