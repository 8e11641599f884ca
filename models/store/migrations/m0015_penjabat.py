"""Schema 15: a vacant post may be filled by a *Pj.* or *Pjs.* as well; the rule of the column is written anew."""

from __future__ import annotations

VERSION = 15

STATEMENTS: tuple[str, ...] = (
    """CREATE TABLE mandate_new (
        id INTEGER PRIMARY KEY,
        post TEXT NOT NULL,
        mode TEXT NOT NULL CHECK (mode IN ('a.n.', 'u.b.', 'Plt.', 'Plh.', 'Pj.', 'Pjs.')),
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
    """INSERT INTO mandate_new (id, post, mode, officer_id, title, via, letter_key, first_day, last_day, basis,
            cancelled, row_version)
        SELECT id, post, mode, officer_id, title, via, letter_key, first_day, last_day, basis, cancelled, row_version
        FROM mandate""",
    "DROP TABLE mandate",
    "ALTER TABLE mandate_new RENAME TO mandate",
    "CREATE INDEX mandate_post ON mandate (post) WHERE cancelled = 0",
)
