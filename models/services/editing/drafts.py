"""Drafts and versions of the office's own definitions, whatever their kind. Inside a reading or writing stretch.

A draft is the office's, not one person's: there is at most one of each definition. A stored version never changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from peewee import fn

from models.errors import ErrorCode, UserError
from models.services import definitions as store
from models.services.definitions import DefinitionText
from models.services.desk import Desk, existing, stamp
from models.services.views import VersionRow
from models.store.tables import Definition, DefinitionDraft


def find(kind: str, key: str) -> DefinitionDraft | None:
    """The draft of a definition, None if nobody has begun one."""
    found: DefinitionDraft | None = DefinitionDraft.get_or_none(
        DefinitionDraft.kind == kind, DefinitionDraft.key == key
    )
    return found


def get(kind: str, draft_id: int) -> DefinitionDraft:
    """A draft by its id; NOT_FOUND."""
    same = (DefinitionDraft.id == draft_id) & (DefinitionDraft.kind == kind)
    return existing(DefinitionDraft.get_or_none(same))


def every(kind: str) -> list[DefinitionDraft]:
    """All drafts of a kind, the latest first."""
    rows = DefinitionDraft.select().where(DefinitionDraft.kind == kind)
    return list(rows.order_by(DefinitionDraft.updated_at.desc()))


def begin(desk: Desk, text: DefinitionText, based_on: int) -> DefinitionDraft:
    """A new draft; ``based_on`` is the version it follows, 0 for something new."""
    draft = DefinitionDraft(kind=text.kind, key=text.key, title=text.title, text=text.text, based_on=based_on)
    _sign(desk, draft)
    return draft


def keep(desk: Desk, draft: DefinitionDraft, title: str, text: str, row_version: int) -> int:
    """Save a draft; gives the new row version. CHANGED_BY_OTHER if somebody saved meanwhile."""
    check(draft, row_version)
    draft.title, draft.text, draft.row_version = title, text, row_version + 1
    _sign(desk, draft)
    return row_version + 1


def refuse(draft: DefinitionDraft | None, called: str) -> None:
    """Nobody's draft is overwritten: VALUE_INVALID where there is one of what is ``called`` so."""
    if draft is not None:
        what = f"Konsep untuk {called} “{draft.title}” sudah ada. Selesaikan atau hapus konsep itu dahulu."
        raise UserError(ErrorCode.VALUE_INVALID, what=what)


def check(draft: DefinitionDraft, row_version: int) -> None:
    """Raises CHANGED_BY_OTHER if the draft is no longer the one that was read."""
    if draft.row_version != row_version:
        raise UserError(ErrorCode.CHANGED_BY_OTHER)


def put_in_force(desk: Desk, draft: DefinitionDraft | None, text: DefinitionText, from_date: date) -> None:
    """Store ``text`` as a version by the person at the desk, in force from a day on; its draft has done its work."""
    now = desk.clock.now()
    store.put_in_force(text, stamp(now), now.date(), from_date, desk.account_id)
    if draft is not None:
        draft.delete_instance()


def versions(kind: str, key: str) -> list[Definition]:
    """Every stored version, the newest first."""
    same = (Definition.kind == kind) & (Definition.key == key) & ~Definition.guest
    return list(Definition.select().where(same).order_by(Definition.version.desc()))


def version_rows(kind: str, key: str, in_force: int, today: date, running: Mapping[int, int]) -> tuple[VersionRow, ...]:
    """The stored versions as the screens show them, the newest first; ``running`` counts what is under way on each."""
    found = []
    for row in versions(kind, key):
        begins = date.fromisoformat(row.from_date) if row.from_date else None
        coming = begins is not None and begins > today
        state = "berlaku" if row.version == in_force else "akan berlaku" if coming else "lama"
        found.append(VersionRow(row.version, row.title, begins, state, running.get(row.version, 0)))
    return tuple(found)


def version(kind: str, key: str, number: int) -> Definition:
    """One stored version; NOT_FOUND."""
    same = (Definition.kind == kind) & (Definition.key == key) & (Definition.version == number)
    return existing(Definition.get_or_none(same))


def next_version(kind: str, key: str) -> int:
    """The number the next version gets."""
    same = (Definition.kind == kind) & (Definition.key == key) & ~Definition.guest
    newest: Any = Definition.select(fn.MAX(Definition.version)).where(same)
    return (newest.scalar() or 0) + 1


def known(kind: str, key: str) -> bool:
    """Whether the office has a version of its own; what came along with a case of another office is none."""
    same = (Definition.kind == kind) & (Definition.key == key) & ~Definition.guest
    return bool(Definition.select().where(same).exists())


def taken(kind: str) -> list[str]:
    """Keys that something new must not have."""
    drafts = DefinitionDraft.select(DefinitionDraft.key).where(DefinitionDraft.kind == kind)
    return [*(row.key for row in drafts), *(row.key for row in Definition.select(Definition.key).distinct())]


def _sign(desk: Desk, draft: DefinitionDraft) -> None:
    draft.updated_at = stamp(desk.clock.now())
    draft.updated_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    draft.save()
