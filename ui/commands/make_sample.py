"""``make-sample``: an office full of invented cases, the same for the same seed."""

from __future__ import annotations

import os
from collections.abc import Callable

from models.domain.clock import SystemClock
from models.services.ports import Renderers
from ui.commands.console import OutOfUse, Progress, ask_password, say
from ui.commands.folders import data_folder
from ui.commands.wish import Wish


def command(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Make the office in ``--data``; refused in words where an office already is."""
    from models.rehearsal.sample import last_working_morning, make_sample
    from models.rehearsal.stage import Plan

    password = ask_password("Kata sandi untuk semua pengguna kantor contoh", twice=True)
    folder = data_folder(wish.target, training=False)
    plan = Plan(wish.cases, wish.seed, wish.papers, until=last_working_morning(SystemClock().now()))
    bar = Progress("Membuat kasus rekaan")
    if folder.exists() and not folder.is_dir():
        raise OutOfUse(f"{folder}: itu sebuah berkas. Pilih folder lain dengan --data.")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        writable = os.access(folder, os.W_OK)
    except OSError:
        writable = False
    if not writable:
        raise OutOfUse(f"{folder}: tidak dapat ditulis di sana. Pilih folder lain dengan --data, atau periksa izinnya.")
    made = make_sample(folder, plan, password, renderers(), lambda part: bar(round(part * wish.cases), wish.cases))
    say(f"Kantor contoh siap di {folder}. Nama pengguna: {', '.join(made.usernames)}.")
    return 0
