"""Counted figures of one period, ready for the screen, the paper and the spreadsheet; frozen as JSON once approved.

A figure counts victims, cases or incidents, never people at large: one case may be about several victims, and one
victim may have suffered several kinds of violence. Each table says which it counts and by which rule.
"""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import StrEnum
from typing import Any

#: Row of what nobody answered; it is shown as any other row, never left out.
UNKNOWN = ""


class Unit(StrEnum):
    """What one number counts."""

    VICTIMS = "korban"
    CASES = "kasus"
    INCIDENTS = "kejadian"
    ACCUSED = "terlapor"
    SERVICES = "layanan"
    STEPS = "langkah"
    FILES = "berkas"


class Basis(StrEnum):
    """Which day puts a case into a period: the incident's, that of the report, or that of its entry."""

    INCIDENT = "kejadian"
    REPORT = "laporan"
    ENTRY = "pencatatan"


@dataclass(frozen=True)
class Heading:
    """A column; ``key`` is stable across versions of lists, ``label`` is what people read."""

    key: str
    label: str


@dataclass(frozen=True)
class FigureRow:
    """One category: a number for each column, their sum in ``total``, and the sum in the same period before."""

    key: str
    label: str
    cells: tuple[int, ...]
    total: int
    before: int = 0


@dataclass(frozen=True)
class FigureTable:
    """One table.

    Attributes:
        key: its name in the definition of the report.
        rule: the sentence under the table that says what was counted and how.
        rows: all categories in the order of their list, also those nobody fell into; unknown last.
        totals: what stands in the line "Jumlah", for each column; where ``several`` it is no sum of the rows.
        total / before: the same over all columns, in this period and in the one before.
        several: one counted thing may stand in several rows, so that rows add up to more than the total.
        chart: drawn as bars beside the table.
    """

    key: str
    title: str
    unit: Unit
    rule: str
    columns: tuple[Heading, ...]
    rows: tuple[FigureRow, ...]
    totals: tuple[int, ...]
    total: int
    before: int = 0
    several: bool = False
    chart: bool = False


@dataclass(frozen=True)
class Counts:
    """The three that always stand together."""

    victims: int = 0
    cases: int = 0
    incidents: int = 0


@dataclass(frozen=True)
class TrendPoint:
    """The three counts of one month."""

    key: str
    label: str
    counts: Counts


@dataclass(frozen=True)
class Figures:
    """Everything counted for one period.

    Attributes:
        period: key of the period (``models.sop.periods``), ``words`` as people read it.
        basis: which day counted.
        services: keys of the procedures counted; empty: all of the office.
        current / before: the three counts of the period and of the same kind of period before it.
        rules: general counting rules, printed once under the three counts.
        trend: the months of the period, or the twelve months that end with a month.
        fingerprints: for each counted case its register number and a digest of what was counted of it, so that a
            later change of an old case can be told apart from a change of the way of counting. No names in it.
    """

    period: str
    words: str
    basis: Basis
    services: tuple[str, ...]
    current: Counts
    before: Counts
    rules: tuple[str, ...]
    tables: tuple[FigureTable, ...]
    trend: tuple[TrendPoint, ...] = ()
    fingerprints: tuple[tuple[str, str], ...] = ()

    def table(self, key: str) -> FigureTable | None:
        """The table with this key."""
        return next((table for table in self.tables if table.key == key), None)


def to_json(figures: Figures) -> str:
    """The figures as text; the same figures give the same text."""
    return json.dumps(asdict(figures), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> Figures:
    """The figures written by ``to_json``.

    Raises:
        ValueError, KeyError, TypeError: not such a text.
    """
    raw: dict[str, Any] = json.loads(text)
    return Figures(
        **raw
        | {
            "basis": Basis(raw["basis"]),
            "services": tuple(raw["services"]),
            "current": Counts(**raw["current"]),
            "before": Counts(**raw["before"]),
            "rules": tuple(raw["rules"]),
            "tables": tuple(_table(table) for table in raw["tables"]),
            "trend": tuple(TrendPoint(**point | {"counts": Counts(**point["counts"])}) for point in raw["trend"]),
            "fingerprints": tuple((number, digest) for number, digest in raw["fingerprints"]),
        }
    )


def _table(raw: dict[str, Any]) -> FigureTable:
    return FigureTable(
        **raw
        | {
            "unit": Unit(raw["unit"]),
            "columns": tuple(Heading(**column) for column in raw["columns"]),
            "rows": tuple(FigureRow(**row | {"cells": tuple(row["cells"])}) for row in raw["rows"]),
            "totals": tuple(raw["totals"]),
        }
    )
