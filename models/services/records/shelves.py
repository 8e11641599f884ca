"""Files of paper: where each one stands, with the history of its places, and labels for folders and boxes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import marks
from models.domain.indonesia import long_date
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.records.labels import Label, LabelPaper, LabelSheet
from models.services import logbook, papers
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, stamp
from models.services.records import archive_rules
from models.services.records.archive_rows import closed_without_place, receipts_without_place, rows_of, since_of
from models.services.views.records import ArchiveRow, FileEvent, NewFile, Place
from models.services.words import when
from models.store.database import UnitOfWork
from models.store.tables import ArchiveFile, CaseFile, FileLoan, FileReceipt, ShelfMove

_LONGEST = 60
_PARTS = ("cupboard", "shelf", "box", "folder")
_MOST_LABELS = 500


class ShelfService:
    """Putting files somewhere and finding them."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def files(self, text: str = "", view: str = "semua") -> tuple[ArchiveRow, ...]:
        """The files whose number, service, place or borrower holds ``text``.

        ``view``: "semua", "menunggu" (without a place), "dipinjam", "habis" (kept long enough), "dimusnahkan".
        """
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            rules, today = archive_rules.in_force(self._desk), self._desk.clock.now().date()
            waiting: tuple[ArchiveRow, ...] = ()
            if view == "habis":
                waiting = closed_without_place(self._definitions, rules, today)
            elif view in ("semua", "menunggu"):
                waiting = (*closed_without_place(self._definitions, rules), *receipts_without_place(rules))
            rows = () if view == "menunggu" else rows_of(_chosen(view, today), rules, today)
        wanted = text.casefold().split()
        return tuple(row for row in (*waiting, *rows) if all(word in _said(row) for word in wanted))

    def put(self, files: Sequence[NewFile], place: Place, remark: str = "") -> tuple[int, ...]:
        """Give files their first place; gives their ids. A file that has one is moved. VALUE_INVALID, NOT_FOUND."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        named = [replace(file, register_number=_number(file)) for file in files]
        with self._desk.writing("arsip", "bukulog") as unit:
            found = [registered(self._desk, file) for file in named]
            for row in found:
                self._move(unit, row, place, remark)
            return tuple(int(row.id) for row in found)

    def move(self, file_ids: Sequence[int], place: Place, remark: str = "") -> int:
        """Put files somewhere else; how many. VALUE_INVALID, NOT_FOUND, FILE_GONE."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip", "bukulog") as unit:
            for file_id in file_ids:
                self._move(unit, existing(ArchiveFile.get_or_none(ArchiveFile.id == file_id)), place, remark)
            return len(file_ids)

    def keep_as(self, file_id: int, kind: str) -> None:
        """Keep a file by another kind of the office's rules. NOT_FOUND, FILE_GONE."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip") as unit:
            row = standing(file_id)
            kept = next((one for one in archive_rules.in_force(self._desk).retention if one.key == kind), None)
            if row.kind == kind:
                unit.audit("arsip.retensi", *subject(row), jenis=kind)
                return
            until = existing(kept).until(date.fromisoformat(row.since))
            row.kind, row.keep_until = kind, until.isoformat() if until else None
            row.row_version += 1
            row.save()
            unit.audit("arsip.retensi", *subject(row), jenis=kind)

    def history(self, file_id: int) -> tuple[FileEvent, ...]:
        """Where a file stood and who had it, newest first."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        now = self._desk.clock.now()
        with self._desk.reading():
            found: list[tuple[str, str, str]] = []
            for move in ShelfMove.select().where(ShelfMove.file == file_id):
                words = f"Ditempatkan di {_place(move).words}" + (f": {move.remark}" if move.remark else "")
                found.append((move.at, words, move.account.display_name))
            for loan in FileLoan.select().where(FileLoan.file == file_id):
                words = f"Dipinjam {loan.borrower}" + (f": {loan.purpose}" if loan.purpose else "")
                found.append((loan.lent_at, words, loan.lent_by.display_name))
                if loan.returned_at and loan.returned_by:
                    back = f"Dikembalikan {loan.borrower}" + (f": {loan.remark}" if loan.remark else "")
                    found.append((loan.returned_at, back, loan.returned_by.display_name))
        found.sort(key=lambda event: event[0])  # what came in one second keeps its order
        return tuple(FileEvent(when(moment(at), now), text, by) for at, text, by in reversed(found))

    def labels(self, file_ids: Sequence[int], sheet_key: str, skip: int = 0) -> bytes:
        """Labels of these files as PDF: QR code, register number and place, no name. NOT_FOUND, VALUE_INVALID."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        if not 1 <= len(file_ids) <= _MOST_LABELS:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Pilih 1 sampai {_MOST_LABELS} berkas.")
        with self._desk.writing() as unit:
            rules, today = archive_rules.in_force(self._desk), self._desk.clock.now().date()
            sheet = existing(next((one for one in rules.labels if one.key == sheet_key), None))
            rows = rows_of(ArchiveFile.select().where(ArchiveFile.id.in_(list(file_ids))), rules, today)
            paper = LabelPaper(
                office=self._desk.office.name,
                sheet=sheet,
                labels=tuple(_label(row) for row in rows),
                skip=max(skip, 0),
                watermark=papers.WATERMARK if self._desk.training else "",
            )
            unit.audit("arsip.label", "arsip", None, jumlah=len(rows))
        return self._desk.renderers.labels(paper)

    def label_test(self, sheet: LabelSheet) -> bytes:
        """One sheet of outlines, to be held against a sheet of labels; the sheet need not be kept. VALUE_INVALID."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        for what in sheet.problems():
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
        with self._desk.reading():
            office = self._desk.office.name
        return self._desk.renderers.labels(LabelPaper(office, sheet, (), outlined=True))

    def _move(self, unit: UnitOfWork, file: ArchiveFile, place: Place, remark: str) -> None:
        if file.destroyed_at is not None:
            raise UserError(ErrorCode.FILE_GONE)
        said = {part: clean_text(getattr(place, part), lines=False)[:_LONGEST] for part in _PARTS}
        if not any(said.values()):
            raise UserError(ErrorCode.VALUE_INVALID, what="Isi paling sedikit satu bagian tempat, misalnya lemari.")
        ShelfMove.create(
            file=file.id, at=stamp(self._desk.clock.now()), account=self._desk.account_id,
            remark=clean_text(remark, lines=False), **said,
        )  # fmt: skip
        words = Place(**said).words
        tell(self._desk, file, "Menyimpan berkas", place=words)
        unit.audit("arsip.tempatkan", *subject(file), tempat=words)


