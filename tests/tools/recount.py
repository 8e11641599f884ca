"""Counts a random office twice and compares every figure: ``python -m tests.tools.recount [cases] [seed]``.

Each table of each period (the last months, half-years, years) and each basis, by the program and by ``tests.recount``.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from models.domain.clock import FixedClock
from models.rehearsal import office
from models.statistics.figures import Basis
from models.vault.keys import FLOOR
from tests.fixtures_office import PASSWORD, open_team, stub_renderers
from tests.random_office import RandomOffice, recount_of
from tests.recount import differences

PERIODS = ("2026-11", "2026-10", "2026-01", "2025-07", "2026-S2", "2026-S1", "2025-S2", "2026", "2025")


def main(cases: str = "5000", seed: str = "1") -> int:
    """Found an office, fill it, count it twice; 1 if anything differs."""
    clock = FixedClock()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kantor"
        gate = office.gate(folder, clock, FLOOR)
        office.found(gate, clock, PASSWORD, stub_renderers())
        session = gate.unlock(office.PLAYERS[0].username, PASSWORD)
        key = session.key
        session.lock()
        team = open_team(folder, key, clock, stub_renderers())
        RandomOffice(team, int(seed), clock.now()).fill(int(cases))
        recount, wrong = recount_of(team), 0
        for period in PERIODS:
            for basis in Basis:
                begun = time.monotonic()
                found = differences(recount, period, basis.value)
                wrong += len(found)
                for sentence in found:
                    print(sentence)
                print(f"{period} {basis.value}: {len(found)} differences, {time.monotonic() - begun:.1f} s", flush=True)
        team.leave()
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
