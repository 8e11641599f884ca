"""Schema 5: the registers of letters: incoming letters with their scans, dispositions, dispatches, closed books."""

from __future__ import annotations

VERSION = 5

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE incoming_letter (
        id INTEGER PRIMARY KEY,
        year INTEGER NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        agenda TEXT NOT NULL,
        number TEXT NOT NULL DEFAULT '',
        letter_date TEXT,
        sender TEXT NOT NULL CHECK (sender <> ''),
        subject TEXT NOT NULL CHECK (subject <> ''),
        urgency TEXT NOT NULL CHECK (urgency IN ('biasa', 'segera', 'sangat segera')),
        secret INTEGER NOT NULL DEFAULT 0,
        enclosure TEXT NOT NULL DEFAULT '',
        received_on TEXT NOT NULL,
        remark TEXT NOT NULL DEFAULT '',
        case_id INTEGER REFERENCES case_file (id),
        reply_to INTEGER REFERENCES letter (id),
        void_reason TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES account (id),
        request_id TEXT NOT NULL UNIQUE,
        row_version INTEGER NOT NULL DEFAULT 1,
        UNIQUE (year, seq)
    )""",
    "CREATE INDEX incoming_letter_received ON incoming_letter (received_on)",
    "CREATE INDEX incoming_letter_case ON incoming_letter (case_id)",
    "CREATE INDEX incoming_letter_reply ON incoming_letter (reply_to)",
    """CREATE TRIGGER incoming_letter_fixed BEFORE UPDATE ON incoming_letter
        WHEN NEW.year <> OLD.year OR NEW.seq <> OLD.seq OR NEW.agenda <> OLD.agenda
            OR NEW.entered_at <> OLD.entered_at OR NEW.entered_by <> OLD.entered_by
        BEGIN SELECT RAISE(ABORT, 'an agenda number once given is never changed'); END""",
    """CREATE TRIGGER incoming_letter_kept BEFORE DELETE ON incoming_letter
        BEGIN SELECT RAISE(ABORT, 'a line of the agenda is never removed'); END""",
    """CREATE TABLE incoming_scan (
        id INTEGER PRIMARY KEY,
        incoming_id INTEGER NOT NULL REFERENCES incoming_letter (id),
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        token TEXT NOT NULL UNIQUE,
        added_at TEXT NOT NULL,
        added_by INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX incoming_scan_letter ON incoming_scan (incoming_id)",
    # ``copied``: written down by the clerk from the sheet that the head had filled in by hand.
    """CREATE TABLE disposition (
        id INTEGER PRIMARY KEY,
        incoming_id INTEGER NOT NULL REFERENCES incoming_letter (id),
        instructions TEXT NOT NULL,
        note TEXT NOT NULL DEFAULT '',
        due_on TEXT,
        copied INTEGER NOT NULL DEFAULT 0,
        made_at TEXT NOT NULL,
        made_by INTEGER NOT NULL REFERENCES account (id),
        withdrawn TEXT NOT NULL DEFAULT '',
        request_id TEXT NOT NULL UNIQUE,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    "CREATE INDEX disposition_letter ON disposition (incoming_id)",
    "CREATE INDEX disposition_made ON disposition (made_at)",
    """CREATE TABLE disposition_task (
        id INTEGER PRIMARY KEY,
        disposition_id INTEGER NOT NULL REFERENCES disposition (id),
        account_id INTEGER NOT NULL REFERENCES account (id),
        answered_at TEXT,
        answered_by INTEGER REFERENCES account (id),
        answer TEXT NOT NULL DEFAULT '',
        UNIQUE (disposition_id, account_id),
        CHECK (answered_at IS NULL OR answer <> '')
    )""",
    "CREATE INDEX disposition_task_open ON disposition_task (account_id) WHERE answered_at IS NULL",
    """CREATE TABLE dispatch (
        id INTEGER PRIMARY KEY,
        letter_id INTEGER REFERENCES letter (id),
        case_id INTEGER REFERENCES case_file (id),
        number TEXT NOT NULL DEFAULT '',
        document TEXT NOT NULL CHECK (document <> ''),
        quantity INTEGER NOT NULL DEFAULT 1 CHECK (quantity > 0),
        addressee TEXT NOT NULL CHECK (addressee <> ''),
        sent_on TEXT NOT NULL,
        means TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        received_on TEXT,
        remark TEXT NOT NULL DEFAULT '',
        void_reason TEXT NOT NULL DEFAULT '',
        entered_at TEXT NOT NULL,
        entered_by INTEGER NOT NULL REFERENCES account (id),
        request_id TEXT NOT NULL UNIQUE,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
    "CREATE INDEX dispatch_sent ON dispatch (sent_on)",
    "CREATE INDEX dispatch_letter ON dispatch (letter_id)",
    """CREATE TRIGGER dispatch_kept BEFORE DELETE ON dispatch
        BEGIN SELECT RAISE(ABORT, 'a line of the dispatch book is never removed'); END""",
    """CREATE TABLE book_closing (
        id INTEGER PRIMARY KEY,
        book TEXT NOT NULL CHECK (book IN ('masuk', 'keluar', 'disposisi', 'ekspedisi', 'bukulog')),
        year INTEGER NOT NULL,
        month INTEGER NOT NULL CHECK (month BETWEEN 1 AND 12),
        line_count INTEGER NOT NULL CHECK (line_count >= 0),
        closed_at TEXT NOT NULL,
        closed_by INTEGER NOT NULL REFERENCES account (id),
        UNIQUE (book, year, month)
    )""",
    """CREATE TRIGGER book_closing_fixed BEFORE UPDATE ON book_closing
        BEGIN SELECT RAISE(ABORT, 'a closed book stays closed'); END""",
    """CREATE TRIGGER book_closing_kept BEFORE DELETE ON book_closing
        BEGIN SELECT RAISE(ABORT, 'a closed book stays closed'); END""",
)
