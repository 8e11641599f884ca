"""Files of paper as the lists show them. Inside a reading or writing stretch; queries do not grow with the list."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.domain import indonesia
from models.records.rules import ArchiveRules
from models.services.definitions import Definitions
from models.services.desk import moment
from models.services.views.records import ArchiveRow, NewFile, Place
from models.store.tables import ArchiveFile, CaseFile, FileLoan, FileReceipt, ShelfMove

MOST_ROWS = 2000
WAITING, HERE, LENT, GONE = "Belum ditempatkan", "Di tempat", "Dipinjam", "Dimusnahkan"


def rows_of(query: Any, rules: ArchiveRules, today: date) -> tuple[ArchiveRow, ...]:
    """The files of a query by their number, each with its place and loan."""
    files = list(query.order_by(ArchiveFile.register_number, ArchiveFile.id).limit(MOST_ROWS))
    ids = [file.id for file in files]
    newest = ShelfMove.select(fn.MAX(ShelfMove.id)).where(ShelfMove.file.in_(ids)).group_by(ShelfMove.file)
    moves = ShelfMove.select().where(ShelfMove.id.in_(newest))
    places = {row.file_id: Place(row.cupboard, row.shelf, row.box, row.folder) for row in moves}
    open_loans = FileLoan.select().where(FileLoan.file.in_(ids), FileLoan.returned_at.is_null())
    loans = {row.file_id: row for row in open_loans}
    return tuple(_row(file, places.get(file.id, Place()), loans.get(file.id), rules, today) for file in files)


def closed_without_place(
    definitions: Definitions, rules: ArchiveRules, over: date | None = None
) -> tuple[ArchiveRow, ...]:
    """Closed cases whose file stands nowhere yet; ``over``: those alone that need not be kept any more on that day."""
    placed = ArchiveFile.select(ArchiveFile.case).where(ArchiveFile.case.is_null(False))
    cases: Any = CaseFile.select().where(
        CaseFile.subject == "kasus", CaseFile.ended_at.is_null(False), CaseFile.id.not_in(placed)
    )
    if over is not None:
        years = rules.kept(rules.case_kind).years
        oldest = over.replace(year=over.year - years, day=min(over.day, 28)).isoformat()
        cases = cases.where(CaseFile.ended_at < oldest, bool(years))
    rows = cases.order_by(CaseFile.number).limit(MOST_ROWS)
    kind, sop = rules.case_kind, definitions.sop
    found = (
        _waiting(case.id, None, case.number, sop(case.sop_key, case.sop_version).name, kind, rules) for case in rows
    )
    return tuple(replace(row, due_to_go=True, until="Masa simpan sudah lewat") if over else row for row in found)


def receipts_without_place(rules: ArchiveRules) -> tuple[ArchiveRow, ...]:
    """Files of other services that were received and chosen, and stand nowhere yet."""
    placed = ArchiveFile.select(ArchiveFile.receipt).where(ArchiveFile.receipt.is_null(False))
    receipts: Any = FileReceipt.select().where(
        FileReceipt.link.is_null(), FileReceipt.received_at.is_null(False), FileReceipt.id.not_in(placed)
    )
    unchosen = FileReceipt.sorted_at.is_null(False) & ~FileReceipt.selected
    rows = receipts.where(~unchosen).order_by(FileReceipt.id).limit(MOST_ROWS)
    return tuple(
        _waiting(None, row.id, row.register_number or f"Berkas {row.id}", row.service, rules.other_kind, rules)
        for row in rows
    )


def since_of(row: NewFile, today: date) -> date:
    """From which day a file that waits for its place is kept: its case's end, its receipt, else today."""
    if row.case_id is not None:
        case = CaseFile.get_by_id(row.case_id)
        return moment(case.ended_at).date() if case.ended_at else today
    if row.receipt_id is not None:
        received = FileReceipt.get_by_id(row.receipt_id).received_at
        return moment(received).date() if received else today
    return today


def kept_until(case: CaseFile, rules: ArchiveRules) -> date | None:
    """The last day the file of a case must be kept, by its place in the archive or the office's rules; None: always."""
    file = ArchiveFile.get_or_none(ArchiveFile.case == case.id)
    if file is not None:
        return date.fromisoformat(file.keep_until) if file.keep_until else None
    closed = moment(case.ended_at).date() if case.ended_at else None
    return rules.kept(rules.case_kind).until(closed) if closed else None


def _waiting(
    case_id: int | None, receipt_id: int | None, number: str, service: str, kind: str, rules: ArchiveRules
) -> ArchiveRow:
    return ArchiveRow(0, case_id, receipt_id, number, service, WAITING, Place(), rules.kept(kind).name, "")


def _row(file: ArchiveFile, place: Place, loan: FileLoan | None, rules: ArchiveRules, today: date) -> ArchiveRow:
    until = date.fromisoformat(file.keep_until) if file.keep_until else None
    kept = f"Disimpan sampai {indonesia.long_date(until)}" if until else "Disimpan tetap"
    due = date.fromisoformat(loan.due_on) if loan else None
    state = GONE if file.destroyed_at else LENT if loan else HERE
    return ArchiveRow(
        file_id=file.id,
        case_id=file.case_id,
        receipt_id=file.receipt_id,
        register_number=file.register_number,
        service=file.service,
        state=state,
        place=place,
        kind=rules.kept(file.kind).name,
        until=f"Dimusnahkan {_day(file.destroyed_at)}" if file.destroyed_at else kept,
        until_day=None if file.destroyed_at else until,
        due_to_go=bool(until and until < today and not file.destroyed_at),
        borrower=loan.borrower if loan else "",
        due=indonesia.long_date(due) if due else "",
        late=bool(due and due < today),
        loan_id=loan.id if loan else None,
    )


def _day(stamped: str) -> str:
    return indonesia.long_date(moment(stamped).date())
