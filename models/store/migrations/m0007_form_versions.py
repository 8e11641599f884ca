"""Schema 7: a filled form knows with which lists it was last saved, and keeps what a newer version has no place for."""

from __future__ import annotations

VERSION = 7

STATEMENTS: tuple[str, ...] = (
    # ``definition.id`` of the newest list there was: the form prints with the words of that day. 0: the newest now.
    "ALTER TABLE form_record ADD COLUMN lists_mark INTEGER NOT NULL DEFAULT 0",
    "UPDATE form_record SET lists_mark = (SELECT coalesce(max(id), 0) FROM definition WHERE kind = 'daftar')",
    # Answers without a question since the form was taken over to a newer version: JSON list of [label, words].
    "ALTER TABLE form_record ADD COLUMN leftover TEXT NOT NULL DEFAULT '[]'",
)
