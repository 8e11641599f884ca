"""``check-definitions``: are the procedure, form, letter and list files sound?"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import resources
from ui.commands.console import OutOfUse, say
from ui.commands.wish import Wish

_FOLDERS = ("lists", "forms", "letters", "sop")
#: The tables of the Data Layanan.
_TABLES = "data/data-layanan.toml"


def command(wish: Wish, _renderers: object) -> int:
    """Print each problem as ``file:line: sentence``; 1 if a definition cannot be used as it is."""
    from models.definitions import check_texts

    texts: Sequence[tuple[str, str | bytes]] = [(str(path), _read(path)) for path in wish.files] or shipped()
    problems = check_texts(texts)
    for problem in problems:
        say(str(problem) if problem.grave else f"{problem} (catatan)")
    grave = sum(problem.grave for problem in problems)
    verdict = f"{grave} masalah ditemukan" if grave else "tidak ada masalah"
    say(f"{len(texts)} berkas diperiksa: {verdict}.")
    return 1 if grave else 0


def shipped() -> list[tuple[str, str]]:
    """Name and text of every definition that the program brings along."""
    names = [name for folder in _FOLDERS for name in resources.all_of(folder, ".toml")]
    return [(name, resources.text(name)) for name in (*names, _TABLES)]


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError:
        raise OutOfUse(f"{path}: berkas tidak ada atau tidak dapat dibaca.") from None
