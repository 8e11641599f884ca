"""Eight programs take numbers of one office at the same moment; says whether they are consecutive.

``.venv/bin/python -m tests.tools.take_numbers 1000`` founds an invented office in a folder that is gone afterwards and
lets each program take that many. The tests run the same at a smaller size.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from pathlib import Path

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.rehearsal import office, training
from models.services.letters import numbers
from models.services.letters.numbers import NumberWish
from models.services.workspace import Workspace
from models.vault.keys import FLOOR
from tests.fixtures_office import stub_renderers

PROGRAMS = 8
SERIES = "nota"
ROOT = Path(__file__).resolve().parents[2]


def take(folder: Path, password: str, count: int, name: str) -> list[str]:
    """What one program does: unlock the office and take ``count`` numbers, each in a transaction of its own."""
    clock = FixedClock()
    session = office.gate(folder, clock, FLOOR).unlock(office.PLAYERS[0].username, password)
    workspace = Workspace(session, clock, stub_renderers())
    desk = workspace.letters._desk
    taken: list[str] = []
    while len(taken) < count:
        try:
            with desk.writing("surat") as unit:
                wish = NumberWish(SERIES, clock.now().date(), "400.2.3")
                found = numbers.take(desk, wish, subject="surat", request_id=f"{name}-{len(taken)}")
                unit.audit("uji.nomor", "nomor", None, nomor=found.number)
        except UserError as error:
            if error.code is not ErrorCode.DATABASE_BUSY:
                raise
            continue  # the others were quicker all the while: a person would press the button again
        taken.append(str(found.sequence))
    workspace.lock()
    return taken


def all_together(folder: Path, password: str, count: int, patience: float = 180) -> list[int]:
    """The numbers that ``PROGRAMS`` programs took, each ``count``, sorted."""
    command = [sys.executable, "-m", "tests.tools.take_numbers", str(folder), password, str(count)]
    programs = [
        subprocess.Popen([*command, str(index)], cwd=ROOT, stdout=subprocess.PIPE, text=True)
        for index in range(PROGRAMS)
    ]
    said = [program.communicate(timeout=patience)[0].split() for program in programs]
    if any(program.returncode for program in programs):
        raise AssertionError("a program ended early")
    return sorted(int(number) for numbers_of_one in said for number in numbers_of_one)


def main(arguments: list[str]) -> None:
    """One program among others (folder, password, count, name), or the whole run (count)."""
    if len(arguments) == 4:
        print("\n".join(take(Path(arguments[0]), arguments[1], int(arguments[2]), arguments[3])))
        return
    count = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        office.found(office.gate(folder, FixedClock(), FLOOR), FixedClock(), training.PASSWORD, stub_renderers())
        begun = time.monotonic()
        taken = all_together(folder, training.PASSWORD, count, patience=3600)
    whole = taken == list(range(1, PROGRAMS * count + 1))
    print(f"{len(taken)} numbers in {time.monotonic() - begun:.0f} s: {'consecutive' if whole else 'NOT consecutive'}")
    sys.exit(not whole)


if __name__ == "__main__":
    main(sys.argv[1:])
