"""What is counted by its own day: steps against their standard time, files, referrals. Inside a stretch only."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Iterator
from datetime import datetime
from typing import Any, NamedTuple

from models.forms.spec import Field
from models.forms.values import display
from models.services import times
from models.services.cases.consent import RECEIVER
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.letters.letterwork import ISSUED
from models.services.queries import between, day, plain
from models.services.records.file_states import FileStates
from models.sop import worktime
from models.sop.officetime import WorkCalendar
from models.sop.periods import Period
from models.sop.spec import StandardTime, Unit
from models.sop.worktime import Pauses
from models.statistics.records import COMPLETE, IN_TIME, LACKING, LATE, EventRecord
from models.store.tables import CaseFile, Letter, StepPause, StepRun

_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAY = 86_400


class _Row(NamedTuple):
    """What is the same for every closing of a row of a procedure."""

    standard: StandardTime | None
    actor: str
    calendar: WorkCalendar


class Events:
    """Reads events for some procedures; none means all."""

    def __init__(self, desk: Desk, definitions: Definitions, services: Collection[str]) -> None:
        self._desk = desk
        self._definitions = definitions
        self._services = list(services)

    def steps(self, before: Period, period: Period) -> Iterator[EventRecord]:
        """The rows with a standard time that cases closed, as the evaluation of a procedure counts them.

        Of those of the period ``before`` it is not said whether they were late: only their number is shown.
        """
        closed = (StepRun.skip_reason == "") & (CaseFile.subject == "kasus")
        closed &= between(StepRun.finished_at, before.first, period.last)
        put_off = self._pauses(closed)
        query: Any = StepRun.select(
            StepRun.id,
            StepRun.case,
            CaseFile.sop_key,
            CaseFile.sop_version,
            StepRun.step_number,
            StepRun.started_at,
            StepRun.finished_at,
        ).join(CaseFile)
        rows: dict[tuple[str, int, int], _Row] = {}
        for run_id, case_id, sop, version, number, started, finished in plain(self._of_services(query.where(closed))):
            at = rows.get((sop, version, number)) or rows.setdefault(
                (sop, version, number), self._row(sop, version, number)
            )
            if at.standard is None:
                continue
            words, finished_on = {"prosedur": sop, "pelaksana": at.actor}, day(finished)
            if finished_on >= period.first:
                took = moment(started), moment(finished)
                words["waktu"] = LATE if is_late(*took, at.standard, at.calendar, put_off.get(run_id, ())) else IN_TIME
            yield EventRecord(finished_on, words, case_id)

    def _row(self, sop: str, version: int, number: int) -> _Row:
        spec = self._definitions.sop(sop, version)
        step = spec.step(number)
        return _Row(step.time, spec.actor(step.actor).name, times.calendar_of(self._desk.office, sop))

    def _of_services(self, query: Any) -> Any:
        return query.where(CaseFile.sop_key.in_(self._services)) if self._services else query

    def _pauses(self, closed: Any) -> dict[int, Pauses]:
        query: Any = StepPause.select(StepPause.step_run, StepPause.started_at, StepPause.ended_at, StepRun.finished_at)
        query = query.join(StepRun).join(CaseFile).where(closed).order_by(StepPause.id)
        found: dict[int, list[tuple[datetime, datetime]]] = defaultdict(list)
        for run_id, started, ended, finished in plain(query):
            found[run_id].append((moment(started), moment(ended or finished)))
        return {run_id: tuple(pauses) for run_id, pauses in found.items()}

    def files(self, before: Period, period: Period) -> Iterator[EventRecord]:
        """The files closed or received, and whether each is complete, as the matrix of completeness says it.

        Of those of the period ``before`` only the number is shown.
        """
        states, known = FileStates(self._desk, self._definitions), self._definitions.keys("sop")
        names = {known.get(key, key) for key in self._services}
        for one, service in states.count_of(before.first, before.last):
            if not names or service in names:
                yield EventRecord(day(one), {"layanan": service})
        for one, row in states.of_days(period.first, period.last):
            if not names or row.service in names:
                words = {"layanan": row.service, "kelengkapan": COMPLETE if row.complete else LACKING}
                yield EventRecord(day(one), words, row.case_id)

    def referrals(self, before: Period, period: Period) -> Iterator[EventRecord]:
        """The letters that hand data of a client to somebody and are out; one that is void never counts."""
        query: Any = Letter.select(
            Letter.case, CaseFile.sop_key, Letter.letter_key, Letter.letter_version, Letter.answers, Letter.date
        ).join(CaseFile)
        query = query.where(
            Letter.status == ISSUED, CaseFile.subject == "kasus", between(Letter.date, before.first, period.last)
        )
        questions: dict[tuple[str, int], Field | None] = {}  # each letter asked for once: to find it costs a query
        for case_id, sop, key, version, answers, written in plain(self._of_services(query)):
            if (key, version) not in questions:
                fields = self._definitions.letter(key, version).fields
                questions[key, version] = next((field for field in fields if field.meaning == RECEIVER), None)
            asked = questions[key, version]
            if asked is None:
                continue
            receiver = display(asked, json.loads(answers).get(asked.key))
            yield EventRecord(day(written), {"prosedur": sop, "lembaga": receiver, "surat": key}, case_id)


def is_late(
    start: datetime, end: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses = ()
) -> bool:
    """Whether a row took longer than its standard time."""
    allowed = standard.amount * _SECONDS.get(standard.unit, _DAY)
    if (end - start).total_seconds() <= allowed:
        return False  # no more than this has passed on the wall's clock, so no more of what counts either
    return end > worktime.due(start, standard, calendar, pauses)
