"""What files lack: noted, told to the officer concerned as a task and on paper, chased until it is there."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from peewee import JOIN

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import Signer
from models.forms.values import clean_text
from models.logbook.paper import BookPaper, BookRow
from models.records.completeness import CellState
from models.services import facts, logbook, signers
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, stamp
from models.services.papers import letterhead, page, place_date
from models.services.records import archive_rules
from models.services.records.file_states import FileStates
from models.services.views.records import FileRow, ShortageRow
from models.sop import periods
from models.store.database import UnitOfWork
from models.store.tables import Account, CaseFile, FileReceipt, Shortage

MOST_ROWS = 2000
#: The document a hand-written remark on a file of another service is kept under.
REMARK = "catatan"
_COLUMNS = (
    ("No.", 9), ("Nomor register", 34), ("Layanan", 42), ("Berkas yang kurang", 0), ("Petugas", 30),
    ("Diminta", 24), ("Tenggat", 24), ("Dilengkapi", 24), ("Status", 24),
)  # fmt: skip


def note_remark(desk: Desk, unit: UnitOfWork, receipt: FileReceipt, text: str) -> None:
    """What a person wrote while sorting is chased like the rest. Inside the unit of work of the sorting."""
    same = Shortage.select().where(
        Shortage.receipt == receipt.id, Shortage.document == REMARK, Shortage.resolved_at.is_null()
    )
    if same.exists() or not text:
        return
    giver = Account.select(Account.id, Account.display_name)
    account = next((row.id for row in giver if row.display_name.casefold() == receipt.giver.casefold()), None)
    _create(desk, None, receipt.id, REMARK, text, (account, receipt.giver))
    unit.audit("arsip.kekurangan", "berkas", receipt.id, jumlah=1)


def settle_remark(desk: Desk, receipt: FileReceipt) -> None:
    """The remark on a file was seen to, in the unit of work that says so."""
    open_ones = Shortage.select().where(
        Shortage.receipt == receipt.id, Shortage.document == REMARK, Shortage.resolved_at.is_null()
    )
    for row in open_ones:
        _close(desk, row, "Berkas dilengkapi")


def of_account(desk: Desk, definitions: Definitions, account_id: int) -> tuple[ShortageRow, ...]:
    """What a person is asked for, the most urgent first. Inside a reading stretch."""
    query = _query().where(Shortage.resolved_at.is_null(), Shortage.account == account_id)
    return _read(query, definitions, desk.clock.now().date())


class ShortageService:
    """Noting, chasing, settling."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._states = FileStates(desk, definitions)

    def note(self, files: Sequence[FileRow], documents: Sequence[str] = ()) -> int:
        """Ask the officers of these files for what is missing (only ``documents``, if any). How many were new."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip", "bukulog", "kasus") as unit:
            made = 0
            for file in self._states.of_files(files):
                wanted = [cell for cell in file.missing if not cell.asked and (not documents or cell.key in documents)]
                for cell in wanted:
                    who = (file.account_id, file.officer)
                    _create(self._desk, file.case_id, file.receipt_id, cell.key, cell.title, who)
                if wanted:
                    self._tell(file, "Mencatat kekurangan berkas", "; ".join(cell.title for cell in wanted))
                made += len(wanted)
            unit.audit("arsip.kekurangan", "arsip", None, jumlah=made, berkas=len(files))
            return made

    def open_ones(self, account_id: int | None = None) -> tuple[ShortageRow, ...]:
        """What is still missing, the oldest first; only that of one person if ``account_id`` is given."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            query = _query().where(Shortage.resolved_at.is_null())
            if account_id is not None:
                query = query.where(Shortage.account == account_id)
            return self._read(query)

    def of_month(self, period: str, officer: str = "") -> tuple[ShortageRow, ...]:
        """What was noted in a month, settled or not."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            return self._of_month(period, officer)

    def mine(self) -> tuple[ShortageRow, ...]:
        """What the person at the desk is asked for, the most urgent first."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.reading():
            return of_account(self._desk, self._definitions, self._desk.account_id)

    def remind(self, shortage_ids: Sequence[int]) -> int:
        """Remind the officers concerned: the task goes to the top of their list again. How many."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip") as unit:
            rows = list(Shortage.select().where(Shortage.id.in_(list(shortage_ids)), Shortage.resolved_at.is_null()))
            for row in rows:
                row.reminders, row.reminded_at = row.reminders + 1, stamp(self._desk.clock.now())
                row.save()
            unit.audit("arsip.ingatkan", "arsip", None, jumlah=len(rows))
            return len(rows)

    def give(self, shortage_ids: Sequence[int], account_id: int) -> int:
        """Ask somebody else instead. NOT_FOUND."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip") as unit:
            person = existing(Account.get_or_none(Account.id == account_id, Account.active))
            rows = Shortage.update(account=person.id, officer=person.display_name)
            chosen = rows.where(Shortage.id.in_(list(shortage_ids)), Shortage.resolved_at.is_null())
            count = int(chosen.execute())
            unit.audit("arsip.alihkan_kekurangan", "arsip", None, jumlah=count, kepada=person.id)
            return count

    def resolve(self, shortage_ids: Sequence[int], how: str = "Diterima di arsip") -> int:
        """What was missing has come; also marks it as there where the program cannot see it. How many."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip", "bukulog", "kasus") as unit:
            rows = list(Shortage.select().where(Shortage.id.in_(list(shortage_ids)), Shortage.resolved_at.is_null()))
            for row in rows:
                self._settle(unit, row, clean_text(how, lines=False) or "Diterima di arsip")
            unit.audit("arsip.lengkapi", "arsip", None, jumlah=len(rows))
            return len(rows)

    def settle_seen(self) -> int:
        """Settle what the program itself sees by now: a form was finished, a letter issued, a scan attached. How many.

        Does nothing, and writes nothing, for somebody who may not.
        """
        self._desk.authorise(Permission.ARCHIVE_READ)
        if not self._desk.session.may(Permission.ARCHIVE_WRITE):
            return 0
        with self._desk.reading():
            seen = self._seen()
        if not seen:
            return 0
        with self._desk.writing("arsip", "bukulog", "kasus") as unit:
            rows = [row for row in Shortage.select().where(Shortage.id.in_(seen)) if row.resolved_at is None]
            for row in rows:
                self._settle(unit, row, "Sudah ada dalam berkas")
            unit.audit("arsip.lengkapi", "arsip", None, jumlah=len(rows))
            return len(rows)

    def paper(self, period: str, officer: str = "") -> bytes:
        """Catatan Kekurangan Berkas of a month, of one officer or of all. The log book tells of it."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("bukulog") as unit:
            rows, words = self._of_month(period, officer), periods.parse(period).words
            open_count = sum(not row.resolved for row in rows)
            paper = BookPaper(
                office=self._desk.office.name,
                title="CATATAN KEKURANGAN BERKAS",
                period=f"{words}, petugas {officer}" if officer else words,
                columns=tuple(title for title, _width in _COLUMNS),
                widths=tuple(width for _title, width in _COLUMNS),
                rows=tuple(BookRow(_printed(number, row)) for number, row in enumerate(rows, 1)),
                opening="",
                closing=(
                    f"{len(rows)} kekurangan dicatat, {len(rows) - open_count} sudah dilengkapi, {open_count} belum.",
                    "Berkas yang kurang diserahkan kepada petugas dokumentasi paling lambat pada tenggatnya.",
                ),
                place_date=place_date(self._desk.office, self._desk.clock.now().date()),
                page=page(self._desk, "A4"),
                letterhead=letterhead(self._desk),
                keeper=Signer(name=self._desk.session.user.display_name, post="Petugas dokumentasi"),
                knower=signers.acting(self._desk, "kepala"),
            )
            logbook.tell(self._desk, None, "Mencetak catatan kekurangan berkas", words, remark=officer)
            unit.audit("arsip.cetak_kekurangan", "arsip", None, periode=period, baris=len(rows))
        return self._desk.renderers.book(paper)

    # ------------------------------------------------------------------ inside a stretch

    def _of_month(self, period: str, officer: str) -> tuple[ShortageRow, ...]:
        query = _query().where(Shortage.period == period)
        return self._read(query.where(Shortage.officer == officer) if officer else query)

    def _read(self, query: Any) -> tuple[ShortageRow, ...]:
        return _read(query, self._definitions, self._desk.clock.now().date())

    def _seen(self) -> list[int]:
        """Open shortages of cases whose document is there by now."""
        waiting = list(Shortage.select().where(Shortage.resolved_at.is_null(), Shortage.case.is_null(False)))
        files = self._states.of_cases({row.case_id for row in waiting})
        there = {
            (file.case_id, cell.key) for file in files for cell in file.cells if cell.state is not CellState.MISSING
        }
        return [row.id for row in waiting if (row.case_id, row.document) in there]

    def _settle(self, unit: UnitOfWork, row: Shortage, how: str) -> None:
        _close(self._desk, row, how)
        file = self._states.of_file(row.case_id, row.receipt_id)
        cell = next((one for one in file.cells if one.key == row.document), None)
        if cell is not None and cell.state in (CellState.MISSING, CellState.NOT_YET):
            self._states.put_mark(file, row.document, "ada", "")
        if row.receipt_id is not None:
            left = Shortage.select().where(Shortage.receipt == row.receipt_id, Shortage.resolved_at.is_null())
            if not left.exists():
                FileReceipt.update(resolved_at=row.resolved_at, complete="Lengkap").where(
                    FileReceipt.id == row.receipt_id
                ).execute()
        self._tell(file, "Melengkapi berkas", row.title)

    def _tell(self, file: FileRow, activity: str, remark: str) -> None:
        if file.case_id is not None:
            case = CaseFile.get_by_id(file.case_id)
            logbook.tell(
                self._desk, case, activity, "Berkas kasus", giver=file.officer,
                remark=facts.without_names(case.id, remark),
            )  # fmt: skip
            return
        receipt = FileReceipt.get_by_id(file.receipt_id)
        logbook.write(
            self._desk, case=receipt.run_id, register_number=receipt.register_number, service=receipt.service,
            activity=activity, document=receipt.document, giver=receipt.giver, remark=remark,
        )  # fmt: skip


