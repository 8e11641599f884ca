"""Villages and what they lie in, by the codes of the Ministry of Home Affairs ("36.71.01.1004")."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lokal import wilayah

_CODE = re.compile(r"\d{2}(\.\d{2}(\.\d{2}(\.\d{4})?)?)?")
_MOST_CANDIDATES = 4000


@dataclass(frozen=True)
class Region:
    """A village or town quarter: ``name`` for the first line of a list, ``within`` for the second."""

    code: str
    name: str
    within: str

    @property
    def full(self) -> str:
        return f"{self.name}, {self.within}" if self.within else self.name


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


def search(text: str, *, near: str = "", limit: int = 20) -> list[Region]:
    """Villages whose name or surroundings hold all words of ``text``, in any order; those in ``near`` come first.

    ``near`` is the code of the office's own district ("36.71"). Takes up to 0.3 s: not for the GUI thread.
    """
    words = text.lower().replace(",", " ").split()
    if not words or len(text.strip()) < 2:
        return []
    found: dict[str, Region] = {}
    for word in dict.fromkeys(words):
        others = [other for other in words if other != word]
        for hit in wilayah.search_wilayah(word, level=4, limit=_MOST_CANDIDATES):
            region = _region(hit)
            if all(other in region.full.lower() for other in others):
                found.setdefault(region.code, region)
        if len(words) == 1:
            break
    ordered = sorted(
        found.values(),
        key=lambda region: (not (near and region.code.startswith(near)), not region.name.lower().endswith(words[0])),
    )
    return ordered[:limit]


def _region(hit: wilayah.Wilayah) -> Region:
    """Name and surroundings with the words people look for: Kel./Desa, Kec., Kab./Kota."""
    parts = hit.path.split(", ")[1:]
    kind = {"desa": "Desa ", "kelurahan": "Kel. "}.get(hit.type, "")
    if hit.level == 4 and parts:
        parts[0] = f"Kec. {parts[0]}"
    within = ", ".join(parts).replace("Kabupaten ", "Kab. ")
    return Region(hit.code, f"{kind}{hit.name}", within)
