"""Proof from the office's own records: standard times of one case, and of a procedure over a year."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.services import facts, papers, signers, times
from models.services.cases import runs
from models.services.cases.evaluation_book import book_of
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.words import clock
from models.sop import proof, worktime
from models.sop.proof import EvaluationPaper, EvaluationView, ProofPaper, StepHead, StepProof, Timing
from models.sop.spec import SopSpec, Step
from models.store.tables import Account, CaseFile, StepPause, StepRun

_FIRST_YEAR, _LAST_YEAR = 2000, 2999


class ProofService:
    """Bukti Mutu Baku and Evaluasi SOP."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def case_proof(self, case_id: int) -> bytes:
        """The page "Bukti Mutu Baku" of a case: every closed row against its standard time. NOT_FOUND."""
        self._desk.authorise(Permission.CASE_READ)
        with self._desk.writing() as unit:
            run = runs.load(self._definitions, case_id)
            unit.audit("kasus.bukti", "kasus", case_id)
            paper = self._proof(run)
        return self._desk.renderers.proof(paper)

    def _proof(self, run: runs.Run) -> ProofPaper:
        desk, closed = self._desk, [row for row in run.runs if row.finished_at is not None]
        pauses = times.pauses_of([row.id for row in closed])
        people = {row.id: row.display_name for row in Account.select(Account.id, Account.display_name)}
        lines, standing = [], 0
        for row in closed:
            step = run.spec.step(row.step_number)
            standing += step.time is not None and not row.skip_reason
            lines.append(self._line(run, row, step, pauses.get(row.id, []), people))
        return ProofPaper(
            office=desk.office.name,
            facts=_head(run),
            rows=tuple(lines),
            closing=proof.closing(lines, standing),
            place_date=papers.place_date(desk.office, desk.clock.now().date()),
            page=papers.page(desk),
            letterhead=papers.letterhead(desk),
            signer=signers.acting(desk, "kepala"),
        )

    def _line(
        self, run: runs.Run, row: StepRun, step: Step, pauses: Sequence[StepPause], people: dict[int, str]
    ) -> StepProof:
        """One closed row. Reasons are printed without the client's name: the page leaves the office."""
        calendar = times.calendar_of(self._desk.office, run.spec.key)
        start, end = moment(row.started_at), moment(row.finished_at or row.started_at)
        found = None
        if step.time is not None and not row.skip_reason:
            found = proof.timing(start, end, step.time, calendar, times.spans(pauses, end))
        actor = run.spec.actor(step.actor).name
        person = people.get(row.finished_by_id, "")
        put_off = []
        for pause in pauses:
            ended = moment(pause.ended_at) if pause.ended_at else end
            words = worktime.duration_text(worktime.elapsed(moment(pause.started_at), ended, calendar))
            put_off.append(f"{words}: {facts.without_names(run.case.id, pause.reason)}")
        return StepProof(
            number=step.number,
            title=step.title + (f" (kunjungan ke-{row.visit})" if row.visit > 1 else ""),
            actor=f"{actor} ({person})" if person else actor,
            started=_written(start),
            finished=_written(end),
            standard=worktime.standard_text(step.time, calendar) if step.time else "–",
            actual=found.actual if found else worktime.duration_text(row.minutes_used or 0),
            difference=found.text if found else "",
            late=found.late if found else False,
            pauses=tuple(put_off),
            reason=facts.without_names(run.case.id, _reason(row)),
        )

    # ------------------------------------------------------------------ a year

    def evaluation(self, year: int, sop_key: str) -> EvaluationView:
        """What the rows closed in ``year`` say of a procedure. NOT_FOUND, VALUE_INVALID for an odd year."""
        self._desk.authorise(Permission.CASE_LIST)
        with self._desk.reading():
            return self._evaluation(year, sop_key)

    def evaluation_pdf(self, year: int, sop_key: str) -> bytes:
        """The evaluation on paper. Raises as ``evaluation`` does."""
        self._desk.authorise(Permission.CASE_LIST)
        with self._desk.writing() as unit:
            found = self._evaluation(year, sop_key)
            unit.audit("sop.evaluasi", "definisi", None, sop=sop_key, tahun=year, bentuk="pdf")
            paper = EvaluationPaper(
                office=self._desk.office.name,
                evaluation=found,
                place_date=papers.place_date(self._desk.office, self._desk.clock.now().date()),
                page=papers.page(self._desk),
                letterhead=papers.letterhead(self._desk),
                signer=signers.acting(self._desk, "kepala"),
            )
        return self._desk.renderers.evaluation(paper)

    def evaluation_xlsx(self, year: int, sop_key: str) -> bytes:
        """The evaluation as a spreadsheet. Raises as ``evaluation`` does."""
        self._desk.authorise(Permission.CASE_LIST)
        with self._desk.writing() as unit:
            found = self._evaluation(year, sop_key)
            unit.audit("sop.evaluasi", "definisi", None, sop=sop_key, tahun=year, bentuk="xlsx")
        return self._desk.renderers.workbook(book_of(found, self._desk.office.name, self._desk.clock.now()))

    def _evaluation(self, year: int, sop_key: str) -> EvaluationView:
        if not _FIRST_YEAR <= year <= _LAST_YEAR:
            raise UserError(ErrorCode.VALUE_INVALID, what="Tahun tidak dikenal.")
        now_in_force = self._definitions.sop(sop_key)
        closed: Any = (
            StepRun.select(StepRun, CaseFile)
            .join(CaseFile)
            .where(CaseFile.sop_key == sop_key, StepRun.finished_at.startswith(f"{year}-"), StepRun.skip_reason == "")
            .order_by(StepRun.id)
        )
        put_off = _pauses(year, sop_key)
        timings: dict[tuple[int, int], list[Timing]] = {}
        cases = set()
        for row in closed:
            cases.add(row.case_id)
            spec = self._definitions.sop(sop_key, row.case.sop_version)
            timed = self._timing(spec, row, put_off.get(row.id, []))
            timings.setdefault((spec.version, row.step_number), []).extend([timed] if timed else [])
        rows = self._rows(now_in_force, timings)
        return EvaluationView(
            year=year,
            sop_key=sop_key,
            sop_name=now_in_force.name,
            sop_number=now_in_force.number,
            unit=now_in_force.unit,
            cases=len(cases),
            rows=rows,
            findings=proof.findings(rows),
        )

    def _timing(self, spec: SopSpec, row: StepRun, pauses: Sequence[StepPause]) -> Timing | None:
        standard = spec.step(row.step_number).time
        if standard is None:
            return None
        end = moment(row.finished_at or row.started_at)
        calendar = times.calendar_of(self._desk.office, spec.key)
        return proof.timing(moment(row.started_at), end, standard, calendar, times.spans(pauses, end))

    def _rows(
        self, in_force: SopSpec, timings: dict[tuple[int, int], list[Timing]]
    ) -> tuple[proof.StepEvaluation, ...]:
        """All rows with a standard time, of the version in force and of each that was worked by in the year."""
        calendar, found = times.calendar_of(self._desk.office, in_force.key), []
        for version in sorted({in_force.version, *(version for version, _ in timings)}):
            spec = self._definitions.sop(in_force.key, version)
            for step in spec.steps:
                if step.time is None:
                    continue
                actor = spec.actor(step.actor).name
                head = StepHead(step.number, step.title, actor, version, worktime.standard_text(step.time, calendar))
                found.append(proof.evaluate(head, timings.get((version, step.number), [])))
        return tuple(found)


