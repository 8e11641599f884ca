"""No command: the window opens."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

from ui.commands.console import OutOfUse, program_name
from ui.commands.folders import data_folder, state_folder
from ui.commands.wish import Wish

if TYPE_CHECKING:
    from models.services.ports import Renderers


def command(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Open the program on the office's data and return when its window closes.

    Raises:
        OutOfUse: there is no screen to show a window on.
    """
    if not has_display():
        raise OutOfUse(
            "Jendela tidak dapat dibuka karena tidak ada layar (DISPLAY dan WAYLAND_DISPLAY kosong).\n"
            f"Tanpa layar, program dapat diuji dengan: {program_name()} self-test"
        )
    # Another program's Qt plugins would be loaded into ours.
    os.environ.pop("QT_PLUGIN_PATH", None)
    gc.disable()  # until the window is on the screen: nothing of what is loaded now is given up again
    from ui.app import run

    gc.freeze()
    given = wish.open.absolute() if wish.open else None
    folder = data_folder(wish.data, training=wish.training)
    return run(folder, training=wish.training, renderers=renderers, log=_keep_log, given=given)


@cache
def _keep_log() -> None:
    """Write down from now on what goes wrong; loaded behind the first picture, or before it for a bug."""
    from ui.commands import technical_log

    technical_log.start(state_folder())


def has_display() -> bool:
    """True where Qt can show a window, or was told to work without one (QT_QPA_PLATFORM)."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))
