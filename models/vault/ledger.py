"""A PC's own book of what it has seen happen: encrypted, only ever added to, outside the office's folder.

Each record is AES-256-GCM under a sub-key of the data key and bound to the office and to its place in the book, so none
can be exchanged, moved or taken from another office. A record that a power cut tore in half is the last one and does
not count; it was never acknowledged.
"""

from __future__ import annotations

import json
import os
import secrets
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.domain.atomic import flush_folder, told_to_people, write_whole

_NONCE, _HEAD = 12, 4
_LARGEST = 1 << 20


class Ledger:
    """One book of one office on this PC.

    Attributes:
        damaged: a record within the book could not be read; those before it still count.
    """

    def __init__(self, path: Path, vault: str, key: bytes, former: Sequence[bytes] = ()) -> None:
        """``former``: keys the office has had before; a book under one of them is written anew under ``key``.

        Raises UserError if this PC's disk refuses.
        """
        self._path, self._vault, self._key = path, vault, key
        self.damaged = False
        with told_to_people():
            path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        self._records, self._end = self._load(key)
        if self.damaged and not self._records:
            self._take_over(former)
        elif self.damaged:  # what follows the bad record is kept for whoever looks into it
            write_whole(self._aside(), path.read_bytes())

    def records(self) -> tuple[dict[str, Any], ...]:
        """Everything in the book, oldest first."""
        return tuple(self._records)

    def append(self, records: Iterable[dict[str, Any]]) -> None:
        """Add records; when this returns they are on the disk. Raises UserError DISK_FULL, FOLDER_NOT_WRITABLE …"""
        added = list(records)
        self._catch_up()
        sealed = b"".join(self._sealed(len(self._records) + place, record) for place, record in enumerate(added))
        with told_to_people():
            fresh = not self._path.exists()
            handle = os.open(self._path, os.O_WRONLY | os.O_CREAT | getattr(os, "O_BINARY", 0), 0o600)
            with os.fdopen(handle, "wb") as file:
                file.truncate(self._end)  # whatever a power cut left half written
                file.seek(self._end)
                file.write(sealed)
                file.flush()
                os.fsync(file.fileno())
            if fresh:
                flush_folder(self._path.parent)
        self._end += len(sealed)
        self._records += added

    def _catch_up(self) -> None:
        """Another program of this person on this PC may have added to the same book."""
        with told_to_people():
            size = self._path.stat().st_size if self._path.exists() else 0
        if size != self._end:
            self._records, self._end = self._load(self._key)

    def clear(self) -> None:
        """Begin an empty book."""
        write_whole(self._path, b"")
        self._records, self._end, self.damaged = [], 0, False

    def _sealed(self, place: int, record: dict[str, Any]) -> bytes:
        nonce = secrets.token_bytes(_NONCE)
        plain = json.dumps(record, ensure_ascii=False, sort_keys=True).encode()
        body = nonce + AESGCM(self._key).encrypt(nonce, plain, self._bound(place))
        return len(body).to_bytes(_HEAD, "big") + body

    def _bound(self, place: int) -> bytes:
        return f"jangkau/buku/1|{self._vault}|{place}".encode()

    def _load(self, key: bytes) -> tuple[list[dict[str, Any]], int]:
        """The records and where the next one belongs."""
        with told_to_people():
            content = self._path.read_bytes() if self._path.exists() else b""
        found: list[dict[str, Any]] = []
        at = 0
        self.damaged = False
        while at + _HEAD <= len(content):
            length = int.from_bytes(content[at : at + _HEAD], "big")
            body = content[at + _HEAD : at + _HEAD + length]
            if len(body) < length <= _LARGEST:
                break  # torn: never acknowledged
            try:
                plain = AESGCM(key).decrypt(body[:_NONCE], body[_NONCE:], self._bound(len(found)))
                found.append(json.loads(plain))
            except (InvalidTag, ValueError):
                self.damaged = True
                break
            at += _HEAD + length
        return found, at

    def _take_over(self, former: Sequence[bytes]) -> None:
        """Read a book that was kept under a former key and write it anew; one that no key opens is laid aside."""
        for key in former:
            found, _end = self._load(key)
            if found:
                self._rewrite(found)
                return
        with told_to_people():
            os.replace(self._path, self._aside())
        self._end, self.damaged = 0, True

    def _aside(self) -> Path:
        return self._path.with_suffix(f".rusak-{secrets.token_hex(4)}")

    def _rewrite(self, records: list[dict[str, Any]]) -> None:
        content = b"".join(self._sealed(place, record) for place, record in enumerate(records))
        write_whole(self._path, content)
        self._records, self._end, self.damaged = records, len(content), False
