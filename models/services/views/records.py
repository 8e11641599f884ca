"""What the screens see of files of paper: completeness, shortages, shelves, loans, keeping, handovers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.records.completeness import Cell, CellState
from models.records.stack import Home


@dataclass(frozen=True)
class FileRow:
    """A file of the matrix, named by its register number, never by a client.

    Attributes:
        case_id / receipt_id: which of the two it is of.
        officer: who is asked for what is missing; ``account_id`` their account, None for somebody without one.
        when: when it was closed or received.
    """

    case_id: int | None
    receipt_id: int | None
    register_number: str
    service: str
    officer: str
    account_id: int | None
    when: str
    cells: tuple[Cell, ...]

    @property
    def key(self) -> tuple[int, int]:
        return (self.case_id or 0, self.receipt_id or 0)

    @property
    def missing(self) -> tuple[Cell, ...]:
        """The documents that are not there."""
        return tuple(cell for cell in self.cells if cell.state is CellState.MISSING)

    @property
    def waiting(self) -> tuple[Cell, ...]:
        """The documents nobody has looked at, or that are still to come."""
        return tuple(cell for cell in self.cells if cell.state is CellState.NOT_YET)

    @property
    def needed(self) -> int:
        return sum(cell.state is not CellState.NOT_NEEDED for cell in self.cells)

    @property
    def there(self) -> int:
        return sum(cell.state is CellState.THERE for cell in self.cells)

    @property
    def complete(self) -> bool:
        return not self.missing and not self.waiting


@dataclass(frozen=True)
class Matrix:
    """The files of a month. ``checked``: how many have nothing still to come; ``complete``: of these, without gaps."""

    period: str
    words: str
    rows: tuple[FileRow, ...]
    services: tuple[str, ...]

    @property
    def complete(self) -> int:
        return sum(row.complete for row in self.rows)

    @property
    def short(self) -> int:
        return sum(bool(row.missing) for row in self.rows)

    @property
    def ratio(self) -> float:
        """Share of complete files among all of the month, 0 to 1; 0 where there is none."""
        return self.complete / len(self.rows) if self.rows else 0.0


@dataclass(frozen=True)
class MonthRatio:
    """One month of the year: how many files, how many complete."""

    words: str
    files: int
    complete: int


@dataclass(frozen=True)
class ShortageRow:
    """Something missing that somebody was asked for.

    Attributes:
        age: days since it was noted; ``late``: past its day.
    """

    shortage_id: int
    case_id: int | None
    receipt_id: int | None
    register_number: str
    service: str
    title: str
    officer: str
    account_id: int | None
    period: str
    noted: str
    due: str
    age: int
    late: bool
    reminders: int
    resolved: str
    resolution: str = ""


@dataclass(frozen=True)
class Place:
    """Where a file stands: cupboard, shelf, box, folder; each as the office calls it."""

    cupboard: str = ""
    shelf: str = ""
    box: str = ""
    folder: str = ""

    @property
    def words(self) -> str:
        """ "Lemari A, rak 2, boks 7, map 3"; a part that was written with its own word is not called by it twice."""
        parts = (("Lemari", self.cupboard), ("rak", self.shelf), ("boks", self.box), ("map", self.folder))
        said = [(word, part, part.lower().startswith(word.lower())) for word, part in parts if part]
        text = ", ".join(part if told else f"{word} {part}" for word, part, told in said)
        return text[:1].upper() + text[1:]


@dataclass(frozen=True)
class ArchiveRow:
    """A file of paper. ``file_id`` is 0 while it has no place yet.

    Attributes:
        state: "Belum ditempatkan", "Di tempat", "Dipinjam", "Dimusnahkan".
        borrower: who has it; ``due``: until when; ``late``: past that day.
        until: "Disimpan sampai 23 November 2036", "Disimpan tetap"; ``until_day``: the day, where it has one.
        due_to_go: kept as long as it had to be.
    """

    file_id: int
    case_id: int | None
    receipt_id: int | None
    register_number: str
    service: str
    state: str
    place: Place
    kind: str
    until: str
    until_day: date | None = None
    due_to_go: bool = False
    borrower: str = ""
    due: str = ""
    late: bool = False
    loan_id: int | None = None


@dataclass(frozen=True)
class FileEvent:
    """One line of a file's history: put somewhere, lent, brought back."""

    when: str
    text: str
    by: str


@dataclass(frozen=True)
class NewFile:
    """A file that is put on a shelf: of a case, of a receipt, or (neither) from before the program.

    ``since``: the day it was closed; None: the day its case was closed or its receipt written, else today.
    """

    register_number: str
    service: str
    kind: str
    since: date | None = None
    case_id: int | None = None
    receipt_id: int | None = None


@dataclass(frozen=True)
class DestructionRow:
    """A proposal to destroy files, or what became of it.

    Attributes:
        state: "Menunggu persetujuan", "Disetujui", "Ditolak", "Sudah dimusnahkan".
        letter_id: the minutes; ``letter_number`` "" until they are issued.
        with_data: what the program holds of the cases goes with the paper.
    """

    destruction_id: int
    state: str
    reason: str
    files: tuple[ArchiveRow, ...]
    proposed: str
    decided: str
    note: str
    letter_id: int | None
    letter_number: str
    may_decide: bool
    may_draft: bool
    may_carry_out: bool
    with_data: bool = False


@dataclass(frozen=True)
class CaseFileItem:
    """One thing in a case file.

    Attributes:
        kind: "formulir", "surat", "lampiran", "berkas" (receipt of the file), "penyerahan".
        state: "done", "partial", "none", "skipped".
        record_id: of the form record, letter or attachment; None where nothing is there yet.
        key: key of the form or letter kind, or the output a scan stands for.
        scans: signed sheets and scans that belong to it.
    """

    kind: str
    key: str
    title: str
    detail: str
    state: str
    record_id: int | None = None
    missing: bool = False
    scans: tuple[CaseFileItem, ...] = ()


@dataclass(frozen=True)
class CaseFileSection:
    """The documents of a row of the procedure, or the others."""

    title: str
    items: tuple[CaseFileItem, ...]


@dataclass(frozen=True)
class CaseFileView:
    """A case file in the order of its procedure."""

    case_id: int
    sections: tuple[CaseFileSection, ...]
    there: int
    needed: int
    place: str
    keeping: str
    handover_kinds: tuple[tuple[str, str], ...]
    may_hand_over: bool


@dataclass(frozen=True)
class NewHandover:
    """The receiving side of a handover: name and day are required; ``letter_id`` the minutes or receipt."""

    receiver: str
    received_on: date
    post: str = ""
    office: str = ""
    remark: str = ""
    letter_id: int | None = None


@dataclass(frozen=True)
class HomeGroup:
    """Places of a case that papers can go to, under the heading of their step."""

    title: str
    homes: tuple[Home, ...]


@dataclass(frozen=True)
class CaseHomes:
    """All places of the case ``number`` that papers can go to."""

    case_id: int
    number: str
    groups: tuple[HomeGroup, ...]


@dataclass(frozen=True)
class Filed:
    """What became of a part of a stack; ``again``: it was kept before. ``sentence``: what is to be known of it."""

    kept: bool
    sentence: str = ""
    again: bool = False


@dataclass(frozen=True)
class FilingHint:
    """Where a scanned sheet belongs, read from its QR code and found in the office's own books."""

    case_id: int
    case_number: str
    title: str
    page: int
    letter_id: int | None = None
    form_key: str = ""
