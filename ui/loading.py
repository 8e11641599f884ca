"""Modules that are loaded later than at the start: when they are first needed, or ahead of that beside the work.

Python refuses an import ("deadlock detected") where two threads load modules that need each other at the same moment.
Whoever loads something after the start therefore does it here, one after the other.
"""

from __future__ import annotations

import threading
from importlib import import_module
from types import ModuleType

#: Held by the thread that loads; a module that is loaded may load others.
one_by_one = threading.RLock()


def load(name: str) -> ModuleType:
    """The module called ``name``, loaded if nobody has needed it yet."""
    with one_by_one:
        return import_module(name)
