"""The reports of a period a procedure may make (``laporan`` in ``hasil``), and what its decisions do with them."""

from __future__ import annotations

import tomllib
from functools import cache

import resources

FILE = "data/laporan.toml"
#: What a branch of a decision may do with the report of its run (``laporan`` in ``putusan``), in words.
REPORT_MOVES = {
    "diterima": "laporan diterima",
    "disetujui": "laporan disetujui dan dibekukan",
    "dikembalikan": "laporan dikembalikan kepada penyusun",
}
APPROVED, RETURNED = "disetujui", "dikembalikan"


@cache
def report_kinds() -> dict[str, str]:
    """Key in definition files and the name of every report the program can make."""
    return {entry["kunci"]: entry["nama"] for entry in tomllib.loads(resources.text(FILE))["jenis"]}
