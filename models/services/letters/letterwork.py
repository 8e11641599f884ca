"""The moves of a letter inside a unit of work: drafting, numbering, fixing it for good, telling the log book."""

from __future__ import annotations

import hashlib
import json
from dataclasses import asdict, replace
from datetime import date

from models.domain.paper import Signer
from models.errors import ErrorCode, UserError
from models.forms.spec import FormSpec, Section, Values
from models.letters import life
from models.letters.compose import secrecy_of
from models.letters.spec import LetterContent, LetterSpec
from models.services import facts, logbook, search, signers
from models.services.desk import Desk, existing, packed, stamp
from models.services.letters import letter_events, numbers
from models.services.letters.letter_list import LETTER_STATUSES
from models.services.letters.numbers import NextNumber, NumberWish
from models.services.views.letters import BookedNumber, Insertion
from models.store.tables import Letter, Paper

DRAFT, ISSUED, VOID = LETTER_STATUSES
#: The natures for which an office may keep a number series apart.
SECRET = ("rahasia", "sangat rahasia")


def new_draft(desk: Desk, spec: LetterSpec, case_id: int | None, values: Values) -> Letter:
    """A draft without a number."""
    created: Letter = Letter.create(
        case=case_id,
        letter_key=spec.key,
        letter_version=spec.version,
        name=spec.name,
        status=DRAFT,
        answers=packed(values),
        created_at=stamp(desk.clock.now()),
        created_by=desk.account_id,
    )
    return created


def wish(desk: Desk, spec: LetterSpec, values: Values, *, code: str = "", day: date | None = None) -> NumberWish:
    """What a letter of this kind, so answered, asks of its number series; ``code`` and ``day`` where they are its own.

    Series, archive code and pattern are the kind's unless the office has set others; secret letters may have a series
    beside the one of their kind.
    """
    office, secrecy = desk.office, secrecy_of(spec, values)
    series = office.letter_series.get(spec.key, spec.series)
    if secrecy in SECRET and (secret := office.pattern(series).secret):
        series = secret
    return NumberWish(
        series=series,
        day=day or desk.clock.now().date(),
        code=code or office.classifications.get(spec.key, spec.classification),
        secrecy=secrecy,
        kind=spec.code,
        pattern=office.letter_patterns.get(spec.key, ""),
    )


def wish_of(
    desk: Desk, row: Letter, spec: LetterSpec, values: Values, insertion: Insertion | BookedNumber | None = None
) -> NumberWish:
    """What one draft asks of its number series."""
    return wish(desk, spec, values, code=row.classification, day=insertion.day if insertion else None)


def number(desk: Desk, wanted: NumberWish, insertion: Insertion | None, request_id: str) -> NextNumber:
    """Take the number of a letter, the next one or an inserted one. Inside a unit of work; as ``numbers.take``."""
    if insertion:
        return numbers.insert(desk, wanted, insertion.reason, subject="surat", request_id=request_id)
    return numbers.take(desk, wanted, subject="surat", request_id=request_id)


def draft(letter_id: int, row_version: int) -> Letter:
    """A draft as the person last saw it; LETTER_ISSUED, CHANGED_BY_OTHER, NOT_FOUND."""
    row: Letter = existing(Letter.get_or_none(Letter.id == letter_id))
    if row.status != DRAFT:
        raise UserError(ErrorCode.LETTER_ISSUED, number=row.number)
    if row.row_version != row_version:
        raise UserError(ErrorCode.CHANGED_BY_OTHER)
    return row


def open_draft(letter_id: int, row_version: int) -> Letter:
    """A draft that may be changed: as ``draft``, and LETTER_HELD while it is being checked or was found good."""
    row = draft(letter_id, row_version)
    if row.stage in life.HELD:
        raise UserError(ErrorCode.LETTER_HELD)
    return row


