"""Which database the queries of a thread go to: peewee's models know one proxy, and each store leads its own work."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from peewee import DatabaseProxy, Model

from models.errors import BugError


class _Here(threading.local):
    """The database this thread is working on, None outside a store's ``reading`` and ``unit_of_work``."""

    database: Any = None


_here = _Here()


class WorkingProxy(DatabaseProxy):
    """Leads the queries of a thread to the store it is working on; a query outside such work is a bug."""

    def __getattr__(self, name: str) -> Any:
        if _here.database is None:
            raise BugError("a query outside reading() and unit_of_work()")
        return getattr(_here.database, name)


proxy = WorkingProxy()


@contextmanager
def leading_to(database: Any) -> Iterator[None]:
    """Queries of this thread go to ``database`` inside the block."""
    before = _here.database
    _here.database = database
    try:
        yield
    finally:
        _here.database = before


class Table(Model):
    """Base of all tables."""

    if TYPE_CHECKING:
        id: Any  # peewee adds the key and the "…_id" of each reference at run time

        def __getattr__(self, name: str) -> Any: ...

    class Meta:
        database = proxy
        legacy_table_names = False
