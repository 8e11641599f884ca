"""Everything the program reads and never writes: definitions, lists, sentences, fonts, icons.

Names are relative to this folder with forward slashes (``"sop/tangerang-uptd-penjangkauan.toml"``). The folder is found
beside this module, from source as well as in the frozen program, which carries it as data.
"""

from __future__ import annotations

from pathlib import Path

_ROOT = Path(__file__).resolve().parent


def path(name: str) -> Path:
    """Where the file or folder called ``name`` lies; FileNotFoundError if it is not shipped."""
    found = (_ROOT / name).resolve()
    if not found.is_relative_to(_ROOT):
        raise FileNotFoundError(f"outside the resources: {name}")
    if not found.exists():
        raise FileNotFoundError(f"no such resource: {name}")
    return found


def text(name: str) -> str:
    """The file as UTF-8 text with plain line ends."""
    return path(name).read_text(encoding="utf-8")


def data(name: str) -> bytes:
    """The file as bytes."""
    return path(name).read_bytes()


def all_of(folder: str, suffix: str) -> tuple[str, ...]:
    """Names of all files ending in ``suffix`` directly in ``folder``, sorted; empty if the folder is not shipped."""
    root = _ROOT / folder
    if not root.is_dir():
        return ()
    return tuple(sorted(f"{folder}/{found.name}" for found in root.iterdir() if found.name.endswith(suffix)))
