"""Starting versions of this program, and no other program: to try a new one, and to open it in this one's place."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

#: Seconds a new version has to say its name: an old disk reads it for the first time, a virus scanner too.
_PATIENCE = 180


def program_name() -> str:
    """The file that is started, in a version as well as in the home."""
    return "Jangkau.exe" if sys.platform == "win32" else "jangkau"


def runs_as(program: Path, version: str) -> bool:
    """Whether ``program`` starts on this PC and says that it is ``version``."""
    try:
        done = subprocess.run(  # noqa: S603 - a version of our own, its signature was checked
            [str(program), "--version"],
            env=_environment(),
            stdin=subprocess.DEVNULL,
            capture_output=True,
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return False
    words = done.stdout.decode("utf-8", errors="replace").split()
    # A program with a window has no output on some Windows; what it says must be right.
    return done.returncode == 0 and (not words or words[-1] == version)


def start(program: Path, arguments: Sequence[str]) -> None:
    """Open it, on its own; it goes on when this program ends. Raises OSError."""
    subprocess.Popen([str(program), *arguments], env=_environment(), start_new_session=True)  # noqa: S603 - ours


def _environment() -> dict[str, str]:
    """The environment for another version: nothing that points into this one's folder."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("_PYI")}
    path = kept.pop("LD_LIBRARY_PATH_ORIG", None)
    kept.pop("LD_LIBRARY_PATH", None)
    if path:
        kept["LD_LIBRARY_PATH"] = path
    return {**kept, "PYINSTALLER_RESET_ENVIRONMENT": "1"}
