"""Keeps an invented office of the present schema for the tests of later migrations: ``tests/data/databases/vN``.

Run once before a migration is added: ``python tests/tools/keep_office.py``. Its password is the training office's.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))
FILES = ("jangkau.db", "jangkau.db.kunci")


def main() -> None:
    """Make the office and keep its database and key file under the schema's number."""
    from main import renderers
    from models.rehearsal.sample import make_sample
    from models.rehearsal.stage import Plan
    from models.rehearsal.training import PASSWORD
    from models.version import SCHEMA_VERSION

    kept = ROOT / "tests" / "data" / "databases" / f"v{SCHEMA_VERSION}"
    kept.mkdir(parents=True, exist_ok=True)
    until = datetime(2026, 11, 20, 15, 0, tzinfo=ZoneInfo("Asia/Jakarta"))
    with tempfile.TemporaryDirectory() as folder:
        office = Path(folder) / "kantor"
        make_sample(office, Plan(6, 1, 1, until, 8), PASSWORD, renderers(), lambda _share: None)
        for name in FILES:
            shutil.copy(office / name, kept / name)


if __name__ == "__main__":
    main()
