"""Writing the office's own forms: what there is, what is wrong with one, its blank paper."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.access.permissions import Permission
from models.domain.facts import FACTS
from models.forms import loader
from models.forms.lists import offered
from models.forms.paper import FormPaper
from models.forms.spec import FormSpec, Option
from models.forms.writer import to_toml
from models.services import papers
from models.services.definitions import DefinitionText
from models.services.editing import drafts, form_problems
from models.services.editing.definition_editor import DefinitionEditor, counted
from models.services.forms.forms import DRAFT, officer_options
from models.services.views.form_editor import FormEditSheet, FormInfo, FormProblem
from models.sop.spec import OutputKind
from models.source import Source
from models.store.tables import Definition, FormRecord


class FormEditorService(DefinitionEditor[FormSpec]):
    """What is filled keeps its version; what is begun once a version is in force is filled with it."""

    kind, first, called = "formulir", "formulir", "formulir"

    def all(self) -> tuple[FormInfo, ...]:
        """The forms of the office, by title."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            used = self._procedures()
            rows: Any = FormRecord.select(FormRecord.form_key, fn.COUNT(FormRecord.id)).group_by(FormRecord.form_key)
            filled: dict[str, int] = dict(rows.tuples())
            versions = Definition.select().where(Definition.kind == self.kind, Definition.from_date != "")
            own = {row.key for row in versions}
            specs = [self._definitions.form(key) for key in self._definitions.keys(self.kind)]
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

    def open(self, draft_id: int) -> FormEditSheet:
        """A draft with everything the editor needs."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            draft = drafts.get(self.kind, draft_id)
            spec = self._read(draft)
            before = self._definitions.form(draft.key, draft.based_on) if draft.based_on else None
            outside = form_problems.dependents(self._definitions, before) if before else {}
            return FormEditSheet(
                draft_id=draft.id,
                row_version=draft.row_version,
                spec=spec,
                before=before,
                version=drafts.next_version(self.kind, draft.key),
                problems=form_problems.problems(self._definitions, spec, before, outside),
                lists=self._definitions.lists(),
                facts=tuple(Option(fact.key, fact.label) for fact in FACTS.values()),
                outside=outside,
                officers=officer_options(),
            )

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

    # ------------------------------------------------------------------ what a form is

    def _current(self, key: str) -> FormSpec:
        return self._definitions.form(key)

    def _like(self, spec: FormSpec, key: str) -> FormSpec:
        return replace(spec, key=key, title=f"{spec.title} (salinan)", code="")

    def _as_version(self, spec: FormSpec, version: int, from_date: date | None = None) -> FormSpec:
        return replace(spec, version=version)

    def _text(self, spec: FormSpec) -> DefinitionText:
        return DefinitionText(self.kind, spec.key, spec.version, spec.title, to_toml(spec))

    def _parsed(self, source: Source) -> FormSpec | None:
        return loader.read(source, self._definitions.lists())

    def _accepted(self, source: Source) -> FormSpec | None:
        return loader.load(source, self._definitions.lists())

    def _fault(self, spec: FormSpec) -> str:
        found = form_problems.problems(self._definitions, spec, None, {})
        return next((problem.message for problem in found if problem.grave), "")

    def _under_way(self, key: str) -> dict[int, int]:
        same = (FormRecord.form_key == key) & (FormRecord.status == DRAFT)
        rows = FormRecord.select(FormRecord.form_version, fn.COUNT(FormRecord.id)).where(same)
        return counted(rows.group_by(FormRecord.form_version))
