"""Who replaces the database of an office on one PC knows of the other programs that have it open."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from models.rehearsal import office
from models.services.entry.gate import Gate
from models.store.share import attendance
from tests.architecture.source_tree import ROOT
from tests.fixtures_office import PASSWORD

HOLD = "import sys; from pathlib import Path; from models.store.share import attendance as a; \
print(a.come(Path(sys.argv[1])), flush=True); sys.stdin.read()"

SEE = "import sys; from pathlib import Path; from models.store.share import attendance as a; \
print(a.others(Path(sys.argv[1])))"


@contextmanager
def another_program(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A program that has the office in ``folder`` open until the block ends or it is killed."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(folder)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline().strip() == "True"
        try:
            yield program
        finally:
            program.kill()


def test_others_are_seen_until_they_end_or_are_killed(tmp_path: Path) -> None:
    assert attendance.come(tmp_path)
    try:
        assert not attendance.others(tmp_path)
        with another_program(tmp_path) as one, another_program(tmp_path) as two:
            assert attendance.others(tmp_path)
            one.kill()
            one.wait()
            assert attendance.others(tmp_path)
            two.kill()
            two.wait()
            assert not attendance.others(tmp_path)
    finally:
        attendance.leave(tmp_path)


def test_a_program_is_no_company_of_its_own(tmp_path: Path) -> None:
    assert attendance.come(tmp_path)
    assert attendance.come(tmp_path)
    assert not attendance.others(tmp_path)
    attendance.leave(tmp_path)
    with another_program(tmp_path):
        assert attendance.others(tmp_path)
    attendance.leave(tmp_path)
    attendance.leave(tmp_path)
    assert not attendance.others(tmp_path)


def test_who_has_nothing_open_sees_others_too(tmp_path: Path) -> None:
    assert not attendance.others(tmp_path)
    with another_program(tmp_path):
        assert attendance.others(tmp_path)
    assert not attendance.others(tmp_path)


def test_an_office_is_open_while_somebody_is_logged_in(invented_gate: Gate) -> None:
    folder = invented_gate.folder.root
    session = invented_gate.unlock(office.PLAYERS[0].username, PASSWORD)
    seen = [sys.executable, "-c", SEE, str(folder)]
    assert subprocess.check_output(seen, cwd=ROOT, text=True).strip() == "True"
    session.lock()
    assert subprocess.check_output(seen, cwd=ROOT, text=True).strip() == "False"


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="rights do not bind this person")
def test_a_folder_nobody_may_write_to_is_opened_all_the_same(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    assert not attendance.come(tmp_path)
    assert not attendance.others(tmp_path)
    tmp_path.chmod(0o700)


def test_a_file_that_cannot_be_opened_stops_nobody(tmp_path: Path) -> None:
    (tmp_path / attendance.NAME).mkdir()
    assert not attendance.come(tmp_path)
    assert not attendance.others(tmp_path)
