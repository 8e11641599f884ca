"""Periods a documentation procedure runs for: "2026-11", "2026-S2", "2026". Pure, no clock."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from models.domain.indonesia import MONTHS
from models.errors import ErrorCode, UserError

MONTH, HALF, YEAR = "bulan", "semester", "tahun"
_KEY = re.compile(r"(?P<year>[0-9]{4})(?:-(?:(?P<month>0[1-9]|1[0-2])|S(?P<half>[12])))?")


@dataclass(frozen=True)
class Period:
    """A month, a half-year or a year.

    Attributes:
        kind: "bulan", "semester" or "tahun".
        first / last: its first and its last day.
    """

    key: str
    kind: str
    first: date
    last: date

    @property
    def words(self) -> str:
        """As in "November 2026", "Semester II 2026", "Tahun 2026"."""
        if self.kind == MONTH:
            return f"{MONTHS[self.first.month - 1]} {self.first.year}"
        if self.kind == HALF:
            return f"Semester {'I' if self.first.month == 1 else 'II'} {self.first.year}"
        return f"Tahun {self.first.year}"

    def over(self, day: date) -> bool:
        """True from the day after its last one."""
        return day > self.last

    def holds(self, other: Period) -> bool:
        """True if ``other`` lies wholly in this period."""
        return self.first <= other.first and other.last <= self.last


def parse(key: str) -> Period:
    """The period with this key.

    Raises:
        ValueError: not the key of a period.
    """
    found = _KEY.fullmatch(key)
    if found is None:
        raise ValueError(f"not a period: {key!r}")
    year = int(found["year"])
    if found["month"]:
        return _span(key, MONTH, year, int(found["month"]), 1)
    if found["half"]:
        return _span(key, HALF, year, int(found["half"]) * 6 - 5, 6)
    return _span(key, YEAR, year, 1, 12)


def asked(key: str, *kinds: str) -> Period:
    """The period somebody asks for, one of ``kinds`` if any are given. UserError VALUE_INVALID (``what``) otherwise."""
    try:
        found = parse(key)
    except ValueError:
        found = None
    if found is None or (kinds and found.kind not in kinds):
        what = "Periode ditulis seperti 2026-11, 2026-S2, atau 2026."
        if kinds == (MONTH,):
            what = "Bulan ditulis seperti 2026-11."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)
    return found


def containing(kind: str, day: date) -> Period:
    """The month, half-year or year ``day`` lies in."""
    if kind == MONTH:
        return parse(f"{day.year:04d}-{day.month:02d}")
    if kind == HALF:
        return parse(f"{day.year:04d}-S{1 if day.month <= 6 else 2}")
    return parse(f"{day.year:04d}")


def before(period: Period) -> Period:
    """The period of the same kind that ended the day before this one began."""
    return containing(period.kind, period.first - timedelta(days=1))


def _span(key: str, kind: str, year: int, month: int, months: int) -> Period:
    end = month + months - 1
    after = date(year + end // 12, end % 12 + 1, 1)
    return Period(key, kind, date(year, month, 1), after - timedelta(days=1))
