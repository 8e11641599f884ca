"""What the services hand to the screens: small frozen records, already worded in Indonesian where a person reads them.

No record holds more of a client than the screen shows: lists carry initials, the names come only from
``CaseService.reveal``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Generic, TypeVar

from models.forms.spec import Completion, FormSpec, Option, Values
from models.letters.spec import LetterSpec


class Standing(StrEnum):
    """How a running step stands against its standard time; the order is the order of urgency."""

    LATE = "lewat"
    SOON = "segera"
    RUNNING = "berjalan"
    WAITING = "menunggu"


class Progress(StrEnum):
    """How far a step or a document is."""

    DONE = "selesai"
    PARTIAL = "sebagian"
    NONE = "belum"
    SKIPPED = "dilewati"


@dataclass(frozen=True)
class TimeView:
    """A step's time in words: "Sisa 4 menit", "dari 10 menit", and how much of it is used (0..1, 1 when late)."""

    standing: Standing
    remaining: str
    standard: str
    fraction: float
    started: datetime
    due: datetime | None


@dataclass(frozen=True)
class TaskRow:
    """One step that waits for somebody. ``mine``: for the reader to do; else shown because they started the case.

    ``asked_by``: who closed the step before this one, and when ("Rina Pratiwi · 23 Nov 09.12").
    """

    step_run_id: int
    case_id: int
    case_number: str
    service: str
    step_number: int
    steps_total: int
    title: str
    client_label: str
    client_detail: str
    time: TimeView
    mine: bool
    waiting_for: str = ""
    decision: bool = False
    emergency: bool = False
    risk: str = ""
    asked_by: str = ""


@dataclass(frozen=True)
class TaskBoard:
    """The page Tugas Saya: rows by urgency, and the counts of its four tiles over all of them."""

    rows: tuple[TaskRow, ...]
    counts: dict[Standing, int]
    notes: dict[Standing, str]


class DocumentKind(StrEnum):
    FORM = "formulir"
    LETTER = "surat"
    ATTACHMENT = "lampiran"
    RECORD = "catatan"


@dataclass(frozen=True)
class DocumentItem:
    """One output a step asks for, with what can be done about it.

    Attributes:
        verb: the word on its button: "Isi", "Lanjutkan", "Lihat", "Buat", "Lampirkan", "Tandai".
        detail: the line below the title ("Rina Pratiwi · 21 Nov 13.12", "Terisi 14 dari 18 pertanyaan").
        record_id: form record, letter or attachment; None if nothing exists yet.
        choice: name of the group of alternatives of which one is enough; "" if it stands alone.
        only_for: labels of the outcomes for which it is due, empty for always.
    """

    kind: DocumentKind
    key: str
    title: str
    progress: Progress
    detail: str
    verb: str
    required: bool
    record_id: int | None = None
    choice: str = ""
    only_for: tuple[str, ...] = ()


@dataclass(frozen=True)
class TickItem:
    """A sub-task of a step."""

    index: int
    text: str
    ticked: bool
    detail: str = ""


@dataclass(frozen=True)
class OutcomeChoice:
    """A branch of a decision, as a button."""

    key: str
    label: str
    reason_required: bool
    proposed: bool = False
    consequence: str = ""


@dataclass(frozen=True)
class MissingItem:
    """Something that keeps a step from closing; kind/key lead to the place where it is done."""

    kind: str
    key: str
    label: str


@dataclass(frozen=True)
class StepPanel:
    """The step that is being worked on.

    Attributes:
        may_work: the reader may close it; else ``waiting_for`` says whose turn it is.
        may_force: the reader may close it with a reason although something is missing.
    """

    step_run_id: int
    row_version: int
    number: int
    title: str
    activity: str
    actor_name: str
    time: TimeView
    documents: tuple[DocumentItem, ...]
    checklist: tuple[TickItem, ...]
    requirements: tuple[str, ...]
    outcomes: tuple[OutcomeChoice, ...]
    missing: tuple[MissingItem, ...]
    may_work: bool
    may_force: bool
    skippable: bool
    waiting_for: str = ""
    remark: str = ""
    next_title: str = ""


@dataclass(frozen=True)
class StepLine:
    """One step on the timeline."""

    number: int
    title: str
    actor_name: str
    progress: Progress
    current: bool
    time_text: str
    late: bool = False
    note: str = ""


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
class AttachmentRow:
    attachment_id: int
    title: str
    media_type: str
    size: int
    detail: str
    serves: str = ""


@dataclass(frozen=True)
class NoteRow:
    text: str
    by: str
    when: str


@dataclass(frozen=True)
class LetterRow:
    """A letter in a list. ``number`` is "" for a draft."""

    letter_id: int
    name: str
    number: str
    status: str
    status_label: str
    case_id: int | None
    case_number: str
    client_label: str
    date_text: str
    detail: str


@dataclass(frozen=True)
class CaseHead:
    """The head of a case page."""

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


@dataclass(frozen=True)
class CasePage:
    """Everything the case page shows at once. ``step`` is None when the case is closed."""

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


@dataclass(frozen=True)
class RevealedClient:
    """The client's data in clear, until ``until``; the look is in the audit trail."""

    pairs: tuple[Pair, ...]
    until: datetime


@dataclass(frozen=True)
class CaseFilter:
    """What the case list shows. ``view``: "berjalan", "lewat", "selesai" or "semua"; ``text`` searches as one types."""

    view: str = "berjalan"
    text: str = ""
    sop_key: str = ""
    risk: str = ""
    mine: bool = False


@dataclass(frozen=True)
class CaseRow:
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


Row_co = TypeVar("Row_co", covariant=True)


