"""Which unknown numbers follow from known ones: linear algebra over sums that hold. Pure.

A number follows exactly if it is zero in every solution of the homogeneous system: then no two worlds that agree in all
shown numbers differ in it. One random solution shows that; a number that is free is zero in it once in 2**61 times.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping
from random import Random
from typing import TypeVar

Unknown = TypeVar("Unknown", bound=Hashable)

_PRIME = 2**61 - 1


def following(equations: Iterable[Mapping[Unknown, int]]) -> set[Unknown]:
    """The unknowns that follow from everything else; each equation gives the unknowns of a sum with their signs."""
    rows = [{key: sign % _PRIME for key, sign in row.items() if sign} for row in equations]
    solved = _eliminated([row for row in rows if row])
    chance, values = Random(0), dict[Unknown, int]()  # noqa: S311 - no secret, and the same each time
    for pivot, row in reversed(solved):
        for key in row:
            if key != pivot and key not in values:
                values[key] = chance.randrange(1, _PRIME)
        rest = sum(sign * values[key] for key, sign in row.items() if key != pivot)
        values[pivot] = -rest * pow(row[pivot], -1, _PRIME) % _PRIME
    return {key for key, value in values.items() if value == 0}


def _eliminated(rows: list[dict[Unknown, int]]) -> list[tuple[Unknown, dict[Unknown, int]]]:
    """The rows solved one after another: no pivot stands in a later row. Short rows and rare unknowns first."""
    holding: dict[Unknown, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        for key in row:
            holding[key].add(number)
    left, solved = set(range(len(rows))), []
    lengths: dict[int, set[int]] = defaultdict(set)
    for number, row in enumerate(rows):
        lengths[len(row)].add(number)
    while left:
        length = min(size for size, those in lengths.items() if those)
        number = lengths[length].pop()
        left.discard(number)
        row = rows[number]
        for key in row:
            holding[key].discard(number)
        if not row:
            continue
        pivot = min(row, key=lambda key: len(holding[key]))
        solved.append((pivot, row))
        inverse = pow(row[pivot], -1, _PRIME)
        for other in list(holding[pivot]):
            lengths[len(rows[other])].discard(other)
            _subtract(rows[other], row, rows[other][pivot] * inverse % _PRIME, other, holding)
            lengths[len(rows[other])].add(other)
    return solved


def _subtract(
    target: dict[Unknown, int], row: Mapping[Unknown, int], factor: int, number: int, holding: dict[Unknown, set[int]]
) -> None:
    for key, value in row.items():
        left = (target.get(key, 0) - factor * value) % _PRIME
        if left:
            target[key] = left
            holding[key].add(number)
        else:
            target.pop(key, None)
            holding[key].discard(number)
