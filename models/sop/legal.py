"""Time limits that laws, or the program itself, set: ``resources/data/batas-hukum.toml`` as frozen data. No clock."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from functools import cache

import resources
from models.errors import BugError
from models.forms.fields import load_conditions
from models.forms.reading import Table, top
from models.forms.spec import Condition
from models.sop import worktime
from models.sop.officetime import ALWAYS_OPEN, WorkCalendar
from models.sop.spec import StandardTime, Unit
from models.source import Source

_NAME = "data/batas-hukum.toml"
#: Nights, weekends and holidays count as well.
_CALENDAR = WorkCalendar(ALWAYS_OPEN)


@dataclass(frozen=True)
class LegalLimit:
    """One limit.

    Attributes:
        hours: hours of the clock on the wall.
        basis: the article that sets it.
        starts_if: facts of a case that start it; empty for one that is started by hand with the verb ``by_hand``.
        on_request: the kind of request of a person about their data that starts it.
        letters: kinds of letters that fulfil it once issued.
        roles: application roles that see to it.
        by_law: a law sets it; False for a measure of good service that the program sets itself.
    """

    key: str
    title: str
    hours: int
    basis: str
    starts_if: tuple[Condition, ...] = ()
    by_hand: str = ""
    on_request: str = ""
    letters: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    by_law: bool = True

    @property
    def called(self) -> str:
        """What kind of limit it is, in Indonesian."""
        return "Batas waktu hukum" if self.by_law else "Batas waktu pelayanan"

    @property
    def standard(self) -> StandardTime:
        return StandardTime(self.hours, Unit.HOUR)

    def due(self, start: datetime) -> datetime:
        """When it is over."""
        return worktime.due(start, self.standard, _CALENDAR)

    def standing(self, start: datetime, now: datetime) -> worktime.Standing:
        """How a clock that was started at ``start`` stands at ``now``."""
        return worktime.standing(start, now, self.standard, _CALENDAR)


def read(source: Source) -> dict[str, LegalLimit]:
    """All sound limits by key; problems stay on ``source``."""
    top(source).known("batas")
    found: dict[str, LegalLimit] = {}
    for entry in top(source).tables("batas"):
        limit = _limit(entry)
        if limit.key in found:
            entry.complain(f'Kunci "{limit.key}" dipakai dua kali.', "kunci")
        found[limit.key] = limit
    return found if source.sound else {}


def _limit(entry: Table) -> LegalLimit:
    entry.known("kunci", "judul", "jam", "dasar", "mulai_bila", "catat", "permohonan", "surat", "peran", "bukan_hukum")
    hours = entry.number("jam")
    if hours is None or hours < 1:
        entry.complain('"jam" wajib ada: bilangan mulai dari 1.', "jam")
    limit = LegalLimit(
        key=entry.identifier(),
        title=entry.text("judul", required=True),
        hours=max(hours or 1, 1),
        basis=entry.text("dasar", required=True),
        starts_if=load_conditions(entry, "mulai_bila"),
        by_hand=entry.text("catat"),
        on_request=entry.text("permohonan"),
        letters=entry.texts("surat"),
        roles=entry.texts("peran"),
        by_law=not entry.flag("bukan_hukum"),
    )
    if sum(map(bool, (limit.starts_if, limit.by_hand, limit.on_request))) != 1:
        entry.complain('Tulis "mulai_bila", "catat", atau "permohonan", salah satu.', "mulai_bila")
    return limit


@cache
def shipped() -> dict[str, LegalLimit]:
    """The limits the program knows, by key."""
    source = Source.read(_NAME, resources.text(_NAME))
    found = read(source)
    if not found:
        raise BugError(f"legal limits cannot be read: {source.problems}")
    return found
