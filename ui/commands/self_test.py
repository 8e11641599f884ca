"""``self-test``: every procedure, paper, log line and backup once through, in an office that lives only for it."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.services.ports import Renderers
from ui.commands.console import OutOfUse, complain, say
from ui.commands.wish import Wish

if TYPE_CHECKING:
    from models.services.entry.gate import Gate

#: Files that come in while a period is walked through the window.
_FILES = 6


def command(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Run the self-test; 0 only when everything held.

    Documents go to ``--out``; without it they are made all the same and removed at the end.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"  # the window is walked through unseen
    from models.rehearsal.self_test import run

    # After a walk that broke off Windows still holds its files; what went wrong must be told all the same.
    with tempfile.TemporaryDirectory(prefix="jangkau-", ignore_cleanup_errors=True) as folder:
        workplace = Path(folder)
        out = _made(wish.out if wish.out else workplace / "dokumen")
        papers = renderers()
        window = partial(_walk, renderers=papers, out=out)
        problems = run(_made(workplace / "data"), out, papers, read_text, say, window)
    for problem in problems:
        complain(f"MASALAH: {problem}")
    say(f"Uji mandiri selesai: {len(problems)} masalah." if problems else "Uji mandiri selesai: semua baik.")
    return 1 if problems else 0


def _walk(gate: Gate, password: str, *, renderers: Renderers, out: Path) -> None:
    """A case, then the procedures of a period with a few files of two services."""
    from models.rehearsal import office
    from ui.rehearsal import stacks, walk_month, walk_through_window

    walk_through_window(gate, password, renderers)
    for spec in office.period_specs():
        brought = stacks(spec, _FILES, services=2, short=2)
        walk_month(gate, password, renderers, spec, brought, keep=out, look=lambda _name: None)


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
