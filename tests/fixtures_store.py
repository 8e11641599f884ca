"""Fixtures of a real office on encrypted data: founded once, copied for each test that needs one."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.services.entry.gate import Gate, OfficeSetup, Session
from models.settings.office import OfficeProfile
from models.store.database import Store, StoreKeys
from models.vault.keys import FLOOR

MANAGER, PASSWORD = "rina", "kebun-pelangi-sepeda-tenun"
STORE_KEYS = StoreKeys(bytes(range(32)), bytes(range(32, 64)))


@pytest.fixture
def clock() -> FixedClock:
    """Monday 23 November 2026, 08.05 WIB, until it is moved."""
    return FixedClock()


@pytest.fixture(scope="session")
def founded(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """An office with one account that holds all roles, and its recovery key."""
    folder = tmp_path_factory.mktemp("kantor") / "data"
    setup = OfficeSetup(
        OfficeProfile(name="UPTD PPA Kota Contoh"),
        MANAGER,
        "Rina Pratiwi",
        PASSWORD,
        roles=("administrasi", "layanan", "pimpinan", "pengelola"),
    )
    return folder, Gate(folder, FixedClock(), kdf=FLOOR).create(setup)


@pytest.fixture
def recovery_key(founded: tuple[Path, str]) -> str:
    """What was printed when the office was founded."""
    return founded[1]


@pytest.fixture
def office_folder(founded: tuple[Path, str], tmp_path: Path) -> Path:
    """The test's own copy of the office's data folder."""
    return Path(shutil.copytree(founded[0], tmp_path / "data"))


@pytest.fixture
def gate(office_folder: Path, clock: FixedClock) -> Gate:
    """The gate of the test's own office."""
    return Gate(office_folder, clock, kdf=FLOOR)


@pytest.fixture
def session(gate: Gate) -> Iterator[Session]:
    """The manager at the desk."""
    opened = gate.unlock(MANAGER, PASSWORD)
    yield opened
    opened.lock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    """A database of its own, without an office around it."""
    opened = Store.create(tmp_path / "uji.db", STORE_KEYS)
    yield opened
    opened.close()
