"""Filling and printing the forms of a case, and drafts of what is not yet a case."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.compute import computed
from models.forms.lists import offered
from models.forms.meanings import card_words, facts_of, prefilled, refreshed
from models.forms.paper import CardPaper, FormPaper
from models.forms.signers import signer_names
from models.forms.spec import Completion, FormSpec, Option, Values
from models.forms.takeover import with_homeless, without_homeless
from models.forms.validate import check
from models.forms.values import clean_all
from models.services import facts, logbook, papers, search, signers
from models.services.cases import legal, persons, red_path
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions, lists_mark
from models.services.desk import Desk, existing, moment, packed, stamp
from models.services.forms import form_pictures
from models.services.simfoni import simfoni_entries
from models.services.views import DraftRow, FormSheet, SavedForm
from models.services.words import when
from models.simfoni.sheet import is_entry_form
from models.sop.spec import OutputKind
from models.store.tables import Account, CaseFile, Draft, FormRecord, Officer

DRAFT, COMPLETE = "konsep", "lengkap"
#: A longer row of digits among answers is a NIK or a telephone number.
_OFFICER_ID = re.compile(r"[0-9]{1,7}")


class FormService:
    """The forms of a case: open, save as one types, finish, print."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def intake(self, sop_key: str) -> FormSheet:
        """The empty form that opens a case of this procedure."""
        self._desk.authorise(Permission.CASE_OPEN)
        with self._desk.reading():
            spec = self._definitions.form(self._definitions.sop(sop_key).intake_form)
            return self._sheet(spec, None, prefilled(spec, {}, self._desk.clock.now().date()), None, frozenset())

    def open(self, case_id: int, form_key: str) -> FormSheet:
        """The form of a case as it stands; what earlier forms know is filled in. Writes a read record."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            record = _record(case_id, form_key)
            as_it_was = record.lists_mark if record and case.status != RUNNING else 0
            spec = self._definitions.form(form_key, record.form_version if record else 0, as_it_was)
            self._may_read(spec)
            unit.audit("formulir.buka", "kasus", case_id, formulir=form_key)
            if record:
                answers = refreshed(spec, json.loads(record.answers), facts.of_case(case_id))
                return self._sheet(spec, case, answers, record, frozenset())
            stated = facts.known(case, facts.of_case(case_id))
            known = prefilled(spec, stated, self._desk.clock.now().date())
            from_case = frozenset(field.key for field in spec.fields if field.meaning and field.key in known)
            return self._sheet(spec, case, known, None, from_case)

    def save(
        self, case_id: int, form_key: str, values: Values, row_version: int | None, *, finish: bool = False
    ) -> SavedForm:
        """Keep the answers; ``finish`` also declares the form complete.

        Raises CHANGED_BY_OTHER if somebody saved since ``row_version`` was read (nothing is overwritten), FORM_INVALID
        (details ``completion``) if a form that is to be finished has blocking problems, CASE_CLOSED.
        """
        self._desk.authorise(Permission.FORM_FILL)
        now = self._desk.clock.now()
        with self._desk.writing("kasus") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            if case.status != RUNNING:
                raise UserError(ErrorCode.CASE_CLOSED)
            record = _record(case_id, form_key)
            spec = self._definitions.form(form_key, record.form_version if record else 0)
            self._may_read(spec)
            if (record.row_version if record else None) != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            kept = clean_all(spec.fields, without_homeless(values))
            completion = check(spec, kept, now.date())
            if finish and not completion.complete:
                raise UserError(ErrorCode.FORM_INVALID, completion=completion)
            status = COMPLETE if finish or (record and record.status == COMPLETE and completion.complete) else DRAFT
            first_time = finish and not (record and record.status == COMPLETE)
            record = keep(self._desk, case, spec, (kept, completion), status, record)
            unit.audit("formulir.selesai" if first_time else "formulir.simpan", "kasus", case_id, formulir=form_key)
            if first_time:
                logbook.tell(self._desk, case, "Melengkapi formulir", spec.title, complete="Lengkap")
            urgent = False
            if status == COMPLETE:
                legal.begin(self._desk, unit, case)
                urgent = finish and red_path.open_where_due(self._desk, self._definitions, unit, case)
        return SavedForm(record.row_version, now, completion, status, urgent)

    def others(self, case_id: int) -> tuple[Option, ...]:
        """What may be filled for a case besides the procedure's own forms: people's needs do not end with a procedure.

        Without the forms of replies, which belong to their letters, and what the reader may not read.
        """
        self._desk.authorise(Permission.FORM_FILL)
        with self._desk.reading():
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            if case.status != RUNNING or case.period:
                return ()
            there = set(self._definitions.sop(case.sop_key, case.sop_version).documents(OutputKind.FORM))
            there |= {row.form_key for row in FormRecord.select().where(FormRecord.case == case_id)}
            there |= {self._definitions.letter(key).reply_form for key in self._definitions.keys("surat")}
            return tuple(
                Option(key, title)
                for key, title in self._definitions.keys("formulir").items()
                if key not in there and self._desk.session.reads(self._definitions.form(key).compartment)
            )

    def blank_paper(self, form_key: str) -> bytes:
        """The form blank for the pen."""
        self._desk.authorise(Permission.FORM_PRINT_BLANK)
        with self._desk.writing() as unit:
            spec = self._definitions.form(form_key)
            unit.audit("formulir.cetak_kosong", "formulir", None, formulir=form_key)
            blank = offered(spec, {})
            paper = FormPaper(blank, None, papers.page(self._desk, spec.paper), papers.letterhead(self._desk))
        return self._desk.renderers.form(paper)

    def paper(self, case_id: int, form_key: str) -> bytes:
        """The form of a case as filled, for print. The print is in the audit trail."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            record = existing(_record(case_id, form_key))
            spec = self._definitions.form(form_key, record.form_version, record.lists_mark)
            self._may_read(spec)
            unit.audit("formulir.cetak", "kasus", case_id, formulir=form_key)
            answers: Values = json.loads(record.answers)
            values = {**answers, **computed(spec, answers, moment(record.updated_at).date())}
            shown, homeless = with_homeless(offered(spec, values), json.loads(record.leftover))
            stated = facts.of_case(case_id)
            paper = FormPaper(
                spec=shown,
                values={**values, **homeless},
                page=papers.page(self._desk, spec.paper),
                letterhead=papers.letterhead(self._desk),
                register_number=case.number,
                place_date=papers.place_date(self._desk.office, moment(record.updated_at).date()),
                names=self._signers(spec, record, values, stated),
                officers=_options(Officer.select()),
                pictures=form_pictures.for_paper(self._desk, case_id, spec, values),
            )
        return self._desk.renderers.form(paper)

    def cards(self, case_id: int, form_key: str) -> bytes:
        """Cards with the number a form names, to be left behind; VALUE_INVALID where it names none."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            record = existing(_record(case_id, form_key))
            spec = self._definitions.form(form_key, record.form_version)
            self._may_read(spec)
            said = card_words(spec, json.loads(record.answers))
            if not said[0]:
                raise UserError(ErrorCode.VALUE_INVALID, what="Isi nomor yang ditinggalkan lebih dahulu.")
            unit.audit("formulir.cetak_kartu", "kasus", case_id, formulir=form_key)
            paper = CardPaper(*said, papers.page(self._desk, ""))
        return self._desk.renderers.cards(paper)

    def _signers(self, spec: FormSpec, record: FormRecord, values: Values, stated: Values) -> tuple[str, ...]:
        """The names below the lines; "petugas" is who wrote the form, not who prints it."""
        officers = {option.key: option.label for option in _options(Officer.select())}
        head = signers.acting(self._desk, "kepala", moment(record.updated_at).date())
        writer = Account.get_by_id(record.updated_by_id)
        posts = {
            "kepala": head.name if head else "",
            "petugas": writer.officer.name if writer.officer else writer.display_name,
        }
        return signer_names(spec, values, stated, officers, posts)

    def draft_save(self, kind: str, ref: str, values: Values) -> DraftRow:
        """Keep a draft of the person at the desk; ``ref`` tells drafts of one kind apart."""
        self._desk.authorise(Permission.CASE_NOTE)
        now = self._desk.clock.now()
        with self._desk.writing("konsep") as unit:
            Draft.insert(
                account=self._desk.account_id, kind=kind, ref=ref, payload=packed(values), updated_at=stamp(now)
            ).on_conflict(
                conflict_target=[Draft.account, Draft.kind, Draft.ref],
                update={Draft.payload: packed(values), Draft.updated_at: stamp(now)},
            ).execute()
            row = Draft.get(Draft.account == self._desk.account_id, Draft.kind == kind, Draft.ref == ref)
            unit.audit("konsep.simpan", "konsep", row.id, jenis=kind)
        return _draft(row, now)

    def drafts(self, kind: str) -> tuple[DraftRow, ...]:
        """The person's own drafts of a kind, newest first."""
        self._desk.authorise(Permission.CASE_NOTE)
        with self._desk.reading():
            query = Draft.select().where(Draft.account == self._desk.account_id, Draft.kind == kind)
            rows = list(query.order_by(Draft.updated_at.desc()))
        return tuple(_draft(row, self._desk.clock.now()) for row in rows)

    def draft_drop(self, draft_id: int) -> None:
        """Throw one's own draft away."""
        self._desk.authorise(Permission.CASE_NOTE)
        with self._desk.writing("konsep") as unit:
            drop_draft(self._desk, draft_id)
            unit.audit("konsep.buang", "konsep", draft_id)

    def _may_read(self, spec: FormSpec) -> None:
        if not self._desk.session.reads(spec.compartment):
            raise UserError(ErrorCode.NOT_ALLOWED)

    def _sheet(
        self, spec: FormSpec, case: CaseFile | None, values: Values, record: FormRecord | None, known: frozenset[str]
    ) -> FormSheet:
        now = self._desk.clock.now()
        writer = Account.get_by_id(record.updated_by_id).display_name if record else ""
        shown, homeless = with_homeless(offered(spec, values), json.loads(record.leftover) if record else ())
        closed = bool(case and case.status != RUNNING) or not self._desk.session.may(Permission.FORM_FILL)
        newest = self._definitions.version_in_force("formulir", spec.key)
        behind = record is not None and record.status == DRAFT and not closed and newest > spec.version
        return FormSheet(
            spec=shown,
            values={**values, **homeless},
            case_id=case.id if case else None,
            case_number=case.number if case else "",
            client_label=case.client_label if case else "",
            row_version=record.row_version if record else None,
            status=record.status if record else "",
            read_only=closed,
            prefilled=known,
            officers=officer_options(values),
            completion=check(spec, values, now.date()),
            persons=facts.persons(facts.of_case(case.id)) if case else (),
            updated_text=f"{writer} · {when(moment(record.updated_at), now)}" if record else "",
            newer_version=newest if behind else 0,
        )


