"""Official numbers: patterns such as ``{kode}/{urut:03d}/{unit}/{bulan_romawi}/{tahun}``, and which number comes next.

Pure functions; the services call them in the transaction that fixes the letter. Counting starts again every calendar
year; a number once given is never given again, a void one stays in the register (Perka ANRI 5/2021).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from models.domain.indonesia import ROMAN, roman_month
from models.errors import BugError, ErrorCode, UserError

#: The largest number of a series in one year.
LARGEST = 999_999
LONGEST_PATTERN = 80

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
    """

    sequence: int
    day: date
    code: str = ""
    unit: str = ""
    secrecy: str = "biasa"
    kind: str = ""


@dataclass(frozen=True)
class _Slot:
    label: str
    show: Callable[[NumberParts], str]
    reads: str


_SLOTS: dict[str, _Slot] = {
    "kode": _Slot("kode klasifikasi arsip", lambda p: p.code, r"[0-9A-Za-z.\-]*?"),
    "urut": _Slot("nomor urut", lambda p: str(p.sequence), r"[0-9]+"),
    "unit": _Slot("kode unit", lambda p: p.unit, r".*?"),
    "bulan": _Slot("bulan, dua angka", lambda p: f"{p.day.month:02d}", r"(?:0[1-9]|1[0-2])"),
    "bulan_romawi": _Slot("bulan, angka Romawi", lambda p: roman_month(p.day.month), f"(?:{'|'.join(ROMAN)})"),
    "tahun": _Slot("tahun", lambda p: f"{p.day.year:04d}", r"[0-9]{4}"),
    "sifat": _Slot("sifat naskah (B, T, R, SR)", lambda p: _SECRECY_LETTERS.get(p.secrecy, "B"), r"(?:B|T|R|SR)"),
    "jenis": _Slot("jenis", lambda p: p.kind, r".*?"),
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
        text = _SLOTS[found.group(1)].show(parts)
        width = int(found.group(2) or 0)
        return text.zfill(width)

    return " ".join(_PLACE.sub(show, pattern).split())


@dataclass(frozen=True)
class NumberRead:
    """What a written number says: its running number and year, the rest as it stands."""

    sequence: int
    year: int
    code: str = ""
    unit: str = ""
    kind: str = ""


def parse_number(pattern: str, text: str) -> NumberRead | None:
    """The parts of a number written in ``pattern``; None if ``text`` does not follow it. BugError for a bad pattern."""
    if wrong := problems(pattern):
        raise BugError(f"number pattern: {wrong[0]}")
    found = _reader(pattern).fullmatch(" ".join(text.split()))
    if found is None:
        return None
    read = found.groupdict()
    sequence = int(read["urut"])
    if not 1 <= sequence <= LARGEST:
        return None
    return NumberRead(sequence, int(read["tahun"]), read.get("kode", ""), read.get("unit", ""), read.get("jenis", ""))


def _reader(pattern: str) -> re.Pattern[str]:
    """A regular expression for ``pattern``; a placeholder used twice must read the same both times."""
    built, position, seen = "", 0, set[str]()
    for found in _PLACE.finditer(pattern):
        built += re.escape(pattern[position : found.start()])
        name = found.group(1)
        built += f"(?P={name})" if name in seen else f"(?P<{name}>{_SLOTS[name].reads})"
        seen.add(name)
        position = found.end()
    return re.compile(built + re.escape(pattern[position:]))


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


def gaps(given: list[int]) -> tuple[int, ...]:
    """Running numbers missing between the first and the last of ``given``: the register must explain each."""
    known = set(given)
    return tuple(number for number in range(min(known), max(known)) if number not in known) if known else ()
