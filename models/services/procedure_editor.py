"""Writing the office's own procedures: copy, change, check, put in force from a day; import and export as files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.access.permissions import Permission
from models.domain.indonesia import long_date
from models.domain.keys import new_key
from models.errors import ErrorCode, UserError
from models.forms.spec import Option
from models.services import drafts, papers, procedure_problems
from models.services.casework import RUNNING
from models.services.definition_files import read_file
from models.services.definitions import Definitions, DefinitionText
from models.services.desk import Desk, existing, moment
from models.services.views import EditorProblem, EditorSheet, ImportedProcedure, ProcedureDraft, VersionRow
from models.services.words import when
from models.sop import difference, loader
from models.sop.edit import renumbered
from models.sop.paper import SopPaper
from models.sop.spec import OutputKind, SopSpec
from models.sop.writer import to_toml
from models.source import Source
from models.store.tables import CaseFile, DefinitionDraft

KIND = "sop"


class ProcedureEditorService:
    """Drafts of procedures. They are the office's, not one person's; a version in force is never changed."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    # ------------------------------------------------------------------ drafts

    def copy(self, sop_key: str, *, as_new: bool = False) -> ProcedureDraft:
        """Begin the next version of a procedure, or with ``as_new`` another one like it.

        A draft that is already there is continued: nobody's work is thrown away.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            spec = self._definitions.sop(sop_key)
            based_on = 0 if as_new else spec.version
            if as_new:
                spec = replace(spec, key=new_key(spec.key, drafts.taken(KIND), KIND), name=f"{spec.name} (salinan)")
            draft = drafts.find(KIND, spec.key) or self._begin(spec, based_on)
            unit.audit("sop.konsep", "definisi", None, sop=spec.key, dari=based_on)
            return self._row(draft)

    def drafts(self) -> tuple[ProcedureDraft, ...]:
        """All procedures somebody is working on, the latest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return tuple(map(self._row, drafts.every(KIND)))

    def open(self, draft_id: int) -> EditorSheet:
        """A draft with everything the editor needs."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            draft = drafts.get(KIND, draft_id)
            spec = _read(draft)
            before = self._definitions.sop(draft.key, draft.based_on) if draft.based_on else None
            return EditorSheet(
                draft_id=draft.id,
                row_version=draft.row_version,
                spec=spec,
                before=before,
                version=drafts.next_version(KIND, draft.key),
                problems=procedure_problems.problems(self._definitions, spec),
                forms=_options(self._definitions.keys("formulir")),
                letters=_options(self._definitions.keys("surat")),
                facts=procedure_problems.facts(self._definitions),
            )

    def save_draft(self, draft_id: int, spec: SopSpec, row_version: int) -> int:
        """Keep what was changed; gives the new row version. CHANGED_BY_OTHER if somebody saved meanwhile."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(KIND, draft_id)
            kept = drafts.keep(self._desk, draft, spec.name, to_toml(replace(spec, key=draft.key)), row_version)
            unit.audit("sop.konsep_simpan", "definisi", None, sop=draft.key)
            return kept

    def drop_draft(self, draft_id: int) -> None:
        """Throw a draft away; versions in force stay."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(KIND, draft_id)
            draft.delete_instance()
            unit.audit("sop.konsep_hapus", "definisi", None, sop=draft.key)

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
            return SopPaper(
                spec,
                papers.page(self._desk),
                {(kind, key): title for kind, name in kinds for key, title in self._definitions.keys(name).items()},
                papers.letterhead(self._desk),
            )

    def changes(self, before: SopSpec, after: SopSpec) -> tuple[str, ...]:
        """What changes from one version to the next, in sentences with the titles of documents."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return difference.differences(before, after, titles(self._definitions))

    # ------------------------------------------------------------------ versions

    def put_in_force(self, draft_id: int, row_version: int, from_date: date) -> VersionRow:
        """Make the draft the next version, for new cases from ``from_date`` on; running cases stay on theirs.

        Raises DEFINITION_INVALID while anything is wrong with it, VALUE_INVALID for a day that has passed,
        CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        now = self._desk.clock.now()
        if from_date < now.date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal mulai berlaku tidak dapat sebelum hari ini.")
        with self._desk.writing("pengaturan", "kasus") as unit:
            draft = drafts.get(KIND, draft_id)
            drafts.check(draft, row_version)
            spec = replace(_read(draft), version=drafts.next_version(KIND, draft.key), effective=from_date, draft=False)
            grave = [one for one in procedure_problems.problems(self._definitions, spec) if one.grave]
            if grave:
                raise UserError(ErrorCode.DEFINITION_INVALID, problem=grave[0].message)
            text = DefinitionText(KIND, spec.key, spec.version, spec.name, to_toml(spec))
            drafts.put_in_force(self._desk, draft, text, from_date)
            unit.audit(
                "sop.berlakukan", "definisi", None, sop=spec.key, versi=spec.version, mulai=from_date.isoformat()
            )
            return self._versions(spec.key)[0]

    def versions(self, sop_key: str) -> tuple[VersionRow, ...]:
        """Every version the office has of a procedure, the newest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return self._versions(sop_key)

    def _versions(self, sop_key: str) -> tuple[VersionRow, ...]:
        in_force = self._definitions.version_in_force(KIND, sop_key)
        today = self._desk.clock.now().date()
        return drafts.version_rows(KIND, sop_key, in_force, today, _running(sop_key))

    # ------------------------------------------------------------------ files

    def export(self, sop_key: str, version: int = 0) -> str:
        """The definition file of a version; 0 is the one in force. The export is recorded."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            number = version or self._definitions.version_in_force(KIND, sop_key)
            row = drafts.version(KIND, sop_key, number)
            unit.audit("sop.ekspor", "definisi", None, sop=sop_key, versi=number)
            return str(row.text)

    def import_text(self, name: str, content: bytes) -> ImportedProcedure:
        """A definition file from elsewhere becomes a draft; what cannot be read is said with its line.

        Rows that do not fit together do not keep it out: the editor shows them, and until they are put right the
        draft is not put in force. A draft of the same procedure is never overwritten: VALUE_INVALID.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        source = read_file(name, content, "identitas", "SOP")
        spec = None if source.problems else loader.read(source)
        if spec is None or not source.sound:
            return ImportedProcedure(None, tuple(sorted(source.problems)))
        with self._desk.writing("pengaturan") as unit:
            if drafts.find(KIND, spec.key):
                what = f"Konsep untuk SOP “{spec.name}” sudah ada. Selesaikan atau hapus konsep itu dahulu."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            based_on = self._definitions.version_in_force(KIND, spec.key) if drafts.known(KIND, spec.key) else 0
            draft = self._begin(spec, based_on)
            unit.audit("sop.impor", "definisi", None, sop=spec.key)
            return ImportedProcedure(self._row(draft))

    # ------------------------------------------------------------------ inside a unit of work

    def _begin(self, spec: SopSpec, based_on: int) -> DefinitionDraft:
        spec = replace(renumbered(spec), version=drafts.next_version(KIND, spec.key), draft=False)
        return drafts.begin(
            self._desk, DefinitionText(KIND, spec.key, spec.version, spec.name, to_toml(spec)), based_on
        )

    def _row(self, draft: DefinitionDraft) -> ProcedureDraft:
        changed = when(moment(draft.updated_at), self._desk.clock.now())
        return ProcedureDraft(draft.id, draft.key, draft.title, draft.based_on, changed)


