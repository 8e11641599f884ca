"""A program that takes its own life (SIGKILL) at one of its function calls: how any deed is cut off anywhere."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from typing import Any


def calls_of(deed: Callable[[], object]) -> int:
    """How many functions a deed calls: it is done once in whole."""
    counted = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal counted
        counted += event in ("call", "c_call")

    sys.setprofile(count)
    try:
        deed()
    finally:
        sys.setprofile(None)
    return counted


def die_doing(begin: Callable[[], Callable[[], object]], calls: int) -> bool:
    """Do a deed in a program of its own that dies at the n-th call; False if it had finished before.

    ``begin`` gets everything ready in that program and gives the deed; its own calls are not counted.
    """
    child = os.fork()
    if child == 0:
        deed = begin()
        sys.setprofile(_dying_after(calls))
        deed()
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == -signal.SIGKILL


def _dying_after(calls: int) -> Callable[..., None]:
    """Counts the calls of functions and kills the program at the one wanted."""
    left = calls

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal left
        if event in ("call", "c_call"):
            left -= 1
            if left == 0:
                os.kill(os.getpid(), signal.SIGKILL)

    return count
