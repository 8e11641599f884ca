"""Two PCs on a share whose locks do not reach the server, with a file system made for it (Linux, as root)."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.store.database import Store
from models.store.share import Share, Verdict
from models.store.share.guard import WATCH
from models.store.share.locks import FileLocks
from models.store.tables import Setting
from tests.fixtures_office import code_of
from tests.fixtures_store import STORE_KEYS

ROOT = Path(__file__).resolve().parents[3]
ABLE = sys.platform == "linux" and os.geteuid() == 0 and os.access("/dev/fuse", os.R_OK | os.W_OK)
pytestmark = [
    pytest.mark.fault(14),
    pytest.mark.skipif(not ABLE, reason="mounting needs Linux, root and /dev/fuse"),
]
TAKE = """
import sys
from pathlib import Path
from models.store.share.locks import FileLocks
print(FileLocks(Path(sys.argv[1])).take(7))
"""
PC = """
import sys
from pathlib import Path
from models.store.share.guard import Guard
guard = Guard(Path(sys.argv[1]) / "hadir")
for line in sys.stdin:
    guard.step()
    print(guard.watch.verdict.value, flush=True)
guard.stop()
"""


@pytest.fixture
def two_mounts(tmp_path: Path) -> Iterator[tuple[Path, Path]]:
    """One folder as two PCs see it, each with locks of its own."""
    source = tmp_path / "server"
    source.mkdir()
    points = (tmp_path / "pc1", tmp_path / "pc2")
    servers = []
    for point in points:
        point.mkdir()
        servers.append(subprocess.Popen([sys.executable, "tests/tools/lockless_mount.py", source, point], cwd=ROOT))
    patience = threading.Event()
    for _ in range(400):
        if Path("/proc/mounts").read_text().count(str(tmp_path)) == 2:
            break
        patience.wait(0.05)
    yield points
    for point, server in zip(points, servers, strict=True):
        subprocess.run(["umount", "-l", point], check=False)
        server.terminate()
        server.wait()


def test_locks_stay_on_each_mount(two_mounts: tuple[Path, Path]) -> None:
    """The mount does what it was made for: otherwise the next tests prove nothing."""
    here = FileLocks(two_mounts[0] / "tempat")
    assert here.take(7)
    command = [sys.executable, "-c", TAKE]
    said = [
        subprocess.run([*command, point / "tempat"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
        for point in two_mounts
    ]
    here.close()
    assert [one.strip() for one in said] == ["False", "True"]


def test_both_pcs_find_the_locks_broken_before_the_first_write(two_mounts: tuple[Path, Path]) -> None:
    pcs = [
        subprocess.Popen(
            [sys.executable, "-c", PC, point], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )
        for point in two_mounts
    ]
    verdicts: list[tuple[str, str]] = []
    for _ in range(WATCH + 2):
        told = []
        for pc in pcs:
            assert pc.stdin is not None
            assert pc.stdout is not None
            pc.stdin.write("\n")
            pc.stdin.flush()
            told.append(pc.stdout.readline().strip())
        verdicts.append((told[0], told[1]))
    for pc in pcs:
        pc.communicate("")
    assert verdicts[-1] == (Verdict.BROKEN.value, Verdict.BROKEN.value)
    assert {one for pair in verdicts for one in pair} == {Verdict.PENDING.value, Verdict.BROKEN.value}


def test_an_office_on_such_a_share_is_read_and_not_written(two_mounts: tuple[Path, Path], clock: FixedClock) -> None:
    Store.create(two_mounts[0] / "uji.db", STORE_KEYS).close()
    other = subprocess.Popen(
        [sys.executable, "-c", PC, two_mounts[1]], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    share = Share(two_mounts[0])
    store = Store.open(two_mounts[0] / "uji.db", STORE_KEYS, share=share)
    assert other.stdin is not None
    assert other.stdout is not None
    for _ in range(WATCH + 2):
        other.stdin.write("\n")
        other.stdin.flush()
        other.stdout.readline()
        share.guard.step()

    def write() -> None:
        with store.unit_of_work(None, clock.now()) as unit:
            Setting.create(key="a", value="x")
            unit.audit("uji", "setelan")

    assert code_of(write) is ErrorCode.SHARE_UNSAFE
    with store.reading():
        assert Setting.select().count() == 0
    other.communicate("")
    store.close()
    share.leave()
