"""``self-test``: every procedure, paper, log line and backup once through, in an office that lives only for it."""

from __future__ import annotations

import os
import tempfile
from argparse import Namespace
from collections.abc import Callable
from functools import partial
from pathlib import Path

from models.services.ports import Renderers
from ui.commands.console import OutOfUse, complain, say


def command(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Run the self-test; 0 only when everything held.

    Documents go to ``--out``; without it they are made all the same and removed at the end.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the window is walked through unseen
    from models.rehearsal.self_test import run
    from ui.rehearsal import walk_through_window

    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder:
        workplace = Path(folder)
        out = _made(wish.out if wish.out else workplace / "dokumen")
        papers = renderers()
        window = partial(walk_through_window, renderers=papers)
        problems = run(_made(workplace / "data"), out, papers, read_text, say, window)
    for problem in problems:
        complain(f"MASALAH: {problem}")
    say(f"Uji mandiri selesai: {len(problems)} masalah." if problems else "Uji mandiri selesai: semua baik.")
    return 1 if problems else 0


def read_text(pdf: bytes) -> str:
    """The text of all pages, as a reader program would find it."""
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        return "\n".join(page.get_textpage().get_text_bounded() for page in document)
    finally:
        document.close()


def _made(folder: Path) -> Path:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise OutOfUse(f"{folder}: folder tidak dapat dibuat.") from None
    if not os.access(folder, os.W_OK):
        raise OutOfUse(f"{folder}: folder tidak dapat ditulisi.")
    return folder
