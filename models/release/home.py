"""Where the versions of the program lie side by side on a PC, and which of them opens.

    home/
      jangkau, Jangkau.exe   opens the version that versi.txt names
      versi.txt              the one file by which a version takes another's place
      app-1.2.0/             a version, whole; it is here only under this name once it was unpacked and tried

An office's data lie elsewhere. A program that an administrator has installed (.deb) has no such home.
"""

from __future__ import annotations

import contextlib
import json
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from models.domain.atomic import flush_folder, remove_leftovers, rename, told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.release.manifest import numbers, refused
from models.release.programs import program_name
from models.store.share.locks import FileLocks
from models.version import __version__

CURRENT, LABEL = "versi.txt", "versi.json"
_LOCK, _APP = "pembaruan.kunci", "app-"
#: What an update that was interrupted may leave: a copied archive, a folder half unpacked, a version on its way out.
_UNFINISHED = ("unduh-*", "baru-*", "buang-*")


@dataclass(frozen=True)
class Installed:
    """A version that lies ready; ``schema`` is that of the data it keeps."""

    version: str
    schema: int


@dataclass(frozen=True)
class Home:
    """The home of the program that is running.

    Attributes:
        running: its version, which is never removed.
    """

    root: Path
    running: str

    @classmethod
    def here(cls) -> Home:
        """Raises UserError PROGRAM_FIXED ("source", "admin", "read_only") where the program cannot renew itself."""
        if not getattr(sys, "frozen", False):
            raise UserError(ErrorCode.PROGRAM_FIXED, reason="source")
        app = Path(sys.executable).resolve().parent
        writable = os.access(app.parent, os.W_OK)
        if app.name != _APP + __version__ or not (app.parent / CURRENT).is_file():
            raise UserError(ErrorCode.PROGRAM_FIXED, reason="" if writable else "admin")
        if not writable:
            raise UserError(ErrorCode.PROGRAM_FIXED, reason="read_only")
        return cls(app.parent, __version__)

    @property
    def starter(self) -> Path:
        """What people open."""
        return self.root / program_name()

    def app(self, version: str) -> Path:
        """The folder of a version."""
        return self.root / f"{_APP}{version}"

    def current(self) -> str:
        """The version that opens next time."""
        with told_to_people():
            return (self.root / CURRENT).read_text("ascii").strip()

    def installed(self) -> tuple[Installed, ...]:
        """The versions that lie here, the oldest first."""
        found = []
        for folder in self.root.glob(f"{_APP}*"):
            with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
                found.append(label_of(folder))
        return tuple(sorted(found, key=lambda one: numbers(one.version)))

    def switch(self, version: str) -> None:
        """Let ``version`` open from now on: the one step by which an update or a return happens."""
        write_whole(self.root / CURRENT, f"{version}\n".encode("ascii"))
        with told_to_people():
            (self.root / CURRENT).chmod(0o644)  # whoever else works on this PC opens the program by it

    def expect_usable(self, version: str, schema: int) -> None:
        """A version that lies here and keeps data of ``schema``. UserError RETURN_CLOSED ("schema", ``version``)."""
        there = [one for one in self.installed() if one.version == version]
        if not there:
            raise UserError(ErrorCode.RETURN_CLOSED)
        if there[0].schema < schema:
            raise UserError(ErrorCode.RETURN_CLOSED, reason="schema", version=version)

    def new_folder(self) -> Path:
        """Where a version is unpacked before it is one."""
        folder = self.root / f"baru-{secrets.token_hex(4)}"
        with told_to_people():
            folder.mkdir()
        return folder

    def new_file(self) -> Path:
        """Where an archive is copied to, so that what was checked is what is unpacked."""
        return self.root / f"unduh-{secrets.token_hex(4)}"

    def take_in(self, folder: Path, version: str) -> None:
        """Make a folder that is whole a version; one of the same name that nobody opens goes."""
        with told_to_people():
            if self.app(version).exists():
                rename(self.app(version), self.root / f"buang-{secrets.token_hex(4)}")
            rename(folder, self.app(version))

    def thin_out(self, keep: set[str]) -> None:
        """Remove versions but those in ``keep``; one that is open elsewhere stays until the next time."""
        for one in self.installed():
            if one.version not in keep | {self.running}:
                leaving = self.root / f"buang-{secrets.token_hex(4)}"
                with contextlib.suppress(OSError):
                    rename(self.app(one.version), leaving)
        self.clear()

    def clear(self) -> None:
        """Remove what an interrupted update has left."""
        remove_leftovers(self.root)
        for pattern in _UNFINISHED:
            for left in self.root.glob(pattern):
                if left.is_dir():
                    shutil.rmtree(left, ignore_errors=True)
                else:
                    with contextlib.suppress(OSError):
                        left.unlink()
        with contextlib.suppress(OSError):
            flush_folder(self.root)


@contextlib.contextmanager
def alone(home: Home) -> Iterator[None]:
    """One update at a time on this PC. UserError RELEASE_REFUSED ("twice") while another one runs."""
    with told_to_people():
        locks = FileLocks(home.root / _LOCK)
    try:
        if not locks.take(0):
            raise refused("twice")
        yield
    finally:
        locks.close()


def label_of(folder: Path) -> Installed:
    """What a version says of itself. Raises OSError, ValueError, KeyError, TypeError."""
    body = json.loads((folder / LABEL).read_text("utf-8"))
    numbers(body["versi"])
    return Installed(str(body["versi"]), int(body["skema"]))
