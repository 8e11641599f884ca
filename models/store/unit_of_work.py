"""One change of the data, or one recorded look at it: what the services write to while it is open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.store import audit


class UnitOfWork:
    """An open transaction.

    Attributes:
        user_id: id of the acting account; None for the program itself.
        moment: when the change happens, by the office's clock.
        outcome: with a request id: what a repeated request shall be told was done (for example the new row's id).
        first_record / last_record: the oldest and newest audit record of this unit, None while there is none.
        topics: what changed, for the screens.
    """

    def __init__(self, connection: Any, audit_key: bytes, user_id: int | None, moment: datetime) -> None:
        self._connection = connection
        self._audit_key = audit_key
        self.user_id = user_id
        self.moment = moment
        self.outcome = ""
        self.first_record: audit.AuditRecord | None = None
        self.last_record: audit.AuditRecord | None = None
        self.topics: set[str] = set()

    def audit(self, action: str, entity: str, entity_id: int | None = None, **detail: object) -> None:
        """Record that ``user_id`` did ``action`` to ``entity``; ``detail`` holds what is needed to understand it."""
        self.last_record = audit.append(
            self._connection,
            self._audit_key,
            moment=self.moment,
            account_id=self.user_id,
            action=action,
            entity=entity,
            entity_id=entity_id,
            detail=detail,
        )
        self.first_record = self.first_record or self.last_record

    def redact(self, details: Mapping[int, str]) -> None:
        """Take words out of older records: ``details`` is what is left of each, as JSON."""
        audit.redact(self._connection, self._audit_key, details)

    def touch(self, *topics: str) -> None:
        """Say which screens' data changed ("case", "letter", "logbook" …); told to them after the commit."""
        self.topics.update(topics)


@dataclass(frozen=True)
class Noted:
    """An audit record that is still to be written."""

    action: str
    entity: str
    entity_id: int | None
    detail: dict[str, object]


class Look(UnitOfWork):
    """A stretch of queries; that somebody looked is recorded after it, so that looking works where writing does not.

    Attributes:
        noted: what is to be recorded.
    """

    def __init__(self, user_id: int | None, moment: datetime) -> None:
        super().__init__(None, b"", user_id, moment)
        self.noted: list[Noted] = []

    def audit(self, action: str, entity: str, entity_id: int | None = None, **detail: object) -> None:
        """Record the look when the stretch has ended."""
        self.noted.append(Noted(action, entity, entity_id, detail))
