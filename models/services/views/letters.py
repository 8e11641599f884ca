"""What the screens see of a letter's life, its number, its signer and its archive code."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.forms.spec import Option
from models.letters.life import Stage, Step


@dataclass(frozen=True)
class Insertion:
    """A wish for a number between two earlier ones: the date of the letter, and why it needs it."""

    day: date
    reason: str


@dataclass(frozen=True)
class BookedNumber:
    """A booked number that waits for its letter.

    Attributes:
        letter_id: of the line it stands on; ``day`` the date its letter bears.
        booked_on: "20 November 2026"; ``writer`` who asked for it.
    """

    letter_id: int
    number: str
    day: date
    booked_on: str = ""
    subject: str = ""
    writer: str = ""


@dataclass(frozen=True)
class Booking:
    """A number for a letter written by hand.

    Attributes:
        letter_key: its kind; gives series, archive code and secrecy.
        day: date of the letter; for one that has passed ``reason`` says why, and the number is inserted.
        writer: who asked for the number.
        secrecy: its nature, "" for the one of its kind.
        case_number: register number of the case it is about, "" for none.
    """

    letter_key: str
    subject: str
    day: date
    addressee: str = ""
    writer: str = ""
    case_number: str = ""
    code: str = ""
    reason: str = ""
    secrecy: str = ""


@dataclass(frozen=True)
class Scan:
    """A file as a person dropped it; its kind is judged by its content."""

    file_name: str
    content: bytes


@dataclass(frozen=True)
class PlacedScan:
    """What became of a scan, or of some pages of it.

    Attributes:
        pages: "halaman 2–3", "" for the whole file.
        letter_id: whose code it bears, None for nobody's; ``number`` its number.
        sentence: what was done, or why not and what to do.
    """

    file_name: str
    pages: str = ""
    letter_id: int | None = None
    number: str = ""
    sentence: str = ""
    placed: bool = False


@dataclass(frozen=True)
class Sending:
    """One dispatch of a letter: when, how, to whom, and by what it can be traced."""

    day: date
    means: str
    receiver: str = ""
    receipt: str = ""
    remark: str = ""


@dataclass(frozen=True)
class LetterDeed:
    """One thing that happened to a letter. ``scan`` says that a scan of the paper was kept with it."""

    event_id: int
    title: str
    detail: str
    by: str
    when: str
    scan: bool = False


@dataclass(frozen=True)
class LetterLife:
    """How far a letter is, what may be done next, and what happened so far.

    Attributes:
        steps: what the person at the desk may do now, the usual first.
        waiting: what the letter waits for where it is not this person's turn, "" otherwise.
        history: the newest first.
    """

    letter_id: int
    stage: Stage
    label: str
    steps: tuple[Step, ...]
    waiting: str
    remark: str
    history: tuple[LetterDeed, ...]
    day: date
    row_version: int
    by_hand: bool = False


@dataclass(frozen=True)
class LetterChoices:
    """What may be chosen for one draft beside its text.

    Attributes:
        code / code_name: its archive code; ``code_usual`` is the one of its kind.
        signers: ways to sign, key and words; ``signer`` the key that counts now.
        may_insert: the person may give it a number of an earlier date.
    """

    code: str
    code_name: str
    code_usual: str
    signers: tuple[Option, ...]
    signer: str
    signer_problem: str
    may_insert: bool


@dataclass(frozen=True)
class CodeRow:
    """An archive code; ``own``: the office's own or reworded, ``hidden``: not offered."""

    code: str
    name: str
    own: bool = False
    hidden: bool = False


@dataclass(frozen=True)
class MandateRow:
    """Who may sign for a post. ``text`` is "Berlaku", "Akan datang", "Berakhir" or "Dicabut".

    Attributes:
        mode: "a.n.", "u.b.", "Plt." or "Plh.".
        title: the post as printed, "" for the one of its holder.
        via: for *u.b.* the official in between.
        letter_key: only letters of this kind, "" for all.
        last: None until it is withdrawn.
    """

    mandate_id: int
    post: str
    mode: str
    officer_id: int
    first: date
    last: date | None = None
    title: str = ""
    via: str = ""
    letter_key: str = ""
    basis: str = ""
    cancelled: bool = False
    officer: str = ""
    text: str = ""
    row_version: int = 1


@dataclass(frozen=True)
class Verdict:
    """What the register says of a paper somebody holds.

    Attributes:
        kind: "asli", "batal", "dipesan", "berubah" or "tidak_dikenal".
        sentence: the answer; ``lines`` label and text of what the paper must say.
        letter_id: for whoever may open the letter, else None.
    """

    kind: str
    sentence: str
    lines: tuple[tuple[str, str], ...] = ()
    letter_id: int | None = None


@dataclass(frozen=True)
class SeriesState:
    """A number series as its settings show it: what it gives next this year, and whether it has ever given one."""

    series: str
    following: int
    begun: bool
    used: bool = False


@dataclass(frozen=True)
class LetterKind:
    """A kind of letter with what the office has set for its numbers; the ``own_…`` are "" where nothing is set."""

    key: str
    name: str
    code: str
    own_code: str
    series: str
    own_series: str
    own_pattern: str
