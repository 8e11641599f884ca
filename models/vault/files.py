"""Encrypted attachments: one file each under a random name, opened only for the case it belongs to.

File: magic, nonce and wrapped file key, chunk nonce prefix, then chunks of AES-256-GCM. The file key is wrapped under
the attachment key; case, file token, chunk number and "last chunk" are authenticated, so a file that was exchanged,
shortened or moved to another case is refused. The original name stands in the database only.
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from models.domain.atomic import told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.vault import chunks

MAGIC = b"JGK-BKS1"
SUFFIX = ".bks"
_NONCE, _KEY, _PREFIX = 12, 32, chunks.PREFIX
_HEAD = len(MAGIC) + _NONCE + _KEY + chunks.TAG + _PREFIX
_TOKEN = re.compile(r"[0-9a-f]{32}")


@dataclass(frozen=True)
class StoredFile:
    """What the database keeps of a stored file: its ``token``, the size in bytes and SHA-256 of the original."""

    token: str
    size: int
    sha256: str


class FileVault:
    """The folder of encrypted attachments."""

    def __init__(self, folder: Path, key: bytes) -> None:
        self._folder = folder
        self._key: bytes | None = key

    def put(self, case_id: int, content: bytes) -> StoredFile:
        """Store ``content`` for a case, whole or not at all. UserError DISK_FULL, READ_ONLY, … as ``write_whole``."""
        token = secrets.token_hex(16)
        with told_to_people():
            self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        write_whole(self.path(token), self._encrypted(case_id, token, content))
        return StoredFile(token, len(content), hashlib.sha256(content).hexdigest())

    def get(self, case_id: int, token: str) -> bytes:
        """The original bytes; UserError ATTACHMENT_DAMAGED if missing, altered or of another case."""
        path = self.path(token)
        with told_to_people():
            if not path.is_file():
                raise UserError(ErrorCode.ATTACHMENT_DAMAGED)
            raw = path.read_bytes()
        try:
            return b"".join(self._decrypted(case_id, token, raw))
        except (InvalidTag, ValueError):
            raise UserError(ErrorCode.ATTACHMENT_DAMAGED) from None

    def verify(self, case_id: int, stored: StoredFile) -> None:
        """UserError ATTACHMENT_DAMAGED unless the file is there and is what the database remembers."""
        content = self.get(case_id, stored.token)
        if len(content) != stored.size or hashlib.sha256(content).hexdigest() != stored.sha256:
            raise UserError(ErrorCode.ATTACHMENT_DAMAGED)

    def remove(self, token: str) -> None:
        """Remove a file that no record speaks of (its unit of work was rolled back)."""
        with told_to_people():
            self.path(token).unlink(missing_ok=True)

    def path(self, token: str) -> Path:
        """Where a file lies; a token is never anything but 32 hexadecimal digits."""
        if not _TOKEN.fullmatch(token):
            raise UserError(ErrorCode.ATTACHMENT_DAMAGED)
        return self._folder / f"{token}{SUFFIX}"

    def forget_key(self) -> None:
        """Drop the key; nothing opens any more."""
        self._key = None

    def _aead(self) -> AESGCM:
        if self._key is None:
            raise UserError(ErrorCode.LOCKED)
        return AESGCM(self._key)

    def _encrypted(self, case_id: int, token: str, content: bytes) -> Iterator[bytes]:
        file_key, nonce, prefix = secrets.token_bytes(_KEY), secrets.token_bytes(_NONCE), secrets.token_bytes(_PREFIX)
        yield MAGIC + nonce + self._aead().encrypt(nonce, file_key, _bound(case_id, token)) + prefix
        yield from chunks.sealed(file_key, prefix, content, partial(_bound, case_id, token))

    def _decrypted(self, case_id: int, token: str, raw: bytes) -> Iterator[bytes]:
        if not raw.startswith(MAGIC) or len(raw) < _HEAD + chunks.TAG:
            raise ValueError("not one of our files")
        nonce = raw[len(MAGIC) : len(MAGIC) + _NONCE]
        wrapped, prefix = raw[len(MAGIC) + _NONCE : _HEAD - _PREFIX], raw[_HEAD - _PREFIX : _HEAD]
        file_key = self._aead().decrypt(nonce, wrapped, _bound(case_id, token))
        yield from chunks.opened(file_key, prefix, raw, _HEAD, partial(_bound, case_id, token))


def _bound(case_id: int, token: str, number: int = -1, last: bool = False) -> bytes:
    """What a ciphertext is authenticated with, so that it fits one place only."""
    return f"{case_id}|{token}|{number}|{int(last)}".encode()
