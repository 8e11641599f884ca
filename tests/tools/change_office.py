"""Prints an approved report again after 3,000 real changes: ``python -m tests.tools.change_office [changes] [seed]``.

The changes are made through the services over a year of the office's clock: ``tests.office_changes``. The report is
compared byte by byte in every form, every hundred changes and at the end.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import datetime
from pathlib import Path

from main import renderers
from models.domain.clock import FixedClock
from models.rehearsal import office
from models.vault.keys import FLOOR
from tests.fixtures_office import PASSWORD, open_team
from tests.office_changes import OfficeYear

_CASES, _DAYS, _LOOK = 25, 370, 100


def main(changes: str = "3000", seed: str = "1") -> int:
    """Found an office, approve a report, change everything; 1 if any byte differs."""
    clock, count = FixedClock(), int(changes)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "kantor"
        gate = office.gate(folder, clock, FLOOR)
        office.found(gate, clock, PASSWORD, renderers())
        session = gate.unlock(office.PLAYERS[0].username, PASSWORD)
        key = session.key
        session.lock()
        team = open_team(folder, key, clock, renderers())
        year = OfficeYear(team, int(seed))
        for _ in range(_CASES):
            year.change("open")
            year.change("walk")
        year.to(datetime(2026, 12, 1, 9, 0, tzinfo=clock.now().tzinfo))
        sheet = year.approved("2026-11")
        before, begun = year.everything(sheet), time.monotonic()
        wrong: list[str] = []
        for number in range(1, count + 1):
            year.change()
            year.wait(_DAYS * 24 / count)
            if number % _LOOK == 0 or number == count:
                after = year.everything(sheet)
                wrong = [name for name in before if after[name] != before[name]]
                print(
                    f"{number} changes, {clock.now():%d-%m-%Y}, {time.monotonic() - begun:.0f} s: {wrong or 'equal'}",
                    flush=True,
                )
                if wrong:
                    break
        print(dict(year.done), "refused", dict(year.refused))
        team.leave()
    return int(bool(wrong))


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:3]))
