"""The list of cases by how they stand with Simfoni PPA, filtered, searched and paged in the database."""

from __future__ import annotations

from datetime import date
from typing import Any

from peewee import JOIN, Case, fn

from models.domain import indonesia
from models.services import search, times
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.simfoni.simfoni_cases import CaseEntry, SimfoniCases
from models.services.simfoni.simfoni_entries import NOT_NEEDED
from models.services.views.simfoni import EntryState, SimfoniFilter, SimfoniList, SimfoniRow
from models.services.views.steps import Standing
from models.services.words import when
from models.simfoni.sheet import DAY, NUMBER
from models.sop.spec import OutputKind, SopSpec
from models.store.tables import Account, CaseFile, Erasure, FactRow, SimfoniEntry, StepPause, StepRun

#: Most cases a search term is looked up for.
_MOST_HITS = 2000
_MOST_TOLD = 3
_ABOUT_CASES = CaseFile.subject == "kasus"


class SimfoniLists:
    """Builds stretches of the list. Inside a stretch only."""

    def __init__(self, desk: Desk, definitions: Definitions, cases: SimfoniCases) -> None:
        self._desk = desk
        self._definitions = definitions
        self._cases = cases

    def slice(self, filter: SimfoniFilter, cursor: str, limit: int) -> SimfoniList:
        """A stretch of the list; ``cursor`` is how many rows came before."""
        changed = self._cases.changed()
        waits = self._waiting_at_step()
        query: Any = CaseFile.select(CaseFile.id).join(
            StepRun, JOIN.LEFT_OUTER, on=((StepRun.case == CaseFile.id) & StepRun.finished_at.is_null())
        )
        query = query.where(_ABOUT_CASES, _in_state(filter.state, changed))
        if filter.sop_key:
            query = query.where(CaseFile.sop_key == filter.sop_key)
        if filter.at_step:
            query = query.where(waits)
        if filter.text.strip():
            query = query.where(CaseFile.id.in_(list(search.find_cases(filter.text, _MOST_HITS))))
        total, start = query.count(), int(cursor or 0)
        query = query.order_by(Case(None, [(waits, 0)], 1), CaseFile.received_at, CaseFile.id)
        ids = [case_id for (case_id,) in query.limit(limit).offset(start).tuples()]
        rows = self._rows(ids)
        after = str(start + len(ids)) if start + len(ids) < total else ""
        return SimfoniList(rows, after, total, self._counts(changed))

    def waiting(self, most: int) -> int:
        """How many cases wait for their entry or its renewal; ``most`` are compared anew, the others next time."""
        changed = self._cases.changed(most)
        query: Any = CaseFile.select(fn.COUNT(CaseFile.id)).where(_ABOUT_CASES, _in_state(EntryState.WAITING, changed))
        return int(query.scalar() or 0) + len(changed)

    @staticmethod
    def _counts(changed: list[int]) -> dict[EntryState, int]:
        """How many cases are in each state."""
        found = {}
        for state in EntryState:
            count: Any = CaseFile.select(fn.COUNT(CaseFile.id)).where(_ABOUT_CASES, _in_state(state, changed))
            found[state] = int(count.scalar() or 0)
        return found

    def _waiting_at_step(self) -> Any:
        """The condition that the open row of a case is the one that asks for the entry."""
        key = self._cases.spec().key
        condition: Any = StepRun.id.is_null() & StepRun.id.is_null(False)  # nothing, until a row asks for it
        followed: Any = CaseFile.select(CaseFile.sop_key, CaseFile.sop_version).distinct().tuples()
        for sop_key, version in followed:
            numbers = _entry_rows(self._definitions.sop(sop_key, version), key)
            if numbers:
                same = (CaseFile.sop_key == sop_key) & (CaseFile.sop_version == version)
                condition |= same & StepRun.step_number.in_(numbers)
        return condition

    def _rows(self, ids: list[int]) -> tuple[SimfoniRow, ...]:
        runs = {
            run.case_id: run for run in StepRun.select().where(StepRun.case.in_(ids), StepRun.finished_at.is_null())
        }
        pauses = times.pauses_of(run.id for run in runs.values())
        people = {row.id: row.display_name for row in Account.select(Account.id, Account.display_name)}
        loaded = {one.case.id: one for one in self._cases.load(ids)}
        return tuple(
            self._row(loaded[case_id], runs.get(case_id), pauses.get(getattr(runs.get(case_id), "id", 0), []), people)
            for case_id in ids
        )

    def _row(self, one: CaseEntry, run: StepRun | None, pauses: list[StepPause], people: dict[int, str]) -> SimfoniRow:
        case, now = one.case, self._desk.clock.now()
        spec = self._definitions.sop(case.sop_key, case.sop_version)
        changes = self._cases.changes(one)
        words, standing = self._time(spec, run, pauses)
        day = str(one.facts.get(DAY) or "")
        state = EntryState.ENTERED if one.number else EntryState.NOT_NEEDED if one.not_needed else EntryState.WAITING
        note = one.word.remark if one.word and state is EntryState.NOT_NEEDED else ""
        return SimfoniRow(
            case_id=case.id,
            register_number=case.number,
            client_label=case.client_label,
            client_detail=case.client_detail,
            service=spec.name,
            received=when(moment(case.received_at), now),
            state=EntryState.CHANGED if changes else state,
            time_text=words or case.ended_as,
            standing=standing,
            number=one.number,
            day=indonesia.long_date(date.fromisoformat(day)) if day else "",
            person=people.get(one.said.account_id, "") if one.said else "",
            note=_told([change.label for change in changes]) or note,
        )

    def _time(self, spec: SopSpec, run: StepRun | None, pauses: list[StepPause]) -> tuple[str, Standing | None]:
        """What is left of the time for the entry, or where the case is before it."""
        if run is None:
            return "", None
        if run.step_number in _entry_rows(spec, self._cases.spec().key):
            time = times.view(self._desk, run, spec.key, spec.step(run.step_number).limit, pauses=pauses)
            return f"{time.remaining} {time.standard}".strip(), time.standing
        place = next((at for at, row in enumerate(spec.steps, 1) if row.number == run.step_number), 0)
        return f"Langkah {place} dari {len(spec.steps)}", None


