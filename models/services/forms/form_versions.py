"""Taking an unfinished form of a running case over to the version in force."""

from __future__ import annotations

import json
from itertools import pairwise

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.difference import differences
from models.forms.spec import FormSpec, Values
from models.forms.takeover import Homeless, taken_over
from models.forms.validate import check
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions
from models.services.desk import Desk, existing, packed
from models.services.editing import drafts
from models.services.forms.forms import DRAFT, keep
from models.services.views.form_editor import TakeOver
from models.store.tables import CaseFile, FormRecord, Officer


class FormVersionService:
    """Answers follow their key; what has no place in the newer version stays readable below the form."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def history(self, form_key: str) -> dict[int, tuple[str, ...]]:
        """What each version of a form changed, in sentences, by its number; nothing for the first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            numbers = sorted(int(row.version) for row in drafts.versions("formulir", form_key))
            specs = {number: self._definitions.form(form_key, number) for number in numbers}
        return {new: differences(specs[old], specs[new]) for old, new in pairwise(numbers)}

    def plan(self, case_id: int, form_key: str) -> TakeOver:
        """What taking the form over would change. NOT_FOUND where there is nothing to take over."""
        self._desk.authorise(Permission.FORM_FILL)
        with self._desk.reading():
            _case, record, old, new = self._both(case_id, form_key)
            _values, homeless = self._answers(record, old, new)
            return TakeOver(old.version, new.version, differences(old, new), homeless)

    def take_over(self, case_id: int, form_key: str, row_version: int) -> int:
        """Take the form over; gives its row version. CHANGED_BY_OTHER if somebody saved meanwhile."""
        self._desk.authorise(Permission.FORM_FILL)
        with self._desk.writing("kasus") as unit:
            case, record, old, new = self._both(case_id, form_key)
            if record.row_version != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            values, homeless = self._answers(record, old, new)
            record.form_version = new.version
            record.leftover = packed([*json.loads(record.leftover), *homeless])
            completion = check(new, values, self._desk.clock.now().date())
            record = keep(self._desk, case, new, (values, completion), DRAFT, record)
            said = {"formulir": form_key, "dari": old.version, "ke": new.version}
            unit.audit("formulir.pindah_versi", "kasus", case_id, **said)
            return int(record.row_version)

    def _both(self, case_id: int, form_key: str) -> tuple[CaseFile, FormRecord, FormSpec, FormSpec]:
        case = existing(CaseFile.get_or_none(CaseFile.id == case_id))
        same = (FormRecord.case == case_id) & (FormRecord.form_key == form_key)
        record = existing(FormRecord.get_or_none(same))
        if case.status != RUNNING:
            raise UserError(ErrorCode.CASE_CLOSED)
        old = self._definitions.form(form_key, record.form_version)
        new = self._definitions.form(form_key)
        if not all(self._desk.session.reads(spec.compartment) for spec in (old, new)):
            raise UserError(ErrorCode.NOT_ALLOWED)
        if record.status != DRAFT or new.version <= old.version:
            raise UserError(ErrorCode.NOT_FOUND)
        return case, record, old, new

    def _answers(self, record: FormRecord, old: FormSpec, new: FormSpec) -> tuple[Values, Homeless]:
        names = {str(row.id): row.name for row in Officer.select(Officer.id, Officer.name)}
        return taken_over(old, new, json.loads(record.answers), self._desk.clock.now().date(), names)
