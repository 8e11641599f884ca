"""The moves of a letter inside a unit of work: drafting, numbering, fixing it for good, telling the log book."""

from __future__ import annotations

import hashlib
from dataclasses import asdict, replace

from models.forms.spec import FormSpec, Section, Values
from models.letters.compose import secrecy_of
from models.letters.spec import LetterContent, LetterSpec
from models.services import facts, logbook, search
from models.services.desk import Desk, packed, stamp
from models.services.letter_list import LETTER_STATUSES
from models.services.numbers import NumberWish
from models.store.tables import Letter, Paper

DRAFT, ISSUED, VOID = LETTER_STATUSES


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


def wish(desk: Desk, spec: LetterSpec, values: Values) -> NumberWish:
    """What a letter of this kind, so answered, asks of its number series today."""
    code = desk.office.classifications.get(spec.key, spec.classification)
    return NumberWish(spec.series, desk.clock.now().date(), code, secrecy_of(spec, values), spec.code)


def fix(desk: Desk, row: Letter, values: Values, content: LetterContent | None, pdf: bytes) -> None:
    """Make a draft an issued letter: its wording and its paper never change again.

    ``content`` None leaves number and wording as they were put into ``row``; ``pdf`` empty keeps no paper.
    """
    now = desk.clock.now()
    if content is not None:
        row.number, row.check_code, row.content = content.number, content.check_code, packed(_snapshot(content))
    if pdf:
        digest = hashlib.sha256(pdf).hexdigest()
        Paper.insert(sha256=digest, content=pdf).on_conflict_ignore().execute()
        row.paper = digest  # type: ignore[assignment]  # peewee takes the id
    row.status, row.date, row.answers = ISSUED, now.date().isoformat(), packed(values)
    row.issued_at = stamp(now)
    row.issued_by = desk.account_id  # type: ignore[assignment]  # peewee takes the id
    row.row_version += 1
    row.save()


def register(desk: Desk, row: Letter) -> None:
    """The issue of a letter for the log book and the search."""
    tell(desk, row, "Menerbitkan surat")
    if row.case is not None:
        search.index(row.case, facts.of_case(row.case.id))


def subject(row: Letter) -> tuple[str, int]:
    """Under what a letter's records are kept: its case, so that the case tells its whole story, else the letter."""
    return ("kasus", row.case_id) if row.case_id else ("surat", row.id)


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
