"""The search index over cases: SQLite FTS5 with trigrams, inside the encrypted file. The one place with its SQL."""

from __future__ import annotations

import re

from models.store.working import proxy

_COLUMNS = ("number", "client", "contact", "letters", "other")
_TRIGRAM = 3
#: Words that are looked for; more would make the query too deep for SQLite.
MOST_WORDS = 20
_WORD = re.compile(r"\S+")


def put(case_id: int, **texts: str) -> None:
    """Replace what case ``case_id`` is found by; ``texts`` are the columns of the index."""
    proxy.execute_sql("DELETE FROM case_search WHERE rowid = ?", (case_id,))
    values = (case_id, *(texts.get(column, "") for column in _COLUMNS))
    proxy.execute_sql(
        "INSERT INTO case_search (rowid, number, client, contact, letters, other) VALUES (?, ?, ?, ?, ?, ?)", values
    )


def find(text: str, limit: int) -> dict[int, str]:
    """Cases that hold every word of ``text`` (letter by letter, any case), newest first, each with the column it was
    found in. Words shorter than three letters are looked for at the beginning of a word."""
    words = list(dict.fromkeys(_WORD.findall(text)))[:MOST_WORDS]
    long_words = [word for word in words if len(word) >= _TRIGRAM]
    conditions: list[str] = []
    values: list[object] = []
    if long_words:
        conditions.append("case_search MATCH ?")
        values.append(" ".join('"' + word.replace('"', '""') + '"' for word in long_words))
    everything = "' ' || number || ' ' || client || ' ' || contact || ' ' || letters || ' ' || other"
    for word in words:
        if len(word) < _TRIGRAM:
            conditions.append(f"({everything}) LIKE ? ESCAPE '\\'")
            values.append(f"% {escaped(word)}%")
    if not conditions:
        return {}
    rows = proxy.execute_sql(
        f"SELECT rowid, number, client, contact, letters, other FROM case_search WHERE {' AND '.join(conditions)}"  # noqa: S608 - own column names only
        " ORDER BY rowid DESC LIMIT ?",
        (*values, limit),
    )
    return {row[0]: _column_of(words[0].lower(), row[1:]) for row in rows}


def escaped(word: str) -> str:
    """``word`` with the signs of LIKE taken literally."""
    return word.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _column_of(word: str, texts: tuple[str, ...]) -> str:
    return next((name for name, text in zip(_COLUMNS, texts, strict=True) if word in text.lower()), _COLUMNS[0])
