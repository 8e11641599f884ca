"""The state of files: each case and each file of another service against what it should hold. Inside a stretch only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple

from models.domain import indonesia
from models.records.completeness import CaseState, Cell, CellState, Visit, by_rule, marked, of_case
from models.records.rules import ArchiveRules, DocumentRule
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, stamp
from models.services.queries import among, between, plain
from models.services.records import archive_rules
from models.services.views.records import FileRow, Matrix
from models.sop.periods import Period
from models.store.tables import (
    Account,
    Attachment,
    CaseFile,
    DocumentMark,
    FactRow,
    FileReceipt,
    FormRecord,
    Letter,
    Shortage,
    StepRun,
)

#: Most files of a month that are shown.
MOST_ROWS = 2000


class _Run(NamedTuple):
    """The last visit of a row."""

    id: int
    account: int | None
    finished_at: str | None
    finished_by: int | None
    outcome: str
    skip_reason: str


@dataclass
class _Known:
    """Everything about the files of a month, read in as many queries whatever their number."""

    runs: dict[int, dict[int, _Run]] = field(default_factory=lambda: defaultdict(dict))
    there: dict[int, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: dict[int, dict[str, Any]] = field(default_factory=lambda: defaultdict(dict))
    marks: dict[tuple[int, int], dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    asked: dict[tuple[int, int], dict[str, tuple[str, str]]] = field(default_factory=lambda: defaultdict(dict))
    people: dict[int, str] = field(default_factory=dict)


def bounds(desk: Desk, period: Period) -> tuple[str, str]:
    """First moment of a period and the first after it, as they are stored."""
    zone = desk.clock.now().tzinfo
    first, after = (datetime.combine(day, time(), zone) for day in (period.first, period.last + timedelta(days=1)))
    return stamp(first), stamp(after)


class FileStates:
    """Reads the state of files, and writes down what persons say of it. Everything inside a stretch."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def build(self, month: Period, *, running: bool) -> Matrix:
        """The files of a month; ``running``: the cases still open instead."""
        first, after = bounds(self._desk, month)
        cases: Any = CaseFile.select().where(CaseFile.subject == "kasus")
        receipts: list[FileReceipt] = []
        if running:
            cases = cases.where(CaseFile.status == "berjalan")
        else:
            cases = cases.where(CaseFile.ended_at >= first, CaseFile.ended_at < after)
            query: Any = FileReceipt.select().where(FileReceipt.link.is_null())
            query = query.where(FileReceipt.received_at >= first, FileReceipt.received_at < after)
            receipts = list(query.order_by(FileReceipt.id).limit(MOST_ROWS))
        rows = self._rows(list(cases.order_by(CaseFile.number).limit(MOST_ROWS)), receipts)
        names = tuple(sorted({row.service for row in rows}))
        words = "Kasus berjalan" if running else month.words
        return Matrix(month.key, words, tuple(rows), names)

    def of_days(self, first: date, last: date) -> Iterator[tuple[str, FileRow]]:
        """All files closed or received on these days, each with the moment of it."""
        cases, receipts = (list(query) for query in self._closed(first, last))
        moments = [*(str(case.ended_at) for case in cases), *(str(row.received_at) for row in receipts)]
        return zip(moments, self._rows(cases, receipts), strict=True)

    def count_of(self, first: date, last: date) -> Iterator[tuple[str, str]]:
        """Moment and service of each of these files, without looking into them."""
        cases, receipts = self._closed(first, last)
        for case in cases:
            yield str(case.ended_at), self._definitions.sop(case.sop_key, case.sop_version).name
        for row in receipts:
            yield str(row.received_at), row.service

    @staticmethod
    def _closed(first: date, last: date) -> tuple[Any, Any]:
        closed = (CaseFile.subject == "kasus") & between(CaseFile.ended_at, first, last)
        received = FileReceipt.link.is_null() & between(FileReceipt.received_at, first, last)
        return CaseFile.select().where(closed), FileReceipt.select().where(received)

    def of_cases(self, case_ids: Iterable[int]) -> list[FileRow]:
        """The files of several cases."""
        return self._rows(list(CaseFile.select().where(CaseFile.id.in_(list(case_ids)))), [])

    def of_files(self, files: Sequence[FileRow]) -> list[FileRow]:
        """These files as they stand now; NOT_FOUND where one is gone."""
        case_ids = [file.case_id for file in files if file.case_id is not None]
        receipt_ids = [file.receipt_id for file in files if file.receipt_id is not None]
        cases = list(CaseFile.select().where(among(CaseFile.id, case_ids)))
        receipts = list(FileReceipt.select().where(among(FileReceipt.id, receipt_ids)))
        found = {row.key: row for row in self._rows(cases, receipts)}
        return [existing(found.get(file.key)) for file in files]

    def of_file(self, case_id: int | None, receipt_id: int | None) -> FileRow:
        """One file."""
        cases = list(CaseFile.select().where(CaseFile.id == case_id)) if case_id else []
        receipts = list(FileReceipt.select().where(FileReceipt.id == receipt_id)) if receipt_id else []
        found = self._rows(cases, receipts)
        return existing(found[0] if found else None)

    def put_mark(self, file: FileRow, document: str, state: str, reason: str) -> None:
        """Write a mark down, "" takes it away. Inside a unit of work."""
        DocumentMark.delete().where(*_same(file), DocumentMark.document == document).execute()
        if state:
            DocumentMark.create(
                case=file.case_id,
                receipt=file.receipt_id,
                document=document,
                state=state,
                reason=reason,
                at=stamp(self._desk.clock.now()),
                account=self._desk.account_id,
            )

    def _rows(self, cases: list[CaseFile], receipts: list[FileReceipt]) -> list[FileRow]:
        known = self._gather([case.id for case in cases], [row.id for row in receipts])
        rules, names = archive_rules.in_force(self._desk), archive_rules.titles(self._definitions)
        rows = [self._of_case(case, known, rules, names) for case in cases]
        return [*rows, *(self._of_receipt(row, known, rules) for row in receipts)]

    def _gather(self, cases: list[int], receipts: list[int]) -> _Known:
        known = _Known(people={row.id: row.display_name for row in Account.select(Account.id, Account.display_name)})
        runs: Any = StepRun.select(
            StepRun.case, StepRun.step_number, *(getattr(StepRun, name) for name in _Run._fields)
        )
        for case_id, number, *rest in runs.where(among(StepRun.case, cases)).order_by(StepRun.id).tuples():
            known.runs[case_id][number] = _Run(*rest)
        held: tuple[tuple[str, Any], ...] = (
            (
                "formulir",
                FormRecord.select(FormRecord.case, FormRecord.form_key).where(
                    FormRecord.status == "lengkap", among(FormRecord.case, cases)
                ),
            ),
            (
                "surat",
                Letter.select(Letter.case, Letter.letter_key).where(
                    Letter.status == "terbit", among(Letter.case, cases)
                ),
            ),
            ("lampiran", Attachment.select(Attachment.case, Attachment.serves).where(among(Attachment.case, cases))),
        )
        for kind, query in held:
            for case_id, key in plain(query):
                known.there[case_id].add(f"{kind}:{key}")
        facts: Any = FactRow.select(FactRow.case, FactRow.key, FactRow.value).where(among(FactRow.case, cases))
        for case_id, key, value in plain(facts):
            known.facts[case_id][key] = json.loads(value)
        self._said(known, cases, receipts)
        return known

    @staticmethod
    def _said(known: _Known, cases: list[int], receipts: list[int]) -> None:
        """What persons have said of documents, and what was asked for."""
        for row in DocumentMark.select().where(among(DocumentMark.case, cases) | among(DocumentMark.receipt, receipts)):
            said = f"{known.people.get(row.account_id, '')}, {indonesia.long_date(moment(row.at).date())}"
            place = (row.case_id or 0, row.receipt_id or 0)
            known.marks[place][row.document] = (row.state, f"{said}: {row.reason}" if row.reason else said)
        open_ones = Shortage.resolved_at.is_null()
        for one in Shortage.select().where(open_ones, among(Shortage.case, cases) | among(Shortage.receipt, receipts)):
            since = f"Diminta {indonesia.long_date(moment(one.noted_at).date())}"
            known.asked[one.case_id or 0, one.receipt_id or 0][one.document] = (one.title, since)

    def _of_case(self, case: CaseFile, known: _Known, rules: ArchiveRules, names: dict[str, str]) -> FileRow:
        spec, runs = self._definitions.sop(case.sop_key, case.sop_version), known.runs[case.id]
        there, ended = frozenset(known.there[case.id]), case.ended_at is not None
        visits = {
            number: Visit(run.finished_at is None, bool(run.skip_reason), run.outcome) for number, run in runs.items()
        }
        rule = rules.of_procedure(case.sop_key)
        if rule is not None:
            cells = by_rule(rule, _spread(rule.documents, there), CellState.MISSING if ended else CellState.NOT_YET)
        else:
            cells = of_case(spec, CaseState(visits, there, known.facts[case.id], ended), names)
        account = _responsible(case, runs)
        return FileRow(
            case_id=case.id,
            receipt_id=None,
            register_number=case.number,
            service=spec.name,
            officer=known.people.get(account, ""),
            account_id=account,
            when=indonesia.long_date(moment(case.ended_at or case.received_at).date()),
            cells=_told(cells, known, (case.id, 0)),
        )

    def _of_receipt(self, row: FileReceipt, known: _Known, rules: ArchiveRules) -> FileRow:
        rule = rules.service(row.service)
        state = CellState.THERE if row.complete == "Lengkap" else CellState.NOT_YET
        cells = by_rule(rule, frozenset(), state) if rule else (Cell("berkas", row.document, state),)
        account = next((key for key, name in known.people.items() if name.casefold() == row.giver.casefold()), None)
        return FileRow(
            case_id=None,
            receipt_id=row.id,
            register_number=row.register_number or f"Berkas {row.id}",
            service=row.service,
            officer=row.giver,
            account_id=account,
            when=indonesia.long_date(moment(row.received_at or row.offered_at).date()),
            cells=_told(cells, known, (0, row.id)),
        )


