"""Kills a program (SIGKILL) at a named point of an update or of the first start after it.

``.venv/bin/python -m tests.tools.kill_updating POINT DATA HOME STICK`` takes its own life at that point; the test in
``tests/unit/release`` starts it for each and looks at what is left. ``first_start`` points need no home and no stick.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

from models.domain import atomic
from models.domain.clock import FixedClock
from models.rehearsal import office, training
from models.release import home as homes
from models.release import install, manifest
from models.services.entry import updates
from models.services.entry.updates import UpdateService
from models.services.safety import backup
from models.services.safety.backup import BackupService
from models.store import migrations, snapshot
from models.vault import signatures
from models.vault.keys import FLOOR
from models.version import __version__

MANAGER = "pengelola"


def die(*_arguments: object, **_named: object) -> Any:
    """What a power cut does."""
    os.kill(os.getpid(), signal.SIGKILL)


def _before(place: Any, name: str) -> None:
    setattr(place, name, die)


def _after(place: Any, name: str) -> None:
    whole = getattr(place, name)

    def ended(*arguments: Any, **named: Any) -> None:
        whole(*arguments, **named)
        die()

    setattr(place, name, ended)


def _while_writing(name: str) -> Callable[[], None]:
    def prepare() -> None:
        whole = atomic.rename

        def renamed(source: Path, target: Path) -> None:
            if target.name == name:
                die()
            whole(source, target)

        atomic.rename = renamed

    return prepare


def _in_the_middle_of_a_step() -> None:
    """Some statements of the first migration are done, others are not."""
    whole = migrations._step

    def step(connection: Any, migration: Any) -> None:
        left = len(migration.STATEMENTS) // 2 + 3

        def count(_frame: Any, event: str, called: Any) -> None:
            nonlocal left
            if event == "c_call" and getattr(called, "__name__", "") == "execute":
                left -= 1
                if left == 0:
                    die()

        sys.setprofile(count)
        whole(connection, migration)

    migrations._step = step


def _while_copying() -> None:
    whole = manifest.checked

    def half(*arguments: Any) -> Any:
        parts = iter(whole(*arguments))
        yield next(parts)
        yield next(parts)
        die()

    vars(install)["checked"] = half


#: Point of the update -> what brings it about; a number is the share of the work at which the program dies.
UPDATE: dict[str, Callable[[], None] | float] = {
    "the signature is right": lambda: _after(signatures, "signer"),
    "half the backup is made": 0.12,
    "the backup is made": lambda: _before(updates, "install"),
    "half the archive is copied": _while_copying,
    "the archive is copied": lambda: _before(install, "unpack"),
    "half the archive is unpacked": 0.7,
    "unpacked and tried": lambda: _after(install, "expect_running"),
    "about to be taken in": lambda: _before(homes.Home, "take_in"),
    "taken in": lambda: _after(homes.Home, "take_in"),
    "writing which version opens": _while_writing(homes.CURRENT),
    "switched": lambda: _after(homes.Home, "switch"),
    "older versions are removed": lambda: _before(shutil, "rmtree"),
}
#: Point of the first start with the new version.
FIRST_START: dict[str, Callable[[], None]] = {
    "before the backup of the old data": lambda: _before(backup, "before_migration"),
    "half the backup of the old data": lambda: _after(snapshot, "take"),
    "the backup of the old data is made": lambda: _after(backup, "before_migration"),
    "in the middle of the new schema": _in_the_middle_of_a_step,
    "the new schema is there": lambda: _after(migrations, "_step"),
}


def main(point: str, data: Path, home: Path, stick: Path) -> None:
    """Do it and die."""
    clock, share = FixedClock(), 2.0
    clock.advance(days=2)
    wish = UPDATE.get(point) or FIRST_START[point]
    if callable(wish):
        if point in FIRST_START:
            wish()
    else:
        share = wish
    session = office.gate(data, clock, FLOOR).unlock(MANAGER, training.PASSWORD)
    if callable(wish):
        wish()
    sys.frozen = True  # type: ignore[attr-defined]
    sys.executable = str(home / f"app-{__version__}" / "jangkau")
    public = bytes.fromhex(os.environ["JANGKAU_TEST_KEY"])
    manifest.trusted_keys = lambda: (public,)
    UpdateService(session, clock, BackupService(session, clock)).carry_out(
        stick, lambda done, _words: die() if done >= share else None
    )


if __name__ == "__main__":
    main(sys.argv[1], *(Path(argument) for argument in sys.argv[2:5]))
