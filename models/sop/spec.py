"""The shape of a procedure (SOP): the SOP-AP table as frozen data. Files are read by ``models.sop.loader``."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from models.forms.spec import Condition


class Subject(StrEnum):
    """What a run of the procedure is about (``subjek``)."""

    CASE = "kasus"
    PERIOD = "periode"


class Unit(StrEnum):
    """Units of standard time as the SOP prints them."""

    MINUTE = "menit"
    HOUR = "jam"
    DAY = "hari"
    WORKING_DAY = "hari kerja"


@dataclass(frozen=True)
class StandardTime:
    """A row's *waktu*: ``amount`` of ``unit``. Minutes and hours count office hours; DAY counts as the office sets."""

    amount: int
    unit: Unit

    def __str__(self) -> str:
        return f"{self.amount} {self.unit.value}"


class OutputKind(StrEnum):
    """What an output of a row is (its key in ``hasil``)."""

    FORM = "formulir"
    LETTER = "surat"
    ATTACHMENT = "lampiran"
    RECORD = "catatan"
    REGISTER = "register"
    REPORT = "laporan"


@dataclass(frozen=True)
class Output:
    """One output of a row.

    Attributes:
        kind / key: FORM and LETTER: the key of a definition; ATTACHMENT and RECORD: a text shown to the officer
            (an attachment is a scan, a record is confirmed by a tick); REGISTER: a key of ``models.sop.registers``,
            done when the register has its lines in the period; REPORT: a key of ``models.sop.report_kinds``, done when
            the report of the period was handed in.
        only_for: outcomes of the row's decision for which it is due; empty: always.
        required: False for an output made only as the case needs ("bila perlu").
        choice: outputs with the same non-empty choice name are alternatives: one of them is enough.
        show_if: due only if these facts of the case hold.
    """

    kind: OutputKind
    key: str
    only_for: tuple[str, ...] = ()
    required: bool = True
    choice: str = ""
    show_if: tuple[Condition, ...] = ()


@dataclass(frozen=True)
class Outcome:
    """One branch of a decision.

    Attributes:
        to: number of the row that follows, or None when the run ends with ``end``.
        end: how the run is recorded as ended.
        reason_required: a written reason must be given.
        proposed_if: facts of the case under which the program proposes this branch.
        reopen_at: row at which an ended run may be opened again, None if never.
        report: what becomes of the report of the period (a key of ``models.sop.report_kinds.REPORT_MOVES``), "" for
            nothing.
    """

    key: str
    label: str
    to: int | None = None
    end: str = ""
    reason_required: bool = False
    proposed_if: tuple[Condition, ...] = ()
    reopen_at: int | None = None
    report: str = ""


@dataclass(frozen=True)
class Actor:
    """A column of the table: ``role`` is the application role it maps to, "luar" for a party without login."""

    key: str
    name: str
    role: str

    @property
    def outside(self) -> bool:
        return self.role == "luar"


