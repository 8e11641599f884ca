"""Walking a procedure: pure functions from a definition and a state to the next state.

Nothing here knows a database, a clock or a concrete procedure. Services carry out the ``effects`` and keep the state.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from models.errors import BugError, ErrorCode, UserError
from models.forms.rules import holds
from models.forms.spec import Value
from models.sop.spec import Outcome, Output, OutputKind, SopSpec, Step

Facts = Mapping[str, Value]


@dataclass(frozen=True)
class RunState:
    """Where a run stands.

    Attributes:
        step: number of the open row, None once the run has ended.
        visits: how many times each row was opened, the open one included.
        ended_as: how the run ended, "" while it goes on.
        reopen_at: row at which an ended run may be opened again, None if never.
    """

    step: int | None
    visits: Mapping[int, int] = field(default_factory=dict)
    ended_as: str = ""
    reopen_at: int | None = None

    def visit(self, number: int) -> int:
        """How many times the row was opened so far."""
        return self.visits.get(number, 0)


@dataclass(frozen=True)
class Done:
    """What is finished for the open row.

    Attributes:
        forms / letters: keys of finished forms and of issued letters.
        attachments / records: texts of the outputs that were attached or confirmed.
        checklist: indices of the ticked sub-tasks, from 0.
        registers: keys of the registers that have their lines in the period.
        reports: keys of the reports of the period that were handed in.
        period_over: False while the period of the run still goes on: a repeating row stays open until then.
    """

    forms: frozenset[str] = frozenset()
    letters: frozenset[str] = frozenset()
    attachments: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    checklist: frozenset[int] = frozenset()
    registers: frozenset[str] = frozenset()
    reports: frozenset[str] = frozenset()
    period_over: bool = True

    def has(self, output: Output) -> bool:
        """True if ``output`` is there."""
        return output.key in self._of(output.kind)

    def _of(self, kind: OutputKind) -> frozenset[str]:
        return {
            OutputKind.FORM: self.forms,
            OutputKind.LETTER: self.letters,
            OutputKind.ATTACHMENT: self.attachments,
            OutputKind.RECORD: self.records,
            OutputKind.REGISTER: self.registers,
            OutputKind.REPORT: self.reports,
        }[kind]


class MissingKind(StrEnum):
    """What still keeps a row from being closed."""

    FORM = "formulir"
    LETTER = "surat"
    ATTACHMENT = "lampiran"
    RECORD = "catatan"
    REGISTER = "register"
    REPORT = "laporan"
    CHECK = "periksa"
    PERIOD = "periode"
    DECISION = "putusan"


@dataclass(frozen=True)
class Missing:
    """One thing that is missing.

    Attributes:
        key: definition key or text of the output; index of the sub-task as text; "" for a decision.
        label: what to show; for forms and letters the key, which the caller replaces by the title.
        alternatives: all outputs of which one is enough, ``key`` being the first; empty for a single one.
    """

    kind: MissingKind
    key: str
    label: str
    alternatives: tuple[Output, ...] = ()


@dataclass(frozen=True)
class Closing:
    """What a person says when closing a row.

    Attributes:
        step: the row as the person saw it; refused if the run has moved on meanwhile.
        outcome: key of the chosen branch where the row is a decision.
        reason: written reason for the branch.
        force_reason: why the row is closed although something is missing; stays visible for ever.
        skip_reason: why a row that may be skipped is not needed.
    """

    step: int
    outcome: str | None = None
    reason: str = ""
    force_reason: str = ""
    skip_reason: str = ""


_PERIOD_END = Missing(MissingKind.PERIOD, "", "Akhir periode")


class EffectKind(StrEnum):
    """What happened, for the timeline, the log book and the tasks of others."""

    CLOSED = "selesai"
    SKIPPED = "dilewati"
    FORCED = "diselesaikan dengan alasan"
    DECIDED = "diputuskan"
    OPENED = "dibuka"
    ENDED = "berakhir"
    REOPENED = "dibuka kembali"


@dataclass(frozen=True)
class Effect:
    """One thing that happened to the run.

    Attributes:
        step: the row concerned.
        text: DECIDED: key of the branch; ENDED: how; SKIPPED, FORCED and REOPENED: the reason.
        missing: FORCED: what was missing.
    """

    kind: EffectKind
    step: int
    text: str = ""
    missing: tuple[Missing, ...] = ()


@dataclass(frozen=True)
class Advance:
    """The state after a move and what is to be carried out, in order."""

    state: RunState
    effects: tuple[Effect, ...]


def start(spec: SopSpec, period_kind: str = "") -> RunState:
    """A new run at the first row; for a period at the first row its kind of period has."""
    first = spec.rows_of(period_kind)[0].number
    return RunState(first, {first: 1})


def due_outputs(spec: SopSpec, step: int, outcome: str | None, facts: Facts) -> tuple[Output, ...]:
    """Outputs of the row that count for this branch and these facts, those made only if needed included.

    Before a branch is chosen (``outcome`` None) outputs of single branches are not due.
    """
    outputs = spec.step(step).outputs
    return tuple(out for out in outputs if (not out.only_for or outcome in out.only_for) and holds(out.show_if, facts))


def missing(spec: SopSpec, step: int, done: Done, outcome: str | None, facts: Facts) -> tuple[Missing, ...]:
    """What still keeps the row from being closed with this branch: outputs, sub-tasks, the decision itself."""
    row = spec.step(step)
    required = [output for output in due_outputs(spec, step, outcome, facts) if output.required]
    found = list(_missing_outputs(required, done))
    for index, text in enumerate(row.checklist):
        if index not in done.checklist:
            found.append(Missing(MissingKind.CHECK, str(index), text))
    if row.repeats and not done.period_over:
        found.append(_PERIOD_END)
    if row.outcomes and outcome is None:
        found.append(Missing(MissingKind.DECISION, "", "Putusan"))
    return tuple(found)


def _missing_outputs(required: list[Output], done: Done) -> Iterable[Missing]:
    seen: set[str] = set()
    for output in required:
        if output.choice in seen:
            continue
        group = tuple(other for other in required if output.choice and other.choice == output.choice) or (output,)
        seen |= {output.choice} - {""}
        if not any(done.has(other) for other in group):
            kind = MissingKind(output.kind.value)
            yield Missing(kind, output.key, output.key, group if len(group) > 1 else ())


def proposed_outcome(spec: SopSpec, step: int, facts: Facts) -> str | None:
    """Key of the first branch the facts speak for; None if they speak for none. A person always decides."""
    for outcome in spec.step(step).outcomes:
        if outcome.proposed_if and holds(outcome.proposed_if, facts):
            return outcome.key
    return None


def close(spec: SopSpec, state: RunState, closing: Closing, done: Done, facts: Facts) -> Advance:
    """Close the open row and go on.

    Raises:
        UserError: CASE_CLOSED if the run has ended, STEP_CLOSED if another row is open by now, STEP_INCOMPLETE
            (details ``missing``: tuple of Missing) if something is missing and no ``force_reason`` is given,
            REASON_NEEDED if the branch asks for a written reason.
        BugError: a branch or a skip the row does not have.
    """
    row = _open_row(spec, state, closing.step)
    if closing.skip_reason.strip():
        return _skip(spec, state, row, closing, done)
    branch = _branch(row, closing)
    lacking = missing(spec, row.number, done, closing.outcome, facts)
    undecided = any(entry.kind is MissingKind.DECISION for entry in lacking)
    if lacking and (undecided or not closing.force_reason.strip()):
        raise UserError(ErrorCode.STEP_INCOMPLETE, missing=lacking)
    if branch and branch.reason_required and not closing.reason.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    effects = [Effect(EffectKind.CLOSED, row.number)]
    if lacking:
        effects = [Effect(EffectKind.FORCED, row.number, closing.force_reason.strip(), lacking)]
    if branch:
        effects.append(Effect(EffectKind.DECIDED, row.number, branch.key))
    return _move(spec, state, row, branch, effects)


def reopen(spec: SopSpec, state: RunState, reason: str) -> Advance:
    """Open an ended run again at the row its ending names.

    Raises:
        UserError: CASE_CLOSED if this ending is final, STEP_CLOSED if the run has not ended, REASON_NEEDED.
    """
    if state.step is not None:
        raise UserError(ErrorCode.STEP_CLOSED)
    if state.reopen_at is None:
        raise UserError(ErrorCode.CASE_CLOSED)
    if not reason.strip():
        raise UserError(ErrorCode.REASON_NEEDED)
    row = spec.step(state.reopen_at)
    effects = [Effect(EffectKind.REOPENED, row.number, reason.strip())]
    return _enter(replace(state, ended_as="", reopen_at=None), row, effects)


def _open_row(spec: SopSpec, state: RunState, number: int) -> Step:
    if state.step is None:
        raise UserError(ErrorCode.CASE_CLOSED)
    if state.step != number:
        raise UserError(ErrorCode.STEP_CLOSED)
    return spec.step(number)


def _branch(row: Step, closing: Closing) -> Outcome | None:
    if closing.outcome is None:
        return None
    try:
        return row.outcome(closing.outcome)
    except KeyError:
        raise BugError(f"row {row.number} has no branch {closing.outcome!r}") from None


def _skip(spec: SopSpec, state: RunState, row: Step, closing: Closing, done: Done) -> Advance:
    if not row.skippable:
        raise BugError(f"row {row.number} may not be skipped")
    if row.repeats and not done.period_over:
        raise UserError(ErrorCode.STEP_INCOMPLETE, missing=(_PERIOD_END,))
    return _move(spec, state, row, None, [Effect(EffectKind.SKIPPED, row.number, closing.skip_reason.strip())])


def _move(spec: SopSpec, state: RunState, row: Step, branch: Outcome | None, effects: list[Effect]) -> Advance:
    target = spec.following(row) if branch is None else None if branch.to is None else spec.step(branch.to)
    if target is not None:
        return _enter(state, target, effects)
    ended_as = branch.end if branch else spec.end
    effects.append(Effect(EffectKind.ENDED, row.number, ended_as))
    ended = replace(state, step=None, ended_as=ended_as, reopen_at=branch.reopen_at if branch else None)
    return Advance(ended, tuple(effects))


def _enter(state: RunState, row: Step, effects: list[Effect]) -> Advance:
    visits = {**state.visits, row.number: state.visit(row.number) + 1}
    effects.append(Effect(EffectKind.OPENED, row.number))
    return Advance(replace(state, step=row.number, visits=visits), tuple(effects))
