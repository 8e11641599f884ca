"""The seal of the log book: each entry's code covers the entry and the code before it, so that no line can be changed,
taken out, put in or moved without it showing.

A cut tail cannot be seen from the lines alone; the services compare the last code with those kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import TypeAlias

Entry: TypeAlias = Mapping[str, str | int | None]

#: What stands before the first entry.
BEGINNING = "0" * 64


def seal(key: bytes, previous: str, entry: Entry) -> str:
    """The code of ``entry`` after the entry sealed with ``previous``: 64 hexadecimal digits (HMAC-SHA-256)."""
    text = json.dumps([previous, dict(entry)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()


def redacted(key: bytes, previous: str, code: str, entry: Entry) -> str:
    """The seal of an entry whose words were taken out: it keeps its ``code``, ``entry`` is what is left of it.

    Whoever does not hold the key cannot take out anything: the seal also binds the place in the chain.
    """
    return seal(key, previous, {**entry, "redaksi": code})


def first_broken(
    key: bytes,
    entries: Iterable[tuple[Entry, str]],
    previous: str = BEGINNING,
    redactions: Mapping[str, str] = MappingProxyType({}),
) -> int | None:
    """Position (from 0) of the first entry whose code does not fit, None if the chain is whole.

    ``redactions``: the seals of entries whose words were taken out lawfully, by their codes.
    """
    for position, (entry, code) in enumerate(entries):
        sealed = redactions.get(code)
        whole = _same(seal(key, previous, entry), code)
        if not whole and (sealed is None or not _same(redacted(key, previous, code, entry), sealed)):
            return position
        previous = code
    return None


def _same(one: str, other: str) -> bool:
    return hmac.compare_digest(one.encode(), other.encode())
