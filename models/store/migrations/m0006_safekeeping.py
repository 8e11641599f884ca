"""Schema 6: which place a backup went to, and what restoring for trial has shown."""

from __future__ import annotations

VERSION = 6

STATEMENTS: tuple[str, ...] = (
    # "kantor": beside the data; "kedua": the second place, a stick or another computer.
    "ALTER TABLE backup_run ADD COLUMN kind TEXT NOT NULL DEFAULT 'kantor' CHECK (kind IN ('kantor', 'kedua'))",
    """CREATE TABLE restore_drill (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        backup TEXT NOT NULL,
        sound INTEGER NOT NULL,
        problem TEXT NOT NULL DEFAULT ''
    )""",
)
