"""Ways through a procedure that together take every branch at least once. Pure."""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass

from models.sop.spec import SopSpec, Step


@dataclass(frozen=True)
class Move:
    """Closing the row ``step`` with ``outcome`` ("" where it is no decision), or passing over it."""

    step: int
    outcome: str = ""
    skip: bool = False


def routes(spec: SopSpec) -> list[tuple[Move, ...]]:
    """Walks from the first row to an end; every branch, every skip and every row is on one of them."""
    found: list[tuple[Move, ...]] = []
    covered: set[Move] = set()
    for step in spec.steps:
        for move, target in _moves(spec, step):
            if move in covered:
                continue
            route = (*way_between(spec, spec.steps[0].number, step.number), move, *way_between(spec, target, None))
            covered.update(route)
            found.append(route)
    return found


def rehearsals(spec: SopSpec) -> list[tuple[int, tuple[Move, ...]]]:
    """All routes, and those with rows of alternative outputs once more for each alternative, numbered from 0."""
    ways = routes(spec)
    found = [(0, way) for way in ways]
    for turn in range(1, max((_alternatives(step) for step in spec.steps), default=1)):
        found += [(turn, way) for way in ways if any(turn < _alternatives(spec.step(move.step)) for move in way)]
    return found


def _alternatives(step: Step) -> int:
    """Most outputs of the row of which one is enough."""
    names = [output.choice for output in step.outputs if output.choice]
    return max((names.count(name) for name in names), default=1)


def _moves(spec: SopSpec, step: Step) -> list[tuple[Move, int | None]]:
    """What may be done in a row, and the row that follows (None: the end)."""
    following = spec.following(step)
    ahead = following.number if following else None
    moves: list[tuple[Move, int | None]] = [(Move(step.number, outcome.key), outcome.to) for outcome in step.outcomes]
    if not step.outcomes:
        moves.append((Move(step.number), ahead))
    if step.skippable:
        moves.append((Move(step.number, skip=True), ahead))
    return moves


def way_between(spec: SopSpec, start: int | None, goal: int | None) -> tuple[Move, ...]:
    """The shortest way from row to row, or to the end (``goal`` None); the loader has proved that there is one."""
    waiting: deque[tuple[int | None, tuple[Move, ...]]] = deque([(start, ())])
    seen: set[int | None] = {start}
    while waiting:
        at, way = waiting.popleft()
        if at == goal:
            return way
        for move, target in _moves(spec, spec.step(at)) if at is not None else []:
            if target not in seen:
                seen.add(target)
                waiting.append((target, (*way, move)))
    raise ValueError(f"{spec.key}: no way from {start} to {goal}")