@dataclass(frozen=True)
class Step:
    """One row of the table.

    Attributes:
        number: the number printed in the SOP.
        title: short title (at most 32 characters); ``activity`` is the full text.
        actor: key of the acting column; ``recorder`` the actor who writes down what an outside party did.
        requirements: the *kelengkapan* column as texts.
        checklist: sub-tasks to tick.
        skippable: may be passed over with a written statement.
        next: number of the following row where it is not simply the next one; 0 ends the run.
        repeats: PERIOD only: the row is done again and again through the period; ``time`` is that of one file.
        periods: PERIOD only: kinds of period whose runs have this row; empty: all.
    """

    number: int
    title: str
    activity: str
    actor: str
    time: StandardTime | None
    requirements: tuple[str, ...] = ()
    outputs: tuple[Output, ...] = ()
    checklist: tuple[str, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    remark: str = ""
    recorder: str = ""
    skippable: bool = False
    next: int | None = None
    repeats: bool = False
    periods: tuple[str, ...] = ()

    @property
    def limit(self) -> StandardTime | None:
        """The time the row as a whole is held to: none where ``time`` is that of one file among many."""
        return None if self.repeats else self.time

    def outcome(self, key: str) -> Outcome:
        """The branch called ``key``; KeyError if the row has none."""
        for found in self.outcomes:
            if found.key == key:
                return found
        raise KeyError(key)


@dataclass(frozen=True)
class SopSpec:
    """A whole procedure: identity block of the SOP-AP sheet, actors left to right, rows top to bottom.

    Attributes:
        draft: a procedure that still names documents the office does not have; it can be read, not put to use.
        printed_total: the total time as printed, "" if the SOP prints none.
        intake_form: key of the form that opens a run (the first FORM output of the first row).
        end: how a run is recorded when it leaves the last row.
        periods: PERIOD only: the kinds of period it runs for, the shortest first; it is the one that receives files.
        short_name: PERIOD only: what a run is called together with its period ("Dokumentasi November 2026").
    """

    key: str
    version: int
    subject: Subject
    number: str
    name: str
    unit: str
    actors: tuple[Actor, ...]
    steps: tuple[Step, ...]
    created: date | None = None
    revised: date | None = None
    effective: date | None = None
    approved_by: str = ""
    printed_total: str = ""
    draft: bool = False
    code: str = ""
    end: str = "Selesai"
    periods: tuple[str, ...] = ()
    short_name: str = ""
    legal_bases: tuple[str, ...] = ()
    qualifications: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    equipment: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    records: tuple[str, ...] = ()

    def step(self, number: int) -> Step:
        """The row with this printed number; KeyError if there is none."""
        for found in self.steps:
            if found.number == number:
                return found
        raise KeyError(number)

    def actor(self, key: str) -> Actor:
        """The actor called ``key``; KeyError if there is none."""
        for found in self.actors:
            if found.key == key:
                return found
        raise KeyError(key)

    def following(self, step: Step) -> Step | None:
        """The row after ``step`` when no decision sends the run elsewhere; None at the end."""
        if step.next == 0:
            return None
        if step.next is not None:
            return self.step(step.next)
        position = self.steps.index(step) + 1
        return self.steps[position] if position < len(self.steps) else None

    def rows_of(self, period_kind: str) -> tuple[Step, ...]:
        """The rows a run of this kind of period has; all rows for a case (``""``)."""
        return tuple(step for step in self.steps if not period_kind or not step.periods or period_kind in step.periods)

    def of_period(self, period_kind: str) -> SopSpec:
        """The procedure as a run of this kind of period is led through it: over the rows that are not for its kind.

        Whatever leads to such a row leads to the next one below it that is, or to the end.
        """
        if not period_kind or len(self.rows_of(period_kind)) == len(self.steps):
            return self
        return replace(self, steps=tuple(self._led(step, period_kind) for step in self.steps))

    def _led(self, step: Step, period_kind: str) -> Step:
        if not step.outcomes:
            following = self.following(step)
            return replace(step, next=self._onward(following.number, period_kind) if following else 0)
        return replace(step, outcomes=tuple(self._branch_led(one, period_kind) for one in step.outcomes))

    def _branch_led(self, outcome: Outcome, period_kind: str) -> Outcome:
        again = self._onward(outcome.reopen_at, period_kind) if outcome.reopen_at is not None else None
        if outcome.to is None:
            return replace(outcome, reopen_at=again or None)
        to = self._onward(outcome.to, period_kind)
        return replace(outcome, to=to or None, end="" if to else self.end)

    def _onward(self, number: int, period_kind: str) -> int:
        """The first row of this kind of period from row ``number`` on; 0 where there is none."""
        rows = self.rows_of(period_kind)
        below = self.steps[self.steps.index(self.step(number)) :]
        return next((step.number for step in below if step in rows), 0)

    @property
    def intake_form(self) -> str:
        for output in self.steps[0].outputs:
            if output.kind is OutputKind.FORM:
                return output.key
        return ""

    def documents(self, kind: OutputKind) -> tuple[str, ...]:
        """Keys of all FORM or LETTER outputs, in order, each once."""
        found = [output.key for step in self.steps for output in step.outputs if output.kind is kind]
        return tuple(dict.fromkeys(found))
