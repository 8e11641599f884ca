"""Dates and times the way people type them; every refusal says what is wrong and how to write it."""

from __future__ import annotations

import re
from datetime import date, timedelta

from models.domain.indonesia import MONTHS

_EXAMPLE = "Tulis tanggal seperti 24/12/2026."
_TIME_EXAMPLE = "Tulis jam seperti 09.30."
_WORDS = {"h": 0, "hari ini": 0, "sekarang": 0, "k": -1, "kemarin": -1, "kemarin dulu": -2, "b": 1, "besok": 1}
_NUMBERS = re.compile(r"(\d{1,2})[\s/.\-]+(\d{1,2})(?:[\s/.\-]+(\d{2}|\d{4}))?")
_SOLID = re.compile(r"(\d{2})(\d{2})(\d{2}|\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_NAMED = re.compile(r"(\d{1,2})[\s/.\-]*([a-z]{3,10})\.?[\s/.\-,]*(\d{2}|\d{4})?")
_TIME = re.compile(r"(\d{1,2})(?:[.:,\s]?(\d{2}))?")
_EARLIEST, _LATEST = 1900, 2199
_SPELLINGS = {"agt": 8, "ags": 8, "nop": 11, "nopember": 11, "pebruari": 2, "peb": 2, "des": 12}


class Unreadable(ValueError):
    """What was typed is no value of this kind; the text of the exception is the Indonesian correction."""


def parse_date(text: str, today: date, *, past: bool = False) -> date:
    """The date in ``text``: "17/8/2026", "17-08-2026", "17082026", "17.8.2026", "17 agustus 2026", "h", "kemarin".

    A year of two digits is the nearest one that makes sense: with ``past`` (birth, incident) never in the future,
    else at most 20 years ahead. Without a year this year is meant, with ``past`` the latest such day.

    Raises:
        Unreadable: with the sentence to show.
    """
    cleaned = " ".join(text.strip().lower().split())
    if cleaned in _WORDS:
        return today + timedelta(days=_WORDS[cleaned])
    day, month, year = _parts(cleaned)
    if not 1 <= month <= len(MONTHS):
        raise Unreadable(f"Bulan {month} tidak ada. {_EXAMPLE}")
    return _make(day, month, _year(year, (month, day), today, past=past))


def readable(text: str) -> bool:
    """True if ``text`` means a day, whatever day it is today."""
    try:
        parse_date(text, date(2000, 1, 1))
    except Unreadable:
        return False
    return True


def _parts(cleaned: str) -> tuple[int, int, str]:
    """Day, month and the digits of the year (empty when none was typed)."""
    if found := _ISO.fullmatch(cleaned):
        return int(found[3]), int(found[2]), found[1]
    if found := _NUMBERS.fullmatch(cleaned) or _SOLID.fullmatch(cleaned):
        return int(found[1]), int(found[2]), found[3] or ""
    if found := _NAMED.fullmatch(cleaned):
        return int(found[1]), _month(found[2]), found[3] or ""
    raise Unreadable(f"Tanggal ini tidak terbaca. {_EXAMPLE}")


def _month(word: str) -> int:
    if word in _SPELLINGS:
        return _SPELLINGS[word]
    matches = [number for number, name in enumerate(MONTHS, 1) if name.lower().startswith(word)]
    if len(matches) == 1:
        return matches[0]
    raise Unreadable(f'Bulan "{word}" tidak dikenal. {_EXAMPLE}')


def _year(digits: str, day: tuple[int, int], today: date, *, past: bool) -> int:
    if len(digits) == 4:
        return int(digits)
    later = day > (today.month, today.day)
    if not digits:
        return today.year - 1 if past and later else today.year
    year = today.year - today.year % 100 + int(digits)
    latest = today.year - 1 if past and later else today.year
    return year - 100 if year > (latest if past else today.year + 20) else year


def _make(day: int, month: int, year: int) -> date:
    if not _EARLIEST <= year <= _LATEST:
        raise Unreadable(f"Tahun {year} di luar jangkauan. {_EXAMPLE}")
    try:
        return date(year, month, day)
    except ValueError:
        if 1 <= day <= 31:
            raise Unreadable(f"{MONTHS[month - 1]} {year} tidak mempunyai tanggal {day}. {_EXAMPLE}") from None
        raise Unreadable(f"Tanggal {day} tidak ada. {_EXAMPLE}") from None


def parse_time(text: str) -> str:
    """The time in ``text`` ("9", "9.30", "0930", "21:05", "09.30 WIB") as "09:30".

    Raises:
        Unreadable: with the sentence to show.
    """
    cleaned = re.sub(r"^(pukul|jam)\s+|\s*(wib|wita|wit)$", "", text.strip().lower())
    found = _TIME.fullmatch(cleaned)
    if not found:
        raise Unreadable(f"Jam ini tidak terbaca. {_TIME_EXAMPLE}")
    hour, minute = int(found[1]), int(found[2] or 0)
    if hour > 23:
        raise Unreadable(f"Jam {hour} tidak ada. {_TIME_EXAMPLE}")
    if minute > 59:
        raise Unreadable(f"Menit {minute} tidak ada. {_TIME_EXAMPLE}")
    return f"{hour:02d}:{minute:02d}"
