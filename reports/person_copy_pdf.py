"""The copy of what is kept of a person: what, from where, who received it, and what was left out and why."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from reportlab.platypus import Flowable, Spacer

from models.records.person_copy import CopyPaper, CopySection
from reports.document import DocumentInfo, body_width, build, footer
from reports.flow import Stack
from reports.letter_blocks import grid
from reports.letter_kit import Kit, labelled
from reports.letterhead import LetterheadBlock
from reports.styles import MM

_TITLE = "SALINAN DATA PRIBADI"
_SIZE, _LEADING, _GAP = 10.0, 1.2, 6.0
_LABEL = 62 * MM
_HEAD_LABEL = 40 * MM
_CLOSING = (
    "Salinan ini memuat data yang disimpan kantor pada tanggal di atas. Bila ada yang keliru, Anda berhak meminta "
    "perbaikan. Simpan salinan ini di tempat yang hanya dapat dibuka oleh Anda."
)


def render(paper: CopyPaper) -> bytes:
    """The copy as PDF bytes."""
    page = replace(paper.page, top=16.0, bottom=20.0, left=22.0, right=18.0)
    kit = Kit(body_width(page), _SIZE, _LEADING, _GAP, {})
    info = DocumentInfo(title="Salinan data pribadi", author=paper.office)
    return build(list(_story(paper, kit)), page, info, hooks=[footer(paper.printed)])


def _story(paper: CopyPaper, kit: Kit) -> Iterator[Flowable]:
    copy = paper.copy
    if paper.letterhead:
        yield LetterheadBlock(paper.letterhead)
    yield kit.text(_TITLE, bold=True, align="center", smaller=-2.5)
    yield Spacer(0, kit.gap)
    for label, value in copy.head:
        yield labelled(kit, label, value, _HEAD_LABEL)
    yield from _headed("Data yang disimpan", kit)
    if not copy.sections:
        yield kit.text("Tidak ada data yang dapat disalin.")
    source = ""
    for section in copy.sections:
        yield from _section(section, kit, told=section.source == source)
        source = section.source
    yield from _table("Siapa yang menerima data", ("Tanggal", "Surat atau berkas", "Penerima", "Dasar"),
                      (30, 0, 46, 40), copy.given, kit)  # fmt: skip
    yield from _table("Persetujuan berbagi data", ("Lembaga", "Jawaban", "Berlaku sampai"), (0, 45, 45),
                      copy.consents, kit)  # fmt: skip
    yield from _table("Dokumen yang disimpan", ("Dokumen", "Disimpan tanggal"), (0, 45), copy.documents, kit)
    left_out = [(one.name, str(one.count), one.reason) for one in copy.left_out if one.count]
    yield from _table("Yang tidak disertakan", ("Bagian", "Isian", "Alasan"), (55, 16, 0), left_out, kit)
    yield Spacer(0, kit.gap)
    yield kit.text(_CLOSING)


def _headed(words: str, kit: Kit) -> Iterator[Flowable]:
    yield Spacer(0, kit.gap)
    yield kit.text(words, bold=True, smaller=-1)
    yield Spacer(0, kit.gap / 2)


def _section(section: CopySection, kit: Kit, *, told: bool) -> Iterator[Flowable]:
    """Its heading stays with its first answer; the form is named where it begins."""
    head: list[Flowable] = [] if told else [Spacer(0, kit.gap / 2), kit.text(section.source, smaller=1)]
    first, *others = [labelled(kit, label, value, _LABEL) for label, value in section.rows]
    yield Stack([*head, kit.text(section.title, bold=True), first])
    yield from others
    yield Spacer(0, kit.gap / 2)


def _table(
    title: str,
    columns: tuple[str, ...],
    widths: tuple[int, ...],
    rows: Sequence[tuple[str, ...]],
    kit: Kit,
) -> Iterator[Flowable]:
    yield from _headed(title, kit)
    yield grid(columns, rows, widths, kit) if rows else kit.text("Tidak ada.")
