"""A table for a spreadsheet program: numbers stay numbers, texts stay texts. Written to bytes by ``reports``."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True)
class Sum:
    """A sum the spreadsheet program works out by itself: of the numbers above it, or ``across`` those left of it.

    ``value`` is what it comes to; ``first`` how many columns, or rows, at the beginning are no part of it.
    """

    value: int
    across: bool = False
    first: int = 0


Cell = str | int | float | date | Sum | None


@dataclass(frozen=True)
class Column:
    """A column: ``width`` in characters; ``percent`` shows a share as a percentage."""

    title: str
    width: int = 14
    percent: bool = False


@dataclass(frozen=True)
class WorkSheet:
    """One sheet: lines of heading, then the table, then lines of remarks."""

    name: str
    heading: tuple[str, ...]
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True)
class WorkBook:
    """The whole file; ``made_at`` is what it says about its making."""

    title: str
    office: str
    made_at: datetime
    sheets: tuple[WorkSheet, ...]
