"""The guard of a shared folder: do the locks of two PCs really exclude each other?

A lock that one PC tries by itself proves nothing: many shares keep locks on each PC only. So every program that has
the office open holds one byte of a common file and shows that it lives. Whoever sees another alive tries its byte:
refused means that locks reach the server (GOOD); granted, twice while the other goes on living, means that they do not
(BROKEN).
"""

from __future__ import annotations

import contextlib
import secrets
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

from models.errors import ErrorCode, UserError
from models.store.share import beats
from models.store.share.beats import Beat
from models.store.share.locks import ByteLocks, FileLocks

#: Seconds between two heartbeats.
BEAT_SECONDS = 2.0
#: Heartbeats: how long one watches on joining, between two examinations, until a silent program counts as gone, and
#: until what it left behind is cleared away.
WATCH, EVERY, SILENT, FORGOTTEN = 4, 30, 5, 300
#: Seconds that a change waits for the verdict.
PATIENCE = 15.0
_BYTES = 256


class Verdict(StrEnum):
    """What is known of the folder's locks."""

    PENDING = "menunggu"
    ALONE = "sendiri"
    GOOD = "baik"
    BROKEN = "rusak"


@dataclass
class _Seen:
    """What is known of another program: its last heartbeat, how long ago it moved, where it was met unlocked."""

    beat: Beat
    still: int = 0
    moved: bool = False
    suspect: int | None = None
    broken: bool = False
    judged: bool = False

    @property
    def alive(self) -> bool:
        return self.moved and self.still < SILENT


@dataclass(frozen=True)
class Watch:
    """What the screens may know of the folder.

    Attributes:
        others: how many other programs have the office open.
        writes: changes whenever one of them has written.
        notes: what they have laid beside their heartbeat, by their id.
    """

    verdict: Verdict = Verdict.PENDING
    others: int = 0
    writes: frozenset[tuple[str, int]] = frozenset()
    notes: dict[str, bytes] = field(default_factory=dict, hash=False)


