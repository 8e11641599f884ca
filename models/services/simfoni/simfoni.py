"""Entering cases into Simfoni PPA: which wait, the sheet each is copied from, and what was recorded of its entry."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms import validate
from models.forms.lists import offered
from models.forms.paper import FormPaper
from models.forms.signers import signer_names
from models.forms.spec import FormSpec, Value, Values
from models.forms.values import clean_all, clean_text
from models.services import logbook, papers
from models.services.cases import legal
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, packed
from models.services.forms import forms
from models.services.rights import erasure
from models.services.simfoni import simfoni_entries
from models.services.simfoni.simfoni_cases import CaseEntry, SimfoniCases
from models.services.simfoni.simfoni_entries import ENTRY, NEEDED, NOT_NEEDED, UPDATE
from models.services.simfoni.simfoni_list import SimfoniLists
from models.services.views.simfoni import (
    EntrySheet,
    EntryState,
    EntryWord,
    NewEntry,
    Recorded,
    SimfoniFilter,
    SimfoniList,
)
from models.services.words import when
from models.simfoni import entered
from models.simfoni.sheet import DAY, NUMBER, PERSON, REMARK, Sheet, current
from models.store.database import UnitOfWork
from models.store.tables import Account, CaseFile, FactRow, SimfoniEntry

#: What stands in place of words that identify somebody.
DOTS = "••••••"
_LONGEST_NUMBER = 60
#: So many cases are compared anew for the number beside the navigation.
_MOST_COMPARED = 50
_TOLD = {
    ENTRY: "Dientri {day}",
    UPDATE: "Diperbarui di Simfoni {day}",
    NOT_NEEDED: "Dicatat tidak perlu dientri",
    NEEDED: "Dicatat perlu dientri",
}


class SimfoniService:
    """The list of cases, the entry sheet, and the record of entries."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._cases = SimfoniCases(definitions)
        self._lists = SimfoniLists(desk, definitions, self._cases)

    def list(self, filter: SimfoniFilter, cursor: str = "", limit: int = 100) -> SimfoniList:
        """Cases by their state; those whose procedure waits for the entry first, the oldest of each first."""
        self._desk.authorise(Permission.SIMFONI_READ)
        with self._desk.reading():
            self._cases.renew()
            return self._lists.slice(filter, cursor, limit)

    def waiting(self) -> int:
        """How many cases wait for their entry or its renewal; 0 in an office without an entry form.

        Asked for often: after a change that concerns many cases those to be renewed are counted little by little.
        """
        self._desk.authorise(Permission.SIMFONI_ENTER)
        with self._desk.reading():
            try:
                self._cases.renew()
            except UserError as error:
                if error.code is not ErrorCode.NOT_FOUND:
                    raise
                return 0
            return self._lists.waiting(_MOST_COMPARED)

    def sheet(self, case_id: int, *, clear: bool = False) -> EntrySheet:
        """The entry sheet of a case as it stands now. The look is recorded.

        ``clear``: with what identifies people, for copying; asks for the right to see names, too.
        """
        self._desk.authorise(Permission.SIMFONI_READ)
        if clear:
            self._desk.authorise(Permission.CASE_REVEAL)
        with self._desk.writing() as unit:
            one = self._one(case_id)
            unit.audit("simfoni.tampilkan" if clear else "simfoni.buka", "kasus", case_id)
            return self._view(one, clear=clear)

    def paper(self, case_id: int) -> bytes:
        """The sheet on paper as the case stands now, with the number as far as there is one. The print is recorded."""
        self._desk.authorise(Permission.SIMFONI_READ)
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            one = self._one(case_id)
            unit.audit("formulir.cetak", "kasus", case_id, formulir=self._cases.spec().key)
            paper = self._paper(one)
        return self._desk.renderers.form(paper)

    def record(self, case_id: int, entry: NewEntry) -> Recorded:
        """The case was entered: number, day and person go to its form, what was entered is kept to compare with.

        Recording again with the number it has says that Simfoni was brought up to date. Raises VALUE_INVALID,
        CHANGED_BY_OTHER where the case says something else than the sheet that was copied.
        """
        self._desk.authorise(Permission.SIMFONI_ENTER)
        number, remark = clean_text(entry.number, lines=False), clean_text(entry.remark, lines=False)
        with self._desk.writing("kasus", "simfoni") as unit:
            one = self._one(case_id)
            self._check(one, number, entry.day)
            sheet = self._cases.sheet(one)
            if entered.digest(sheet) != entry.seen:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            again = one.number == number
            day = str(one.facts.get(DAY) or "") if again else ""
            stated: Values = {NUMBER: number, DAY: day or entry.day.isoformat(), PERSON: self._person(), REMARK: remark}
            missing = self._write(unit, one, stated)
            if again:
                simfoni_entries.write(self._desk, case_id, UPDATE, entry.day.isoformat(), sheet, remark)
            unit.audit("simfoni.perbarui" if again else "simfoni.entri", "kasus", case_id, nomor=number)
            return Recorded(missing, _same_number(case_id, number))

    def take_back(self, case_id: int, reason: str) -> None:
        """The entry was recorded by mistake: the case waits again. REASON_NEEDED, NOT_FOUND where it has no number."""
        self._desk.authorise(Permission.SIMFONI_ENTER)
        said = self._reason(reason)
        with self._desk.writing("kasus", "simfoni") as unit:
            one = self._one(case_id)
            existing(one.number or None)
            self._write(unit, one, {NUMBER: "", DAY: "", PERSON: "", REMARK: ""})
            simfoni_entries.write(self._desk, case_id, NEEDED, self._today().isoformat(), None, said)
            unit.audit("simfoni.tarik", "kasus", case_id, alasan=said)

    def not_needed(self, case_id: int, reason: str) -> None:
        """The case is not to be entered. REASON_NEEDED; NOT_FOUND where it was entered."""
        self._desk.authorise(Permission.SIMFONI_ENTER)
        self._word(case_id, NOT_NEEDED, self._reason(reason))

    def needed(self, case_id: int) -> None:
        """It is to be entered after all."""
        self._desk.authorise(Permission.SIMFONI_ENTER)
        self._word(case_id, NEEDED, "")

    # ------------------------------------------------------------------ inside a stretch

    def _one(self, case_id: int) -> CaseEntry:
        if not self._desk.session.reads(self._cases.renew().compartment):
            raise UserError(ErrorCode.NOT_ALLOWED)
        erasure.require_there(case_id)
        found = self._cases.load([case_id])
        return existing(found[0] if found and not found[0].case.period else None)

    def _today(self) -> date:
        return self._desk.clock.now().date()

    @staticmethod
    def _reason(text: str) -> str:
        said = clean_text(text, lines=False)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        return said

    def _check(self, one: CaseEntry, number: str, day: date) -> None:
        if not number or len(number) > _LONGEST_NUMBER:
            words = f"Tulis nomor registrasi yang diberikan Simfoni PPA, paling panjang {_LONGEST_NUMBER} huruf."
            raise UserError(ErrorCode.VALUE_INVALID, what=words)
        if day > self._today():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal entri tidak dapat sesudah hari ini.")
        received = moment(one.case.received_at).date()
        if day < received:
            words = f"Tanggal entri tidak dapat mendahului aduan, {indonesia.long_date(received)}."
            raise UserError(ErrorCode.VALUE_INVALID, what=words)

    def _person(self) -> str:
        account = Account.get_by_id(self._desk.account_id)
        return str(account.officer.name if account.officer else account.display_name)

    def _write(self, unit: UnitOfWork, one: CaseEntry, stated: Values) -> int:
        """Put the case as it stands and what is ``stated`` of its entry into its form; how many answers are missing."""
        case, record, now = one.case, one.record, self._desk.clock.now()
        spec = self._definitions.form(self._cases.spec().key, record.form_version if record else 0)
        values = _with(spec, {**one.answers, **current(spec, one.known)}, stated)
        kept = clean_all(spec.fields, values)
        completion = validate.check(spec, kept, now.date())
        complete = completion.complete and bool(stated[NUMBER])
        first_time = complete and not (record and record.status == forms.COMPLETE)
        forms.keep(self._desk, case, spec, (kept, completion), forms.COMPLETE if complete else forms.DRAFT, record)
        if first_time:
            logbook.tell(self._desk, case, "Melengkapi formulir", spec.title, complete="Lengkap")
            if case.status == RUNNING:
                legal.begin(self._desk, unit, case)
        return completion.expected - completion.answered

    def _word(self, case_id: int, kind: str, remark: str) -> None:
        with self._desk.writing("simfoni") as unit:
            one = self._one(case_id)
            existing(None if one.number else one)
            simfoni_entries.write(self._desk, case_id, kind, self._today().isoformat(), None, remark)
            unit.audit(f"simfoni.{kind}", "kasus", case_id, alasan=remark)

    def _view(self, one: CaseEntry, *, clear: bool) -> EntrySheet:
        session, spec = self._desk.session, self._cases.spec()
        sheet = self._cases.sheet(one)
        changes = self._cases.changes(one, sheet)
        day = one.facts.get(DAY)
        return EntrySheet(
            case_id=one.case.id,
            register_number=one.case.number,
            client_label=one.case.client_label,
            service=self._definitions.sop(one.case.sop_key, one.case.sop_version).name,
            state=_state(one, bool(changes)),
            sheet=sheet if clear else _masked(sheet),
            clear=clear,
            digest=entered.digest(sheet),
            form_key=spec.key,
            form_title=spec.title,
            number=one.number,
            day=date.fromisoformat(str(day)) if day else None,
            changes=changes,
            history=self._history(one.case.id),
            may_enter=session.may(Permission.SIMFONI_ENTER),
            may_reveal=session.may(Permission.CASE_REVEAL),
            may_map=session.may(Permission.SETTINGS_WRITE),
        )

    def _history(self, case_id: int) -> tuple[EntryWord, ...]:
        """What was said of the entry, the latest first."""
        now = self._desk.clock.now()
        rows = SimfoniEntry.select(SimfoniEntry, Account).join(Account).where(SimfoniEntry.case == case_id)
        return tuple(
            EntryWord(
                _TOLD[row.kind].format(day=indonesia.long_date(date.fromisoformat(row.day))),
                " · ".join(part for part in (row.account.display_name, when(moment(row.at), now), row.remark) if part),
            )
            for row in rows.order_by(SimfoniEntry.id.desc())
        )

    def _paper(self, one: CaseEntry) -> FormPaper:
        spec, case, today = self._cases.spec(), one.case, self._today()
        values = {**one.answers, **current(spec, one.known)}
        account = Account.get_by_id(one.said.account_id if one.said else self._desk.account_id)
        writer = account.officer.name if account.officer else account.display_name
        day = date.fromisoformat(str(one.facts[DAY])) if one.facts.get(DAY) else today
        return FormPaper(
            spec=offered(spec, values),
            values=values,
            page=papers.page(self._desk, spec.paper),
            letterhead=papers.letterhead(self._desk),
            register_number=case.number,
            place_date=papers.place_date(self._desk.office, day),
            names=signer_names(spec, values, one.facts, {}, {"petugas": str(writer)}),
            officers=forms.officer_options(values),
        )