def _read(query: Any, definitions: Definitions, today: date) -> tuple[ShortageRow, ...]:
    rows = list(query.order_by(Shortage.due_on, Shortage.id).limit(MOST_ROWS))
    names = {row.case_id: definitions.sop(row.case.sop_key, row.case.sop_version).name for row in rows if row.case}
    return tuple(_row(row, names.get(row.case_id, ""), today) for row in rows)


def _query() -> Any:
    return (
        Shortage.select(Shortage, CaseFile, FileReceipt)
        .join(CaseFile, JOIN.LEFT_OUTER, on=(Shortage.case == CaseFile.id))
        .switch(Shortage)
        .join(FileReceipt, JOIN.LEFT_OUTER, on=(Shortage.receipt == FileReceipt.id))
    )


def _create(
    desk: Desk, case_id: int | None, receipt_id: int | None, key: str, title: str, who: tuple[int | None, str]
) -> None:
    now = desk.clock.now()
    due = now.date() + timedelta(days=archive_rules.in_force(desk).shortage_days)
    Shortage.create(
        case=case_id,
        receipt=receipt_id,
        period=periods.containing(periods.MONTH, now.date()).key,
        document=key,
        title=title,
        account=who[0],
        officer=who[1],
        noted_at=stamp(now),
        noted_by=desk.account_id,
        due_on=due.isoformat(),
    )


