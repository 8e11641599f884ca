"""What a letter quotes, gathered from the office, the case and the person who writes it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from typing import Any

from models.access.permissions import Permission
from models.forms.spec import FormSpec, Values
from models.letters import naming_choice
from models.letters.context import Labels, LetterContext, OfficeLines, OfficerLine, option_labels
from models.letters.needs import texts
from models.letters.placeholders import quoted_forms
from models.letters.spec import LetterSpec
from models.services import facts, papers, signers
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.settings.look import PaperLook
from models.store.tables import Account, CaseFile, FormRecord, Letter, Officer, StepRun


def gather(
    desk: Desk,
    definitions: Definitions,
    spec: LetterSpec,
    case: CaseFile | None,
    values: Values,
    day: date,
    *,
    signing: str = "",
    naming: str = "",
) -> LetterContext:
    """The context of one letter; number and check code are put in when it is issued. Inside a stretch.

    ``signing`` is how it is to be signed, see ``signers``, ``naming`` how it writes people; "" for the usual way.
    """
    forms, answers = _forms(definitions, case)
    look = desk.office.look
    officers = {str(row.id): _line(desk, row, look) for row in Officer.select()}
    signer = signers.of_letter(desk, spec, values, signing, day)
    writer = officers.get(str(desk.session.user.officer_id)) or OfficerLine(desk.session.user.display_name)
    return LetterContext(
        date=day,
        office=office_lines(desk),
        page=papers.shifted(look, papers.page(desk, spec.paper)),
        fields=values,
        writer=writer,
        signer=replace(signer, rank=look.rank_of(signer.rank)) if signer else None,
        letterhead=papers.on_paper(look, papers.letterhead(desk)),
        officers=officers,
        assigned=_assigned(case),
        facts=facts.of_case(case.id) if case else {},
        labels=_labels(forms),
        forms=answers,
        names=_names(definitions, spec),
        case_number=case.number if case else "",
        received=case.received_at if case else "",
        step=_step_title(definitions, case),
        title=_title(look, spec),
        options=look.options(),
        naming=naming or naming_choice.usual(spec, may_reveal=desk.session.may(Permission.CASE_REVEAL)),
    )


def office_lines(desk: Desk) -> OfficeLines:
    """The office as its letters quote it."""
    office = desk.office
    return OfficeLines(
        name=office.name,
        city=office.city,
        head_post=office.head_post,
        department=office.department,
        unit=office.unit,
        regency=office.regency,
        address=office.address,
        contact=office.contact,
        unit_code=office.unit_code,
        service_phone=office.service_phone,
        client_word=office.client_word,
        zone=office.zone,
        travel=office.travel,
    )


def _title(look: PaperLook, spec: LetterSpec) -> str:
    """The title the office has chosen, if this version of the letter still offers it."""
    chosen = look.titles.get(spec.key, "")
    return chosen if chosen in spec.other_titles else ""


def _line(desk: Desk, row: Officer, look: PaperLook) -> OfficerLine:
    return OfficerLine(row.name, signers.post_of(desk, row), look.rank_of(row.rank), row.nip, row.phone)


def _forms(definitions: Definitions, case: CaseFile | None) -> tuple[list[FormSpec], dict[str, Values]]:
    if case is None:
        return [], {}
    specs, answers = [], {}
    for record in FormRecord.select().where(FormRecord.case == case.id):
        specs.append(definitions.form(record.form_key, record.form_version))
        answers[record.form_key] = json.loads(record.answers)
    return specs, answers


def _names(definitions: Definitions, spec: LetterSpec) -> dict[str, str]:
    """What the answers of forms that the letter quotes are called, for saying which is missing."""
    forms = definitions.quoted(quoted_forms(" ".join(texts(spec))))
    return {
        f"formulir.{form.key}.{question.key}": f"{question.label} ({form.title})"
        for form in forms.values()
        for question in form.fields
    }


def _labels(forms: list[FormSpec]) -> Labels:
    return option_labels(forms)


def _assigned(case: CaseFile | None) -> tuple[str, ...]:
    """The officers the last letter of assignment named, else the officer of the person at the open row."""
    if case is None:
        return ()
    letter = Letter.select(Letter.answers).where(Letter.case == case.id, Letter.status == "terbit").order_by(Letter.id)
    for row in letter:
        for value in json.loads(row.answers).values():
            if isinstance(value, list) and value and all(isinstance(entry, str) and entry.isdigit() for entry in value):
                return tuple(value)
    query = (
        StepRun.select(Account.officer)
        .join(Account, on=(StepRun.account == Account.id))
        .where(StepRun.case == case.id, Account.officer.is_null(False))
        .order_by(StepRun.id.desc())
    )
    found: Any = query.tuples().limit(1)
    return tuple(str(officer_id) for (officer_id,) in found)


def _step_title(definitions: Definitions, case: CaseFile | None) -> str:
    if case is None or case.step_number is None:
        return ""
    return definitions.sop(case.sop_key, case.sop_version).step(case.step_number).title
