"""Whose turn it is on a shared folder: one program at a time opens the database, works, and closes it again.

The locks of the file itself are not enough on a share: whoever merely opens the database while another writes may take
that one's journal for the remains of a crash and undo it. So readers take their turn as well. Taking it is one renaming
of a directory of one's own to the name ``dipakai``, which only one can succeed in; giving it back is renaming it again.
The file in the directory is named after its owner, never read, and gets a new name every two seconds while the turn
lasts. If a waiting program sees the same names for ``TTL`` seconds by its own clock, the owner has died or sleeps, and
the turn is taken from it, again by renaming. Whoever lost a turn this way notices before COMMIT and gives up.
"""

from __future__ import annotations

import contextlib
import errno
import os
import secrets
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from models.domain.atomic import problem_of
from models.errors import ErrorCode, UserError
from models.store.share import processes

#: Seconds without a sign of life until a turn is taken from its owner.
TTL = 20.0
#: Seconds that one waits for a turn: long enough to see a dead PC's turn end.
PATIENCE = 30.0
#: The shortest and longest pause between two tries, in seconds.
_PAUSES = (0.005, 0.1)
#: For how long a program with company lets the others go first after its own turn, in seconds.
_COURTESY = (0.01, 0.04)
_READ_ONLY = {errno.EROFS, errno.EACCES, errno.EPERM}


class Turn:
    """The turns of one program in one folder. Threads of the program wait for each other.

    Attributes:
        company: other programs have the office open: do not grab the next turn before they could.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._taken = folder / "dipakai"
        self.company = False
        self._ended = 0.0
        self._mark = f"{secrets.token_hex(6)}-{processes.this_machine()}-{os.getpid()}"
        self._own = folder / self._mark
        self._signs = 0
        self._here = threading.Lock()  # between threads of this program
        self._renaming = threading.Lock()  # between the owner and the thread that shows it lives
        self._holding = False
        self._lost = False
        self._seen: tuple[tuple[str, ...], float] = ((), 0.0)

    @contextmanager
    def held(self, *, must: bool = True) -> Iterator[None]:
        """Have the turn inside the block.

        ``must``: False where only looking is intended: on a folder that forbids every change it goes without a turn.
        Raises UserError DATABASE_BUSY if the others do not end, STORAGE_GONE, READ_ONLY, DISK_FULL …
        """
        if not self._here.acquire(timeout=PATIENCE):
            raise UserError(ErrorCode.DATABASE_BUSY)
        try:
            try:
                self._take()
            except OSError as error:
                if must or error.errno not in _READ_ONLY:
                    raise UserError(ErrorCode.READ_ONLY) if error.errno in _READ_ONLY else problem_of(error) from error
                yield
                return
            try:
                yield
            finally:
                self._give_back()
        finally:
            self._here.release()

    def show_life(self) -> None:
        """Called every two seconds: the owner of a turn gives its file a new name."""
        with self._renaming:
            if not self._holding or self._lost:
                return
            try:
                os.rename(self._taken / self._sign, self._taken / f"{self._mark}.{self._signs + 1}")
            except FileNotFoundError:
                self._lost = True
            except OSError:
                return  # the share is away for the moment; ``confirm`` will see
            else:
                self._signs += 1

    def confirm(self) -> None:
        """Just before COMMIT: is it still our turn? UserError DATABASE_BUSY if it was taken away meanwhile."""
        with self._renaming:
            if self._holding and not self._lost:
                try:
                    os.utime(self._taken / self._sign)
                    return
                except FileNotFoundError:
                    self._lost = True
                except OSError as error:
                    raise problem_of(error) from error
        if self._lost:
            raise UserError(ErrorCode.DATABASE_BUSY)

    def leave(self) -> None:
        """The program ends: its directory goes."""
        shutil.rmtree(self._own, ignore_errors=True)

    @property
    def _sign(self) -> str:
        return f"{self._mark}.{self._signs}"

    def _take(self) -> None:
        """Wait for the turn. Raises OSError where the folder cannot be used, UserError DATABASE_BUSY."""
        if self.company and time.monotonic() - self._ended < _COURTESY[1]:
            _wait(*_COURTESY)
        end, pause, refusals = time.monotonic() + PATIENCE, _PAUSES[0], 0
        while not self._try():
            if self._taken.is_dir():
                refusals = 0
                if self._watch():
                    continue
            else:  # given back just now, or the folder itself refuses
                refusals += 1
            if time.monotonic() >= end:
                raise UserError(ErrorCode.DATABASE_BUSY)
            if refusals > 20:
                self._prepare()
                os.rename(self._own, self._taken)
                break
            _wait(pause / 2, pause)
            pause = min(2 * pause, _PAUSES[1])
        with self._renaming:
            self._holding, self._lost = True, False

    def _try(self) -> bool:
        try:
            os.rename(self._own, self._taken)
        except FileNotFoundError:
            if (self._taken / self._sign).exists():
                return True  # an earlier renaming was done although the share reported a failure
            self._prepare()
            return False
        except OSError as error:
            if error.errno == errno.EROFS:
                raise
            if error.errno in _READ_ONLY and not self._taken.exists():
                self._prepare()  # says for certain whether the folder forbids it
            return False
        return True

    def _prepare(self) -> None:
        """A directory of one's own with the one file that names it. Raises OSError."""
        self._own.mkdir(parents=True, exist_ok=True)
        for former in self._own.iterdir():
            former.unlink(missing_ok=True)
        self._signs = 0
        (self._own / self._sign).touch()

    def _watch(self) -> bool:
        """Look at the owner's file; take the turn away from one that is dead. True if it is free now."""
        try:
            names = tuple(sorted(os.listdir(self._taken)))
        except OSError:
            return False
        now = time.monotonic()
        if names != self._seen[0]:
            self._seen = (names, now)
        if now - self._seen[1] < TTL and not _died_here(names):
            return False
        return self._break(names)

    def _break(self, names: tuple[str, ...]) -> bool:
        away = self._folder / f"patah-{secrets.token_hex(6)}"
        try:
            os.rename(self._taken, away)
            found = tuple(sorted(os.listdir(away)))
        except OSError:
            return False
        self._seen = ((), 0.0)
        if found != names:  # in the same moment it was given back and taken by a living program
            with contextlib.suppress(OSError):
                os.rename(away, self._taken)
            return False
        shutil.rmtree(away, ignore_errors=True)
        return True

    def _give_back(self) -> None:
        self._ended = time.monotonic()
        with self._renaming:
            self._holding = False
            with contextlib.suppress(OSError):
                # Never rename what is not ours: the turn may have been taken away meanwhile.
                if not self._lost and (self._taken / self._sign).exists():
                    os.rename(self._taken, self._own)


def _wait(least: float, most: float) -> None:
    """A random while, so that many PCs do not knock in step."""
    threading.Event().wait(secrets.SystemRandom().uniform(least, most))


def _died_here(names: tuple[str, ...]) -> bool:
    """Whether the owner was a program of this very PC that no longer runs."""
    for name in names:
        parts = name.rpartition(".")[0].split("-")
        if len(parts) == 3 and parts[1] == processes.this_machine() and parts[2].isdigit():
            return not processes.runs(int(parts[2]))
    return False
