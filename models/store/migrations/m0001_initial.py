"""Schema 1: the ground. Frozen: later changes are later migrations, never an edit here."""

from __future__ import annotations

VERSION = 1

#: Moments are ISO 8601 with the office's offset, dates ISO, structured values JSON.
STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE meta (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL
    )""",
    """CREATE TABLE setting (
        key TEXT PRIMARY KEY NOT NULL,
        value TEXT NOT NULL,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    """CREATE TABLE paper (
        sha256 TEXT PRIMARY KEY NOT NULL,
        content BLOB NOT NULL
    )""",
    """CREATE TABLE officer (
        id INTEGER PRIMARY KEY,
        name TEXT NOT NULL,
        post TEXT NOT NULL DEFAULT '',
        rank TEXT NOT NULL DEFAULT '',
        nip TEXT NOT NULL DEFAULT '',
        phone TEXT NOT NULL DEFAULT '',
        signs_as TEXT NOT NULL DEFAULT '',
        active INTEGER NOT NULL DEFAULT 1,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    """CREATE TABLE account (
        id INTEGER PRIMARY KEY,
        username TEXT NOT NULL UNIQUE,
        display_name TEXT NOT NULL,
        officer_id INTEGER REFERENCES officer (id),
        roles TEXT NOT NULL,
        active INTEGER NOT NULL DEFAULT 1,
        created_at TEXT NOT NULL,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    """CREATE TABLE definition (
        id INTEGER PRIMARY KEY,
        kind TEXT NOT NULL CHECK (kind IN ('sop', 'formulir', 'surat', 'daftar')),
        key TEXT NOT NULL,
        version INTEGER NOT NULL CHECK (version > 0),
        title TEXT NOT NULL,
        text TEXT NOT NULL,
        sha256 TEXT NOT NULL,
        in_force INTEGER NOT NULL DEFAULT 1,
        added_at TEXT NOT NULL,
        UNIQUE (kind, key, version)
    )""",
    """CREATE TABLE actor_account (
        sop_key TEXT NOT NULL,
        actor_key TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        PRIMARY KEY (sop_key, actor_key, account_id)
    )""",
    """CREATE TABLE case_file (
        id INTEGER PRIMARY KEY,
        number TEXT NOT NULL UNIQUE,
        sop_key TEXT NOT NULL,
        sop_version INTEGER NOT NULL,
        received_at TEXT NOT NULL,
        opened_at TEXT NOT NULL,
        opened_by INTEGER NOT NULL REFERENCES account (id),
        status TEXT NOT NULL CHECK (status IN ('berjalan', 'selesai')),
        step_number INTEGER,
        ended_as TEXT NOT NULL DEFAULT '',
        ended_at TEXT,
        reopen_at INTEGER,
        client_label TEXT NOT NULL DEFAULT '',
        client_detail TEXT NOT NULL DEFAULT '',
        region TEXT NOT NULL DEFAULT '',
        risk TEXT NOT NULL DEFAULT '',
        emergency INTEGER NOT NULL DEFAULT 0,
        request_id TEXT NOT NULL UNIQUE,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    "CREATE INDEX case_file_status ON case_file (status, received_at)",
    "CREATE INDEX case_file_received ON case_file (received_at)",
    """CREATE TABLE step_run (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        step_number INTEGER NOT NULL,
        visit INTEGER NOT NULL CHECK (visit > 0),
        actor TEXT NOT NULL,
        account_id INTEGER REFERENCES account (id),
        started_at TEXT NOT NULL,
        soon_at TEXT,
        due_at TEXT,
        finished_at TEXT,
        finished_by INTEGER REFERENCES account (id),
        outcome TEXT NOT NULL DEFAULT '',
        reason TEXT NOT NULL DEFAULT '',
        force_reason TEXT NOT NULL DEFAULT '',
        skip_reason TEXT NOT NULL DEFAULT '',
        late_reason TEXT NOT NULL DEFAULT '',
        minutes_used INTEGER,
        row_version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (case_id, step_number, visit)
    )""",
    "CREATE UNIQUE INDEX step_run_open ON step_run (case_id) WHERE finished_at IS NULL",
    "CREATE INDEX step_run_due ON step_run (due_at) WHERE finished_at IS NULL",
    """CREATE TABLE tick (
        step_run_id INTEGER NOT NULL REFERENCES step_run (id),
        kind TEXT NOT NULL CHECK (kind IN ('periksa', 'catatan')),
        item TEXT NOT NULL,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        PRIMARY KEY (step_run_id, kind, item)
    )""",
    """CREATE TABLE form_record (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        form_key TEXT NOT NULL,
        form_version INTEGER NOT NULL,
        ordinal INTEGER NOT NULL DEFAULT 1,
        status TEXT NOT NULL CHECK (status IN ('konsep', 'lengkap')),
        answers TEXT NOT NULL,
        answered INTEGER NOT NULL DEFAULT 0,
        expected INTEGER NOT NULL DEFAULT 0,
        created_at TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        updated_by INTEGER NOT NULL REFERENCES account (id),
        row_version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (case_id, form_key, ordinal)
    )""",
    """CREATE TABLE fact (
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        key TEXT NOT NULL,
        value TEXT NOT NULL,
        form_key TEXT NOT NULL,
        PRIMARY KEY (case_id, key)
    )""",
    """CREATE TABLE draft (
        id INTEGER PRIMARY KEY,
        account_id INTEGER NOT NULL REFERENCES account (id),
        kind TEXT NOT NULL,
        ref TEXT NOT NULL,
        payload TEXT NOT NULL,
        updated_at TEXT NOT NULL,
        UNIQUE (account_id, kind, ref)
    )""",
    """CREATE TABLE letter (
        id INTEGER PRIMARY KEY,
        case_id INTEGER REFERENCES case_file (id),
        letter_key TEXT NOT NULL,
        letter_version INTEGER NOT NULL,
        name TEXT NOT NULL,
        status TEXT NOT NULL CHECK (status IN ('konsep', 'terbit', 'batal')),
        answers TEXT NOT NULL,
        number TEXT,
        date TEXT,
        paper_sha256 TEXT REFERENCES paper (sha256),
        content TEXT,
        check_code TEXT NOT NULL DEFAULT '',
        void_reason TEXT NOT NULL DEFAULT '',
        created_at TEXT NOT NULL,
        created_by INTEGER NOT NULL REFERENCES account (id),
        issued_at TEXT,
        issued_by INTEGER REFERENCES account (id),
        prints INTEGER NOT NULL DEFAULT 0,
        row_version INTEGER NOT NULL DEFAULT 1,
        CHECK (status = 'konsep' OR (number IS NOT NULL AND issued_at IS NOT NULL))
    )""",
    "CREATE INDEX letter_case ON letter (case_id)",
    "CREATE INDEX letter_status ON letter (status, created_at)",
    """CREATE TABLE counter (
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        last INTEGER NOT NULL CHECK (last >= 0),
        PRIMARY KEY (series, year)
    )""",
    """CREATE TABLE issued_number (
        id INTEGER PRIMARY KEY,
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        number TEXT NOT NULL,
        subject TEXT NOT NULL CHECK (subject IN ('surat', 'kasus')),
        issued_at TEXT NOT NULL,
        issued_by INTEGER NOT NULL REFERENCES account (id),
        request_id TEXT NOT NULL UNIQUE,
        UNIQUE (series, year, seq)
    )""",
    "CREATE INDEX issued_number_text ON issued_number (number)",
    """CREATE TRIGGER issued_number_fixed BEFORE UPDATE ON issued_number
        BEGIN SELECT RAISE(ABORT, 'a number once given is never changed'); END""",
    """CREATE TRIGGER issued_number_kept BEFORE DELETE ON issued_number
        BEGIN SELECT RAISE(ABORT, 'a number once given is never freed'); END""",
    """CREATE TRIGGER counter_forward BEFORE UPDATE ON counter WHEN NEW.last < OLD.last
        BEGIN SELECT RAISE(ABORT, 'a counter never runs back'); END""",
    """CREATE TRIGGER counter_kept BEFORE DELETE ON counter
        BEGIN SELECT RAISE(ABORT, 'a counter is never removed'); END""",
    """CREATE TRIGGER letter_fixed BEFORE UPDATE ON letter
        WHEN OLD.status <> 'konsep' AND (NEW.number IS NOT OLD.number OR NEW.paper_sha256 IS NOT OLD.paper_sha256
            OR NEW.content IS NOT OLD.content OR NEW.answers IS NOT OLD.answers OR NEW.status = 'konsep')
        BEGIN SELECT RAISE(ABORT, 'an issued letter is never changed'); END""",
    """CREATE TRIGGER letter_kept BEFORE DELETE ON letter WHEN OLD.status <> 'konsep'
        BEGIN SELECT RAISE(ABORT, 'an issued letter is never removed'); END""",
    """CREATE TABLE attachment (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        step_number INTEGER,
        serves TEXT NOT NULL DEFAULT '',
        title TEXT NOT NULL,
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        token TEXT NOT NULL UNIQUE,
        added_at TEXT NOT NULL,
        added_by INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX attachment_case ON attachment (case_id)",
    """CREATE TABLE note (
        id INTEGER PRIMARY KEY,
        case_id INTEGER NOT NULL REFERENCES case_file (id),
        text TEXT NOT NULL,
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX note_case ON note (case_id)",
    """CREATE TABLE log_entry (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        entered_at TEXT NOT NULL,
        case_id INTEGER REFERENCES case_file (id),
        register_number TEXT NOT NULL DEFAULT '',
        service TEXT NOT NULL DEFAULT '',
        activity TEXT NOT NULL,
        document TEXT NOT NULL DEFAULT '',
        quantity INTEGER NOT NULL DEFAULT 1,
        giver TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        complete TEXT NOT NULL DEFAULT '',
        place TEXT NOT NULL DEFAULT '',
        remark TEXT NOT NULL DEFAULT '',
        account_id INTEGER NOT NULL REFERENCES account (id),
        corrects INTEGER REFERENCES log_entry (id),
        mac TEXT NOT NULL
    )""",
    "CREATE INDEX log_entry_at ON log_entry (at)",
    "CREATE INDEX log_entry_case ON log_entry (case_id)",
    """CREATE TRIGGER log_entry_fixed BEFORE UPDATE ON log_entry
        BEGIN SELECT RAISE(ABORT, 'the log book is corrected by a new line'); END""",
    """CREATE TRIGGER log_entry_kept BEFORE DELETE ON log_entry
        BEGIN SELECT RAISE(ABORT, 'the log book is never shortened'); END""",
    """CREATE TABLE audit (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        account_id INTEGER,
        action TEXT NOT NULL,
        entity TEXT NOT NULL,
        entity_id INTEGER,
        detail TEXT NOT NULL,
        mac TEXT NOT NULL
    )""",
    "CREATE INDEX audit_entity ON audit (entity, entity_id)",
    """CREATE TRIGGER audit_fixed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TRIGGER audit_kept BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit trail is append-only'); END""",
    """CREATE TABLE request (
        id TEXT PRIMARY KEY NOT NULL,
        at TEXT NOT NULL,
        outcome TEXT NOT NULL
    )""",
    """CREATE TABLE backup_run (
        id INTEGER PRIMARY KEY,
        at TEXT NOT NULL,
        place TEXT NOT NULL,
        size INTEGER NOT NULL,
        verified INTEGER NOT NULL
    )""",
    """CREATE VIRTUAL TABLE case_search USING fts5 (
        number, client, contact, letters, other, tokenize = 'trigram'
    )""",
)
