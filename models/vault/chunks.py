"""A long content as chunks of AES-256-GCM: place and end are authenticated, so none can be exchanged or cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

CHUNK, TAG, PREFIX = 64 * 1024, 16, 8
#: What a chunk is bound to, from its number and whether it is the last.
Bound = Callable[[int, bool], bytes]


def sealed(key: bytes, prefix: bytes, content: bytes, bound: Bound) -> Iterator[bytes]:
    """The chunks of ``content``; an empty one has one empty chunk. ``prefix`` begins each nonce, 8 random bytes."""
    aead = AESGCM(key)
    starts = range(0, max(len(content), 1), CHUNK)
    for number, start in enumerate(starts):
        last = number == len(starts) - 1
        yield aead.encrypt(_nonce(prefix, number), content[start : start + CHUNK], bound(number, last))


def opened(key: bytes, prefix: bytes, raw: bytes, start: int, bound: Bound) -> Iterator[bytes]:
    """The content behind ``start``; InvalidTag where anything is not as it was sealed."""
    aead = AESGCM(key)
    starts = range(start, len(raw), CHUNK + TAG)
    for number, begin in enumerate(starts):
        last = number == len(starts) - 1
        yield aead.decrypt(_nonce(prefix, number), raw[begin : begin + CHUNK + TAG], bound(number, last))


def _nonce(prefix: bytes, number: int) -> bytes:
    return prefix + number.to_bytes(4, "big")