def require_checked(desk: Desk, row: Letter, values: Values) -> None:
    """LETTER_UNCHECKED where this office has drafts checked and this one was not, or not as it now stands."""
    if life.CHECKING not in desk.office.letter_stages:
        return
    if row.stage != life.Stage.CHECKED or packed(values) != row.answers:
        raise UserError(ErrorCode.LETTER_UNCHECKED)


def check_code(desk: Desk, letter_id: int, number: str, values: Values) -> str:
    """The code at the foot of a letter: twelve hexadecimal digits of the seal over what was issued."""
    return desk.session.store.seal("surat", letter_id, number, packed(values))[:12].upper()


def spaced(code: str) -> str:
    """A check code as it is printed, in groups of four."""
    return " ".join(code[start : start + 4] for start in range(0, len(code), 4))


def signer_text(desk: Desk, row: Letter, spec: LetterSpec, day: date) -> str:
    """Who signs a draft, or who signed an issued letter: what was printed then, whoever holds the post today."""
    if row.content is None:
        answers = json.loads(row.answers)
        return "" if row.by_hand else signers.told(signers.of_letter(desk, spec, answers, row.signer_choice, day))
    printed = json.loads(row.content).get("signer")
    return signers.told(Signer(**printed)) if printed else ""


def fix(
    desk: Desk, row: Letter, values: Values, content: LetterContent | None, pdf: bytes, day: date | None = None
) -> None:
    """Make a draft an issued letter: its wording and its paper never change again.

    ``content`` None leaves number and wording as they were put into ``row``; ``pdf`` empty keeps no paper; ``day`` is
    the date of the letter, today unless its number was inserted.
    """
    now = desk.clock.now()
    if content is not None:
        row.number, row.check_code, row.content = content.number, content.check_code, packed(_snapshot(content))
        row.subject, row.addressee, row.secrecy = content.subject, content.addressee, content.secrecy
    if pdf:
        digest = hashlib.sha256(pdf).hexdigest()
        Paper.insert(sha256=digest, content=pdf).on_conflict_ignore().execute()
        row.paper = digest  # type: ignore[assignment]  # peewee takes the id
    row.status, row.date, row.answers = ISSUED, (day or now.date()).isoformat(), packed(values)
    row.stage = life.after_issue(desk.office.letter_stages)
    if row.issued_at is None:  # a booked number has been in the register since it was booked
        row.issued_at = stamp(now)
        row.issued_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    row.row_version += 1
    row.save()
    letter_events.note(desk, row, letter_events.ISSUED, day=row.date or "")


def register(desk: Desk, row: Letter) -> None:
    """The issue of a letter for the log book and the search."""
    tell(desk, row, "Menerbitkan surat")
    if row.case is not None:
        search.index(row.case, facts.of_case(row.case.id))


def subject(row: Letter) -> tuple[str, int]:
    """Under what a letter's records are kept: its case, so that the case tells its whole story, else the letter."""
    return ("kasus", row.case_id) if row.case_id else ("surat", row.id)


def replied(desk: Desk, row: Letter, day: str, said: str) -> None:
    """An answer to an issued letter has come. Inside a unit of work."""
    row.stage, row.row_version = life.Stage.REPLIED, row.row_version + 1
    row.save()
    letter_events.note(desk, row, letter_events.REPLIED, day=day, remark=said)


def tell(desk: Desk, row: Letter, activity: str, **more: object) -> None:
    """A log book line about a letter."""
    logbook.tell(desk, row.case, activity, f"{row.name} nomor {row.number}", **more)


def as_form(spec: LetterSpec) -> FormSpec:
    """The letter's own fields as a form, to be checked by the same rules."""
    return FormSpec(spec.key, spec.version, spec.name, (Section(spec.name, spec.fields),))


def _snapshot(content: LetterContent) -> dict[str, object]:
    """The composed letter as data, without the logo: what was signed can be read even without its PDF."""
    head = replace(content.letterhead, logo=b"") if content.letterhead else None
    plain = asdict(replace(content, letterhead=head))
    if plain["letterhead"]:
        plain["letterhead"].pop("logo")
    return plain
