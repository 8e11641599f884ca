"""What the screens see of the office's year, of who is away, and of what the bell tells."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date


@dataclass(frozen=True)
class DayOffRow:
    """One day off. ``kind`` as in ``resources/data/hari-libur.json``."""

    day: date
    name: str
    kind: str


@dataclass(frozen=True)
class YearCalendar:
    """The days off and the fasting month of one year.

    Attributes:
        confirmed: the days off were compared with the SKB of three ministers.
        own: the office has edited this year; else it stands as it was shipped.
        ramadan: first and last day, None where neither is known.
        ramadan_confirmed: fixed by the government, no estimate any more.
    """

    year: int
    days: tuple[DayOffRow, ...] = ()
    confirmed: bool = False
    own: bool = False
    ramadan: tuple[date, date] | None = None
    ramadan_confirmed: bool = False


@dataclass(frozen=True)
class AbsenceRow:
    """An officer who is away from ``first`` to ``last``, and who stands in.

    Attributes:
        mode: "Plh." or "Plt." where a deputy signs for the post; "" without a deputy.
        text: "Berlangsung", "Akan datang", "Sudah lewat" or "Dibatalkan".
    """

    absence_id: int
    officer_id: int
    officer: str
    first: date
    last: date
    reason: str = ""
    deputy_id: int | None = None
    deputy: str = ""
    mode: str = ""
    cancelled: bool = False
    text: str = ""


@dataclass(frozen=True)
class NewsItem:
    """One line the bell tells, and where it leads.

    Attributes:
        group: the heading it stands below.
        tone: "danger", "warn" or "info".
        page_id / params: the place, as ``AppContext.navigate`` takes it.
    """

    group: str
    words: str
    tone: str
    page_id: str
    params: dict[str, object] = field(default_factory=dict)
