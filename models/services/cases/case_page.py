"""The page of one case: its head, its timeline, the open step, its documents and what happened last."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime

from models.access.permissions import Permission
from models.domain import indonesia
from models.forms.rules import filled, holds
from models.forms.spec import Option
from models.services import times
from models.services.agenda import incoming
from models.services.cases import activity, consent, documents, legal, red_path, runs, same_person
from models.services.cases.documents import CaseDocuments
from models.services.definitions import Definitions
from models.services.desk import Desk, moment
from models.services.letters import replies
from models.services.letters.letter_list import row_of
from models.services.periods import period_page
from models.services.views import (
    Activity,
    AttachmentRow,
    CaseHead,
    CasePage,
    DocumentItem,
    LetterRow,
    MissingItem,
    NoteRow,
    OutcomeChoice,
    Pair,
    Progress,
    Standing,
    StepLine,
    StepPanel,
    TickItem,
    TimeView,
)
from models.services.words import clock, size_text, when
from models.sop import engine
from models.sop.engine import Missing, MissingKind
from models.sop.spec import Outcome, OutputKind, SopSpec, Step, Subject
from models.store.tables import Account, Attachment, AuditRow, Letter, Note, StepPause, StepRun

LATEST_ACTIVITIES = 6
_ENDS = {Subject.CASE: "Kasus ditutup", Subject.PERIOD: "Laporan dibekukan"}


class CasePages:
    """Builds case pages. Everything here is called inside a reading or writing stretch."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def build(self, case_id: int) -> CasePage:
        """The page of case ``case_id``."""
        run = runs.load(self._definitions, case_id)
        now = self._desk.clock.now()
        papers = documents.of_case(self._definitions, case_id, now, run.case.period)
        return CasePage(
            head=self._head(run),
            steps=self._timeline(run),
            step=self.panel(run, papers) if run.open else None,
            summary=period_page.summary(run, papers.people, now) or self._summary(run, papers),
            safe_contact=str(run.facts.get("klien.kontak_aman", "")),
            activities=self.activities(case_id, LATEST_ACTIVITIES),
            forms=documents.of_procedure(run.spec, papers),
            letters=letter_rows(case_id, now),
            incoming=incoming.of_case(self._desk, case_id),
            letter_kinds=self._letter_kinds(run.spec),
            attachments=_attachments(case_id, papers.people, now),
            notes=_notes(case_id, papers.people, now),
            clocks=legal.of_case(self._desk, case_id),
            receipts=period_page.receipts(run.case, papers.people, now),
            may_receive=run.step is not None and run.step.repeats and runs.may_work(self._desk, run),
            may_sort=run.period is not None and runs.may_work(self._desk, run),
            may_fill=run.open is not None and not run.period and self._desk.session.may(Permission.FORM_FILL),
        )

    def _head(self, run: runs.Run) -> CaseHead:
        case, spec, received = run.case, run.spec, moment(run.case.received_at)
        return CaseHead(
            case_id=case.id,
            row_version=case.row_version,
            number=case.number,
            client_label=case.client_label,
            client_detail=case.client_detail,
            service=spec.name,
            sop_line=f"SOP {spec.number}" + (f" · versi {spec.version}" if spec.version > 1 else ""),
            received_text=f"diterima {indonesia.day_and_date(received.date())}, {clock(received)}",
            status=case.status,
            ended_as=case.ended_as,
            risk=case.risk,
            emergency=case.emergency,
            may_reopen=case.reopen_at is not None and self._desk.session.may(Permission.CASE_REOPEN),
            period=case.client_label if case.period else "",
            period_key=case.period,
            may_move=self._may_move(run),
            urgent=run.open is not None and red_path.is_open(run.case.id, run.facts),
        )

    def _may_move(self, run: runs.Run) -> bool:
        """Whether the reader may let a running case go on by another version, and there is one."""
        if run.open is None or run.case.period or not self._desk.session.may(Permission.CASE_MOVE):
            return False
        return self._definitions.version_in_force("sop", run.case.sop_key) != run.case.sop_version

    def _timeline(self, run: runs.Run) -> tuple[StepLine, ...]:
        latest = {row.step_number: row for row in run.runs}
        pauses = times.pauses_of(row.id for row in latest.values())
        rows = run.spec.rows_of(run.period.kind if run.period else "")
        return tuple(self._line(run, step, latest.get(step.number), pauses) for step in rows)

    def _line(self, run: runs.Run, step: Step, row: StepRun | None, pauses: dict[int, list[StepPause]]) -> StepLine:
        name = run.spec.actor(step.actor).name
        if row is None:
            standard = f"Standar {step.time}" if step.time else ""
            passed = run.open is None
            progress = Progress.SKIPPED if passed else Progress.NONE
            return StepLine(step.number, step.title, name, progress, False, "Tidak dijalani" if passed else standard)
        mine, notes = pauses.get(row.id, []), times.pause_notes(pauses, row, run.spec.key, self._desk)
        if row.finished_at is None:
            time = times.view(self._desk, row, run.spec.key, step.limit, pauses=mine)
            text = _running_text(time)
            late = time.standing is Standing.LATE
            return StepLine(step.number, step.title, name, Progress.PARTIAL, True, text, late, "\n".join(notes))
        text, late = times.used_text(self._desk, row, run.spec.key, step.limit, mine)
        progress = Progress.SKIPPED if row.skip_reason else Progress.DONE
        note = "\n".join([*_notes_of(step, row), *notes])
        forced = bool(row.force_reason)
        return StepLine(step.number, step.title, name, progress, False, text, late, note, forced)

    def panel(self, run: runs.Run, papers: CaseDocuments) -> StepPanel:
        """The open row of a run, for the person at the desk."""
        step, opened = run.step, run.open
        if step is None or opened is None:
            raise ValueError("the case has no open row")
        mine = runs.may_work(self._desk, run)
        waiting = "" if mine else _who(run.spec, opened, papers.people)
        proposed = engine.proposed_outcome(run.spec, step.number, run.facts)
        lacking = engine.missing(
            run.spec, step.number, run.done_on(self._desk.clock.now().date()), _only_outcome(step), run.facts
        )
        pauses = times.pauses_of([opened.id]).get(opened.id, [])
        items = tuple(
            papers.item(output, step, run.done) for output in step.outputs if holds(output.show_if, run.facts)
        )
        return StepPanel(
            step_run_id=opened.id,
            row_version=opened.row_version,
            number=step.number,
            title=step.title,
            activity=step.activity,
            actor_name=run.spec.actor(step.actor).name,
            time=times.view(self._desk, opened, run.spec.key, step.limit, waiting, pauses),
            documents=items,
            checklist=tuple(
                TickItem(index, text, index in run.done.checklist) for index, text in enumerate(step.checklist)
            ),
            requirements=step.requirements,
            outcomes=tuple(_choice(run.spec, outcome, outcome.key == proposed) for outcome in step.outcomes),
            missing=tuple(_missing(entry, items) for entry in lacking if entry.kind is not MissingKind.DECISION),
            may_work=mine and self._desk.session.may(Permission.STEP_WORK),
            may_force=mine and self._desk.session.may(Permission.STEP_FORCE),
            skippable=step.skippable,
            waiting_for=waiting,
            remark=step.remark,
            next_title=_following_title(run.spec, step),
            held_since=self._held(pauses, papers.people),
            may_assign=self._desk.session.may(Permission.CASE_ASSIGN),
            account_id=opened.account_id,
        )

    def _held(self, pauses: list[StepPause], people: dict[int, str]) -> str:
        holding = times.held(pauses)
        if holding is None:
            return ""
        since = when(moment(holding.started_at), self._desk.clock.now())
        by = people.get(holding.started_by_id, "")
        return f"Ditunda sejak {since[:1].lower()}{since[1:]} oleh {by}: {holding.reason}"

    def _summary(self, run: runs.Run, papers: CaseDocuments) -> tuple[Pair, ...]:
        opened = run.open
        worker = papers.people.get(opened.account_id) if opened and opened.account_id else None
        reporter = run.facts.get("pelapor.hubungan")
        last_letter = max((row for row in papers.letters.values() if row.number), key=lambda row: row.id, default=None)
        client = ", ".join(part for part in (run.case.client_label, run.case.client_detail) if part)
        pairs = [
            Pair("Klien", client, "account-outline"),
            Pair("Orang yang sama", _person_cases(run.case.id), "account-group-outline"),
            Pair("Persetujuan", consent.told(self._definitions, run.case.id), "check-circle-outline"),
            Pair("Wilayah", run.case.region, "map-marker-outline"),
            Pair("Pelapor", self._label(run, "pelapor.hubungan") if filled(reporter) else "", "account-voice"),
            Pair("Petugas", worker or (run.spec.actor(opened.actor).name if opened else ""), "account-tie-outline"),
            Pair(
                last_letter.name if last_letter else "Surat",
                (last_letter.number or "") if last_letter else "",
                "email-edit-outline",
            ),
            Pair("Nomor Simfoni PPA", str(run.facts.get("kasus.simfoni_nomor", "")), "database-check-outline"),
        ]
        pairs += period_page.handed(run.case, self._desk.clock.now())
        return tuple(pair for pair in pairs if pair.value)

    def _label(self, run: runs.Run, fact: str) -> str:
        """The label of a chosen fact, looked up in the forms of the procedure."""
        value = str(run.facts.get(fact, ""))
        for key in run.spec.documents(OutputKind.FORM):
            if key in self._definitions.keys("formulir"):
                for field in self._definitions.form(key).fields:
                    if field.meaning == fact:
                        return next((option.label for option in field.options if option.key == value), value)
        return value

    def _letter_kinds(self, spec: SopSpec) -> tuple[Option, ...]:
        """Letters of the procedure first, then the office's other ones."""
        titles = self._definitions.keys("surat")
        own = [key for key in spec.documents(OutputKind.LETTER) if key in titles]
        return tuple(Option(key, titles[key]) for key in (*own, *(key for key in titles if key not in own)))

    def activities(self, case_id: int, limit: int) -> tuple[Activity, ...]:
        """What was done to a case, newest first; looks are left out."""
        now = self._desk.clock.now()
        query = (
            AuditRow.select()
            .where(AuditRow.entity == "kasus", AuditRow.entity_id == case_id, AuditRow.action.in_(list(activity.TOLD)))
            .order_by(AuditRow.id.desc())
            .limit(limit)
        )
        people = {row.id: row.display_name for row in Account.select(Account.id, Account.display_name)}
        titles = {**self._definitions.keys("formulir"), **self._definitions.keys("surat")}
        return tuple(
            Activity(
                at=moment(row.at),
                when=when(moment(row.at), now),
                text=activity.sentence(
                    row.action, json.loads(row.detail), people.get(row.account_id, "Program"), titles
                ),
            )
            for row in query
        )


