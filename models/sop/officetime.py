"""When the office works: hours of each weekday, breaks, and the days off. Pure data, no clock."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from enum import StrEnum
from itertools import pairwise

from models.errors import BugError

DAY_MINUTES = 24 * 60
WEEKDAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
_SPAN = re.compile(r"(\d{1,2})[.:](\d{2})\s*[-–]\s*(\d{1,2})[.:](\d{2})")


@dataclass(frozen=True, order=True)
class Interval:
    """A stretch of working time in minutes from midnight; ``end`` is the first minute that is free again."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= DAY_MINUTES:
            raise ValueError(f"no stretch of a day: {self.start} to {self.end}")

    def __str__(self) -> str:
        return f"{_clock(self.start)}–{_clock(self.end)}"


def _spans(text: str) -> Iterator[tuple[int, int]]:
    """Begin and end of each stretch in minutes from midnight; a night shift ends after ``DAY_MINUTES``."""
    for part in filter(None, (part.strip() for part in text.split(","))):
        span = _SPAN.fullmatch(part)
        if span is None:
            raise ValueError(f"not hours: {part!r}")
        from_hour, from_minute, to_hour, to_minute = map(int, span.groups())
        start, end = from_hour * 60 + from_minute, to_hour * 60 + to_minute
        if max(from_minute, to_minute) > 59 or max(start, end) > DAY_MINUTES or start == end:
            raise ValueError(f"not hours: {part!r}")
        yield start, end if end > start else end + DAY_MINUTES


def _clock(minutes: int) -> str:
    return f"{minutes // 60:02d}.{minutes % 60:02d}"


@dataclass(frozen=True)
class OfficeHours:
    """Working time of each weekday, Monday first; breaks are the gaps.

    Attributes:
        week: seven tuples of intervals in order and apart from one another, empty for a day off.
        always: a service around the clock: every minute counts, holidays included (``week`` is not looked at).
    """

    week: tuple[tuple[Interval, ...], ...]
    always: bool = False

    def __post_init__(self) -> None:
        if len(self.week) != len(WEEKDAYS) or not (self.always or any(self.week)):
            raise ValueError("office hours need seven weekdays, one of them a working day")
        for day in self.week:
            if any(before.end > after.start for before, after in pairwise(day)):
                raise ValueError("intervals of a day overlap")

    @classmethod
    def parse(cls, texts: Sequence[str]) -> OfficeHours:
        """Read seven texts like ``"07.30–12.00, 13.00–16.00"``, "" for a day off.

        A shift that ends past midnight (``"21.00–07.00"``) goes on into the next weekday.

        Raises:
            ValueError: a text is not of this form, or the hours make no sense.
        """
        if len(texts) != len(WEEKDAYS):
            raise ValueError("office hours need seven weekdays")
        week: list[list[Interval]] = [[] for _ in WEEKDAYS]
        for number, text in enumerate(texts):
            for start, end in _spans(text):
                week[number].append(Interval(start, min(end, DAY_MINUTES)))
                if end > DAY_MINUTES:
                    week[(number + 1) % len(WEEKDAYS)].append(Interval(0, end - DAY_MINUTES))
        return cls(tuple(tuple(sorted(day)) for day in week))

    def texts(self) -> tuple[str, ...]:
        """The seven texts ``parse`` reads back."""
        return tuple(", ".join(map(str, day)) for day in self.week)


#: Perpres 21/2023: Monday to Friday, from 07.30, 37 hours 30 minutes a week without the breaks (60 minutes, Friday 90).
STANDARD_HOURS = OfficeHours.parse((*("07.30–12.00, 13.00–16.00",) * 4, "07.30–11.30, 13.00–16.30", "", ""))
#: Perpres 21/2023 in Ramadan: from 08.00, 32 hours 30 minutes a week without the breaks (30 minutes, Friday 60).
RAMADAN_HOURS = OfficeHours.parse((*("08.00–12.00, 12.30–15.00",) * 4, "08.00–11.30, 12.30–15.30", "", ""))
#: A service that never closes, and the legal clocks that run through weekends.
ALWAYS_OPEN = OfficeHours(((),) * len(WEEKDAYS), always=True)


class DayOff(StrEnum):
    """Why a day is off (``jenis`` in ``hari-libur.json``)."""

    NATIONAL = "libur_nasional"
    COLLECTIVE_LEAVE = "cuti_bersama"
    LOCAL = "libur_setempat"


