"""The archive codes of the office: the shipped list with its own codes, other words, and what it leaves out."""

from __future__ import annotations

from models.access.permissions import Permission
from models.domain import archive_codes
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services.desk import Desk
from models.services.views import CodeRow
from models.store.tables import ArchiveCode

_LONGEST = 200


class ArchiveCodeService:
    """Finding and keeping archive codes."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def search(self, text: str = "", limit: int = 60, *, hidden: bool = False) -> tuple[CodeRow, ...]:
        """Codes that begin with ``text`` or whose names hold its words; ``hidden`` also those the office leaves out."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            rows = known()
        names = {row.code: row.name for row in rows}
        found = []
        for row in rows:
            if row.hidden and not hidden:
                continue
            if archive_codes.fits(text, row.code, (row.name, archive_codes.within(row.code, names))):
                found.append(row)
            if len(found) == limit:
                break
        return tuple(found)

    def save(self, code: str, name: str) -> CodeRow:
        """Add a code of the office's own, or give one other words; VALUE_INVALID (``what``)."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        code, name = clean_text(code, lines=False), clean_text(name, lines=False)
        if not archive_codes.CODE.fullmatch(code):
            what = "Kode klasifikasi hanya boleh berisi huruf, angka, dan tanda . / -, paling panjang 40."
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
        if not name or len(name) > _LONGEST:
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Isi nama kode, paling panjang {_LONGEST} huruf.")
        self._put(code, name=name, hidden=False)
        return CodeRow(code, name, own=True)

    def hide(self, code: str, hidden: bool) -> None:
        """Leave a code out of what is offered, or offer it again. Letters that carry it keep it. NOT_FOUND."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.reading():
            if code not in {row.code for row in known()}:
                raise UserError(ErrorCode.NOT_FOUND)
        self._put(code, hidden=hidden)

    def _put(self, code: str, **columns: object) -> None:
        with self._desk.writing("pengaturan", "surat") as unit:
            ArchiveCode.insert(code=code, **columns).on_conflict(
                conflict_target=[ArchiveCode.code],
                update={**columns, ArchiveCode.row_version: ArchiveCode.row_version + 1},
            ).execute()
            unit.audit("klasifikasi.ubah", "kantor", None, kode=code, **columns)


def known() -> tuple[CodeRow, ...]:
    """Every code with the office's changes, in order. Inside a reading or writing stretch."""
    shipped = archive_codes.shipped()
    changes = {row.code: row for row in ArchiveCode.select()}
    rows = []
    for code in sorted({*shipped, *changes}, key=archive_codes.order):
        change = changes.get(code)
        name = (change.name if change else "") or shipped.get(code, "")
        own = change is not None and bool(change.name)
        rows.append(CodeRow(code, name, own=own, hidden=bool(change and change.hidden)))
    return tuple(rows)


def name_of(code: str) -> str:
    """What a code stands for, "" for one nobody knows. Inside a reading or writing stretch."""
    change = ArchiveCode.get_or_none(ArchiveCode.code == code)
    return (change.name if change else "") or archive_codes.shipped().get(code, "")
