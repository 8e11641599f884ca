"""What later changes made of a report that is frozen: cell by cell, old and new. The old one stays as it is. Pure."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass

from models.statistics.figures import Counts, FigureRow, Figures, FigureTable

TOTAL = "Jumlah"
_COUNTS = (("victims", "Korban"), ("cases", "Kasus"), ("incidents", "Kejadian"))
_GENERAL = "Jumlah layanan"


@dataclass(frozen=True)
class CellChange:
    """One number that is another one now; titles as they stood in the later count."""

    table: str
    row: str
    column: str
    old: int
    new: int


@dataclass(frozen=True)
class Correction:
    """What changed in the figures of one frozen report.

    Attributes:
        period: key of its period, ``words`` as people read it.
        cells: the numbers that changed.
        registers: register numbers of the cases that came, went, or are counted otherwise now.
    """

    period: str
    words: str
    cells: tuple[CellChange, ...]
    registers: tuple[str, ...] = ()

    @property
    def recounted(self) -> bool:
        """Numbers differ although no case does: the way of counting changed."""
        return bool(self.cells) and not self.registers


def compare(old: Figures, new: Figures) -> Correction | None:
    """What ``new`` says otherwise than ``old`` of the same period; None if the same numbers stand everywhere.

    Numbers of the period before and the trend do not count: they are reports of their own.
    """
    cells = (*_counts(old.current, new.current), *_tables(old, new))
    if not cells:
        return None
    before, after = dict(old.fingerprints), dict(new.fingerprints)
    changed = sorted(number for number in before.keys() | after.keys() if before.get(number) != after.get(number))
    return Correction(new.period, new.words, cells, tuple(changed))


def _counts(old: Counts, new: Counts) -> Iterator[CellChange]:
    for name, words in _COUNTS:
        before, after = getattr(old, name), getattr(new, name)
        if before != after:
            yield CellChange(_GENERAL, words, TOTAL, before, after)


def _tables(old: Figures, new: Figures) -> Iterator[CellChange]:
    for key in dict.fromkeys(table.key for table in (*old.tables, *new.tables)):
        before, after = old.table(key), new.table(key)
        shown = after or before
        if shown is not None:
            yield from _table(shown.title, before, after)


def _table(title: str, old: FigureTable | None, new: FigureTable | None) -> Iterator[CellChange]:
    before, after = _numbers(old), _numbers(new)
    labels = _labels(old) | _labels(new)
    for place in dict.fromkeys((*after, *before)):
        one, other = before.get(place, 0), after.get(place, 0)
        if one != other:
            row, column = place
            yield CellChange(title, labels[("row", row)], labels[("column", column)], one, other)


#: Stands for the line or column of sums; no key of a list is written so.
_SUM = "="


def _numbers(table: FigureTable | None) -> dict[tuple[str, str], int]:
    if table is None:
        return {}
    found: dict[tuple[str, str], int] = {}
    for row in table.rows:
        found |= _line(table, row.key, row.cells, row.total)
    return found | _line(table, _SUM, table.totals, table.total)


def _line(table: FigureTable, row: str, cells: tuple[int, ...], total: int) -> dict[tuple[str, str], int]:
    if len(table.columns) == 1:  # its numbers are the sums themselves
        return {(row, table.columns[0].key): total}
    return {(row, column.key): value for column, value in zip(table.columns, cells, strict=True)} | {(row, _SUM): total}


def _labels(table: FigureTable | None) -> dict[tuple[str, str], str]:
    found = {("row", _SUM): TOTAL, ("column", _SUM): TOTAL}
    if table is not None:
        found |= {("row", row.key): _named(row) for row in table.rows}
        found |= {("column", column.key): column.label for column in table.columns}
    return found


def _named(row: FigureRow) -> str:
    return row.label or "Tidak diketahui"


def to_json(corrections: tuple[Correction, ...]) -> str:
    """The corrections as text; the same ones give the same text."""
    return json.dumps([asdict(one) for one in corrections], ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def from_json(text: str) -> tuple[Correction, ...]:
    """Corrections as they were kept."""
    return tuple(
        Correction(
            one["period"],
            one["words"],
            tuple(CellChange(**cell) for cell in one["cells"]),
            tuple(one["registers"]),
        )
        for one in json.loads(text)
    )