def _person_cases(case_id: int) -> str:
    """The other cases of the same person, as in "Kasus 0031/KTP/XI/2026"; "" for none."""
    numbers = [case.number for case in same_person.others(case_id)]
    return f"Kasus {', '.join(numbers)}" if numbers else ""


def letter_rows(case_id: int, now: datetime) -> tuple[LetterRow, ...]:
    """The letters of a case, newest first."""
    rows = list(Letter.select().where(Letter.case == case_id).order_by(Letter.id.desc()))
    answered = replies.told(row.id for row in rows)
    return tuple(
        replace(row_of(row, now), detail=answered[row.id]) if row.id in answered else row_of(row, now) for row in rows
    )


def _following_title(spec: SopSpec, step: Step) -> str:
    following = spec.following(step)
    return following.title if following else ""


def _only_outcome(step: Step) -> str | None:
    """The outcome to judge by before one is chosen: that of a row with a single branch."""
    return step.outcomes[0].key if len(step.outcomes) == 1 else None


def _who(spec: SopSpec, opened: StepRun, people: dict[int, str]) -> str:
    return people.get(opened.account_id, "") if opened.account_id else spec.actor(opened.actor).name


def _running_text(time: TimeView) -> str:
    """ "Sisa 4 menit dari 10 menit · ditunda 1 jam"; while it is put off "Ditunda 1 jam, sisa 4 menit"."""
    if time.held and time.paused:
        held = f"{time.paused[:1].upper()}{time.paused[1:]}"
        return f"{held}, {time.remaining.removeprefix('Ditunda, ')}".removesuffix(", Ditunda")
    return " · ".join(part for part in (f"{time.remaining} {time.standard}".strip(), time.paused) if part)


