"""``update``: the next version of the program from a stick or a share, without a mouse."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable

from models.errors import ErrorCode, UserError
from models.messages import render
from models.services.ports import Renderers
from ui.commands.console import Progress, complain, say
from ui.commands.office import at_desk


def update(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Take the release in a folder; 0 also where this version is the one that runs, so that it may be repeated."""
    bar = Progress("Memperbarui")
    with at_desk(wish, renderers) as workspace:
        try:
            done = workspace.updates.carry_out(wish.folder, lambda share, _what: bar(round(share * 100), 100))
        except UserError as error:
            if error.code is ErrorCode.RELEASE_REFUSED and error.details.get("reason") == "same":
                say(render(error).why)
                return 0
            raise
    say(f"Jangkau {done.version} sudah terpasang dan terbuka mulai sekarang.")
    if done.shared is not None:
        say(f"Komputer lain dapat memasangnya dari {done.shared}")
    if done.not_shared is not None:
        complain(f"Paketnya belum dapat ditaruh di folder bersama. {render(done.not_shared).why}")
    return 0
