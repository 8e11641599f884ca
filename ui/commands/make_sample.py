"""``make-sample``: an office full of invented cases, the same for the same seed."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from models.services.ports import Renderers
from ui.commands.console import Progress, ask_password, say
from ui.commands.folders import data_folder


def command(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Make the office in ``--data``; refused in words where an office already is."""
    from models.services.sample import make_sample

    password = ask_password("Kata sandi untuk semua pengguna kantor contoh", twice=True)
    folder = data_folder(wish.target, training=False)
    made = make_sample(
        folder,
        cases=wish.cases,
        seed=wish.seed,
        papers=wish.papers,
        password=password,
        renderers=renderers(),
        progress=Progress("Membuat kasus rekaan"),
    )
    say(f"Kantor contoh siap di {folder}. Nama pengguna: {', '.join(made.usernames)}.")
    return 0
