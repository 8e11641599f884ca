"""What the screens see of steps and tasks: time, documents, decisions, who waits for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from models.services.views.records import ArchiveRow, ShortageRow


class Standing(StrEnum):
    """How a running step stands against its standard time; the order is the order of urgency."""

    LATE = "lewat"
    SOON = "segera"
    RUNNING = "berjalan"
    PAUSED = "ditunda"
    WAITING = "menunggu"


class Progress(StrEnum):
    """How far a step or a document is."""

    DONE = "selesai"
    PARTIAL = "sebagian"
    NONE = "belum"
    SKIPPED = "dilewati"


@dataclass(frozen=True)
class TimeView:
    """A step's time in words: "Sisa 4 menit", "dari 10 menit", and how much of it is used (0..1, 1 when late).

    Attributes:
        due: None for a step without a standard time and while its clock stands still.
        held: its clock stands still now.
        paused: "ditunda 1 jam": how much working time it was put off so far, "" if it never was.
    """

    standing: Standing
    remaining: str
    standard: str
    fraction: float
    started: datetime
    due: datetime | None
    paused: str = ""
    held: bool = False


@dataclass(frozen=True)
class ClockRow:
    """A legal clock: it runs through nights, weekends and holidays.

    Attributes:
        title: what is asked for ("Lapor ke kepolisian"); ``basis``: where; ``called``: what kind of limit it is.
        text: "Sisa 2 hari 3 jam", "Lewat 5 jam"; once it is done what was recorded.
        case_id: None for one that belongs to no case.
        mine: the reader's role answers for it.
        by_request: a person's request about their data; it ends with its answer.
    """

    clock_id: int
    title: str
    basis: str
    case_id: int | None
    case_number: str
    standing: Standing
    text: str
    due: datetime
    due_text: str
    done: bool = False
    mine: bool = False
    called: str = "Batas waktu hukum"
    by_law: bool = True
    by_request: bool = False


@dataclass(frozen=True)
class TaskRow:
    """One step that waits for somebody. ``mine``: for the reader to do; else shown because they started the case.

    ``free``: it waits for everybody of its actor, the reader among them, and nobody has taken it yet.
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
    free: bool = False


@dataclass(frozen=True)
class TaskBoard:
    """The page Tugas Saya: rows by urgency, and the counts of its tiles over all of them.

    Attributes:
        clocks: legal clocks that run and are the reader's to see to, the most urgent first.
        shortages: what files of the reader lack and the archive asks for.
        loans: files of paper that should be back: the reader's own, or all for who keeps the archive.
    """

    rows: tuple[TaskRow, ...]
    counts: dict[Standing, int]
    notes: dict[Standing, str]
    clocks: tuple[ClockRow, ...] = ()
    shortages: tuple[ShortageRow, ...] = ()
    loans: tuple[ArchiveRow, ...] = ()


class DocumentKind(StrEnum):
    FORM = "formulir"
    LETTER = "surat"
    ATTACHMENT = "lampiran"
    RECORD = "catatan"
    REGISTER = "register"
    REPORT = "laporan"


@dataclass(frozen=True)
class DocumentItem:
    """One output a step asks for, with what can be done about it.

    Attributes:
        verb: the word on its button: "Isi", "Lanjutkan", "Lihat", "Buat", "Lampirkan", "Tandai".
        detail: the line below the title ("Rina Pratiwi · 21 Nov 13.12", "Wajib terisi 14 dari 18").
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
        held_since: "Ditunda sejak hari ini 09.12 oleh Dewi: menunggu instruksi" while its clock stands still, else "".
        may_assign: the reader may give it to a person.
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
    held_since: str = ""
    may_assign: bool = False
    account_id: int | None = None


@dataclass(frozen=True)
class StepLine:
    """One step on the timeline. ``forced``: closed with a reason although something was missing."""

    number: int
    title: str
    actor_name: str
    progress: Progress
    current: bool
    time_text: str
    late: bool = False
    note: str = ""
    forced: bool = False


@dataclass(frozen=True)
class WaitRow:
    """One open step on the board "Siapa menunggu siapa".

    Attributes:
        holder: whose turn it is; ``asker``: who handed it on and waits for it.
        since: when the step was opened ("21 Nov 09.12").
    """

    step_run_id: int
    case_id: int
    case_number: str
    title: str
    client_label: str
    holder: str
    asker: str
    since: str
    time: TimeView


@dataclass(frozen=True)
class TeamLine:
    """What one person has in hand. ``name`` is the actor's name where no person is set for it.

    Attributes:
        waits_for: open steps of others that this person handed on, ``waited_by``: their own; the oldest first.
    """

    name: str
    counts: dict[Standing, int]
    waits_for: tuple[WaitRow, ...] = ()
    waited_by: tuple[WaitRow, ...] = ()


@dataclass(frozen=True)
class TeamLoad:
    """The head's view of the office: who has how much, and how the month went.

    Attributes:
        closed: steps with a standard time that were closed this month; ``in_time`` of them within it.
    """

    lines: tuple[TeamLine, ...]
    closed: int
    in_time: int
