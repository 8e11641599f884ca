"""Writes definition files: plain data as TOML from which ``tomllib`` reads the same again.

Tables are written one key a line, long lists one entry a line, so that a problem can be told by its line. Comments are
not kept. Control signs other than line break and tab are left out: no paper and no screen shows them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from datetime import date

_BARE = re.compile(r"[A-Za-z0-9_-]+")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
#: Fine for TOML, but lines are counted at these signs as well.
_LINE_SIGNS = {ord(sign): f"\\u{ord(sign):04X}" for sign in "\u2028\u2029"}
_WIDE = 100


def document(data: Mapping[str, object]) -> str:
    """A whole file: each entry of ``data`` is a table or a list of tables."""
    blocks: list[list[str]] = []
    for name, value in data.items():
        if isinstance(value, Mapping):
            blocks.append([f"[{key(name)}]", *_table(value)])
        elif isinstance(value, list):
            blocks += [[f"[[{key(name)}]]", *_table(entry)] for entry in value]
    return "\n\n".join("\n".join(block) for block in blocks) + "\n"


def _table(table: Mapping[str, object]) -> list[str]:
    lines: list[str] = []
    for name, entry in table.items():
        lines += array(name, [value(one) for one in entry]) if isinstance(entry, list) else [pair(name, entry)]
    return lines


def value(found: object) -> str:
    """One value on one line: text, number, flag, day, list, or table."""
    if isinstance(found, str):
        return text(found)
    if isinstance(found, bool):
        return "true" if found else "false"
    if isinstance(found, (int, float)):
        return repr(found)
    if isinstance(found, date):
        return found.isoformat()
    if isinstance(found, Mapping):
        return f"{{ {', '.join(pair(name, entry) for name, entry in found.items())} }}" if found else "{}"
    if isinstance(found, Iterable):
        return f"[{', '.join(map(value, found))}]"
    raise TypeError(f"no TOML for {type(found).__name__}")


def pair(name: str, found: object) -> str:
    """``name = value``."""
    return f"{key(name)} = {value(found)}"


def array(name: str, entries: list[str]) -> list[str]:
    """A list whose entries are written already: on one line where it is short, else one entry a line.

    Nothing for an empty list: absent and empty mean the same in definition files.
    """
    if not entries:
        return []
    flat = f"{key(name)} = [{', '.join(entries)}]"
    if len(flat) <= _WIDE:
        return [flat]
    return [f"{key(name)} = [", *(f"    {entry}," for entry in entries), "]"]


def key(name: str) -> str:
    """A key, quoted where it must be."""
    return name if _BARE.fullmatch(name) else text(name)


def text(words: str) -> str:
    """A text between quotation marks."""
    return json.dumps(_CONTROL.sub("", words), ensure_ascii=False).translate(_LINE_SIGNS)
