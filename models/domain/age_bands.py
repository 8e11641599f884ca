"""Age bands for reports: ``resources/data/kelompok-umur.toml`` as frozen data. Ages are counted, never stored."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache

import resources
from models.domain.indonesia import age

_NAME = "data/kelompok-umur.toml"
UNKNOWN = "Tidak diketahui"


@dataclass(frozen=True)
class AgeBands:
    """One way to put ages into bands, from the youngest; ``bounds`` are the highest ages in full years."""

    title: str
    source: str
    names: tuple[str, ...]
    bounds: tuple[int, ...]

    def of(self, years: int | None) -> str:
        """The band of an age; "Tidak diketahui" without one."""
        if years is None or years < 0:
            return UNKNOWN
        return next((name for name, top in zip(self.names, self.bounds, strict=False) if years <= top), self.names[-1])

    def on(self, born: str, day: date) -> str:
        """The band of somebody born on ``born`` (ISO text) on the day of the incident, else of the report."""
        try:
            return self.of(age(date.fromisoformat(born), day))
        except ValueError:
            return UNKNOWN


@cache
def shipped() -> dict[str, AgeBands]:
    """All ways by key ("simfoni", "puskesmas", "anak_dewasa")."""
    found = {}
    for key, table in tomllib.loads(resources.text(_NAME)).items():
        bands = table["kelompok"]
        names = tuple(str(band["nama"]) for band in bands)
        bounds = tuple(int(band["sampai"]) for band in bands[:-1])
        found[key] = AgeBands(table["judul"], table["sumber"], names, bounds)
    return found
