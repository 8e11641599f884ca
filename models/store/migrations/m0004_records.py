"""Schema 4: the records on paper: shelves, loans, retention, what a file lacks, and to whom it was handed over."""

from __future__ import annotations

VERSION = 4

STATEMENTS: tuple[str, ...] = (
    # A scanned sheet stands beside the letter or form it is the signed copy of.
    "ALTER TABLE attachment ADD COLUMN letter_id INTEGER REFERENCES letter (id)",
    "ALTER TABLE attachment ADD COLUMN form_key TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE attachment ADD COLUMN pages INTEGER NOT NULL DEFAULT 0",
    "CREATE INDEX attachment_sha256 ON attachment (sha256)",
    # A file of paper: of a case, of another service (its receipt), or from before the program (neither).
    """CREATE TABLE archive_file (
        id INTEGER PRIMARY KEY,
        case_id INTEGER UNIQUE REFERENCES case_file (id),
        receipt_id INTEGER UNIQUE REFERENCES file_receipt (id),
        register_number TEXT NOT NULL CHECK (register_number <> ''),
        service TEXT NOT NULL DEFAULT '',
        kind TEXT NOT NULL,
        since TEXT NOT NULL,
        keep_until TEXT,
        destroyed_at TEXT,
        row_version INTEGER NOT NULL DEFAULT 1,
        CHECK (case_id IS NULL OR receipt_id IS NULL)
    )""",
    "CREATE INDEX archive_file_until ON archive_file (keep_until) WHERE destroyed_at IS NULL",
    "CREATE INDEX archive_file_register ON archive_file (register_number)",
    """CREATE TABLE shelf_move (
        id INTEGER PRIMARY KEY,
        file_id INTEGER NOT NULL REFERENCES archive_file (id),
        cupboard TEXT NOT NULL DEFAULT '',
        shelf TEXT NOT NULL DEFAULT '',
        box TEXT NOT NULL DEFAULT '',
        folder TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        remark TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX shelf_move_file ON shelf_move (file_id)",
    """CREATE TABLE file_loan (
        id INTEGER PRIMARY KEY,
        file_id INTEGER NOT NULL REFERENCES archive_file (id),
        borrower TEXT NOT NULL CHECK (borrower <> ''),
        purpose TEXT NOT NULL DEFAULT '',
        lent_at TEXT NOT NULL,
        lent_by INTEGER NOT NULL REFERENCES account (id),
        due_on TEXT NOT NULL,
        returned_at TEXT,
        returned_by INTEGER REFERENCES account (id),
        remark TEXT NOT NULL DEFAULT ''
    )""",
    "CREATE INDEX file_loan_file ON file_loan (file_id)",
    "CREATE UNIQUE INDEX file_loan_open ON file_loan (file_id) WHERE returned_at IS NULL",
    """CREATE TABLE destruction (
        id INTEGER PRIMARY KEY,
        proposed_at TEXT NOT NULL,
        proposed_by INTEGER NOT NULL REFERENCES account (id),
        reason TEXT NOT NULL CHECK (reason <> ''),
        decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'setuju', 'tolak')),
        decided_at TEXT,
        decided_by INTEGER REFERENCES account (id),
        decision_note TEXT NOT NULL DEFAULT '',
        done_at TEXT,
        done_by INTEGER REFERENCES account (id),
        letter_id INTEGER REFERENCES letter (id),
        CHECK (done_at IS NULL OR decision = 'setuju')
    )""",
    """CREATE TABLE destruction_file (
        destruction_id INTEGER NOT NULL REFERENCES destruction (id),
        file_id INTEGER NOT NULL REFERENCES archive_file (id),
        PRIMARY KEY (destruction_id, file_id)
    ) WITHOUT ROWID""",
    "CREATE INDEX destruction_file_file ON destruction_file (file_id)",
    # Paper is never destroyed without the head's word.
    """CREATE TRIGGER archive_file_kept BEFORE UPDATE OF destroyed_at ON archive_file
        WHEN NEW.destroyed_at IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM destruction_file JOIN destruction ON destruction.id = destruction_file.destruction_id
            WHERE destruction_file.file_id = NEW.id AND destruction.decision = 'setuju')
        BEGIN SELECT RAISE(ABORT, 'a file is destroyed only with an approval'); END""",
    # What a person says of a document that the program cannot see: it is there on paper, or this file needs none.
    """CREATE TABLE document_mark (
        id INTEGER PRIMARY KEY,
        case_id INTEGER REFERENCES case_file (id),
        receipt_id INTEGER REFERENCES file_receipt (id),
        document TEXT NOT NULL,
        state TEXT NOT NULL CHECK (state IN ('ada', 'kurang', 'tidak_perlu')),
        reason TEXT NOT NULL DEFAULT '',
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        CHECK ((case_id IS NULL) <> (receipt_id IS NULL))
    )""",
    "CREATE UNIQUE INDEX document_mark_case ON document_mark (case_id, document) WHERE case_id IS NOT NULL",
    "CREATE UNIQUE INDEX document_mark_receipt ON document_mark (receipt_id, document) WHERE receipt_id IS NOT NULL",
    """CREATE TABLE shortage (
        id INTEGER PRIMARY KEY,
        case_id INTEGER REFERENCES case_file (id),
        receipt_id INTEGER REFERENCES file_receipt (id),
        period TEXT NOT NULL,
        document TEXT NOT NULL,
        title TEXT NOT NULL,
        account_id INTEGER REFERENCES account (id),
        officer TEXT NOT NULL DEFAULT '',
        noted_at TEXT NOT NULL,
        noted_by INTEGER NOT NULL REFERENCES account (id),
        due_on TEXT NOT NULL,
        reminders INTEGER NOT NULL DEFAULT 0,
        reminded_at TEXT,
        resolved_at TEXT,
        resolved_by INTEGER REFERENCES account (id),
        resolution TEXT NOT NULL DEFAULT '',
        CHECK ((case_id IS NULL) <> (receipt_id IS NULL))
    )""",
    "CREATE INDEX shortage_open ON shortage (account_id) WHERE resolved_at IS NULL",
    "CREATE INDEX shortage_period ON shortage (period)",
    """CREATE UNIQUE INDEX shortage_case ON shortage (case_id, document)
        WHERE resolved_at IS NULL AND case_id IS NOT NULL""",
    """CREATE UNIQUE INDEX shortage_receipt ON shortage (receipt_id, document)
        WHERE resolved_at IS NULL AND receipt_id IS NOT NULL""",
    """CREATE TABLE handover (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        letter_id INTEGER REFERENCES letter (id),
        receiver TEXT NOT NULL CHECK (receiver <> ''),
        post TEXT NOT NULL DEFAULT '',
        office TEXT NOT NULL DEFAULT '',
        received_on TEXT NOT NULL,
        attachment_id INTEGER REFERENCES attachment (id),
        remark TEXT NOT NULL DEFAULT '',
        recorded_at TEXT NOT NULL,
        recorded_by INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX handover_case ON handover (case_id)",
)