def _entry_rows(spec: SopSpec, form_key: str) -> list[int]:
    """The rows of a procedure that give the entry form."""
    return [
        step.number
        for step in spec.steps
        if any(output.kind is OutputKind.FORM and output.key == form_key for output in step.outputs)
    ]


def _in_state(state: EntryState, changed: list[int]) -> Any:
    numbered: Any = FactRow.select(FactRow.case).where(FactRow.key == NUMBER)
    latest: Any = SimfoniEntry.select(fn.MAX(SimfoniEntry.id)).group_by(SimfoniEntry.case)
    left_out: Any = SimfoniEntry.select(SimfoniEntry.case).where(
        SimfoniEntry.id.in_(latest), SimfoniEntry.kind == NOT_NEEDED
    )
    entered = CaseFile.id.in_(numbered)
    there = CaseFile.id.not_in(Erasure.select(Erasure.case))
    return {
        EntryState.ENTERED: entered & CaseFile.id.not_in(changed),
        EntryState.CHANGED: CaseFile.id.in_(changed),
        EntryState.WAITING: ~entered & there & CaseFile.id.not_in(left_out),
        EntryState.NOT_NEEDED: ~entered & CaseFile.id.in_(left_out),
    }[state]


def _told(labels: list[str]) -> str:
    """ "Korban: Pekerjaan, Korban: Alamat dan 2 lainnya"."""
    more = len(labels) - _MOST_TOLD
    return ", ".join(labels[:_MOST_TOLD]) + (f" dan {more} lainnya" if more > 0 else "")
