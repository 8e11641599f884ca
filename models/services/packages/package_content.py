"""Gathering what a case is, for a package to another office. Inside a stretch; writes nothing."""

from __future__ import annotations

import hashlib
import json
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from models.forms.compute import computed
from models.forms.lists import offered
from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, FormSpec, Value, Values
from models.forms.values import display
from models.records.case_package import (
    FORMAT,
    CasePackage,
    Content,
    File,
    Form,
    Limit,
    Said,
    Sent,
    Stated,
    Step,
    Travelling,
    Wording,
    content_of,
)
from models.services.definitions import Definitions
from models.services.desk import Desk, moment, stamp
from models.sop import legal
from models.store.tables import (
    Account,
    Attachment,
    CaseFile,
    Definition,
    FactRow,
    FormRecord,
    LegalClock,
    Letter,
    Note,
    Officer,
    StepRun,
    Tick,
)
from models.store.tables import (
    CasePackage as Journey,
)

_OFFICERS = (FieldKind.OFFICER, FieldKind.OFFICERS)


def origin_of(desk: Desk, case: CaseFile) -> str:
    """By what a case is known in every office it travels to; it tells nothing of the office or the person."""
    came = Journey.select(Journey.origin).where(Journey.case == case.id, Journey.direction == "masuk").first()
    if came is not None:
        return str(came.origin)
    return hashlib.sha256(f"{desk.session.key.vault}|{case.request_id}".encode()).hexdigest()


