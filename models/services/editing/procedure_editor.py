"""Writing the office's own procedures: what is wrong with one, its printed sheet, what changes with a version."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from peewee import fn

from models.access.permissions import Permission
from models.forms.spec import Option
from models.services import papers
from models.services.cases.casework import RUNNING
from models.services.definitions import Definitions, DefinitionText
from models.services.editing import drafts, procedure_problems
from models.services.editing.definition_editor import DefinitionEditor, counted
from models.services.office import sop_papers
from models.services.views import EditorProblem, EditorSheet
from models.sop import difference, loader
from models.sop.checks import check_numbers
from models.sop.edit import renumbered
from models.sop.paper import SopPaper
from models.sop.spec import OutputKind, SopSpec
from models.sop.writer import to_toml
from models.source import Source
from models.store.tables import CaseFile


class ProcedureEditorService(DefinitionEditor[SopSpec]):
    """New cases follow a version once it is in force; running cases stay on theirs."""

    kind, first, called = "sop", "identitas", "SOP"

    def open(self, draft_id: int) -> EditorSheet:
        """A draft with everything the editor needs."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            draft = drafts.get(self.kind, draft_id)
            spec = self._read(draft)
            return EditorSheet(
                draft_id=draft.id,
                row_version=draft.row_version,
                spec=spec,
                before=self._definitions.sop(draft.key, draft.based_on) if draft.based_on else None,
                version=drafts.next_version(self.kind, draft.key),
                problems=procedure_problems.problems(self._definitions, spec),
                forms=_options(self._definitions.keys("formulir")),
                letters=_options(self._definitions.keys("surat")),
                facts=procedure_problems.facts(self._definitions),
            )

    def problems(self, spec: SopSpec) -> tuple[EditorProblem, ...]:
        """What keeps the procedure from being put in force, with the forms and letters the office has."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            return procedure_problems.problems(self._definitions, spec)

    def paper(self, spec: SopSpec) -> SopPaper:
        """What the printed sheet of a draft is made of; drawing it needs no database."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            kinds = ((OutputKind.FORM, "formulir"), (OutputKind.LETTER, "surat"))
            titled = {(kind, key): title for kind, name in kinds for key, title in self._definitions.keys(name).items()}
            return SopPaper(
                spec,
                papers.page(self._desk),
                sop_papers.kept_titles() | titled,
                papers.letterhead(self._desk),
            )

    def changes(self, before: SopSpec, after: SopSpec) -> tuple[str, ...]:
        """What changes from one version to the next, in sentences with the titles of documents."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return difference.differences(before, after, titles(self._definitions))

    # ------------------------------------------------------------------ what a procedure is

    def _current(self, key: str) -> SopSpec:
        return self._definitions.sop(key)

    def _like(self, spec: SopSpec, key: str) -> SopSpec:
        return replace(spec, key=key, name=f"{spec.name} (salinan)")

    def _as_version(self, spec: SopSpec, version: int, from_date: date | None = None) -> SopSpec:
        return replace(renumbered(spec), version=version, effective=from_date or spec.effective, draft=False)

    def _text(self, spec: SopSpec) -> DefinitionText:
        return DefinitionText(self.kind, spec.key, spec.version, spec.name, to_toml(spec))

    def _parsed(self, source: Source) -> SopSpec | None:
        return loader.read(source)

    def _accepted(self, source: Source) -> SopSpec | None:
        """Rows that do not fit together do not keep it out: the editor shows them, but it numbers the rows itself."""
        spec = loader.read(source)
        if spec is not None:
            check_numbers(spec, source)
        return spec if source.sound else None

    def _fault(self, spec: SopSpec) -> str:
        found = procedure_problems.problems(self._definitions, spec)
        return next((problem.message for problem in found if problem.grave), "")

    def _under_way(self, key: str) -> dict[int, int]:
        same = (CaseFile.sop_key == key) & (CaseFile.status == RUNNING)
        rows = CaseFile.select(CaseFile.sop_version, fn.COUNT(CaseFile.id)).where(same)
        return counted(rows.group_by(CaseFile.sop_version))


def titles(definitions: Definitions) -> difference.Titles:
    """The titles of the office's documents by kind and key. Inside a reading or writing stretch."""
    known = sop_papers.kept_titles()
    for kind in (OutputKind.FORM, OutputKind.LETTER):
        known |= {(kind, key): title for key, title in definitions.keys(kind.value).items()}
    return lambda kind, key: known.get((kind, key), key)


def _options(keys: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(key, title) for key, title in keys.items())
