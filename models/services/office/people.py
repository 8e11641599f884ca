"""Absences of officers and who stands in for them: Plh. for days, Plt. for a vacant post."""

from __future__ import annotations

from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services.desk import Desk, existing
from models.services.views import AbsenceRow
from models.store.tables import Absence, Officer

MODES = ("Plh.", "Plt.")


class PeopleService:
    """Writing down who is away and who stands in."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def absences(self) -> tuple[AbsenceRow, ...]:
        """All absences, the latest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        today = self._desk.clock.now().date()
        with self._desk.reading():
            names = {row.id: row.name for row in Officer.select()}
            rows: Any = Absence.select().order_by(Absence.first_day.desc(), Absence.id.desc())
            return tuple(_row(row, names, today) for row in rows)

    def save(self, row: AbsenceRow) -> AbsenceRow:
        """Write an absence down (``absence_id`` 0) or change one.

        Letters that were issued meanwhile keep their signer. Raises VALUE_INVALID (``what``), NOT_FOUND.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "kasus") as unit:
            _check(row)
            columns = {
                "officer": row.officer_id,
                "first_day": row.first.isoformat(),
                "last_day": row.last.isoformat(),
                "reason": clean_text(row.reason, lines=False),
                "deputy": row.deputy_id,
                "mode": row.mode if row.deputy_id else "",
            }
            if row.absence_id:
                saved = existing(Absence.get_or_none(Absence.id == row.absence_id, ~Absence.cancelled))
                Absence.update(**columns).where(Absence.id == saved.id).execute()
                saved = Absence.get_by_id(saved.id)
            else:
                saved = Absence.create(**columns)
            unit.audit(
                "ketidakhadiran.simpan", "pegawai", row.officer_id, dari=columns["first_day"],
                sampai=columns["last_day"], pengganti=row.deputy_id, sebagai=columns["mode"],
            )  # fmt: skip
            names = {officer.id: officer.name for officer in Officer.select()}
            return _row(saved, names, self._desk.clock.now().date())

    def cancel(self, absence_id: int) -> None:
        """Take an absence back; it stays in the list as cancelled. NOT_FOUND."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        with self._desk.writing("pengaturan", "kasus") as unit:
            row = existing(Absence.get_or_none(Absence.id == absence_id, ~Absence.cancelled))
            row.cancelled = True
            row.save()
            unit.audit("ketidakhadiran.batal", "pegawai", row.officer_id)


def _check(row: AbsenceRow) -> None:
    for officer_id in filter(None, (row.officer_id, row.deputy_id)):
        if Officer.get_or_none(Officer.id == officer_id, Officer.active) is None:
            raise UserError(ErrorCode.NOT_FOUND)
    problem = ""
    if not row.officer_id:
        problem = "Pilih pegawai yang tidak hadir."
    elif row.last < row.first:
        problem = "Hari terakhir tidak boleh sebelum hari pertama."
    elif row.deputy_id == row.officer_id:
        problem = "Pengganti harus orang lain."
    elif row.deputy_id and row.mode not in MODES:
        problem = "Pilih Plh. atau Plt. untuk pejabat pengganti."
    elif _overlapping(row.officer_id, row):
        problem = "Pegawai ini sudah tercatat tidak hadir pada hari-hari itu."
    elif row.deputy_id and _overlapping(row.deputy_id, row):
        problem = "Penggantinya sendiri tercatat tidak hadir pada hari-hari itu."
    if problem:
        raise UserError(ErrorCode.VALUE_INVALID, what=problem)


def _overlapping(officer_id: int, row: AbsenceRow) -> bool:
    return bool(
        Absence.select()
        .where(
            Absence.officer == officer_id,
            Absence.id != row.absence_id,
            ~Absence.cancelled,
            Absence.first_day <= row.last.isoformat(),
            Absence.last_day >= row.first.isoformat(),
        )
        .exists()
    )


def _row(row: Absence, names: dict[int, str], today: date) -> AbsenceRow:
    first, last = date.fromisoformat(row.first_day), date.fromisoformat(row.last_day)
    text = "Akan datang" if today < first else "Sudah lewat" if today > last else "Berlangsung"
    return AbsenceRow(
        absence_id=row.id,
        officer_id=row.officer_id,
        officer=names.get(row.officer_id, ""),
        first=first,
        last=last,
        reason=row.reason,
        deputy_id=row.deputy_id,
        deputy=names.get(row.deputy_id, ""),
        mode=row.mode,
        cancelled=bool(row.cancelled),
        text="Dibatalkan" if row.cancelled else text,
    )