@dataclass(frozen=True, order=True)
class Holiday:
    """One day off; ``confirmed`` is False until it was compared with the yearly SKB of three ministers."""

    day: date
    name: str
    kind: DayOff = DayOff.NATIONAL
    confirmed: bool = True


@dataclass(frozen=True)
class Holidays:
    """All days off the office knows."""

    days: Mapping[date, Holiday] = field(default_factory=dict)

    @classmethod
    def read(cls, text: str) -> Holidays:
        """Read ``resources/data/hari-libur.json``, or an office's list of the same form.

        Raises:
            ValueError: not such a list.
        """
        try:
            found = [
                Holiday(date.fromisoformat(row["tanggal"]), row["nama"], DayOff(row["jenis"]), row["terverifikasi"])
                for row in json.loads(text)["hari"]
            ]
        except (KeyError, TypeError) as error:
            raise ValueError(f"not a list of days off: {error}") from error
        return cls({holiday.day: holiday for holiday in sorted(found)})

    def of_year(self, year: int) -> tuple[Holiday, ...]:
        """The days off of one year, by date."""
        return tuple(sorted(holiday for holiday in self.days.values() if holiday.day.year == year))

    def unconfirmed(self, year: int) -> bool:
        """True if the days off of ``year`` are missing or were not all compared with the SKB."""
        found = [holiday for holiday in self.of_year(year) if holiday.kind is not DayOff.LOCAL]
        return not found or not all(holiday.confirmed for holiday in found)


@dataclass(frozen=True, order=True)
class Ramadan:
    """The fasting month of one year; an estimate until the government has fixed its first day (sidang isbat)."""

    first: date
    last: date
    confirmed: bool = False

    def __post_init__(self) -> None:
        if not timedelta(days=28) <= self.last - self.first <= timedelta(days=29):
            raise ValueError(f"no month of 29 or 30 days: {self.first} to {self.last}")

    def __contains__(self, day: date) -> bool:
        return self.first <= day <= self.last


def read_ramadan(text: str) -> tuple[Ramadan, ...]:
    """Read ``resources/data/ramadan.json``; ValueError if it is not such a list."""
    try:
        rows = json.loads(text)["ramadan"]
        return tuple(
            sorted(
                Ramadan(date.fromisoformat(row["mulai"]), date.fromisoformat(row["akhir"]), row["terverifikasi"])
                for row in rows
            )
        )
    except (KeyError, TypeError) as error:
        raise ValueError(f"not a list of fasting months: {error}") from error


@dataclass(frozen=True)
class WorkCalendar:
    """What time counts for an office.

    Attributes:
        days_are_working: "hari" in a procedure means working days (else calendar days, as the SOP writes it).
        ramadan: fasting months in which ``ramadan_hours`` take the place of ``hours``.
    """

    hours: OfficeHours = STANDARD_HOURS
    holidays: Holidays = field(default_factory=Holidays)
    days_are_working: bool = False
    ramadan: tuple[Ramadan, ...] = ()
    ramadan_hours: OfficeHours = RAMADAN_HOURS

    def works(self, day: date) -> bool:
        """True on a working day."""
        return bool(self.intervals(day))

    def intervals(self, day: date) -> tuple[Interval, ...]:
        """The working time of ``day``."""
        if self.hours.always:
            return (Interval(0, DAY_MINUTES),)
        if day in self.holidays.days:
            return ()
        fasting = any(day in month for month in self.ramadan)
        return (self.ramadan_hours if fasting else self.hours).week[day.weekday()]

    def stretches(self, start: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Stretches of working time from ``start`` on, in its zone (the Indonesian zones never change their offset).

        Raises:
            BugError: no working time within a year: the list of days off cannot be right.
        """
        midnight = datetime.combine(start.date(), time(), start.tzinfo)
        idle = 0
        while idle <= 366:
            idle += 1
            for interval in self.intervals(midnight.date()):
                opened, closed = (
                    midnight + timedelta(minutes=interval.start),
                    midnight + timedelta(minutes=interval.end),
                )
                if closed > start:
                    idle = 0
                    yield max(opened, start), closed
            midnight += timedelta(days=1)
        raise BugError("no working time within a year")

    @property
    def day_seconds(self) -> int:
        """Working seconds of a usual working day (the mean over the week)."""
        if self.hours.always:
            return DAY_MINUTES * 60
        days = [sum(interval.end - interval.start for interval in day) for day in self.hours.week if day]
        return sum(days) * 60 // len(days)
