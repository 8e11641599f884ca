"""The power switch: a program killed in mid-transaction loses nothing that it had acknowledged."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from models.store.database import Store
from models.store.snapshot import examine
from models.store.sqlcipher import connect
from tests.fault_table import thorough
from tests.fixtures_store import STORE_KEYS

KILLS = 1000 if thorough() else 20
NAME = "Melati Contoh Sekali"
WRITER = """
import sys
from datetime import datetime, timezone
from pathlib import Path
from models.store.database import Store, StoreKeys
from models.store.tables import Setting

store = Store.open(Path(sys.argv[1]), StoreKeys(bytes(range(32)), bytes(range(32, 64))))
with store.reading():
    number = Setting.select().count()
while True:
    number += 1
    with store.unit_of_work(None, datetime.now(timezone.utc)) as unit:
        unit._connection.execute("PRAGMA cache_size = 10")
        Setting.create(key=str(number), value="x")
        for part in range(4):
            Setting.create(key=f"{number}/{part}", value=sys.argv[2] * 2000)
        unit.audit("uji", "setelan", number)
        Setting.delete().where(Setting.key.contains("/")).execute()
        print("doing", number, flush=True)
    print("done", number, flush=True)
"""


@pytest.fixture
def database(store: Store) -> Path:
    store.close()
    return store.path


def killed_while_writing(database: Path, transactions: int) -> int:
    """Start a writer, kill it without warning in its n-th transaction; the last number it had acknowledged."""
    arguments = [sys.executable, "-c", WRITER, str(database), NAME]
    with subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True, cwd=Path(__file__).parents[3]) as writer:
        assert writer.stdout is not None
        said = [writer.stdout.readline().split() for _ in range(2 * transactions - 1)]
        assert said[-1][0] == "doing"
        writer.send_signal(signal.SIGKILL)
        said += [line.split() for line in writer.stdout.read().splitlines()]
        writer.wait()
    return max([int(number) for word, number in said if word == "done"], default=0)


@pytest.mark.fault(5, 8)
def test_nothing_acknowledged_is_lost_and_nothing_readable_is_left(database: Path) -> None:
    acknowledged, hot = 0, 0
    for kill in range(KILLS):
        acknowledged = max(acknowledged, killed_while_writing(database, 1 + kill % 3))
        journal = database.with_name(f"{database.name}-journal")
        hot += journal.exists() and journal.stat().st_size > 0
        for found in database.parent.rglob("*"):
            content = found.read_bytes()
            assert NAME.encode() not in content
            assert NAME.encode("utf-16-le") not in content
        assert examine_after_roll_back(database) >= acknowledged
    assert acknowledged > KILLS // 2
    assert hot > 0, "no kill hit a transaction: the test proves nothing"


def examine_after_roll_back(database: Path) -> int:
    """Open the file as the next program would; every page, index and the audit chain must hold."""
    connection = connect(database, STORE_KEYS.database)
    rows = [int(row[0]) for row in connection.execute("SELECT key FROM setting")]
    connection.close()
    findings = examine(database, STORE_KEYS)
    assert sorted(rows) == list(range(1, len(rows) + 1))
    assert findings.tail.count == len(rows)
    return len(rows)
