"""The technical log of this PC: where something went wrong, never about whom.

Exception texts and log arguments may quote what a person typed or what a row holds, so neither is ever written: an
exception leaves its type and the lines it passed, an argument is written only if it is a number or an error code.
"""

from __future__ import annotations

import logging
from pathlib import Path
from types import TracebackType

from models.errors import ErrorCode
from models.version import __version__
from ui.texts import describe

FILE_NAME = "jangkau.log"
_SIZE = 512 * 1024
_KEPT = 3

_Failure = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class SilentFormatter(logging.Formatter):
    """Writes time, level, place and the fixed part of a message; everything variable is left out unless harmless."""

    def format(self, record: logging.LogRecord) -> str:
        record = logging.makeLogRecord(record.__dict__)
        record.msg, record.args, record.exc_text = _fixed_part(record), None, None
        return super().format(record)

    def formatException(self, ei: _Failure) -> str:
        _, failure, _ = ei
        return describe(failure) if failure else ""


class LateFile(logging.Handler):
    """Opens the file when something is to be written; a folder that cannot be written leaves the program without."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder
        self._file: logging.Handler | None = None

    def emit(self, record: logging.LogRecord) -> None:
        """Write it, or nothing."""
        if self._file is None:
            self._file = self._open()
        self._file.handle(record)

    def close(self) -> None:
        """Let the file go."""
        if self._file is not None:
            self._file.close()
        super().close()

    def _open(self) -> logging.Handler:
        from logging.handlers import RotatingFileHandler

        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            file = RotatingFileHandler(self._folder / FILE_NAME, maxBytes=_SIZE, backupCount=_KEPT, encoding="utf-8")
        except OSError:
            return logging.NullHandler()
        words = f"%(asctime)s {__version__} %(levelname)s %(name)s:%(lineno)d %(message)s"
        file.setFormatter(SilentFormatter(words))
        return file


def start(folder: Path) -> None:
    """Write warnings and worse to ``folder``."""
    root = logging.getLogger()
    root.addHandler(LateFile(folder))
    root.setLevel(logging.WARNING)


def _fixed_part(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return f"<{type(record.msg).__qualname__}>"
    arguments = record.args if isinstance(record.args, tuple) else ()
    try:
        return record.msg % tuple(_harmless(value) for value in arguments) if arguments else record.msg
    except (TypeError, ValueError):
        return record.msg


def _harmless(value: object) -> object:
    return value if isinstance(value, int | float | ErrorCode) else f"<{type(value).__qualname__}>"
