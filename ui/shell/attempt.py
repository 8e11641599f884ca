"""One try to open the office at a time, with its refusal below the fields and the wait after wrong tries."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from models import messages
from models.errors import ErrorCode, UserError
from ui.notify import Notifier
from ui.shell import later
from ui.tasks import Runner
from ui.widgets.basics import Button
from ui.widgets.dialog import Choice
from ui.widgets.fields import FieldNote

if TYPE_CHECKING:
    from models.services.salvage import Rescue
    from models.services.session import Session

_RESCUE, _RENEW = "selamatkan", "perbarui"

#: Refusals that belong below the fields; anything else is a message of its own.
BESIDE = {
    ErrorCode.WRONG_PASSWORD,
    ErrorCode.UNKNOWN_USER,
    ErrorCode.USER_INACTIVE,
    ErrorCode.RECOVERY_KEY_TYPO,
    ErrorCode.RECOVERY_KEY_WRONG,
    ErrorCode.WEAK_PASSWORD,
}


class Attempt:
    """Runs one try at a time off the GUI thread, shows its refusal and counts down the wait.

    ``again`` is the field that is typed anew after a refusal.
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
        self._owner, self._runner, self._notify = owner, runner, notify
        self._button, self._note, self._again, self._entered = button, note, again, entered
        self._verb = button.accessibleName()
        self._wait = 0
        self._rescue: Callable[[], Rescue] | None = None
        self._timer = QTimer(owner, interval=1000)
        self._timer.timeout.connect(self._count_down)

    def start(self, work: Callable[[], Session], rescue: Callable[[], Rescue] | None = None) -> None:
        """Try ``work`` unless one is running or the person must wait; ``rescue`` is offered where data are damaged."""
        if not self._button.isEnabled():
            return
        self._note.clear()
        self._rescue = rescue
        self._button.setEnabled(False)
        self._button.set_text("Membuka data…")
        self._runner.command(work, self._done, self._refused, owner=self._owner)

    def hold(self, seconds: int) -> None:
        """Let the next try wait ``seconds``."""
        self._wait = seconds
        self._button.setEnabled(seconds <= 0)
        self._button.set_text(f"Tunggu {seconds} detik" if seconds > 0 else self._verb)
        if seconds > 0:
            self._timer.start()
        else:
            self._timer.stop()

    def _done(self, session: Session) -> None:
        self.hold(0)
        self._entered(session)

    def _refused(self, error: UserError) -> None:
        wait = error.details.get("wait", 0)
        self.hold(wait if isinstance(wait, int) else 0)
        if error.code in BESIDE:
            said = messages.render(error)
            self._note.show_problem(" ".join(part for part in (said.why, said.do) if part))
            self._again.setFocus()  # the next keys are the next try, wherever the focus went meanwhile
        elif error.code is ErrorCode.DATABASE_DAMAGED and self._rescue is not None:
            if self._notify.problem(error, Choice(_RESCUE, "Selamatkan yang terbaca")) == _RESCUE:
                self._button.setEnabled(False)
                self._button.set_text("Menyelamatkan…")
                self._runner.command(self._rescue, self._rescued, self._refused, owner=self._owner)
        elif error.code is ErrorCode.SCHEMA_NEWER and "folder" in error.details:
            if self._notify.problem(error, Choice(_RENEW, "Perbarui sekarang")) == _RENEW:
                self._button.setEnabled(False)
                self._button.set_text("Memasang versi baru…")
                place = Path(str(error.details["folder"]))
                self._runner.command(lambda: later.renew(place), self._renewed, self._refused, owner=self._owner)
        else:
            self._notify.problem(error)

    def _renewed(self, version: str) -> None:
        self.hold(0)
        words = f"Jangkau {version} sudah terpasang di komputer ini. Tutup Jangkau, lalu buka lagi untuk masuk."
        self._notify.info("Versi baru sudah terpasang", words)

    def _rescued(self, made: Rescue) -> None:
        self.hold(0)
        words = (
            f"Hasilnya di {made.folder}, bersama daftar yang tidak terbaca. Untuk memakainya pilih Pulihkan dari "
            f"cadangan, lalu tunjuk {made.backup.parent}. Data yang rusak tidak diubah."
        )
        self._notify.info("Yang terbaca sudah diselamatkan", words)

    def _count_down(self) -> None:
        self.hold(self._wait - 1)
