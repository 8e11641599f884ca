"""Dispositions of incoming letters: the head says who does what until when, and those people say what they did."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia, marks
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.logbook.paper import DispositionPaper, DispositionSheet
from models.services import accounts, signers, standins
from models.services.agenda import disposing, incoming, incoming_sheet
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, moment, packed, stamp
from models.services.papers import letterhead, page
from models.services.views import (
    DispositionChoices,
    DispositionRow,
    IncomingSheet,
    NewDisposition,
    OpenDisposition,
    Standing,
)
from models.services.words import when
from models.store.tables import Account, Disposition, DispositionTask, IncomingLetter

_HEAD = "kepala"
_MOST_PEOPLE, _MOST_INSTRUCTIONS = 30, 30
#: Most open orders that are shown at once.
_MOST_OPEN = 500


class DispositionService:
    """What the head orders, what is open, what was answered, and the sheet that goes with the letter."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def choices(self) -> DispositionChoices:
        """The people a letter can be passed on to and the office's instructions."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.reading():
            return disposing.choices(self._desk, self._definitions)

    def make(self, incoming_id: int, order: NewDisposition, request_id: str) -> IncomingSheet:
        """The head, or who stands in for them, disposes of a letter; each person it goes to gets it as a task.

        Once for a ``request_id``. Raises NOT_ALLOWED, NOT_FOUND (also for a struck line), VALUE_INVALID (``what``).
        """
        disposing.authorise(self._desk)
        return self._order(incoming_id, order, request_id, copied=False)

    def copy(self, incoming_id: int, order: NewDisposition, request_id: str) -> IncomingSheet:
        """Write down what the head has filled in by hand on the printed sheet; raises as ``make``."""
        self._desk.authorise(Permission.AGENDA_WRITE)
        return self._order(incoming_id, order, request_id, copied=True)

    def withdraw(self, disposition_id: int, reason: str) -> IncomingSheet:
        """Take a disposition back: its open tasks disappear, it stays in the book. REASON_NEEDED, NOT_FOUND."""
        disposing.authorise(self._desk)
        said = clean_text(reason, lines=False)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("agenda", "bukulog") as unit:
            row = existing(Disposition.get_or_none(Disposition.id == disposition_id, Disposition.withdrawn == ""))
            letter = self._letter(row.incoming_id)
            row.withdrawn, row.row_version = said, row.row_version + 1
            row.save()
            unit.audit("disposisi.tarik", "surat_masuk", letter.id, agenda=letter.agenda, alasan=said)
            incoming.tell(self._desk, letter, "Menarik disposisi surat masuk")
            return incoming_sheet.sheet(self._desk, self._definitions, letter)

    def answer(self, task_id: int, text: str) -> None:
        """Say that and how an order was carried out ("sudah ditindaklanjuti").

        Raises REASON_NEEDED without words, NOT_ALLOWED for somebody else's order, STEP_CLOSED if it was answered or
        taken back already.
        """
        self._desk.authorise(Permission.STEP_WORK)
        said = clean_text(text, lines=True)
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        with self._desk.writing("agenda", "bukulog") as unit:
            task = existing(DispositionTask.get_or_none(DispositionTask.id == task_id))
            acts_for, _roles = standins.stood_in_for(self._desk)
            if task.account_id not in acts_for:
                raise UserError(ErrorCode.NOT_ALLOWED)
            if task.answered_at is not None or task.disposition.withdrawn:
                raise UserError(ErrorCode.STEP_CLOSED)
            task.answered_at, task.answer = stamp(self._desk.clock.now()), said
            task.answered_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            task.save()
            letter = incoming.letter(task.disposition.incoming_id)
            unit.audit("disposisi.jawab", "surat_masuk", letter.id, agenda=letter.agenda, tugas=task.id)
            incoming.tell(self._desk, letter, "Menindaklanjuti disposisi surat masuk")

    def mine(self) -> tuple[OpenDisposition, ...]:
        """What waits for the reader, or for somebody they stand in for; the most urgent first."""
        self._desk.authorise(Permission.STEP_WORK)
        with self._desk.reading():
            acts_for, _roles = standins.stood_in_for(self._desk)
            return self._open(DispositionTask.account.in_(list(acts_for)), acts_for)

    def unanswered(self) -> tuple[OpenDisposition, ...]:
        """Everything that is open in the office and that the reader may see; the most urgent first."""
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.reading():
            acts_for, _roles = standins.stood_in_for(self._desk)
            return self._open(incoming.readable(self._desk), acts_for)

    def paper(self, incoming_id: int) -> bytes:
        """The sheet that goes with the letter (lembar disposisi), with what was ordered so far, or empty boxes.

        The look is recorded. Raises NOT_ALLOWED, NOT_FOUND.
        """
        self._desk.authorise(Permission.AGENDA_READ)
        with self._desk.writing() as unit:
            letter = self._letter(incoming_id)
            known = disposing.choices(self._desk, self._definitions)
            orders = [
                one for one in incoming.dispositions(self._desk, [letter.id]).get(letter.id, []) if not one.withdrawn
            ]
            unit.audit("disposisi.cetak", "surat_masuk", letter.id, agenda=letter.agenda)
            head, signer = letterhead(self._desk), signers.acting(self._desk, _HEAD)
        sheets = [_sheet_of(known, one) for one in orders] or [_sheet_of(known, None)]
        return self._desk.renderers.disposition(
            DispositionPaper(
                sender=letter.sender,
                number=letter.number or "-",
                letter_date=_day(letter.letter_date) or "-",
                received=_day(letter.received_on),
                agenda=letter.agenda,
                subject=letter.subject,
                urgent=letter.urgency == "segera",
                very_urgent=letter.urgency == "sangat segera",
                secret=bool(letter.secret),
                sheets=tuple(sheets),
                signer=signer,
                page=page(self._desk, "A4"),
                letterhead=head,
                office=self._desk.office.name,
                mark=marks.sheet_mark(letter.id, letter.agenda),
            )
        )

    def _order(self, incoming_id: int, order: NewDisposition, request_id: str, *, copied: bool) -> IncomingSheet:
        people = tuple(dict.fromkeys(order.to))
        instructions = [said for one in order.instructions if (said := clean_text(one, lines=False))]
        note = clean_text(order.note, lines=True)
        with self._desk.writing("agenda", "bukulog") as unit:
            letter = self._letter(incoming_id)
            before = Disposition.get_or_none(Disposition.request_id == request_id)
            if before is None:
                _check(people, instructions, note, order.due_on, self._desk.clock.now().date())
                row = Disposition.create(
                    incoming=letter.id,
                    instructions=packed(instructions),
                    note=note,
                    due_on=order.due_on.isoformat() if order.due_on else None,
                    copied=copied,
                    made_at=stamp(self._desk.clock.now()),
                    made_by=self._desk.account_id,
                    request_id=request_id,
                )
                for account_id in people:
                    DispositionTask.create(disposition=row.id, account=account_id)
                incoming.tell(self._desk, letter, "Mendisposisi surat masuk")
            unit.audit(
                "disposisi.buat", "surat_masuk", letter.id, agenda=letter.agenda, kepada=list(people), disalin=copied,
                ulang=before is not None,
            )  # fmt: skip
            return incoming_sheet.sheet(self._desk, self._definitions, letter)

    def _letter(self, incoming_id: int) -> IncomingLetter:
        """A letter that may be read and whose line is not struck."""
        letter = incoming.letter(incoming_id)
        if not incoming.may_read(self._desk, letter.id):
            raise UserError(ErrorCode.NOT_ALLOWED)
        if letter.void_reason:
            raise UserError(ErrorCode.NOT_FOUND)
        return letter

    def _open(self, wanted: Any, acts_for: frozenset[int]) -> tuple[OpenDisposition, ...]:
        maker: Any = Account.alias()
        query: Any = (
            DispositionTask.select(DispositionTask, Disposition, IncomingLetter, Account, maker)
            .join(Disposition)
            .join(IncomingLetter)
            .switch(Disposition)
            .join(maker, on=(Disposition.made_by == maker.id))
            .switch(DispositionTask)
            .join(Account, on=(DispositionTask.account == Account.id))
            .where(
                DispositionTask.answered_at.is_null(),
                Disposition.withdrawn == "",
                IncomingLetter.void_reason == "",
                wanted,
            )
            .order_by(Disposition.due_on.is_null(), Disposition.due_on, Disposition.id)
            .limit(_MOST_OPEN)
        )
        return tuple(self._open_row(task, acts_for) for task in query)

    def _open_row(self, task: DispositionTask, acts_for: frozenset[int]) -> OpenDisposition:
        order, now = task.disposition, self._desk.clock.now()
        letter = order.incoming
        standing, due_text = _standing(order.due_on, now.date())
        return OpenDisposition(
            task_id=task.id,
            incoming_id=letter.id,
            agenda=letter.agenda,
            sender=letter.sender,
            subject=letter.subject,
            secret=bool(letter.secret),
            name=task.account.display_name,
            by=order.made_by.display_name,
            when=when(moment(order.made_at), now),
            orders=_orders(order),
            standing=standing,
            due_text=due_text,
            mine=task.account_id in acts_for,
        )


def _check(people: Sequence[int], instructions: Sequence[str], note: str, due: date | None, today: date) -> None:
    """VALUE_INVALID for an order nobody could carry out; NOT_FOUND for somebody who is not there."""
    problem = ""
    if not people:
        problem = "Pilih sedikitnya satu orang yang menerima disposisi."
    elif not instructions and not note:
        problem = "Pilih instruksi atau tulis catatan."
    elif len(people) > _MOST_PEOPLE or len(instructions) > _MOST_INSTRUCTIONS:
        problem = f"Paling banyak {_MOST_PEOPLE} orang dan {_MOST_INSTRUCTIONS} instruksi."
    elif due is not None and due < today:
        problem = "Batas waktu tidak boleh sebelum hari ini."
    if problem:
        raise UserError(ErrorCode.VALUE_INVALID, what=problem)
    for account_id in people:
        accounts.require_worker(account_id)


def _standing(due_on: str | None, today: date) -> tuple[Standing, str]:
    """How an order stands against its day, and that in words."""
    if not due_on:
        return Standing.RUNNING, "Tanpa batas waktu"
    due = date.fromisoformat(due_on)
    days = (due - today).days
    if days < 0:
        return Standing.LATE, f"Lewat {-days} hari"
    if days == 0:
        return Standing.SOON, "Hari ini"
    if due - today == timedelta(days=1):
        return Standing.SOON, "Besok"
    return Standing.RUNNING, indonesia.long_date(due)


def _orders(order: Disposition) -> str:
    """Instructions and note in one line."""
    return ". ".join(
        part for part in (", ".join(disposing.instructions_of(order)), " ".join(order.note.split())) if part
    )


def _day(text: str | None) -> str:
    return indonesia.long_date(date.fromisoformat(text)) if text else ""


def _sheet_of(known: DispositionChoices, row: DispositionRow | None) -> DispositionSheet:
    """The boxes of one sheet: everybody and every instruction of the office, crossed where they were chosen."""
    names = [answer.name for answer in row.answers] if row else []
    orders = list(row.instructions) if row else []
    people = list(dict.fromkeys([*(option.label for option in known.people), *names]))
    instructions = list(dict.fromkeys([*known.instructions, *orders]))
    return DispositionSheet(
        people=tuple((name, name in names) for name in people),
        instructions=tuple((words, words in orders) for words in instructions),
        note=row.note if row else "",
        due=indonesia.long_date(row.due) if row and row.due else "",
        made=indonesia.long_date(row.made_on) if row else "",
    )
