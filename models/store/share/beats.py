"""The heartbeats in an office's presence folder: one small file for each program that has the office open.

A file says no name: a random id of the running program, a counter that rises every two seconds, the byte it has locked,
how often it has written to the database, and (encrypted by whoever sets it) which papers are open there.
"""

from __future__ import annotations

import contextlib
import json
import os
from dataclasses import dataclass
from pathlib import Path

from models.domain.atomic import write_whole

BEAT, NOTE = ".detak", ".buka"
_LENGTH = 96
_LARGEST_NOTE = 64 * 1024


@dataclass(frozen=True)
class Beat:
    """What one program said last.

    Attributes:
        count: rises with each heartbeat.
        byte: which byte of the lock file it holds.
        writes: how many changes it has committed.
        noted: rises with each change of its note.
    """

    count: int
    byte: int
    writes: int = 0
    noted: int = 0


def tell(folder: Path, name: str, beat: Beat) -> None:
    """Write one's own heartbeat, in place and through to the server. Raises OSError."""
    text = json.dumps([beat.count, beat.byte, beat.writes, beat.noted])
    handle = os.open(folder / f"{name}{BEAT}", os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o660)
    try:
        os.write(handle, text.ljust(_LENGTH).encode("ascii"))
        os.fsync(handle)
    finally:
        os.close(handle)


def hear(folder: Path) -> dict[str, Beat]:
    """The last heartbeat of every program, by its id. One that is being written just now is left out."""
    heard: dict[str, Beat] = {}
    for found in folder.iterdir():
        if found.suffix != BEAT:
            continue
        try:
            count, byte, writes, noted = json.loads(found.read_text("ascii")[:_LENGTH])
            heard[found.stem] = Beat(int(count), int(byte), int(writes), int(noted))
        except (OSError, ValueError, TypeError):
            continue
    return heard


def put_note(folder: Path, name: str, note: bytes) -> None:
    """Lay one's note beside the heartbeat; an empty one takes it away. Raises OSError, UserError."""
    path = folder / f"{name}{NOTE}"
    if note:
        write_whole(path, note)
    else:
        path.unlink(missing_ok=True)


def note_of(folder: Path, name: str) -> bytes:
    """The note of a program; empty if there is none or it cannot be read now."""
    try:
        with (folder / f"{name}{NOTE}").open("rb") as file:
            return file.read(_LARGEST_NOTE)
    except OSError:
        return b""


def forget(folder: Path, name: str) -> None:
    """Take away what a program left behind; whoever comes first does it."""
    for suffix in (BEAT, NOTE):
        with contextlib.suppress(OSError):
            (folder / f"{name}{suffix}").unlink(missing_ok=True)
