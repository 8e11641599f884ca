"""This PC's two encrypted books: numbers it has seen given, and looks it could not record at the time.

A database can lose what it had acknowledged: a server that lies about its disk, an older backup put back. The chain of
the audit trail inside the same file cannot show that. So each PC keeps the numbers it has seen in a book of its own and
compares them with the database whenever somebody logs in.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from models.errors import ErrorCode, UserError
from models.services.desk import stamp
from models.store import issuing
from models.store.database import Look, Store, UnitOfWork
from models.store.issuing import Issued
from models.store.tables import LedgerAlarm, Meta_
from models.store.working import proxy
from models.vault.keys import DataKey
from models.vault.ledger import Ledger

FOLDER = "buku"
PURPOSE = "ledger"
_FORMER = "ledger_keys"


@dataclass(frozen=True)
class Gap:
    """A number this PC has seen given; ``found``: what the database holds in its place, "" if nothing."""

    given: Issued
    found: str


class PcBooks:
    """The books of one office on this PC, while somebody is at the desk."""

    def __init__(self, state: Path, key: DataKey, store: Store) -> None:
        """Open them and let the store keep them. UserError LEDGER_UNWRITTEN where this PC's disk refuses."""
        own = key.sub(PURPOSE)
        with store.reading():
            former = _former_keys()
        try:
            self._given = Ledger(state / FOLDER / f"{key.vault}.nomor", key.vault, own, former)
            self._looks = Ledger(state / FOLDER / f"{key.vault}.lihat", key.vault, own, former)
        except UserError as error:
            raise UserError(ErrorCode.LEDGER_UNWRITTEN) from error
        self._own, self._former = own.hex(), [known.hex() for known in former]
        self._waiting: list[Issued] = []
        store.on_issued, store.keep_look = self.keep, self.keep_look

    def keep(self, given: tuple[Issued, ...]) -> None:
        """Write numbers into the book; they may be shown when this returns. Raises UserError LEDGER_UNWRITTEN."""
        self._waiting += given
        try:
            self._given.append(one.kept() for one in self._waiting)
        except UserError as error:
            raise UserError(ErrorCode.LEDGER_UNWRITTEN) from error
        self._waiting.clear()

    def keep_look(self, look: Look) -> None:
        """Keep a look until the database can be written again."""
        self._looks.append(
            {
                "akun": look.user_id,
                "saat": look.moment.isoformat(),
                "tindakan": noted.action,
                "pokok": noted.entity,
                "nomor": noted.entity_id,
                "rincian": json.loads(json.dumps(noted.detail, default=str)),
            }
            for noted in look.noted
        )

    def gaps(self) -> tuple[Gap, ...]:
        """Which numbers of the book the database lacks or has given to something else. Inside a reading stretch."""
        return _gaps(tuple(Issued.of(kept) for kept in self._given.records()))

    def settle(self, unit: UnitOfWork, gaps: tuple[Gap, ...], moment: datetime) -> None:
        """At login, in its transaction: raise alarms, record kept looks, remember under which key the books lie."""
        if self._own not in self._former:
            keys = json.dumps([self._own, *self._former])
            Meta_.insert(key=_FORMER, value=keys).on_conflict(
                conflict_target=[Meta_.key], update={Meta_.value: keys}
            ).execute()
            self._former.insert(0, self._own)
        for gap in gaps:
            if _raise_alarm(gap, moment):
                unit.audit("bukuterbit.selisih", "nomor", None, nomor=gap.given.number, terbaca=gap.found or None)
        if self._given.damaged:
            unit.audit("bukuterbit.rusak", "nomor", None)
        for look in self._looks.records():
            detail = {**look["rincian"], "saat": look["saat"], "akun": look["akun"], "dicatat_kemudian": True}
            unit.audit(look["tindakan"], look["pokok"], look["nomor"], **detail)

    def settled(self) -> None:
        """The login stands: looks that were kept are recorded now."""
        if self._looks.records():
            self._looks.clear()


def _former_keys() -> list[bytes]:
    row = Meta_.get_or_none(Meta_.key == _FORMER)
    return [bytes.fromhex(text) for text in json.loads(row.value)] if row else []


def _gaps(kept: tuple[Issued, ...]) -> tuple[Gap, ...]:
    if not kept:
        return ()
    given = {(one.series, one.year, one.seq, one.suffix): one for one in issuing.all_given(proxy.connection())}
    settled = {(row.series, row.year, row.seq, row.request_id) for row in LedgerAlarm.select()}
    found: list[Gap] = []
    for one in kept:
        if (one.series, one.year, one.seq, one.request_id) in settled:
            continue
        there = given.get((one.series, one.year, one.seq, one.suffix))
        if there is None or there.request_id != one.request_id:
            found.append(Gap(one, there.number if there else ""))
    return tuple(found)


def _raise_alarm(gap: Gap, moment: datetime) -> bool:
    one = gap.given
    already = LedgerAlarm.get_or_none(
        LedgerAlarm.series == one.series,
        LedgerAlarm.year == one.year,
        LedgerAlarm.seq == one.seq,
        LedgerAlarm.request_id == one.request_id,
    )
    if already is None:
        LedgerAlarm.create(**one.kept(), found=gap.found, raised_at=stamp(moment))
    return already is None
