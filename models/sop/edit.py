"""Changing a procedure: from one spec to the next, with everything that hangs together kept together.

Rows are meant by their position, 0 being the first. After each change rows are numbered one after the other from
the number of the first, every target follows the row it meant, and a printed total is the sum again. A procedure that
is being worked on may have faults; they are told by ``models.sop.checks``, not prevented here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from models.domain.keys import new_key
from models.sop.checks import total_words
from models.sop.spec import Actor, Outcome, Output, SopSpec, Step

#: What becomes of a row's number: the new number, or None if the row is gone.
_Follow = Callable[[int], int | None]


def change_identity(spec: SopSpec, **texts: Any) -> SopSpec:
    """Other words of the identity block; ``texts`` are attributes of ``SopSpec``."""
    return replace(spec, **texts)


# ------------------------------------------------------------------ actors


def add_actor(spec: SopSpec, name: str, role: str) -> SopSpec:
    """A new column at the right."""
    key = new_key(name, [actor.key for actor in spec.actors], "pelaksana")
    return replace(spec, actors=(*spec.actors, Actor(key, name, role)))


def rename_actor(spec: SopSpec, key: str, name: str) -> SopSpec:
    """Another name for a column; the people named for it stay."""
    return replace(spec, actors=tuple(replace(one, name=name) if one.key == key else one for one in spec.actors))


def set_actor_role(spec: SopSpec, key: str, role: str) -> SopSpec:
    """Another role for a column; where it becomes an outside party, somebody of the office writes down what it does."""
    actors = tuple(replace(one, role=role) if one.key == key else one for one in spec.actors)
    return _recorders(replace(spec, actors=actors))


def move_actor(spec: SopSpec, key: str, to: int) -> SopSpec:
    """The column at another place."""
    rest = [actor for actor in spec.actors if actor.key != key]
    rest.insert(max(0, min(to, len(rest))), spec.actor(key))
    return replace(spec, actors=tuple(rest))


def remove_actor(spec: SopSpec, key: str, heir: str) -> SopSpec:
    """Without the column; its rows go to ``heir``. The last column stays."""
    if len(spec.actors) < 2 or heir == key:
        return spec
    steps = tuple(
        replace(
            step,
            actor=heir if step.actor == key else step.actor,
            recorder=heir if step.recorder == key else step.recorder,
        )
        for step in spec.steps
    )
    actors = tuple(actor for actor in spec.actors if actor.key != key)
    return _recorders(replace(spec, actors=actors, steps=steps))


def _recorders(spec: SopSpec) -> SopSpec:
    """Rows of outside parties have a recorder of the office, other rows have none."""
    outside = {actor.key for actor in spec.actors if actor.outside}
    inside = [actor.key for actor in spec.actors if not actor.outside]

    def recorder(step: Step) -> str:
        if step.actor not in outside:
            return ""
        return step.recorder if step.recorder in inside else next(iter(inside), "")

    return replace(spec, steps=tuple(replace(step, recorder=recorder(step)) for step in spec.steps))


# ------------------------------------------------------------------ rows


def insert_step(spec: SopSpec, position: int, title: str = "Langkah baru") -> SopSpec:
    """A new row at ``position``, done by the actor of the row before it."""
    before = spec.steps[max(0, position - 1)]
    made = Step(0, title, title, before.actor, None, recorder=before.recorder)
    return _placed(spec, position, made)


def duplicate_step(spec: SopSpec, position: int) -> SopSpec:
    """The same row once more below it, going on to the row after it unless it is a decision."""
    twin = replace(spec.steps[position], number=0)
    return _placed(spec, position + 1, twin)


def remove_step(spec: SopSpec, position: int) -> SopSpec:
    """Without the row: who went to it goes to the row after it, or ends. The last row stays."""
    if len(spec.steps) < 2:
        return spec
    order = [step for index, step in enumerate(spec.steps) if index != position]
    after = order[position] if position < len(order) else None
    return _numbered(spec, order, heir=after)


def move_step(spec: SopSpec, position: int, to: int) -> SopSpec:
    """The row at another place; whoever went to it by its number still does."""
    order = list(spec.steps)
    order.insert(max(0, min(to, len(order) - 1)), order.pop(position))
    return _numbered(spec, order)


def change_step(spec: SopSpec, position: int, **fields: Any) -> SopSpec:
    """Other words, actor, time or rules of a row; ``fields`` are attributes of ``Step``."""
    step = spec.steps[position]
    if "title" in fields and step.activity == step.title and "activity" not in fields:
        fields["activity"] = fields["title"]
    changed = replace(step, **fields)
    if changed.outcomes:  # a decision goes on where its branches say, and is always made
        changed = replace(changed, next=None, skippable=False)
    spec = replace(spec, steps=(*spec.steps[:position], changed, *spec.steps[position + 1 :]))
    if "actor" in fields or "recorder" in fields:
        spec = _recorders(spec)
    return _totalled(spec) if "time" in fields else spec


# ------------------------------------------------------------------ outputs


def set_outputs(spec: SopSpec, position: int, outputs: tuple[Output, ...]) -> SopSpec:
    """Other outputs; alternatives stand together and share their conditions, one alone is no alternative."""
    groups: list[list[Output]] = []
    for output in outputs:
        found = next((group for group in groups if output.choice and group[0].choice == output.choice), None)
        if found is None:
            groups.append([output])
        else:
            found.append(output)
    made: list[Output] = []
    for index, group in enumerate(groups):
        name = f"pilihan-{index + 1}" if len(group) > 1 else ""
        first = group[0]
        rules = {"only_for": first.only_for, "required": first.required, "show_if": first.show_if}
        made += [replace(output, choice=name, **rules) for output in group]  # type: ignore[arg-type]
    return change_step(spec, position, outputs=tuple(made))


# ------------------------------------------------------------------ decisions


def add_outcome(spec: SopSpec, position: int, label: str) -> SopSpec:
    """One more branch; it goes on to the next row, the branches of a new decision to the next row and to an end."""
    step = spec.steps[position]
    after = spec.steps[position + 1].number if position + 1 < len(spec.steps) else None
    key = new_key(label, [outcome.key for outcome in step.outcomes], "putusan")
    made = Outcome(key, label, after, "" if after else spec.end)
    return change_step(spec, position, outcomes=(*step.outcomes, made))


def change_outcome(spec: SopSpec, position: int, key: str, **fields: Any) -> SopSpec:
    """Other words, target or rules of a branch; ``fields`` are attributes of ``Outcome``. It has one way on."""
    step = spec.steps[position]
    if fields.get("to") is not None:
        fields |= {"end": "", "reopen_at": None}
    elif fields.get("end"):
        fields |= {"to": None}
    outcomes = tuple(replace(one, **fields) if one.key == key else one for one in step.outcomes)
    return change_step(spec, position, outcomes=outcomes)


def remove_outcome(spec: SopSpec, position: int, key: str) -> SopSpec:
    """Without the branch and the outputs made for it alone; one branch that is left is no decision."""
    step = spec.steps[position]
    kept = tuple(outcome for outcome in step.outcomes if outcome.key != key)
    if len(kept) < 2:
        kept = ()
    known = {outcome.key for outcome in kept}
    outputs = tuple(
        replace(output, only_for=tuple(one for one in output.only_for if one in known))
        for output in step.outputs
        if not output.only_for or known & set(output.only_for)
    )
    return set_outputs(change_step(spec, position, outcomes=kept), position, outputs)


# ------------------------------------------------------------------ what all changes share


def renumbered(spec: SopSpec) -> SopSpec:
    """The same rows numbered without gaps."""
    return _numbered(spec, list(spec.steps))


def _placed(spec: SopSpec, position: int, step: Step) -> SopSpec:
    order = list(spec.steps)
    order.insert(position, step)
    return _numbered(spec, order)


def _numbered(spec: SopSpec, order: list[Step], heir: Step | None = None) -> SopSpec:
    """The rows in this order with their new numbers; what went to a row that is gone goes to ``heir`` or ends."""
    first = max(1, min(step.number for step in spec.steps))
    numbers: dict[int, int] = {}
    for number, step in enumerate(order, first):
        if step.number:
            numbers.setdefault(step.number, number)
    instead = numbers.get(heir.number) if heir else None
    gone = {step.number for step in spec.steps} - numbers.keys()

    def follow(number: int) -> int | None:
        return instead if number in gone else numbers.get(number, number)

    steps = tuple(_retargeted(spec, replace(step, number=at), follow) for at, step in enumerate(order, first))
    return _totalled(replace(spec, steps=steps))


def _retargeted(spec: SopSpec, step: Step, follow: _Follow) -> Step:
    onward = step.next
    if onward:
        onward = follow(onward) or 0
    return replace(step, next=onward, outcomes=tuple(_branch(spec, outcome, follow) for outcome in step.outcomes))


def _branch(spec: SopSpec, outcome: Outcome, follow: _Follow) -> Outcome:
    reopen_at = None if outcome.reopen_at is None else follow(outcome.reopen_at)
    if outcome.to is None:
        return replace(outcome, reopen_at=reopen_at)
    target = follow(outcome.to)
    return replace(outcome, to=target, end=outcome.end if target else spec.end, reopen_at=reopen_at)


def _totalled(spec: SopSpec) -> SopSpec:
    return replace(spec, printed_total=total_words(spec)) if spec.printed_total else spec