def keep(
    desk: Desk,
    case: CaseFile,
    spec: FormSpec,
    filled_in: tuple[Values, Completion],
    status: str,
    record: FormRecord | None,
) -> FormRecord:
    """Write a form's answers, the facts they state and what the case is found by. Inside a unit of work."""
    values, completion = filled_in
    stated = facts_of(spec, values, desk.clock.now().date())
    return write_record(desk, case, spec, (values, completion, stated), status, record)


def write_record(
    desk: Desk,
    case: CaseFile,
    spec: FormSpec,
    filled_in: tuple[Values, Completion, Values],
    status: str,
    record: FormRecord | None,
) -> FormRecord:
    """Write a form's record: ``filled_in`` are its answers, how far they are, and the facts they state."""
    values, completion, stated = filled_in
    now = desk.clock.now()
    record = record or FormRecord(
        case=case.id, form_key=spec.key, form_version=spec.version, created_at=stamp(now), row_version=0
    )
    before = facts_of(spec, json.loads(record.answers), now.date()) if record.answers else {}
    had = facts.of_case(case.id) if is_entry_form(spec) else {}
    put_answers(desk, record, values, completion, status)
    known = facts.write(case, spec.key, stated, before, now.date())
    simfoni_entries.remember(desk, case, spec, values, (had, known))
    case.row_version += 1
    case.save()
    search.index(case, known)
    persons.remember(case, known)
    return record


