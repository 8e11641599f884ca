"""What the screens see of settings that travel as one file."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class RolloutPart:
    """A part of such a file; ``own``: it says who an office is, and travels only where somebody asks for it."""

    key: str
    title: str
    own: bool


@dataclass(frozen=True)
class PartLook:
    """What a part of a file changes.

    Attributes:
        changes: in sentences; none where the office has it already.
        problem: why the part cannot be taken, "" if it can.
        allowed: whether the person at the desk may take it.
    """

    key: str
    title: str
    own: bool
    changes: tuple[str, ...]
    problem: str = ""
    allowed: bool = True
