"""Schema 13: what was entered into Simfoni PPA of each case, and the totals its dashboard showed each month."""

from __future__ import annotations

VERSION = 13

STATEMENTS: tuple[str, ...] = (
    # Number and date of the entry are facts of the case, stated by its entry sheet. Here stands what the sheet said
    # when somebody entered it: of each place its words, of what identifies a person a digest only.
    """CREATE TABLE simfoni_entry (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        kind TEXT NOT NULL CHECK (kind IN ('entri', 'pembaruan', 'tidak_perlu', 'perlu')),
        day TEXT NOT NULL,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        lists_mark INTEGER NOT NULL DEFAULT 0,
        sheet TEXT NOT NULL DEFAULT '{}',
        remark TEXT NOT NULL DEFAULT '',
        CHECK (kind <> 'tidak_perlu' OR remark <> '')
    )""",
    "CREATE INDEX simfoni_entry_case ON simfoni_entry (case_id, id)",
    # typed: what the dashboard showed; NULL while only a remark was written.
    """CREATE TABLE simfoni_total (
        period TEXT NOT NULL,
        cell TEXT NOT NULL,
        typed INTEGER CHECK (typed IS NULL OR typed >= 0),
        resolved INTEGER NOT NULL DEFAULT 0,
        remark TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        PRIMARY KEY (period, cell)
    )""",
)
