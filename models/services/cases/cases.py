"""The life of a case: opened from a complaint, walked along its procedure, closed, opened again where allowed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta

from models.access.permissions import Permission
from models.domain.facts import FACTS
from models.errors import ErrorCode, UserError
from models.forms.meanings import facts_of
from models.forms.spec import Value, Values
from models.forms.validate import check
from models.forms.values import clean_all, display
from models.services import facts, search
from models.services.cases import casework, legal, pausing, runs
from models.services.cases.case_list import CaseLists
from models.services.cases.case_page import CasePages
from models.services.cases.handing import Handing
from models.services.cases.pausing import Pausing
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.services.forms.forms import COMPLETE, drop_draft, keep
from models.services.periods import period_runs
from models.services.rights import erasure
from models.services.views import (
    Activity,
    CaseFilter,
    CasePage,
    CaseRow,
    OpenedCase,
    Pair,
    ProcedureChoice,
    RevealedClient,
    Slice,
)
from models.sop import engine
from models.sop.engine import Closing
from models.sop.spec import OutputKind, SopSpec, Step, Subject
from models.store.tables import CaseFile, FactRow, FormRecord, Note, Tick

#: How long a revealed name stays on the screen.
REVEAL_MINUTES = 5


class CaseService(Handing, Pausing):
    """What people do with cases. Each change is one transaction with its audit record and its log book line."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._pages = CasePages(desk, definitions)
        self._lists = CaseLists(desk, definitions)

    def procedures(self) -> tuple[ProcedureChoice, ...]:
        """The procedures in use that a new case can follow, in the order the office gave them."""
        self._desk.authorise(Permission.CASE_LIST)
        with self._desk.reading():
            return tuple(ProcedureChoice(spec.key, spec.name, spec.unit, spec.intake_form) for spec in self._in_use())

    def _in_use(self) -> Iterator[SopSpec]:
        known = self._definitions.keys("sop")
        for key in self._desk.office.procedures:
            spec = self._definitions.sop(key) if key in known else None
            if spec is not None and spec.subject is Subject.CASE and not spec.draft:
                yield spec

    def _followed(self, sop_key: str) -> SopSpec:
        """The procedure a new case is to follow; NOT_FOUND unless it is in use."""
        return existing(next((spec for spec in self._in_use() if spec.key == sop_key), None))

    def open_case(self, sop_key: str, answers: Values, request_id: str, draft_id: int | None = None) -> OpenedCase:
        """Register a complaint as a case with its number; the first row of the procedure begins.

        The same ``request_id`` never opens a second case: a double click gives the first one back. Raises FORM_INVALID
        (details ``completion``), NOT_FOUND for a procedure that is not in use.
        """
        self._desk.authorise(Permission.CASE_OPEN)
        now = self._desk.clock.now()
        with self._desk.writing("kasus", "bukulog") as unit:
            known = CaseFile.get_or_none(CaseFile.request_id == request_id)
            if known:
                unit.audit("kasus.buka_ulang_diabaikan", "kasus", known.id)
                return OpenedCase(known.id, known.number)
            spec = self._followed(sop_key)
            form = self._definitions.form(spec.intake_form)
            values = clean_all(form.fields, answers)
            completion = check(form, values, now.date())
            if not completion.complete:
                raise UserError(ErrorCode.FORM_INVALID, completion=completion)
            child = facts.is_child(facts_of(form, values, now.date()), now.date())
            case = casework.register(self._desk, spec, request_id, child=child)
            keep(self._desk, case, form, (values, completion), COMPLETE, None)
            if draft_id is not None:
                drop_draft(self._desk, draft_id)
            casework.tell_opened(self._desk, unit, case, spec, form.title)
            legal.begin(self._desk, unit, case)
            return OpenedCase(case.id, case.number)

    def page(self, case_id: int) -> CasePage:
        """Everything the case page shows. The look is recorded."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            unit.audit("kasus.lihat", "kasus", case_id)
            return self._pages.build(case_id)

    def list(self, filter: CaseFilter, cursor: str = "", limit: int = 100) -> Slice[CaseRow]:
        """One stretch of the case list; rows are ``CaseRow``."""
        self._desk.authorise(Permission.CASE_LIST)
        if filter.text.strip():
            search.record(self._desk, filter.text)
        return self._lists.slice(filter, cursor, limit)

    def history(self, case_id: int) -> tuple[Activity, ...]:
        """The last 500 things that were done to a case, newest first. The look is recorded."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            existing(CaseFile.get_or_none(CaseFile.id == case_id))
            unit.audit("kasus.lihat_riwayat", "kasus", case_id)
            return self._pages.activities(case_id, 500)

    def reveal(self, case_id: int, reason: str) -> RevealedClient:
        """The client's data in clear for five minutes. Reason and person go to the audit trail."""
        self._desk.authorise(Permission.CASE_REVEAL)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing() as unit:
            existing(CaseFile.get_or_none(CaseFile.id == case_id))
            unit.audit("kasus.tampilkan_nama", "kasus", case_id, alasan=reason.strip())
            stated = self._stated(case_id)
        pairs = tuple(
            Pair(fact.label, stated[fact.key])
            for fact in FACTS.values()
            if stated.get(fact.key) and fact.key.split(".")[0] in ("klien", "pelapor", "terlapor")
        )
        return RevealedClient(pairs, self._desk.clock.now() + timedelta(minutes=REVEAL_MINUTES))

    def _stated(self, case_id: int) -> dict[str, str]:
        """The facts in the words of the form that states each (the label of a choice, not its key)."""
        versions = {row.form_key: row.form_version for row in FormRecord.select().where(FormRecord.case == case_id)}
        found: dict[str, str] = {}
        for row in FactRow.select().where(FactRow.case == case_id):
            form = self._definitions.form(row.form_key, versions.get(row.form_key, 0))
            field = next((f for f in form.fields if f.meaning == row.key and not f.read_only), None)
            value: Value = json.loads(row.value)
            found[row.key] = display(field, value) if field else str(value)
        return found

    def tick(self, step_run_id: int, index: int, on: bool) -> CasePage:
        """Tick or untick a sub-task of the open row."""
        return self._mark(step_run_id, "periksa", str(index), on)

    def confirm(self, step_run_id: int, record: str, on: bool) -> CasePage:
        """Confirm that a record outside the program was made (an output of the kind *catatan*)."""
        return self._mark(step_run_id, "catatan", record, on)

    def _mark(self, step_run_id: int, kind: str, item: str, on: bool) -> CasePage:
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.writing("kasus") as unit:
            run = runs.load_by_step(self._definitions, step_run_id)
            step, opened = runs.require_mine(self._desk, run, step_run_id, ErrorCode.STEP_CLOSED)
            if item not in _markable(step, kind):
                raise UserError(ErrorCode.NOT_FOUND)
            if on:
                Tick.insert(
                    step_run=opened.id,
                    kind=kind,
                    item=item,
                    at=stamp(self._desk.clock.now()),
                    account=self._desk.account_id,
                ).on_conflict_ignore().execute()
            else:
                Tick.delete().where(Tick.step_run == opened.id, Tick.kind == kind, Tick.item == item).execute()
            unit.audit("langkah.tandai" if on else "langkah.batal_tandai", "kasus", run.case.id, jenis=kind, butir=item)
            return self._pages.build(run.case.id)

    def close_step(
        self,
        step_run_id: int,
        row_version: int,
        *,
        outcome: str = "",
        reason: str = "",
        force_reason: str = "",
        skip_reason: str = "",
        late_reason: str = "",
    ) -> CasePage:
        """Close the open row and go on.

        Raises STEP_INCOMPLETE (details ``missing``), REASON_NEEDED, STEP_NOT_YOURS, CHANGED_BY_OTHER if somebody closed
        it first, NOT_ALLOWED for closing with a reason without the right to it.
        """
        self._desk.authorise(Permission.STEP_FORCE if force_reason.strip() else Permission.STEP_WORK)
        with self._desk.writing("kasus", "bukulog") as unit:
            run = runs.load_by_step(self._definitions, step_run_id)
            step, opened = runs.require_mine(self._desk, run, step_run_id, ErrorCode.CHANGED_BY_OTHER)
            if opened.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            closing = Closing(step.number, outcome or None, reason, force_reason, skip_reason)
            advance = engine.close(run.spec, run.state, closing, run.done_on(self._desk.clock.now().date()), run.facts)
            pausing.end_pause(self._desk, unit, run, step, opened)
            casework.finish(self._desk, run, opened, closing, late_reason)
            casework.carry_out(self._desk, unit, run, advance, step.title)
            period_runs.after_closing(self._desk, unit, self._definitions, run)
            return self._pages.build(run.case.id)

    def add_note(self, case_id: int, text: str) -> CasePage:
        """Write a note into the case."""
        self._desk.authorise(Permission.CASE_NOTE)
        if not text.strip():
            raise UserError(ErrorCode.VALUE_INVALID, what="Catatan masih kosong.")
        with self._desk.writing("kasus") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            Note.create(
                case=case.id, text=text.strip(), at=stamp(self._desk.clock.now()), account=self._desk.account_id
            )
            unit.audit("kasus.catatan", "kasus", case_id)
            return self._pages.build(case_id)

    def reopen(self, case_id: int, reason: str) -> CasePage:
        """Open a closed case again at the row its ending names; CASE_CLOSED if that ending is final, DATA_ERASED."""
        self._desk.authorise(Permission.CASE_REOPEN)
        with self._desk.writing("kasus", "bukulog") as unit:
            run = runs.load(self._definitions, case_id)
            erasure.require_there(case_id)
            advance = engine.reopen(run.spec, run.state, reason)
            casework.carry_out(self._desk, unit, run, advance, "")
            return self._pages.build(case_id)


def _markable(step: Step, kind: str) -> set[str]:
    """What can be ticked in a row: its sub-tasks by index, or the records made outside the program."""
    if kind == "periksa":
        return {str(index) for index in range(len(step.checklist))}
    return {output.key for output in step.outputs if output.kind is OutputKind.RECORD}
