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
from models.services import facts, letterwork, search
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed, stamp
from models.services.forms import officer_options
from models.services.views import FormSheet
from models.store.tables import Letter, LetterReply

#: The facts by which a reply's form says what lists show of it.
NUMBER, DAY, SENDER = "rujukan.balasan_nomor", "rujukan.balasan_tanggal", "rujukan.balasan_pengirim"


class ReplyService:
    """Reading and recording the reply to an issued letter of a case."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def open(self, letter_id: int) -> FormSheet:
        """The reply as it stands, or the empty form for it. NOT_FOUND for a letter that awaits none."""
        self._desk.authorise(Permission.LETTER_READ)
        today = self._desk.clock.now().date()
        with self._desk.writing() as unit:
            letter, form = self._awaiting(letter_id)
            kept = LetterReply.get_or_none(LetterReply.letter == letter_id)
            values = json.loads(kept.answers) if kept else prefilled(form, {}, today)
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

    def _tell(self, letter: Letter, reply: LetterReply) -> None:
        if letter.case is not None:
            search.index(letter.case, facts.of_case(letter.case.id))
        said = ", ".join(part for part in (reply.number, reply.sender) if part)
        letterwork.tell(self._desk, letter, "Mencatat balasan surat", remark=said)


def told(letter_ids: Iterable[int]) -> dict[int, str]:
    """ "Dibalas 24 November 2026, 445/12/RSUD" for each of these letters that was answered."""
    rows: Any = LetterReply.select().where(LetterReply.letter.in_(list(letter_ids)))
    return {row.letter_id: _words(row) for row in rows}


def _words(row: LetterReply) -> str:
    day = f" {indonesia.long_date(date.fromisoformat(row.replied_on))}" if row.replied_on else ""
    return f"Dibalas{day}" + (f", {row.number}" if row.number else "")
