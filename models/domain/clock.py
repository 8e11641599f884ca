"""The only door to the time of day; everything else is handed a ``Clock``."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

#: The three official time zones of Indonesia (Keppres 41/1987) and what is printed for them.
ZONES = {"WIB": "Asia/Jakarta", "WITA": "Asia/Makassar", "WIT": "Asia/Jayapura"}


@cache
def _zone(name: str) -> ZoneInfo:
    """The first window asks for no time; what reads the zones is loaded with the first question."""
    from zoneinfo import ZoneInfo

    return ZoneInfo(ZONES[name])


class Clock(Protocol):
    """Gives the present moment as an aware datetime in the office's zone."""

    def now(self) -> datetime: ...


@dataclass(frozen=True)
class SystemClock:
    """The PC's clock, read in the office's zone ("WIB", "WITA" or "WIT")."""

    zone: str = "WIB"

    def now(self) -> datetime:
        return datetime.now(_zone(self.zone)).replace(microsecond=0)


@dataclass
class FixedClock:
    """A clock that stands still until it is moved: for tests, samples and the self-test."""

    moment: datetime = field(default_factory=lambda: datetime(2026, 11, 23, 8, 5, tzinfo=_zone("WIB")))

    def now(self) -> datetime:
        return self.moment

    def advance(self, **delta: float) -> datetime:
        """Move on by ``timedelta(**delta)`` and return the new moment."""
        self.moment += timedelta(**delta)
        return self.moment
