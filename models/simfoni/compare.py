"""A month of the office beside what the dashboard of Simfoni PPA showed: cells, differences, cases that may explain."""

from __future__ import annotations

from dataclasses import dataclass

from models.statistics.figures import Unit

#: Where the whole of a table is counted.
WHOLE = "="


def cell_key(table: str, row: str | None) -> str:
    """The name of a cell under which its total is kept; ``row`` None: the whole table."""
    return f"{table}{WHOLE}" if row is None else f"{table}:{row}"


@dataclass(frozen=True)
class CompareCell:
    """One number of the dashboard.

    Attributes:
        row: category, None for the whole table.
        ours: what the office counts.
        typed: what the dashboard showed; None while nobody wrote it down.
        resolved / remark: what a person said of a difference.
    """

    table: str
    row: str | None
    label: str
    ours: int
    typed: int | None = None
    resolved: bool = False
    remark: str = ""

    @property
    def key(self) -> str:
        return cell_key(self.table, self.row)

    @property
    def difference(self) -> int:
        """How many more the dashboard shows; 0 while nothing is typed."""
        return 0 if self.typed is None else self.typed - self.ours

    @property
    def open(self) -> bool:
        """Whether it differs and nobody has settled it."""
        return self.difference != 0 and not self.resolved


@dataclass(frozen=True)
class CompareTable:
    """One table of the dashboard."""

    key: str
    title: str
    unit: Unit
    cells: tuple[CompareCell, ...]


@dataclass(frozen=True)
class Comparison:
    """A month. ``rule``: which day puts a case into it."""

    period: str
    words: str
    rule: str
    tables: tuple[CompareTable, ...]

    @property
    def cells(self) -> tuple[CompareCell, ...]:
        """All cells, in order."""
        return tuple(cell for table in self.tables for cell in table.cells)

    @property
    def typed(self) -> int:
        """How many totals are written down."""
        return sum(cell.typed is not None for cell in self.cells)

    @property
    def differing(self) -> int:
        return sum(cell.difference != 0 for cell in self.cells)

    @property
    def open(self) -> int:
        """How many differences nobody has settled."""
        return sum(cell.open for cell in self.cells)


@dataclass(frozen=True)
class Candidate:
    """A case that may explain a difference, named as in every list."""

    case_id: int
    register_number: str
    client_label: str
    reason: str
