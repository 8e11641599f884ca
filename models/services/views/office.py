"""What the screens see of the office: people, procedures, status."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime

from models.services.views.calendar import NewsItem


@dataclass(frozen=True)
class ProcedureChoice:
    """A procedure in force that a new case can follow."""

    key: str
    name: str
    unit: str
    intake_form: str


@dataclass(frozen=True)
class StatusStrip:
    """The strip at the foot of the window; ``backup_age_days`` is None when there is no verified backup yet.

    Attributes:
        news: what the bell tells, the most urgent first.
        banner: the sentence about backups that stands over every page; "" while all is well.
    """

    backup_text: str
    backup_age_days: int | None
    badges: dict[str, int] = field(default_factory=dict)
    news: tuple[NewsItem, ...] = ()
    banner: str = ""


@dataclass(frozen=True)
class Safety:
    """How safely the data lie.

    Attributes:
        made / second: when the newest verified backup beside the data and in the second place was made.
        second_wanted: the office has named a second place.
        drilled: when restoring was last tried and went well; ``drill_due``: it is to be tried again.
    """

    made: datetime | None
    second: datetime | None
    second_wanted: bool
    drilled: datetime | None
    drill_due: bool


@dataclass(frozen=True)
class TitleChoice:
    """A kind of letter and the titles an office may print over it, the usual one first."""

    key: str
    name: str
    titles: tuple[str, ...]


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
