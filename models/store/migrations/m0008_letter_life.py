"""Schema 8: the life of a letter, inserted numbers, numbers given on paper, delegated signatures, archive codes."""

from __future__ import annotations

VERSION = 8

STATEMENTS: tuple[str, ...] = (
    # An inserted number (12a) shares its place with the one it follows; more than letters and cases may be numbered.
    """CREATE TABLE issued_number_8 (
        id INTEGER PRIMARY KEY,
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        seq INTEGER NOT NULL CHECK (seq > 0),
        suffix TEXT NOT NULL DEFAULT '',
        number TEXT NOT NULL,
        subject TEXT NOT NULL CHECK (subject <> ''),
        reason TEXT NOT NULL DEFAULT '' CHECK (suffix = '' OR reason <> ''),
        issued_at TEXT NOT NULL,
        issued_by INTEGER NOT NULL REFERENCES account (id),
        request_id TEXT NOT NULL UNIQUE,
        UNIQUE (series, year, seq, suffix)
    )""",
    """INSERT INTO issued_number_8 (id, series, year, seq, number, subject, issued_at, issued_by, request_id)
        SELECT id, series, year, seq, number, subject, issued_at, issued_by, request_id FROM issued_number""",
    "DROP TABLE issued_number",
    "ALTER TABLE issued_number_8 RENAME TO issued_number",
    "CREATE INDEX issued_number_text ON issued_number (number)",
    """CREATE TRIGGER issued_number_fixed BEFORE UPDATE ON issued_number
        BEGIN SELECT RAISE(ABORT, 'a number once given is never changed'); END""",
    """CREATE TRIGGER issued_number_kept BEFORE DELETE ON issued_number
        BEGIN SELECT RAISE(ABORT, 'a number once given is never freed'); END""",
    # Numbers that were given in the paper book: before the office moved over, or while the program could not be used.
    """CREATE TABLE paper_numbers (
        id INTEGER PRIMARY KEY,
        series TEXT NOT NULL,
        year INTEGER NOT NULL,
        first INTEGER NOT NULL CHECK (first > 0),
        last INTEGER NOT NULL,
        reason TEXT NOT NULL CHECK (reason <> ''),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id),
        CHECK (last >= first)
    )""",
    "CREATE INDEX paper_numbers_series ON paper_numbers (series, year)",
    """CREATE TRIGGER paper_numbers_fixed BEFORE UPDATE ON paper_numbers
        BEGIN SELECT RAISE(ABORT, 'an explanation of numbers is never changed'); END""",
    """CREATE TRIGGER paper_numbers_kept BEFORE DELETE ON paper_numbers
        BEGIN SELECT RAISE(ABORT, 'an explanation of numbers is never removed'); END""",
    # How far a letter is; ``status`` stays what it is in law: a draft, issued or void.
    "ALTER TABLE letter ADD COLUMN stage TEXT NOT NULL DEFAULT 'konsep'",
    "ALTER TABLE letter ADD COLUMN number_id INTEGER REFERENCES issued_number (id)",
    # 1: written by hand or elsewhere; the program only gave the number and keeps the scan.
    "ALTER TABLE letter ADD COLUMN by_hand INTEGER NOT NULL DEFAULT 0",
    "ALTER TABLE letter ADD COLUMN subject TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE letter ADD COLUMN addressee TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE letter ADD COLUMN secrecy TEXT NOT NULL DEFAULT ''",
    # What was chosen for this letter alone; empty: as its kind has it.
    "ALTER TABLE letter ADD COLUMN classification TEXT NOT NULL DEFAULT ''",
    "ALTER TABLE letter ADD COLUMN signer_choice TEXT NOT NULL DEFAULT ''",
    """UPDATE letter SET stage = status, number_id = (
        SELECT issued_number.id FROM issued_number
        WHERE issued_number.number = letter.number AND issued_number.subject = 'surat')""",
    "UPDATE letter SET stage = 'dibalas' WHERE status = 'terbit' AND id IN (SELECT letter_id FROM letter_reply)",
    "CREATE INDEX letter_stage ON letter (stage)",
    "CREATE INDEX letter_number ON letter (number_id)",
    "DROP TRIGGER letter_fixed",
    """CREATE TRIGGER letter_fixed BEFORE UPDATE ON letter
        WHEN OLD.status <> 'konsep' AND (NEW.number IS NOT OLD.number OR NEW.number_id IS NOT OLD.number_id
            OR NEW.status = 'konsep' OR (OLD.status = 'batal' AND NEW.status <> 'batal')
            OR (OLD.by_hand = 0 AND (NEW.date IS NOT OLD.date OR NEW.check_code IS NOT OLD.check_code
                OR NEW.name IS NOT OLD.name OR NEW.paper_sha256 IS NOT OLD.paper_sha256
                OR NEW.content IS NOT OLD.content OR NEW.answers IS NOT OLD.answers)))
        BEGIN SELECT RAISE(ABORT, 'an issued letter is never changed'); END""",
    # A signed copy of a letter without a case; that of a case stands among the case's attachments.
    """CREATE TABLE letter_scan (
        id INTEGER PRIMARY KEY,
        letter_id INTEGER NOT NULL REFERENCES letter (id),
        file_name TEXT NOT NULL,
        media_type TEXT NOT NULL,
        size INTEGER NOT NULL,
        sha256 TEXT NOT NULL,
        token TEXT NOT NULL UNIQUE,
        added_at TEXT NOT NULL,
        added_by INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX letter_scan_letter ON letter_scan (letter_id)",
    """CREATE TABLE letter_event (
        id INTEGER PRIMARY KEY,
        letter_id INTEGER NOT NULL REFERENCES letter (id),
        kind TEXT NOT NULL CHECK (kind <> ''),
        day TEXT NOT NULL DEFAULT '',
        remark TEXT NOT NULL DEFAULT '',
        means TEXT NOT NULL DEFAULT '',
        receiver TEXT NOT NULL DEFAULT '',
        receipt TEXT NOT NULL DEFAULT '',
        attachment_id INTEGER REFERENCES attachment (id),
        scan_id INTEGER REFERENCES letter_scan (id),
        at TEXT NOT NULL,
        account_id INTEGER NOT NULL REFERENCES account (id)
    )""",
    "CREATE INDEX letter_event_letter ON letter_event (letter_id)",
    """CREATE TRIGGER letter_event_fixed BEFORE UPDATE ON letter_event
        BEGIN SELECT RAISE(ABORT, 'what happened to a letter is never changed'); END""",
    """CREATE TRIGGER letter_event_kept BEFORE DELETE ON letter_event
        WHEN (SELECT status FROM letter WHERE id = OLD.letter_id) <> 'konsep'
        BEGIN SELECT RAISE(ABORT, 'what happened to a letter is never removed'); END""",
    # Who may sign for a post, from when to when, and on what ground; ``letter_key`` empty: every kind of letter.
    """CREATE TABLE mandate (
        id INTEGER PRIMARY KEY,
        post TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('a.n.', 'u.b.', 'Plt.', 'Plh.')),
        officer_id INTEGER NOT NULL REFERENCES officer (id),
        title TEXT NOT NULL DEFAULT '',
        via TEXT NOT NULL DEFAULT '',
        letter_key TEXT NOT NULL DEFAULT '',
        first_day TEXT NOT NULL,
        last_day TEXT NOT NULL DEFAULT '',
        basis TEXT NOT NULL DEFAULT '',
        cancelled INTEGER NOT NULL DEFAULT 0,
        row_version INTEGER NOT NULL DEFAULT 1,
        CHECK (last_day = '' OR last_day >= first_day)
    )""",
    "CREATE INDEX mandate_post ON mandate (post) WHERE cancelled = 0",
    # The office's changes to the shipped list: codes of its own, other words, codes it does not use.
    """CREATE TABLE archive_code (
        code TEXT PRIMARY KEY,
        name TEXT NOT NULL DEFAULT '',
        hidden INTEGER NOT NULL DEFAULT 0,
        row_version INTEGER NOT NULL DEFAULT 1
    )""",
)