def _close(desk: Desk, row: Shortage, how: str) -> None:
    row.resolved_at, row.resolution = stamp(desk.clock.now()), how
    row.resolved_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    row.save()


def _row(row: Shortage, service: str, today: date) -> ShortageRow:
    noted, due = moment(row.noted_at).date(), date.fromisoformat(row.due_on)
    receipt = row.receipt if row.receipt_id else None
    number = row.case.number if row.case else (receipt.register_number if receipt else "")
    return ShortageRow(
        shortage_id=row.id,
        case_id=row.case_id,
        receipt_id=row.receipt_id,
        register_number=number or f"Berkas {row.receipt_id}",
        service=service or (receipt.service if receipt else ""),
        title=row.title,
        officer=row.officer,
        account_id=row.account_id,
        period=row.period,
        noted=indonesia.long_date(noted),
        due=indonesia.long_date(due),
        age=(today - noted).days,
        late=row.resolved_at is None and today > due,
        reminders=row.reminders,
        resolved=indonesia.long_date(moment(row.resolved_at).date()) if row.resolved_at else "",
        resolution=row.resolution,
    )


def _printed(number: int, row: ShortageRow) -> tuple[str, ...]:
    status = row.resolution or ("Lewat tenggat" if row.late else "Belum")
    who = (row.register_number, row.service, row.title, row.officer)
    return (str(number), *who, row.noted, row.due, row.resolved, status)
