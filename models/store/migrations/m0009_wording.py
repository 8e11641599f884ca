"""Schema 9: who put a version of a definition in force, and how a letter writes the people of its case."""

from __future__ import annotations

VERSION = 9

STATEMENTS: tuple[str, ...] = (
    # NULL: it came with the program, or from a time when nobody wrote it down.
    "ALTER TABLE definition ADD COLUMN added_by INTEGER REFERENCES account (id)",
    # '' is what the kind of letter asks for; else full names, initials or the register number alone.
    "ALTER TABLE letter ADD COLUMN naming TEXT NOT NULL DEFAULT '' CHECK (naming IN ('', 'penuh', 'inisial', 'kode'))",
)
