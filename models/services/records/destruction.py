"""Destroying files that were kept long enough: proposed, decided by the head, done by two with minutes.

Paper goes; where it was proposed and approved so, what the program holds of the cases is erased with it. The registers
keep their lines either way.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.forms.values import clean_text
from models.letters.compose import prefill
from models.letters.spec import LetterSpec
from models.records import data_rights
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, stamp
from models.services.letters import letter_context, letterwork
from models.services.records import archive_rules
from models.services.records.archive_rows import rows_of
from models.services.records.shelves import registered, standing, subject, tell
from models.services.rights import erasure
from models.services.views.records import DestructionRow, NewFile
from models.store.database import UnitOfWork
from models.store.tables import ArchiveFile, CaseFile, Destruction, DestructionFile, FileLoan, Letter

_YES, _NO = "setuju", "tolak"
_LIST, _OFFICERS, _BASIS = "berkas.musnah", "berkas.pelaksana_musnah", "berkas.dasar_musnah"
_DATA = "berkas.data_musnah"
_TWO = 2


class DestructionService:
    """From the proposal to the minutes."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def all(self) -> tuple[DestructionRow, ...]:
        """All proposals, newest first."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            return tuple(self._row(row) for row in Destruction.select().order_by(Destruction.id.desc()))

    def propose(
        self, file_ids: Sequence[int], reason: str, *, case_ids: Sequence[int] = (), with_data: bool = False
    ) -> DestructionRow:
        """Ask the head to let these files be destroyed.

        ``case_ids``: closed cases whose file stands nowhere; ``with_data``: what the program holds of them goes, too.

        Raises REASON_NEEDED, NOT_FOUND, FILE_GONE, FILE_LENT, VALUE_INVALID for a file that must still be kept or is
        proposed already.
        """
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        said = clean_text(reason, lines=False)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        if not file_ids and not case_ids:
            raise UserError(ErrorCode.VALUE_INVALID, what="Pilih berkas lebih dahulu.")
        with self._desk.writing("arsip") as unit:
            all_ids = dict.fromkeys((*file_ids, *(self._registered(case_id) for case_id in case_ids)))
            for file_id in all_ids:
                self._may_go(standing(file_id))
            made = Destruction.create(
                proposed_at=stamp(self._desk.clock.now()),
                proposed_by=self._desk.account_id,
                reason=said,
                with_data=with_data,
            )
            for file_id in all_ids:
                DestructionFile.create(destruction=made.id, file=file_id)
            unit.audit("arsip.usul_musnah", "arsip", made.id, jumlah=len(all_ids), alasan=said, data=with_data)
            return self._row(made)

    def decide(self, destruction_id: int, *, approve: bool, note: str = "") -> DestructionRow:
        """The head's word. REASON_NEEDED for a refusal without one, STEP_CLOSED when it was decided already."""
        self._desk.authorise(Permission.ARCHIVE_DECIDE)
        said = clean_text(note, lines=False)
        if not approve and not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("arsip") as unit:
            row = existing(Destruction.get_or_none(Destruction.id == destruction_id))
            if row.decision:
                raise UserError(ErrorCode.STEP_CLOSED)
            row.decision, row.decision_note = (_YES if approve else _NO), said
            row.decided_at = stamp(self._desk.clock.now())
            row.decided_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            row.save()
            unit.audit("arsip.putuskan_musnah", "arsip", row.id, putusan=row.decision, catatan=said)
            return self._row(row)

    def minutes(self, destruction_id: int) -> int:
        """The draft of the minutes with the list of files, or the one written before. NOT_FOUND, NOT_ALLOWED."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("arsip", "surat") as unit:
            row = _approved(destruction_id)
            if row.letter is not None and row.letter.status != letterwork.VOID:
                unit.audit("surat.buka", "arsip", row.id, surat=row.letter.letter_key)
                return int(row.letter.id)
            spec = existing(self._kind())
            today = self._desk.clock.now().date()
            context = letter_context.gather(self._desk, self._definitions, spec, None, {}, today)
            context = replace(context, facts=self._known(row))
            made = letterwork.new_draft(self._desk, spec, None, prefill(spec, context))
            row.letter = made
            row.save()
            unit.audit("surat.konsep", "arsip", row.id, surat=spec.key)
            return int(made.id)

    def carry_out(self, destruction_id: int) -> DestructionRow:
        """Record that the files were destroyed, as the issued minutes say.

        Raises NOT_ALLOWED without approval, MINUTES_MISSING while the minutes are not issued or name fewer than two
        officers, FILE_LENT; VALUE_INVALID for a case whose data are to go and that runs again.
        """
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        with self._desk.writing("arsip", "bukulog", "kasus", "surat") as unit:
            row = _approved(destruction_id)
            if row.with_data:
                self._desk.authorise(Permission.DATA_ERASE)
            if row.done_at is None:
                self._require_minutes(row)
                for file in _files(row):
                    self._destroy(unit, standing(file.id), row)
                row.done_at = stamp(self._desk.clock.now())
                row.done_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
                row.save()
            unit.audit("arsip.musnahkan", "arsip", row.id, surat=row.letter.number if row.letter else "")
            made = self._row(row)
        erasure.sweep(self._desk)
        return made

    # ------------------------------------------------------------------ inside a stretch

    def _may_go(self, file: ArchiveFile) -> None:
        today = self._desk.clock.now().date().isoformat()
        if not file.keep_until or file.keep_until >= today:
            what = f"Masa simpan berkas {file.register_number} belum berakhir."
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
        _not_lent(file)
        again = DestructionFile.select().join(Destruction).where(
            DestructionFile.file == file.id, Destruction.decision != _NO, Destruction.done_at.is_null()
        )  # fmt: skip
        if again.exists():
            raise UserError(ErrorCode.VALUE_INVALID, what=f"Berkas {file.register_number} sudah diusulkan.")

    def _destroy(self, unit: UnitOfWork, file: ArchiveFile, row: Destruction) -> None:
        _not_lent(file)
        file.destroyed_at = stamp(self._desk.clock.now())
        file.row_version += 1
        file.save()
        number = row.letter.number if row.letter else ""
        erased = row.with_data and self._erase(unit, file, row)
        left = "Data dalam program ikut dihapus" if erased else "Salinan digital tetap ada"
        tell(self._desk, file, "Memusnahkan berkas", remark=f"Berita acara nomor {number}. {left}")
        unit.audit("arsip.musnah", *subject(file), berita_acara=number)

    def _erase(self, unit: UnitOfWork, file: ArchiveFile, row: Destruction) -> bool:
        """Erase what the program holds of the file's case; False where there is none or it was erased before."""
        if file.case_id is None or erasure.erased(file.case_id) is not None:
            return False
        case, parts = CaseFile.get_by_id(file.case_id), tuple(part.key for part in data_rights.shipped().parts)
        erasure.erase(self._desk, self._definitions, unit, case, erasure.Approval(parts, destruction=row))
        return True

    def _registered(self, case_id: int) -> int:
        """The archive's row of a closed case; VALUE_INVALID for one that still runs."""
        case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
        erasure.require_closed(case)
        rules = archive_rules.in_force(self._desk)
        service = self._definitions.sop(case.sop_key, case.sop_version).name
        return int(registered(self._desk, NewFile(case.number, service, rules.case_kind, case_id=case.id)).id)

    def _require_minutes(self, row: Destruction) -> None:
        letter = row.letter
        if letter is None or letter.status != letterwork.ISSUED:
            raise UserError(ErrorCode.MINUTES_MISSING, why="Berita acara pemusnahan belum diterbitkan.")
        spec = self._definitions.letter(letter.letter_key, letter.letter_version)
        answers = json.loads(letter.answers)
        named = next((answers.get(field.key) for field in spec.fields if field.meaning == _OFFICERS), None) or []
        if len(set(named)) < _TWO:
            raise UserError(ErrorCode.MINUTES_MISSING, why="Berita acara harus menyebut dua petugas.")

    def _kind(self) -> LetterSpec | None:
        """The office's kind of letter that lists destroyed files."""
        kinds = (self._definitions.letter(key) for key in self._definitions.keys("surat"))
        return next((spec for spec in kinds if any(field.meaning == _LIST for field in spec.fields)), None)

    def _known(self, row: Destruction) -> Values:
        lines: list[dict[str, str | int | float | bool]] = []
        for file in _files(row):
            until = date.fromisoformat(file.keep_until) if file.keep_until else None
            lines.append(
                {
                    "nomor": file.register_number,
                    "layanan": file.service,
                    "sejak": indonesia.long_date(date.fromisoformat(file.since)),
                    "sampai": indonesia.long_date(until) if until else "",
                }
            )
        decided = indonesia.long_date(moment(row.decided_at or row.proposed_at).date())
        basis = f"persetujuan pimpinan tanggal {decided} dan jadwal retensi arsip"
        return {_LIST: lines, _BASIS: basis, _DATA: "ya" if row.with_data else "tidak"}

    def _row(self, row: Destruction) -> DestructionRow:
        rules, today, may = archive_rules.in_force(self._desk), self._desk.clock.now().date(), self._desk.session.may
        files = rows_of(ArchiveFile.select().where(ArchiveFile.id.in_([file.id for file in _files(row)])), rules, today)
        letter: Letter | None = row.letter if row.letter and row.letter.status != letterwork.VOID else None
        issued = letter is not None and letter.status == letterwork.ISSUED
        approved = row.decision == _YES and row.done_at is None
        return DestructionRow(
            destruction_id=row.id,
            state=_state(row),
            reason=row.reason,
            files=files,
            proposed=_by(row.proposed_at, row.proposed_by),
            decided=_by(row.decided_at, row.decided_by),
            note=row.decision_note,
            letter_id=letter.id if letter else None,
            letter_number=(letter.number or "") if letter and issued else "",
            may_decide=not row.decision and may(Permission.ARCHIVE_DECIDE),
            may_draft=approved and may(Permission.LETTER_DRAFT),
            may_carry_out=approved
            and issued
            and may(Permission.ARCHIVE_WRITE)
            and (may(Permission.DATA_ERASE) or not row.with_data),
            with_data=bool(row.with_data),
        )


def _approved(destruction_id: int) -> Destruction:
    row: Destruction = existing(Destruction.get_or_none(Destruction.id == destruction_id))
    if row.decision != _YES:
        raise UserError(ErrorCode.NOT_ALLOWED)
    return row


def _files(row: Destruction) -> list[ArchiveFile]:
    query: Any = ArchiveFile.select().join(DestructionFile, on=(DestructionFile.file == ArchiveFile.id))
    return list(query.where(DestructionFile.destruction == row.id).order_by(ArchiveFile.register_number))


def _not_lent(file: ArchiveFile) -> None:
    if FileLoan.select().where(FileLoan.file == file.id, FileLoan.returned_at.is_null()).exists():
        raise UserError(ErrorCode.FILE_LENT, number=file.register_number)


def _state(row: Destruction) -> str:
    if row.done_at:
        return "Sudah dimusnahkan"
    return {"": "Menunggu persetujuan", _YES: "Disetujui", _NO: "Ditolak"}[row.decision]


def _by(at: str | None, account: Any) -> str:
    return f"{account.display_name}, {indonesia.long_date(moment(at).date())}" if at and account else ""
