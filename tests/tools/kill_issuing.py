"""Kills a program at chosen points of giving a number; says whether the register explains every number afterwards.

``.venv/bin/python -m tests.tools.kill_issuing 400`` founds an invented office in a folder that is gone afterwards.
Again and again a program issues a letter, inserts one, books a number, voids a letter or notes the paper book, and
takes its own life (SIGKILL) at one of its function calls, from the first to the last. The tests run fewer.
"""

from __future__ import annotations

import sys
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from functools import partial
from pathlib import Path

from models.domain.clock import FixedClock
from models.forms.spec import Scalar, Values
from models.rehearsal import office, training
from models.services.views import Booking, Insertion
from models.services.workspace import Workspace
from models.store.tables import IssuedNumber, Letter
from models.vault.keys import FLOOR
from tests.fixtures_office import stub_renderers
from tests.tools import killing

SERIES = ("keluar", "tanda_terima")
_THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]


def desk_of(folder: Path, days: int) -> Workspace:
    """The desk of the office's first person, ``days`` after the office was founded."""
    clock = FixedClock()
    clock.advance(days=days)
    session = office.gate(folder, clock, FLOOR).unlock(office.PLAYERS[0].username, training.PASSWORD)
    return Workspace(session, clock, stub_renderers())


def _issue(desk: Workspace, name: str) -> None:
    sheet = desk.letters.start(None, "tanda-terima")
    values: Values = {**sheet.values, "kepada": name, "barang": _THINGS}
    desk.letters.issue(sheet.letter_id, values, sheet.row_version, name)


def _insert(desk: Workspace, name: str) -> None:
    sheet = desk.letters.start(None, "tanda-terima")
    values: Values = {**sheet.values, "kepada": name, "barang": _THINGS}
    earlier = Insertion(desk.clock.now().date() - timedelta(days=1), "Tertinggal")
    desk.letters.issue(sheet.letter_id, values, sheet.row_version, name, earlier)


def _book(desk: Workspace, name: str) -> None:
    desk.bookings.book(Booking("surat-dinas", name, desk.clock.now().date()), name)


def _void(desk: Workspace, _name: str) -> None:
    rows = desk.letters.list("terbit").rows
    desk.letters.void(rows[0].letter_id, "Salah ketik")


def _paper_book(desk: Workspace, name: str) -> None:
    following = desk.settings.following_numbers()["tanda_terima"][0]
    desk.number_list.given_on_paper("tanda_terima", desk.clock.now().year, following + 2, name)


DEEDS: tuple[Callable[[Workspace, str], None], ...] = (_issue, _insert, _book, _issue, _void, _paper_book)


def calls_of(folder: Path, deed: int) -> int:
    """How many functions a deed calls: it is done once in whole."""
    desk = desk_of(folder, 2)
    counted = killing.calls_of(partial(DEEDS[deed], desk, f"utuh-{deed}"))
    desk.lock()
    return counted


def die_doing(folder: Path, deed: int, name: str, calls: int) -> bool:
    """Do a deed in a program of its own that dies at the n-th call; False if it had finished before."""
    return killing.die_doing(lambda: partial(DEEDS[deed], desk_of(folder, 2), name), calls)


def faults(folder: Path) -> list[str]:
    """What the register does not explain; empty when everything is in order."""
    desk = desk_of(folder, 2)
    year, found = desk.clock.now().year, []
    for series in SERIES:
        found += [f"{series}: hole {hole}" for hole in desk.number_list.unexplained(series, year)]
    with desk.session.store.reading():
        numbered = Letter.select(Letter.issued_number).where(Letter.issued_number.is_null(False))
        bare = IssuedNumber.select().where(IssuedNumber.id.not_in(numbered))
        found += [f"{row.number}: a number without a letter" for row in bare]
        found += [f"letter {row.id}: half issued" for row in Letter.select() if _half(row)]
    if not desk.logbook.verify().whole:
        found.append("the log book's chain is broken")
    desk.lock()
    return found


def _half(row: Letter) -> bool:
    """Whether a letter has a number without being issued, or is issued without its paper."""
    return (row.status == "konsep") != (row.number is None) or bool(
        row.number and not row.by_hand and row.paper is None
    )


def run(folder: Path, kills: int) -> tuple[int, list[str]]:
    """Kill ``kills`` programs spread over all deeds and all their calls: how many died, and what is not explained."""
    for deed in (0, 2, 4):  # something to insert behind and to void
        _begin(folder, DEEDS[deed], f"awal-{deed}")
    lengths = [calls_of(folder, deed) for deed in range(len(DEEDS))]
    died, found = 0, list[str]()
    for turn in range(kills):
        deed = turn % len(DEEDS)
        share = (turn // len(DEEDS) + 1) / (kills // len(DEEDS) + 1)
        died += die_doing(folder, deed, f"bunuh-{turn}", max(1, int(share * lengths[deed])))
        found += [f"kill {turn}, {DEEDS[deed].__name__}: {fault}" for fault in faults(folder)]
        if found:
            break
    return died, found


def _begin(folder: Path, deed: Callable[[Workspace, str], None], name: str) -> None:
    desk = desk_of(folder, 0)
    _issue(desk, f"{name}-dasar")
    deed(desk, name)
    desk.lock()


def main(arguments: list[str]) -> None:
    """The whole run: how many programs are killed."""
    kills = int(arguments[0]) if arguments else 400
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "data"
        gate = office.gate(folder, FixedClock(), FLOOR)
        office.found(gate, FixedClock(), training.PASSWORD, stub_renderers())
        begun = time.monotonic()
        died, found = run(folder, kills)
    print(f"{died} of {kills} killed in {time.monotonic() - begun:.0f} s: {found or 'every number explained'}")
    sys.exit(bool(found) or died < kills * 3 // 4)


if __name__ == "__main__":
    main(sys.argv[1:])
