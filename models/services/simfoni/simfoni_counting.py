"""Counting in the categories of Simfoni PPA: the records and the counting of the Data Layanan, other rows."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from datetime import date

from models.domain import simfoni_lists
from models.services.counting import rows
from models.services.counting.answers import answers
from models.services.counting.categories import CategoryBook
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.simfoni.sheet import DAY
from models.sop.periods import Period
from models.statistics.count import Categories, Counter, Question
from models.statistics.definition import DataPlan, Dimension
from models.statistics.figures import UNKNOWN, Basis, Heading
from models.statistics.records import Records, day_of
from models.store.tables import FactRow

_UNMAPPED = Heading("*", "Belum ada padanan")
_ALWAYS = date(1900, 1, 1), date(9998, 12, 31)


class SimfoniBook:
    """Gives each dimension the categories Simfoni has for it; where it has none, those of the office."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._definitions = definitions
        self._office = CategoryBook(desk, definitions)
        self._given: dict[Dimension, Categories] = {}

    def of(self, dimension: Dimension, said: frozenset[str]) -> Categories:
        """The rows or columns of a dimension. Inside a stretch."""
        names = simfoni_lists.shipped().get(dimension.listed)
        if names is None:
            found = self._office.of(dimension, said)
        else:
            entries = self._definitions.lists()[dimension.listed]
            # Where Simfoni itself has a category for what is not known, both are one row.
            keys = {name: UNKNOWN if name == dimension.unknown else name for name in names}
            moved = {option.key: entries.category(option.key) for option in entries.options}
            moved = {key: keys.get(name, name) for key, name in moved.items()}
            unknown = "" if dimension.unknown in names else dimension.unknown
            shown = tuple(Heading(key, name) for name, key in keys.items())
            found = Categories(shown, {}, moved, _UNMAPPED, unknown)
        self._given[dimension] = found
        return found

    def headings(self, dimension: Dimension, counted: Collection[str]) -> tuple[Heading, ...]:
        """All rows or columns of a dimension that was counted; ``counted``: the keys that occur."""
        found = self._given[dimension]
        named = {one.key for one in found.shown} & {UNKNOWN}
        return found.headings(set(counted) - named)


@dataclass(frozen=True)
class Counting:
    """A plan counted for one period and basis."""

    counter: Counter
    book: SimfoniBook


def records(plan: DataPlan, definitions: Definitions) -> Records:
    """All cases; their day of entry is that of their entry into Simfoni, others have none. Inside a stretch."""
    known = rows.cases(plan, Basis.REPORT, (), *_ALWAYS)
    days = _entry_days()
    said = answers(plan, definitions, [case.case_id for case in known])
    return Records(
        tuple(
            replace(
                case,
                entered=days.get(case.case_id, date.min),
                answers=said.get(case.case_id, {}),
            )
            for case in known
        )
    )


def count(
    desk: Desk, definitions: Definitions, plan: DataPlan, found: Records, asked: tuple[Period, Basis]
) -> Counting:
    """The records of one period by one basis. Inside a stretch."""
    book = SimfoniBook(desk, definitions)
    return Counting(Counter(plan, Question(*asked), found, book.of), book)


def _entry_days() -> dict[int, date]:
    query = FactRow.select(FactRow.case, FactRow.value).where(FactRow.key == DAY)
    return {row.case_id: day for row in query if (day := day_of(row.value.strip('"'))) is not None}
