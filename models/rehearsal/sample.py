"""An office full of invented cases: the days of an office played in order, many events to a transaction.

Goes below the services' permission checks and page building, but through the same functions that number, log, seal and
index, so that what it leaves is what a working office would have. Equal seed and day give equal content.
"""

from __future__ import annotations

import heapq
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.rehearsal.stage import Plan, Play, Stage
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.session import Session
from models.vault.keys import FLOOR

#: Events written in one transaction: large enough to be quick, small enough to be stopped in between.
BATCH = 400
Progress = Callable[[float], None]


@dataclass(frozen=True)
class Sample:
    """What was made: the accounts' user names, in the order of the roles, and how many cases."""

    usernames: tuple[str, ...]
    cases: int


def make_sample(folder: Path, plan: Plan, password: str, renderers: Renderers, progress: Progress) -> Sample:
    """Found an office in ``folder`` and play ``plan`` in it. Raises OFFICE_EXISTS."""
    clock = FixedClock(plan.until - plan.span)
    gate = office.gate(folder, clock, FLOOR)
    office.found(gate, clock, password, renderers)
    fill(gate, clock, password, renderers, plan, progress)
    return Sample(tuple(player.username for player in office.PLAYERS), plan.cases)


def fill(gate: Gate, clock: FixedClock, password: str, renderers: Renderers, plan: Plan, progress: Progress) -> None:
    """Play ``plan`` in the invented office behind ``gate``; what lies after its end does not happen any more."""
    session = gate.unlock(office.PLAYERS[0].username, password)
    try:
        stage = Stage(session, clock, renderers, plan, training=gate.training)
        waiting: list[tuple[datetime, int, Play]] = [(at, play.index, play) for at, play in stage.arrivals()]
        heapq.heapify(waiting)
        arrived = 0
        while waiting and waiting[0][0] <= plan.until:
            clock.moment = waiting[0][0]
            with session.store.unit_of_work(None, clock.now()) as unit:
                stage.unit = unit
                for _ in range(BATCH):
                    if not waiting or waiting[0][0] > plan.until:
                        break
                    at, index, play = heapq.heappop(waiting)
                    clock.moment = unit.moment = at
                    arrived += not play.begun
                    following = play.next()
                    if following is not None:
                        heapq.heappush(waiting, (following, index, play))
            progress(arrived / max(1, plan.cases))
        clock.moment = plan.until
        _settle(session, stage, [play for _, _, play in waiting])
    finally:
        session.lock()


def _settle(session: Session, stage: Stage, unfinished: list[Play]) -> None:
    """Write what the cases state that are still running at the end."""
    with session.store.unit_of_work(None, stage.clock.now()) as unit:
        for play in unfinished:
            play.settle()
        unit.audit("contoh.selesai", "kantor")


def last_working_morning(now: datetime) -> datetime:
    """The end of a sample: this morning at 08.05, so that samples made on one day are equal."""
    morning = now.replace(hour=8, minute=5, second=0, microsecond=0)
    return morning if now >= morning else morning - timedelta(days=1)