def titles(definitions: Definitions) -> difference.Titles:
    """The titles of the office's documents by kind and key. Inside a reading or writing stretch."""
    known = {OutputKind.FORM: definitions.keys("formulir"), OutputKind.LETTER: definitions.keys("surat")}
    return lambda kind, key: known.get(kind, {}).get(key, key)


def state_words(row: VersionRow) -> str:
    """As in "Versi 2, berlaku sejak 1 Januari 2027, 3 kasus berjalan"."""
    begun = f" sejak {long_date(row.from_date)}" if row.from_date else ""
    state = {"berlaku": f"berlaku{begun}", "akan berlaku": f"akan berlaku{begun.replace('sejak', 'mulai')}"}
    running = f", {row.running} kasus berjalan" if row.running else ""
    return f"Versi {row.version}, {state.get(row.state, 'tidak berlaku lagi')}{running}"


def _read(draft: DefinitionDraft) -> SopSpec:
    return existing(loader.read(Source.read(draft.title, draft.text)))


def _running(sop_key: str) -> dict[int, int]:
    rows: Any = (
        CaseFile.select(CaseFile.sop_version, fn.COUNT(CaseFile.id))
        .where(CaseFile.sop_key == sop_key, CaseFile.status == RUNNING)
        .group_by(CaseFile.sop_version)
    )
    return dict(rows.tuples())


def _options(keys: dict[str, str]) -> tuple[Option, ...]:
    return tuple(Option(key, title) for key, title in keys.items())
