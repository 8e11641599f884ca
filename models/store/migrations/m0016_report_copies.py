"""Schema 16: an approved report keeps its spreadsheets as they were, and which numbers its shared version hides."""

from __future__ import annotations

VERSION = 16

STATEMENTS: tuple[str, ...] = (
    # ``hidden``: the places hidden in the shared version and the tables left out of it, as JSON; set when it is
    # approved. Reports approved before have none: theirs follow from the figures alone.
    "ALTER TABLE service_report ADD COLUMN hidden TEXT",
    """CREATE TABLE report_copy (
        report_id INTEGER NOT NULL REFERENCES service_report (id),
        form TEXT NOT NULL CHECK (form IN ('xlsx', 'zip')),
        shared INTEGER NOT NULL CHECK (shared IN (0, 1)),
        paper_sha256 TEXT NOT NULL REFERENCES paper (sha256),
        PRIMARY KEY (report_id, form, shared)
    )""",
    """CREATE TRIGGER report_copy_fixed BEFORE UPDATE ON report_copy
        BEGIN SELECT RAISE(ABORT, 'a copy of an approved report is never changed'); END""",
    """CREATE TRIGGER report_copy_kept BEFORE DELETE ON report_copy
        BEGIN SELECT RAISE(ABORT, 'a copy of an approved report is never removed'); END""",
)
