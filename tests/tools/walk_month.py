"""Walks a month of documentation through the real window, and prints what it took: ``walk_month FILES FOLDER``.

Pictures of the screen and the papers of the month are kept in FOLDER. Under ``xvfb-run -s "-screen 0 1366x768x24"`` the
window is as large as on an office PC; the procedure is the first one of a period that is shipped.
"""

from __future__ import annotations

import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtGui import QGuiApplication

import main
from models.domain.clock import FixedClock
from models.rehearsal import office
from models.vault.keys import FLOOR
from ui.rehearsal.filing import stacks
from ui.rehearsal.month import walk_month

PASSWORD = "kebun pelangi sepeda tenun"


def walk(files: int, folder: Path) -> None:
    """Found an office, walk, print."""
    folder.mkdir(parents=True, exist_ok=True)
    spec, clock, count = office.period_specs()[0], FixedClock(), 0

    def look(name: str) -> None:
        nonlocal count
        count += 1
        screen = QGuiApplication.primaryScreen().grabWindow(0)
        screen.save(str(folder / f"{count:03d} {name.replace('/', '-')}.png"))

    begun = time.monotonic()
    with tempfile.TemporaryDirectory(prefix="jangkau-") as place:
        gate = office.gate(Path(place) / "kantor", clock, FLOOR)
        used = (*office.OWN_PROCEDURES, spec.key)
        office.found(gate, clock, PASSWORD, main.renderers(), used)
        walked = walk_month(gate, PASSWORD, main.renderers(), spec, stacks(spec, files), keep=folder, look=look)
    print(f"{walked.files} berkas, laporan dikembalikan {walked.returned} kali, koreksi: {', '.join(walked.told)}")
    for one in walked.stretches:
        print(f"{one.clicks:6d} klik {one.keys:6d} ketukan {one.seconds:7.1f} detik  {one.name}")
    clicks, keys = sum(one.clicks for one in walked.stretches), sum(one.keys for one in walked.stretches)
    print(f"{clicks:6d} klik {keys:6d} ketukan {time.monotonic() - begun:7.1f} detik  seluruhnya")


if __name__ == "__main__":
    walk(int(sys.argv[1]), Path(sys.argv[2]))
