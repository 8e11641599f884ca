"""What is installed is exactly what was chosen, from wherever pip is configured to look."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.architecture.source_tree import ROOT

LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINNED = re.compile(r"^([A-Za-z0-9-]+)==([^\s;]+)", re.MULTILINE)


def _pins(text: str) -> dict[str, str]:
    return {name.lower(): version for name, version in PINNED.findall(text)}


@pytest.mark.parametrize("name", LOCKS)
def test_lock_holds_no_address(name: str) -> None:
    text = (ROOT / name).read_text(encoding="ascii")
    assert not re.search(r"://|--index|--extra|--find-links|--trusted|^-|@", text, re.MULTILINE)


@pytest.mark.parametrize("name", LOCKS)
def test_every_part_is_hashed(name: str) -> None:
    parts = re.split(r"\n(?=\S)", (ROOT / name).read_text(encoding="ascii").strip())
    assert len(parts) > 10
    assert all(re.search(r"--hash=sha256:[0-9a-f]{64}", part) for part in parts)


def test_locks_hold_what_the_project_names() -> None:
    wanted = _pins("\n".join(PROJECT["project"]["dependencies"]))
    run, dev, build = (_pins((ROOT / name).read_text(encoding="ascii")) for name in LOCKS)
    assert wanted.items() <= run.items()
    assert run.items() <= dev.items()
    assert run.items() <= build.items()
    groups = PROJECT["dependency-groups"]
    assert _pins("\n".join(groups["dev"])).items() <= dev.items()
    assert _pins("\n".join(groups["build"])).items() <= build.items()


def test_windows_gets_its_time_zones() -> None:
    """Windows has no time zone database of its own; WIB, WITA and WIT come from this part."""
    assert re.search(
        r"^tzdata==\S+ ; sys_platform == 'win32'", (ROOT / LOCKS[0]).read_text(encoding="ascii"), re.MULTILINE
    )


def test_the_version_stands_in_one_place() -> None:
    assert PROJECT["project"]["dynamic"] == ["version"]
    assert "version" not in PROJECT["project"]
