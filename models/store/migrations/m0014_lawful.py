"""Schema 14: what persons ask about their data, data that were erased lawfully, case packages of other offices."""

from __future__ import annotations

VERSION = 14

STATEMENTS: tuple[str, ...] = (
    # A person asks for a copy, a correction or the erasure of what is kept of them.
    """CREATE TABLE person_request (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('akses', 'koreksi', 'hapus')),
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        all_cases INTEGER NOT NULL DEFAULT 0,
        asker TEXT NOT NULL CHECK (asker <> ''),
        capacity TEXT NOT NULL,
        identity TEXT NOT NULL,
        asked_on TEXT NOT NULL,
        what TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        taken_at TEXT NOT NULL,
        taken_by INTEGER NOT NULL REFERENCES account (id),
        clock_id INTEGER NOT NULL REFERENCES legal_clock (id),
        decision TEXT NOT NULL DEFAULT '' CHECK (decision IN ('', 'terima', 'tolak')),
        ground TEXT NOT NULL DEFAULT '',
        decision_note TEXT NOT NULL DEFAULT '',
        parts TEXT NOT NULL DEFAULT '[]',
        decided_at TEXT,
        decided_by INTEGER REFERENCES account (id),
        done_at TEXT,
        done_by INTEGER REFERENCES account (id),
        receiver TEXT NOT NULL DEFAULT '',
        result TEXT NOT NULL DEFAULT '{}',
        form_key TEXT NOT NULL DEFAULT '',
        letter_id INTEGER REFERENCES letter (id),
        row_version INTEGER NOT NULL DEFAULT 1,
        CHECK (done_at IS NULL OR decision <> '')
    )""",
    "CREATE INDEX person_request_case ON person_request (case_id)",
    "CREATE INDEX person_request_open ON person_request (kind) WHERE done_at IS NULL",
    """CREATE TRIGGER person_request_kept BEFORE DELETE ON person_request
        BEGIN SELECT RAISE(ABORT, 'what a person asked for is never removed'); END""",
    # Files of paper go; where the head says so, what the program holds of their cases goes with them.
    "ALTER TABLE destruction ADD COLUMN with_data INTEGER NOT NULL DEFAULT 0",
    """CREATE TABLE erasure (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL UNIQUE REFERENCES case_file (id),
        request_id INTEGER REFERENCES person_request (id),
        destruction_id INTEGER REFERENCES destruction (id),
        parts TEXT NOT NULL,
        counts TEXT NOT NULL,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        CHECK ((request_id IS NULL) <> (destruction_id IS NULL))
    )""",
    """CREATE TRIGGER erasure_approved BEFORE INSERT ON erasure
        WHEN NOT EXISTS (SELECT 1 FROM person_request
                WHERE id = NEW.request_id AND kind = 'hapus' AND decision = 'terima')
            AND NOT EXISTS (SELECT 1 FROM destruction
                WHERE id = NEW.destruction_id AND decision = 'setuju' AND with_data = 1)
        BEGIN SELECT RAISE(ABORT, 'data are erased only with an approval'); END""",
    """CREATE TRIGGER erasure_fixed BEFORE UPDATE ON erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never changed'); END""",
    """CREATE TRIGGER erasure_kept BEFORE DELETE ON erasure
        BEGIN SELECT RAISE(ABORT, 'an erasure is never taken back'); END""",
    # Files on the disk that must still go: written with the erasure, removed after it, also after a power cut.
    "CREATE TABLE doomed_file (name TEXT PRIMARY KEY) WITHOUT ROWID",
    # A line whose words were taken out keeps its code; the seal here says that this was done by the program.
    """CREATE TABLE log_redaction (
        entry_id INTEGER PRIMARY KEY REFERENCES log_entry (id),
        seal TEXT NOT NULL
    )""",
    """CREATE TABLE audit_redaction (
        record_id INTEGER PRIMARY KEY REFERENCES audit (id),
        seal TEXT NOT NULL
    )""",
    "DROP TRIGGER log_entry_fixed",
    """CREATE TRIGGER log_entry_fixed BEFORE UPDATE ON log_entry
        WHEN NEW.id IS NOT OLD.id OR NEW.mac IS NOT OLD.mac OR NEW.at IS NOT OLD.at
            OR NEW.case_id IS NOT OLD.case_id OR NEW.account_id IS NOT OLD.account_id
            OR NOT EXISTS (SELECT 1 FROM log_redaction WHERE entry_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'the log book is corrected by a new line'); END""",
    "DROP TRIGGER audit_fixed",
    """CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
        WHEN NEW.id IS NOT OLD.id OR NEW.mac IS NOT OLD.mac OR NEW.at IS NOT OLD.at
            OR NEW.account_id IS NOT OLD.account_id OR NEW.action IS NOT OLD.action
            OR NEW.entity IS NOT OLD.entity OR NEW.entity_id IS NOT OLD.entity_id
            OR NOT EXISTS (SELECT 1 FROM audit_redaction WHERE record_id = OLD.id)
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    "DROP TRIGGER letter_fixed",
    """CREATE TRIGGER letter_fixed BEFORE UPDATE ON letter
        WHEN OLD.status <> 'konsep' AND (NEW.number IS NOT OLD.number OR NEW.number_id IS NOT OLD.number_id
            OR NEW.status = 'konsep' OR (OLD.status = 'batal' AND NEW.status <> 'batal')
            OR (OLD.by_hand = 0 AND (NEW.date IS NOT OLD.date OR NEW.check_code IS NOT OLD.check_code
                OR NEW.name IS NOT OLD.name))
            OR (OLD.by_hand = 0 AND NOT EXISTS (SELECT 1 FROM erasure WHERE erasure.case_id = OLD.case_id)
                AND (NEW.paper_sha256 IS NOT OLD.paper_sha256
                OR NEW.content IS NOT OLD.content OR NEW.answers IS NOT OLD.answers)))
        BEGIN SELECT RAISE(ABORT, 'an issued letter is never changed'); END""",
    "DROP TRIGGER letter_event_fixed",
    """CREATE TRIGGER letter_event_fixed BEFORE UPDATE ON letter_event
        WHEN NOT EXISTS (SELECT 1 FROM letter JOIN erasure ON erasure.case_id = letter.case_id
            WHERE letter.id = OLD.letter_id)
        BEGIN SELECT RAISE(ABORT, 'what happened to a letter is never changed'); END""",
    # A case that left as a package, or came as one; ``origin`` knows it again whatever its number became.
    """CREATE TABLE case_package (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        direction TEXT NOT NULL CHECK (direction IN ('keluar', 'masuk')),
        package TEXT NOT NULL,
        origin TEXT NOT NULL,
        origin_number TEXT NOT NULL,
        office TEXT NOT NULL,
        ground TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        sha256 TEXT NOT NULL,
        size INTEGER NOT NULL,
        handover_id INTEGER REFERENCES handover (id),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX case_package_case ON case_package (case_id)",
    "CREATE INDEX case_package_origin ON case_package (origin)",
    # 1: a definition that came along with a case of another office; never offered to new cases.
    "ALTER TABLE definition ADD COLUMN guest INTEGER NOT NULL DEFAULT 0",
)
