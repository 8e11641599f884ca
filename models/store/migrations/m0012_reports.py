"""Schema 12: the reports of an office, what happened to each, and what later changes made of frozen ones."""

from __future__ import annotations

VERSION = 12

STATEMENTS: tuple[str, ...] = (
    # One report of each kind for each period. ``figures`` and ``corrections`` are what was handed in, ``papers`` what
    # was approved; a run of a procedure makes it, or the office by itself.
    """CREATE TABLE service_report (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind <> ''),
        period TEXT NOT NULL,
        basis TEXT NOT NULL,
        services TEXT NOT NULL DEFAULT '[]',
        run_id INTEGER REFERENCES case_file (id),
        state TEXT NOT NULL CHECK (state IN ('konsep', 'diajukan', 'diterima', 'dikembalikan', 'disetujui')),
        narrative TEXT NOT NULL DEFAULT '{}',
        figures TEXT,
        corrections TEXT,
        threshold INTEGER NOT NULL DEFAULT 0,
        paper_sha256 TEXT REFERENCES paper (sha256),
        shared_sha256 TEXT REFERENCES paper (sha256),
        created_at TEXT NOT NULL,
        created_by INTEGER NOT NULL REFERENCES account (id),
        row_version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (kind, period),
        CHECK (state <> 'disetujui'
            OR (figures IS NOT NULL AND corrections IS NOT NULL AND paper_sha256 IS NOT NULL
                AND shared_sha256 IS NOT NULL))
    )""",
    "CREATE INDEX service_report_run ON service_report (run_id)",
    """CREATE TRIGGER service_report_frozen BEFORE UPDATE ON service_report WHEN OLD.state = 'disetujui'
        BEGIN SELECT RAISE(ABORT, 'an approved report is never changed'); END""",
    """CREATE TRIGGER service_report_kept BEFORE DELETE ON service_report
        BEGIN SELECT RAISE(ABORT, 'a report is never removed'); END""",
    """CREATE TABLE report_event (
        id INTEGER PRIMARY KEY,
        report_id INTEGER NOT NULL REFERENCES service_report (id),
        kind TEXT NOT NULL,
        remark TEXT NOT NULL DEFAULT '' CHECK (kind <> 'dikembalikan' OR remark <> ''),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX report_event_report ON report_event (report_id)",
    """CREATE TRIGGER report_event_fixed BEFORE UPDATE ON report_event
        BEGIN SELECT RAISE(ABORT, 'what happened to a report is never changed'); END""",
    """CREATE TRIGGER report_event_kept BEFORE DELETE ON report_event
        BEGIN SELECT RAISE(ABORT, 'what happened to a report is never removed'); END""",
    # The figures of an earlier period as a report told them anew: what the next report compares with.
    """CREATE TABLE report_recount (
        report_id INTEGER NOT NULL REFERENCES service_report (id),
        earlier_id INTEGER NOT NULL REFERENCES service_report (id),
        figures TEXT NOT NULL,
        PRIMARY KEY (report_id, earlier_id)
    )""",
    "CREATE INDEX report_recount_earlier ON report_recount (earlier_id)",
)