def shown_answers(spec: FormSpec, values: Values, officers: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """The answers as people read them, by label."""
    pairs = ((one.label, display(one, values.get(one.key), officers)) for one in visible(spec, values))
    return tuple(pair for pair in pairs if pair[1])


@dataclass
class Gathered:
    """One package while it is gathered. ``paper``: draws a form of the case as PDF."""

    desk: Desk
    definitions: Definitions
    case: CaseFile
    paper: Callable[[FormRecord], bytes]
    contents: list[bytes] = field(default_factory=list)

    def package(self, receiver: str, ground: str) -> CasePackage:
        """Everything the case holds, for ``receiver``; ``ground`` is on what it is given, in words."""
        self.people = {row.id: row.display_name for row in Account.select(Account.id, Account.display_name)}
        self.officers = {str(row.id): row.name for row in Officer.select(Officer.id, Officer.name)}
        forms = tuple(self._forms())
        made = {
            "steps": tuple(self._steps()),
            "forms": forms,
            "facts": tuple(self._facts()),
            "letters": tuple(self._letters()),
            "files": tuple(self._files()),
            "notes": tuple(self._notes()),
            "limits": tuple(self._limits()),
            "definitions": tuple(self._definitions(forms)),
        }
        held: tuple[Content, ...] = tuple(content_of(one) for one in self.contents)
        return CasePackage(
            format=FORMAT,
            package=secrets.token_hex(16),
            made_at=stamp(self.desk.clock.now()),
            office=self.desk.office.name,
            sender=self.desk.session.user.display_name,
            receiver=receiver,
            ground=ground,
            case=self._case(),
            held=held,
            contents=tuple(self.contents),
            **made,
        )

    def _case(self) -> Travelling:
        case, spec = self.case, self.definitions.sop(self.case.sop_key, self.case.sop_version)
        return Travelling(
            origin=origin_of(self.desk, case),
            number=case.number,
            sop_key=case.sop_key,
            sop_version=case.sop_version,
            sop_title=spec.name,
            received_at=case.received_at,
            status=case.status,
            ended_as=case.ended_as,
            ended_at=case.ended_at or "",
            step_number=case.step_number or 0,
            reopen_at=case.reopen_at or 0,
        )

    def _steps(self) -> Any:
        for row in StepRun.select().where(StepRun.case == self.case.id).order_by(StepRun.id):
            ticks = Tick.select().where(Tick.step_run == row.id)
            yield Step(
                step_number=row.step_number,
                visit=row.visit,
                actor=row.actor,
                started_at=row.started_at,
                finished_at=row.finished_at or "",
                outcome=row.outcome,
                reason=row.reason,
                force_reason=row.force_reason,
                skip_reason=row.skip_reason,
                late_reason=row.late_reason,
                minutes_used=row.minutes_used or 0,
                by=self.people.get(row.finished_by_id or 0, ""),
                ticks=tuple((tick.kind, tick.item, tick.at) for tick in ticks),
            )

    def _forms(self) -> Any:
        for row in FormRecord.select().where(FormRecord.case == self.case.id).order_by(FormRecord.id):
            spec = self.definitions.form(row.form_key, row.form_version, row.lists_mark)
            answers: Values = json.loads(row.answers)
            values = {**answers, **computed(spec, answers, moment(row.updated_at).date())}
            yield Form(
                key=row.form_key,
                version=row.form_version,
                title=spec.title,
                ordinal=row.ordinal,
                status=row.status,
                answers={key: self._told(spec, key, value) for key, value in answers.items()},
                answered=row.answered,
                expected=row.expected,
                created_at=row.created_at,
                updated_at=row.updated_at,
                leftover=tuple(tuple(map(str, entry)) for entry in json.loads(row.leftover)),
                by=self.people.get(row.updated_by_id, ""),
                shown=shown_answers(offered(spec, values), values, self.officers),
                paper=self._put(self.paper(row)),
            )

    def _told(self, spec: FormSpec, key: str, value: Value) -> Value:
        """An answer as another office understands it: officers by their names, not by numbers of this office."""
        asked: Field | None = next((one for one in spec.fields if one.key == key), None)
        if asked is None or asked.kind not in _OFFICERS:
            return value
        if isinstance(value, list):
            return [self.officers.get(str(one), str(one)) for one in value]
        return self.officers.get(str(value), str(value))

    def _facts(self) -> Any:
        for row in FactRow.select().where(FactRow.case == self.case.id).order_by(FactRow.key):
            yield Stated(row.key, json.loads(row.value), row.form_key)

    def _letters(self) -> Any:
        for row in Letter.select().where(Letter.case == self.case.id, Letter.status != "konsep").order_by(Letter.id):
            paper = self._put(bytes(row.paper.content)) if row.paper is not None else -1
            yield Sent(row.letter_key, row.name, row.number or "", row.date or "", row.addressee, row.status, paper)

    def _files(self) -> Any:
        for row in Attachment.select().where(Attachment.case == self.case.id).order_by(Attachment.id):
            yield File(
                old=row.id,
                title=row.title,
                file_name=row.file_name,
                media_type=row.media_type,
                pages=row.pages,
                added_at=row.added_at,
                by=self.people.get(row.added_by_id, ""),
                step_number=row.step_number or 0,
                serves=row.serves,
                form_key=row.form_key,
                content=self._put(self.desk.session.files.get(self.case.id, row.token)),
            )

    def _notes(self) -> Any:
        for row in Note.select().where(Note.case == self.case.id).order_by(Note.id):
            yield Said(row.text, row.at, self.people.get(row.account_id, ""))

    def _limits(self) -> Any:
        for row in LegalClock.select().where(LegalClock.case == self.case.id).order_by(LegalClock.id):
            limit = legal.shipped().get(row.kind)
            if limit is not None and not limit.on_request:
                yield Limit(row.kind, row.started_at, row.due_at, row.done_at or "", row.remark)

    def _definitions(self, forms: tuple[Form, ...]) -> Any:
        """The procedure and the forms in the versions the case has, and the lists as they are now."""
        wanted = {("sop", self.case.sop_key, self.case.sop_version)}
        wanted |= {("formulir", form.key, form.version) for form in forms}
        for kind, key, version in sorted(wanted):
            same = (Definition.kind == kind) & (Definition.key == key) & (Definition.version == version)
            row = Definition.get(same)
            yield Wording(kind, key, version, row.title, row.text)

    def _put(self, content: bytes) -> int:
        self.contents.append(content)
        return len(self.contents) - 1
