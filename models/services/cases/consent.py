"""Consent and what depends on it: a letter with data of a client goes to whom the client allowed, or says why not."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import resources
from models.access.permissions import Permission
from models.domain import indonesia
from models.errors import BugError, ErrorCode, UserError
from models.forms import consent, lists
from models.forms.consent import Consent, Standing
from models.forms.rules import visible
from models.forms.spec import Option, Value, Values
from models.forms.values import clean_text, display, option_label
from models.letters.spec import LetterSpec
from models.services import logbook
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, stamp
from models.source import Source
from models.store.tables import ConsentException, FormRecord, Letter

#: The meanings of the questions of a letter that name who is given data, and which services are asked for.
RECEIVER, SERVICES = "rujukan.penerima_data", "rujukan.layanan"
_GROUNDS = "data/dasar-tanpa-izin.toml"


@dataclass(frozen=True)
class LackingConsent:
    """Why a letter cannot go out without more words.

    Attributes:
        receiver: whom it is about, and which services.
        grounds: those on which the law allows it all the same.
    """

    receiver: str
    sentence: str
    grounds: tuple[Option, ...]


def grounds() -> tuple[Option, ...]:
    """On what the law allows data to be given without consent (UU 27/2022 Article 20 paragraph 2)."""
    source = Source.read(_GROUNDS, resources.text(_GROUNDS))
    found = lists.load(source)
    if found is None:
        raise BugError(f"grounds cannot be read: {source.problems}")
    return found.options


def of_case(definitions: Definitions, case_id: int) -> Consent:
    """What the client of a case allowed. Inside a stretch."""
    return consent.read(
        (definitions.form(row.form_key, row.form_version), json.loads(row.answers))
        for row in FormRecord.select().where(FormRecord.case == case_id)
    )


def told(definitions: Definitions, case_id: int) -> str:
    """What was decided, for the facts of a case: "Setuju sebagian; ditarik 2 Desember 2026". Inside a stretch."""
    decided = []
    for row in FormRecord.select().where(FormRecord.case == case_id).order_by(FormRecord.updated_at):
        spec, values = definitions.form(row.form_key, row.form_version), json.loads(row.answers)
        asked = [field for field in visible(spec, values) if field.meaning == consent.DECISION]
        decided += [said for field in asked if (said := display(field, values.get(field.key)))]
    back = [entry for entry in of_case(definitions, case_id).withdrawals if not entry.renewed]
    decided += [f"ditarik {indonesia.long_date(entry.day)}{_for(entry.receiver)}" for entry in back]
    return "; ".join(dict.fromkeys(decided))


def _for(receiver: str) -> str:
    return f" untuk {receiver}" if receiver else ""


def require(
    definitions: Definitions, letter: Letter, spec: LetterSpec, values: Mapping[str, Value], today: date
) -> None:
    """Raise CONSENT_MISSING unless the client allowed it, or it was said why that is not needed. Inside a stretch."""
    lacking = _lacking(definitions, letter, spec, values, today)
    if lacking is None:
        return
    said = ConsentException.get_or_none(ConsentException.letter == letter.id)
    if said is None or said.receiver != lacking.receiver:
        raise UserError(ErrorCode.CONSENT_MISSING, why=lacking.sentence)


def _lacking(
    definitions: Definitions, letter: Letter, spec: LetterSpec, values: Mapping[str, Value], today: date
) -> LackingConsent | None:
    """None where nothing of a client is given to anybody, or where the client allowed it."""
    asked = next((field for field in spec.fields if field.meaning == RECEIVER), None)
    receiver = display(asked, values.get(asked.key)) if asked else ""
    if letter.case_id is None or not receiver:
        return None
    said = of_case(definitions, letter.case_id)
    standing, day = said.standing(receiver, today)
    sentences = [] if standing is Standing.GIVEN else [consent.sentence(standing, day, receiver)]
    unwanted = _unwanted(said, spec, values, today)
    about = "; ".join([receiver, *unwanted])
    return (
        LackingConsent(about, " ".join([*sentences, *unwanted.values()]), grounds()) if sentences or unwanted else None
    )


def _unwanted(said: Consent, spec: LetterSpec, values: Mapping[str, Value], today: date) -> dict[str, str]:
    """The services a letter asks for that the client did not agree to, each with the sentence that says so."""
    found: dict[str, str] = {}
    for field in spec.fields:
        chosen = values.get(field.key) if field.meaning == SERVICES else None
        for key in map(str, chosen) if isinstance(chosen, list) else ():
            standing, day = said.of_service(key, today)
            if standing is not Standing.GIVEN:
                label = option_label(field, key)
                found[label] = consent.service_sentence(standing, day, label)
    return found


class ConsentService:
    """What a letter needs before it goes out."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def of_letter(self, letter_id: int, values: Values) -> LackingConsent | None:
        """What keeps a draft with these answers from going out; None if nothing does."""
        self._desk.authorise(Permission.LETTER_READ)
        with self._desk.reading():
            row, spec = self._letter(letter_id)
            lacking = _lacking(self._definitions, row, spec, values, self._desk.clock.now().date())
            said = ConsentException.get_or_none(ConsentException.letter == letter_id)
            return None if lacking and said and said.receiver == lacking.receiver else lacking

    def go_without(self, letter_id: int, values: Values, ground: str, reason: str) -> None:
        """State on which ground and why a letter goes out although the client did not allow it.

        Raises REASON_NEEDED, VALUE_INVALID for a ground the law does not know, LETTER_ISSUED for one that is out.
        """
        self._desk.authorise(Permission.LETTER_ISSUE)
        said, known = clean_text(reason, lines=False), {option.key: option.label for option in grounds()}
        if not said:
            raise UserError(ErrorCode.REASON_NEEDED)
        if ground not in known:
            raise UserError(ErrorCode.VALUE_INVALID, what="Pilih dasar memberi data tanpa persetujuan.")
        with self._desk.writing("surat", "bukulog") as unit:
            row, spec = self._letter(letter_id)
            if row.number:
                raise UserError(ErrorCode.LETTER_ISSUED, number=row.number)
            lacking = _lacking(self._definitions, row, spec, values, self._desk.clock.now().date())
            if lacking is None:
                return
            ConsentException.delete().where(ConsentException.letter == letter_id).execute()
            ConsentException.create(
                letter=letter_id,
                case=row.case_id,
                receiver=lacking.receiver,
                ground=ground,
                reason=said,
                at=stamp(self._desk.clock.now()),
                account=self._desk.account_id,
            )
            remark = f"{known[ground]}: {said}"
            unit.audit("surat.tanpa_izin", "kasus", row.case_id, surat=row.letter_key, alasan=remark)
            logbook.tell(self._desk, row.case, "Memberi data tanpa persetujuan", row.name, remark=remark)

    def _letter(self, letter_id: int) -> tuple[Letter, LetterSpec]:
        row = existing(Letter.get_or_none(Letter.id == letter_id))
        return row, self._definitions.letter(row.letter_key, row.letter_version)
