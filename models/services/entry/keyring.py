"""Changing the key file and the database together, so that neither a power cut nor an old file put back goes unseen.

The database remembers which key file belongs to it. A change is announced there first, then the file is replaced, then
the change is confirmed: after a cut at any point the file on the disk is one the database knows.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from models.errors import ErrorCode, UserError
from models.store.database import Store, UnitOfWork
from models.store.tables import Meta_
from models.vault import keys
from models.vault.keys import KeyFile

_META = "key_file"

#: The acting account, None for the program itself, and the moment.
Who: TypeAlias = tuple[int | None, datetime]


@dataclass(frozen=True)
class _Known:
    """The key files the database accepts: [generation, SHA-256] of the one in force and of an announced one."""

    current: list[object]
    announced: list[object] | None = None


def enrol(file: KeyFile) -> None:
    """Remember the first key file, inside the unit of work that founds the office."""
    _remember(_Known(_mark(file)))


def settle(store: Store, file: KeyFile) -> Callable[[], None]:
    """Check that the key file on the disk is the one the database knows.

    Gives what must be done inside the next unit of work to close a change that a power cut left open.
    Raises UserError KEY_FILE_MISMATCH.
    """
    with store.reading():
        known = _known()
    mark = _mark(file)
    if known is None or mark not in (known.current, known.announced):
        raise UserError(ErrorCode.KEY_FILE_MISMATCH)
    if known.announced is None:
        return lambda: None
    return lambda: _remember(_Known(mark))


def change(
    store: Store,
    path: Path,
    who: Who,
    alter: Callable[[KeyFile], KeyFile],
    record: Callable[[UnitOfWork], None],
) -> None:
    """Replace the key file by what ``alter`` makes of it, together with the rows that ``record`` writes.

    If the disk refuses the file, the rows stand and the old file remains
    in force; a second try mends it.
    Raises UserError CHANGED_BY_OTHER if another PC changed the key file meanwhile, and what the disk and the database
    have to say.
    """
    old = keys.read(path)
    new = alter(old)
    with store.unit_of_work(*who) as unit:
        known = _known()
        if keys.read(path).digest() != old.digest() or known is None:
            raise UserError(ErrorCode.CHANGED_BY_OTHER)
        if _mark(old) not in (known.current, known.announced):
            raise UserError(ErrorCode.KEY_FILE_MISMATCH)
        record(unit)
        _remember(_Known(_mark(old), _mark(new)))
    keys.write(path, new)
    with store.unit_of_work(*who) as unit:
        _remember(_Known(_mark(new)))
        unit.audit("kunci.berlaku", "kunci", new.generation)


def _mark(file: KeyFile) -> list[object]:
    return [file.generation, file.digest()]


def _known() -> _Known | None:
    row = Meta_.get_or_none(Meta_.key == _META)
    return _Known(**json.loads(row.value)) if row else None


def _remember(known: _Known) -> None:
    value = json.dumps(known.__dict__)
    Meta_.insert(key=_META, value=value).on_conflict(conflict_target=[Meta_.key], update={Meta_.value: value}).execute()
