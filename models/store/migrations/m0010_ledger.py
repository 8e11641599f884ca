"""Schema 10: numbers that a PC has seen issued and the database no longer knows, until somebody decides."""

from __future__ import annotations

VERSION = 10

STATEMENTS: tuple[str, ...] = (
    # found: what the database holds under that number, empty where it holds nothing.
    """CREATE TABLE ledger_alarm (
        id INTEGER PRIMARY KEY,
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        seq INTEGER NOT NULL,
        number TEXT NOT NULL,
        found TEXT NOT NULL DEFAULT '',
        subject TEXT NOT NULL,
        request_id TEXT NOT NULL,
        issued_at TEXT NOT NULL,
        raised_at TEXT NOT NULL,
        settled_at TEXT,
        settled_by INTEGER REFERENCES account (id),
        reason TEXT NOT NULL DEFAULT '',
        UNIQUE (series, year, seq, request_id),
        CHECK (settled_at IS NULL OR reason <> '')
    )""",
    "CREATE INDEX ledger_alarm_open ON ledger_alarm (series) WHERE settled_at IS NULL",
)
