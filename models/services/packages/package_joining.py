"""A package of a case that is here already: what differs is shown answer by answer, nothing is overwritten silently."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping

from models.errors import ErrorCode, UserError
from models.forms.spec import FieldKind, FormSpec, Value
from models.forms.validate import check
from models.forms.values import clean_all, display
from models.records.case_package import CasePackage, Form
from models.services.cases import casework
from models.services.definitions import Definitions
from models.services.forms.forms import keep
from models.services.packages.package_taking import Taking, answers_of, known_case, told_note
from models.services.rights import erasure
from models.services.views.packages import Conflict, TakenIn
from models.store.tables import Attachment, CaseFile, FormRecord, Note, Officer

_NOTHING = "–"
#: What is compared elsewhere or is nobody's answer.
_APART = frozenset({FieldKind.PICTURE, FieldKind.NOTE, FieldKind.SIGNATURE})


def compared(
    definitions: Definitions, case: CaseFile, found: CasePackage
) -> tuple[tuple[Conflict, ...], tuple[str, ...]]:
    """What differs and what is new. Inside a stretch."""
    return differences(definitions, case, found), fresh(case, found)


def differences(definitions: Definitions, case: CaseFile, found: CasePackage) -> tuple[Conflict, ...]:
    """The answers of forms both have that differ, in the order of the forms. Inside a stretch."""
    here = {row.form_key: row for row in FormRecord.select().where(FormRecord.case == case.id)}
    pairs = [(form, here[form.key]) for form in found.forms if form.key in here]
    officers = {str(row.id): row.name for row in Officer.select(Officer.id, Officer.name)}
    return tuple(one for form, row in pairs for one in _of_form(definitions, form, row, officers))


def _of_form(definitions: Definitions, form: Form, row: FormRecord, officers: Mapping[str, str]) -> list[Conflict]:
    """Answers are compared as people read them: officers travel by their names, here they are numbers."""
    spec, mine = definitions.form(row.form_key, row.form_version), answers_of(row)
    conflicts = []
    for asked in spec.fields:
        if asked.kind in _APART:
            continue
        here, there = mine.get(asked.key), form.answers.get(asked.key)
        words = display(asked, here, officers) or _NOTHING, display(asked, there, officers) or _NOTHING
        if here != there and words[0] != words[1]:
            conflicts.append(Conflict(form.key, spec.title, asked.key, asked.label, *words))
    return conflicts


def fresh(case: CaseFile, found: CasePackage) -> tuple[str, ...]:
    """What the package would add to the case, in words. Inside a stretch."""
    forms = {row.form_key for row in FormRecord.select(FormRecord.form_key).where(FormRecord.case == case.id)}
    named = [f"Formulir {form.title}" for form in found.forms if form.key not in forms]
    named += [f"{one.name} nomor {one.number}" for one in found.letters if _is_new(case, found, one.paper)]
    named += [f"Lampiran {number}" for number, one in enumerate(found.files, 1) if _is_new(case, found, one.content)]
    notes = sum(not _has_note(case, found, one.text, one.by) for one in found.notes)
    return tuple([*named, *([f"{notes} catatan"] if notes else [])])


def _is_new(case: CaseFile, found: CasePackage, place: int) -> bool:
    """Whether the case has no such file yet; a letter of the case itself is on its own register."""
    if place < 0:
        return False
    digest = hashlib.sha256(found.contents[place]).hexdigest()
    return not Attachment.select().where(Attachment.case == case.id, Attachment.sha256 == digest).exists()


def _has_note(case: CaseFile, found: CasePackage, text: str, by: str) -> bool:
    said = (text.strip(), told_note(found, text, by))
    return bool(Note.select().where(Note.case == case.id, Note.text.in_(said)).exists())


class Joining(Taking):
    """Bringing what is new into the case that is here."""

    def join(self, theirs: Collection[tuple[str, str]]) -> TakenIn:
        """Add what is new; of the answers that differ take over those named (form, field)."""
        with self.writing() as unit:
            case = known_case(self.found)
            if case is None:
                raise UserError(ErrorCode.VALUE_INVALID, what="Kasus dari paket ini belum ada di kantor ini.")
            erasure.require_there(case.id)
            if case.status != casework.RUNNING:
                raise UserError(ErrorCode.CASE_CLOSED)
            taken = self._forms(case, theirs)
            self._additions(case)
            self.show(case)
            self.note(unit, case, "paket.gabung", "Menggabungkan paket kasus")
            unit.audit("paket.jawaban", "kasus", case.id, paket=self.found.package, isian=taken)
            return TakenIn(case.id, case.number)

    def _forms(self, case: CaseFile, theirs: Collection[tuple[str, str]]) -> list[str]:
        """Bring in new forms and the answers that were chosen; the names of those."""
        versions = self.bring_definitions()
        taken: list[str] = []
        for form in self.found.forms:
            row = FormRecord.get_or_none(FormRecord.case == case.id, FormRecord.form_key == form.key)
            if row is None:
                self.write_form(case, form, versions["formulir", form.key, form.version], {})
                self._state(case, form, FormRecord.get(FormRecord.case == case.id, FormRecord.form_key == form.key))
                continue
            chosen = {field: form.answers.get(field) for key, field in theirs if key == form.key}
            if chosen:
                self._overwrite(case, row, chosen)
                taken += [f"{form.key}.{field}" for field in sorted(chosen)]
        return taken

    def _overwrite(self, case: CaseFile, row: FormRecord, chosen: dict[str, Value | None]) -> None:
        spec = self.definitions.form(row.form_key, row.form_version)
        answers = {**answers_of(row), **chosen}
        self._keep(case, spec, {key: value for key, value in answers.items() if value is not None}, row)

    def _state(self, case: CaseFile, form: Form, row: FormRecord) -> None:
        """Let a form that is new here state its facts."""
        self._keep(case, self.definitions.form(row.form_key, row.form_version), answers_of(row), row)

    def _keep(self, case: CaseFile, spec: FormSpec, answers: dict[str, Value], row: FormRecord) -> None:
        values = clean_all(spec.fields, answers)
        completion = check(spec, values, self.desk.clock.now().date())
        keep(self.desk, case, spec, (values, completion), row.status, row)

    def _additions(self, case: CaseFile) -> None:
        found = self.found
        for one in found.files:
            if _is_new(case, found, one.content):
                self.store(case, one.title, one.file_name, found.contents[one.content], at=one.added_at)
        for letter in found.letters:
            if _is_new(case, found, letter.paper):
                title = f"{letter.name} nomor {letter.number} ({found.office})"
                self.store(case, title, f"{letter.key}.pdf", found.contents[letter.paper], at=found.made_at)
        for note in found.notes:
            if not _has_note(case, found, note.text, note.by):
                text = told_note(found, note.text, note.by)
                Note.create(case=case.id, text=text, at=note.at, account=self.desk.account_id)
