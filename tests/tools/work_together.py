"""Eight programs work on one guarded folder at the same moment: each opens cases and issues letters, none may be lost.

``.venv/bin/python -m tests.tools.work_together 1000`` lets each do a thousand of both on an invented office that is
gone afterwards; a second argument names another folder for it, such as one on a real share. The tests run it small.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TypeVar

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.forms.spec import Scalar, Values
from models.rehearsal import office, training
from models.services.entry.gate import Gate
from models.services.entry.pc_books import FOLDER, PURPOSE
from models.services.workspace import Workspace
from models.store.share import PRESENCE
from models.store.tables import CaseFile, IssuedNumber, Letter
from models.vault.keys import FLOOR
from models.vault.ledger import Ledger
from tests.fixtures_office import COMPLAINT, SOP, stub_renderers

PROGRAMS = 8
ROOT = Path(__file__).resolve().parents[2]
T = TypeVar("T")
FILES: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]


def patiently(work: Callable[[], T]) -> T:
    """Press again where the others were quicker all the while, as a person would; the request stays the same."""
    while True:
        try:
            return work()
        except UserError as error:
            if error.code is not ErrorCode.DATABASE_BUSY:
                raise


def gate_of(folder: Path, state: Path) -> Gate:
    """The gate of one PC."""
    return Gate(folder, FixedClock(), kdf=FLOOR, state=state)


def work(folder: Path, state: Path, count: int, name: str) -> None:
    """What one program does; each number is said when it may be shown."""
    gate = gate_of(folder, state)
    desk, letters = (
        Workspace(patiently(partial(gate.unlock, _player(role), training.PASSWORD)), FixedClock(), stub_renderers())
        for role in ("layanan", "administrasi")
    )
    for turn in range(count):
        answers: Values = {**COMPLAINT, "korban_nama": f"Rekaan {name} {turn}"}
        del answers["korban_nik"]
        opened = patiently(partial(desk.cases.open_case, SOP, answers, f"kasus-{name}-{turn}"))
        print("kasus", opened.number, flush=True)
        sheet = patiently(partial(letters.letters.start, opened.case_id, "tanda-terima"))
        values: Values = {**sheet.values, "kepada": name, "barang": FILES}
        request = partial(letters.letters.issue, sheet.letter_id, values, sheet.row_version, f"surat-{name}-{turn}")
        print("surat", patiently(request).number, flush=True)
    desk.lock()
    letters.lock()
    gate.membership.leave()


def _player(role: str) -> str:
    return next(player.username for player in office.PLAYERS if player.role == role)


def all_together(folder: Path, states: Path, count: int, patience: float) -> Counter[tuple[str, str]]:
    """Everything the programs were told, by kind and number."""
    command = [sys.executable, "-m", "tests.tools.work_together", "--one", str(folder)]
    programs = [
        subprocess.Popen(
            [*command, str(states / str(index)), str(count), str(index)], cwd=ROOT, stdout=subprocess.PIPE, text=True
        )
        for index in range(PROGRAMS)
    ]
    said = [program.communicate(timeout=patience)[0] for program in programs]
    if any(program.returncode for program in programs):
        raise AssertionError("a program ended early")
    lines = [line.split(" ", 1) for text in said for line in text.splitlines()]
    return Counter((kind, number) for kind, number in lines)


def found_office(folder: Path) -> None:
    """An invented office on a shared folder."""
    gate = office.gate(folder, FixedClock(), FLOOR)
    office.found(gate, FixedClock(), training.PASSWORD, stub_renderers())
    (folder / PRESENCE).mkdir()


def problems(folder: Path, states: Path, told: Counter[tuple[str, str]], count: int) -> list[str]:
    """What went wrong: lost, double, with a hole, not in the PC's own book."""
    gate = gate_of(folder, states / "periksa")
    session = gate.unlock(_player("pengelola"), training.PASSWORD)
    found: list[str] = []
    with session.store.reading():
        kept = {("kasus", row.number) for row in CaseFile.select()}
        kept |= {("surat", str(row.number)) for row in Letter.select().where(Letter.number.is_null(False))}
        given: dict[str, list[int]] = {}
        for row in IssuedNumber.select():
            given.setdefault(row.series, []).append(row.seq)
    found += [f"told twice: {one}" for one, times in told.items() if times > 1]
    found += [f"lost: {one}" for one in set(told) - kept] + [f"never told: {one}" for one in kept - set(told)]
    found += [f"holes in {name}" for name, all_ in given.items() if sorted(all_) != list(range(1, len(all_) + 1))]
    if len(told) != 2 * PROGRAMS * count:
        found.append(f"{len(told)} told")
    if session.store.verify_audit()[1] is not None:
        found.append("audit trail broken")
    books = 0
    for index in range(PROGRAMS):
        path = states / str(index) / FOLDER / f"{session.key.vault}.nomor"
        books += len(Ledger(path, session.key.vault, session.key.sub(PURPOSE)).records())
    if books != len(told):
        found.append(f"{books} in the books of the PCs")
    session.lock()
    gate.membership.leave()
    return found


def run(folder: Path, states: Path, count: int, patience: float) -> list[str]:
    """Found the office, let the programs work, and tell what went wrong."""
    found_office(folder)
    return problems(folder, states, all_together(folder, states, count, patience), count)


def main(arguments: list[str]) -> None:
    """One program among others, or the whole run (count, folder)."""
    if arguments[:1] == ["--one"]:
        work(Path(arguments[1]), Path(arguments[2]), int(arguments[3]), arguments[4])
        return
    count = int(arguments[0]) if arguments else 1000
    with tempfile.TemporaryDirectory(dir=arguments[1] if len(arguments) > 1 else None) as place:
        begun = time.monotonic()
        found = run(Path(place) / "data", Path(place) / "komputer", count, 6 * 3600)
    verdict = found or "all there, in order"
    print(f"{2 * PROGRAMS * count} cases and letters in {time.monotonic() - begun:.0f} s: {verdict}")
    sys.exit(bool(found))


if __name__ == "__main__":
    main(sys.argv[1:])
