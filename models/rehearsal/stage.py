"""The players of a sample office: what each case does next, and how it is written down."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from models.domain.clock import FixedClock
from models.forms.meanings import facts_of
from models.forms.spec import Completion, FormSpec, Values
from models.forms.validate import check
from models.letters.compose import compose, prefill
from models.letters.spec import LetterSpec
from models.rehearsal import office
from models.rehearsal.invention import Inventor, Person
from models.services import facts, search, times
from models.services.cases import casework, persons, runs
from models.services.definitions import Definitions
from models.services.desk import Desk, packed, stamp
from models.services.forms.forms import COMPLETE, officer_options, put_answers
from models.services.letters import letter_context, letterwork, numbers
from models.services.ports import Renderers
from models.services.session import Session, User
from models.sop import engine, worktime
from models.sop.engine import Closing
from models.sop.spec import OutputKind, SopSpec, StandardTime, Step, Unit
from models.store.database import UnitOfWork
from models.store.tables import Account, CaseFile, FactRow, FormRecord, Note, StepRun, Tick

#: Different sets of answers per form; each case takes one and puts its own person into it.
VARIANTS = 24
_REASON = "Alasan rekaan untuk data contoh."
_NOTE = "Catatan rekaan: keluarga sudah dihubungi lewat cara yang aman."
#: Working minutes of a day.
_DAY_MINUTES = 450
#: Share of its standard time that a row of a case takes which is to wait at a certain row at the end.
_BRISK = 0.7


@dataclass(frozen=True)
class Plan:
    """How much is played.

    Attributes:
        papers: for how many of the newest cases the papers of letters are drawn and kept.
        until: nothing happens later; cases that are not through by then stay running.
        days: over how many days the cases arrive; 0: as many as they need, two years at most.
    """

    cases: int
    seed: int
    papers: int
    until: datetime
    days: int = 0

    @property
    def waiting(self) -> int:
        """How many of the newest cases stop at a row, one at each in turn, so that every state is there."""
        return min(self.cases // 2, 60)

    @property
    def span(self) -> timedelta:
        return timedelta(days=self.days or min(730, max(10, self.cases // 6)))


@dataclass(frozen=True)
class Answered:
    """A set of answers to a form with how far they are and what they state."""

    values: Values
    completion: Completion
    stated: Values


class Stage:
    """The office while it is played.

    Attributes:
        unit: the unit of work that is open now.
    """

    unit: UnitOfWork

    def __init__(
        self, session: Session, clock: FixedClock, renderers: Renderers, plan: Plan, *, training: bool
    ) -> None:
        self.clock, self.plan, self.renderers = clock, plan, renderers
        self.random = random.Random(plan.seed)  # noqa: S311 - inventions, not secrets
        self._forms: dict[str, FormSpec] = {}
        self._letters: dict[str, LetterSpec] = {}
        self.definitions = Definitions(clock)
        with session.store.reading():
            self.desks = {player.role: _desk(session, player, clock, renderers, training) for player in office.PLAYERS}
            self.office = self.desks["layanan"].office
            self.specs = [self.definitions.sop(key) for key in self.office.procedures]
            self.inventor = Inventor(plan.seed, officer_options())
            self._answers = {key: self._variants(key) for spec in self.specs for key in spec.documents(OutputKind.FORM)}
        self.calendar = times.calendar_of(self.office)

    def arrivals(self) -> Iterator[tuple[datetime, Play]]:
        """When each case comes in, in working time, evenly over the span."""
        start, going = self.plan.until - self.plan.span, self.plan.cases - self.plan.waiting
        for index in range(self.plan.cases):
            spec = self.random.choice(self.specs)
            halt = spec.steps[index % len(spec.steps)] if index >= going else None
            share = (index + self.random.random()) / going
            at = worktime.opening(start + self.plan.span * share, self.calendar)
            yield min(self._in_time_for(spec, halt) if halt else at, self.plan.until), Play(self, index, spec, halt)

    def _in_time_for(self, spec: SopSpec, halt: Step) -> datetime:
        """When a case must come in to be at the row ``halt`` at the end."""
        before = spec.steps[: spec.steps.index(halt)]
        return self.back(sum(map(_minutes, before)) * _BRISK + _minutes(halt) * self.random.random())

    def back(self, minutes: float) -> datetime:
        """The moment so many minutes of working time before the end."""
        at = self.plan.until
        while worktime.elapsed(at, self.plan.until, self.calendar) < minutes:
            at -= timedelta(minutes=2 if minutes < 2 * _DAY_MINUTES else 20)
        return at

    def after(self, minutes: float) -> datetime:
        """The moment so many minutes of working time from now."""
        return worktime.due(self.clock.now(), StandardTime(max(1, round(minutes)), Unit.MINUTE), self.calendar)

    def form(self, key: str) -> FormSpec:
        """The form in force; asked for once, since nothing changes while a sample is made."""
        if key not in self._forms:
            self._forms[key] = self.definitions.form(key)
        return self._forms[key]

    def letter(self, key: str) -> LetterSpec:
        """The letter in force; asked for once."""
        if key not in self._letters:
            self._letters[key] = self.definitions.letter(key)
        return self._letters[key]

    def answered(self, key: str, person: Person) -> Answered:
        """Answers to a form with ``person`` in them."""
        spec, chosen = self.form(key), self.random.choice(self._answers[key])
        own = {field.key: self.inventor.told(field, person) for field in spec.fields if field.key in chosen.values}
        mine = {field_key: value for field_key, value in own.items() if value is not None}
        meanings = {field.key: field.meaning for field in spec.fields if field.meaning}
        stated = {**chosen.stated, **{meanings[field_key]: value for field_key, value in mine.items()}}
        return Answered({**chosen.values, **mine}, chosen.completion, stated)

    def _variants(self, key: str) -> list[Answered]:
        form = self.form(key)
        return [self._variant(form, self.plan.seed * 1000 + turn) for turn in range(VARIANTS)]

    def _variant(self, form: FormSpec, seed: int) -> Answered:
        today = self.plan.until.date() - self.plan.span
        inventor = Inventor(seed, officer_options(), risk=(0.0, 0.02, 0.1, 0.3)[seed % 4])
        person = inventor.person(today)
        told = {field.key: inventor.told(field, person) for field in form.fields if seed % 9}
        known = {key: value for key, value in told.items() if value is not None}
        values = inventor.answers(form, known, person, today, fullness=0.6)
        return Answered(values, check(form, values, today), facts_of(form, values, today))


def _desk(session: Session, player: office.Player, clock: FixedClock, renderers: Renderers, training: bool) -> Desk:
    """The desk of a player, on the store that is open."""
    row = Account.get(Account.username == player.username)
    user = User(row.id, player.username, row.display_name, (player.role,), row.officer_id)
    return Desk(Session(user, session.folder, session.store, session.key, session.cost), clock, renderers, training)


def _minutes(step: Step) -> int:
    """The row's standard time in minutes of working time."""
    if step.time is None:
        return 30
    return step.time.amount * {Unit.MINUTE: 1, Unit.HOUR: 60}.get(step.time.unit, _DAY_MINUTES)


