"""Comparing a month with what Simfoni's dashboard shows: totals typed, differences settled, cases that explain them."""

from __future__ import annotations

from models.access.permissions import Permission
from models.domain.paper import Signer
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.paper import BookPaper, BookRow
from models.services import signers
from models.services.definitions import Definitions
from models.services.desk import Desk, stamp
from models.services.papers import letterhead, page, place_date
from models.services.simfoni import simfoni_counting
from models.services.simfoni.simfoni_candidates import Month, explain
from models.services.simfoni.simfoni_cases import SimfoniCases
from models.simfoni import plans
from models.simfoni.compare import Candidate, CompareCell, CompareTable, Comparison
from models.sop import periods
from models.sop.periods import Period
from models.statistics.definition import TableRule
from models.statistics.figures import Basis
from models.statistics.records import Records
from models.store.tables import SimfoniTotal

_LARGEST, _LONGEST = 9_999_999, 400
_COLUMNS = (
    ("Kelompok", 50), ("Kategori", 42), ("Kantor", 17), ("Simfoni", 19), ("Selisih", 17), ("Keadaan", 22),
    ("Catatan", 0),
)  # fmt: skip


class SimfoniMonthService:
    """One month at a time."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._cases = SimfoniCases(definitions)

    def compare(self, period: str, basis: Basis) -> Comparison:
        """The month ("2026-11") beside the dashboard. VALUE_INVALID for what is no month."""
        self._desk.authorise(Permission.SIMFONI_READ)
        month = periods.asked(period, periods.MONTH)
        with self._desk.reading():
            return self._compare(self._count(month, basis))

    def put(self, period: str, cell: str, typed: int | None) -> None:
        """Write down what the dashboard shows in a cell; None takes it back. A settled difference is open again.

        Raises VALUE_INVALID for a negative or absurd number, NOT_FOUND for a cell there is not.
        """
        self._desk.authorise(Permission.SIMFONI_ENTER)
        if typed is not None and not 0 <= typed <= _LARGEST:
            raise UserError(ErrorCode.VALUE_INVALID, what="Tulis jumlah seperti pada dasbor, dengan angka biasa.")
        with self._desk.writing("simfoni_angka") as unit:
            row = self._row(periods.asked(period, periods.MONTH), cell)
            if row.typed != typed:
                row.typed, row.resolved = typed, False
            self._keep(row)
            unit.audit("simfoni.angka", "simfoni", None, periode=period, sel=cell, angka=typed)

    def settle(self, period: str, cell: str, remark: str, *, resolved: bool = True) -> None:
        """Say what a difference comes from. REASON_NEEDED where it is settled without a word; NOT_FOUND."""
        self._desk.authorise(Permission.SIMFONI_ENTER)
        words = clean_text(remark, lines=False)[:_LONGEST]
        if resolved and not words:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("simfoni_angka") as unit:
            row = self._row(periods.asked(period, periods.MONTH), cell)
            row.resolved, row.remark = resolved, words
            self._keep(row)
            unit.audit("simfoni.selisih", "simfoni", None, periode=period, sel=cell, selesai=resolved)

    def candidates(self, period: str, basis: Basis, cell: str) -> tuple[Candidate, ...]:
        """The cases that may explain why a cell differs: not entered, changed since, in another month by another day.

        The look is recorded. NOT_FOUND for a cell there is not.
        """
        self._desk.authorise(Permission.SIMFONI_READ)
        self._desk.authorise(Permission.CASE_LIST)
        month = periods.asked(period, periods.MONTH)
        if not self._desk.session.reads(self._compartment()):
            raise UserError(ErrorCode.NOT_ALLOWED)
        with self._desk.writing() as unit:
            rule, row = _cell(cell)
            found = explain(self._count(month, basis), (rule, row), self._cases, self._count)
            unit.audit("simfoni.calon", "simfoni", None, periode=period, sel=cell, kasus=len(found))
            return found

    def paper(self, period: str, basis: Basis) -> bytes:
        """The comparison of a month on paper, with places to sign. The print is recorded."""
        self._desk.authorise(Permission.SIMFONI_READ)
        month = periods.asked(period, periods.MONTH)
        with self._desk.writing() as unit:
            made = self._compare(self._count(month, basis))
            unit.audit("simfoni.cetak", "simfoni", None, periode=period, dasar=basis.value)
            paper = self._paper(made)
        return self._desk.renderers.book(paper)

    # ------------------------------------------------------------------ inside a stretch

    def _compartment(self) -> str:
        with self._desk.reading():
            return self._cases.renew().compartment

    def _count(self, month: Period, basis: Basis, records: Records | None = None) -> Month:
        plan = plans.dashboard()
        found = records or simfoni_counting.records(plan, self._definitions)
        counting = simfoni_counting.count(self._desk, self._definitions, plan, found, (month, basis))
        return Month(month, basis, found, counting)

    def _compare(self, asked: Month) -> Comparison:
        kept = {row.cell: row for row in SimfoniTotal.select().where(SimfoniTotal.period == asked.period.key)}
        plan = plans.dashboard()
        tables = tuple(self._table(asked, rule, kept) for rule in plan.tables)
        return Comparison(asked.period.key, asked.period.words, plan.basis_rules[asked.basis], tables)

    @staticmethod
    def _table(asked: Month, rule: TableRule, kept: dict[str, SimfoniTotal]) -> CompareTable:
        tally = asked.counting.counter.tally(rule)
        headings = asked.counting.book.headings(rule.rows, tally.rows.keys())
        cells = [CompareCell(rule.key, one.key, one.label, len(tally.of(one.key, None))) for one in headings]
        cells.append(CompareCell(rule.key, None, "Jumlah", len(tally.things)))
        return CompareTable(rule.key, rule.title, rule.unit, tuple(_with(cell, kept.get(cell.key)) for cell in cells))

    def _row(self, month: Period, cell: str) -> SimfoniTotal:
        _cell(cell)
        same = (SimfoniTotal.period == month.key) & (SimfoniTotal.cell == cell)
        found: SimfoniTotal | None = SimfoniTotal.get_or_none(same)
        return found or SimfoniTotal(period=month.key, cell=cell)

    def _keep(self, row: SimfoniTotal) -> None:
        fresh = row.at is None
        row.at = stamp(self._desk.clock.now())
        row.account = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
        row.save(force_insert=fresh)

    def _paper(self, made: Comparison) -> BookPaper:
        rows = [
            BookRow((table.title if not number else "", cell.label, str(cell.ours), _typed(cell), *_state(cell)))
            for table in made.tables
            for number, cell in enumerate(table.cells)
        ]
        return BookPaper(
            office=self._desk.office.name,
            title="PENCOCOKAN DENGAN DASBOR KEMENTERIAN",
            period=made.words,
            columns=tuple(title for title, _width in _COLUMNS),
            widths=tuple(width for _title, width in _COLUMNS),
            rows=tuple(rows),
            opening=f"Dasbor Simfoni PPA. {made.rule}",
            closing=(
                f"{made.typed} dari {len(made.cells)} angka dasbor dicatat; {made.differing} berbeda, "
                f"{made.open} belum selesai.",
            ),
            place_date=place_date(self._desk.office, self._desk.clock.now().date()),
            page=page(self._desk, "A4"),
            letterhead=letterhead(self._desk),
            keeper=Signer(name=self._desk.session.user.display_name, post="Petugas pencocokan"),
            knower=signers.acting(self._desk, "kepala"),
        )


def _cell(key: str) -> tuple[TableRule, str | None]:
    """The table and the row of a cell; NOT_FOUND for a table there is not."""
    whole = key.endswith("=") and ":" not in key
    table, _sign, row = (key[:-1], "", None) if whole else key.partition(":")
    rule = plans.dashboard().table(table)
    if rule is None:
        raise UserError(ErrorCode.NOT_FOUND)
    return rule, row


def _with(cell: CompareCell, kept: SimfoniTotal | None) -> CompareCell:
    if kept is None:
        return cell
    return CompareCell(cell.table, cell.row, cell.label, cell.ours, kept.typed, bool(kept.resolved), kept.remark)


def _typed(cell: CompareCell) -> str:
    return "" if cell.typed is None else str(cell.typed)


def _state(cell: CompareCell) -> tuple[str, str, str]:
    if cell.typed is None:
        return "", "Belum dicatat", cell.remark
    if cell.difference == 0:
        return "0", "Sama", cell.remark
    return f"{cell.difference:+d}", "Selesai" if cell.resolved else "Berbeda", cell.remark
