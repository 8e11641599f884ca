"""The only way off the GUI thread: one thread for the database, one for rendering papers, one for backups beside work.

Work is a function without arguments that touches no widget. Its result comes back on the GUI thread; a ``UserError``
becomes a message, a cancelled work nothing, anything else goes to the crash hook. Answers for a screen that is gone
are dropped.
"""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from functools import partial
from types import FunctionType, MethodType
from typing import TYPE_CHECKING, TypeVar

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from models.errors import Cancelled, ErrorCode, UserError
from ui.loading import one_by_one
from ui.notify import Notifier

if TYPE_CHECKING:
    from concurrent.futures import Executor

#: After this time the program shows that it is at work, in milliseconds.
BUSY_MS = 200
#: After this time it shows what it does and how far it is.
SLOW_MS = 1000
T = TypeVar("T")


class Progress(QObject):
    """How far a lengthy work is. The work calls ``report``; the window shows ``moved`` and may call ``cancel``.

    Signals:
        moved: share done (0 to 1) and what is being done.
        given_up: the work has stopped because the person asked for it.
    """

    moved = Signal(float, str)
    given_up = Signal()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.title = title
        self._cancelled = threading.Event()

    def report(self, done: int, total: int, words: str = "") -> None:
        """Tell how far the work is. Raises Cancelled when the person has asked to stop."""
        if self.cancelled():
            raise Cancelled
        self.tell(done / total if total else 0.0, words)

    def tell(self, share: float, words: str = "") -> None:
        """Tell which share (0 to 1) is done, for work that asks ``cancelled`` itself."""
        self.moved.emit(share, words)

    def cancelled(self) -> bool:
        """Whether the person has asked to stop."""
        return self._cancelled.is_set()

    def cancel(self) -> None:
        """Ask the work to stop at its next report."""
        self._cancelled.set()


@dataclass
class _Job:
    """One work on its way, and where its answer goes."""

    work: Callable[[], object]
    done: Callable[[object], object] | None
    failed: Callable[[UserError], object] | None
    owner: QObject | None
    latest: str
    number: int
    progress: Progress | None = None
    result: object = None
    error: BaseException | None = field(default=None, repr=False)


class _Worker:
    """One thread, made with its first work."""

    def __init__(self, name: str) -> None:
        self._name = name
        self._thread: Executor | None = None

    def submit(self, work: Callable[[_Job], object], job: _Job) -> None:
        """Do it when what came before is done."""
        if self._thread is None:
            with one_by_one:
                from concurrent.futures import ThreadPoolExecutor
            self._thread = ThreadPoolExecutor(1, self._name)
        self._thread.submit(work, job)

    def finish(self) -> None:
        """Wait until all is done."""
        if self._thread is not None:
            self._thread.shutdown(wait=True)


