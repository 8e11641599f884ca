"""The command line: reads the arguments, starts the command, turns its outcome into an exit code.

Exit codes: 0 done, 1 a problem was found, 2 wrong use, 130 interrupted by Ctrl+C.
"""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from importlib import import_module
from typing import TYPE_CHECKING

from models.errors import UserError
from ui.commands.console import WRONG_USE, OutOfUse, complain, note, written_to
from ui.commands.wish import WINDOW, Wish

if TYPE_CHECKING:
    from models.services.ports import Renderers

DONE, PROBLEM, INTERRUPTED = 0, 1, 130
#: How the program's icon and the system's menu call it: nothing is loaded to read them.
_PLAIN: tuple[list[str], ...] = ([], ["--open"])

_UNEXPECTED = (
    "Perintah ini terhenti karena masalah pada program. Catatan berikut tidak memuat data orang; "
    "sampaikan kepada pengelola sistem."
)


def run(arguments: Sequence[str], renderers: Callable[[], Renderers]) -> int:
    """Carry out what ``arguments`` ask for and return the exit code.

    ``renderers`` is called only by commands that print papers, so that the others start at once.
    """
    return _outcome(lambda: _logged(_wish(arguments), renderers))


def _logged(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Carry it out; where ``--log`` names a file, when it began and how it ended stands there, too."""
    if wish.log is None:
        return _carry_out(wish, renderers)
    from models.domain.clock import SystemClock

    def moment() -> str:
        return SystemClock().now().strftime("%Y-%m-%d %H.%M.%S")

    with written_to(wish.log):
        note(f"{moment()} {wish.command.partition('.')[2]}")
        code = _outcome(lambda: _carry_out(wish, renderers))
        note(f"{moment()} kode keluar {code}")
    return code


def _carry_out(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    if wish.command != WINDOW and (wish.training or wish.data or wish.open):
        raise OutOfUse("--training, --data, dan --open sebelum nama perintah hanya untuk membuka jendela program.")
    if wish.command != WINDOW:
        gc.enable()  # which the frozen program puts off
    module, function = wish.command.split(".")
    return int(getattr(import_module(f"ui.commands.{module}"), function)(wish, renderers))


def _outcome(work: Callable[[], int]) -> int:
    """What ``work`` gives, or the exit code for how it failed, which is said."""
    try:
        return work()
    except SystemExit as leave:
        return leave.code if isinstance(leave.code, int) else PROBLEM
    except OutOfUse as problem:
        complain(str(problem))
        return WRONG_USE
    except UserError as error:
        from models.messages import render

        message = render(error)
        complain("\n".join(part for part in (message.title, message.why, message.safe, message.do) if part))
        return PROBLEM
    except Exception as failure:
        if sys.flags.dev_mode:  # python -X dev main.py …: everything, for the person who works on the program
            raise
        from ui.texts import describe

        complain(f"{_UNEXPECTED}\n{describe(failure)}")
        return PROBLEM
    except KeyboardInterrupt:
        complain("Dihentikan.")
        return INTERRUPTED


def _wish(arguments: Sequence[str]) -> Wish:
    """What ``arguments`` ask for; the window opens without the other commands having been looked at."""
    if list(arguments) in _PLAIN:
        return Wish()
    from ui.commands.parser import window

    wish: Wish
    wish, more = window().parse_known_args(arguments, Wish())
    if not more:
        return wish
    from ui.commands.arguments import everything

    wish = everything().parse_args(arguments, Wish())
    return wish
