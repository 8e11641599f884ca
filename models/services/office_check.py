"""What an office may set about itself: everything the program later counts, numbers or prints with must be readable."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date
from typing import Any

from models.domain.clock import ZONES
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.numbering import LARGEST, problems
from models.settings.office import OfficeProfile, YearDays
from models.sop.officetime import DayOff, OfficeHours, Ramadan

PAPERS = ("A4", "F4", "F4-210")
DAY_COUNTS = ("kalender", "kerja")


def checked(profile: OfficeProfile) -> OfficeProfile:
    """The profile with its texts tidied; VALUE_INVALID (``what``: the first thing to correct) if it cannot be used."""
    given = {field.name: getattr(profile, field.name) for field in fields(profile)}
    texts: dict[str, Any] = {
        name: clean_text(text, lines=True) for name, text in given.items() if isinstance(text, str)
    }
    tidy = replace(profile, **texts)
    for sentence in _wrong(tidy):
        raise UserError(ErrorCode.VALUE_INVALID, what=sentence)
    return tidy


def _wrong(profile: OfficeProfile) -> Iterator[str]:
    if not profile.name:
        yield "Nama kantor wajib diisi."
    if profile.zone not in ZONES:
        yield f"Zona waktu harus {', '.join(ZONES)}."
    if profile.paper not in PAPERS:
        yield f"Kertas harus {', '.join(PAPERS)}."
    if profile.day_counts not in DAY_COUNTS:
        yield f"Hitungan hari harus {' atau '.join(DAY_COUNTS)}."
    yield from profile.look.problems()
    yield from _wrong_times(profile)
    for pattern in profile.patterns.values():
        yield from (f"{pattern.label or 'Pola nomor'}: {sentence}" for sentence in problems(pattern.pattern))
        if not 1 <= pattern.start <= LARGEST:
            yield f"{pattern.label or 'Pola nomor'}: nomor awal harus dari 1 sampai {LARGEST}."


def _wrong_times(profile: OfficeProfile) -> Iterator[str]:
    weeks = [profile.hours, profile.ramadan_week, *(own.hours for own in profile.service_hours)]
    if not all(map(_readable, weeks)):
        yield "Jam kerja tidak terbaca. Tulis seperti 07.30–12.00, 13.00–16.00."
    for day in (*profile.days_off, *(entry.day for year in profile.years for entry in year.days)):
        if not _is_day(day):
            yield f"Hari libur {day} bukan tanggal."
    for year in profile.years:
        yield from _wrong_year(year)
    for month in profile.ramadan:
        try:
            Ramadan(date.fromisoformat(month.first), date.fromisoformat(month.last))
        except ValueError:
            yield "Bulan Ramadan lamanya 29 atau 30 hari."


def _wrong_year(year: YearDays) -> Iterator[str]:
    for entry in year.days:
        if _is_day(entry.day) and date.fromisoformat(entry.day).year != year.year:
            yield f"Hari libur {entry.name} tidak terletak dalam tahun {year.year}."
        if entry.kind not in list(DayOff):
            yield f"Jenis hari libur {entry.kind} tidak dikenal."
    if len({entry.day for entry in year.days}) < len(year.days):
        yield f"Ada tanggal yang tertulis dua kali dalam hari libur tahun {year.year}."


def _readable(week: tuple[str, ...]) -> bool:
    try:
        return not week or bool(OfficeHours.parse(week))
    except ValueError:
        return False


def _is_day(text: str) -> bool:
    try:
        return bool(date.fromisoformat(text))
    except ValueError:
        return False
