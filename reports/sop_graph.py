"""The flow of a procedure as a drawing needs it: which side of its symbol each way out leaves by. No measures yet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from string import ascii_lowercase

from models.sop.spec import SopSpec, Step


class Side(Enum):
    """Where a line leaves a symbol; the value is the direction on the x axis."""

    LEFT = -1
    BELOW = 0
    RIGHT = 1

    @property
    def other(self) -> Side:
        return Side(-self.value)


@dataclass(frozen=True)
class Exit:
    """One way out of a row.

    Attributes:
        label: what is written at the line, "" for the way out of an activity without a decision.
        target: index of the row it leads to, None for an end.
        main: it leads to the row right below by the shortest line.
        level: 0 at the symbol itself; 1, 2 … on the line below it, from top to bottom.
    """

    label: str
    target: int | None
    side: Side
    main: bool = False
    level: int = 0


@dataclass(frozen=True)
class Node:
    """One row: its actor's column (0 leftmost), its ways out, and whether other rows than the one above lead to it."""

    index: int
    column: int
    decision: bool
    exits: tuple[Exit, ...]
    entered: bool


def marks_of(step: Step, *, letters: bool) -> dict[str, str]:
    """What stands at the branches of a row, by their keys: the labels, or a, b, c where there is no room for them."""
    if not letters:
        return {outcome.key: outcome.label for outcome in step.outcomes}
    return {outcome.key: ascii_lowercase[number % 26] for number, outcome in enumerate(step.outcomes)}


def nodes(spec: SopSpec, marks: Sequence[Mapping[str, str]], *, letters: bool) -> tuple[Node, ...]:
    """The rows of ``spec`` with their ways out; ``marks`` holds for each row what stands at its branches."""
    columns = {actor.key: number for number, actor in enumerate(spec.actors)}
    lanes = [columns[step.actor] for step in spec.steps]
    places = {step.number: index for index, step in enumerate(spec.steps)}
    exits = []
    for index, step in enumerate(spec.steps):
        ways = _ways(spec, step, places, marks[index])
        exits.append(_Sides(index, lanes, len(spec.actors), letters=letters or not step.outcomes).share(ways))
    entered = {way.target for row in exits for way in row if not way.main}
    return tuple(
        Node(index, lanes[index], bool(step.outcomes), exits[index], index in entered)
        for index, step in enumerate(spec.steps)
    )


def _ways(
    spec: SopSpec, step: Step, places: Mapping[int, int], marks: Mapping[str, str]
) -> list[tuple[str, int | None]]:
    if not step.outcomes:
        following = spec.following(step)
        return [("", places[following.number] if following else None)]
    return [(marks[outcome.key], places[outcome.to] if outcome.to is not None else None) for outcome in step.outcomes]


class _Sides:
    """Shares the sides of one symbol among its ways out: the shortest way first, then jumps, then ends."""

    def __init__(self, index: int, lanes: Sequence[int], count: int, *, letters: bool) -> None:
        self._index, self._lanes = index, lanes
        self._column = lanes[index]
        self._free = [Side.LEFT, Side.BELOW, Side.RIGHT]
        #: Sides with a column beside them, where a label or another symbol has room.
        self._roomy = {Side.LEFT: self._column > 0, Side.RIGHT: self._column < count - 1}
        self._letters = letters
        self._level = 0

    def share(self, ways: Sequence[tuple[str, int | None]]) -> tuple[Exit, ...]:
        """An exit for each of ``ways``, in their order."""
        main = next((way for way, (_, target) in enumerate(ways) if target == self._index + 1), None)
        found: dict[int, Exit] = {}
        if main is not None:
            side = self._towards(self._index + 1)
            self._free.remove(side)
            found[main] = Exit(ways[main][0], self._index + 1, side, main=True)
        others = [way for way in range(len(ways)) if way != main]
        for way in sorted(others, key=lambda way: ways[way][1] is None):
            label, target = ways[way]
            found[way] = self._end(label, main is None) if target is None else self._jump(label, target)
        return tuple(found[way] for way in range(len(ways)))

    def _towards(self, target: int) -> Side:
        difference = self._lanes[target] - self._column
        return Side((difference > 0) - (difference < 0))

    def _jump(self, label: str, target: int) -> Exit:
        wanted = self._towards(target)
        first = wanted if wanted is not Side.BELOW else Side.LEFT
        for side in (first, first.other):
            if side in self._free and (self._roomy[side] or self._letters):
                self._free.remove(side)
                return Exit(label, target, side)
        return self._lower(label, target)

    def _end(self, label: str, nothing_below: bool) -> Exit:
        for side in self._end_sides(nothing_below):
            if side in self._free:
                self._free.remove(side)
                return Exit(label, None, side)
        return self._lower(label, None)

    def _end_sides(self, nothing_below: bool) -> Iterator[Side]:
        if nothing_below:
            yield Side.BELOW
        yield from (side for side in (Side.RIGHT, Side.LEFT) if self._roomy[side])
        yield Side.BELOW

    def _lower(self, label: str, target: int | None) -> Exit:
        """Every side is taken: the way leaves the line below the symbol."""
        self._level += 1
        side = Side.LEFT if self._roomy[Side.LEFT] or not self._roomy[Side.RIGHT] else Side.RIGHT
        return Exit(label, target, side, level=self._level)
