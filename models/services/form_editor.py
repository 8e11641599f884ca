"""Writing the office's own forms: copy, change, check, put in force from a day; import and export as files."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.access.permissions import Permission
from models.domain.facts import FACTS
from models.domain.keys import new_key
from models.errors import ErrorCode, UserError
from models.forms import loader
from models.forms.lists import offered
from models.forms.paper import FormPaper
from models.forms.spec import FormSpec, Option
from models.forms.writer import to_toml
from models.services import definitions as store
from models.services import drafts, form_problems, papers
from models.services.definition_files import read_file
from models.services.definitions import Definitions, DefinitionText
from models.services.desk import Desk, existing, moment
from models.services.forms import DRAFT, officer_options
from models.services.views import ImportedProcedure, ProcedureDraft, VersionRow
from models.services.views.form_editor import FormEditSheet, FormInfo, FormProblem
from models.services.words import when
from models.sop.spec import OutputKind
from models.source import Source
from models.store.tables import Definition, DefinitionDraft, FormRecord

KIND = "formulir"


class FormEditorService:
    """Drafts of forms. They are the office's, not one person's; a version in force is never changed."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def all(self) -> tuple[FormInfo, ...]:
        """The forms of the office, by title."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            used = self._procedures()
            counts: Any = FormRecord.select(FormRecord.form_key, fn.COUNT(FormRecord.id)).group_by(FormRecord.form_key)
            filled = dict(counts.tuples())
            own = {row.key for row in Definition.select().where(Definition.kind == KIND, Definition.from_date != "")}
            specs = [self._definitions.form(key) for key in self._definitions.keys(KIND)]
            return tuple(
                FormInfo(
                    spec.key, spec.title, spec.code, spec.version, spec.key in own, filled.get(spec.key, 0),
                    used.get(spec.key, ()),
                )
                for spec in specs
            )  # fmt: skip

    def _procedures(self) -> dict[str, tuple[str, ...]]:
        """The names of the procedures that use each form."""
        found: dict[str, tuple[str, ...]] = {}
        for sop_key, name in self._definitions.keys("sop").items():
            for key in self._definitions.sop(sop_key).documents(OutputKind.FORM):
                found[key] = (*found.get(key, ()), name)
        return found

    # ------------------------------------------------------------------ drafts

    def begin(self, form_key: str, *, as_new: bool = False, shipped: bool = False) -> ProcedureDraft:
        """Begin the next version of a form, with ``as_new`` another one like it, with ``shipped`` as it was delivered.

        A draft that is already there is continued: nobody's work is thrown away.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            spec = self._definitions.form(form_key)
            based_on = 0 if as_new else spec.version
            if as_new:
                key = new_key(spec.key, drafts.taken(KIND), KIND)
                spec = replace(spec, key=key, title=f"{spec.title} (salinan)", code="")
            known = drafts.find(KIND, spec.key)
            if shipped:
                if known:
                    raise UserError(ErrorCode.VALUE_INVALID, what=_DRAFT_EXISTS.format(spec.title))
                spec = self._shipped(form_key)
            draft = known or self._begin(spec, based_on)
            unit.audit("formulir.konsep", "definisi", None, formulir=spec.key, dari=based_on)
            return self._row(draft)

    def drafts(self) -> tuple[ProcedureDraft, ...]:
        """All forms somebody is working on, the latest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return tuple(map(self._row, drafts.every(KIND)))

    def open(self, draft_id: int) -> FormEditSheet:
        """A draft with everything the editor needs."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            draft = drafts.get(KIND, draft_id)
            spec = self._read(draft)
            before = self._definitions.form(draft.key, draft.based_on) if draft.based_on else None
            outside = form_problems.dependents(self._definitions, before) if before else {}
            return FormEditSheet(
                draft_id=draft.id,
                row_version=draft.row_version,
                spec=spec,
                before=before,
                version=drafts.next_version(KIND, draft.key),
                problems=form_problems.problems(self._definitions, spec, before, outside),
                lists=self._definitions.lists(),
                facts=tuple(Option(fact.key, fact.label) for fact in FACTS.values()),
                outside=outside,
                officers=officer_options(),
            )

    def save_draft(self, draft_id: int, spec: FormSpec, row_version: int) -> int:
        """Keep what was changed; gives the new row version. CHANGED_BY_OTHER if somebody saved meanwhile."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(KIND, draft_id)
            kept = drafts.keep(self._desk, draft, spec.title, to_toml(replace(spec, key=draft.key)), row_version)
            unit.audit("formulir.konsep_simpan", "definisi", None, formulir=draft.key)
            return kept

    def drop_draft(self, draft_id: int) -> None:
        """Throw a draft away; versions in force stay."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(KIND, draft_id)
            draft.delete_instance()
            unit.audit("formulir.konsep_hapus", "definisi", None, formulir=draft.key)

    def problems(
        self, spec: FormSpec, before: FormSpec | None, outside: Mapping[str, tuple[str, ...]]
    ) -> tuple[FormProblem, ...]:
        """What keeps the form from being put in force, and what should be known before."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            return form_problems.problems(self._definitions, spec, before, outside)

    def paper(self, spec: FormSpec) -> FormPaper:
        """The blank paper of a draft; drawing it needs no database."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            setup = papers.page(self._desk, spec.paper)
            return FormPaper(offered(spec, {}), None, setup, papers.letterhead(self._desk))

    # ------------------------------------------------------------------ versions

    def put_in_force(self, draft_id: int, row_version: int, from_date: date) -> VersionRow:
        """Make the draft the next version, for what is filled from ``from_date`` on; what is filled keeps its version.

        Raises DEFINITION_INVALID while anything is wrong with it, VALUE_INVALID for a day that has passed,
        CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        if from_date < self._desk.clock.now().date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal mulai berlaku tidak dapat sebelum hari ini.")
        with self._desk.writing("pengaturan", "kasus") as unit:
            draft = drafts.get(KIND, draft_id)
            drafts.check(draft, row_version)
            spec = replace(self._read(draft), version=drafts.next_version(KIND, draft.key))
            grave = [one for one in form_problems.problems(self._definitions, spec, None, {}) if one.grave]
            if grave:
                raise UserError(ErrorCode.DEFINITION_INVALID, problem=grave[0].message)
            drafts.put_in_force(self._desk, draft, _text(spec), from_date)
            unit.audit(
                "formulir.berlakukan", "definisi", None, formulir=spec.key, versi=spec.version,
                mulai=from_date.isoformat(),
            )  # fmt: skip
            return self._versions(spec.key)[0]

    def versions(self, form_key: str) -> tuple[VersionRow, ...]:
        """Every version the office has of a form, the newest first; ``running`` counts the unfinished ones."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return self._versions(form_key)

    def _versions(self, form_key: str) -> tuple[VersionRow, ...]:
        unfinished: Any = (
            FormRecord.select(FormRecord.form_version, fn.COUNT(FormRecord.id))
            .where(FormRecord.form_key == form_key, FormRecord.status == DRAFT)
            .group_by(FormRecord.form_version)
        )
        in_force, today = self._definitions.version_in_force(KIND, form_key), self._desk.clock.now().date()
        return drafts.version_rows(KIND, form_key, in_force, today, dict(unfinished.tuples()))

    # ------------------------------------------------------------------ files

    def export(self, form_key: str, version: int = 0) -> str:
        """The definition file of a version; 0 is the one in force. The export is recorded."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            number = version or self._definitions.version_in_force(KIND, form_key)
            unit.audit("formulir.ekspor", "definisi", None, formulir=form_key, versi=number)
            return str(drafts.version(KIND, form_key, number).text)

    def import_text(self, name: str, content: bytes) -> ImportedProcedure:
        """A definition file from elsewhere becomes a draft; everything wrong with it is said with its line.

        A draft of the same form is never overwritten: VALUE_INVALID.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        source = read_file(name, content, KIND, "formulir")
        with self._desk.writing("pengaturan") as unit:
            spec = None if source.problems else loader.load(source, self._definitions.lists())
            unit.audit("formulir.impor", "definisi", None, formulir=spec.key if spec else "")
            if spec is None:
                return ImportedProcedure(None, tuple(sorted(source.problems)))
            if drafts.find(KIND, spec.key):
                raise UserError(ErrorCode.VALUE_INVALID, what=_DRAFT_EXISTS.format(spec.title))
            known = drafts.known(KIND, spec.key)
            based_on = self._definitions.version_in_force(KIND, spec.key) if known else 0
            return ImportedProcedure(self._row(self._begin(spec, based_on)))

    # ------------------------------------------------------------------ inside a unit of work

    def _begin(self, spec: FormSpec, based_on: int) -> DefinitionDraft:
        return drafts.begin(self._desk, _text(replace(spec, version=drafts.next_version(KIND, spec.key))), based_on)

    def _shipped(self, form_key: str) -> FormSpec:
        texts = [text for text in store.shipped() if (text.kind, text.key) == (KIND, form_key)]
        if not texts:
            raise UserError(ErrorCode.NOT_FOUND)
        newest = max(texts, key=lambda text: text.version)
        return existing(loader.read(Source.read(newest.key, newest.text), self._definitions.lists()))

    def _read(self, draft: DefinitionDraft) -> FormSpec:
        return existing(loader.read(Source.read(draft.title, draft.text), self._definitions.lists()))

    def _row(self, draft: DefinitionDraft) -> ProcedureDraft:
        changed = when(moment(draft.updated_at), self._desk.clock.now())
        return ProcedureDraft(draft.id, draft.key, draft.title, draft.based_on, changed)


_DRAFT_EXISTS = "Konsep untuk formulir “{}” sudah ada. Selesaikan atau hapus konsep itu dahulu."


def _text(spec: FormSpec) -> DefinitionText:
    return DefinitionText(KIND, spec.key, spec.version, spec.title, to_toml(spec))