def _state(one: CaseEntry, changed: bool) -> EntryState:
    if one.number:
        return EntryState.CHANGED if changed else EntryState.ENTERED
    return EntryState.NOT_NEEDED if one.not_needed else EntryState.WAITING


def _masked(sheet: Sheet) -> Sheet:
    """Without what identifies people."""
    parts = (
        replace(
            part,
            items=tuple(
                replace(item, words=DOTS if item.words else "", own="", is_day=False) if item.secret else item
                for item in part.items
            ),
        )
        for part in sheet.parts
    )
    return replace(sheet, parts=tuple(parts))


def _with(spec: FormSpec, values: dict[str, Value], stated: Values) -> Values:
    """The answers with those whose meaning is ``stated`` in their place; "" takes an answer away."""
    for field in spec.fields:
        if field.meaning in stated:
            values[field.key] = stated[field.meaning]
    return {key: value for key, value in values.items() if value != ""}


def _same_number(case_id: int, number: str) -> tuple[str, ...]:
    """Other cases with this number: several victims of one registration, or a slip of the pen."""
    same = (FactRow.key == NUMBER) & (FactRow.value == packed(number)) & (FactRow.case != case_id)
    rows = CaseFile.select(CaseFile.number).join(FactRow).where(same).order_by(CaseFile.id)
    return tuple(row.number for row in rows)
