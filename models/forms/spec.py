"""The shape of a form: one definition gives the screen, the checks, the blank paper and the filled paper.

The letters use the same ``Field`` for what a clerk types into them. Field values travel as plain JSON data
(see ``models.forms.values``): text as ``str``, numbers and rupiah as ``int``, dates as ISO ``str``, many-of as
``list[str]``, tables as ``list[dict[str, value]]``; an empty field has no key.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from functools import cached_property
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool
Value: TypeAlias = "Scalar | list[str] | list[dict[str, Scalar]]"
Values: TypeAlias = dict[str, Value]


class FieldKind(StrEnum):
    """The kinds of field; the value is the word in definition files (``jenis``)."""

    TEXT = "teks"
    LONG_TEXT = "teks_panjang"
    INTEGER = "angka"
    MONEY = "rupiah"
    DATE = "tanggal"
    TIME = "jam"
    YES_NO = "ya_tidak"
    YES_NO_UNKNOWN = "ya_tidak_tidak_tahu"
    CHOICE = "pilihan"
    MULTI_CHOICE = "pilihan_ganda"
    CHECKLIST = "daftar_periksa"
    SCALE = "skala"
    TICK = "centang"
    NIK = "nik"
    PHONE = "telepon"
    REGION = "wilayah"
    OFFICER = "pegawai"
    OFFICERS = "daftar_pegawai"
    PERSON = "orang"
    ORGANISATION = "lembaga"
    SIGNATURE = "tanda_tangan"
    PICTURE = "gambar"
    TABLE = "tabel"
    NOTE = "keterangan"


class Width(StrEnum):
    """How much of a row a field takes, on screen and on paper."""

    FULL = "penuh"
    HALF = "setengah"


@dataclass(frozen=True)
class Condition:
    """``field`` has one of ``values`` (as text; "ya"/"tidak" for yes/no; for many-of: contains one).

    With no values: the field is filled at all.
    """

    field: str
    values: tuple[str, ...] = ()


@dataclass(frozen=True)
class Option:
    """One choice: ``key`` is stored, ``label`` is shown and printed.

    ``category`` is what Simfoni PPA calls it, set only on the sheet its entry is copied from. A ``hidden`` choice is
    no longer offered; where it is an answer already it keeps its label.
    """

    key: str
    label: str
    category: str = ""
    hidden: bool = False

    @property
    def full(self) -> str:
        """The label with its category, where that is asked for."""
        return f"{self.label} (Simfoni: {self.category})" if self.category else self.label


@dataclass(frozen=True)
class Field:
    """One question.

    Attributes:
        key: name in the stored values, unique in its form.
        label: what is shown and printed, in Indonesian.
        meaning: the fact of the case this field reads and writes ("klien.nama", "kasus.risiko" …), so that nothing
            is typed twice; empty for a field that matters to this form alone. Closed list: ``models.domain.facts``.
        show_if / require_if: all conditions must hold (a conjunction); empty means always / never.
        options: the choices of CHOICE, MULTI_CHOICE and CHECKLIST (inline or from a list file) and of ORGANISATION (the
            partner list).
        allow_other: a free text beside the options ("Lainnya").
        minimum / maximum: bounds of INTEGER, MONEY and SCALE.
        columns: the fields of one row of a TABLE.
        rows: how many empty rows a TABLE prints when blank, and how many lines a LONG_TEXT is high.
        total: key of the TABLE column that is summed, empty for none.
        read_only: shown, not typed (comes from the case).
        past_only: a DATE that cannot lie in the future.
        product: of a number column of a TABLE: the columns whose product it is; it is worked out, never typed.
        listed: key of the list the options come from, empty for options of its own.
        categorised: each option is followed by its category in Simfoni PPA.
        hidden: no longer asked or printed; what depends on it is not asked either.
        service: a yes/no that says whether the client wants this service of the list "layanan"; empty for any other.
    """

    key: str
    label: str
    kind: FieldKind
    required: bool = False
    help: str = ""
    width: Width = Width.FULL
    meaning: str = ""
    default: Scalar | None = None
    options: tuple[Option, ...] = ()
    allow_other: bool = False
    show_if: tuple[Condition, ...] = ()
    require_if: tuple[Condition, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    columns: tuple[Field, ...] = ()
    rows: int = 3
    total: str = ""
    read_only: bool = False
    past_only: bool = False
    product: tuple[str, ...] = ()
    listed: str = ""
    categorised: bool = False
    hidden: bool = False
    service: str = ""


@dataclass(frozen=True)
class Section:
    """A block of fields under one heading; ``short`` stands in the index beside the form."""

    title: str
    fields: tuple[Field, ...]
    short: str = ""
    intro: str = ""


class ComputedKind(StrEnum):
    """What can be computed from the answers (``jenis`` of ``[[hitungan]]``)."""

    RISK_LEVEL = "tingkat_risiko"
    COUNT_YES = "jumlah_ya"
    AGE = "umur"


@dataclass(frozen=True)
class Computed:
    """A value the program works out and a person may override with a reason.

    Attributes:
        key: name in the values; an override is stored under ``key + "_petugas"``, its reason under ``key + "_alasan"``.
        inputs: the fields it looks at (RISK_LEVEL: those of which one "ya" makes the level high).
        moderate_inputs / moderate_from: RISK_LEVEL only: this many "ya" among these make it at least "sedang".
        meaning: the fact of the case it writes.
    """

    key: str
    label: str
    kind: ComputedKind
    inputs: tuple[str, ...]
    moderate_inputs: tuple[str, ...] = ()
    moderate_from: int = 1
    overridable: bool = False
    meaning: str = ""


@dataclass(frozen=True)
class Caution:
    """A remark that keeps nobody from finishing the form.

    Attributes:
        field: the question it is said at; without an answer there is nothing to remark on.
        conditions: all must hold.
        earlier_than: for a DATE, the DATE it must not lie before; empty if that is no condition.
        sentence: what is said, in Indonesian.
    """

    field: str
    sentence: str
    conditions: tuple[Condition, ...] = ()
    earlier_than: str = ""


@dataclass(frozen=True)
class SignatureSlot:
    """One place to sign: ``role`` above the line, below it the name from the first of ``name_from`` that has one.

    Sources are keys of fields, facts of the case, or "petugas" and "kepala".
    """

    role: str
    name_from: tuple[str, ...] = ()
    thumbprint: bool = False


@dataclass(frozen=True)
class FormSpec:
    """A form definition.

    Attributes:
        key / version: identity; a released version is never edited, only followed.
        compartment: who may read it: "umum", "kasus" or "asesmen" (see ``resources/access/roles.toml``).
        paper: "A4", "F4" or "F4-210" for the printed form; empty for the office's usual paper.
        note: small print under the title.
        statement: closing sentence above the signatures.
    """

    key: str
    version: int
    title: str
    sections: tuple[Section, ...]
    short_title: str = ""
    note: str = ""
    statement: str = ""
    paper: str = ""
    compartment: str = "kasus"
    computed: tuple[Computed, ...] = ()
    cautions: tuple[Caution, ...] = ()
    signatures: tuple[SignatureSlot, ...] = ()
    code: str = ""

    @cached_property
    def fields(self) -> tuple[Field, ...]:
        """All fields in reading order, without the columns of tables."""
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> Field:
        """The field called ``key``; KeyError if there is none."""
        for found in self.fields:
            if found.key == key:
                return found
        raise KeyError(key)


@dataclass(frozen=True)
class FieldProblem:
    """What is wrong with one answer: ``message`` is the correction in Indonesian, shown beside the field.

    ``row``/``column`` point into a table (row from 0). ``blocking`` is False for a warning that does not keep the
    form from being completed (a NIK of an unknown region, for example).
    """

    field: str
    message: str
    row: int | None = None
    column: str = ""
    blocking: bool = True


@dataclass(frozen=True)
class Completion:
    """How far a form is.

    Attributes:
        answered / expected: of the questions that are asked and must be answered.
        filled / asked: of all questions that are asked.
    """

    answered: int
    expected: int
    problems: tuple[FieldProblem, ...] = field(default=())
    filled: int = 0
    asked: int = 0

    @property
    def complete(self) -> bool:
        return not any(problem.blocking for problem in self.problems)
