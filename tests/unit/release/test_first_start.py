"""The first start of a new version: on an office that several PCs share, and with only what travels along."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.errors import ErrorCode
from models.rehearsal import office, training
from models.store.share import PRESENCE
from models.vault.keys import FLOOR
from models.version import SCHEMA_VERSION
from tests.architecture.source_tree import ROOT
from tests.fixtures_office import refused
from tests.tools.kill_updating import MANAGER

_OTHER = """
import sys
from pathlib import Path
from models.services.entry.membership import Membership
from models.services.entry.doorstep import OfficeFolder
membership = Membership(OfficeFolder(Path(sys.argv[1])), None)
membership.join()
print("here", flush=True)
sys.stdin.read()
membership.leave()
"""
#: What build.spec leaves behind although something would import it where it is there.
_BARE = """
import sys
for name in ("sqlite3", "_sqlite3", "charset_normalizer", "PIL.ImageCms", "PIL._imagingcms"):
    sys.modules[name] = None
import main
from pathlib import Path
from models.store.database import Store, StoreKeys
main.renderers()
store = Store.create(Path(sys.argv[1]), StoreKeys(bytes(32), bytes(range(32))))
print(store.verify_audit())
store.close()
"""


def test_the_data_are_not_renewed_while_an_older_program_has_them_open(tmp_path: Path) -> None:
    kept = ROOT / "tests" / "data" / "databases" / f"v{SCHEMA_VERSION - 1}"
    data = Path(shutil.copytree(kept, tmp_path / "data"))
    (data / PRESENCE).mkdir()
    gate = office.gate(data, FixedClock(), FLOOR)
    before = (data / "jangkau.db").read_bytes()
    command = [sys.executable, "-c", _OTHER, str(data)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"here\n"
        problem = refused(lambda: gate.unlock(MANAGER, training.PASSWORD))
    assert (problem.code, problem.details["reason"]) == (ErrorCode.DATABASE_BUSY, "others")
    assert (data / "jangkau.db").read_bytes() == before
    gate.membership.leave()


@pytest.mark.parametrize("optimised", [[], ["-OO"]])
def test_the_program_misses_nothing_of_what_stays_behind(optimised: list[str], tmp_path: Path) -> None:
    command = [sys.executable, *optimised, "-c", _BARE, str(tmp_path / "uji.db")]
    said = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    assert said.stdout.startswith("(0, None)")
