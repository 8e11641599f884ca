"""Time limits set by law: started when a form states what starts them, seen to by the roles that answer for them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.rules import holds
from models.forms.spec import Option, Values
from models.forms.values import clean_text
from models.services import facts, logbook, standins
from models.services.desk import Desk, existing, moment, stamp
from models.services.views import ClockRow, Standing
from models.services.words import clock
from models.sop import legal
from models.sop.legal import LegalLimit
from models.sop.worktime import Level
from models.store.database import UnitOfWork
from models.store.tables import CaseFile, LegalClock, Letter

_STANDINGS = {Level.LATE: Standing.LATE, Level.SOON: Standing.SOON, Level.RUNNING: Standing.RUNNING}


def begin(desk: Desk, unit: UnitOfWork, case: CaseFile) -> None:
    """Start the clocks that the facts of a case ask for, each once in its life. Inside a unit of work."""
    stated: Values = facts.of_case(case.id)
    had = {row.kind for row in LegalClock.select(LegalClock.kind).where(LegalClock.case == case.id)}
    for limit in legal.shipped().values():
        if limit.starts_if and limit.key not in had and holds(limit.starts_if, stated):
            _start(desk, unit, limit, case, desk.clock.now())


def fulfil(desk: Desk, unit: UnitOfWork, letter: Letter) -> None:
    """A letter was issued: end the clocks of its case, or those of no case, that it fulfils. Inside a unit of work."""
    kinds = [limit.key for limit in legal.shipped().values() if letter.letter_key in limit.letters]
    if not kinds:
        return
    about = LegalClock.case == letter.case_id if letter.case_id else LegalClock.case.is_null()
    for row in LegalClock.select().where(about, LegalClock.kind.in_(kinds), LegalClock.done_at.is_null()):
        _end(desk, unit, row, f"{letter.name} nomor {letter.number}")


def asked(desk: Desk, unit: UnitOfWork, limit: str, case: CaseFile, day: date) -> LegalClock:
    """A person asked something on ``day`` that a law gives time for: start that clock. Inside a unit of work."""
    now = desk.clock.now()
    began = now if day == now.date() else datetime.combine(day, time(), now.tzinfo)
    return _start(desk, unit, legal.shipped()[limit], case, began)


def answered(desk: Desk, unit: UnitOfWork, row: LegalClock, remark: str) -> None:
    """What was asked is answered: its clock ends, once. Inside a unit of work."""
    if row.done_at is None:
        _end(desk, unit, row, remark)


def of_case(desk: Desk, case_id: int) -> tuple[ClockRow, ...]:
    """The clocks of a case, those that run first. Inside a reading or writing stretch."""
    rows: Any = LegalClock.select(LegalClock, CaseFile).join(CaseFile).where(LegalClock.case == case_id)
    return tuple(sorted((_row(desk, row) for row in rows), key=lambda one: (one.done, one.due)))


def rows_of(desk: Desk, clock_ids: Sequence[int]) -> dict[int, ClockRow]:
    """These clocks by their numbers. Inside a reading or writing stretch."""
    found: Any = LegalClock.select(LegalClock, CaseFile).left_outer_join(CaseFile)
    return {row.id: _row(desk, row) for row in found.where(LegalClock.id.in_(list(clock_ids)))}


def running(desk: Desk, *, mine: bool = True) -> tuple[ClockRow, ...]:
    """The clocks that run, the most urgent first; ``mine``: only those the person at the desk answers for."""
    rows: Any = (
        LegalClock.select(LegalClock, CaseFile)
        .left_outer_join(CaseFile)
        .where(LegalClock.done_at.is_null())
        .order_by(LegalClock.due_at)
    )
    found = (_row(desk, row) for row in rows)
    return tuple(one for one in found if one.mine or not mine)


class LegalService:
    """What people do with legal clocks."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def by_hand(self) -> tuple[Option, ...]:
        """The clocks that are started by hand: key and verb."""
        self._desk.authorise(Permission.SETTINGS_READ)
        return tuple(Option(limit.key, limit.by_hand) for limit in legal.shipped().values() if limit.by_hand)

    def all(self) -> tuple[ClockRow, ...]:
        """The clocks of the office that belong to no case, and those of cases the reader answers for."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            loose: Any = LegalClock.select().where(LegalClock.case.is_null(), LegalClock.done_at.is_null(False))
            past = sorted((_row(self._desk, row) for row in loose), key=lambda one: one.due, reverse=True)
            return (*running(self._desk), *past)

    def start(self, kind: str, known_on: date, remark: str) -> ClockRow:
        """Start a clock by hand. It counts from now, or from the beginning of an earlier day on which it was known.

        Raises NOT_FOUND for a kind that is not started by hand, REASON_NEEDED without a remark, VALUE_INVALID for a
        day that is still to come.
        """
        self._desk.authorise(Permission.SETTINGS_READ)
        limit = existing(legal.shipped().get(kind))
        if not limit.by_hand:
            raise UserError(ErrorCode.NOT_FOUND)
        if not remark.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        now = self._desk.clock.now()
        _not_to_come(known_on, now.date())
        began = now if known_on == now.date() else datetime.combine(known_on, time(), now.tzinfo)
        with self._desk.writing("kasus", "bukulog") as unit:
            return _row(self._desk, _start(self._desk, unit, limit, None, began, clean_text(remark, lines=False)))

    def reported(self, clock_id: int, on: date, number: str = "", remark: str = "") -> None:
        """Record that what the law asks for was done: on which day, under which number.

        Raises NOT_FOUND, NOT_ALLOWED for somebody who does not answer for it, VALUE_INVALID for a day to come.
        """
        self._desk.authorise(Permission.SETTINGS_READ)
        _not_to_come(on, self._desk.clock.now().date())
        parts = [f"Sudah dilaporkan {indonesia.long_date(on)}"]
        parts += [f"nomor {clean_text(number, lines=False)}"] if number.strip() else []
        said = clean_text(remark, lines=False)
        self._finish(clock_id, ", ".join(parts) + (f". {said}" if said else ""))

    def withdraw(self, clock_id: int, reason: str) -> None:
        """End a clock that does not apply after all; REASON_NEEDED, and as ``reported``."""
        self._desk.authorise(Permission.SETTINGS_READ)
        if not reason.strip():
            raise UserError(ErrorCode.REASON_NEEDED)
        self._finish(clock_id, f"Tidak berlaku: {clean_text(reason, lines=False)}")

    def _finish(self, clock_id: int, remark: str) -> None:
        with self._desk.writing("kasus", "bukulog") as unit:
            row = existing(LegalClock.get_or_none(LegalClock.id == clock_id, LegalClock.done_at.is_null()))
            limit = legal.shipped().get(row.kind)
            if limit is None or not _answers(self._desk, limit):
                raise UserError(ErrorCode.NOT_ALLOWED)
            if limit.on_request:
                what = "Batas ini berakhir begitu permohonannya dijawab pada Permohonan data."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            _end(self._desk, unit, row, remark)


def _not_to_come(day: date, today: date) -> None:
    if day > today:
        raise UserError(ErrorCode.VALUE_INVALID, what="Tanggalnya belum tiba.")


def _start(
    desk: Desk, unit: UnitOfWork, limit: LegalLimit, case: CaseFile | None, began: datetime, remark: str = ""
) -> LegalClock:
    row: LegalClock = LegalClock.create(
        case=case.id if case else None,
        kind=limit.key,
        started_at=stamp(began),
        due_at=stamp(limit.due(began)),
        remark=remark,
    )
    unit.audit("batas.mulai", *_about(row), judul=limit.title)
    logbook.tell(desk, case, f"{limit.called} mulai berjalan", limit.title, remark=remark)
    return row


def _end(desk: Desk, unit: UnitOfWork, row: LegalClock, remark: str) -> None:
    limit = legal.shipped().get(row.kind)
    title, called = (limit.title, limit.called) if limit else (row.kind, "Batas waktu")
    row.done_at, row.remark = stamp(desk.clock.now()), ". ".join(part for part in (row.remark, remark) if part)
    row.done_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    row.save()
    case = row.case if row.case_id else None
    unit.audit("batas.selesai", *_about(row), judul=title, isi=remark)
    logbook.tell(desk, case, f"Memenuhi {called[:1].lower()}{called[1:]}", title, remark=remark)


def _about(row: LegalClock) -> tuple[str, int]:
    return ("kasus", row.case_id) if row.case_id else ("batas", row.id)


def _answers(desk: Desk, limit: LegalLimit | None) -> bool:
    _accounts, roles = standins.stood_in_for(desk)
    return limit is not None and not roles.isdisjoint(limit.roles)


def _row(desk: Desk, row: LegalClock) -> ClockRow:
    limit = legal.shipped().get(row.kind)
    started, due, now = moment(row.started_at), moment(row.due_at), desk.clock.now()
    done = row.done_at is not None
    found = limit.standing(started, now) if limit else None
    standing = _STANDINGS[found.level] if found and not done else Standing.RUNNING
    return ClockRow(
        clock_id=row.id,
        title=limit.title if limit else row.kind,
        basis=limit.basis if limit else "",
        case_id=row.case_id,
        case_number=row.case.number if row.case is not None else "",
        standing=standing,
        text=row.remark if done else found.text if found else "",
        due=due,
        due_text=f"batas {indonesia.day_and_date(due.date())}, {clock(due)}",
        done=done,
        mine=_answers(desk, limit),
        called=limit.called if limit else "Batas waktu",
        by_law=limit is not None and limit.by_law,
        by_request=limit is not None and bool(limit.on_request),
    )
