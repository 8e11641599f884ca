"""A scanner behind one face: SANE on Linux, WIA on Windows. Pages come as pictures in memory, never as files."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from models.errors import Cancelled, ErrorCode, UserError

Stop = Callable[[], bool]
#: Called with each page as it comes.
Page = Callable[[bytes], object]

#: Most pages one stack can have: the feeder of a large machine holds fewer.
MOST_PAGES = 200
#: Seconds a machine may take for its list, and for one page at 600 dots per inch.
_LIST_SECONDS, _PAGE_SECONDS = 30, 180
_POLL_SECONDS = 0.2
_PNG = b"\x89PNG"
#: A folder that lies in memory on every Linux.
_MEMORY = "/dev/shm"  # noqa: S108 - on purpose: it is no disk
_TROUBLES = (
    ("busy", "Pemindai sedang dipakai program lain."),
    ("jammed", "Kertas tersangkut dalam pemindai."),
    ("cover", "Penutup pemindai terbuka."),
    ("access", "Pengguna ini belum boleh memakai pemindai."),
)


@dataclass(frozen=True)
class Device:
    """A scanner as it is chosen: what the system calls it, and its name for people."""

    key: str
    name: str


@dataclass(frozen=True)
class Wish:
    """How to scan: ``dpi`` dots per inch, in ``colour``, one page or the whole ``stack`` in the feeder."""

    dpi: int = 200
    colour: bool = False
    stack: bool = False


class Scanner(Protocol):
    """What the program asks of scanning, whatever the system."""

    def devices(self) -> tuple[Device, ...]:
        """The scanners that are on; empty if there is none. May take seconds."""

    def scan(self, device: Device, wish: Wish, page: Page, stop: Stop) -> int:
        """Scan; each page goes to ``page`` as PNG or BMP. Gives how many. UserError SCANNER_SILENT; Cancelled."""


def no_scanner() -> UserError:
    """What to say where no scanner answers."""
    return UserError(ErrorCode.SCANNER_SILENT)


class SaneScanner:
    """Scanning through ``scanimage``, which comes with SANE on every Linux desktop."""

    def __init__(self, program: str) -> None:
        self._program = program

    def devices(self) -> tuple[Device, ...]:
        listed = self._run(["-f", "%d\t%v %m%n"], _LIST_SECONDS, lambda: False)[0].decode("utf-8", "replace")
        pairs = (line.split("\t", 1) for line in listed.splitlines() if "\t" in line)
        return tuple(Device(key, " ".join(name.split())) for key, name in pairs if key)

    def scan(self, device: Device, wish: Wish, page: Page, stop: Stop) -> int:
        options = [*self._options(device, wish), "--format=png"]
        if wish.stack:
            return self._stack(options, page, stop)
        content, said = self._run(options, _PAGE_SECONDS, stop)
        if not content.startswith(_PNG):
            raise _trouble(said)
        page(content)
        return 1

    def _stack(self, options: list[str], page: Page, stop: Stop) -> int:
        """All pages of the feeder. The tool can only name files for a stack: they pass through memory, never the disk,
        in a folder of this user that is gone afterwards."""
        folder = Path(tempfile.mkdtemp(prefix="jangkau-", dir=_MEMORY))
        count = 0

        def taken() -> bool:
            nonlocal count
            ready = sorted(folder.glob("*.png"), key=lambda path: int(path.stem))
            for path in ready:
                page(path.read_bytes())
                path.unlink()
                count += 1
            return bool(ready)

        try:
            names = [f"--batch={folder}/%d.png", f"--batch-count={MOST_PAGES}"]
            said = self._run([*options, *names], _PAGE_SECONDS, stop, taken)[1]
            taken()
        finally:
            shutil.rmtree(folder, ignore_errors=True)
        if not count:
            raise _trouble(said)
        return count

    def _options(self, device: Device, wish: Wish) -> list[str]:
        """What this machine understands of the wish: each driver has its own words for the feeder and the colours."""
        known = self._run(["-d", device.key, "--help"], _LIST_SECONDS, lambda: False)[0].decode("utf-8", "replace")
        options = ["-d", device.key]
        if "--resolution" in known:
            options += ["--resolution", str(wish.dpi)]
        mode = _choice(known, "--mode", ("Color", "24bit Color") if wish.colour else ("Gray", "True Gray", "Grayscale"))
        options += ["--mode", mode] if mode else []
        if wish.stack:
            source = _feeder(known)
            if not source:
                raise UserError(ErrorCode.SCANNER_SILENT, why="Pemindai ini tidak mempunyai pengumpan kertas.")
            options += ["--source", source]
        return options

    def _run(
        self, arguments: list[str], seconds: float, stop: Stop, moved: Callable[[], bool] = lambda: False
    ) -> tuple[bytes, str]:
        """What the program writes to its two outputs; it is ended when the person stops or when nothing ``moved`` for
        so many seconds."""
        started = subprocess.Popen(  # noqa: S603 - the program found on the system, its arguments as a list
            [self._program, *arguments],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            env={**os.environ, "LC_ALL": "C"},
        )
        left = seconds
        with started:
            while True:
                try:
                    out, said = started.communicate(timeout=_POLL_SECONDS)
                    return out, said.decode("utf-8", "replace")
                except subprocess.TimeoutExpired:
                    left = seconds if moved() else left - _POLL_SECONDS
                    if stop():
                        started.terminate()
                        raise Cancelled from None
                    if left <= 0:
                        started.kill()
                        raise no_scanner() from None


def _choice(known: str, option: str, wanted: tuple[str, ...]) -> str:
    """The first of ``wanted`` that the machine offers for ``option``, "" for none."""
    found = re.search(rf"{option} (.+?)(?: \[|$)", known, re.MULTILINE)
    offered = found.group(1).split("|") if found else []
    return next((word for word in wanted if word in offered), "")


def _feeder(known: str) -> str:
    found = re.search(r"--source (.+?)(?: \[|$)", known, re.MULTILINE)
    offered = found.group(1).split("|") if found else []
    return next((word for word in offered if re.search("adf|feeder", word, re.IGNORECASE)), "")


def _trouble(said: str) -> UserError:
    why = next((words for sign, words in _TROUBLES if sign in said.lower()), "")
    if not why and re.search("out of documents", said, re.IGNORECASE):
        why = "Tidak ada kertas dalam pengumpan."
    return UserError(ErrorCode.SCANNER_SILENT, **({"why": why} if why else {}))


class NoScanner:
    """A computer on which nothing can scan."""

    def devices(self) -> tuple[Device, ...]:
        return ()

    def scan(self, device: Device, wish: Wish, page: Page, stop: Stop) -> int:
        raise no_scanner()


_FOUND: list[Scanner] = []
_FINDING = threading.Lock()


def system_scanner() -> Scanner:
    """The way to scan on this computer, looked for once."""
    with _FINDING:
        if not _FOUND:
            _FOUND.append(_find())
        return _FOUND[0]


def _find() -> Scanner:
    if os.name == "nt":
        from ui.scanning.wia import WiaScanner  # noqa: PLC0415 - its parts exist on Windows only

        return WiaScanner()
    program = shutil.which("scanimage")
    return SaneScanner(program) if program else NoScanner()
