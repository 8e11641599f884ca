"""Keeping what is typed: every two seconds while one types, and at once when the person goes elsewhere."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import TypeAlias

from PySide6.QtCore import QObject, QTimer, Signal

from models import messages
from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from ui.tasks import Runner

#: How old a change may get before it is saved, in milliseconds; somebody who never pauses is saved as often.
REST_MS = 2000
#: How long after a refusal that passes by itself (a full disk, a share that is gone) it is tried again.
AGAIN_MS = 10_000
_PASSING = frozenset(
    {
        ErrorCode.DATABASE_BUSY,
        ErrorCode.DISK_FULL,
        ErrorCode.FOLDER_NOT_WRITABLE,
        ErrorCode.READ_ONLY,
        ErrorCode.SHARE_UNSAFE,
        ErrorCode.STORAGE_GONE,
    }
)
#: Makes, on the GUI thread, the work that saves these values on the database thread.
MakeWork: TypeAlias = Callable[[Values], Callable[[], object]]


class Autosave(QObject):
    """One save at a time, always of the newest values.

    Signals:
        saved: what the service answered.
        failed: the ``UserError``; what was typed is kept and the next change tries again. What passes by itself is
            said once and tried again without a change, too.
        told: words for the person and their tone ("Tersimpan otomatis 09.41", "ok").
    """

    saved = Signal(object)
    failed = Signal(object)
    told = Signal(str, str)

    def __init__(self, parent: QObject, runner: Runner, now: Callable[[], datetime], make_work: MakeWork) -> None:
        super().__init__(parent)
        self._runner, self._now, self._make_work = runner, now, make_work
        self._values: Values | None = None
        self._sheet = 0
        self._under_way = False
        self._held = False
        self._then: list[Callable[[], object]] = []
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self._save)
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self._save)
        self._said: ErrorCode | None = None

    @property
    def clean(self) -> bool:
        """Whether everything typed is saved."""
        return self._values is None and not self._under_way

    def touch(self, values: Values) -> None:
        """The answers are others now."""
        self._values = values
        if not self._held and not self._rest.isActive():
            self._rest.start()

    def flush(self, then: Callable[[], object] | None = None) -> None:
        """Save at once; ``then`` is called when everything is saved (not if that was not possible)."""
        if self.clean:
            if then is not None:
                then()
            return
        if then is not None:
            self._then.append(then)
        self._save()

    def hold(self) -> None:
        """Save nothing more until ``release``: the person has to decide something first."""
        self._held = True
        self._rest.stop()
        self._again.stop()

    def release(self) -> None:
        """Save again."""
        self._held = False
        if self._values is not None:
            self._rest.start()

    def forget(self) -> None:
        """Another sheet comes on the desk: what is not saved is no longer wanted, and late answers no concern."""
        self._sheet += 1
        self._values = None
        self._held = False
        self._rest.stop()
        self._again.stop()
        self._then.clear()

    def _save(self) -> None:
        self._rest.stop()
        self._again.stop()
        if self._values is None or self._under_way or self._held:
            return
        values, self._values = self._values, None
        self._under_way = True
        self.told.emit("Menyimpan…", "neutral")
        done, refused = partial(self._done, self._sheet), partial(self._refused, self._sheet, values)
        self._runner.command(self._make_work(values), done, refused, owner=self)

    def _done(self, sheet: int, answer: object) -> None:
        self._under_way = False
        if sheet != self._sheet:
            self._save()
            return
        self._said = None
        self.told.emit(f"Tersimpan otomatis {self._now():%H.%M}", "ok")
        self.saved.emit(answer)
        if self._values is not None:
            self._save()
            return
        waiting, self._then = self._then, []
        for call in waiting:
            call()

    def _refused(self, sheet: int, values: Values, error: UserError) -> None:
        self._under_way = False
        if sheet == self._sheet:
            self._then.clear()
            if self._values is None:
                self._values = values
        title = messages.render(error).title
        self.told.emit(title if title.startswith("Belum tersimpan") else f"Belum tersimpan: {title}", "danger")
        passing = error.code in _PASSING
        if passing and sheet == self._sheet and not self._held:
            self._again.start()
        known, self._said = passing and error.code is self._said, error.code
        if not known:
            self.failed.emit(error)
