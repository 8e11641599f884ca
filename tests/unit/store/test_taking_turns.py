"""Fifteen programs that write now and then: everybody gets a turn, nobody waits long."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from models.store.database import Store
from models.store.tables import Setting
from tests.fault_table import thorough
from tests.fixtures_store import STORE_KEYS

PROGRAMS = 15
TURNS = 100 if thorough() else 4
#: The longest wait of 99 of 100, in seconds.
PATIENCE = 1.0
WRITER = """
import sys
import threading
import time
from datetime import datetime, timezone
from pathlib import Path
from models.store.database import Store, StoreKeys
from models.store.tables import Setting

store = Store.open(Path(sys.argv[1]), StoreKeys(bytes(range(32)), bytes(range(32, 64))))
for turn in range(int(sys.argv[3])):
    threading.Event().wait(0.1)
    begun = time.monotonic()
    with store.unit_of_work(None, datetime.now(timezone.utc)) as unit:
        Setting.create(key=f"{sys.argv[2]}/{turn}", value="x")
        unit.audit("uji", "setelan", turn)
    print(time.monotonic() - begun)
"""


@pytest.mark.fault(2)
def test_everybody_gets_a_turn(store: Store) -> None:
    store.close()
    arguments = [sys.executable, "-c", WRITER, str(store.path)]
    root = Path(__file__).parents[3]
    programs = [
        subprocess.Popen([*arguments, str(name), str(TURNS)], stdout=subprocess.PIPE, text=True, cwd=root)
        for name in range(PROGRAMS)
    ]
    said = [program.communicate(timeout=600)[0].split() for program in programs]
    assert [program.returncode for program in programs] == [0] * PROGRAMS
    waits = sorted(float(wait) for waits_of_one in said for wait in waits_of_one)
    assert len(waits) == PROGRAMS * TURNS
    again = Store.open(store.path, STORE_KEYS)
    with again.reading():
        assert Setting.select().where(Setting.key.contains("/")).count() == PROGRAMS * TURNS
    again.close()
    if thorough():
        assert waits[len(waits) * 99 // 100] < PATIENCE
