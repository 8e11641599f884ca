"""The counting: things sorted into the rows and columns of a table, compared with the period before. Pure."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import chain

from models.domain.age_bands import UNKNOWN as NO_AGE
from models.forms.spec import Value
from models.sop import periods
from models.sop.periods import Period
from models.statistics.definition import DataPlan, Dimension, Group, TableRule
from models.statistics.figures import (
    UNKNOWN,
    Basis,
    Counts,
    FigureRow,
    Figures,
    FigureTable,
    Heading,
    TrendPoint,
    Unit,
)
from models.statistics.records import CaseRecord, Records
from models.statistics.things import Thing, things

#: The column of a table that has no columns of its own.
ONLY = Heading("jumlah", "Jumlah")
_TREND_MONTHS = 12
#: What of a person or an incident is part of the digest of a case; nothing that names anybody.
_DIGESTED = ("tanggal", "tempat", "bentuk", "kdrt", "wilayah", "tanggal_lahir", "umur", "jenis_kelamin", "pendidikan",
             "pekerjaan", "disabilitas", "hubungan", "kewarganegaraan", "status_kawin", "agama")  # fmt: skip
#: The facts of a case that are part of it as well.
_OF_CASE = ("kasus.kanal", "kasus.risiko", "kasus.kebutuhan", "kasus.jenis", "kasus.kewenangan", "kasus.darurat",
            "pelapor.hubungan")  # fmt: skip
#: All facts a digest is made of.
DIGESTED = (*(f"{group.value}{word}" for group in Group if group.value for word in _DIGESTED), *_OF_CASE)


@dataclass(frozen=True)
class Categories:
    """The rows or columns a dimension gives.

    Attributes:
        shown: those that always stand there, in their order.
        known: labels of others: retired choices, places outside the own region, procedures no longer used.
        moved: values that are counted under another key: a district far away under its regency.
        other: the row of what stands in no list; None: each such value is a row of its own.
        unknown: what the row of those is called of whom nothing is known; "": there are none.
    """

    shown: tuple[Heading, ...] = ()
    known: Mapping[str, str] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    other: Heading | None = None
    unknown: str = ""

    def place(self, value: str) -> str:
        """The key of the row a value belongs to."""
        if value == NO_AGE:
            return UNKNOWN
        value = self.moved.get(value, value)
        if self.other is None or value in self.known or any(value == one.key for one in self.shown):
            return value
        return self.other.key

    def headings(self, counted: Collection[str]) -> tuple[Heading, ...]:
        """All rows: the shown, those of the others that were ``counted``, and the unknown last."""
        have = {one.key for one in self.shown}
        more = set(counted) - have - {UNKNOWN}
        other = [self.other] if self.other is not None and self.other.key in more else []
        named = [Heading(key, self.known.get(key, key)) for key in more - {one.key for one in other}]
        found = [*self.shown, *sorted(named, key=lambda one: (one.label.casefold(), one.key)), *other]
        if self.unknown or UNKNOWN in counted:
            found.append(Heading(UNKNOWN, self.unknown or NO_AGE))
        return tuple(found)


#: Gives the categories of a dimension, told which values occur.
Catalogue = Callable[[Dimension, frozenset[str]], Categories]


@dataclass(frozen=True)
class Question:
    """What is asked for; no ``services``: all."""

    period: Period
    basis: Basis = Basis.REPORT
    services: tuple[str, ...] = ()


@dataclass
class Tally:
    """The things of a table by row and column; a thing may stand in several."""

    things: list[Thing] = field(default_factory=list)
    rows: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    columns: dict[str, list[Thing]] = field(default_factory=lambda: defaultdict(list))
    cells: dict[tuple[str, str], list[Thing]] = field(default_factory=lambda: defaultdict(list))

    def of(self, row: str | None, column: str | None) -> list[Thing]:
        """The things of a cell; None stands for the whole row, column or table."""
        if row is None:
            return self.things if column is None else self.columns.get(column, [])
        return self.rows.get(row, []) if column is None else self.cells.get((row, column), [])


class Counter:
    """Counts records by a plan, for one question."""

    def __init__(self, plan: DataPlan, question: Question, records: Records, catalogue: Catalogue) -> None:
        self._plan = plan
        self._asked = question
        kept = tuple(one for one in records.cases if one.ended_as.casefold() not in plan.not_cases)
        self._dropped = tuple(one for one in records.cases if one.ended_as.casefold() in plan.not_cases)
        self._records = Records(kept, records.events)
        self._before = periods.before(question.period)
        self._catalogue = catalogue
        self._categories: dict[Dimension, Categories] = {}
        self._where: dict[Dimension, dict[str, str]] = {}
        self._found: dict[tuple[Unit, str], list[Thing]] = {}
        self._values: dict[tuple[Dimension, Unit, str], list[tuple[str, ...]]] = {}

    def figures(self, told: Callable[[int, int], object] = lambda _done, _all: None) -> Figures:
        """All tables, the three counts and the trend; ``told`` hears how many tables of how many are done."""
        asked, tables = self._asked, []
        for number, rule in enumerate(self._plan.tables):
            told(number, len(self._plan.tables))
            tables.append(self._table(rule))
        return Figures(
            period=asked.period.key,
            words=asked.period.words,
            basis=asked.basis,
            services=asked.services,
            current=self._counts(asked.period),
            before=self._counts(self._before),
            rules=self._rules(),
            tables=tuple(tables),
            trend=tuple(
                TrendPoint(month.key, month.words, self._counts(month)) for month in trend_months(asked.period)
            ),
            fingerprints=self._fingerprints(),
        )

    def _counts(self, period: Period) -> Counts:
        """The three that stand together, as ``things`` would find them."""
        cases = self._records.within(period, self._asked.basis)
        persons = {case.person or case.case_id for case in cases}
        others = sum(len(case.parties.victims) - 1 for case in cases)
        return Counts(len(persons) + others, len(cases), sum(len(case.parties.incidents) for case in cases))

    def tally(self, rule: TableRule) -> Tally:
        """The things of a table in the period asked for, where they stand."""
        return self._tally(rule, self._asked.period)

    def _tally(self, rule: TableRule, period: Period) -> Tally:
        found = self._things(rule.unit, period)
        tally = Tally(found)
        rows = self._places(rule.rows, rule.unit, period)
        columns = self._places(rule.columns, rule.unit, period) if rule.columns else [(ONLY.key,)] * len(found)
        for thing, its_rows, its_columns in zip(found, rows, columns, strict=True):
            for row in its_rows:
                tally.rows[row].append(thing)
                for column in its_columns:
                    tally.cells[row, column].append(thing)
            for column in its_columns:
                tally.columns[column].append(thing)
        return tally

    def _things(self, unit: Unit, period: Period) -> list[Thing]:
        asked = (unit, period.key)
        if asked not in self._found:
            self._found[asked] = things(unit, self._records, period, self._asked.basis)
        return self._found[asked]

    def _places(self, dimension: Dimension, unit: Unit, period: Period) -> list[tuple[str, ...]]:
        """Where each thing of a period stands."""
        self._of(dimension)
        where = self._where[dimension]
        return [
            tuple(dict.fromkeys(where[value] for value in values)) or (UNKNOWN,)
            for values in self._raw(dimension, unit, period)
        ]

    def _raw(self, dimension: Dimension, unit: Unit, period: Period) -> list[tuple[str, ...]]:
        """What is known of each thing of a period; worked out once, many tables have the same columns."""
        asked = (dimension, unit, period.key)
        if asked not in self._values:
            self._values[asked] = [one.values(dimension, period.last) for one in self._things(unit, period)]
        return self._values[asked]

    def _of(self, dimension: Dimension) -> Categories:
        if dimension not in self._categories:
            units = {rule.unit for rule in self._plan.tables if dimension in rule.dimensions}
            said: frozenset[str] = frozenset().union(
                *(
                    set(chain.from_iterable(self._raw(dimension, unit, period)))
                    for unit in units
                    for period in (self._asked.period, self._before)
                )
            )
            categories = self._categories[dimension] = self._catalogue(dimension, said)
            self._where[dimension] = {value: categories.place(value) for value in said}
        return self._categories[dimension]

    def _table(self, rule: TableRule) -> FigureTable:
        now, then = self._tally(rule, self._asked.period), self._tally(rule, self._before)
        columns = (ONLY,) if rule.columns is None else self._of(rule.columns).headings(now.columns.keys())
        rows = self._of(rule.rows).headings(now.rows.keys() | then.rows.keys())
        return FigureTable(
            key=rule.key,
            title=rule.title,
            unit=rule.unit,
            rule=rule.rule,
            columns=columns,
            rows=tuple(_row(one, columns, now, then) for one in rows),
            totals=tuple(len(now.of(None, column.key)) for column in columns),
            total=len(now.things),
            before=len(then.things),
            several=rule.several or sum(map(len, now.rows.values())) > len(now.things),
            chart=rule.chart,
        )

    def _rules(self) -> tuple[str, ...]:
        period, basis = self._asked.period, self._asked.basis
        found = [self._plan.basis_rules[basis], *self._plan.rules]
        undated = sum(one.incident is None for one in self._records.within(period, basis))
        if basis is Basis.INCIDENT and undated:
            found.append(f"{undated} kasus dalam periode ini tanpa tanggal kejadian.")
        if dropped := len(Records(self._dropped).within(period, basis)):
            found.append(f"{dropped} berkas yang tercatat ganda atau salah catat tidak dihitung sebagai kasus.")
        return tuple(found)

    def _fingerprints(self) -> tuple[tuple[str, str], ...]:
        first: dict[int, str] = {}
        made = []
        for case in self._records.within(self._asked.period, self._asked.basis):
            person = first.setdefault(case.person or case.case_id, case.number)
            made.append((case.number, fingerprint(case, self._asked.period.last, person)))
        return tuple(sorted(made))


def _row(heading: Heading, columns: Sequence[Heading], now: Tally, then: Tally) -> FigureRow:
    cells = tuple(len(now.of(heading.key, column.key)) for column in columns)
    return FigureRow(heading.key, heading.label, cells, len(now.of(heading.key, None)), len(then.of(heading.key, None)))


def trend_months(period: Period) -> tuple[Period, ...]:
    """The months of a period; of a month the twelve that end with it."""
    if period.kind == periods.MONTH:
        found = [period]
        while len(found) < _TREND_MONTHS:
            found.append(periods.before(found[-1]))
        return tuple(reversed(found))
    year, months = period.first.year, range(period.first.month, period.last.month + 1)
    return tuple(periods.parse(f"{year:04d}-{month:02d}") for month in months)


def span(period: Period) -> tuple[date, date]:
    """The first and the last day that matter for the figures of a period: its own, the one before, the trend."""
    return min(periods.before(period).first, trend_months(period)[0].first), period.last


def fingerprint(case: CaseRecord, until: date, person: str) -> str:
    """A digest of what is counted of a case; ``person``: the first case of the same person in the period.

    It does not depend on which tables there are, so that it tells a changed case from a changed way of counting.
    """
    parties = case.parties
    said = [
        [case.procedure, case.reported.isoformat(), case.entered.isoformat()],
        case.outcome(until),
        person,
        [_digested(one) for one in parties.victims],
        [_digested(one) for one in parties.accused],
        [_digested(one) for one in parties.incidents],
        {key: case.facts[key] for key in _OF_CASE if key in case.facts},
    ]
    text = json.dumps(said, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _digested(one: Mapping[str, Value]) -> dict[str, Value]:
    return {word: one[word] for word in _DIGESTED if word in one}
