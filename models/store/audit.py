"""The audit trail: who did what to which record, chained by HMAC and written in the transaction it speaks of.

Each record's MAC covers its number, its content and the MAC before it, so an edited, removed or exchanged record breaks
the chain at its place. The number and MAC of the newest record also stand in ``meta``, so a cut end is noticed.
Works on a bare connection: the trail of a backup is checked before the backup counts.
"""

from __future__ import annotations

import hmac
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from types import MappingProxyType
from typing import Any

_COLUMNS = "id, at, account_id, action, entity, entity_id, detail, mac"
_TAIL = "audit_tail"


@dataclass(frozen=True)
class AuditRecord:
    """One record as it is stored; ``detail`` is JSON."""

    id: int
    at: str
    account_id: int | None
    action: str
    entity: str
    entity_id: int | None
    detail: str
    mac: str


@dataclass(frozen=True)
class Tail:
    """The newest record: how many there are and the last MAC. An empty trail is ``Tail(0, "")``."""

    count: int
    mac: str


def append(
    connection: Any,
    key: bytes,
    *,
    moment: datetime,
    account_id: int | None,
    action: str,
    entity: str,
    entity_id: int | None,
    detail: dict[str, object],
) -> AuditRecord:
    """Write the next record inside the running transaction of ``connection``."""
    last = tail(connection)
    bare = AuditRecord(
        last.count + 1,
        moment.isoformat(),
        account_id,
        action,
        entity,
        entity_id,
        json.dumps(detail, ensure_ascii=False, sort_keys=True, default=str),
        "",
    )
    record = _sealed(key, bare, last.mac)
    _put(connection, record)
    return record


def redact(connection: Any, key: bytes, details: Mapping[int, str]) -> None:
    """Take words out of records: each gets the detail (JSON) that is left of it, keeps its code and is sealed anew.

    Inside the transaction that erases what the records spoke of; that it was done is itself a record.
    """
    for number, detail in sorted(details.items()):
        previous = connection.execute(
            "SELECT mac FROM audit WHERE id < ? ORDER BY id DESC LIMIT 1", (number,)
        ).fetchone()
        sql = f"SELECT {_COLUMNS} FROM audit WHERE id = ?"  # noqa: S608 - constant column names
        left = replace(AuditRecord(*connection.execute(sql, (number,)).fetchone()), detail=detail)
        connection.execute(
            "INSERT INTO audit_redaction (record_id, seal) VALUES (?, ?) "
            "ON CONFLICT (record_id) DO UPDATE SET seal = excluded.seal",
            (number, _redacted(key, left, previous[0] if previous else "")),
        )
        connection.execute("UPDATE audit SET detail = ? WHERE id = ?", (detail, number))


def join_anew(connection: Any, key: bytes) -> None:
    """Chain what is left of a trail anew, in its order; each record keeps its content and says its former number.

    Only for a database made of salvaged rows; inside its transaction.
    """
    left = list(records(connection))
    connection.execute("DELETE FROM audit_redaction")
    connection.execute("DELETE FROM audit")
    previous = ""
    for number, entry in enumerate(left, 1):
        detail = json.loads(entry.detail)
        told = detail if entry.id == number else {**detail, "nomor_semula": entry.id}
        text = json.dumps(told, ensure_ascii=False, sort_keys=True)
        record = _sealed(key, replace(entry, id=number, detail=text), previous)
        _put(connection, record)
        previous = record.mac


def _sealed(key: bytes, bare: AuditRecord, previous: str) -> AuditRecord:
    return replace(bare, mac=_mac(key, bare, previous))


def _put(connection: Any, record: AuditRecord) -> None:
    connection.execute(
        f"INSERT INTO audit ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",  # noqa: S608 - constant column names
        tuple(record.__dict__.values()),
    )
    connection.execute(
        "INSERT INTO meta (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
        (_TAIL, json.dumps([record.id, record.mac])),
    )


def records(connection: Any, after: int = 0) -> Iterable[AuditRecord]:
    """All records in order, those behind number ``after``."""
    sql = f"SELECT {_COLUMNS} FROM audit WHERE id > ? ORDER BY id"  # noqa: S608 - constant column names
    for row in connection.execute(sql, (after,)):
        yield AuditRecord(*row)


def tail(connection: Any) -> Tail:
    """The newest record as it is in the table."""
    row = connection.execute("SELECT id, mac FROM audit ORDER BY id DESC LIMIT 1").fetchone()
    return Tail(int(row[0]), str(row[1])) if row else Tail(0, "")


def verify(
    entries: Iterable[AuditRecord],
    key: bytes,
    expected: Tail | None = None,
    redactions: Mapping[int, str] = MappingProxyType({}),
) -> int | None:
    """Number of the first broken record, None if the chain is whole.

    ``expected`` is the end the trail must reach: if it is shorter, the first missing number is given. ``redactions``:
    the seals of records whose words were taken out lawfully.
    """
    number, previous, met = 0, "", expected is None or expected.count == 0
    for entry in entries:
        number += 1
        if entry.id != number or not _fits(key, entry, previous, redactions.get(number)):
            return number
        previous = entry.mac
        if expected is not None and number == expected.count:
            if previous != expected.mac:
                return number
            met = True
    return None if met else number + 1


def verify_database(connection: Any, key: bytes, anchor: Tail | None = None) -> int | None:
    """``verify`` over a whole database against the end it remembers, or against an ``anchor`` kept elsewhere."""
    if anchor is None:
        row = connection.execute("SELECT value FROM meta WHERE key = ?", (_TAIL,)).fetchone()
        anchor = Tail(*json.loads(row[0])) if row else Tail(0, "")
        if not row and tail(connection).count:
            return 1
    return verify(records(connection), key, anchor, _redactions(connection))


def _redactions(connection: Any) -> dict[int, str]:
    """The seals by record; none in a database of a schema that did not know them."""
    known = connection.execute("SELECT 1 FROM sqlite_master WHERE name = 'audit_redaction'").fetchone()
    return dict(connection.execute("SELECT record_id, seal FROM audit_redaction")) if known else {}


def _fits(key: bytes, entry: AuditRecord, previous: str, sealed: str | None) -> bool:
    if hmac.compare_digest(_mac(key, entry, previous), entry.mac):
        return True
    return sealed is not None and hmac.compare_digest(_redacted(key, entry, previous), sealed)


def _redacted(key: bytes, left: AuditRecord, previous: str) -> str:
    """What seals a record whose words were taken out: what is left, its code and its place."""
    sealed = ["redaksi", previous, *left.__dict__.values()]
    return hmac.new(key, json.dumps(sealed, ensure_ascii=False).encode(), "sha256").hexdigest()


def _mac(key: bytes, entry: AuditRecord, previous: str) -> str:
    sealed = [previous, *(value for name, value in entry.__dict__.items() if name != "mac")]
    return hmac.new(key, json.dumps(sealed, ensure_ascii=False).encode(), "sha256").hexdigest()
