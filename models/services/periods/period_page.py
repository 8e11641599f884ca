"""What the page of a period's run shows beside its rows, and what a case's page says of where its file went."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

from models.domain import indonesia
from models.services.cases.runs import Run
from models.services.desk import moment
from models.services.periods import registers
from models.services.views import Pair, ReceiptRow, ReceiptState
from models.services.words import when
from models.store.tables import Account, AuditRow, CaseFile, CaseLink, FileReceipt, Letter

_ICON = "tray-arrow-down"


def receipts(case: CaseFile, people: dict[int, str], now: datetime) -> tuple[ReceiptRow, ...]:
    """The files handed to a run, those that wait first; empty for a case."""
    if not case.period:
        return ()
    query: Any = (
        FileReceipt.select()
        .where(FileReceipt.run == case.id)
        .order_by(FileReceipt.received_at.is_null(False), FileReceipt.sorted_at.is_null(False), FileReceipt.id)
    )
    rows = list(query)
    links = {row.id: row.from_case_id for row in CaseLink.select().where(CaseLink.to_case == case.id)}
    letters = {row.id: row for row in Letter.select().where(Letter.id.in_([row.letter_id or 0 for row in rows]))}
    return tuple(_row(row, links.get(row.link_id), letters.get(row.letter_id), people, now) for row in rows)


def _row(
    row: FileReceipt, case_id: int | None, letter: Letter | None, people: dict[int, str], now: datetime
) -> ReceiptRow:
    if row.received_at is None:
        state, detail = ReceiptState.OFFERED, f"Diserahkan {_at(row.offered_at, now)}"
    else:
        state = ReceiptState.SORTED if row.sorted_at else ReceiptState.RECEIVED
        detail = f"Diterima {people.get(row.received_by_id, '')}, {_at(row.received_at, now)}"
    return ReceiptRow(
        receipt_id=row.id,
        register_number=row.register_number,
        service=row.service,
        document=row.document,
        quantity=row.quantity,
        giver=row.giver,
        state=state,
        detail=detail,
        complete=row.complete,
        selected=row.selected,
        shortage=row.shortage,
        resolved=row.resolved_at is not None,
        case_id=case_id,
        letter_id=letter.id if letter and letter.status != "batal" else None,
        letter_number=(letter.number or "") if letter and letter.status == "terbit" else "",
    )


def _at(stamped: str, now: datetime) -> str:
    """ "hari ini 08.55": a moment within a sentence."""
    words = when(moment(stamped), now)
    return words[:1].lower() + words[1:]


def summary(run: Run, people: dict[int, str], now: datetime) -> tuple[Pair, ...]:
    """The short facts of a run: its period, its files, and how it was ended."""
    period = run.period
    if period is None:
        return ()
    days = f"{indonesia.long_date(period.first)} sampai {indonesia.long_date(period.last)}"
    pairs = [Pair("Periode", days, "calendar-month-outline")]
    if any(step.repeats for step in run.spec.rows_of(period.kind)):
        pairs.append(Pair("Berkas", _counted(run), _ICON))
    ended = AuditRow.select().where(
        AuditRow.entity == "kasus", AuditRow.entity_id == run.case.id, AuditRow.action == "periode.bekukan"
    )
    last = ended.order_by(AuditRow.id.desc()).first()
    if last is not None:
        detail = json.loads(last.detail)
        who = f"{detail['berakhir']} oleh {people.get(last.account_id, '')}, {when(moment(last.at), now)}"
        pairs.append(Pair("Pengesahan", who, "check-circle-outline"))
        pairs += [
            Pair(f"{title}, SHA-256", _grouped(digest), "key-outline") for title, digest in detail["sha256"].items()
        ]
    return tuple(pairs)


def _grouped(digest: str) -> str:
    """A digest in groups of eight, which can be read aloud and broken into lines."""
    return " ".join(digest[start : start + 8] for start in range(0, len(digest), 8))


def _counted(run: Run) -> str:
    received = registers.lines(run.case)["penerimaan-berkas"]
    query: Any = FileReceipt.select().where(FileReceipt.run == run.case.id)
    waiting = query.where(FileReceipt.received_at.is_null()).count()
    short = query.where(FileReceipt.shortage != "", FileReceipt.resolved_at.is_null()).count()
    parts = [f"{received} diterima"]
    parts += [f"{waiting} menunggu diterima"] if waiting else []
    parts += [f"{short} belum lengkap"] if short else []
    return ", ".join(parts)


def handed(case: CaseFile, now: datetime) -> tuple[Pair, ...]:
    """Where the file of a case went, newest last."""
    query: Any = (
        FileReceipt.select(FileReceipt, CaseLink, CaseFile)
        .join(CaseLink, on=(FileReceipt.link == CaseLink.id))
        .join(CaseFile, on=(FileReceipt.run == CaseFile.id))
        .where(CaseLink.from_case == case.id)
        .order_by(FileReceipt.id)
    )
    return tuple(Pair(row.run.client_label, _handed_text(row, now), _ICON) for row in query)


def _handed_text(row: FileReceipt, now: datetime) -> str:
    if row.received_at is None:
        return f"Berkas menunggu diterima sejak {_small(when(moment(row.offered_at), now))}"
    who = Account.get_by_id(row.received_by_id).display_name
    text = f"Berkas diterima {who}, {_small(when(moment(row.received_at), now))}"
    if row.letter is not None and row.letter.status == "terbit":
        text += f", {row.letter.name} {row.letter.number}"
    if row.shortage:
        text += f". {'Sudah dilengkapi' if row.resolved_at else 'Kurang'}: {row.shortage}"
    return text


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]
