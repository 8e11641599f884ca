"""What came back to a letter: the reply of who a client was referred to, kept with the letter, also after the case."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import ErrorCode, UserError
from models.forms.lists import offered
from models.forms.meanings import facts_of, prefilled
from models.forms.spec import FormSpec, Values
from models.forms.validate import check
from models.forms.values import clean_all
from models.services import facts, search
from models.services.agenda import incoming
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed, stamp
from models.services.forms.forms import officer_options
from models.services.letters import letterwork
from models.services.views import FormSheet
from models.store.tables import IncomingLetter, Letter, LetterReply

#: The facts by which a reply's form says what lists show of it.
NUMBER, DAY, SENDER = "rujukan.balasan_nomor", "rujukan.balasan_tanggal", "rujukan.balasan_pengirim"


class ReplyService:
    """Reading and recording the reply to an issued letter of a case."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def open(self, letter_id: int) -> FormSheet:
        """The reply as it stands, or the form for it with what the agenda knows of the letter that came in.

        NOT_FOUND for a letter that awaits none.
        """
        self._desk.authorise(Permission.LETTER_READ)
        today = self._desk.clock.now().date()
        with self._desk.writing() as unit:
            letter, form = self._awaiting(letter_id)
            kept = LetterReply.get_or_none(LetterReply.letter == letter_id)
            values = json.loads(kept.answers) if kept else prefilled(form, self._came_in(letter_id), today)
            unit.audit("surat.lihat_balasan", *letterwork.subject(letter), surat=letter.letter_key)
            return FormSheet(
                spec=offered(form, values),
                values=values,
                case_id=letter.case_id,
                case_number=letter.case.number if letter.case else "",
                client_label=letter.case.client_label if letter.case else "",
                row_version=kept.row_version if kept else None,
                status="lengkap" if kept else "",
                read_only=not self._desk.session.may(Permission.LETTER_DRAFT),
                prefilled=frozenset(),
                officers=officer_options(values),
                completion=check(form, values, today),
            )

    def save(self, letter_id: int, values: Values, row_version: int | None) -> int:
        """Record the reply, or correct it; gives its row version.

        Raises FORM_INVALID (details ``completion``), CHANGED_BY_OTHER, NOT_FOUND for a letter that awaits none.
        """
        self._desk.authorise(Permission.LETTER_DRAFT)
        now = self._desk.clock.now()
        with self._desk.writing("surat", "kasus", "bukulog") as unit:
            letter, form = self._awaiting(letter_id)
            given = clean_all(form.fields, values)
            completion = check(form, given, now.date())
            if not completion.complete:
                raise UserError(ErrorCode.FORM_INVALID, completion=completion)
            kept = LetterReply.get_or_none(LetterReply.letter == letter_id)
            if (kept.row_version if kept else None) != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            stated = facts_of(form, given, now.date())
            kept = kept or LetterReply(letter=letter.id, form_key=form.key, form_version=form.version, row_version=0)
            kept.answers, kept.number = packed(given), str(stated.get(NUMBER, ""))
            kept.sender, kept.replied_on = str(stated.get(SENDER, "")), str(stated.get(DAY, ""))
            kept.recorded_at = stamp(now)
            kept.recorded_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            kept.row_version += 1
            kept.save()
            letterwork.replied(self._desk, letter, kept.replied_on, _said(kept))
            self._tell(letter, kept)
            unit.audit(
                "surat.balasan",
                *letterwork.subject(letter),
                surat=letter.letter_key,
                nomor=letter.number,
                balasan=kept.number,
            )
            return int(kept.row_version)

    def _awaiting(self, letter_id: int) -> tuple[Letter, FormSpec]:
        letter = existing(Letter.get_or_none(Letter.id == letter_id, Letter.status == "terbit"))
        spec = self._definitions.letter(letter.letter_key, letter.letter_version)
        if not spec.reply_form:
            raise UserError(ErrorCode.NOT_FOUND)
        kept = LetterReply.get_or_none(LetterReply.letter == letter_id)
        return letter, self._definitions.form(spec.reply_form, kept.form_version if kept else 0)

    def _came_in(self, letter_id: int) -> Values:
        """Number, day and sender of the incoming letter that answers this one, as far as the reader may see it."""
        row = IncomingLetter.get_or_none(
            IncomingLetter.reply_to == letter_id, IncomingLetter.void_reason == "", incoming.readable(self._desk)
        )
        return {NUMBER: row.number, DAY: row.received_on, SENDER: row.sender} if row else {}

    def _tell(self, letter: Letter, reply: LetterReply) -> None:
        if letter.case is not None:
            search.index(letter.case, facts.of_case(letter.case.id))
        letterwork.tell(self._desk, letter, "Mencatat balasan surat", remark=_said(reply))


def _said(reply: LetterReply) -> str:
    """Number and sender of a reply, as far as they are known."""
    return ", ".join(part for part in (reply.number, reply.sender) if part)


def awaited(definitions: Definitions, letter: Letter) -> bool:
    """Whether the form of the reply to this letter is still to be filled. Inside a stretch."""
    spec = definitions.letter(letter.letter_key, letter.letter_version)
    return bool(spec.reply_form) and not LetterReply.select().where(LetterReply.letter == letter.id).exists()


def told(letter_ids: Iterable[int]) -> dict[int, str]:
    """ "Dibalas 24 November 2026, 445/12/RSUD" for each of these letters that was answered.

    A reply was recorded in its form, or came in as a letter that the agenda joined to the one it answers.
    """
    ids = list(letter_ids)
    came: Any = IncomingLetter.select().where(IncomingLetter.reply_to.in_(ids), IncomingLetter.void_reason == "")
    rows: Any = LetterReply.select().where(LetterReply.letter.in_(ids))
    found = {row.reply_to_id: _words(row.received_on, "" if row.secret else row.number) for row in came}
    return found | {row.letter_id: _words(row.replied_on, row.number) for row in rows}


def _words(day: str, number: str) -> str:
    shown = f" {indonesia.long_date(date.fromisoformat(day))}" if day else ""
    return f"Dibalas{shown}" + (f", {number}" if number else "")
