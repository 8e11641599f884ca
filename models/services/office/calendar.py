"""The office's year: days off, cuti bersama and Ramadan, edited year by year and compared with the decree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import times
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.office.settings import put_office
from models.services.views import DayOffRow, YearCalendar
from models.settings.office import DayOffEntry, OfficeProfile, RamadanDays, YearDays
from models.sop.days_text import read_days_off
from models.sop.officetime import DayOff

#: From the first of this month on the days off of the next year should be known: the SKB comes out in autumn.
_WARN_FROM_MONTH = 11


class CalendarService:
    """Reading and changing the days off."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def years(self) -> tuple[int, ...]:
        """The years that can be edited: those something is known of, and the next one."""
        self._desk.authorise(Permission.SETTINGS_READ)
        this = self._desk.clock.now().year
        with self._desk.reading():
            office = self._desk.office
        known = {day.year for day in times.holidays_of(office.days_off, office.years).days}
        return tuple(sorted(known | {this, this + 1}))

    def year(self, year: int) -> YearCalendar:
        """One year as it counts now."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return _of_year(self._desk.office, year)

    def read_text(self, text: str, year: int) -> tuple[DayOffRow, ...]:
        """The days off in a list that was pasted; VALUE_INVALID (``what``) names the line that cannot be read."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        try:
            return tuple(DayOffRow(one.day, one.name, one.kind.value) for one in read_days_off(text, year))
        except ValueError as problem:
            raise UserError(ErrorCode.VALUE_INVALID, what=str(problem)) from problem

    def save_year(self, calendar: YearCalendar) -> YearCalendar:
        """Set the days off and the fasting month of a year; open steps are due anew.

        Raises VALUE_INVALID (``what``) for a day of another year, one named twice or without a name.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        entries = tuple(sorted(_entries(calendar.days), key=lambda entry: entry.day))
        with self._desk.writing("pengaturan", "kasus") as unit:
            office, year = self._desk.office, calendar.year
            days = YearDays(year, entries, calendar.confirmed)
            kept = tuple(day for day in office.days_off if date.fromisoformat(day).year != year)
            months = [one for one in office.ramadan if one.year != year]
            if calendar.ramadan is not None:
                first, last = (day.isoformat() for day in calendar.ramadan)
                months.append(RamadanDays(year, first, last, calendar.ramadan_confirmed))
            changed = replace(
                office,
                years=tuple(sorted((*(one for one in office.years if one.year != year), days), key=lambda y: y.year)),
                days_off=kept,
                ramadan=tuple(sorted(months, key=lambda month: month.first)),
            )
            put_office(self._desk, self._definitions, unit, changed)
            unit.audit("kalender.ubah", "kantor", None, tahun=year, hari=len(entries), cocok=calendar.confirmed)
            return _of_year(self._desk.office, year)


def warning(office: OfficeProfile, today: date) -> tuple[str, int] | None:
    """What to say of days off that are missing or were not compared with the SKB, and of which year; None if well.

    The next year is looked at from 1 November on.
    """
    years = [today.year, today.year + 1] if today.month >= _WARN_FROM_MONTH else [today.year]
    known = times.holidays_of(office.days_off, office.years)
    for year in years:
        official = [one for one in known.of_year(year) if one.kind is not DayOff.LOCAL]
        if not official:
            return f"Hari libur tahun {year} belum diisi", year
        if known.unconfirmed(year):
            return f"Hari libur tahun {year} belum dicocokkan dengan SKB", year
    return None


def _of_year(office: OfficeProfile, year: int) -> YearCalendar:
    known = times.holidays_of(office.days_off, office.years)
    own = next((one for one in office.years if one.year == year), None)
    month = next((one for one in times.ramadan_of(office.ramadan) if one.first.year == year), None)
    return YearCalendar(
        year=year,
        days=tuple(DayOffRow(one.day, one.name, one.kind.value) for one in known.of_year(year)),
        confirmed=own.confirmed if own else not known.unconfirmed(year),
        own=own is not None,
        ramadan=(month.first, month.last) if month else None,
        ramadan_confirmed=month is not None and month.confirmed,
    )


def _entries(days: Iterable[DayOffRow]) -> Iterable[DayOffEntry]:
    for row in days:
        name = clean_text(row.name, lines=False)
        if not name:
            raise UserError(ErrorCode.VALUE_INVALID, what="Setiap hari libur diberi nama.")
        yield DayOffEntry(row.day.isoformat(), name, row.kind)
