"""What the packages for all systems share."""

from __future__ import annotations

import json
import re
from pathlib import Path

from models.release.home import LABEL
from models.version import SCHEMA_VERSION

HERE = Path(__file__).resolve().parent

#: Bytes: what a package that installs the program may take at most on a stick.
LARGEST_INSTALLER = 40_000_000


class PackageProblem(Exception):
    """The frozen program cannot be delivered like this; the text says why."""


def weigh(frozen: Path, largest: int) -> int:
    """The bytes of the installed program; PackageProblem when it takes more than ``largest``."""
    size = sum(file.lstat().st_size for file in frozen.rglob("*"))
    if size > largest:
        raise PackageProblem(f"{frozen}: {size:,} bytes, at most {largest:,} are allowed")
    return size


def carried(package: Path) -> Path:
    """``package``, which installs the program; PackageProblem when it is larger than ``LARGEST_INSTALLER``."""
    size = package.stat().st_size
    if size > LARGEST_INSTALLER:
        raise PackageProblem(f"{package.name}: {size:,} bytes, at most {LARGEST_INSTALLER:,} are allowed")
    return package


def put_label(frozen: Path, version: str) -> None:
    """Write what an update reads of a version beside its program: its number, and the schema of its data."""
    label = json.dumps({"versi": version, "skema": SCHEMA_VERSION})
    (frozen / LABEL).write_text(label + "\n", encoding="ascii", newline="\n")


def filled(name: str, words: dict[str, str]) -> str:
    """The text file ``name`` beside this module with ``{word}`` replaced."""
    text = (HERE / name).read_text(encoding="utf-8")
    return re.sub(r"\{(\w+)\}", lambda found: words[found.group(1)], text)
