"""Schema 3: cases that are about the same person, and letters sent without the consent they would need."""

from __future__ import annotations

VERSION = 3

STATEMENTS: tuple[str, ...] = (
    # A statement somebody made and may take back; the cases themselves are never changed by it.
    """CREATE TABLE same_person (
        id INTEGER PRIMARY KEY,
        one_case INTEGER NOT NULL REFERENCES case_file (id),
        other_case INTEGER NOT NULL REFERENCES case_file (id),
        reason TEXT NOT NULL CHECK (reason <> ''),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        undone_at TEXT,
        undone_by INTEGER REFERENCES account (id),
        undone_reason TEXT NOT NULL DEFAULT '',
        CHECK (one_case < other_case)
    )""",
    "CREATE UNIQUE INDEX same_person_pair ON same_person (one_case, other_case) WHERE undone_at IS NULL",
    "CREATE INDEX same_person_other ON same_person (other_case) WHERE undone_at IS NULL",
    """CREATE TABLE consent_exception (
        id INTEGER PRIMARY KEY,
        letter_id INTEGER NOT NULL UNIQUE REFERENCES letter (id) ON DELETE CASCADE,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        receiver TEXT NOT NULL,
        ground TEXT NOT NULL CHECK (ground <> ''),
        reason TEXT NOT NULL CHECK (reason <> ''),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX consent_exception_case ON consent_exception (case_id)",
)
