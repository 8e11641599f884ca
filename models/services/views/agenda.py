"""What the screens see of the agenda: incoming letters, their dispositions, what was sent, and the books of a month."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from models.forms.spec import Option
from models.services.views.papers import AttachmentRow
from models.services.views.steps import Standing


class IncomingState(StrEnum):
    """How far an incoming letter is."""

    NEW = "belum"
    OPEN = "disposisi"
    DONE = "selesai"
    VOID = "batal"


@dataclass(frozen=True)
class NewIncoming:
    """What is written down of a letter that came in. ``sender`` and ``subject`` are required.

    Attributes:
        number / letter_date: of the letter itself; "" and None where it has none.
        urgency: "biasa", "segera" or "sangat segera"; ``secret`` goes beside it.
        case_number: register number of the case it belongs to, "" for none.
    """

    sender: str
    subject: str
    received_on: date
    number: str = ""
    letter_date: date | None = None
    urgency: str = "biasa"
    secret: bool = False
    enclosure: str = ""
    remark: str = ""
    case_number: str = ""


@dataclass(frozen=True)
class IncomingFilter:
    """Which letters are listed: those of one month (its first day; None: all), with these words, not yet disposed."""

    month: date | None = None
    text: str = ""
    undisposed: bool = False


@dataclass(frozen=True)
class IncomingRow:
    """An incoming letter in a list; of a secret one that the reader may not read, ``readable`` is False.

    Attributes:
        late: written down after the book of its month was closed.
    """

    incoming_id: int
    agenda: str
    received_on: date
    sender: str
    number: str
    letter_date: date | None
    subject: str
    urgency: str
    secret: bool
    state: IncomingState
    due: date | None
    case_number: str
    late: bool
    readable: bool


@dataclass(frozen=True)
class Answer:
    """One person a letter was passed on to, and what they said they did."""

    task_id: int
    name: str
    done: bool
    text: str = ""
    when: str = ""


@dataclass(frozen=True)
class DispositionRow:
    """What the head ordered for a letter.

    Attributes:
        copied: written down from the sheet the head had filled in by hand.
        withdrawn: why it was taken back, "" while it stands.
    """

    disposition_id: int
    by: str
    when: str
    made_on: date
    instructions: tuple[str, ...]
    note: str
    due: date | None
    answers: tuple[Answer, ...]
    copied: bool = False
    withdrawn: str = ""


@dataclass(frozen=True)
class IncomingSheet:
    """One incoming letter with everything about it.

    Attributes:
        given: what was written down, to begin a correction with.
        reply_to: the issued letter it answers; ``reply_awaited``: the form of that reply is still to be filled.
    """

    row: IncomingRow
    given: NewIncoming
    row_version: int
    case_id: int | None
    entered: str
    scans: tuple[AttachmentRow, ...] = ()
    dispositions: tuple[DispositionRow, ...] = ()
    reply_to: int | None = None
    reply_text: str = ""
    reply_awaited: bool = False
    void_reason: str = ""
    may_write: bool = False
    may_dispose: bool = False
    may_copy: bool = False


@dataclass(frozen=True)
class NewDisposition:
    """What the head orders: to whom (ids of accounts), instructions, a note, and until when."""

    to: tuple[int, ...]
    instructions: tuple[str, ...] = ()
    note: str = ""
    due_on: date | None = None


@dataclass(frozen=True)
class DispositionChoices:
    """What can be chosen for a disposition: people (keys are ids of accounts) and the office's instructions."""

    people: tuple[Option, ...]
    instructions: tuple[str, ...]


@dataclass(frozen=True)
class OpenDisposition:
    """A disposition that waits for one person.

    Attributes:
        mine: the reader's own, or of somebody for whom they stand in.
    """

    task_id: int
    incoming_id: int
    agenda: str
    sender: str
    subject: str
    secret: bool
    name: str
    by: str
    when: str
    orders: str
    standing: Standing
    due_text: str
    mine: bool = True


@dataclass(frozen=True)
class NewDispatch:
    """A letter or file that leaves the house. ``document`` and ``addressee`` are required.

    Attributes:
        letter_id: the issued letter, None for papers the program did not make.
        case_number: register number of the case it belongs to.
    """

    document: str
    addressee: str
    sent_on: date
    number: str = ""
    quantity: int = 1
    means: str = ""
    remark: str = ""
    letter_id: int | None = None
    case_number: str = ""


@dataclass(frozen=True)
class DispatchRow:
    """A line of the dispatch book (buku ekspedisi). ``entered_at``: when it was written down, as it is stored."""

    dispatch_id: int
    sent_on: date
    document: str
    number: str
    quantity: int
    addressee: str
    means: str
    receiver: str
    received_on: date | None
    remark: str
    void_reason: str
    letter_id: int | None
    late: bool
    row_version: int
    entered_at: str = ""


@dataclass(frozen=True)
class BookLine:
    """A line of a book: its cells as printed.

    Attributes:
        struck: void or corrected: it stays, crossed out.
        late: written down after the book of its month was closed.
        ref: id of the record it shows, for opening it.
    """

    cells: tuple[str, ...]
    entered_at: datetime
    struck: bool = False
    late: bool = False
    ref: int = 0


@dataclass(frozen=True)
class BookClosed:
    """That a month was closed: when, by whom, with how many lines."""

    at: datetime
    by: str
    count: int


@dataclass(frozen=True)
class BookView:
    """The book of one month as it stands."""

    title: str
    period: str
    columns: tuple[str, ...]
    lines: tuple[BookLine, ...]
    closed: BookClosed | None
    may_close: bool
