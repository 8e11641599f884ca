"""The shape of a letter: wording as blocks with placeholders, and what a composed letter is before it is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from models.domain.paper import Letterhead, PageSetup, Signer
from models.forms.spec import Condition, Field


class Shape(StrEnum):
    """The two families of official papers, and the internal note, the plain form and the cover letter."""

    TITLED = "judul"
    CORRESPONDENCE = "korespondensi"
    NOTE = "nota_dinas"
    RECEIPT = "tanda_terima"
    COVER = "pengantar"


class BlockKind(StrEnum):
    """``jenis`` of a ``[[blok]]``."""

    PARAGRAPH = "paragraf"
    CLAUSE = "butir"
    STATEMENT = "pernyataan"
    OFFICERS = "pegawai"
    PAIRS = "rincian"
    LIST = "daftar"
    TABLE = "tabel"
    TICKS = "pilihan"
    SPACE = "jarak"
    PAGE_BREAK = "halaman_baru"
    HEADING = "judul_bagian"
    SIGNATURE = "tanda_tangan"
    TEAR_OFF = "potong"
    ANNEX = "lampiran"


@dataclass(frozen=True)
class Block:
    """One block of a letter's wording; texts hold placeholders ``{kasus.nomor}`` or ``{kasus.diterima:tanggal}``.

    Attributes:
        head: label left of a CLAUSE or OFFICERS block ("Dasar", "Kepada", "Untuk").
        texts: PARAGRAPH: one each; CLAUSE/LIST: the items; STATEMENT/HEADING: one.
        rows: PAIRS: (label, text); TABLE: texts of one printed row repeated per entry of ``source``.
        columns: TABLE: heads. ``widths`` in millimetres, 0 for the remainder.
        source: OFFICERS/TABLE: letter field or fact that holds the rows; TICKS: field whose options are boxes.
        repeat: TABLE without a source: this row (from 1; 0 for none) is printed as often as the number ``repeat_by``
            says; its rows may quote the running number.
        foot: TABLE: rows below those of ``source``, such as the sum.
        signatures: SIGNATURE: (role above the line, name placeholder) side by side.
        numbered: LIST/CLAUSE: numbers before more than one item.
        show_if: the block appears only then.
        blank_lines: PAIRS/PARAGRAPH: dotted lines to write on.
    """

    kind: BlockKind
    head: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    foot: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    source: str = ""
    repeat: int = 0
    repeat_by: str = ""
    signatures: tuple[tuple[str, str], ...] = ()
    numbered: bool = True
    show_if: tuple[Condition, ...] = ()
    blank_lines: int = 0


@dataclass(frozen=True)
class LetterSpec:
    """A letter definition.

    Attributes:
        title: capital title of a TITLED letter, or the kind's name for lists ("Surat Tugas").
        subject: the *Hal* line of CORRESPONDENCE and NOTE.
        classification: archive code (Permendagri 83/2022), overridable by the office.
        series: number series ("keluar", "nota", "tanda_terima" …); each counts by itself per year.
        secrecy: "biasa", "terbatas", "rahasia"; urgency: "biasa", "segera", "sangat segera".
        secrecy_field: the choice by which the clerk sets the secrecy of a letter, "" where it is fixed.
        other_titles: titles an office may print in place of ``title``.
        corner: (label, text) at the upper right above the title.
        client_name: "jangan" (initials and register number only), "inisial" or "penuh".
        signer: key of the signing post in the office's list of signers ("kepala", "petugas" …).
        signer_else: the post that signs where the office has nobody at ``signer``.
        signer_field: the question in which the clerk chooses the officer who signs, in place of ``signer``.
        fields: what the clerk types; same kinds as in forms.
        cc: tembusan.
        face: typeface of this kind, a key of ``models.domain.paper.FACES``, "" for the office's.
        copies: how many are printed by default; ``both_sides``: on the two sides of one sheet.
    """

    key: str
    version: int
    name: str
    title: str
    shape: Shape
    blocks: tuple[Block, ...]
    signer: str
    signer_else: str = ""
    signer_field: str = ""
    other_titles: tuple[str, ...] = ()
    corner: tuple[tuple[str, str], ...] = ()
    subject: str = ""
    addressee: str = ""
    addressee_place: str = ""
    sender: str = ""
    classification: str = ""
    series: str = "keluar"
    code: str = ""
    secrecy: str = "biasa"
    secrecy_field: str = ""
    urgency: str = "biasa"
    enclosure: str = "-"
    letterhead: bool = True
    client_name: str = "jangan"
    paper: str = ""
    fields: tuple[Field, ...] = ()
    cc: tuple[str, ...] = ()
    copies: int = 1
    both_sides: bool = False
    face: str = ""
    reply_form: str = ""


@dataclass(frozen=True)
class ComposedBlock:
    """A block with every placeholder filled: plain text only, the renderer escapes it."""

    kind: BlockKind
    head: str = ""
    texts: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    foot: tuple[tuple[str, ...], ...] = ()
    columns: tuple[str, ...] = ()
    widths: tuple[int, ...] = ()
    signatures: tuple[tuple[str, str], ...] = ()
    numbered: bool = True
    ticked: tuple[bool, ...] = ()
    blank_lines: int = 0


@dataclass(frozen=True)
class LetterContent:
    """A composed letter: everything the renderer needs and nothing else. Equal content gives equal bytes.

    ``number`` is "" for a draft (a dotted blank is printed); ``place_date`` is "Tangerang, 1 Agustus 2025".
    ``missing`` lists placeholders without a value: a letter with any cannot be issued.
    """

    name: str
    title: str
    shape: Shape
    blocks: tuple[ComposedBlock, ...]
    page: PageSetup
    letterhead: Letterhead | None
    number: str
    place_date: str
    signer: Signer | None
    subject: str = ""
    addressee: str = ""
    addressee_place: str = ""
    sender: str = ""
    secrecy: str = ""
    enclosure: str = ""
    cc: tuple[str, ...] = ()
    corner: tuple[tuple[str, str], ...] = ()
    check_code: str = ""
    both_sides: bool = False
    missing: tuple[str, ...] = ()
    options: tuple[tuple[str, str], ...] = ()
