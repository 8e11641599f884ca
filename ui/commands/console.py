"""What the commands say and ask on a console, also where there is none."""

from __future__ import annotations

import contextlib
import io
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TextIO

PASSWORD_VARIABLE = "JANGKAU_PASSWORD"  # noqa: S105 - the variable's name, not a password
NEW_PASSWORD_VARIABLE = "JANGKAU_NEW_PASSWORD"  # noqa: S105 - the variable's name, not a password
#: The exit code for a command that cannot be used the way it was called.
WRONG_USE = 2
_BAR = 30
#: Rights of a file that give it to others than its owner.
_OTHERS = 0o077
_logs: list[TextIO] = []


class OutOfUse(Exception):
    """The command was called in a way it cannot be used; the text says what to do instead."""


class _Nowhere(io.TextIOBase):
    """Takes everything and keeps nothing: what stands in for the console of a windowed program."""

    def write(self, text: str) -> int:
        return len(text)


def make_streams_safe() -> None:
    """Let printing never stop the program: without a console, or on one that knows few characters."""
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, _Nowhere())
        elif isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="replace")


def program_name() -> str:
    """How the person called the program: the bundled one by its name, else through the set-up script."""
    if getattr(sys, "frozen", False):
        return os.path.basename(sys.executable)
    return ("py" if os.name == "nt" else "python3") + " dev.py run"


@contextlib.contextmanager
def written_to(file: Path | None) -> Iterator[None]:
    """Let everything that is said also be appended to ``file``, for who reads it later; readable for its owner alone.

    A task scheduler has no console, nor has the bundled program on Windows. Raises OutOfUse for a file that cannot be
    written.
    """
    if file is None:
        yield
        return
    try:
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
    except OSError:
        raise OutOfUse(f"{file}: catatan tidak dapat ditulis di sana. Periksa foldernya.") from None
    with os.fdopen(handle, "w", encoding="utf-8") as log:
        _logs.append(log)
        try:
            yield
        finally:
            _logs.remove(log)


def say(text: str) -> None:
    """One line of progress or result."""
    _put(text, sys.stdout)
    note(text)


def complain(text: str) -> None:
    """What went wrong, away from the results."""
    _put(text, sys.stderr)
    note(text)


def note(text: str) -> None:
    """Into the log alone, where one is kept."""
    for log in _logs:
        with contextlib.suppress(OSError):
            print(text, file=log, flush=True)


def _put(text: str, stream: TextIO, end: str = "\n") -> None:
    """Print; where nobody listens any more (``… | head -1``, a log on a full disk) go on in silence."""
    try:
        print(text, file=stream, end=end, flush=True)
    except OSError:
        with contextlib.suppress(OSError, ValueError):
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)


def ask_password(
    purpose: str, *, variable: str = PASSWORD_VARIABLE, file: Path | None = None, twice: bool = False
) -> str:
    """A password from the first line of ``file`` ("-": what is piped in), else from the environment ``variable``, else
    typed unseen; never from an argument.

    Raises:
        OutOfUse: nobody can be asked, the two entries differ, or the file cannot be used.
    """
    if file is not None:
        return _password_in(file)
    given = os.environ.get(variable, "")
    if given:
        return given
    if sys.stdin is None or not sys.stdin.isatty():
        raise OutOfUse(
            f"{purpose} diperlukan. Tulis --password-file BERKAS, atau isi variabel lingkungan {variable} lebih dahulu."
        )
    import getpass

    typed = getpass.getpass(f"{purpose}: ")
    if twice and getpass.getpass(f"{purpose} (sekali lagi): ") != typed:
        raise OutOfUse("Kedua kata sandi tidak sama. Ulangi perintahnya.")
    return typed


def _password_in(file: Path) -> str:
    """The first line of a file that nobody else may read, or of what is piped in."""
    try:
        if str(file) == "-":
            line = sys.stdin.readline() if sys.stdin is not None else ""
        else:
            if os.name == "posix" and file.stat().st_mode & _OTHERS:
                raise OutOfUse(f"{file}: dapat dibaca orang lain. Batasi dahulu: chmod 600 {file}")
            with file.open(encoding="utf-8-sig") as opened:
                line = opened.readline()
    except (OSError, UnicodeDecodeError):
        raise OutOfUse(f"{file}: berkas kata sandi tidak ada atau tidak dapat dibaca.") from None
    if not line.strip():
        raise OutOfUse(f"{file}: baris pertamanya kosong; tulis kata sandi di sana.")
    return line.rstrip("\r\n")


def ask_new_password() -> str:
    """The password somebody else is given: from its own environment variable, else typed unseen twice.

    Raises OutOfUse as ``ask_password``.
    """
    return ask_password("Kata sandi untuk pengguna itu", variable=NEW_PASSWORD_VARIABLE, twice=True)


class Progress:
    """A progress bar: redrawn on a console, one line per tenth elsewhere (a log file).

    Attributes:
        label: what is being done.
        counted: what is done comes in pieces that are worth counting; else only its share is shown.
    """

    def __init__(self, label: str, *, counted: bool = True) -> None:
        self.label, self.counted = label, counted
        self._shown = -1

    def __call__(self, done: int, total: int) -> None:
        """Show that ``done`` of ``total`` are finished."""
        live = sys.stdout.isatty()
        percent = 100 * done // total if total else 100
        mark = percent if live else percent // 10
        if mark == self._shown:
            return
        self._shown = mark
        filled = _BAR * percent // 100
        text = f"{self.label} [{'#' * filled}{'.' * (_BAR - filled)}] {percent:3d} %"
        text += f" ({done} dari {total})" if self.counted else ""
        _put(f"\r{text}" if live else text, sys.stdout, "\n" if not live or done >= total else "")
