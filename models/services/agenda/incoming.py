"""Incoming letters as lists and sheets show them, and who may read those that are secret."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import JOIN, Expression

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import logbook, standins
from models.services.agenda import closings
from models.services.desk import Desk, existing, moment
from models.services.views import (
    Answer,
    DispositionRow,
    Hit,
    IncomingFilter,
    IncomingRow,
    IncomingState,
    NewIncoming,
    Slice,
)
from models.services.words import when
from models.store.tables import Account, CaseFile, Disposition, DispositionTask, IncomingLetter

#: What stands in a list where the reader may not read it.
HIDDEN = "Rahasia"
BOOK = "masuk"
#: Longest text that is looked for.
_LONGEST = 200


def readable(desk: Desk) -> Expression:
    """The letters whose content the person at the desk may read.

    A secret letter is open to whoever holds the permission for it, to whoever wrote it down, and to those it was passed
    on to or who stand in for them. Inside a stretch.
    """
    if desk.session.may(Permission.AGENDA_CONFIDENTIAL):
        everything: Expression = IncomingLetter.id.is_null(False)
        return everything
    accounts, _roles = standins.stood_in_for(desk)
    passed_on = (
        Disposition.select(Disposition.incoming)
        .join(DispositionTask)
        .where(DispositionTask.account.in_(list(accounts)), Disposition.withdrawn == "")
    )
    found: Expression = (
        ~IncomingLetter.secret | (IncomingLetter.entered_by == desk.account_id) | IncomingLetter.id.in_(passed_on)
    )
    return found


def may_read(desk: Desk, incoming_id: int) -> bool:
    """Whether the content of this letter is open to the person at the desk. Inside a stretch."""
    return bool(IncomingLetter.select().where(IncomingLetter.id == incoming_id, readable(desk)).exists())


def letter(incoming_id: int) -> IncomingLetter:
    """The letter, or NOT_FOUND. Inside a stretch."""
    found: IncomingLetter = existing(IncomingLetter.get_or_none(IncomingLetter.id == incoming_id))
    return found


def page_of(desk: Desk, wanted: IncomingFilter, cursor: str, limit: int) -> Slice[IncomingRow]:
    """One stretch of the letters, the newest agenda number first. ``cursor`` is the id the stretch before ended with.

    The words looked for never find a letter by what the reader may not read.
    """
    query = IncomingLetter.select()
    if wanted.month is not None:
        first, after = closings.bounds(wanted.month.year, wanted.month.month)
        query = query.where(IncomingLetter.received_on >= first, IncomingLetter.received_on < after)
    if wanted.undisposed:
        query = query.where(IncomingLetter.void_reason == "", IncomingLetter.id.not_in(_disposed()))
    if words := clean_text(wanted.text, lines=False)[:_LONGEST]:
        query = query.where(_holds(desk, words))
    total = query.count()
    if cursor:
        year, seq = map(int, cursor.split("/"))
        before = (IncomingLetter.year < year) | ((IncomingLetter.year == year) & (IncomingLetter.seq < seq))
        query = query.where(before)
    found = list(query.order_by(IncomingLetter.year.desc(), IncomingLetter.seq.desc()).limit(limit))
    following = f"{found[-1].year}/{found[-1].seq}" if len(found) == limit else ""
    return Slice(rows_of(desk, found), following, total)


def of_case(desk: Desk, case_id: int) -> tuple[IncomingRow, ...]:
    """The letters that came in about a case, the newest first; none for who reads no agenda. Inside a stretch."""
    if not desk.session.may(Permission.AGENDA_READ):
        return ()
    query = IncomingLetter.select().where(IncomingLetter.case == case_id)
    found = list(query.order_by(IncomingLetter.year.desc(), IncomingLetter.seq.desc()))
    return rows_of(desk, found) if found else ()


def hits(desk: Desk, words: str, limit: int) -> list[Hit]:
    """Letters that hold these words, for the search of Ctrl+K. Inside a stretch."""
    if not desk.session.may(Permission.AGENDA_READ):
        return []
    query = IncomingLetter.select().where(_holds(desk, words)).order_by(IncomingLetter.id.desc()).limit(limit)
    rows = rows_of(desk, list(query))
    return [
        Hit("Surat masuk", f"{row.agenda} · {row.subject}", f"{row.sender} {row.number}".strip(),
            ("surat_masuk", row.incoming_id))
        for row in rows
    ]  # fmt: skip


def _disposed() -> Any:
    return Disposition.select(Disposition.incoming).where(Disposition.withdrawn == "")


def _holds(desk: Desk, words: str) -> Expression:
    outside = IncomingLetter.sender.contains(words) | IncomingLetter.number.contains(words)
    inside = outside | IncomingLetter.subject.contains(words)
    found: Expression = IncomingLetter.agenda.contains(words) | (readable(desk) & inside)
    return found | outside if desk.session.may(Permission.AGENDA_WRITE) else found


def rows_of(desk: Desk, letters: Sequence[IncomingLetter]) -> tuple[IncomingRow, ...]:
    """Letters as rows, with a fixed number of queries. Inside a stretch."""
    ids = [one.id for one in letters]
    open_to = {row.id for row in IncomingLetter.select(IncomingLetter.id).where(
        IncomingLetter.id.in_(ids), readable(desk))}  # fmt: skip
    states, dues = _states(ids)
    wanted = [one.case_id for one in letters if one.case_id]
    cases = {row.id: row.number for row in CaseFile.select(CaseFile.id, CaseFile.number).where(CaseFile.id.in_(wanted))}
    late = closings.late_check(BOOK)
    return tuple(
        _row(desk, one, states.get(one.id), dues.get(one.id), cases, one.id in open_to, late=late(one))
        for one in letters
    )


def _row(
    desk: Desk,
    one: IncomingLetter,
    state: IncomingState | None,
    due: date | None,
    cases: dict[int, str],
    may_read_it: bool,
    *,
    late: bool,
) -> IncomingRow:
    row = IncomingRow(
        incoming_id=one.id,
        agenda=one.agenda,
        received_on=date.fromisoformat(one.received_on),
        sender=one.sender,
        number=one.number,
        letter_date=date.fromisoformat(one.letter_date) if one.letter_date else None,
        subject=one.subject,
        urgency=one.urgency,
        secret=bool(one.secret),
        state=IncomingState.VOID if one.void_reason else state or IncomingState.NEW,
        due=due,
        case_number=cases.get(one.case_id, ""),
        late=late,
        readable=may_read_it,
    )
    if may_read_it:
        return row
    row = replace(row, subject=HIDDEN, case_number="")
    if desk.session.may(Permission.AGENDA_WRITE):  # who keeps the register sees what stands on the envelope
        return row
    return replace(row, sender=HIDDEN, number="", letter_date=None)


def _states(ids: list[int]) -> tuple[dict[int, IncomingState], dict[int, date]]:
    """How far each letter is, and the nearest day by which something is still to be done."""
    query: Any = (
        DispositionTask.select(DispositionTask.answered_at, Disposition.incoming, Disposition.due_on)
        .join(Disposition)
        .where(Disposition.incoming.in_(ids), Disposition.withdrawn == "")
        .namedtuples()
    )
    states: dict[int, IncomingState] = {}
    dues: dict[int, date] = {}
    for answered_at, incoming_id, due_on in query:
        if answered_at is not None:
            states.setdefault(incoming_id, IncomingState.DONE)
            continue
        states[incoming_id] = IncomingState.OPEN
        if due_on:
            due = date.fromisoformat(due_on)
            dues[incoming_id] = min(due, dues.get(incoming_id, due))
    return states, dues


def given(one: IncomingLetter, case_number: str) -> NewIncoming:
    """What was written down of a letter."""
    return NewIncoming(
        sender=one.sender,
        subject=one.subject,
        received_on=date.fromisoformat(one.received_on),
        number=one.number,
        letter_date=date.fromisoformat(one.letter_date) if one.letter_date else None,
        urgency=one.urgency,
        secret=bool(one.secret),
        enclosure=one.enclosure,
        remark=one.remark,
        case_number=case_number,
    )


def dispositions(desk: Desk, incoming_ids: Iterable[int]) -> dict[int, list[DispositionRow]]:
    """The dispositions of letters, oldest first, by letter. Inside a stretch."""
    now = desk.clock.now()
    ids = list(incoming_ids)
    orders: Any = (
        Disposition.select(Disposition, Account)
        .join(Account, on=(Disposition.made_by == Account.id))
        .where(Disposition.incoming.in_(ids))
        .order_by(Disposition.id)
    )
    tasks: Any = (
        DispositionTask.select(DispositionTask, Account)
        .join(Disposition)
        .switch(DispositionTask)
        .join(Account, JOIN.INNER, on=(DispositionTask.account == Account.id))
        .where(Disposition.incoming.in_(ids))
        .order_by(DispositionTask.id)
    )
    answers: dict[int, list[Answer]] = {}
    for task in tasks:
        told = when(moment(task.answered_at), now) if task.answered_at else ""
        one = Answer(task.id, task.account.display_name, bool(told), task.answer, told)
        answers.setdefault(task.disposition_id, []).append(one)
    found: dict[int, list[DispositionRow]] = {}
    for order in orders:
        found.setdefault(order.incoming_id, []).append(
            DispositionRow(
                disposition_id=order.id,
                by=order.made_by.display_name,
                when=when(moment(order.made_at), now),
                made_on=moment(order.made_at).date(),
                instructions=tuple(json.loads(order.instructions)),
                note=order.note,
                due=date.fromisoformat(order.due_on) if order.due_on else None,
                answers=tuple(answers.get(order.id, ())),
                copied=bool(order.copied),
                withdrawn=order.withdrawn,
            )
        )
    return found


def tell(desk: Desk, row: IncomingLetter, activity: str, **more: object) -> None:
    """A log book line about an incoming letter, by its agenda number: a sender may be a client."""
    kind = "Surat masuk rahasia" if row.secret else "Surat masuk"
    logbook.tell(desk, row.case if row.case_id else None, activity, f"{kind} nomor agenda {row.agenda}", **more)


def case_called(number: str) -> CaseFile | None:
    """The case with this register number; None where none was given, VALUE_INVALID where there is no such case."""
    words = clean_text(number, lines=False)
    if not words:
        return None
    found: CaseFile | None = CaseFile.get_or_none(CaseFile.number == words, CaseFile.period == "")
    if found is None:
        raise UserError(ErrorCode.VALUE_INVALID, what=f"Tidak ada kasus dengan nomor register {words}.")
    return found


def orders_between(desk: Desk, first: str, after: str) -> list[tuple[IncomingLetter, str, DispositionRow]]:
    """The orders made from ``first`` until before ``after`` (stored days): letter, moment, order. Inside a stretch."""
    query: Any = (
        Disposition.select(Disposition, IncomingLetter)
        .join(IncomingLetter)
        .where(Disposition.made_at >= first, Disposition.made_at < after)
        .order_by(Disposition.id)
    )
    made = list(query)
    rows = dispositions(desk, {order.incoming_id for order in made})
    by_id = {row.disposition_id: row for found in rows.values() for row in found}
    return [(order.incoming, order.made_at, by_id[order.id]) for order in made]
