"""What the screens see of forms, letters, scans and the log book."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from models.forms.spec import Completion, FormSpec, Option, Values
from models.letters.spec import LetterContent, LetterSpec


@dataclass(frozen=True)
class AttachmentRow:
    attachment_id: int
    title: str
    media_type: str
    size: int
    detail: str
    serves: str = ""
    pages: int = 0
    letter_id: int | None = None
    form_key: str = ""


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
    stage: str = ""
    subject: str = ""
    by_hand: bool = False


@dataclass(frozen=True)
class FormSheet:
    """A form ready to be filled or read.

    Attributes:
        prefilled: keys whose values came from earlier forms and were not yet saved here.
        officers: choices of OFFICER fields (key = officer id).
        persons: names the case knows.
        row_version: None while nothing is saved yet.
        newer_version: the version in force, where this unfinished form could be taken over to it; else 0.
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
    persons: tuple[str, ...] = ()
    newer_version: int = 0


@dataclass(frozen=True)
class SavedForm:
    """What became of a save; ``urgent``: the case is on the red path now, and its letter is not out yet."""

    row_version: int
    saved_at: datetime
    completion: Completion
    status: str
    urgent: bool = False


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
    """A letter on the desk. ``number`` is "" until it is issued; then ``read_only``.

    ``newer_wording`` says who has changed the wording since the draft was begun, "" where nobody has.
    ``naming`` is how it writes the people of its case, ``namings`` what may be chosen while it is a draft.
    """

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
    awaits_reply: bool = False
    reply_text: str = ""
    newer_wording: str = ""
    naming: str = ""
    namings: tuple[Option, ...] = ()
    stage: str = "konsep"
    by_hand: bool = False
    subject: str = ""
    addressee: str = ""


@dataclass(frozen=True)
class LetterPreview:
    """The letter as it would be drawn (pure work, for another thread); ``missing`` keeps it from being issued."""

    content: LetterContent
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
    """One line of the log book as printed.

    Attributes:
        corrects_text: which line it corrects ("baris 3").
        corrected: a later line corrects it, so it is crossed out.
    """

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
    corrects_text: str = ""
    corrected: bool = False


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
    """Result of verifying a chain: ``broken_at`` is the first bad record, None if it is whole; ``broken`` names it."""

    checked: int
    broken_at: int | None
    broken: str = ""

    @property
    def whole(self) -> bool:
        return self.broken_at is None
