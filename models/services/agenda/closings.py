"""Closed months of the books: when a month was closed, and which lines were written down after that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from models.services.desk import moment
from models.store.tables import BookClosing

_DECEMBER = 12


def bounds(year: int, month: int) -> tuple[str, str]:
    """The first day of a month and that of the next, as days are stored."""
    following = date(year + month // _DECEMBER, month % _DECEMBER + 1, 1)
    return date(year, month, 1).isoformat(), following.isoformat()


def of_month(book: str, year: int, month: int) -> BookClosing | None:
    """The closing of this month's book, None while it is open. Inside a stretch."""
    found: BookClosing | None = BookClosing.get_or_none(
        BookClosing.book == book, BookClosing.year == year, BookClosing.month == month
    )
    return found


def closed_books(year: int, month: int) -> frozenset[str]:
    """Keys of the books of this month that were closed. Inside a stretch."""
    rows = BookClosing.select(BookClosing.book).where(BookClosing.year == year, BookClosing.month == month)
    return frozenset(row.book for row in rows)


def is_late(closing: BookClosing | None, entered_at: str) -> bool:
    """Whether a line that was written down then came after the closing."""
    return closing is not None and moment(entered_at) > moment(closing.closed_at)


def late_check(book: str, day: str = "received_on") -> Callable[[Any], bool]:
    """Whether a row of this book came after its month was closed; ``day`` names the column that says its month."""
    closed = {(row.year, row.month): row for row in BookClosing.select().where(BookClosing.book == book)}

    def late(row: Any) -> bool:
        belongs = date.fromisoformat(getattr(row, day))
        return is_late(closed.get((belongs.year, belongs.month)), row.entered_at)

    return late
