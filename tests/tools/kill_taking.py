"""Kills a program at chosen points of taking in a package of a case; says whether the office is old or new, never half.

``.venv/bin/python -m tests.tools.kill_taking 200`` founds two invented offices in a folder that is gone afterwards. One
sends a case with scans; again and again a program of the other takes it in and takes its own life (SIGKILL) at one of
its function calls, from the first to the last. After each kill the office is looked through, the case is taken in
where it is not there yet, and the office is put back as it was. The tests run fewer.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from unittest import mock

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.rehearsal import office, training
from models.rehearsal.walk import SCAN
from models.services.safety.check import examine
from models.services.views.packages import NewPackage, PackageMade
from models.services.workspace import Workspace
from models.store.tables import Attachment, CaseFile
from models.vault.keys import FLOOR
from tests.fixtures_office import COMPLAINT, stub_renderers
from tests.tools import killing

SCANS = 3
#: So many programs die at the very last calls, when all may be written already.
_LAST = 3
_TO = NewPackage("UPTD PPA Provinsi", "Sari Melati", "", "bahaya", "Klien pindah tempat tinggal")


def desk_of(folder: Path, role: str = "administrasi") -> Workspace:
    """The desk of the person with this role."""
    name = next(player.username for player in office.PLAYERS if player.role == role)
    session = office.gate(folder, FixedClock(), FLOOR).unlock(name, training.PASSWORD)
    return Workspace(session, FixedClock(), stub_renderers())


def sent(folder: Path) -> PackageMade:
    """A case with scans, as the first office hands it over."""
    desk = desk_of(folder, "layanan")
    case_id = desk.cases.open_case(desk.cases.procedures()[0].key, COMPLAINT, "aduan-1").case_id
    desk.lock()
    desk = desk_of(folder)
    for number in range(SCANS):
        desk.attachments.add(case_id, f"Akta {number}", "akta.pdf", SCAN + bytes([37, 48 + number]))
    desk.lock()
    desk = desk_of(folder, "pimpinan")
    made = desk.packages.send(case_id, _TO)
    desk.lock()
    return made


def _taking(desk: Workspace, made: PackageMade) -> Callable[[], object]:
    """The deed: open the package, look what it would mean, take it in."""

    def take() -> None:
        found = desk.packages.open(made.content, made.password)
        desk.packages.preview(found)
        desk.packages.take(found)

    return take


def looked_through(folder: Path, made: PackageMade) -> tuple[bool, list[str]]:
    """Whether the office is new, and what is neither old nor new.

    Taking the case in afterwards must be possible exactly where it is old.
    """
    desk, found = desk_of(folder), list[str]()
    with desk.session.store.reading():
        cases = CaseFile.select().where(CaseFile.period == "").count()
        scans = [(row.case_id, row.token) for row in Attachment.select()]
    if (cases, len(scans) >= SCANS) not in ((0, False), (1, True)):
        found.append(f"half: {cases} cases with {len(scans)} scans")
    try:
        _taking(desk, made)()
        again = True
    except UserError as refusal:
        again = False
        if refusal.code is not ErrorCode.VALUE_INVALID:
            found.append(f"taking it in again: {refusal.code}")
    if again is bool(cases):
        found.append("taken in twice" if again else "an old office does not take it in")
    with desk.session.store.reading():
        kept = [(row.case_id, row.token) for row in Attachment.select()]
    for case_id, token in kept:
        desk.session.files.get(case_id, token)  # raises where a scan is not whole
    report = examine(desk.session.folder, desk.session.key, desk.clock.now())
    found += [finding.words for finding in report.findings if finding.tone == "danger"]
    desk.lock()
    return bool(cases), found


def run(folder: Path, kills: int) -> tuple[int, int, list[str]]:
    """Kill ``kills`` programs over all calls of the deed: how many died, how many of them had taken it in, faults."""
    sender, receiver = folder / "pengirim", folder / "penerima"
    gate = office.gate(sender, FixedClock(), FLOOR)
    office.found(gate, FixedClock(), training.PASSWORD, stub_renderers())
    shutil.copytree(sender, receiver)
    with mock.patch("models.services.packages.packages.STANDARD", FLOOR):  # what a password costs is measured elsewhere
        made = sent(sender)
    trial = Path(shutil.copytree(receiver, folder / "utuh"))
    length = killing.calls_of(_taking(desk_of(trial), made))
    died, new, found = 0, 0, list[str]()
    for turn in range(kills):
        place = Path(shutil.copytree(receiver, folder / f"bunuh-{turn}"))
        calls = length - turn if turn < _LAST else max(1, length * (turn + 1) // (kills + 1))
        died += killing.die_doing(lambda place=place: _taking(desk_of(place), made), calls)  # type: ignore[misc]
        is_new, faults = looked_through(place, made)
        new += is_new
        found += [f"kill {turn} at call {calls}: {fault}" for fault in faults]
        shutil.rmtree(place)
    return died, new, found


def main(arguments: list[str]) -> None:
    """The whole run: how many programs are killed."""
    kills = int(arguments[0]) if arguments else 200
    with tempfile.TemporaryDirectory() as place:
        begun = time.monotonic()
        died, new, found = run(Path(place), kills)
    words = found or f"old {kills - new} times, new {new} times, never half"
    print(f"{died} of {kills} killed in {time.monotonic() - begun:.0f} s: {words}")
    sys.exit(bool(found) or died < kills * 3 // 4)


if __name__ == "__main__":
    main(sys.argv[1:])
