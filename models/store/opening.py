"""Opening an office's database from outside the store, in turn with the other PCs of a shared folder."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, closing, contextmanager, nullcontext
from pathlib import Path
from typing import Any

from models.store.share import Share, share_of
from models.store.sqlcipher import connect


def connected(path: Path, key: bytes, share: Share | None, *, create: bool = False, read_only: bool = False) -> Any:
    """A connection as the place asks for it. Raises UserError as ``connect``."""
    return connect(
        path,
        key,
        shared=share is not None,
        file_locks=share is None or share.file_locks,
        create=create,
        read_only=read_only,
    )


def admitted(share: Share | None, *, writing: bool) -> AbstractContextManager[None]:
    """The turn on a shared folder; on one PC nothing needs to be asked."""
    return nullcontext() if share is None else share.admitted(writing=writing)


@contextmanager
def undisturbed(database: Path, key: bytes, *, read_only: bool = False) -> Iterator[Any]:
    """A connection of one's own for looking at the whole database, while no other PC opens it."""
    share = share_of(database.parent)
    with admitted(share, writing=False), closing(connected(database, key, share, read_only=read_only)) as connection:
        yield connection
