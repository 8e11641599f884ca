"""What the screens see of cases: page, list, search."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Generic, TypeVar

from models.forms.spec import Option
from models.services.views.agenda import IncomingRow
from models.services.views.papers import AttachmentRow, LetterRow, NoteRow
from models.services.views.periods import ReceiptRow
from models.services.views.steps import ClockRow, DocumentItem, Standing, StepLine, StepPanel


@dataclass(frozen=True)
class Activity:
    """One thing that happened: "Dewi mengisi Formulir asesmen risiko"."""

    at: datetime
    when: str
    text: str


@dataclass(frozen=True)
class Pair:
    """A label and its value."""

    label: str
    value: str
    icon: str = ""


@dataclass(frozen=True)
class CaseHead:
    """The head of a case page; ``may_move``: the reader may let it go on by the version in force now.

    ``urgent``: the red path is open. ``period``: title of a period's run ("Dokumentasi November 2026"), else "";
    ``period_key``: "2026-11".
    """

    case_id: int
    row_version: int
    number: str
    client_label: str
    client_detail: str
    service: str
    sop_line: str
    received_text: str
    status: str
    ended_as: str
    risk: str
    emergency: bool
    may_reopen: bool
    period: str = ""
    period_key: str = ""
    may_move: bool = False
    urgent: bool = False


@dataclass(frozen=True)
class CasePage:
    """Everything the case page shows at once. ``step`` is None when the case is closed.

    Attributes:
        may_fill: whether the reader may fill forms of the case, also some the procedure does not name.
        incoming: the letters that came in about the case, for who reads the agenda.
        clocks: the legal clocks of the case, those that run first.
        receipts: of a period's run: the files handed to it.
        may_receive / may_sort: whether the reader may take in files now, or sort those taken in.
    """

    head: CaseHead
    steps: tuple[StepLine, ...]
    step: StepPanel | None
    summary: tuple[Pair, ...]
    safe_contact: str
    activities: tuple[Activity, ...]
    forms: tuple[DocumentItem, ...]
    letters: tuple[LetterRow, ...]
    letter_kinds: tuple[Option, ...]
    attachments: tuple[AttachmentRow, ...]
    notes: tuple[NoteRow, ...]
    clocks: tuple[ClockRow, ...] = ()
    receipts: tuple[ReceiptRow, ...] = ()
    may_receive: bool = False
    may_sort: bool = False
    may_fill: bool = False
    incoming: tuple[IncomingRow, ...] = ()


@dataclass(frozen=True)
class RevealedClient:
    """The client's data in clear, until ``until``; the look is in the audit trail."""

    pairs: tuple[Pair, ...]
    until: datetime


@dataclass(frozen=True)
class CaseFilter:
    """What the case list shows. ``view``: "berjalan", "lewat", "selesai", "semua", or "dokumentasi" (runs of periods
    instead of cases); ``text`` searches as one types."""

    view: str = "berjalan"
    text: str = ""
    sop_key: str = ""
    risk: str = ""
    mine: bool = False


@dataclass(frozen=True)
class CaseRow:
    """A row of the case list. ``forced``: how many steps were closed with a reason although something was missing."""

    case_id: int
    number: str
    client_label: str
    client_detail: str
    service: str
    step_title: str
    step_text: str
    status: str
    status_label: str
    standing: Standing | None
    time_text: str
    risk: str
    officer: str
    received: str
    emergency: bool = False
    forced: int = 0


Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True)
class Slice(Generic[Row_co]):
    """One stretch of a long list; ``cursor`` asks for the next stretch, "" at the end. ``total`` counts all."""

    rows: tuple[Row_co, ...]
    cursor: str
    total: int


@dataclass(frozen=True)
class OpenedCase:
    case_id: int
    number: str


@dataclass(frozen=True)
class Hit:
    """A search result: ``group`` "Kasus", "Surat"; ``target`` ("kasus", id), ("surat", id) or ("surat_masuk", id)."""

    group: str
    title: str
    detail: str
    target: tuple[str, int]
