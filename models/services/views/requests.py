"""What the screens see of persons' requests about their data, and of cases that travel between offices."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from models.services.views.steps import ClockRow


@dataclass(frozen=True)
class NewRequest:
    """What is written down when a person asks.

    Attributes:
        kind / capacity / identity: keys of ``resources/data/hak-data.toml``.
        what: for a correction what is wrong and what is right; for an erasure what and why.
        all_cases: the other cases of the same person, too.
        case_number: the register number, where ``case_id`` is 0.
    """

    kind: str
    case_id: int
    asker: str
    capacity: str
    identity: str
    asked_on: date
    what: str = ""
    reason: str = ""
    all_cases: bool = False
    case_number: str = ""


@dataclass(frozen=True)
class RequestRow:
    """A request as the register shows it: nobody's name, initials only.

    Attributes:
        numbers: register numbers of all cases it is about.
        state: "Menunggu putusan", "Disiapkan", "Diterima", "Ditolak", "Selesai".
        clock: the time the law gives for it.
        parts: what the head let be erased besides the answers, in words.
        letter_id: the receipt or the minutes; ``letter_number`` "" until issued.
    """

    request_id: int
    kind: str
    kind_name: str
    basis: str
    case_id: int
    numbers: tuple[str, ...]
    client_label: str
    asker: str
    capacity: str
    identity: str
    asked: str
    what: str
    reason: str
    state: str
    clock: ClockRow
    taken: str
    decided: str
    done: str
    parts: tuple[str, ...]
    letter_id: int | None
    letter_number: str
    row_version: int
    may_decide: bool = False
    may_copy: bool = False
    may_correct: bool = False
    may_erase: bool = False
    may_draft: bool = False


@dataclass(frozen=True)
class LockedFile:
    """A file that leaves the house, and the password that must go another way. The password is shown once."""

    password: str
    content: bytes

    def __repr__(self) -> str:
        return "LockedFile(…)"


@dataclass(frozen=True)
class ErasurePlan:
    """What an erasure takes and what stays, before anybody decides.

    Attributes:
        takes: what goes, in words; ``stays`` likewise.
        obstacle: why it cannot be carried out now, "" if nothing hinders.
        warnings: what the head must know.
    """

    takes: tuple[str, ...]
    stays: tuple[str, ...]
    obstacle: str
    warnings: tuple[str, ...]
