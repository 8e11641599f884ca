"""The least that is kept of somebody who declines: what stays, what is emptied, and the record that it was done."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import resources
from models.access.permissions import Permission
from models.errors import BugError, ErrorCode, UserError
from models.forms.fields import load_conditions
from models.forms.reading import Table
from models.forms.rules import filled, holds
from models.forms.spec import Condition, Field, FormSpec, Values
from models.forms.validate import check
from models.services import facts, logbook
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions
from models.services.desk import Desk, existing
from models.services.forms import forms
from models.source import Source
from models.store.tables import CaseFile, FormRecord

_NAME = "data/data-minimum.toml"


@dataclass(frozen=True)
class Rule:
    """When it is offered, which facts stay wherever they were answered, and which forms stay whole."""

    offered_if: tuple[Condition, ...]
    facts: frozenset[str]
    whole: frozenset[str]


@dataclass(frozen=True)
class Emptied:
    """A form with the questions whose answers go."""

    title: str
    questions: tuple[str, ...]


@cache
def shipped() -> Rule:
    """The rule of ``resources/data/data-minimum.toml``."""
    source = Source.read(_NAME, resources.text(_NAME))
    head = Table.of(source, "minimum")
    rule = Rule(load_conditions(head, "bila"), frozenset(head.texts("fakta")), frozenset(head.texts("formulir")))
    if not source.sound or not rule.offered_if:
        raise BugError(f"the least data cannot be read: {source.problems}")
    return rule


class MinimumService:
    """Emptying what a client who declines did not allow to be kept."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def plan(self, case_id: int) -> tuple[Emptied, ...]:
        """What ``empty`` would empty, form by form; nothing where it would be refused."""
        self._desk.authorise(Permission.FORM_FILL)
        with self._desk.reading():
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            if case.status != RUNNING or not holds(shipped().offered_if, facts.of_case(case_id)):
                return ()
            held = list(_filled(self._definitions, case_id))
            if not all(self._desk.session.reads(spec.compartment) for _record, spec, _values in held):
                return ()
            found = ((spec.title, _surplus(spec, values)) for _record, spec, values in held)
            return tuple(Emptied(title, tuple(one.label for one in surplus)) for title, surplus in found if surplus)

    def empty(self, case_id: int) -> int:
        """Empty the answers that are not to be kept; gives how many. They cannot be brought back.

        Issued letters, scans and registers stay as they are. Raises CASE_CLOSED, NOT_ALLOWED for somebody who may not
        read all forms of the case, NOT_FOUND where the client did not ask for it.
        """
        self._desk.authorise(Permission.FORM_FILL)
        with self._desk.writing("kasus", "bukulog") as unit:
            case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
            if case.status != RUNNING:
                raise UserError(ErrorCode.CASE_CLOSED)
            if not holds(shipped().offered_if, facts.of_case(case_id)):
                raise UserError(ErrorCode.NOT_FOUND)
            held = list(_filled(self._definitions, case_id))
            if not all(self._desk.session.reads(spec.compartment) for _record, spec, _values in held):
                raise UserError(ErrorCode.NOT_ALLOWED)
            count = sum(self._empty(case, *entry) for entry in held)
            unit.audit("kasus.data_minimum", "kasus", case_id, isian=count)
            logbook.tell(self._desk, case, "Menyimpan data minimum", f"{count} isian dikosongkan")
        return count

    def _empty(self, case: CaseFile, record: FormRecord, spec: FormSpec, values: Values) -> int:
        surplus = {field.key for field in _surplus(spec, values)}
        if surplus:
            left: Values = {key: value for key, value in values.items() if key not in surplus}
            record.leftover = "[]"
            completion = check(spec, left, self._desk.clock.now().date())
            forms.keep(self._desk, case, spec, (left, completion), record.status, record)
        return len(surplus)


def _filled(definitions: Definitions, case_id: int) -> Iterator[tuple[FormRecord, FormSpec, Values]]:
    """The forms of a case that are not kept whole, with their answers."""
    for record in FormRecord.select().where(FormRecord.case == case_id).order_by(FormRecord.id):
        if record.form_key not in shipped().whole:
            yield record, definitions.form(record.form_key, record.form_version), json.loads(record.answers)


def _surplus(spec: FormSpec, values: Values) -> list[Field]:
    """The answered questions that state nothing that stays; what decides about danger counts as stated."""
    told = {key for entry in spec.computed if entry.meaning in shipped().facts for key in _deciding(spec, entry.key)}
    return [
        field
        for field in spec.fields
        if filled(values.get(field.key)) and field.meaning not in shipped().facts and field.key not in told
    ]


def _deciding(spec: FormSpec, key: str) -> tuple[str, ...]:
    """The questions a computed value is worked out from: without them it would be another."""
    entry = next(one for one in spec.computed if one.key == key)
    return (*entry.inputs, *entry.moderate_inputs)
