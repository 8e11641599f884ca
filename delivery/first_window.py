"""What the program loads until its first window is on the screen: watched, not listed by hand."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

_ROOT = Path(__file__).resolve().parents[1]
#: Opens the program without arguments, as its icon does, and ends with the first picture of its window.
_WATCHED = """
import os, sys
import main
from ui import app
begin = app.Program.begin
def watched(program):
    program.window.after_picture(lambda: (print(*sys.modules, flush=True), os._exit(0)))
    begin(program)
app.Program.begin = watched
main.main(["--data", sys.argv[1]])
"""


def loaded() -> frozenset[str]:
    """Names of the modules, the standard library's among them, when the login of an office is drawn.

    Raises CalledProcessError where the window does not open.
    """
    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder:
        (Path(folder) / "jangkau.db").touch()
        places = {name: folder for name in ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA")}
        environment = os.environ | places | {"QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-c", _WATCHED, folder]
        said = subprocess.run(
            command, cwd=_ROOT, env=environment, capture_output=True, text=True, check=True, timeout=300
        )
    return frozenset(said.stdout.split())
