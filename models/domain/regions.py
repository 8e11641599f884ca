"""Villages and what they lie in, by the codes of the Ministry of Home Affairs ("36.71.01.1004")."""

from __future__ import annotations

import heapq
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from lokal import wilayah

_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
#: What people write out and the list abbreviates.
_SHORT = {"kelurahan": "kel.", "kel": "kel.", "kecamatan": "kec.", "kec": "kec.", "kabupaten": "kab.", "kab": "kab.",
          "provinsi": "", "prov": "", "prov.": ""}  # fmt: skip
_KINDS = ("kel.", "desa", "kec.", "kab.", "kota")
_LEVELS = ("Provinsi", "Kabupaten/kota", "Kecamatan", "Desa/kelurahan")
_SHORTEST = 2


@dataclass(frozen=True)
class Region:
    """A village or town quarter: ``name`` for the first line of a list, ``within`` for the second."""

    code: str
    name: str
    within: str

    @property
    def full(self) -> str:
        return f"{self.name}, {self.within}" if self.within else self.name


@dataclass(frozen=True)
class _Index:
    """All villages, side by side in three lists, and the district each lies in."""

    codes: list[str]
    names: list[str]
    districts: list[int]
    surroundings: list[str]


def is_code(text: str) -> bool:
    """True if ``text`` has the shape of a region code; what people type by hand never has."""
    return _CODE.fullmatch(text) is not None


@lru_cache(maxsize=2048)
def find(code: str) -> Region | None:
    """The region with this code, None for an unknown one."""
    found = wilayah.get_wilayah(code) if is_code(code) else None
    return _region(found) if found else None


def describe(value: str) -> str:
    """What is shown and printed for a stored region: the full name of a code, any other text as it is."""
    found = find(value)
    return found.full if found else value


@lru_cache(maxsize=2048)
def levels(code: str) -> tuple[tuple[str, str], ...]:
    """What a code stands for, level by level ("Provinsi", "Banten"), as forms with one list for each ask it.

    Empty for what is no code or an unknown one; a code of a district gives three levels.
    """
    parts = code.split(".") if is_code(code) else []
    hits = [wilayah.get_wilayah(".".join(parts[:count])) for count in range(1, len(parts) + 1)]
    return tuple((name, hit.name) for name, hit in zip(_LEVELS, hits, strict=False) if hit)


@lru_cache(maxsize=8)
def regency_code(name: str) -> str:
    """The code of the regency or town called ``name`` ("Kota Tangerang", "Kab. Tanah Laut"), empty if unknown."""
    wanted = name.lower().replace("kab. ", "kabupaten ").strip()
    for province in wilayah.list_wilayah() if wanted else ():
        for regency in wilayah.list_wilayah(province.code):
            if wanted in (regency.name.lower(), f"kabupaten {regency.name.lower()}"):
                return regency.code
    return ""


@lru_cache(maxsize=8)
def districts(regency: str) -> tuple[Region, ...]:
    """The districts of the regency with this code, in the order of their codes; none for an unknown one."""
    return tuple(_region(found) for found in wilayah.list_wilayah(regency)) if regency else ()


def search(text: str, *, near: str = "", limit: int = 20) -> list[Region]:
    """Villages whose name or surroundings hold all words of ``text``, in any order, the likeliest first.

    ``near`` is the code of the office's own regency ("36.71"): its villages come before all others. Takes 10 to
    40 ms, the first time about 0.8 s: not for the GUI thread.
    """
    words = _words(text)
    if sum(map(len, words)) < _SHORTEST:
        return []
    index = _index()
    found: Iterable[int] = range(len(index.codes))
    for word in words:
        districts = {number for number, place in enumerate(index.surroundings) if word in place}
        names, lies_in = index.names, index.districts
        found = [at for at in found if word in names[at] or lies_in[at] in districts]
    own = near + "." if near else "-"
    plain = [_bare(word) for word in words]

    def rank(at: int) -> tuple[bool, int, int, str, str]:
        name, code = index.names[at], index.codes[at]
        return not code.startswith(own), _distance(_bare(name), plain), len(name), name, code

    best = heapq.nsmallest(limit, found, key=rank)
    return [region for at in best if (region := find(index.codes[at]))]


def _words(text: str) -> list[str]:
    """The words to look for; "kec. tangerang" and "kota tangerang" belong together."""
    words: list[str] = []
    for word in (_SHORT.get(word, word) for word in text.lower().replace(",", " ").split()):
        if words and words[-1] in _KINDS:
            words[-1] = f"{words[-1]} {word}"
        elif word:
            words.append(word)
    return words


def _bare(name: str) -> str:
    return name.split(" ", 1)[1] if name.startswith(("kel. ", "desa ")) else name


def _distance(bare: str, words: list[str]) -> int:
    """0 for the very name, more the less of the name the words give."""
    if bare == " ".join(words):
        return 0
    if bare in words:
        return 1
    if bare.startswith(words[0]):
        return 2
    if any(part.startswith(word) for part in bare.split() for word in words):
        return 3
    return 4 if any(word in bare for word in words) else 5


@lru_cache(maxsize=1)
def _index() -> _Index:
    codes: list[str] = []
    names: list[str] = []
    lies_in: list[int] = []
    surroundings: list[str] = []
    for province in wilayah.list_wilayah():
        for regency in wilayah.list_wilayah(province.code):
            for district in wilayah.list_wilayah(regency.code):
                surroundings.append("")
                for village in wilayah.list_wilayah(district.code):
                    region = _region(village)
                    surroundings[-1] = surroundings[-1] or region.within.lower()
                    codes.append(region.code)
                    names.append(region.name.lower())
                    lies_in.append(len(surroundings) - 1)
    return _Index(codes, names, lies_in, surroundings)


def _region(hit: wilayah.Wilayah) -> Region:
    """Name and surroundings with the words people look for: Kel./Desa, Kec., Kab./Kota."""
    parts = hit.path.split(", ")[1:]
    kind = {"desa": "Desa ", "kelurahan": "Kel. "}.get(hit.type, "")
    if hit.level == 4 and parts:
        parts[0] = f"Kec. {parts[0]}"
    within = ", ".join(parts).replace("Kabupaten ", "Kab. ")
    return Region(hit.code, f"{kind}{hit.name}", within)