class Runner(QObject):
    """Runs work off the GUI thread, in the order it was asked for.

    Signals:
        busy: True when something has been running for longer than ``BUSY_MS``, False when all is done.
        slow: the ``Progress`` of a lengthy work that runs for longer than ``SLOW_MS``; None when it has ended.
    """

    busy = Signal(bool)
    slow = Signal(object)
    _ended = Signal(object)

    def __init__(self, notifier: Notifier, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._notifier = notifier
        self._database = _Worker("basis-data")
        self._papers = _Worker("kertas")
        self._beside = _Worker("cadangan")
        self._pending: dict[int, _Job] = {}
        self._newest: dict[str, int] = {}
        self._count = 0
        self._shown_busy = False
        self._shown_slow: Progress | None = None
        self._ended_for_good = False
        self._busy_timer = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._busy_timer.timeout.connect(self._show_busy)
        self._slow_timer = QTimer(self, singleShot=True, interval=SLOW_MS)
        self._slow_timer.timeout.connect(self._show_slow)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def query(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
        *,
        owner: QObject | None = None,
        latest: str = "",
    ) -> None:
        """Read something from the database thread and hand the result to ``done``.

        ``failed`` takes the UserError instead of the usual message. The answer is dropped if ``owner`` has gone; by
        default that is the object whose method ``done`` is, or the ``self`` that a lambda has taken along. Of the
        queries with one ``latest`` name only the answer to the newest is delivered: for searches as one types.
        """
        self._start(self._database, work, done, failed, owner=owner, latest=latest)

    def glance(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object],
        *,
        owner: QObject | None = None,
    ) -> None:
        """A query that nobody has asked for and nobody waits for: it never shows that the program is at work."""
        self._start(self._database, work, done, failed, owner=owner, waited_for=False)

    def command(
        self,
        work: Callable[[], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> None:
        """Change something. It is carried out even if the screen that asked for it has gone."""
        self._start(self._database, work, done, failed, owner=owner)

    def lengthy(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        *,
        owner: QObject | None = None,
        beside: bool = False,
    ) -> Progress:
        """Change something that may take long ("Membuat cadangan"): ``work`` is given a ``Progress`` to report to.

        ``beside``: on a thread of its own, so that nobody waits for it; only for work that keeps the database short.
        """
        progress = Progress(title)
        worker = self._beside if beside else self._database
        self._start(worker, lambda: work(progress), done, failed, owner=owner, progress=progress)
        return progress

    def render(
        self,
        work: Callable[[], T],
        done: Callable[[T], object],
        failed: Callable[[UserError], object] | None = None,
        *,
        owner: QObject | None = None,
        latest: str = "",
    ) -> None:
        """Like ``query`` for pure work without the database: laying out papers, reading picture files."""
        self._start(self._papers, work, done, failed, owner=owner, latest=latest)

    def lengthy_render(
        self,
        title: str,
        work: Callable[[Progress], T],
        done: Callable[[T], object] | None = None,
        failed: Callable[[UserError], object] | None = None,
        *,
        owner: QObject | None = None,
    ) -> Progress:
        """Like ``lengthy`` for work without the database: printing."""
        progress = Progress(title)
        self._start(self._papers, lambda: work(progress), done, failed, owner=owner, progress=progress)
        return progress

    def ahead(self, steps: Iterable[Callable[[], object]]) -> None:
        """Do beside the work what saves waiting later, step by step until the program ends; nobody waits for it."""

        def work() -> None:
            for step in steps:
                if self._ended_for_good:
                    return
                step()

        self._start(self._papers, work, None, None, owner=None, waited_for=False)

    def idle(self) -> bool:
        """Whether nothing is on its way."""
        return not self._pending

    def shutdown(self) -> None:
        """Let what runs end, start nothing more, deliver nothing more. Call once, at the end."""
        self._ended_for_good = True
        for job in self._pending.values():
            if job.progress is not None:
                job.progress.cancel()
        self._ended.disconnect(self._deliver)
        for worker in (self._database, self._papers, self._beside):
            worker.finish()
        self._pending.clear()
        self._busy_timer.stop()
        self._slow_timer.stop()

    def _start(
        self,
        worker: _Worker,
        work: Callable[[], object],
        done: Callable[..., object] | None,
        failed: Callable[[UserError], object] | None,
        *,
        owner: QObject | None,
        latest: str = "",
        progress: Progress | None = None,
        waited_for: bool = True,
    ) -> None:
        if self._ended_for_good:
            return
        self._count += 1
        job = _Job(work, done, failed, owner or _owner_of(done), latest, self._count, progress)
        if latest:
            self._newest[latest] = job.number
        if waited_for:
            self._pending[job.number] = job
            if not self._busy_timer.isActive() and not self._shown_busy:
                self._busy_timer.start()
        if progress is not None:
            self._slow_timer.start()
        worker.submit(self._carry_out, job)

    def _carry_out(self, job: _Job) -> None:
        """On the worker thread."""
        try:
            if not job.latest or self._newest.get(job.latest) == job.number:
                job.result = job.work()
        except BaseException as error:
            job.error = error
        self._ended.emit(job)

    def _deliver(self, job: _Job) -> None:
        """On the GUI thread."""
        self._pending.pop(job.number, None)
        if job.progress is not None and self._shown_slow is job.progress:
            self._shown_slow = None
            self.slow.emit(None)
        if not self._pending:
            self._busy_timer.stop()
            self._slow_timer.stop()
            if self._shown_busy:
                self._shown_busy = False
                self.busy.emit(False)
        if job.owner is not None and not shiboken6.isValid(job.owner):
            job.done = job.failed = None
        if job.error is not None:
            self._fail(job, job.error)
        elif job.done is not None and (not job.latest or self._newest.get(job.latest) == job.number):
            job.done(job.result)

    def _fail(self, job: _Job, error: BaseException) -> None:
        if isinstance(error, Cancelled) and job.progress is not None:
            job.progress.given_up.emit()
        if isinstance(error, Cancelled) or (isinstance(error, UserError) and error.code is ErrorCode.LOCKED):
            return  # the lock screen says it already
        if not isinstance(error, UserError):
            sys.excepthook(type(error), error, error.__traceback__)
        elif job.failed is not None:
            job.failed(error)
        elif not job.latest or self._newest.get(job.latest) == job.number:
            self._notifier.problem(error)

    def _show_busy(self) -> None:
        self._shown_busy = True
        self.busy.emit(True)

    def _show_slow(self) -> None:
        lengthy = next((job.progress for job in self._pending.values() if job.progress is not None), None)
        if lengthy is not None:
            self._shown_slow = lengthy
            self.slow.emit(lengthy)


def _owner_of(done: Callable[..., object] | None) -> QObject | None:
    """The object a method belongs to, or the ``self`` a local function has taken along."""
    receiver: object = None
    if isinstance(done, partial):
        return _owner_of(done.func)
    if isinstance(done, MethodType):
        receiver = done.__self__
    elif isinstance(done, FunctionType) and "self" in done.__code__.co_freevars:
        receiver = (done.__closure__ or ())[done.__code__.co_freevars.index("self")].cell_contents
    return receiver if isinstance(receiver, QObject) else None