def _pauses(year: int, sop_key: str) -> dict[int, list[StepPause]]:
    """The pauses of all rows that were closed in the year."""
    query: Any = (
        StepPause.select(StepPause)
        .join(StepRun)
        .join(CaseFile)
        .where(CaseFile.sop_key == sop_key, StepRun.finished_at.startswith(f"{year}-"))
        .order_by(StepPause.id)
    )
    found: dict[int, list[StepPause]] = {}
    for row in query:
        found.setdefault(row.step_run_id, []).append(row)
    return found


def _head(run: runs.Run) -> tuple[tuple[str, str], ...]:
    case, spec, received = run.case, run.spec, moment(run.case.received_at)
    ended = f"{case.ended_as or 'Selesai'}, {_written(moment(case.ended_at))}" if case.ended_at else "Masih berjalan"
    version = f", versi {spec.version}" if spec.version > 1 else ""
    return (
        ("Nomor kasus", case.number),
        ("Klien", case.client_label),
        ("Layanan", spec.name),
        ("SOP", f"Nomor {spec.number}{version}"),
        ("Diterima", f"{indonesia.long_date(received.date())}, {clock(received)}"),
        ("Keadaan", ended),
    )


def _written(moment_: datetime) -> str:
    return f"{indonesia.short_date(moment_.date())} {clock(moment_)}"


def _reason(row: StepRun) -> str:
    parts = (
        row.late_reason,
        f"Dilewati: {row.skip_reason}" if row.skip_reason else "",
        f"Diselesaikan dengan alasan: {row.force_reason}" if row.force_reason else "",
    )
    return " ".join(part for part in parts if part)
