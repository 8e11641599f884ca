"""Register numbers of a stack of files as a clerk types or pastes them: one below the other, or as a range. Pure."""

from __future__ import annotations

import re
from dataclasses import dataclass

#: Most files received at once.
MOST = 500
_BREAK = re.compile(r"[\n;,\t]+")
_RANGE = re.compile(
    r"^(?P<first>\S.*?)\s+(?:s\.?\s?/?d\.?|sampai(?:\s+dengan)?|hingga|-|–|—)\s+(?P<last>\S.*)$", re.IGNORECASE
)
_PART = re.compile(r"\d+|\D+")


@dataclass(frozen=True)
class NumberList:
    """What was typed: the numbers in their order, and the one thing that is wrong with it, "" for nothing."""

    numbers: tuple[str, ...] = ()
    problem: str = ""


def read(text: str) -> NumberList:
    """The numbers in ``text``: one a line or between commas; "K/001 s.d. K/040" and "K/001 - 040" are ranges."""
    found: list[str] = []
    for typed in _BREAK.split(text):
        entry = " ".join(typed.split())
        if not entry:
            continue
        wanted = _RANGE.match(entry)
        run = _counted(wanted["first"], wanted["last"]) if wanted else [entry]
        if not run:
            return NumberList(problem=f"Rentang {entry} tidak terbaca. Tulis seperti KONS/001 s.d. KONS/040.")
        found += run
        if len(found) > MOST:
            return NumberList(problem=f"Paling banyak {MOST} berkas diterima sekaligus.")
    seen: set[str] = set()
    for number in found:
        if number.casefold() in seen:
            return NumberList(problem=f"Nomor {number} tertulis dua kali.")
        seen.add(number.casefold())
    return NumberList(tuple(found))


def _counted(first: str, last: str) -> list[str]:
    """All numbers from one to the other; they differ in one group of digits. Empty where they do not."""
    begun = _PART.findall(first)
    ended = _ended(begun, last)
    if begun == ended:
        return [first]
    places = [place for place, (one, other) in enumerate(zip(begun, ended, strict=False)) if one != other]
    if len(begun) != len(ended) or len(places) != 1:
        return []
    place = places[0]
    low, high = begun[place], ended[place]
    if not (low.isdecimal() and high.isdecimal()) or not 0 <= int(high) - int(low) <= MOST:
        return []
    before, after = "".join(begun[:place]), "".join(begun[place + 1 :])
    width = len(low) if low.startswith("0") or len(low) == len(high) else 0
    return [f"{before}{number:0{width}d}{after}" for number in range(int(low), int(high) + 1)]


def _ended(begun: list[str], last: str) -> list[str]:
    """The last number in parts; digits alone stand for the group of the first number that they can count on from."""
    if not last.isdecimal():
        return _PART.findall(last)
    groups = [place for place, part in enumerate(begun) if part.isdecimal()]
    same = [place for place in groups if len(begun[place]) == len(last)] or groups
    return [*begun[: same[0]], last, *begun[same[0] + 1 :]] if len(same) == 1 else []
