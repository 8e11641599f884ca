"""What the command line asks for."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

#: What is done without the name of a command; as every command the module in ``ui.commands`` and its function.
WINDOW = "window.command"


class Wish:
    """To begin with what is asked for by saying nothing: the window. The options of a command become attributes.

    Attributes:
        command: the module in ``ui.commands`` and its function.
        training: the training office.
        data: folder of the office's data; None where the PC's own choice counts.
        open: a package of a case that is to be shown.
        log: a file that what is said is also written to.
    """

    command: str = WINDOW
    training: bool = False
    data: Path | None = None
    open: Path | None = None
    log: Path | None = None

    if TYPE_CHECKING:

        def __getattr__(self, option: str) -> Any: ...
