"""Which rows speak of an encrypted file in the folder of attachments: for backups, checks and a new data key.

Whoever adds a table with a column ``token`` names it here; a test finds the forgotten one.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

#: Where the numbers begin to which files of letters without a case are bound: below every incoming letter's.
LETTERS = -1_000_000_000
#: Table, and what its file is bound to (the first argument of ``FileVault.put``): a case, or a number no case has.
HOLDERS = (("attachment", "case_id"), ("incoming_scan", "-incoming_id"), ("letter_scan", f"{LETTERS} - letter_id"))


@dataclass(frozen=True)
class HeldFile:
    """A file a row speaks of; ``size`` in bytes and ``sha256`` are those of the original."""

    table: str
    row: int
    owner: int
    token: str
    size: int
    sha256: str


def held_files(connection: Any) -> tuple[HeldFile, ...]:
    """Every file the database speaks of, in the order of its tables; older schemas have fewer tables.

    The token of a file that was erased begins with "-": nothing lies under it any more.
    """
    known = {row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    found: list[HeldFile] = []
    for table, owner in HOLDERS:
        if table in known:
            sql = f"SELECT id, {owner}, token, size, sha256 FROM {table} WHERE token NOT LIKE '-%' ORDER BY id"  # noqa: S608 - own names
            found += [HeldFile(table, *row) for row in connection.execute(sql)]
    return tuple(found)
