"""The parts of a settings file: what each one packs, and what taking it would change.

A part reads what the file says into a ``Plan`` without writing anything; only carrying the plan out writes. All of it
runs inside a reading or writing stretch.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from models.access.permissions import Permission
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.settings.rollout_file import not_usable

#: The part that brings forms, letters and procedures.
TEXTS = "naskah"


@dataclass
class Coming:
    """What the parts of one file know of each other: a form may ask for a list that comes along.

    Attributes:
        parts: the parts that are taken, as plain data.
    """

    desk: Desk
    definitions: Definitions
    parts: Mapping[str, Any] = field(default_factory=dict)

    def has(self, kind: str, key: str) -> bool:
        """Whether the office has a form, letter or procedure, or is given it by the same file."""
        brought = self.parts.get(TEXTS)
        entries = brought if isinstance(brought, list) else []
        named = [(one.get("jenis"), one.get("kunci")) for one in entries if isinstance(one, dict)]
        return (kind, key) in named or key in self.definitions.keys(kind)


@dataclass(frozen=True)
class Plan:
    """What taking a part would do: ``changes`` in sentences, none if nothing; ``write`` does it in a unit of work."""

    changes: tuple[str, ...]
    write: Callable[[], object]


class Part(Protocol):
    """One part of the file.

    Attributes:
        key: its name in the file; ``title`` is what people call it.
        own: whether it says who an office is: left alone unless somebody asks for it.
        needs: what taking it requires.
    """

    @property
    def key(self) -> str: ...
    @property
    def title(self) -> str: ...
    @property
    def own(self) -> bool: ...
    @property
    def needs(self) -> Permission: ...

    def pack(self, coming: Coming) -> Any:
        """Plain data for the file, None where the office has nothing of its own."""

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What taking ``data`` would change. Raises VALUE_INVALID (``what``), WrongField."""


def group(data: Any, title: str) -> dict[str, Any]:
    """``data`` if it is a group of fields. VALUE_INVALID."""
    if not isinstance(data, dict):
        raise not_usable(f"{title}: harus kelompok isian {{ … }}.")
    return data


def rows(data: Any, title: str) -> list[dict[str, Any]]:
    """``data`` if it is a list of groups. VALUE_INVALID."""
    if not isinstance(data, list) or not all(isinstance(one, dict) for one in data):
        raise not_usable(f"{title}: harus daftar kelompok isian [ {{ … }} ].")
    return data


def word(entry: Mapping[str, Any], name: str, where: str) -> str:
    """A text of a group, "" if it is not there. VALUE_INVALID."""
    value = entry.get(name, "")
    if not isinstance(value, str):
        raise not_usable(f"{where}, isian “{name}”: harus teks.")
    return value