def _notes_of(step: Step, row: StepRun) -> list[str]:
    """What is to be known of a closed row: how it was decided, and why it was skipped, forced or late."""
    label = next((outcome.label for outcome in step.outcomes if outcome.key == row.outcome), "")
    told = (
        f"Dilewati: {row.skip_reason}" if row.skip_reason else "",
        ": ".join(part for part in (label, row.reason) if part),
        f"Diselesaikan dengan alasan: {row.force_reason}" if row.force_reason else "",
        f"Lewat waktu: {row.late_reason}" if row.late_reason else "",
    )
    return [sentence for sentence in told if sentence]


def _choice(spec: SopSpec, outcome: Outcome, proposed: bool) -> OutcomeChoice:
    if outcome.to is None:
        consequence = f"{_ENDS[spec.subject]}: {outcome.end}"
    else:
        step = spec.step(outcome.to)
        consequence = f"Lanjut ke langkah {step.number}, {step.title}"
    return OutcomeChoice(outcome.key, outcome.label, outcome.reason_required, proposed, consequence)


def _missing(entry: Missing, items: tuple[DocumentItem, ...]) -> MissingItem:
    if entry.alternatives:
        titles = [documents.titled(items, entry.kind.value, output.key) for output in entry.alternatives]
        return MissingItem(entry.kind.value, entry.key, " atau ".join(titles))
    if entry.kind in (MissingKind.FORM, MissingKind.LETTER):
        return MissingItem(entry.kind.value, entry.key, documents.titled(items, entry.kind.value, entry.key))
    return MissingItem(entry.kind.value, entry.key, entry.label)


def _attachments(case_id: int, people: dict[int, str], now: datetime) -> tuple[AttachmentRow, ...]:
    rows = Attachment.select().where(Attachment.case == case_id).order_by(Attachment.id.desc())
    return tuple(attachment_row(row, people.get(row.added_by_id, ""), now) for row in rows)


def attachment_row(row: Attachment, by: str, now: datetime) -> AttachmentRow:
    """An attachment as lists show it."""
    detail = " · ".join(part for part in (by, when(moment(row.added_at), now), size_text(row.size)) if part)
    return AttachmentRow(
        row.id, row.title, row.media_type, row.size, detail, row.serves, row.pages, row.letter_id, row.form_key
    )


def _notes(case_id: int, people: dict[int, str], now: datetime) -> tuple[NoteRow, ...]:
    rows = Note.select().where(Note.case == case_id).order_by(Note.id.desc())
    return tuple(NoteRow(row.text, people.get(row.account_id, ""), when(moment(row.at), now)) for row in rows)
