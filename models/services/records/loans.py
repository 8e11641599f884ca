"""Who has a file of paper, until when, and whether it came back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from peewee import IntegrityError

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services.desk import Desk, existing, stamp
from models.services.records import archive_rules
from models.services.records.archive_rows import rows_of
from models.services.records.shelves import standing, subject, tell
from models.services.views.records import ArchiveRow
from models.store.tables import ArchiveFile, FileLoan, Officer

_LONGEST = 120


def overdue(desk: Desk) -> tuple[ArchiveRow, ...]:
    """The files whose day of return has passed. Inside a reading stretch."""
    today = desk.clock.now().date()
    late = FileLoan.select(FileLoan.file).where(FileLoan.returned_at.is_null(), FileLoan.due_on < today.isoformat())
    files = ArchiveFile.select().where(ArchiveFile.id.in_(late))
    return rows_of(files, archive_rules.in_force(desk), today)


def asked_back(desk: Desk) -> tuple[ArchiveRow, ...]:
    """The overdue files the person at the desk has, or all of them for who keeps the archive. Inside a stretch."""
    late = overdue(desk)
    if desk.session.may(Permission.ARCHIVE_WRITE):
        return late
    user = desk.session.user
    officer = Officer.get_or_none(Officer.id == user.officer_id) if user.officer_id else None
    own = {name.casefold() for name in (user.display_name, officer.name if officer else "") if name}
    return tuple(row for row in late if row.borrower.casefold() in own)


class LoanService:
    """Lending files and taking them back."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def usual_day(self) -> date:
        """The day a file lent today should be back, by the office's rules."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            days = archive_rules.in_force(self._desk).loan_days
        return self._desk.clock.now().date() + timedelta(days=days)

    def lend(self, file_ids: Sequence[int], borrower: str, due_on: date, purpose: str = "") -> int:
        """Lend files, all or none; how many. VALUE_INVALID, NOT_FOUND, FILE_GONE, FILE_LENT."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        who, what_for = (clean_text(text, lines=False)[:_LONGEST] for text in (borrower, purpose))
        if not who:
            raise UserError(ErrorCode.VALUE_INVALID, what="Nama peminjam belum diisi.")
        if due_on < self._desk.clock.now().date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal kembali tidak boleh sebelum hari ini.")
        with self._desk.writing("arsip", "bukulog") as unit:
            for file_id in file_ids:
                file = standing(file_id)
                try:
                    FileLoan.create(
                        file=file.id,
                        borrower=who,
                        purpose=what_for,
                        lent_at=stamp(self._desk.clock.now()),
                        lent_by=self._desk.account_id,
                        due_on=due_on.isoformat(),
                    )
                except IntegrityError:
                    raise UserError(ErrorCode.FILE_LENT, number=file.register_number) from None
                back = f"Kembali {indonesia.long_date(due_on)}" + (f". {what_for}" if what_for else "")
                tell(self._desk, file, "Meminjamkan berkas", receiver=who, remark=back)
                unit.audit("arsip.pinjamkan", *subject(file), peminjam=who, kembali=due_on.isoformat())
            return len(file_ids)

    def take_back(self, loan_id: int, remark: str = "") -> None:
        """A file has come back; one that came back before: nothing happens. NOT_FOUND."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip", "bukulog") as unit:
            loan = existing(FileLoan.get_or_none(FileLoan.id == loan_id))
            if loan.returned_at is None:
                loan.returned_at, loan.remark = stamp(self._desk.clock.now()), clean_text(remark, lines=False)
                loan.returned_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
                loan.save()
                tell(self._desk, loan.file, "Menerima kembali berkas", giver=loan.borrower, remark=loan.remark)
            unit.audit("arsip.kembalikan", *subject(loan.file), peminjam=loan.borrower)
