"""A case on its way to another office: one file behind a password, with nothing in it to be read without.

File: magic, format, cost of Argon2id, salt, a check of the password, prefix of the nonces; then chunks of AES-256-GCM.
Each chunk is bound to all of this header, so a cheaper cost or another format cannot be put in its place. The cost
is bounded when a file is read: a planted one must not exhaust the PC.
"""

from __future__ import annotations

import hmac
import secrets
import struct
import unicodedata

from cryptography.exceptions import InvalidTag

from models.errors import ErrorCode, UserError
from models.vault import chunks
from models.vault.passwords import check_password, suggest_password
from models.vault.slots import KdfCost, stretched

__all__ = ["FORMAT", "MOST_BYTES", "check_password", "locked", "suggest_password", "unlocked"]

MAGIC = b"JANGKAU\x1a"
FORMAT = 1
#: No package is larger; it is read into memory.
MOST_BYTES = 256 << 20
_SALT, _CHECK = 16, 16
_HEAD = struct.Struct(f">{len(MAGIC)}sHIHH{_SALT}s{_CHECK}s{chunks.PREFIX}s")


def locked(content: bytes, password: str, cost: KdfCost) -> bytes:
    """The package's bytes. UserError PACKAGE_TOO_BIG; WEAK_PASSWORD for one that can be guessed."""
    check_password(password)
    salt, prefix = secrets.token_bytes(_SALT), secrets.token_bytes(chunks.PREFIX)
    key, check = stretched(_secret(password), salt, cost)
    head = _HEAD.pack(MAGIC, FORMAT, cost.memory, cost.passes, cost.lanes, salt, check[:_CHECK], prefix)
    made = b"".join((head, *chunks.sealed(key, prefix, content, _bound_to(head))))
    if len(made) > MOST_BYTES:
        raise too_big()
    return made


def unlocked(raw: bytes, password: str) -> bytes:
    """What a package holds.

    Raises UserError PACKAGE_UNKNOWN (no package), PACKAGE_NEWER, PACKAGE_TOO_BIG, PACKAGE_PASSWORD, PACKAGE_DAMAGED.
    """
    if len(raw) > MOST_BYTES:
        raise too_big()
    if not raw.startswith(MAGIC):
        raise UserError(ErrorCode.PACKAGE_UNKNOWN)
    if len(raw) < _HEAD.size + chunks.TAG:
        raise UserError(ErrorCode.PACKAGE_DAMAGED)
    _magic, form, memory, passes, lanes, salt, check, prefix = _HEAD.unpack_from(raw)
    if form > FORMAT:
        raise UserError(ErrorCode.PACKAGE_NEWER)
    cost = KdfCost(memory, passes, lanes)
    if form < 1 or cost.reason_against():
        raise UserError(ErrorCode.PACKAGE_DAMAGED)
    key, expected = stretched(_secret(password), salt, cost)
    if not hmac.compare_digest(expected[:_CHECK], check):
        raise UserError(ErrorCode.PACKAGE_PASSWORD)
    try:
        return b"".join(chunks.opened(key, prefix, raw, _HEAD.size, _bound_to(raw[: _HEAD.size])))
    except (InvalidTag, ValueError):
        raise UserError(ErrorCode.PACKAGE_DAMAGED) from None


def too_big() -> UserError:
    """More than a package may hold."""
    return UserError(ErrorCode.PACKAGE_TOO_BIG, most=MOST_BYTES >> 20)


def _secret(password: str) -> bytes:
    """The same words typed on two keyboards, with or without stray blanks at the ends, give the same bytes."""
    return unicodedata.normalize("NFKC", password.strip()).encode()


def _bound_to(head: bytes) -> chunks.Bound:
    def bound(number: int, last: bool) -> bytes:
        return head + f"|{number}|{int(last)}".encode()

    return bound