class Guard:
    """One program's place in the presence folder.

    Attributes:
        name: the random id of this program's stay.
        on_change: called, on the guard's thread, whenever ``watch`` has changed.
    """

    def __init__(
        self,
        folder: Path,
        *,
        locks: Callable[[Path], ByteLocks] = FileLocks,
        each_beat: Callable[[], None] | None = None,
    ) -> None:
        """``each_beat``: what else must be kept alive every two seconds."""
        self.name = secrets.token_hex(8)
        self.on_change: list[Callable[[], None]] = []
        self._folder, self._make_locks, self._each_beat = folder, locks, each_beat
        self._locks: ByteLocks | None = None
        self._byte, self._count, self._writes, self._noted = -1, 0, 0, 0
        self._note = b""
        self._told_note = b""
        self._read_notes: set[tuple[str, int]] = set()
        self._seen: dict[str, _Seen] = {}
        self._left, self._since = WATCH, 0
        self._watch = Watch()
        self._changed = threading.Condition()
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    @property
    def watch(self) -> Watch:
        """What is known now."""
        return self._watch

    def start(self) -> None:
        """Join the folder and keep watching on a thread of its own. May be called again."""
        if self._thread is None:
            self._stop.clear()
            self._thread = threading.Thread(target=self._run, name="penjaga", daemon=True)
            self._thread.start()

    def stop(self) -> None:
        """Leave the folder."""
        thread, self._thread = self._thread, None
        self._stop.set()
        if thread is not None:
            thread.join()
        self._leave()

    def require_writable(self, patience: float | None = None) -> None:
        """Wait for the verdict and refuse a change where it must not be made.

        Raises UserError SHARE_UNSAFE if the locks do not hold, STORAGE_GONE if the folder cannot be asked.
        """
        with self._changed:
            self._changed.wait_for(
                lambda: self._watch.verdict is not Verdict.PENDING, PATIENCE if patience is None else patience
            )
            verdict = self._watch.verdict
        if verdict is Verdict.BROKEN:
            raise UserError(ErrorCode.SHARE_UNSAFE)
        if verdict is Verdict.PENDING:
            raise UserError(ErrorCode.STORAGE_GONE)

    def wrote(self) -> None:
        """Tell the others with the next heartbeat that the database has changed."""
        self._writes += 1

    def note(self, content: bytes) -> None:
        """What the others may read beside this program's heartbeat; the caller has encrypted it."""
        self._note = content

    def step(self) -> None:
        """One heartbeat: show that one lives, look at the others, judge. A folder that has gone is joined again."""
        try:
            if self._locks is None:
                self._join()
            self._count += 1
            self._tell()
            self._look()
        except (OSError, UserError):
            self._leave()
            self._publish(Watch())
            return
        if self._each_beat is not None:
            self._each_beat()
        self._judge()

    def _run(self) -> None:
        while True:
            self.step()
            if self._stop.wait(BEAT_SECONDS):
                return

    def _join(self) -> None:
        self._folder.mkdir(exist_ok=True)
        taken = {beat.byte for beat in beats.hear(self._folder).values()}
        locks = self._make_locks(self._folder / "tempat")
        try:
            free = [byte for byte in range(_BYTES) if byte not in taken]
            secrets.SystemRandom().shuffle(free)
            self._byte = next(byte for byte in free if locks.take(byte))
        except (OSError, StopIteration):
            locks.close()
            raise OSError("no place in the presence folder") from None
        self._locks, self._left = locks, WATCH
        self._seen.clear()

    def _leave(self) -> None:
        beats.forget(self._folder, self.name)
        if self._locks is not None:
            with contextlib.suppress(OSError):
                self._locks.close()
        self._locks, self._told_note = None, b""

    def _tell(self) -> None:
        if self._note != self._told_note:
            beats.put_note(self._folder, self.name, self._note)
            self._told_note = self._note
            self._noted += 1
        beats.tell(self._folder, self.name, Beat(self._count, self._byte, self._writes, self._noted))

    def _look(self) -> None:
        heard = beats.hear(self._folder)
        heard.pop(self.name, None)
        for name in set(self._seen) - set(heard):
            del self._seen[name]
        for name, beat in heard.items():
            seen = self._seen.setdefault(name, _Seen(beat))
            if beat.count != seen.beat.count:
                seen.moved, seen.still = True, 0
            else:
                seen.still += 1
            if seen.still > FORGOTTEN:
                beats.forget(self._folder, name)
            seen.beat = beat

    def _judge(self) -> None:
        alive = {name: seen for name, seen in self._seen.items() if seen.alive}
        self._left = max(0, self._left - 1)
        self._since += 1
        for seen in alive.values():
            if not seen.judged or seen.suspect is not None or self._since >= EVERY:
                self._try(seen)
        if self._since >= EVERY:
            self._since = 0
        if self._left or any(seen.suspect is not None and not seen.broken for seen in alive.values()):
            verdict = Verdict.PENDING
        elif any(seen.broken for seen in alive.values()):
            verdict = Verdict.BROKEN
        else:
            verdict = Verdict.GOOD if alive else Verdict.ALONE
        writes = frozenset((name, seen.beat.writes) for name, seen in alive.items())
        self._publish(Watch(verdict, len(alive), writes, self._notes(alive)))

    def _try(self, seen: _Seen) -> None:
        """Try the byte that another, living program says it holds."""
        free = seen.beat.byte == self._byte or self._granted(seen.beat.byte)
        if not free:
            seen.suspect, seen.broken = None, False
        elif seen.suspect is None:
            seen.suspect = seen.beat.count
        elif seen.beat.count > seen.suspect:
            seen.broken = True
        seen.judged = True

    def _granted(self, byte: int) -> bool:
        locks = self._locks
        if locks is None or not locks.take(byte):
            return False
        locks.free(byte)
        return True

    def _notes(self, alive: dict[str, _Seen]) -> dict[str, bytes]:
        known = self._watch.notes
        found: dict[str, bytes] = {}
        for name, seen in alive.items():
            if seen.beat.noted:
                fresh = name not in known or (name, seen.beat.noted) not in self._read_notes
                found[name] = beats.note_of(self._folder, name) if fresh else known[name]
        self._read_notes = {(name, alive[name].beat.noted) for name in found}
        return found

    def _publish(self, watch: Watch) -> None:
        with self._changed:
            changed, self._watch = watch != self._watch, watch
            self._changed.notify_all()
        if changed:
            for listener in self.on_change:
                listener()
