"""The seal of the log book: each entry's code covers the entry and the code before it, so that no line can be changed,
taken out, put in or moved without it showing.

A cut tail cannot be seen from the lines alone; the services compare the last code with those kept elsewhere.
"""

from __future__ import annotations

import hashlib
import hmac
import json
from collections.abc import Iterable, Mapping
from typing import TypeAlias

Entry: TypeAlias = Mapping[str, str | int | None]

#: What stands before the first entry.
BEGINNING = "0" * 64


def seal(key: bytes, previous: str, entry: Entry) -> str:
    """The code of ``entry`` after the entry sealed with ``previous``: 64 hexadecimal digits (HMAC-SHA-256)."""
    text = json.dumps([previous, dict(entry)], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hmac.new(key, text.encode("utf-8"), hashlib.sha256).hexdigest()


def first_broken(key: bytes, entries: Iterable[tuple[Entry, str]], previous: str = BEGINNING) -> int | None:
    """Position (from 0) of the first entry whose code does not fit, None if the chain is whole."""
    for position, (entry, code) in enumerate(entries):
        expected = seal(key, previous, entry)
        if not hmac.compare_digest(expected.encode(), code.encode()):
            return position
        previous = code
    return None
