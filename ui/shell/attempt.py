"""One try to open the office at a time, with its refusal below the fields and the wait after wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models.errors import UserError
from ui.notify import Notifier
from ui.shell import later
from ui.tasks import Runner
from ui.widgets.basics import Button
from ui.widgets.fields import FieldNote

if TYPE_CHECKING:
    from models.services.safety.salvage import Rescue
    from models.services.session import Session

T = TypeVar("T")


class Attempt:
    """Runs one try at a time off the GUI thread, shows its refusal and counts down the wait.

    Attributes:
        notify: speaks beside the fields.
        note: below the fields.
        again: the field that is typed anew after a refusal.
        rescue: saves what can still be read of damaged data, where that is offered.
    """

    def __init__(
        self,
        owner: QWidget,
        runner: Runner,
        notify: Notifier,
        *,
        button: Button,
        note: FieldNote,
        again: QWidget,
        entered: Callable[[Session], object],
    ) -> None:
        self.notify, self.note, self.again = notify, note, again
        self.rescue: Callable[[], Rescue] | None = None
        self._owner, self._runner = owner, runner
        self._button, self._entered = button, entered
        self._verb = button.accessibleName()
        self._wait = 0
        self._timer = QTimer(owner, interval=1000)
        self._timer.timeout.connect(self._count_down)

    def start(self, work: Callable[[], Session], rescue: Callable[[], Rescue] | None = None) -> None:
        """Try ``work`` unless one is running or the person must wait; ``rescue`` is offered where data are damaged."""
        if not self._button.isEnabled():
            return
        self.note.clear()
        self.rescue = rescue
        self.carry_out("Membuka data…", work, self._entered)

    def carry_out(self, words: str, work: Callable[[], T], done: Callable[[T], object]) -> None:
        """Do ``work`` while the button says ``words``; nothing else can be tried meanwhile."""

        def ended(result: T) -> None:
            self.hold(0)
            done(result)

        self._button.setEnabled(False)
        self._button.set_text(words)
        self._runner.command(work, ended, self._refused, owner=self._owner)

    def hold(self, seconds: int) -> None:
        """Let the next try wait ``seconds``."""
        self._wait = seconds
        self._button.setEnabled(seconds <= 0)
        self._button.set_text(f"Tunggu {seconds} detik" if seconds > 0 else self._verb)
        if seconds > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def _refused(self, error: UserError) -> None:
        wait = error.details.get("wait", 0)
        self.hold(wait if isinstance(wait, int) else 0)
        later.refuse(self, error)

    def _count_down(self) -> None:
        self.hold(self._wait - 1)
