"""How long the program takes to its login window, beside a bare Qt window of the same Python and Qt, not frozen.

``.venv/bin/python -m tests.tools.measure_start dist/jangkau/jangkau`` starts both by turns on a screen of their own
(Xvfb) and prints medians, spread and ratio. A start ends when the window is painted: seen from outside, in the same
way for both, at one point of the screen; beside the time it prints the work of the processor until then, which other
programs on the machine change less. For the login three things more are measured: how much of its first picture
changes afterwards, how long keys pressed at once take to their letters, and the way from Enter to the workbench.
"""

from __future__ import annotations

import argparse
import os
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from models.rehearsal import office, training
from tests.tools.x_screen import NOTHING, Screen, virtual_screen

ROOT = Path(__file__).resolve().parents[2]
BARE = """
from PySide6.QtWidgets import QApplication, QMainWindow
application = QApplication([])
window = QMainWindow()
window.resize(1366, 697)
window.show()
application.exec()
"""
SIZE = (1366, 768)
#: Where the card with the fields lies: left, top, width, height.
CARD = (443, 120, 480, 460)
#: A point of both windows, and one that only the dark navigation of the workbench has another colour at.
MIDDLE, NAVIGATION = (683, 300), (30, 600)
PASSWORD = training.PASSWORD
PATIENCE = 60.0
BLACK = 0


@dataclass
class Times:
    """Seconds; one figure per round, one per key in ``letters``. ``worked``: the processor's part until then."""

    painted: list[float] = field(default_factory=list)
    worked: list[float] = field(default_factory=list)
    letters: list[float] = field(default_factory=list)
    workbench: list[float] = field(default_factory=list)
    changed: list[int] = field(default_factory=list)


class Measurer:
    """One screen, one office, and the times taken on them."""

    def __init__(self, display: str, home: Path) -> None:
        self.screen = Screen(display)
        self.data = home / ".local" / "share" / "Jangkau"  # where the program looks by itself
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "WAYLAND_"))}
        self._environment = kept | {"DISPLAY": display, "HOME": str(home), "JANGKAU_PASSWORD": PASSWORD}

    def found(self) -> None:
        """Make the invented office that is opened."""
        command = [sys.executable, str(ROOT / "main.py"), "make-sample", "--data", str(self.data), "--cases", "20"]
        subprocess.run(command, env=self._environment, check=True, stdout=subprocess.DEVNULL)

    def start(self, times: Times, command: Sequence[str], then: Callable[[], object] = lambda: None) -> None:
        """Take the time from the start of a program to its painted window; ``then`` is done before it is ended."""
        begun = time.perf_counter()
        program = subprocess.Popen(
            command, env=self._environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, start_new_session=True
        )
        try:
            self.until(lambda: self.screen.point(*MIDDLE) not in {NOTHING, BLACK})
            times.painted.append(time.perf_counter() - begun)
            times.worked.append(processor_seconds(program.pid))
            then()
        finally:
            os.killpg(program.pid, signal.SIGTERM)
            program.wait()
        self.until(lambda: self.screen.point(*MIDDLE) == NOTHING)

    def use(self, times: Times, wait: float) -> None:
        """Type into the login, ``wait`` seconds after its first picture, and go through it to the workbench."""
        first = self.screen.part(0, 0, *SIZE)
        threading.Event().wait(wait)
        username = office.PLAYERS[0].username
        before = self.screen.part(0, 0, *SIZE)
        times.changed.append(sum(first[i : i + 4] != before[i : i + 4] for i in range(0, len(first), 4)))
        for key in username:
            times.letters.append(self._until_shown(key))
        self.screen.press("Tab")
        for key in PASSWORD:
            self.screen.press({" ": "space"}.get(key, key))
        outside = self.screen.point(*NAVIGATION)
        begun = time.perf_counter()
        self.screen.press("Return")
        self.until(lambda: self.screen.point(*NAVIGATION) != outside)
        times.workbench.append(time.perf_counter() - begun)

    def until(self, seen: Callable[[], bool]) -> None:
        """Look at the screen until it shows what is waited for. Raises TimeoutError."""
        pause, end = threading.Event(), time.perf_counter() + PATIENCE
        while not seen():
            if time.perf_counter() > end:
                raise TimeoutError
            pause.wait(0.001)

    def _until_shown(self, key: str) -> float:
        before = self.screen.part(*CARD)
        begun = time.perf_counter()
        self.screen.press(key)
        self.until(lambda: self.screen.part(*CARD) != before)
        return time.perf_counter() - begun


def main(arguments: Sequence[str]) -> int:
    """Measure what the command line names, and print it."""
    parser = argparse.ArgumentParser(prog="measure_start")
    parser.add_argument("program", nargs="+", help="the program, called as its icon does")
    parser.add_argument("--rounds", type=int, default=15)
    parser.add_argument("--beside", help="another program whose first window is measured too")
    parser.add_argument("--wait", type=float, default=0.0, help="seconds between the first picture and the typing")
    wish = parser.parse_args(arguments)
    bare, beside, login = Times(), Times(), Times()
    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder, virtual_screen(*SIZE) as display:
        measurer = Measurer(display, Path(folder))
        measurer.found()
        for _ in range(wish.rounds + 1):
            measurer.start(bare, [sys.executable, "-c", BARE])
            if wish.beside:
                measurer.start(beside, [wish.beside])
            measurer.start(login, wish.program, lambda: measurer.use(login, wish.wait))
    for what, times in (("bare Qt window, not frozen", bare), (f"beside: {wish.beside}", beside), ("login", login)):
        if times.painted:
            tell(what, times.painted[1:])
            tell("    of it at work", times.worked[1:])
    tell("key to letter in the login", login.letters)
    tell("Enter to workbench", login.workbench[1:])
    print(f"points changed between first picture and first key: {max(login.changed)} at most")
    for what, ours, theirs in (("time", login.painted, bare.painted), ("work", login.worked, bare.worked)):
        print(f"ratio of the medians, {what}: {statistics.median(ours[1:]) / statistics.median(theirs[1:]):.2f}")
    return 0


def processor_seconds(process: int) -> float:
    """What the first thread of a process, which paints its window, has worked until now."""
    return int(Path(f"/proc/{process}/schedstat").read_text(encoding="ascii").split()[0]) / 1e9


def tell(what: str, seconds: Sequence[float]) -> None:
    """One line: the median and how far the middle half and the extremes lie apart, in milliseconds."""
    ms = [1000 * one for one in sorted(seconds)]
    lower, middle, upper = statistics.quantiles(ms, n=4)
    print(f"{what}: {middle:.0f} ms (half of them {lower:.0f}–{upper:.0f}, all {ms[0]:.0f}–{ms[-1]:.0f}, n={len(ms)})")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