class Play:
    """One case and what it does next.

    Attributes:
        begun: it has come in.
    """

    def __init__(self, stage: Stage, index: int, spec: SopSpec, halt: Step | None) -> None:
        self.index = index
        self.begun = False
        self._stage = stage
        self._spec = spec
        self._halt = halt.number if halt else 0
        self._halt_at = spec.steps.index(halt) if halt else 0
        self._moves = self._life()
        self._filled: set[str] = set()
        self._case: CaseFile | None = None
        self._facts: Values = {}
        self._stated_by: dict[str, str] = {}

    def next(self) -> datetime | None:
        """Do the next thing; gives when the one after it happens, None at the end."""
        return next(self._moves, None)

    def _life(self) -> Iterator[datetime]:
        self.begun = True
        stage, spec = self._stage, self._spec
        person = stage.inventor.person(stage.clock.now().date())
        case = self._case = self._come_in(person)
        yield self._later(spec.steps[0], 0.5)
        while case.step_number is not None and case.step_number != self._halt:
            step = spec.step(case.step_number)
            outcome = self._decide(case, step)
            for key, kind in self._outputs(step, outcome):
                (self._fill if kind is OutputKind.FORM else self._issue)(case, step, key, person)
                yield self._later(step, 0.1)
            if (at := self._held_back(step)) > stage.clock.now():
                yield at
            self._close(case, step, outcome)
            if case.step_number is not None:
                yield self._later(spec.step(case.step_number), stage.random.uniform(0.15, 0.9))
        self.settle()

    def settle(self) -> None:
        """Write what the forms state of the case, once: at its end, or where the sample stops."""
        case, self._case = self._case, None
        if case is None:
            return
        rows = [(case.id, key, packed(value), self._stated_by[key]) for key, value in self._facts.items()]
        FactRow.insert_many(rows, [FactRow.case, FactRow.key, FactRow.value, FactRow.form_key]).execute()
        facts.show(case, self._facts, self._stage.clock.now().date())
        case.save()
        search.index(case, self._facts)
        persons.remember(case, self._facts)

    def _held_back(self, step: Step) -> datetime:
        """A case that is to wait at a row takes its time at the longest row before, so as not to come too early."""
        steps = self._spec.steps
        before = [one for one in steps if one.number != self._halt][: self._halt_at]
        if not before or step is not max(before, key=_minutes):
            return self._stage.clock.now()
        rest = sum(map(_minutes, steps[steps.index(step) + 1 : self._halt_at]))
        return self._stage.back(rest * _BRISK + _minutes(steps[self._halt_at]) * self._stage.random.uniform(0.1, 0.95))

    def _desk(self, step: Step) -> Desk:
        desk = self._stage.desks[self._spec.actor(step.recorder or step.actor).role]
        self._stage.unit.user_id = desk.account_id
        return desk

    def _later(self, step: Step, share: float) -> datetime:
        """A moment by which about ``share`` of the row's time has gone; now and then much more."""
        slow = 3.0 if self._stage.random.random() < 0.08 else 1.0
        return self._stage.after(_minutes(step) * share * (0.5 if self._halt else slow))

    def _come_in(self, person: Person) -> CaseFile:
        stage, spec = self._stage, self._spec
        first = self._desk(spec.steps[0])
        desk = first if first.session.user.roles[0] != "pimpinan" else stage.desks["administrasi"]
        case = casework.register(desk, spec, f"contoh-{stage.plan.seed}-{self.index}")
        form = stage.form(spec.intake_form)
        self._write(desk, case, form, person)
        casework.tell_opened(desk, stage.unit, case, spec, form.title)
        return case

    def _write(self, desk: Desk, case: CaseFile, form: FormSpec, person: Person) -> None:
        answered = self._stage.answered(form.key, person)
        self._filled.add(form.key)
        self._facts |= answered.stated
        self._stated_by |= dict.fromkeys(answered.stated, form.key)
        now = stamp(self._stage.clock.now())
        record = FormRecord(case=case.id, form_key=form.key, form_version=form.version, created_at=now, row_version=0)
        put_answers(desk, record, answered.values, answered.completion, COMPLETE)

    def _decide(self, case: CaseFile, step: Step) -> str:
        if not step.outcomes:
            return ""
        if self._halt:
            return step.outcomes[0].key
        weights = [6] + [1] * (len(step.outcomes) - 1)
        return self._stage.random.choices(step.outcomes, weights)[0].key

    def _outputs(self, step: Step, outcome: str) -> Iterator[tuple[str, OutputKind]]:
        """Forms and letters of the row for this branch; of alternatives the first or second, of optional ones a few."""
        taken: set[str] = set()
        for output in step.outputs:
            if output.only_for and outcome not in output.only_for:
                continue
            if output.choice and (output.choice in taken or self._stage.random.random() < 0.4):
                last = [other for other in step.outputs if other.choice == output.choice][-1]
                if output.choice in taken or output is not last:
                    continue
            taken.add(output.choice)
            needed = output.required or self._stage.random.random() < 0.3
            if needed and output.kind in (OutputKind.FORM, OutputKind.LETTER):
                yield output.key, output.kind

    def _fill(self, case: CaseFile, step: Step, key: str, person: Person) -> None:
        if key in self._filled:
            return
        self._write(self._desk(step), case, self._stage.form(key), person)
        self._stage.unit.audit("formulir.selesai", "kasus", case.id, formulir=key)

    def _issue(self, case: CaseFile, step: Step, key: str, person: Person) -> None:
        stage, desk = self._stage, self._desk(step)
        spec, today = stage.letter(key), stage.clock.now().date()
        context = letter_context.gather(desk, stage.definitions, spec, case, {}, today)
        context = replace(context, facts=self._facts)
        form = letterwork.as_form(spec)
        values = stage.inventor.answers(form, prefill(spec, context), person, today, fullness=0.3)
        row = letterwork.new_draft(desk, spec, case.id, values)
        wish = letterwork.wish(desk, spec, values)
        taken = numbers.take(desk, wish, subject="surat", request_id=f"contoh-surat-{row.id}")
        row.number = taken.number
        row.issued_number = taken.number_id  # type: ignore[assignment]  # peewee takes the id
        content, pdf = None, b""
        if self.index >= stage.plan.cases - stage.plan.papers:
            content = compose(spec, replace(context, fields=values, number=row.number))
            pdf = stage.renderers.letter(content)
        letterwork.fix(desk, row, values, content, pdf)
        stage.unit.audit("surat.terbit", "kasus", case.id, surat=key, nomor=row.number)
        letterwork.tell(desk, row, "Menerbitkan surat")

    def _close(self, case: CaseFile, step: Step, outcome: str) -> None:
        stage, desk = self._stage, self._desk(step)
        opened = StepRun.get(StepRun.case == case.id, StepRun.finished_at.is_null())
        now = stamp(stage.clock.now())
        ticks = [(opened.id, "periksa", str(index), now, desk.account_id) for index in range(len(step.checklist))]
        if ticks:
            Tick.insert_many(ticks, [Tick.step_run, Tick.kind, Tick.item, Tick.at, Tick.account]).execute()
        if stage.random.random() < 0.05:
            Note.create(case=case.id, text=_NOTE, at=now, account=desk.account_id)
        reason = _REASON if outcome and step.outcome(outcome).reason_required else ""
        run = replace(runs.of_case(stage.definitions, case), facts=self._facts)
        lacking = engine.missing(run.spec, step.number, run.done, outcome or None, run.facts)
        closing = Closing(step.number, outcome or None, reason, _REASON if lacking else "")
        advance = engine.close(run.spec, run.state, closing, run.done, run.facts)
        casework.finish(desk, run, opened, closing, "")
        casework.carry_out(desk, stage.unit, run, advance, step.title)
