"""Official numbers: patterns such as ``{kode}/{urut:03d}/{unit}/{bulan_romawi}/{tahun}``, and which number comes next.

Pure functions; the services call them in the transaction that fixes the letter. Counting starts again every calendar
year; a number once given is never given again, a void one stays in the register (Perka ANRI 5/2021).
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from models.domain.indonesia import roman_month
from models.errors import BugError, ErrorCode, UserError

#: The largest number of a series in one year.
LARGEST = 999_999
LONGEST_PATTERN = 80
#: How an inserted number is written, and an example of it.
INSERTIONS = {"a": "012a", ".a": "012.a", ".01": "012.01"}

_PLACE = re.compile(r"\{([a-z_]*)(?::(0?[1-6])d)?\}")
_ALLOWED = re.compile(r"[0-9A-Za-z /.,()\-]*")
_SECRECY_LETTERS = {"biasa": "B", "terbatas": "T", "rahasia": "R", "sangat rahasia": "SR"}


@dataclass(frozen=True)
class NumberParts:
    """What a number is made of.

    Attributes:
        sequence: running number in its series and year, from 1.
        day: date of the paper; gives month and year.
        code: archive classification; ``unit`` the office's code; ``kind`` the kind of case or letter.
        secrecy: "biasa", "terbatas", "rahasia" or "sangat rahasia"; printed as B, T, R or SR.
        suffix: what follows the running number of an inserted one ("a" in 12a), else "".
    """

    sequence: int
    day: date
    code: str = ""
    unit: str = ""
    secrecy: str = "biasa"
    kind: str = ""
    suffix: str = ""


@dataclass(frozen=True)
class _Slot:
    label: str
    show: Callable[[NumberParts], str]


_SLOTS: dict[str, _Slot] = {
    "kode": _Slot("kode klasifikasi arsip", lambda p: p.code),
    "urut": _Slot("nomor urut", lambda p: str(p.sequence)),
    "unit": _Slot("kode unit", lambda p: p.unit),
    "bulan": _Slot("bulan, dua angka", lambda p: f"{p.day.month:02d}"),
    "bulan_romawi": _Slot("bulan, angka Romawi", lambda p: roman_month(p.day.month)),
    "tahun": _Slot("tahun", lambda p: f"{p.day.year:04d}"),
    "sifat": _Slot("sifat naskah (B, T, R, SR)", lambda p: _SECRECY_LETTERS.get(p.secrecy, "B")),
    "jenis": _Slot("jenis", lambda p: p.kind),
}

#: Placeholders of a pattern and what they stand for, for the settings page.
PLACES: dict[str, str] = {name: slot.label for name, slot in _SLOTS.items()}


def problems(pattern: str) -> tuple[str, ...]:
    """What is wrong with ``pattern``, in Indonesian sentences; empty if it can be used."""
    names = [found.group(1) for found in _PLACE.finditer(pattern)]
    rest = _PLACE.sub("", pattern)
    found: list[str] = []
    if len(pattern) > LONGEST_PATTERN:
        found.append(f"Pola nomor paling panjang {LONGEST_PATTERN} huruf.")
    if "{" in rest or "}" in rest:
        found.append("Ada kurung kurawal yang tidak terbaca. Tulis seperti {urut} atau {urut:03d}.")
    elif not _ALLOWED.fullmatch(rest):
        found.append("Pola nomor hanya boleh berisi huruf, angka, spasi, dan tanda / . , ( ) -.")
    for name in dict.fromkeys(names):
        if name not in _SLOTS:
            found.append(f"{{{name}}} tidak dikenal. Yang dikenal: {', '.join(f'{{{known}}}' for known in _SLOTS)}.")
    if any(width and name != "urut" for name, width in _PLACE.findall(pattern)):
        found.append("Hanya {urut} yang dapat diberi lebar, misalnya {urut:03d}.")
    if names.count("urut") != 1:
        found.append("Pola nomor harus memuat {urut} tepat satu kali.")
    if "tahun" not in names:
        found.append("Pola nomor harus memuat {tahun}, karena nomor urut mulai lagi dari 1 setiap tahun.")
    if re.search(r"[0-9}]\{urut|\{urut[^}]*\}[0-9{]", pattern):
        found.append("Beri tanda pemisah, misalnya /, sebelum dan sesudah {urut}.")
    return tuple(found)


def format_number(pattern: str, parts: NumberParts) -> str:
    """The number as printed ("800.1.11.1/017/UPTD-PPA/2026"). BugError for a pattern that has ``problems``."""
    if wrong := problems(pattern):
        raise BugError(f"number pattern: {wrong[0]}")
    if not 1 <= parts.sequence <= LARGEST:
        raise UserError(ErrorCode.VALUE_INVALID, nilai=parts.sequence)

    def show(found: re.Match[str]) -> str:
        name, width = found.group(1), int(found.group(2) or 0)
        text = _SLOTS[name].show(parts).zfill(width)
        return text + parts.suffix if name == "urut" else text

    return " ".join(_PLACE.sub(show, pattern).split())


def next_sequence(counters: Mapping[int, int], year: int, start: int = 1) -> int:
    """The running number that comes next in ``year``.

    Args:
        counters: the last number given in each year of this series.
        start: the first number of the very first year, for an office that moves over from a paper book.

    Raises:
        UserError: VALUE_INVALID when the series is used up.
    """
    opening = 1 if any(earlier < year for earlier in counters) else start
    following = counters[year] + 1 if year in counters else opening
    if not 1 <= following <= LARGEST:
        raise UserError(ErrorCode.VALUE_INVALID, nilai=following)
    return following


def next_suffix(style: str, taken: Collection[str]) -> str:
    """What follows the running number of the next inserted one: "a" after none, "b" after "a", "aa" after "z".

    ``style`` is one of ``INSERTIONS``; ``taken`` are the suffixes already given at this running number.
    """
    for count in itertools.count(1):
        suffix = f".{count:02d}" if style == ".01" else style.removesuffix("a") + _letters(count)
        if suffix not in taken:
            return suffix
    raise BugError("counting ended")


def _letters(count: int) -> str:
    """1 is "a", 26 "z", 27 "aa"."""
    found = ""
    while count:
        count, place = divmod(count - 1, 26)
        found = chr(ord("a") + place) + found
    return found


def holes(known: Iterable[int], first: int, last: int) -> tuple[tuple[int, int], ...]:
    """The stretches of running numbers from ``first`` to ``last`` that are not ``known``, each with both its ends."""
    found, following = [], first
    for number in sorted({*known, last + 1}):
        if following < number <= last + 1:
            found.append((following, number - 1))
        following = max(following, number + 1)
    return tuple(found)
