"""``self-test``: every procedure, paper, log line and backup once through, in an office that lives only for it."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable
from pathlib import Path

from models.services.ports import Renderers
from ui.commands.console import OutOfUse, complain, say


def command(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Run the self-test; 0 only when everything held.

    Documents go to ``--out``; without it they are made all the same and removed at the end.
    """
    from models.services.self_test import run_self_test

    with tempfile.TemporaryDirectory(prefix="jangkau-") as workplace:
        out = _made(wish.out) if wish.out else _made(Path(workplace) / "dokumen")
        problems = list(run_self_test(Path(workplace) / "kantor", out, renderers(), say))
    for problem in problems:
        complain(f"MASALAH: {problem}")
    say(f"Uji mandiri selesai: {len(problems)} masalah." if problems else "Uji mandiri selesai: semua baik.")
    return 1 if problems else 0


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutOfUse(f"{folder}: folder tidak dapat dibuat.") from None
    if not os.access(folder, os.W_OK):
        raise OutOfUse(f"{folder}: folder tidak dapat ditulisi.")
    return folder
