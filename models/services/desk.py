"""What every service works with: who is at the desk, the open store, the clock, the definitions and the renderers."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypeVar

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.services.ports import Renderers
from models.services.session import Session
from models.settings.office import OfficeProfile
from models.store.database import UnitOfWork
from models.store.tables import Setting

OFFICE_SETTING = "kantor"
T = TypeVar("T")


@dataclass
class Desk:
    """The common ground of all services of one session.

    Attributes:
        training: the office is the training office; its papers carry the word LATIHAN.
    """

    session: Session
    clock: Clock
    renderers: Renderers
    training: bool = False
    _office: OfficeProfile | None = field(default=None, repr=False)

    @property
    def account_id(self) -> int:
        return self.session.user.account_id

    def authorise(self, permission: Permission) -> None:
        """Raise NOT_ALLOWED unless a role of the person grants ``permission``."""
        self.session.authorise(permission)

    @contextmanager
    def reading(self) -> Iterator[None]:
        """A stretch of queries off the GUI thread."""
        with self.session.store.reading():
            self._office = None  # another desk may have changed it since
            yield

    @contextmanager
    def writing(self, *topics: str) -> Iterator[UnitOfWork]:
        """One transaction with its audit record; ``topics`` are announced after the commit.

        Without topics it is a look: queries that are recorded afterwards, possible also where nothing can be written.
        """
        if not topics:
            with self.session.store.looking(self.account_id, self.clock.now()) as look:
                self._office = None
                yield look
            return
        with self.session.store.unit_of_work(self.account_id, self.clock.now()) as unit:
            unit.touch(*topics)
            self._office = None
            yield unit

    def forget_office(self) -> None:
        """Read the profile again next time: it was just changed."""
        self._office = None

    @property
    def office(self) -> OfficeProfile:
        """The office's profile, read once in each stretch."""
        known = self._office
        if known is None:
            with self.session.store.reading():
                known = stored_profile()
            self._office = known
        return known


def stored_profile() -> OfficeProfile:
    """The office's profile as it is stored. Inside a reading stretch."""
    row = Setting.get_or_none(Setting.key == OFFICE_SETTING)
    return OfficeProfile.from_json(json.loads(row.value)) if row else OfficeProfile(name="")


def stamp(moment: datetime) -> str:
    """A moment as it is stored: ISO 8601 with offset, whole seconds."""
    return moment.isoformat(timespec="seconds")


def moment(text: str) -> datetime:
    """A stored moment."""
    return datetime.fromisoformat(text)


def packed(value: Any) -> str:
    """A structured value as it is stored."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)


def put_setting(key: str, value: str) -> None:
    """Store a setting in the place of the one before. Inside a unit of work."""
    Setting.insert(key=key, value=value).on_conflict(
        conflict_target=[Setting.key], update={Setting.value: value, Setting.row_version: Setting.row_version + 1}
    ).execute()


def existing(row: T | None) -> T:
    """``row``, or NOT_FOUND when there is none."""
    if row is None:
        raise UserError(ErrorCode.NOT_FOUND)
    return row
