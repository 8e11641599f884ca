"""``update``: the next version of the program from a stick or a share, or back to the one before, without a mouse."""

from __future__ import annotations

from collections.abc import Callable

from models.errors import ErrorCode, UserError
from models.messages import render
from models.release.manifest import numbers
from models.services.ports import Renderers
from models.services.workspace import Workspace
from models.version import __version__
from ui.commands.console import OutOfUse, Progress, complain, say
from ui.commands.office import at_desk
from ui.commands.wish import Wish


def update(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Take the release in a folder; 0 also where this version is the one that runs, so that it may be repeated."""
    if wish.back == (wish.folder is not None):
        raise OutOfUse("Tulis map paketnya, atau --back untuk kembali ke versi sebelumnya.")
    bar = Progress("Memperbarui", counted=False)
    with at_desk(wish, renderers) as workspace:
        if wish.back:
            return _back(workspace)
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


def _back(workspace: Workspace) -> int:
    """Let the version before open from now on. UserError RETURN_CLOSED, PROGRAM_FIXED."""
    program = workspace.updates.program()
    if program.fixed is not None:
        raise program.fixed
    earlier = program.other
    if earlier is None or numbers(earlier.version) > numbers(__version__):
        raise UserError(ErrorCode.RETURN_CLOSED)
    workspace.updates.switch(earlier.version)
    say(f"Jangkau {earlier.version} terbuka mulai sekarang. Data kantor tidak berubah.")
    return 0
