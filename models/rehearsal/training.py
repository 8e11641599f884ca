"""The training office: invented people and cases, made when it is opened for the first time.

Its password is no secret: there is nothing in it to protect, and a learner must get in without help.
"""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from models.domain.clock import Clock, FixedClock
from models.rehearsal import office, sample
from models.rehearsal.stage import Plan
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.vault.keys import FLOOR

PASSWORD = "latihan satu dua tiga"  # noqa: S105 - printed on the login of the training office
_CASES, _DAYS, _SEED = 16, 12, 3


def gate(folder: Path, clock: Clock) -> Gate:
    """The gate of the training office in ``folder``."""
    return office.gate(folder, clock, FLOOR, training=True)


def make(folder: Path, now: datetime, renderers: Renderers, progress: sample.Progress) -> None:
    """Found the training office in ``folder`` and play its last two weeks, up to ``now``."""
    plan = Plan(_CASES, _SEED, _CASES, now, _DAYS)
    played = FixedClock(now - plan.span)
    door = office.gate(folder, played, FLOOR, training=True)
    office.found(door, played, PASSWORD, renderers)
    sample.fill(door, played, PASSWORD, renderers, plan, progress)


def accounts() -> tuple[tuple[str, str], ...]:
    """User name and what the learner is told of it ("Rina Pratiwi, Administrasi")."""
    return tuple((player.username, f"{player.plain_name}, {player.role_name}") for player in office.PLAYERS)
