"""Booked numbers that a letter typed in the program takes over: the booked line of the register becomes that letter.

The number stays where it was given; only what stands on its line changes. The draft goes, with its story moved to the
line, so that one number has one letter, one line and one history.
"""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date

from models.domain.indonesia import long_date
from models.errors import ErrorCode, UserError
from models.letters.life import Stage
from models.services.desk import Desk, moment
from models.services.letters import letter_events, letterwork, numbers
from models.services.letters.numbers import NumberWish
from models.services.views import BookedNumber, Insertion
from models.store.tables import IssuedNumber, Letter, LetterEvent

_TOLD = ("kind", "day", "remark", "means", "receiver", "receipt", "attachment_id", "scan_id", "at", "account_id")


def free(desk: Desk, row: Letter, wish: NumberWish) -> tuple[BookedNumber, ...]:
    """The booked numbers that a draft may take: of its series, of no other case, written as its own would be.

    Inside a stretch; the earliest first.
    """
    query = (
        Letter.select(Letter, IssuedNumber)
        .join(IssuedNumber)
        .where(
            Letter.stage == Stage.BOOKED,
            Letter.status == letterwork.ISSUED,
            IssuedNumber.series == wish.series,
            Letter.case.is_null() | (Letter.case == row.case_id),
        )
        .order_by(IssuedNumber.year, IssuedNumber.seq, IssuedNumber.suffix)
    )
    return tuple(_view(one) for one in query if _fits(desk, one, wish))


def expected(desk: Desk, row: Letter, wish: NumberWish, place: Insertion | BookedNumber | None) -> str:
    """The number a draft would get at ``place``. Inside a stretch; as ``take``."""
    if isinstance(place, BookedNumber):
        return _still_free(desk, row, wish, place).number
    return (numbers.inserted if place else numbers.following)(desk, wish).number


def take(
    desk: Desk, row: Letter, wish: NumberWish, place: Insertion | BookedNumber | None, request_id: str
) -> tuple[Letter, str]:
    """The letter that is to be fixed, and its number, taken for good: the next, an inserted or a booked one.

    Inside a unit of work. Raises BOOKING_USED (``number``) for a booked number that somebody has used or voided
    meanwhile, and as ``numbers.take``.
    """
    if isinstance(place, BookedNumber):
        booked = _still_free(desk, row, wish, place)
        return _merged(row, Letter.get_by_id(booked.letter_id)), booked.number
    taken = letterwork.number(desk, wish, place, request_id)
    row.issued_number = taken.number_id  # type: ignore[assignment]  # peewee takes the id
    return row, taken.number


def _still_free(desk: Desk, row: Letter, wish: NumberWish, place: BookedNumber) -> BookedNumber:
    for one in free(desk, row, wish):
        if one.letter_id == place.letter_id:
            return one
    raise UserError(ErrorCode.BOOKING_USED, number=place.number)


def _fits(desk: Desk, booked: Letter, wish: NumberWish) -> bool:
    """Whether the booked number reads as this letter's would at its place: its kind, code and nature are in it."""
    own, day = booked.issued_number, date.fromisoformat(str(booked.date))
    return own is not None and bool(numbers.written(desk, replace(wish, day=day), own.seq, own.suffix) == booked.number)


def _view(row: Letter) -> BookedNumber:
    return BookedNumber(
        letter_id=row.id,
        number=row.number or "",
        day=date.fromisoformat(str(row.date)),
        booked_on=long_date(moment(row.issued_at or row.created_at).date()),
        subject=row.subject,
        writer=str(json.loads(row.answers).get("penulis") or ""),
    )


def _merged(draft: Letter, booked: Letter) -> Letter:
    """Move a draft, and what happened to it, onto the booked line; ``letterwork.fix`` saves it."""
    for name in ("case_id", "letter_key", "letter_version", "name", "classification", "signer_choice"):
        setattr(booked, name, getattr(draft, name))
    booked.by_hand = False
    for event in LetterEvent.select().where(LetterEvent.letter == draft.id).order_by(LetterEvent.id):
        LetterEvent.create(letter=booked.id, **{name: getattr(event, name) for name in _TOLD})
    for field, table in Letter._meta.backrefs.items():  # a consent that was gone without, a receipt
        if table is not LetterEvent:
            table.update({field: booked.id}).where(field == draft.id).execute()
    letter_events.forget(draft)
    draft.delete_instance()
    return booked
