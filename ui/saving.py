"""A dialog whose answer is kept by a service: it closes when that went well, and says what was wrong when not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from models.errors import ErrorCode, UserError
from models.messages import render
from ui.context import AppContext
from ui.widgets.grid_dialog import GridDialog

T = TypeVar("T")


def ask(context: AppContext, dialog: GridDialog, keep: Callable[[Any], T], done: Callable[[T], object]) -> None:
    """Open the dialog; ``keep`` is called with its answer off the GUI thread, ``done`` with what that gave."""

    def written(answer: object) -> None:
        context.runner.command(lambda: keep(answer), kept, refused, owner=dialog)

    def kept(result: T) -> None:
        dialog.accept()
        done(result)

    def refused(error: UserError) -> None:
        dialog.refuse(correction(error))

    dialog.written.connect(written)
    dialog.finished.connect(dialog.deleteLater)
    dialog.open()


def correction(error: UserError) -> str:
    """What to say beside the fields of a dialog. What is wrong with a value already says what to do about it."""
    said = render(error)
    does = "" if error.code is ErrorCode.VALUE_INVALID and error.details.get("what") else said.do
    return " ".join(part for part in (said.why, does) if part)
