"""Data that a newer program has taken over: the other PCs are told where it lies, and take it from the login."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from models.errors import ErrorCode
from models.release import sharing
from models.services.session import store_keys
from models.store.sqlcipher import connect
from models.vault import keys
from models.version import SCHEMA_VERSION, __version__
from tests.fixtures_store import MANAGER, PASSWORD
from tests.gui.shell.conftest import QuietNotify, Stage
from tests.releases import NEW, make_home, make_release, pretend_installed


def take_over(data: Path) -> None:
    """What the first login of a newer program does to the data."""
    key = keys.read(data / "jangkau.db.kunci").open_with_password(MANAGER, PASSWORD)
    with closing(connect(data / "jangkau.db", store_keys(key).database)) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")


def test_the_login_takes_the_newer_program_from_the_shared_folder(
    stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home(tmp_path / "Jangkau")
    pretend_installed(home, monkeypatch)
    stage = stage_for(office_folder)
    take_over(office_folder)
    make_release(office_folder / sharing.FOLDER, schema=SCHEMA_VERSION + 1)
    assert isinstance(stage.tools.notify, QuietNotify)
    stage.tools.notify.recorder.choice = "perbarui"
    stage.log_in()
    stage.settle()
    assert stage.said[0] == ErrorCode.SCHEMA_NEWER.value
    assert stage.said[-1].startswith(f"Versi baru sudah terpasang Jangkau {NEW} sudah terpasang di komputer ini.")
    assert home.current() == NEW


def test_without_a_release_beside_the_data_it_is_only_said(
    stage_for: Callable[[Path], Stage], office_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = make_home(tmp_path / "Jangkau")
    pretend_installed(home, monkeypatch)
    stage = stage_for(office_folder)
    take_over(office_folder)
    stage.log_in()
    assert stage.said == [ErrorCode.SCHEMA_NEWER.value]
    assert home.current() == __version__