def _told(cells: tuple[Cell, ...], known: _Known, place: tuple[int, int]) -> tuple[Cell, ...]:
    asked = known.asked.get(place, {})
    own = [
        Cell(key, title, CellState.MISSING)
        for key, (title, _since) in asked.items()
        if key not in [cell.key for cell in cells]
    ]
    found = marked((*cells, *own), known.marks.get(place, {}))
    return tuple(replace(cell, asked=asked.get(cell.key, ("", ""))[1]) for cell in found)


def _spread(documents: Iterable[DocumentRule], there: frozenset[str]) -> frozenset[str]:
    """Keys of the documents that are there; of several joined by "|" one is enough."""
    return frozenset(one.key for one in documents if there.intersection(one.key.split("|")))


def _responsible(case: CaseFile, runs: dict[int, _Run]) -> int:
    """Who is asked for what a case lacks: who closed its last row of the service, else who opened it."""
    closed = sorted((run for run in runs.values() if run.finished_by), key=lambda run: run.id)
    named = [run.account for run in runs.values() if run.finished_at is None and run.account]
    forms = [run.finished_by for run in closed if not run.outcome]
    found = (named or forms[-1:] or [case.opened_by_id])[0]
    return int(found or 0)


def _same(file: FileRow) -> tuple[Any, ...]:
    if file.case_id is not None:
        return (DocumentMark.case == file.case_id,)
    return (DocumentMark.receipt == file.receipt_id,)
