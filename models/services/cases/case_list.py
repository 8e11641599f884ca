"""The case list: filtered, searched and paged in the database, so that ten thousand cases are as quick as ten."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from peewee import JOIN, fn

from models.services import search, standins, times
from models.services.cases import runs
from models.services.definitions import Definitions
from models.services.desk import Desk, moment, stamp
from models.services.views import CaseFilter, CaseRow, Slice, TimeView
from models.services.words import when
from models.sop.spec import SopSpec, Subject
from models.store.tables import Account, CaseFile, StepPause, StepRun

#: Most cases a search term is looked up for.
_MOST_HITS = 2000


class CaseLists:
    """Builds stretches of the case list; inside no stretch of its own callers."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def slice(self, filter: CaseFilter, cursor: str, limit: int) -> Slice[CaseRow]:
        """Newest cases first; ``cursor`` is the id the stretch before ended with."""
        with self._desk.reading():
            query = self._query(filter)
            total = query.count()
            if cursor:
                query = query.where(CaseFile.id < int(cursor))
            found = list(query.order_by(CaseFile.id.desc()).limit(limit))
            rows = tuple(self._rows(found))
        return Slice(rows, str(found[-1].id) if len(found) == limit else "", total)

    def _query(self, filter: CaseFilter) -> Any:
        query = CaseFile.select(CaseFile, StepRun, Account).join(
            StepRun, JOIN.LEFT_OUTER, on=((StepRun.case == CaseFile.id) & StepRun.finished_at.is_null())
        )
        query = query.join(Account, JOIN.LEFT_OUTER, on=(StepRun.account == Account.id))
        about = Subject.PERIOD if filter.view == "dokumentasi" else Subject.CASE
        query = query.where(CaseFile.subject == about.value)
        if filter.view == "lewat":
            query = query.where(CaseFile.status == "berjalan", StepRun.due_at < stamp(self._desk.clock.now()))
        elif filter.view in ("berjalan", "selesai"):
            query = query.where(CaseFile.status == filter.view)
        if filter.sop_key:
            query = query.where(CaseFile.sop_key == filter.sop_key)
        if filter.risk:
            query = query.where(CaseFile.risk == filter.risk)
        if filter.mine:
            query = query.where(mine(self._desk, self._definitions))
        if filter.text.strip():
            query = query.where(CaseFile.id.in_(list(search.find_cases(filter.text, _MOST_HITS))))
        return query

    def _rows(self, found: list[CaseFile]) -> Iterable[CaseRow]:
        forced = _forced([case.id for case in found])
        opened = {case.id: case.steprun for case in found if getattr(case, "steprun", None) and case.steprun.id}
        pauses = times.pauses_of(run.id for run in opened.values())
        for case in found:
            spec, run = self._definitions.sop(case.sop_key, case.sop_version), opened.get(case.id)
            made = self._row(case, spec, run, pauses.get(run.id, []) if run else [])
            yield replace(made, forced=forced.get(case.id, 0))

    def _row(self, case: CaseFile, spec: SopSpec, opened: StepRun | None, pauses: list[StepPause]) -> CaseRow:
        now = self._desk.clock.now()
        step = spec.step(opened.step_number) if opened else None
        time: TimeView | None = None
        if opened and step:
            time = times.view(self._desk, opened, spec.key, step.limit, pauses=pauses)
        place = next((at for at, row in enumerate(spec.steps, 1) if row is step), 0)
        worker = opened.account.display_name if opened and opened.account else ""
        return CaseRow(
            case_id=case.id,
            number=case.client_label if case.period else case.number,
            client_label="–" if case.period else case.client_label,
            client_detail=case.client_detail,
            service=spec.name,
            step_title=step.title if step else case.ended_as,
            step_text=f"langkah {place} dari {len(spec.steps)}" if step else "",
            status=case.status,
            status_label="Berjalan" if case.status == "berjalan" else case.ended_as,
            standing=time.standing if time else None,
            time_text=time.remaining if time else "",
            risk=case.risk,
            officer=worker or (spec.actor(opened.actor).name if opened else ""),
            received=when(moment(case.received_at), now),
            emergency=case.emergency,
        )


def _forced(case_ids: list[int]) -> dict[int, int]:
    """How many rows of each case were closed although something was missing."""
    query: Any = (
        StepRun.select(StepRun.case, fn.COUNT(StepRun.id))
        .where(StepRun.case.in_(case_ids), StepRun.force_reason != "")
        .group_by(StepRun.case)
    )
    return dict(query.tuples())


def mine(desk: Desk, definitions: Definitions) -> Any:
    """The condition that an open row is for the person at the desk: by assignment, actor, role, or as a stand-in."""
    accounts, roles = standins.stood_in_for(desk)
    # Without the first half the condition would be unknown for unassigned rows, and so would its opposite.
    condition = StepRun.account.is_null(False) & StepRun.account.in_(sorted(accounts))
    followed: Any = CaseFile.select(CaseFile.sop_key, CaseFile.sop_version).distinct().tuples()
    for sop_key, version in followed:
        persons = runs.persons_of(sop_key)
        for actor in definitions.sop(sop_key, version).actors:
            mapped = persons.get(actor.key)
            if accounts & mapped if mapped else actor.role in roles:
                condition |= (
                    StepRun.account.is_null()
                    & (CaseFile.sop_key == sop_key)
                    & (CaseFile.sop_version == version)
                    & (StepRun.actor == actor.key)
                )
    return condition
