"""A year's list of days off as people copy it from a decree: one day or several a line, with its name."""

from __future__ import annotations

import re
from datetime import date

from models.domain.indonesia import MONTHS, short_date
from models.forms.dates import Unreadable, parse_date
from models.sop.officetime import DayOff, Holiday

#: Weekdays, numbering, table marks: what stands around a date in a copied list and says nothing.
_NOISE = re.compile(r"\b(senin|selasa|rabu|kamis|jum'?at|sabtu|minggu)\b,?", re.IGNORECASE)
_BULLET = re.compile(r"^\s*(?:\d{1,2}[.)]\s+|[-*•]\s+)")
_MONTH = "|".join(sorted((*MONTHS, *(name[:3] for name in MONTHS), "Agt", "Nop"), key=len, reverse=True))
_DAYS = r"\d{1,2}(?:\s*(?:,|dan|&|s\.?d\.?|sampai|-|–)\s*\d{1,2})*"
#: "20, 23 dan 24 Maret 2026", "1 Januari", "18-03-2026", "2026-03-18".
_DATE = re.compile(
    rf"(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<plain>\d{{1,2}}[/.\-]\d{{1,2}}[/.\-]\d{{4}})"
    rf"|(?P<days>{_DAYS})\s+(?P<month>{_MONTH})\b\.?(?:\s+(?P<year>\d{{4}}))?",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d{1,2})\s*(?:s\.?d\.?|sampai|-|–)\s*(\d{1,2})", re.IGNORECASE)
_EDGES = " \t:;,.|–-()"


def read_days_off(text: str, year: int) -> tuple[Holiday, ...]:
    """The days off in ``text``, by date. A line that speaks of leave is *cuti bersama*, else a national day off.

    Raises:
        ValueError: the Indonesian sentence that names the first line that cannot be read, or a day named twice.
    """
    found: dict[date, Holiday] = {}
    for line in filter(None, (line.strip() for line in text.splitlines())):
        for holiday in _of_line(line, year):
            if holiday.day in found:
                raise ValueError(f"Tanggal {short_date(holiday.day)} tertulis dua kali.")
            found[holiday.day] = holiday
    return tuple(sorted(found.values()))


def _of_line(line: str, year: int) -> list[Holiday]:
    words = _NOISE.sub(" ", line)
    place = _DATE.search(words)
    if place is None:
        words = _BULLET.sub("", words)
        place = _DATE.search(words)
    if place is None:
        raise ValueError(f"Tidak ada tanggal dalam baris “{line}”. Tulis seperti 17 Agustus Hari Kemerdekaan.")
    days = _days(place, line, year)
    before = re.sub(r"^\d{1,2}[.)]?$", "", words[: place.start()].strip(_EDGES))
    name = " ".join(f"{before} {words[place.end() :].strip(_EDGES)}".split())
    kind = DayOff.COLLECTIVE_LEAVE if "cuti" in line.lower() else DayOff.NATIONAL
    if "setempat" in line.lower() or "kantor" in line.lower():
        kind = DayOff.LOCAL
    if not name:
        raise ValueError(f"Hari libur dalam baris “{line}” belum diberi nama.")
    return [Holiday(day, name, kind, confirmed=False) for day in days]


def _days(place: re.Match[str], line: str, year: int) -> list[date]:
    texts = [place["iso"] or place["plain"]] if place["iso"] or place["plain"] else _spread(place, year)
    try:
        days = [parse_date(text, date(year, 1, 1)) for text in texts]
    except Unreadable as problem:
        raise ValueError(f"Tanggal dalam baris “{line}” tidak terbaca. {problem}") from problem
    if any(day.year != year for day in days):
        raise ValueError(f"Tanggal dalam baris “{line}” tidak terletak dalam tahun {year}.")
    return days


def _spread(place: re.Match[str], year: int) -> list[str]:
    """ "20, 23 dan 24" as single days of the month; "20-24" as all days between."""
    spelled = _RANGE.sub(lambda pair: ",".join(map(str, range(int(pair[1]), int(pair[2]) + 1))), place["days"])
    numbers = re.findall(r"\d{1,2}", spelled)
    return [f"{number} {place['month']} {place['year'] or year}" for number in numbers]
