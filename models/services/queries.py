"""Conditions that several services ask the database with."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Any

from peewee import SQL


def plain(query: Any) -> Iterator[tuple[Any, ...]]:
    """The rows as the database gives them, texts and numbers: for so many rows that each conversion is felt."""
    database: Any = query.model._meta.database
    found: Iterator[tuple[Any, ...]] = database.execute(query)
    return found


def among(column: Any, ids: Iterable[int]) -> Any:
    """The condition that ``column`` is one of ``ids``, however many: as one value, not one for each."""
    return column.in_(SQL("(SELECT value FROM json_each(?))", [json.dumps(list(ids))]))


def between(column: Any, first: date, last: date) -> Any:
    """The condition that a stored moment or day lies on one of these days, as its own clock showed it."""
    return (column >= first.isoformat()) & (column < (last + timedelta(days=1)).isoformat())


def day(moment: str) -> date:
    """The day of a stored moment."""
    return date.fromisoformat(moment[:10])