def _number(file: NewFile) -> str:
    number = clean_text(file.register_number, lines=False)[:_LONGEST]
    if not number:
        raise UserError(ErrorCode.VALUE_INVALID, what="Nomor register belum diisi.")
    return number


def registered(desk: Desk, file: NewFile) -> ArchiveFile:
    """The file's row in the archive, made where it has none: how long it is kept counts from then on.

    Inside a unit of work. NOT_FOUND for a case or receipt that is not there.
    """
    found = _existing(file)
    if found is not None:
        return found
    kept = archive_rules.in_force(desk).kept(file.kind)
    since = file.since or since_of(file, desk.clock.now().date())
    until = kept.until(since)
    made: ArchiveFile = ArchiveFile.create(
        case=file.case_id,
        receipt=file.receipt_id,
        register_number=file.register_number,
        service=clean_text(file.service, lines=False),
        kind=kept.key,
        since=since.isoformat(),
        keep_until=until.isoformat() if until else None,
    )
    return made


def standing(file_id: int) -> ArchiveFile:
    """A file that is not destroyed; NOT_FOUND, FILE_GONE."""
    row: ArchiveFile = existing(ArchiveFile.get_or_none(ArchiveFile.id == file_id))
    if row.destroyed_at is not None:
        raise UserError(ErrorCode.FILE_GONE)
    return row


def subject(file: ArchiveFile) -> tuple[str, int]:
    """Under what a file's records are kept: its case, so that the case tells its whole story, else itself."""
    return ("kasus", file.case_id) if file.case_id else ("arsip", file.id)


def tell(desk: Desk, file: ArchiveFile, activity: str, **more: Any) -> None:
    """A line of the log book about a file of paper."""
    case = CaseFile.get_or_none(CaseFile.id == file.case_id) if file.case_id else None
    if case is not None:
        logbook.tell(desk, case, activity, "Berkas kasus", **more)
        return
    receipt = FileReceipt.get_or_none(FileReceipt.id == file.receipt_id) if file.receipt_id else None
    logbook.write(
        desk, case=receipt.run_id if receipt else None, register_number=file.register_number, service=file.service,
        activity=activity, document=receipt.document if receipt else "Berkas", **more,
    )  # fmt: skip


def _existing(file: NewFile) -> ArchiveFile | None:
    found: ArchiveFile | None = None
    if file.case_id is not None:
        existing(CaseFile.get_or_none(CaseFile.id == file.case_id))
        found = ArchiveFile.get_or_none(ArchiveFile.case == file.case_id)
    elif file.receipt_id is not None:
        existing(FileReceipt.get_or_none(FileReceipt.id == file.receipt_id))
        found = ArchiveFile.get_or_none(ArchiveFile.receipt == file.receipt_id)
    return found


def _chosen(view: str, today: date) -> Any:
    query: Any = ArchiveFile.select()
    if view == "dipinjam":
        lent = FileLoan.select(FileLoan.file).where(FileLoan.returned_at.is_null())
        return query.where(ArchiveFile.id.in_(lent))
    if view == "habis":
        return query.where(ArchiveFile.destroyed_at.is_null(), ArchiveFile.keep_until < today.isoformat())
    if view == "dimusnahkan":
        return query.where(ArchiveFile.destroyed_at.is_null(False))
    return query.where(ArchiveFile.destroyed_at.is_null())


def _place(move: ShelfMove) -> Place:
    return Place(move.cupboard, move.shelf, move.box, move.folder)


def _said(row: ArchiveRow) -> str:
    return f"{row.register_number} {row.service} {row.place.words} {row.borrower} {row.kind}".casefold()


def _label(row: ArchiveRow) -> Label:
    until = f"Simpan s.d. {long_date(row.until_day)}" if row.until_day else row.until  # short: labels are narrow
    lines = tuple(text for text in (row.service, row.place.words, until) if text)
    return Label(marks.file_mark(row.file_id, row.register_number), row.register_number, lines)
