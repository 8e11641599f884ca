"""The register of what persons ask about their data: taken down, answered within the law's time, with its proof."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.letters.compose import prefill
from models.letters.spec import LetterSpec
from models.records import data_rights
from models.records.person_copy import CopyPaper, PersonCopy
from models.services import logbook, papers
from models.services.cases import legal
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, packed, stamp
from models.services.letters import letter_context, letterwork
from models.services.rights import data_request_rows as rows
from models.services.rights import erasure
from models.services.rights.data_request_rows import ACCEPTED, ACCESS, CORRECTION, ERASING, REFUSED
from models.services.rights.person_copy import Gathering
from models.services.views.requests import ErasurePlan, LockedFile, NewRequest, RequestRow
from models.store.database import UnitOfWork
from models.store.tables import CaseFile, FormRecord, PersonRequest
from models.vault import locked_zip, passwords

_LONGEST = 2000
#: Facts by which a kind of letter says that it is the receipt of what was handed out, or the minutes of an erasure.
_RECEIPT, _MINUTES = "berkas.daftar", "hapus.rincian"


class DataRequestService:
    """From the person at the desk to the answer."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._rights = data_rights.shipped()

    def all(self, *, waiting: bool = False) -> tuple[RequestRow, ...]:
        """All requests, or those that wait for an answer; the most urgent first, then the newest."""
        self._desk.authorise(Permission.RIGHTS_READ)
        with self._desk.reading():
            wanted: Any = PersonRequest.select()
            if waiting:
                wanted = wanted.where(PersonRequest.done_at.is_null())
            return rows.of(self._desk, list(wanted.order_by(PersonRequest.id.desc()).limit(rows.MOST)))

    def of_case(self, case_id: int) -> tuple[RequestRow, ...]:
        """The requests about a case, newest first."""
        self._desk.authorise(Permission.RIGHTS_READ)
        with self._desk.reading():
            mine = PersonRequest.select().where(PersonRequest.case == case_id)
            return rows.of(self._desk, list(mine.order_by(PersonRequest.id.desc())))

    def take(self, asked: NewRequest) -> RequestRow:
        """Write down what a person asks; the clock of the law begins.

        Raises VALUE_INVALID, also for an unknown number; NOT_FOUND; DATA_ERASED where nothing is kept any more.
        """
        self._desk.authorise(Permission.RIGHTS_SERVE)
        texts = self._checked(asked)
        kind = self._rights.kinds[asked.kind]
        with self._desk.writing("kasus", "hak", "bukulog") as unit:
            case = _case(asked)
            erasure.require_there(case.id)
            clock = legal.asked(self._desk, unit, kind.limit, case, asked.asked_on)
            made = PersonRequest.create(
                kind=asked.kind,
                case=case.id,
                all_cases=asked.all_cases,
                capacity=asked.capacity,
                identity=asked.identity,
                asked_on=asked.asked_on.isoformat(),
                taken_at=stamp(self._desk.clock.now()),
                taken_by=self._desk.account_id,
                clock=clock.id,
                **texts,
            )
            unit.audit("hak.minta", "kasus", case.id, permohonan=made.id, jenis=asked.kind, kedudukan=asked.capacity)
            logbook.tell(self._desk, case, "Menerima permohonan tentang data", kind.name)
            return self._row(made)

    # ------------------------------------------------------------------ the copy

    def copy(self, request_id: int, without: Collection[str]) -> PersonCopy:
        """What the copy would hold, before it is made. ``without``: exclusions an officer chose. The look is recorded.

        Raises NOT_ALLOWED for another kind of request or one that was refused, DATA_ERASED.
        """
        self._desk.authorise(Permission.RIGHTS_SERVE)
        self._desk.authorise(Permission.CASE_REVEAL)
        with self._desk.writing() as unit:
            row = self._open(request_id, ACCESS)
            unit.audit("hak.lihat_salinan", "kasus", row.case_id, permohonan=row.id)
            return self._gathered(row, without)

    def copy_paper(self, request_id: int, without: Collection[str]) -> bytes:
        """The copy as PDF. What was left out and why is kept with the request. As ``copy``."""
        self._desk.authorise(Permission.RIGHTS_SERVE)
        self._desk.authorise(Permission.CASE_REVEAL)
        with self._desk.writing("hak") as unit:
            row = self._open(request_id, ACCESS)
            made = self._note_copy(unit, row, without, "kertas")
            user, now = self._desk.session.user.display_name, self._desk.clock.now()
            printed = f"Dicetak {user}, {indonesia.long_date(now.date())}"
            paper = CopyPaper(
                made, self._desk.office.name, printed, papers.page(self._desk), papers.letterhead(self._desk)
            )
        return self._desk.renderers.person_copy(paper)

    def copy_data(self, request_id: int, without: Collection[str]) -> LockedFile:
        """The copy as data for machines (JSON), in a ZIP behind a password made for it. Recorded; as ``copy``."""
        self._desk.authorise(Permission.RIGHTS_SERVE)
        self._desk.authorise(Permission.CASE_REVEAL)
        with self._desk.writing("hak") as unit:
            row = self._open(request_id, ACCESS)
            plain = self._note_copy(unit, row, without, "data").to_json()
        password = passwords.suggest_password()
        return LockedFile(password, locked_zip.locked("data.json", plain, password, self._desk.clock.now()))

    def handed(self, request_id: int, receiver: str, on: date) -> RequestRow:
        """Record that the copy was handed over, to whom and when: the clock ends.

        Raises VALUE_INVALID without a receiver, for a day that is not between the request and today, or where no copy
        was made yet; STEP_CLOSED if it was handed over before.
        """
        self._desk.authorise(Permission.RIGHTS_SERVE)
        who = clean_text(receiver, lines=False)[:200]
        if not who:
            raise UserError(ErrorCode.VALUE_INVALID, what="Tulis siapa yang menerima salinan.")
        with self._desk.writing("kasus", "hak", "bukulog") as unit:
            row = self._open(request_id, ACCESS)
            if not date.fromisoformat(row.asked_on) <= on <= self._desk.clock.now().date():
                raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal penyerahan tidak cocok dengan permohonannya.")
            if not json.loads(row.result):
                raise UserError(ErrorCode.VALUE_INVALID, what="Buat salinannya lebih dahulu.")
            row.receiver, row.decision = who, ACCEPTED
            self._finish(unit, row, f"Salinan diserahkan {indonesia.long_date(on)}")
            return self._row(row)

    # ------------------------------------------------------------------ the head's word

    def plan(self, request_id: int) -> ErasurePlan:
        """What an erasure would take and leave."""
        self._desk.authorise(Permission.RIGHTS_READ)
        with self._desk.reading():
            row = existing(PersonRequest.get_or_none(PersonRequest.id == request_id, PersonRequest.kind == ERASING))
            return rows.plan(self._desk, row)

    def decide(
        self, request_id: int, *, accept: bool, ground: str = "", note: str = "", parts: Iterable[str] = ()
    ) -> RequestRow:
        """The head's word. A refusal needs its ground; an erasure may take ``parts`` besides the answers.

        Raises STEP_CLOSED when it was decided already, VALUE_INVALID for an unknown ground or part, REASON_NEEDED.
        """
        self._desk.authorise(Permission.RIGHTS_DECIDE)
        said, chosen = clean_text(note, lines=False)[:_LONGEST], sorted(set(parts))
        with self._desk.writing("kasus", "hak", "bukulog") as unit:
            row = existing(PersonRequest.get_or_none(PersonRequest.id == request_id))
            if row.decision:
                raise UserError(ErrorCode.STEP_CLOSED)
            if accept and not set(chosen) <= {one.key for one in self._rights.parts}:
                raise UserError(ErrorCode.VALUE_INVALID, what="Bagian yang dihapus tidak dikenal.")
            if not accept:
                self._require_ground(row.kind, ground, said)
            row.decision, row.ground = (ACCEPTED, "") if accept else (REFUSED, ground)
            row.decision_note, row.parts = said, packed(chosen if accept and row.kind == ERASING else [])
            row.decided_at = stamp(self._desk.clock.now())
            row.decided_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            unit.audit("hak.putuskan", "kasus", row.case_id, permohonan=row.id, putusan=row.decision, dasar=ground)
            if accept:
                self._save(row)
            else:
                self._finish(unit, row, f"Ditolak: {self._rights.name('refusals', ground)}")
            return self._row(row)

    def corrected(self, request_id: int, form_key: str) -> RequestRow:
        """Record that an accepted correction stands in this form of the case.

        Raises NOT_ALLOWED without the head's word, VALUE_INVALID where the form was not saved since the request.
        """
        self._desk.authorise(Permission.RIGHTS_SERVE)
        with self._desk.writing("kasus", "hak", "bukulog") as unit:
            row = self._accepted(request_id, CORRECTION)
            same = (FormRecord.case == row.case_id) & (FormRecord.form_key == form_key)
            record = existing(FormRecord.get_or_none(same))
            if moment(record.updated_at) < moment(row.taken_at):
                what = "Formulir itu belum diubah sejak permohonan ini dicatat. Perbaiki dan simpan dahulu."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            row.form_key = form_key
            title = self._definitions.form(form_key, record.form_version).title
            self._finish(unit, row, f"Data diperbaiki pada {title}")
            return self._row(row)

    def erase(self, request_id: int, typed_number: str) -> RequestRow:
        """Carry out an accepted erasure. It cannot be undone; the register number typed once more is its key.

        Raises NOT_ALLOWED without the head's word, VALUE_INVALID for another number or a case that still runs.
        """
        self._desk.authorise(Permission.DATA_ERASE)
        with self._desk.writing("kasus", "hak", "bukulog", "surat", "arsip") as unit:
            row = self._accepted(request_id, ERASING)
            if clean_text(typed_number, lines=False) != row.case.number:
                what = "Nomor register yang diketik tidak sama. Tidak ada yang dihapus."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            word = erasure.Approval(tuple(json.loads(row.parts)), request=row)
            counts: dict[str, int] = {}
            for case in rows.cases(row):
                for name, count in erasure.erase(self._desk, self._definitions, unit, case, word).items():
                    counts[name] = counts.get(name, 0) + count
                logbook.tell(self._desk, case, "Menghapus data pribadi", f"Permohonan {row.id}")
            row = PersonRequest.get_by_id(row.id)
            row.result = packed(counts)
            self._finish(unit, row, "Data dihapus")
            made = self._row(row)
        erasure.sweep(self._desk)
        return made

    def letter(self, request_id: int) -> int:
        """The draft of the receipt of a copy or the minutes of an erasure, or the one written before.

        Raises NOT_FOUND, NOT_ALLOWED for a correction or a request that was refused.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("kasus", "hak", "surat") as unit:
            row = existing(PersonRequest.get_or_none(PersonRequest.id == request_id))
            if row.letter is not None and row.letter.status != letterwork.VOID:
                unit.audit("surat.buka", "kasus", row.case_id, surat=row.letter.letter_key)
                return int(row.letter.id)
            if row.kind == CORRECTION or row.decision == REFUSED:
                raise UserError(ErrorCode.NOT_ALLOWED)
            spec = existing(self._letter_kind(_RECEIPT if row.kind == ACCESS else _MINUTES))
            today = self._desk.clock.now().date()
            context = letter_context.gather(self._desk, self._definitions, spec, row.case, {}, today)
            known = rows.receipt_facts(row) if row.kind == ACCESS else rows.minutes_facts(row)
            context = replace(context, facts={**context.facts, **known})
            row.letter = letterwork.new_draft(self._desk, spec, row.case_id, prefill(spec, context))
            self._save(row)
            unit.audit("surat.konsep", "kasus", row.case_id, surat=spec.key)
            return int(row.letter.id)

    # ------------------------------------------------------------------ inside a stretch

    def _checked(self, asked: NewRequest) -> dict[str, str]:
        """The texts of a request, tidied; VALUE_INVALID for what cannot be."""
        known = asked.kind in self._rights.kinds
        known &= asked.capacity in {one.key for one in self._rights.capacities}
        known &= asked.identity in {one.key for one in self._rights.identities}
        if not known:
            what = "Pilih jenis permohonan, kedudukan, dan cara identitas diperiksa."
            raise UserError(ErrorCode.VALUE_INVALID, what=what)
        asker = clean_text(asked.asker, lines=False)[:200]
        wanted, reason = (clean_text(text, lines=True)[:_LONGEST] for text in (asked.what, asked.reason))
        if not asker:
            raise UserError(ErrorCode.VALUE_INVALID, what="Nama pemohon belum diisi.")
        if asked.kind != ACCESS and not wanted:
            raise UserError(ErrorCode.VALUE_INVALID, what="Tulis apa yang diminta.")
        if asked.asked_on > self._desk.clock.now().date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal permohonan tidak boleh sesudah hari ini.")
        return {"asker": asker, "what": wanted, "reason": reason}

    def _require_ground(self, kind: str, ground: str, note: str) -> None:
        if ground not in {option.key for option in self._rights.refusals_for(kind)}:
            raise UserError(ErrorCode.VALUE_INVALID, what="Pilih dasar menolak permohonan.")
        if not note:
            raise UserError(ErrorCode.REASON_NEEDED)

    def _open(self, request_id: int, kind: str) -> PersonRequest:
        row = existing(PersonRequest.get_or_none(PersonRequest.id == request_id))
        if row.kind != kind or row.decision == REFUSED:
            raise UserError(ErrorCode.NOT_ALLOWED)
        if row.done_at is not None:
            raise UserError(ErrorCode.STEP_CLOSED)
        erasure.require_there(row.case_id)
        return row

    def _accepted(self, request_id: int, kind: str) -> PersonRequest:
        row = self._open(request_id, kind)
        if row.decision != ACCEPTED:
            raise UserError(ErrorCode.NOT_ALLOWED)
        return row

    def _gathered(self, row: PersonRequest, without: Collection[str]) -> PersonCopy:
        work = Gathering(self._desk, self._definitions, self._rights, without)
        there = [case for case in rows.cases(row) if erasure.erased(case.id) is None]
        return work.of(there, rows.copy_head(self._desk, row), rows.warnings(row))

    def _note_copy(self, unit: UnitOfWork, row: PersonRequest, without: Collection[str], form: str) -> PersonCopy:
        """Gather the copy and keep what it holds and leaves out, in numbers."""
        made = self._gathered(row, without)
        left_out = {one.key: one.count for one in made.left_out if one.count}
        row.result = packed({"isian": made.answers, "tidak_disertakan": left_out})
        self._save(row)
        unit.audit("hak.salinan", "kasus", row.case_id, permohonan=row.id, bentuk=form, isian=made.answers)
        return made

    def _finish(self, unit: UnitOfWork, row: PersonRequest, words: str) -> None:
        row.done_at = stamp(self._desk.clock.now())
        row.done_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
        self._save(row)
        legal.answered(self._desk, unit, row.clock, words)
        kind = self._rights.kinds[row.kind]
        unit.audit("hak.selesai", "kasus", row.case_id, permohonan=row.id, jenis=row.kind)
        logbook.tell(self._desk, row.case, "Menjawab permohonan tentang data", kind.name, remark=words)

    @staticmethod
    def _save(row: PersonRequest) -> None:
        row.row_version += 1
        row.save()

    def _letter_kind(self, fact: str) -> LetterSpec | None:
        """The office's shortest kind of letter that holds such a list."""
        kinds = (self._definitions.letter(key) for key in self._definitions.keys("surat"))
        fitting = [spec for spec in kinds if any(field.meaning == fact for field in spec.fields)]
        return min(fitting, key=lambda spec: len(spec.fields), default=None)

    def _row(self, row: PersonRequest) -> RequestRow:
        return rows.of(self._desk, [row])[0]


def _case(asked: NewRequest) -> CaseFile:
    """The case a request is about, by its id or the number that was typed."""
    if asked.case_id:
        found: CaseFile = existing(CaseFile.get_or_none(CaseFile.id == asked.case_id, CaseFile.period == ""))
        return found
    number = clean_text(asked.case_number, lines=False)
    named: CaseFile | None = CaseFile.get_or_none(CaseFile.number == number, CaseFile.period == "")
    if named is None:
        raise UserError(ErrorCode.VALUE_INVALID, what=f"Tidak ada kasus dengan nomor {number}.")
    return named
