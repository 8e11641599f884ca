"""Random walks over random procedures: no dead end, no skipped output, the same history gives the same state."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import resources
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.sop import engine
from models.sop.engine import Closing, Done, EffectKind, MissingKind, RunState
from models.sop.spec import Output, OutputKind, SopSpec, Step
from tests.unit.sop.sheets import read, sheets

SHIPPED = [read(resources.text(name), name) for name in resources.all_of("sop", ".toml")]
FACTS: list[Values] = [{}, {"kasus.risiko": "tinggi"}, {"kasus.risiko": "rendah", "kasus.kewenangan": "pusat"}]

procedures = st.one_of(st.sampled_from(SHIPPED), sheets().map(read))


def everything(spec: SopSpec, step: int) -> Done:
    """All outputs of the row are there and every sub-task is ticked."""
    row = spec.step(step)
    keys = {kind: frozenset(out.key for out in row.outputs if out.kind is kind) for kind in OutputKind}
    ticks = frozenset(range(len(row.checklist)))
    return Done(
        keys[OutputKind.FORM],
        keys[OutputKind.LETTER],
        keys[OutputKind.ATTACHMENT],
        keys[OutputKind.RECORD],
        ticks,
        keys[OutputKind.REGISTER],
        keys[OutputKind.REPORT],
    )


def moves(spec: SopSpec, state: RunState) -> list[Closing]:
    """Everything a person may do with the open row when nothing is missing."""
    assert state.step is not None
    row = spec.step(state.step)
    found = [Closing(row.number, outcome.key, reason="Alasan") for outcome in row.outcomes] or [Closing(row.number)]
    return [*found, Closing(row.number, skip_reason="Tidak perlu")] if row.skippable else found


def branches(row: Step) -> list[str | None]:
    """Keys of the row's branches; None alone for a row without decision."""
    return [outcome.key for outcome in row.outcomes] or [None]


@given(procedures, st.sampled_from(FACTS), st.data())
def test_a_walk_by_allowed_moves_stays_in_the_procedure_and_can_always_end(
    spec: SopSpec, facts: Values, data: st.DataObject
) -> None:
    state = engine.start(spec)
    history: list[Closing] = []
    for _ in range(data.draw(st.integers(0, 25), label="moves")):
        if state.step is None:
            break
        closing = data.draw(st.sampled_from(moves(spec, state)))
        advance = engine.close(spec, state, closing, everything(spec, state.step), facts)
        _is_sound(spec, state, advance.state, [effect.kind for effect in advance.effects])
        history.append(closing)
        state = advance.state
    _replayed_is(spec, facts, history, state)
    _can_end(spec, state, facts)


def _is_sound(spec: SopSpec, before: RunState, after: RunState, effects: list[EffectKind]) -> None:
    assert after.step is None or after.step in {row.number for row in spec.steps}
    assert (after.step is None) == bool(after.ended_as)
    assert (after.step is None) == (EffectKind.ENDED in effects)
    assert effects.count(EffectKind.OPENED) == (after.step is not None)
    opened = sum(after.visits.values()) - sum(before.visits.values())
    assert opened == effects.count(EffectKind.OPENED)


def _replayed_is(spec: SopSpec, facts: Values, history: list[Closing], state: RunState) -> None:
    again = engine.start(spec)
    for closing in history:
        again = engine.close(spec, again, closing, everything(spec, closing.step), facts).state
    assert again == state


def _can_end(spec: SopSpec, state: RunState, facts: Values) -> None:
    """Breadth first from ``state``: within as many rounds as there are rows some move has ended the run."""
    front = {state.step: state}
    for _ in range(len(spec.steps) + 1):
        if None in front:
            return
        reached = [
            engine.close(spec, here, closing, everything(spec, closing.step), facts).state
            for here in front.values()
            for closing in moves(spec, here)
        ]
        front |= {after.step: after for after in reached}
    pytest.fail(f"no way to an end from row {state.step}")


@given(procedures, st.sampled_from(FACTS), st.data())
def test_no_required_output_is_ever_skipped(spec: SopSpec, facts: Values, data: st.DataObject) -> None:
    row = data.draw(st.sampled_from(spec.steps))
    branch = data.draw(st.sampled_from(branches(row)))
    required = [out for out in engine.due_outputs(spec, row.number, branch, facts) if out.required]
    whole = everything(spec, row.number)
    closing = Closing(row.number, branch, reason="Alasan")
    engine.close(spec, RunState(row.number), closing, whole, facts)
    for output in required:
        group = [out for out in required if out == output or (out.choice and out.choice == output.choice)]
        poorer = _without(whole, group)
        with pytest.raises(UserError) as caught:
            engine.close(spec, RunState(row.number), closing, poorer, facts)
        assert caught.value.code is ErrorCode.STEP_INCOMPLETE
        lacking = engine.missing(spec, row.number, poorer, branch, facts)
        assert [entry.key for entry in lacking] == [group[0].key]


def _without(done: Done, outputs: list[Output]) -> Done:
    def rest(keys: frozenset[str], kind: OutputKind) -> frozenset[str]:
        return keys - {output.key for output in outputs if output.kind is kind}

    return Done(
        rest(done.forms, OutputKind.FORM),
        rest(done.letters, OutputKind.LETTER),
        rest(done.attachments, OutputKind.ATTACHMENT),
        rest(done.records, OutputKind.RECORD),
        done.checklist,
        rest(done.registers, OutputKind.REGISTER),
        rest(done.reports, OutputKind.REPORT),
    )


@given(procedures, st.data())
def test_closing_twice_is_refused(spec: SopSpec, data: st.DataObject) -> None:
    state = engine.start(spec)
    closing = data.draw(st.sampled_from(moves(spec, state)))
    after = engine.close(spec, state, closing, everything(spec, closing.step), {}).state
    if after.step == closing.step:
        return  # the branch leads back to the row itself: it is open once more
    with pytest.raises(UserError) as caught:
        engine.close(spec, after, closing, everything(spec, closing.step), {})
    assert caught.value.code in (ErrorCode.STEP_CLOSED, ErrorCode.CASE_CLOSED)


@given(procedures, st.sampled_from(FACTS))
def test_what_is_missing_is_empty_exactly_when_closing_succeeds(spec: SopSpec, facts: Values) -> None:
    for row in spec.steps:
        for branch in branches(row):
            for done in (Done(), everything(spec, row.number)):
                lacking = engine.missing(spec, row.number, done, branch, facts)
                assert all(entry.kind is not MissingKind.DECISION for entry in lacking)
                closing = Closing(row.number, branch, "Alasan")
                if lacking:
                    with pytest.raises(UserError) as caught:
                        engine.close(spec, RunState(row.number), closing, done, facts)
                    assert caught.value.details["missing"] == lacking
                else:
                    engine.close(spec, RunState(row.number), closing, done, facts)
