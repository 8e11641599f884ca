"""Schema 2: procedures that live: periods, pauses, absences, legal clocks, links of cases, drafts of definitions."""

from __future__ import annotations

VERSION = 2

STATEMENTS: tuple[str, ...] = (
    # A run of a period ("2026-11", "2026-S2", "2026") is a case file of another subject: it has steps, forms, letters.
    "ALTER TABLE case_file ADD COLUMN subject TEXT NOT NULL DEFAULT 'kasus'",
    "ALTER TABLE case_file ADD COLUMN period TEXT NOT NULL DEFAULT ''",
    "CREATE UNIQUE INDEX case_file_period ON case_file (sop_key, period) WHERE period <> ''",
    # From which day a version is in force; empty: since it came in.
    "ALTER TABLE definition ADD COLUMN from_date TEXT NOT NULL DEFAULT ''",
    """CREATE TABLE definition_draft (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('sop', 'formulir', 'surat', 'daftar')),
        key TEXT NOT NULL,
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        based_on INTEGER NOT NULL DEFAULT 0,
        updated_at TEXT NOT NULL,
        updated_by INTEGER NOT NULL REFERENCES account (id),
        row_version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (kind, key)
    )""",
    """CREATE TABLE step_pause (
        id INTEGER PRIMARY KEY,
        step_run_id INTEGER NOT NULL REFERENCES step_run (id),
        reason TEXT NOT NULL CHECK (reason <> ''),
        started_at TEXT NOT NULL,
        started_by INTEGER NOT NULL REFERENCES account (id),
        ended_at TEXT,
        ended_by INTEGER REFERENCES account (id)
    )""",
    "CREATE INDEX step_pause_run ON step_pause (step_run_id)",
    "CREATE UNIQUE INDEX step_pause_open ON step_pause (step_run_id) WHERE ended_at IS NULL",
    """CREATE TABLE absence (
        id INTEGER PRIMARY KEY,
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL,
        reason TEXT NOT NULL DEFAULT '',
        deputy_id INTEGER REFERENCES officer (id),
        mode TEXT NOT NULL DEFAULT '' CHECK (mode IN ('', 'Plh.', 'Plt.')),
        cancelled INTEGER NOT NULL DEFAULT 0,
        CHECK (last_day >= first_day)
    )""",
    "CREATE INDEX absence_days ON absence (officer_id, first_day)",
    """CREATE TABLE legal_clock (
        id INTEGER PRIMARY KEY,
        case_id INTEGER REFERENCES case_file (id),
        kind TEXT NOT NULL,
        started_at TEXT NOT NULL,
        due_at TEXT NOT NULL,
        done_at TEXT,
        done_by INTEGER REFERENCES account (id),
        remark TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX legal_clock_open ON legal_clock (due_at) WHERE done_at IS NULL",
    "CREATE INDEX legal_clock_case ON legal_clock (case_id)",
    """CREATE TABLE case_link (
        id INTEGER PRIMARY KEY,
        from_case INTEGER NOT NULL REFERENCES case_file (id),
        to_case INTEGER NOT NULL REFERENCES case_file (id),
        kind TEXT NOT NULL,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        remark TEXT NOT NULL DEFAULT '',
        UNIQUE (from_case, to_case, kind)
    )""",
    "CREATE INDEX case_link_to ON case_link (to_case)",
    # Files handed to documentation in a period; offered when a case is closed, or received by hand from other services.
    """CREATE TABLE file_receipt (
        id INTEGER PRIMARY KEY,
        run_id INTEGER NOT NULL REFERENCES case_file (id),
        link_id INTEGER REFERENCES case_link (id),
        register_number TEXT NOT NULL DEFAULT '',
        service TEXT NOT NULL,
        document TEXT NOT NULL,
        quantity INTEGER NOT NULL CHECK (quantity > 0),
        giver TEXT NOT NULL DEFAULT '',
        complete TEXT NOT NULL DEFAULT '' CHECK (complete IN ('', 'Lengkap', 'Belum lengkap')),
        offered_at TEXT NOT NULL,
        received_at TEXT,
        received_by INTEGER REFERENCES account (id),
        sorted_at TEXT,
        sorted_by INTEGER REFERENCES account (id),
        selected INTEGER NOT NULL DEFAULT 0,
        shortage TEXT NOT NULL DEFAULT '',
        resolved_at TEXT,
        letter_id INTEGER REFERENCES letter (id)
    )""",
    """CREATE TABLE letter_reply (
        id INTEGER PRIMARY KEY,
        letter_id INTEGER NOT NULL UNIQUE REFERENCES letter (id),
        form_key TEXT NOT NULL,
        form_version INTEGER NOT NULL,
        answers TEXT NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        sender TEXT NOT NULL DEFAULT '',
        replied_on TEXT NOT NULL DEFAULT '',
        recorded_at TEXT NOT NULL,
        recorded_by INTEGER NOT NULL REFERENCES account (id),
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    "CREATE INDEX file_receipt_run ON file_receipt (run_id)",
    "CREATE INDEX file_receipt_link ON file_receipt (link_id)",
    # By what a client may be found who is spelled another way; ``mark`` is a normal form, see models.domain.names.
    """CREATE TABLE person_mark (
        mark TEXT NOT NULL,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        PRIMARY KEY (mark, case_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX person_mark_case ON person_mark (case_id)",
)
