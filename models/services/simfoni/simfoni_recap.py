"""The recap offices send: victims by district in the columns of Simfoni PPA, a sheet for women and one for children."""

from __future__ import annotations

from collections.abc import Iterable

from models.access.permissions import Permission
from models.domain.workbook import Cell, Column, WorkBook, WorkSheet
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.services.simfoni import simfoni_counting
from models.services.simfoni.simfoni_counting import Counting
from models.simfoni import plans
from models.simfoni.plans import RecapSheet
from models.sop import periods
from models.sop.periods import Period
from models.statistics.count import Tally
from models.statistics.definition import Dimension, Kind, TableRule
from models.statistics.figures import Basis, Heading
from models.statistics.things import Thing

_SEX = Dimension(Kind.FACT, "klien.jenis_kelamin")
_AGE = Dimension(Kind.AGE, "klien.umur", bands="anak_dewasa")
#: The band of whom nobody knows the age.
_GROWN = "Dewasa"
_FIRST, _USUAL = 26, 12


class SimfoniRecapService:
    """Counts only; nobody is named in it."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def workbook(self, period: str, basis: Basis) -> bytes:
        """The recap of a month, half-year or year as XLSX. That it was taken out is recorded. VALUE_INVALID."""
        self._desk.authorise(Permission.SIMFONI_READ)
        asked, plan = periods.asked(period), plans.recap()
        with self._desk.writing() as unit:
            unit.audit("simfoni.rekap", "simfoni", None, periode=period, dasar=basis.value)
            found = simfoni_counting.records(plan, self._definitions)
            counting = simfoni_counting.count(self._desk, self._definitions, plan, found, (asked, basis))
            tallies = {rule.key: counting.counter.tally(rule) for rule in plan.tables}
            office, now = self._desk.office.name, self._desk.clock.now()
            sheets = tuple(
                _Maker(counting, tallies, one, asked).sheet(office, plan.basis_rules[basis])
                for one in plans.shape().sheets
            )
        title = f"Rekap Simfoni PPA {asked.words}"
        return self._desk.renderers.workbook(WorkBook(title, office, now, sheets))


class _Maker:
    """Makes one sheet."""

    def __init__(self, counting: Counting, tallies: dict[str, Tally], sheet: RecapSheet, period: Period) -> None:
        self._counting, self._tallies, self._sheet, self._period = counting, tallies, sheet, period
        first = next(iter(tallies.values()))
        self._all = [thing for thing in first.things if _belongs(thing, sheet, period)]
        self._kept = {id(thing) for thing in self._all}

    def sheet(self, office: str, basis: str) -> WorkSheet:
        plan = plans.recap()
        districts = self._districts(plan.tables[0])
        columns = [Column("Kecamatan", _FIRST)]
        for rule in plan.tables:
            columns += [Column(title, _USUAL, percent=percent) for title, percent in self._titles(rule)]
        rows = [self._row(district.label, district.key) for district in districts]
        heading = (f"REKAP SIMFONI PPA {self._period.words.upper()}", f"Korban: {self._sheet.title}", office)
        remarks = (basis, *plan.rules, f"Jumlah korban pada lembar ini: {len(self._all)}.", *self._left_out())
        return WorkSheet(self._sheet.title, heading, tuple(columns), (*rows, self._row("Jumlah", None)), remarks)

    def _left_out(self) -> tuple[str, ...]:
        """Who stands on no sheet: grown men, and grown people whose sex nobody wrote down."""
        things = next(iter(self._tallies.values())).things
        count = sum(not any(_belongs(thing, one, self._period) for one in plans.shape().sheets) for thing in things)
        words = f"{count} korban tidak termasuk lembar mana pun menurut umur dan jenis kelaminnya."
        return (words,) if count else ()

    def _districts(self, rule: TableRule) -> tuple[Heading, ...]:
        used = {key for tally in self._tallies.values() for key, things in tally.rows.items() if self._count(things)}
        return self._counting.book.headings(rule.rows, used)

    def _columns(self, rule: TableRule) -> tuple[Heading, ...]:
        """Simfoni's columns; what has no place there only where it occurs. Of a yes or no only the yes."""
        dimension = rule.columns or rule.rows
        if dimension.options:
            return dimension.options
        used = {key for key, things in self._tallies[rule.key].columns.items() if self._count(things)}
        return self._counting.book.headings(dimension, used)

    def _titles(self, rule: TableRule) -> Iterable[tuple[str, bool]]:
        own = rule.columns is not None and bool(rule.columns.options)
        for column in self._columns(rule):
            yield (column.label if own else f"{rule.title}: {column.label}"), False
        if rule.key in plans.shape().shares:
            yield f"% {rule.title}", True
        elif own:
            yield "Total", False

    def _row(self, label: str, district: str | None) -> tuple[Cell, ...]:
        cells: list[Cell] = [label]
        for rule in plans.recap().tables:
            tally = self._tallies[rule.key]
            counts = [self._count(tally.of(district, column.key)) for column in self._columns(rule)]
            cells += counts
            total = self._count(tally.of(district, None))
            if rule.key in plans.shape().shares:
                cells.append(sum(counts) / total if total else 0.0)
            elif rule.columns is not None and rule.columns.options:
                cells.append(total)
        return tuple(cells)

    def _count(self, things: Iterable[Thing]) -> int:
        return sum(id(thing) in self._kept for thing in things)


def _belongs(thing: Thing, sheet: RecapSheet, period: Period) -> bool:
    """Whether a victim stands on a sheet; of unknown age is counted with the grown ones."""
    band = next(iter(thing.values(_AGE, period.last)), "")
    sex = next(iter(thing.values(_SEX, period.last)), "")
    return (band or _GROWN) == sheet.band and sex in sheet.sexes
