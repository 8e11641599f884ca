"""Why the dashboard of Simfoni PPA may count otherwise than the office: the cases concerned, each with its reasons."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from models.domain import age_bands, indonesia
from models.services.simfoni.simfoni_cases import CaseEntry, SimfoniCases
from models.services.simfoni.simfoni_counting import Counting
from models.simfoni.compare import Candidate
from models.simfoni.sheet import meaning_at
from models.sop.periods import Period
from models.statistics.definition import TableRule
from models.statistics.figures import Basis
from models.statistics.records import CaseRecord, Records

_DAYS = {Basis.INCIDENT: "kejadian", Basis.REPORT: "laporan", Basis.ENTRY: "entri"}


@dataclass(frozen=True)
class Month:
    """A month by one basis, counted, with the records it was counted from."""

    period: Period
    basis: Basis
    records: Records
    counting: Counting

    def cases(self, rule: TableRule, row: str | None) -> set[int]:
        """Ids of the cases behind a cell."""
        found = self.counting.counter.tally(rule).of(row, None)
        return {case_id for thing in found for case_id in thing.case_ids}


@dataclass(frozen=True)
class _Cell:
    """A cell and the cases in it: by the day that counts, and by one of the others only."""

    rule: TableRule
    row: str | None
    here: set[int]
    moved: set[int]


def explain(
    month: Month,
    cell: tuple[TableRule, str | None],
    cases: SimfoniCases,
    count: Callable[[Period, Basis, Records], Month],
) -> tuple[Candidate, ...]:
    """The cases that may explain a difference, by register; ``count`` counts the month by another basis."""
    rule, row = cell
    here, moved = month.cases(rule, row), set[int]()
    for basis in Basis:
        if basis is not month.basis:
            moved |= count(month.period, basis, month.records).cases(rule, row) - here
    near = {case.case_id for basis in Basis for case in month.records.within(month.period, basis)}
    records = {case.case_id: case for case in month.records.cases}
    asked = _Cell(rule, row, here, moved)
    found = []
    for one in cases.load(sorted(near & records.keys())):
        reasons = "; ".join(dict.fromkeys(_reasons(one, records[one.case.id], asked, month, cases)))
        if reasons:
            found.append(Candidate(one.case.id, one.case.number, one.case.client_label, reasons))
    return tuple(found)


def _reasons(one: CaseEntry, record: CaseRecord, cell: _Cell, month: Month, cases: SimfoniCases) -> Iterator[str]:
    case_id = one.case.id
    here, moved = case_id in cell.here, case_id in cell.moved
    if here and not one.number:
        yield "dicatat tidak perlu dientri" if one.not_needed else "belum dientri"
    for change in cases.changes(one):
        about = meaning_at(cases.spec(), change.place) == cell.rule.rows.key
        if about and (here or _in_row(change.before, cell)):
            yield f"dientri \u201c{change.before or 'kosong'}\u201d, kini \u201c{change.now or 'kosong'}\u201d"
    if moved or (here and one.number):
        yield from _other_months(record, month.period, entered=bool(one.number))


def _in_row(words: str, cell: _Cell) -> bool:
    """Whether what was entered belongs to the row."""
    dimension = cell.rule.rows
    if cell.row is None:
        return False
    if dimension.bands:
        return words.isdecimal() and age_bands.shipped()[dimension.bands].of(int(words)) == cell.row
    return cell.row.casefold() in (word.casefold() for word in words.split("; "))


def _other_months(record: CaseRecord, period: Period, *, entered: bool) -> Iterator[str]:
    """The months a case falls into by the days that lie outside the period."""
    for basis, word in _DAYS.items():
        if basis is Basis.ENTRY and not entered:
            continue
        day = record.day(basis)
        if not period.first <= day <= period.last:
            yield f"tanggal {word} {indonesia.MONTHS[day.month - 1]} {day.year}"
