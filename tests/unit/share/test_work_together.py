"""Eight programs on a guarded folder open cases and issue letters at once; the long form does a thousand of each."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fault_table import thorough
from tests.tools.work_together import run

COUNT = 1000 if thorough() else 2


@pytest.mark.fault(1)
def test_nothing_is_lost_double_or_left_out(tmp_path: Path) -> None:
    assert run(tmp_path / "data", tmp_path / "komputer", COUNT, patience=6 * 3600) == []
