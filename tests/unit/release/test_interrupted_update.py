"""Pulling the plug during an update: the old or the new version opens afterwards, and nothing is lost."""

from __future__ import annotations

import hashlib
import os
import shutil
import signal
import subprocess
import sys
from contextlib import closing
from datetime import timedelta
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.rehearsal import office, training
from models.release.home import Home
from models.services.entry.updates import UpdateService
from models.services.safety.backup import BackupService
from models.services.session import store_keys
from models.services.views import CaseFilter
from models.services.workspace import Workspace
from models.store.migrations import version_of
from models.store.sqlcipher import connect
from models.vault import keys
from models.vault.keys import FLOOR
from models.version import SCHEMA_VERSION, __version__
from tests.architecture.source_tree import ROOT
from tests.fixtures_office import stub_renderers
from tests.releases import NEW, PUBLIC, make_home, make_release, pretend_installed, program
from tests.tools.kill_updating import FIRST_START, MANAGER, UPDATE

KEPT = ROOT / "tests" / "data" / "databases"
OLDER = f"v{SCHEMA_VERSION - 1}"
_CASES = 6


@pytest.fixture(scope="module")
def stick(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_release(tmp_path_factory.mktemp("stick"))


@pytest.fixture(scope="module")
def present(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of real data under the present schema."""
    data = Path(shutil.copytree(KEPT / OLDER, tmp_path_factory.mktemp("kantor") / "data"))
    office.gate(data, FixedClock(), FLOOR).unlock(MANAGER, training.PASSWORD).lock()
    return data


def killed(point: str, data: Path, home: Path, stick: Path) -> None:
    """Let a program do it and die at ``point``."""
    command = [sys.executable, "-m", "tests.tools.kill_updating", point, str(data), str(home), str(stick)]
    done = subprocess.run(
        command, cwd=ROOT, env={**os.environ, "JANGKAU_TEST_KEY": PUBLIC.hex()}, capture_output=True, check=False
    )
    assert done.returncode == -signal.SIGKILL, done.stderr.decode()


def contents(folder: Path) -> dict[str, str]:
    files = (path for path in folder.rglob("*") if path.is_file() and not path.is_symlink())
    return {path.relative_to(folder).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def of_program(version: str) -> dict[str, str]:
    return {name: hashlib.sha256(data).hexdigest() for name, data in program(version, SCHEMA_VERSION).items()}


def expect_whole(data: Path) -> None:
    """Every case, chain, paper and attachment is there."""
    clock = FixedClock()
    clock.advance(days=3)
    gate = office.gate(data, clock, FLOOR)
    session = gate.unlock(office.PLAYERS[0].username, training.PASSWORD)
    try:
        desk = Workspace(session, clock, stub_renderers())
        assert desk.cases.list(CaseFilter(view="semua")).total == _CASES
        assert desk.logbook.verify().whole
    finally:
        session.lock()
    assert gate.inspect(MANAGER, training.PASSWORD).sound


@pytest.mark.parametrize("point", UPDATE)
def test_killed_during_an_update_either_version_opens_whole(
    point: str, present: Path, stick: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = Path(shutil.copytree(present, tmp_path / "data"))
    home = make_home(tmp_path / "Jangkau")
    killed(point, data, home.root, stick)
    said = subprocess.run([home.starter, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    assert said == home.current()
    assert said in {__version__, NEW}
    assert contents(home.app(said)) == of_program(said)
    assert contents(home.app(__version__)) == of_program(__version__)
    expect_whole(data)
    if said == __version__:
        update_again(data, home, stick, monkeypatch)
    left = {path.name for path in home.root.iterdir()} - {f"app-{__version__}", f"app-{NEW}"}
    assert said == NEW or left == {"jangkau", "versi.txt", "pembaruan.kunci"}


def update_again(data: Path, home: Home, stick: Path, patch: pytest.MonkeyPatch) -> None:
    """What was interrupted is simply done again."""
    pretend_installed(home, patch)
    clock = FixedClock(FixedClock().now() + timedelta(days=4))
    session = office.gate(data, clock, FLOOR).unlock(MANAGER, training.PASSWORD)
    try:
        UpdateService(session, clock, BackupService(session, clock)).carry_out(stick)
    finally:
        session.lock()
    assert home.current() == NEW
    assert contents(home.app(NEW)) == of_program(NEW)


@pytest.mark.parametrize("point", FIRST_START)
def test_killed_at_the_first_start_the_data_are_in_the_old_or_the_new_schema(point: str, tmp_path: Path) -> None:
    data = Path(shutil.copytree(KEPT / OLDER, tmp_path / "data"))
    before = rows(data)
    killed(point, data, tmp_path, tmp_path)
    after = rows(data)
    assert after[0] in {SCHEMA_VERSION - 1, SCHEMA_VERSION}
    assert after[1] == before[1]
    expect_whole(data)
    assert rows(data)[0] == SCHEMA_VERSION
    assert list((data / "cadangan").glob("*.sbk"))


def rows(data: Path) -> tuple[int, int]:
    """The schema, and how many cases there are."""
    key = keys.read(data / "jangkau.db.kunci").open_with_password(MANAGER, training.PASSWORD)
    with closing(connect(data / "jangkau.db", store_keys(key).database)) as connection:
        return version_of(connection), connection.execute("SELECT count(*) FROM case_file").fetchone()[0]
