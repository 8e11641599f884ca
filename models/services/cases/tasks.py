"""Tugas Saya: the steps that wait for the person at the desk, by urgency, and the head's view of the team."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from peewee import JOIN, fn

from models.access.permissions import Permission
from models.domain import indonesia
from models.domain.paper import ListPaper
from models.services import times
from models.services.cases import documents, legal, runs
from models.services.cases.case_list import mine
from models.services.cases.case_page import CasePages
from models.services.definitions import Definitions
from models.services.desk import Desk, moment, stamp
from models.services.papers import page
from models.services.records import loans, shortages
from models.services.views import Standing, StepPanel, TaskBoard, TaskRow, TeamLine, TeamLoad, TimeView, WaitRow
from models.services.words import clock, when
from models.store.tables import Account, CaseFile, StepPause, StepRun

#: Most rows a board shows; the tiles count all.
MOST_ROWS = 300


class TaskService:
    """The board of tasks and the panel of one of them."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions
        self._pages = CasePages(desk, definitions)

    def board(self, sop_key: str = "") -> TaskBoard:
        """The reader's open steps, most urgent first; those that wait for others on cases they opened come last."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.reading():
            own = self._open_rows(sop_key).where(mine(self._desk, self._definitions))
            counts, notes = self._counts(own)
            rows = self._rows(own, True)
            waiting = self._open_rows(sop_key).where(
                ~mine(self._desk, self._definitions),
                CaseFile.opened_by == self._desk.account_id,
                CaseFile.period == "",  # the program begins those by itself
            )
            counts[Standing.WAITING] = waiting.count()
            rows += self._rows(waiting, False)
            clocks = legal.running(self._desk)
            lacking = shortages.of_account(self._desk, self._definitions, self._desk.account_id)
            late = loans.asked_back(self._desk)
        rows.sort(key=lambda row: list(Standing).index(row.time.standing))
        first = next((row.waiting_for for row in rows if not row.mine), "")
        notes[Standing.WAITING] = f"Menunggu {first}" if first else "Tidak ada yang ditunggu"
        return TaskBoard(tuple(rows), counts, notes, clocks, lacking, late)

    def panel(self, step_run_id: int) -> StepPanel:
        """The open step of a task, for the detail pane."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.reading():
            run = runs.load_by_step(self._definitions, step_run_id)
            runs.still_open(run)
            papers = documents.of_case(self._definitions, run.case.id, self._desk.clock.now(), run.case.period)
            return self._pages.panel(run, papers)

    def paper(self, rows: Sequence[TaskRow]) -> bytes:
        """The list as it is shown, as PDF; it holds initials only, and that it was printed is recorded."""
        self._desk.authorise(Permission.STEP_WORK)
        now, user = self._desk.clock.now(), self._desk.session.user
        with self._desk.writing() as unit:
            unit.audit("tugas.cetak", "tugas", None, baris=len(rows))
        return self._desk.renderers.listing(
            ListPaper(
                office=self._desk.office.name,
                title="DAFTAR TUGAS",
                columns=("No.", "Nomor kasus", "Langkah", "Klien", "Layanan", "Sisa waktu", "Waktu standar"),
                widths=(10, 36, 0, 36, 60, 38, 36),
                rows=tuple(_printed(number, row) for number, row in enumerate(rows, 1)),
                printed=f"Dicetak {user.display_name}, {indonesia.long_date(now.date())}, {clock(now)}",
                page=page(self._desk, "A4"),
            )
        )

    def _open_rows(self, sop_key: str) -> Any:
        query = (
            CaseFile.select(CaseFile, StepRun, Account)
            .join(StepRun, on=((StepRun.case == CaseFile.id) & StepRun.finished_at.is_null()))
            .join(Account, JOIN.LEFT_OUTER, on=(StepRun.account == Account.id))
            .where(CaseFile.status == "berjalan")
        )
        return query.where(CaseFile.sop_key == sop_key) if sop_key else query

    def _counts(self, own: Any) -> tuple[dict[Standing, int], dict[Standing, str]]:
        now = stamp(self._desk.clock.now())
        late, soon = StepRun.due_at < now, StepRun.soon_at <= now
        total, late_count = own.count(), own.where(late).count()
        soon_count = own.where(soon, ~late).count()
        put_off = StepRun.id.in_(StepPause.select(StepPause.step_run).where(StepPause.ended_at.is_null()))
        paused_count = own.where(put_off, StepRun.due_at.is_null() | ~late).count()
        counts = {
            Standing.LATE: late_count,
            Standing.SOON: soon_count,
            Standing.RUNNING: total - late_count - soon_count - paused_count,
            Standing.PAUSED: paused_count,
            Standing.WAITING: 0,
        }
        oldest = own.where(late).order_by(StepRun.due_at).first() if late_count else None
        oldest_text = self._time(oldest, "", _pauses([oldest])).remaining.removeprefix("Lewat ") if oldest else ""
        notes = {
            Standing.LATE: f"Tertua {oldest_text}" if oldest_text else "Tidak ada",
            Standing.SOON: "Sisa kurang dari 25%",
            Standing.RUNNING: "Sesuai waktu standar",
            Standing.PAUSED: "Waktunya berhenti" if paused_count else "Tidak ada",
            Standing.WAITING: "",
        }
        return counts, notes

    def _time(self, case: CaseFile, waiting_for: str, pauses: dict[int, list[StepPause]]) -> TimeView:
        spec, opened = self._definitions.sop(case.sop_key, case.sop_version), case.steprun
        standard = spec.step(opened.step_number).limit
        return times.view(self._desk, opened, spec.key, standard, waiting_for, pauses.get(opened.id, ()))

    def _rows(self, query: Any, own: bool) -> list[TaskRow]:
        """The rows by the moment they are due; those without a standard time come last."""
        cases = list(query.order_by(StepRun.due_at.is_null(), StepRun.due_at, StepRun.id).limit(MOST_ROWS))
        asked, pauses = self._asked([case.id for case in cases]), _pauses(cases)
        return [self._row(case, own, asked.get(case.id, ""), pauses) for case in cases]

    def _row(self, case: CaseFile, own: bool, asked_by: str, pauses: dict[int, list[StepPause]]) -> TaskRow:
        opened = case.steprun
        spec = self._definitions.sop(case.sop_key, case.sop_version)
        step = spec.step(opened.step_number)
        waiting = "" if own else (opened.account.display_name if opened.account_id else spec.actor(opened.actor).name)
        return TaskRow(
            step_run_id=opened.id,
            case_id=case.id,
            case_number=case.client_label if case.period else case.number,
            service=spec.name,
            step_number=step.number,
            steps_total=len(spec.steps),
            title=step.title,
            client_label="–" if case.period else case.client_label,
            client_detail=case.client_detail,
            time=self._time(case, waiting, pauses),
            mine=own,
            waiting_for=waiting,
            decision=bool(step.outcomes),
            emergency=case.emergency,
            risk=case.risk,
            asked_by=asked_by if step.outcomes else "",
            free=own and opened.account_id is None,
        )

    def _asked(self, case_ids: list[int]) -> dict[int, str]:
        """Who closed the last row of each case, and when."""
        now = self._desk.clock.now()
        newest = (
            StepRun.select(fn.MAX(StepRun.id))
            .where(StepRun.case.in_(case_ids), StepRun.finished_at.is_null(False))
            .group_by(StepRun.case)
        )
        closed: Any = StepRun.select(StepRun, Account).join(Account, on=(StepRun.finished_by == Account.id))
        return {
            row.case_id: f"{row.finished_by.display_name} · {when(moment(row.finished_at), now)}"
            for row in closed.where(StepRun.id.in_(newest))
        }

    def team(self) -> TeamLoad:
        """Who has how much in hand, who waits for whom, and how many steps of this month were closed in time."""
        self._desk.authorise(Permission.CASE_ASSIGN)
        now = self._desk.clock.now()
        with self._desk.reading():
            first = stamp(now.replace(day=1, hour=0, minute=0, second=0))
            closed = StepRun.select().where(StepRun.finished_at >= first, StepRun.due_at.is_null(False))
            in_time = closed.where(StepRun.finished_at <= StepRun.due_at)
            return TeamLoad(_lines(self._waits()), closed.count(), in_time.count())

    def _waits(self) -> list[WaitRow]:
        """Every open step of the office with its holder and who handed it on, the longest open first."""
        cases, now = list(self._open_rows("").order_by(StepRun.started_at, StepRun.id)), self._desk.clock.now()
        pauses, askers = _pauses(cases), self._askers(cases)
        found = []
        for case in cases:
            opened = case.steprun
            spec = self._definitions.sop(case.sop_key, case.sop_version)
            actor = spec.actor(opened.actor).name
            found.append(
                WaitRow(
                    step_run_id=opened.id,
                    case_id=case.id,
                    case_number=case.client_label if case.period else case.number,
                    title=spec.step(opened.step_number).title,
                    client_label="–" if case.period else case.client_label,
                    holder=opened.account.display_name if opened.account_id else actor,
                    asker=askers.get(case.id, ""),
                    since=when(moment(opened.started_at), now),
                    time=self._time(case, "", pauses),
                )
            )
        return found

    def _askers(self, cases: list[CaseFile]) -> dict[int, str]:
        """Who handed the open row of each case on: who closed the last one, else who opened the case."""
        people = {row.id: row.display_name for row in Account.select(Account.id, Account.display_name)}
        found = {case.id: people.get(case.opened_by_id, "") for case in cases}
        closed: Any = (
            StepRun.select(StepRun.case, StepRun.finished_by)
            .where(StepRun.case.in_(list(found)), StepRun.finished_at.is_null(False))
            .order_by(StepRun.id)
        )
        return found | {row.case_id: people.get(row.finished_by_id, "") for row in closed}


def _lines(waits: list[WaitRow]) -> tuple[TeamLine, ...]:
    """The board by person, those whose turn it is first; nobody waits for themself."""
    kinds = (Standing.LATE, Standing.SOON, Standing.RUNNING, Standing.PAUSED)
    names = sorted({row.holder for row in waits} | {row.asker for row in waits if row.asker})
    lines = []
    for name in names:
        own = tuple(row for row in waits if row.holder == name)
        counts = {kind: sum(row.time.standing is kind for row in own) for kind in kinds}
        others = tuple(row for row in waits if row.asker == name and row.holder != name)
        lines.append(TeamLine(name, counts, others, own))
    return tuple(sorted(lines, key=lambda line: not line.waited_by))


def _pauses(cases: list[CaseFile]) -> dict[int, list[StepPause]]:
    return times.pauses_of(case.steprun.id for case in cases)


def _printed(number: int, row: TaskRow) -> tuple[str, ...]:
    client = ", ".join(part for part in (row.client_label, row.client_detail) if part)
    step = f"{row.step_number}. {row.title}"
    return str(number), row.case_number, step, client, row.service, row.time.remaining, row.time.standard