def put_answers(desk: Desk, record: FormRecord, values: Values, completion: Completion, status: str) -> None:
    """Write the answers into a form's record and save it."""
    record.status, record.answers = status, packed(values)
    record.lists_mark = lists_mark()
    record.answered, record.expected = completion.answered, completion.expected
    record.updated_at = stamp(desk.clock.now())
    record.updated_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    record.row_version += 1
    record.save()


def officer_options(answers: Values | None = None) -> tuple[Option, ...]:
    """The active officers as choices, and whom ``answers`` name already. Inside a reading or writing stretch."""
    said = [entry for value in (answers or {}).values() for entry in (value if isinstance(value, list) else [value])]
    named = [int(entry) for entry in said if isinstance(entry, str) and _OFFICER_ID.fullmatch(entry)]
    return _options(Officer.select().where(Officer.active | Officer.id.in_(named)))


def _options(officers: Any) -> tuple[Option, ...]:
    return tuple(Option(str(row.id), row.name) for row in officers.order_by(Officer.name))


def drop_draft(desk: Desk, draft_id: int) -> None:
    """Remove a draft of the person at the desk, inside a unit of work; nobody else's."""
    Draft.delete().where(Draft.id == draft_id, Draft.account == desk.account_id).execute()


def _record(case_id: int, form_key: str) -> FormRecord | None:
    found: FormRecord | None = FormRecord.get_or_none(FormRecord.case == case_id, FormRecord.form_key == form_key)
    return found


def _draft(row: Draft, now: datetime) -> DraftRow:
    values: Values = json.loads(row.payload)
    title = f"Konsep dari {when(moment(row.updated_at), now)} ({len(values)} isian)"
    return DraftRow(row.id, row.kind, row.ref, title, when(moment(row.updated_at), now), values)
