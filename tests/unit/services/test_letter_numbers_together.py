"""Several desks issuing letters at the same moment: on threads of one program and in programs of their own."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

from models.domain.clock import FixedClock
from models.errors import ErrorCode, UserError
from models.forms.spec import Scalar, Values
from models.services.views import OpenedCase
from models.store.tables import IssuedNumber
from models.vault.keys import DataKey
from tests.fixtures_office import PASSWORD, Team, open_team, stub_renderers
from tests.tools.take_numbers import PROGRAMS, SERIES, all_together

RECEIPT = "tanda-terima"
ROOT = Path(__file__).parents[3]
#: A program of its own that logs in and issues receipts for the case.
PROGRAM = """
import sys
from pathlib import Path
from models.domain.clock import FixedClock
from models.rehearsal import office
from models.services.workspace import Workspace
from models.vault.keys import FLOOR
from tests.fixtures_office import PASSWORD, stub_renderers

folder, username, count = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
clock = FixedClock()
desk = Workspace(office.gate(folder, clock, FLOOR).unlock(username, PASSWORD), clock, stub_renderers())
for turn in range(count):
    sheet = desk.letters.start(None, "tanda-terima")
    values = {**sheet.values, "kepada": username, "barang": [{"uraian": "Berkas"}]}
    print(desk.letters.issue(sheet.letter_id, values, sheet.row_version, f"{username}-{turn}").number)
desk.lock()
"""
FILES: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]


def receipt(team: Team, role: str, request_id: str) -> str:
    """Issue a receipt without a case; gives its number."""
    letters = team.at_desk(role).letters
    sheet = letters.start(None, RECEIPT)
    values: Values = {**sheet.values, "kepada": role, "barang": FILES}
    return letters.issue(sheet.letter_id, values, sheet.row_version, request_id).number


def test_desks_on_threads_share_no_number(team: Team) -> None:
    roles = ("administrasi", "layanan", "pimpinan")
    for role in roles:
        team.at_desk(role)
    numbers: list[str] = []
    together = threading.Barrier(len(roles))

    def work(role: str) -> None:
        together.wait()
        numbers.extend(receipt(team, role, f"{role}-{turn}") for turn in range(4))

    threads = [threading.Thread(target=work, args=(role,)) for role in roles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(numbers) == [f"{n:03d}/TT/UPTD-PPA/2026" for n in range(1, 13)]
    assert team.at_desk("layanan").logbook.verify().whole


def test_one_draft_pressed_at_two_desks_becomes_one_letter(team: Team) -> None:
    first, second = team.at_desk("administrasi"), team.at_desk("pimpinan")
    sheet = first.letters.start(None, RECEIPT)
    values: Values = {**sheet.values, "kepada": "Rekan", "barang": FILES}
    together = threading.Barrier(2)
    given: list[str | ErrorCode] = []

    def press(desk: object, request_id: str) -> None:
        together.wait()
        try:
            given.append(desk.letters.issue(sheet.letter_id, values, sheet.row_version, request_id).number)  # type: ignore[attr-defined]
        except UserError as error:
            given.append(error.code)

    threads = [threading.Thread(target=press, args=pair) for pair in ((first, "a"), (second, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(given, key=str) == sorted(["001/TT/UPTD-PPA/2026", ErrorCode.LETTER_ISSUED], key=str)
    with team.session.store.reading():
        assert IssuedNumber.select().count() == 1


def test_two_programs_on_one_file_share_no_number(
    invented_folder: Path, founded_office: tuple[Path, DataKey], clock: FixedClock
) -> None:
    programs = [
        subprocess.Popen(
            [sys.executable, "-c", PROGRAM, str(invented_folder), username, "4"],
            cwd=ROOT,
            stdout=subprocess.PIPE,
            text=True,
        )
        for username in ("rina", "dewi")
    ]
    said = [program.communicate(timeout=120)[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0, 0]
    assert sorted(number for lines in said for number in lines) == [f"{n:03d}/TT/UPTD-PPA/2026" for n in range(1, 9)]
    assert PASSWORD not in str(said)
    team = open_team(invented_folder, founded_office[1], clock, stub_renderers())
    assert team.at_desk("layanan").logbook.verify().whole
    team.leave()


def test_one_complaint_sent_twice_at_once_is_one_case(team: Team) -> None:
    team.at_desk("layanan")
    together, opened = threading.Barrier(2), list[OpenedCase]()

    def send() -> None:
        together.wait()
        opened.append(team.open("klik ganda"))

    threads = [threading.Thread(target=send) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(opened) == 2
    assert set(opened) == {OpenedCase(1, "0001/PJK/11/2026")}


def test_eight_programs_take_consecutive_numbers(
    invented_folder: Path, founded_office: tuple[Path, DataKey], clock: FixedClock
) -> None:
    """The full size, 1,000 each, is ``python -m tests.tools.take_numbers``."""
    taken = all_together(invented_folder, PASSWORD, 30)
    assert taken == list(range(1, PROGRAMS * 30 + 1))
    team = open_team(invented_folder, founded_office[1], clock, stub_renderers())
    with team.session.store.reading():
        assert IssuedNumber.select().where(IssuedNumber.series == SERIES).count() == PROGRAMS * 30
    team.leave()


def test_a_program_that_dies_while_it_gives_a_number_leaves_no_unexplained_hole() -> None:
    """The full size is ``python -m tests.tools.kill_issuing 400``."""
    command = [sys.executable, "-m", "tests.tools.kill_issuing", "12"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=240, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "every number explained" in done.stdout
