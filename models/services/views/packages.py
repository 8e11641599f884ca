"""What the screens see of cases that travel between offices."""

from __future__ import annotations

from dataclasses import dataclass

from models.services.cases.persons import Match


@dataclass(frozen=True)
class NewPackage:
    """To whom a case goes as a package. ``office`` and ``receiver`` are required.

    Attributes:
        ground / reason: why the law allows it where the client did not; "" with the client's consent.
    """

    office: str
    receiver: str
    post: str = ""
    ground: str = ""
    reason: str = ""


@dataclass(frozen=True)
class PackageMade:
    """A package and the password that goes another way, shown once."""

    password: str
    content: bytes

    def __repr__(self) -> str:
        return "PackageMade(…)"


@dataclass(frozen=True)
class Conflict:
    """One answer that differs: ``mine`` stands here, ``theirs`` in the package; both in words."""

    form_key: str
    form_title: str
    field_key: str
    label: str
    mine: str
    theirs: str


@dataclass(frozen=True)
class PackagePreview:
    """What a package holds, before anything is written.

    Attributes:
        counts: words such as "3 formulir"; ``unknown``: definitions this office has not, or has with other words.
        known_id / known_number: the case here that it is about, None / "" where it is new.
        conflicts: answers that differ from it; ``fresh``: what would be added to it, in words.
        similar: cases here whose client may be the same person.
        obstacle: why it cannot be taken in now, "" if nothing hinders.
    """

    office: str
    sender: str
    made: str
    number: str
    service: str
    client_label: str
    status: str
    ground: str
    counts: tuple[str, ...]
    unknown: tuple[str, ...]
    known_id: int | None
    known_number: str
    conflicts: tuple[Conflict, ...]
    fresh: tuple[str, ...]
    similar: tuple[Match, ...]
    obstacle: str = ""


@dataclass(frozen=True)
class TakenIn:
    """The case that a package became, or was joined to."""

    case_id: int
    number: str
