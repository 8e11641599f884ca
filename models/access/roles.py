"""The application roles and what they grant, read from ``resources/access/roles.toml``; denied unless granted."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

import resources
from models.access.permissions import Permission
from models.source import Source

FILE = "access/roles.toml"
#: The parts of a case file that can be opened separately.
COMPARTMENTS = frozenset({"umum", "kasus", "asesmen"})
#: The role without which nobody could manage the accounts any more.
MANAGER = "pengelola"


@dataclass(frozen=True)
class Role:
    """A role: ``name`` and ``description`` are shown, ``compartments`` are the parts of a file it reads."""

    key: str
    name: str
    description: str
    permissions: frozenset[Permission]
    compartments: frozenset[str]


@cache
def shipped() -> dict[str, Role]:
    """All roles by key, in the file's order. ValueError if the file has a mistake."""
    return parse(Source.read(FILE, resources.text(FILE)))


def parse(source: Source) -> dict[str, Role]:
    """The roles of a definition text; ValueError names every mistake with its line."""
    roles = {key: _role(source, key, table) for key, table in source.data.items()}
    if source.problems:
        raise ValueError("\n".join(str(problem) for problem in source.problems))
    return roles


def can(roles: Iterable[str], permission: Permission) -> bool:
    """Whether one of the roles grants ``permission``; an unknown role grants nothing."""
    return any(role in shipped() and permission in shipped()[role].permissions for role in roles)


def reads(roles: Iterable[str], compartment: str) -> bool:
    """Whether one of the roles reads this part of a case file."""
    return any(role in shipped() and compartment in shipped()[role].compartments for role in roles)


def _role(source: Source, key: str, table: object) -> Role:
    fields = table if isinstance(table, dict) else {}
    if not isinstance(table, dict):
        source.complain((key,), f'"{key}" harus sebuah peran: tulis [{key}].')
    source.unknown_keys(fields, {"nama", "keterangan", "bagian", "boleh"}, (key,))
    known = {permission.value for permission in Permission}
    return Role(
        key,
        str(fields.get("nama", "")),
        str(fields.get("keterangan", "")),
        frozenset(Permission(word) for word in _words(source, key, fields, "boleh", known)),
        frozenset(_words(source, key, fields, "bagian", COMPARTMENTS)),
    )


def _words(source: Source, key: str, fields: dict[str, object], name: str, known: Iterable[str]) -> list[str]:
    """The list ``name`` of a role; each word that is not known is a problem."""
    value = fields.get(name, [])
    words = [str(word) for word in value] if isinstance(value, list) else []
    if not words:
        source.complain((key, name), f'Peran "{key}" membutuhkan daftar "{name}".')
    for word in words:
        if word not in known:
            source.complain((key, name), f'"{word}" tidak dikenal pada "{name}".')
    return [word for word in words if word in known]
