"""What a lock for all systems means for Windows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from delivery.common import PackageProblem
from delivery.windows_lock import for_windows

ROOT = Path(__file__).resolve().parents[3]


def test_windows_gets_its_own_parts_and_not_those_of_a_mac() -> None:
    lock = "\n".join(
        [
            "alfa==1.0 \\\n    --hash=sha256:aa",
            "beta==2.0 ; sys_platform == 'win32' \\\n    --hash=sha256:bb",
            "gama==3.0 ; sys_platform == 'darwin' \\\n    --hash=sha256:cc",
        ]
    )
    assert for_windows(lock).split() == ["alfa==1.0", "\\", "--hash=sha256:aa", "beta==2.0", "\\", "--hash=sha256:bb"]


def test_a_condition_nobody_thought_of_is_not_passed_over() -> None:
    with pytest.raises(PackageProblem, match="python_version"):
        for_windows("alfa==1.0 ; python_version < '3.12' \\\n    --hash=sha256:aa")


def test_the_lock_of_this_project_is_understood() -> None:
    lock = for_windows((ROOT / "requirements-build.lock").read_text(encoding="ascii"))
    assert "tzdata==" in lock
    assert not re.search(r"^macholib", lock, re.MULTILINE)
    assert ";" not in lock