@dataclass(frozen=True)
class Slice(Generic[Row_co]):
    """One stretch of a long list; ``cursor`` asks for the next stretch, "" at the end. ``total`` counts all."""

    rows: tuple[Row_co, ...]
    cursor: str
    total: int


@dataclass(frozen=True)
class ProcedureChoice:
    """A procedure in force that a new case can follow."""

    key: str
    name: str
    unit: str
    intake_form: str


@dataclass(frozen=True)
class OpenedCase:
    case_id: int
    number: str


@dataclass(frozen=True)
class FormSheet:
    """A form ready to be filled or read.

    Attributes:
        prefilled: keys whose values came from earlier forms and were not yet saved here.
        officers: choices of OFFICER fields (key = officer id).
        row_version: None while nothing is saved yet.
    """

    spec: FormSpec
    values: Values
    case_id: int | None
    case_number: str
    client_label: str
    row_version: int | None
    status: str
    read_only: bool
    prefilled: frozenset[str]
    officers: tuple[Option, ...]
    completion: Completion
    updated_text: str = ""


@dataclass(frozen=True)
class SavedForm:
    row_version: int
    saved_at: datetime
    completion: Completion
    status: str


@dataclass(frozen=True)
class DraftRow:
    """A draft that waits to be taken up again: "Konsep aduan dari 22 November, 16.12 (5 isian)"."""

    draft_id: int
    kind: str
    ref: str
    title: str
    when: str
    values: Values


@dataclass(frozen=True)
class LetterSheet:
    """A letter on the desk. ``number`` is "" until it is issued; then ``read_only``."""

    letter_id: int
    spec: LetterSpec
    values: Values
    row_version: int
    status: str
    number: str
    date: date
    case_id: int | None
    case_number: str
    client_label: str
    officers: tuple[Option, ...]
    read_only: bool
    may_issue: bool
    paper_text: str
    signer_text: str
    void_reason: str = ""
    why_not_issue: str = ""


@dataclass(frozen=True)
class LetterPreview:
    """The paper as it would be printed; ``missing`` names what keeps it from being issued."""

    pdf: bytes
    missing: tuple[str, ...]
    completion: Completion


@dataclass(frozen=True)
class NumberPreview:
    """What issuing would take: "Nomor 800.1.11.1/018/UPTD-PPA/2026, urut 18 seri Surat keluar 2026"."""

    number: str
    sentence: str


@dataclass(frozen=True)
class IssuedLetter:
    letter_id: int
    number: str
    pdf: bytes
    row_version: int


@dataclass(frozen=True)
class LogLine:
    """One line of the log book as printed."""

    entry_id: int
    index: int
    at: datetime
    time_text: str
    register_number: str
    service: str
    activity: str
    document: str
    quantity: int
    giver: str
    receiver: str
    complete: str
    place: str
    remark: str
    officer: str
    corrects: int | None = None


@dataclass(frozen=True)
class NewLogLine:
    """A line written by hand, for files from other services. ``activity`` and ``document`` are required."""

    activity: str
    document: str
    register_number: str = ""
    service: str = ""
    quantity: int = 1
    giver: str = ""
    receiver: str = ""
    complete: str = ""
    place: str = ""
    remark: str = ""
    corrects: int | None = None


@dataclass(frozen=True)
class ChainReport:
    """Result of verifying a chain: ``broken_at`` is the first bad record, None if it is whole."""

    checked: int
    broken_at: int | None

    @property
    def whole(self) -> bool:
        return self.broken_at is None


@dataclass(frozen=True)
class Hit:
    """A search result: ``group`` "Kasus", "Surat"; ``target`` ("kasus", id) or ("surat", id)."""

    group: str
    title: str
    detail: str
    target: tuple[str, int]


@dataclass(frozen=True)
class StatusStrip:
    """The strip at the foot of the window; ``backup_age_days`` is None when there is no verified backup yet."""

    backup_text: str
    backup_age_days: int | None
    badges: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True)
class OfficerRow:
    """A person of the office as printed on letters. ``signs_as``: key of the signing post they hold, or ""."""

    officer_id: int
    name: str
    post: str
    rank: str = ""
    nip: str = ""
    phone: str = ""
    signs_as: str = ""
    active: bool = True
    row_version: int = 1


@dataclass(frozen=True)
class AccountRow:
    account_id: int
    username: str
    display_name: str
    roles: tuple[str, ...]
    officer_id: int | None
    active: bool


@dataclass(frozen=True)
class TeamLine:
    """What one person has in hand. ``name`` is the actor's name where no person is set for it."""

    name: str
    counts: dict[Standing, int]


@dataclass(frozen=True)
class TeamLoad:
    """The head's view of the office: who has how much, and how the month went.

    Attributes:
        closed: steps with a standard time that were closed this month; ``in_time`` of them within it.
    """

    lines: tuple[TeamLine, ...]
    closed: int
    in_time: int


@dataclass(frozen=True)
class ActorMapping:
    """Who acts for one column of a procedure; no accounts: everybody with the role."""

    key: str
    name: str
    role: str
    outside: bool
    account_ids: tuple[int, ...]


@dataclass(frozen=True)
class ProcedureInfo:
    """A procedure the office has: which version is in force and whether it can be put to use.

    Attributes:
        missing: titles or keys of the documents it names and the office does not have.
        for_period: it runs once a month or year, not for each case.
        running: how many cases follow it now.
    """

    key: str
    name: str
    unit: str
    number: str
    versions: tuple[int, ...]
    in_use: bool
    ready: bool
    for_period: bool
    missing: tuple[str, ...]
    steps_total: int
    running: int
    actors: tuple[ActorMapping, ...]
