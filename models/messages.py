"""What a person reads when something is not possible: title, why, what is safe, what to do."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

import resources
from models.errors import ErrorCode, UserError

FILE = "i18n/messages.toml"
#: Key of the variant used when a detail its sentence names is not known.
_BARE = "kosong"


@dataclass(frozen=True)
class Message:
    """The sentences of one problem, plain text in Indonesian; ``safe`` may be empty."""

    code: ErrorCode
    title: str
    why: str
    safe: str
    do: str


def render(error: UserError) -> Message:
    """The message for ``error``: its sentences with the details filled in, its ``reason`` choosing the variant."""
    entry = _entries()[error.code.value]
    variants: dict[str, dict[str, str]] = entry.get("bila", {})
    details = {key: str(value) for key, value in error.details.items()}
    chosen = {**entry, **variants.get(details.get("reason", ""), {})}
    try:
        return _filled(error.code, chosen, details)
    except KeyError:
        return _filled(error.code, {**chosen, **variants[_BARE]}, details)


def _filled(code: ErrorCode, entry: dict[str, Any], details: dict[str, str]) -> Message:
    why, safe, do = (str(entry.get(key, "")).format_map(details) for key in ("sebab", "aman", "langkah"))
    return Message(code, str(entry["judul"]).format_map(details), why, safe, do)


@cache
def _entries() -> dict[str, Any]:
    import tomllib

    entries: dict[str, Any] = tomllib.loads(resources.text(FILE))
    return entries
