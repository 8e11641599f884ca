"""Writing the office's own definitions, whatever their kind: drafts, putting in force from a day, versions, files.

A draft is the office's, not one person's: there is at most one of each definition. A version in force never changes.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Generic, TypeVar

from models.access.permissions import Permission
from models.domain.indonesia import long_date
from models.domain.keys import new_key
from models.errors import ErrorCode, UserError
from models.forms.spec import FormSpec
from models.services import definitions as store
from models.services.definitions import Definitions, DefinitionText
from models.services.desk import Desk, existing, moment
from models.services.editing import drafts
from models.services.editing.definition_files import read_file
from models.services.views import ImportedProcedure, ProcedureDraft, VersionRow
from models.services.words import when
from models.sop.spec import SopSpec
from models.source import Source
from models.store.tables import DefinitionDraft

S = TypeVar("S", SopSpec, FormSpec)


class DefinitionEditor(Generic[S]):
    """What the editors of procedures and of forms have in common.

    Class attributes: ``kind`` of the definitions, the table or key their files begin with, and what one is ``called``
    within a sentence.
    """

    kind, first, called = "", "", ""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    # ------------------------------------------------------------------ what each kind says

    def _current(self, key: str) -> S:
        """The version in force."""
        raise NotImplementedError

    def _like(self, spec: S, key: str) -> S:
        """Another one like ``spec``."""
        raise NotImplementedError

    def _as_version(self, spec: S, version: int, from_date: date | None = None) -> S:
        """``spec`` as that version, in force from a day on."""
        raise NotImplementedError

    def _text(self, spec: S) -> DefinitionText:
        raise NotImplementedError

    def _parsed(self, source: Source) -> S | None:
        """What a draft or file says, None where it cannot be read."""
        raise NotImplementedError

    def _accepted(self, source: Source) -> S | None:
        """What a file from elsewhere says; None where something in it keeps it from becoming a draft."""
        raise NotImplementedError

    def _fault(self, spec: S) -> str:
        """What keeps ``spec`` from being put in force, "" for nothing."""
        raise NotImplementedError

    def _under_way(self, key: str) -> dict[int, int]:
        """How many are under way on each version."""
        raise NotImplementedError

    # ------------------------------------------------------------------ drafts

    def begin(self, key: str, *, as_new: bool = False, shipped: bool = False) -> ProcedureDraft:
        """Begin the next version, with ``as_new`` another definition like it, with ``shipped`` as it was delivered.

        A draft that is already there is continued: nobody's work is thrown away. With ``shipped`` VALUE_INVALID where
        there is one.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            spec = self._current(key)
            based_on = 0 if as_new else spec.version
            if as_new:
                spec = self._like(spec, new_key(spec.key, drafts.taken(self.kind), self.kind))
            known = drafts.find(self.kind, spec.key)
            if shipped:
                drafts.refuse(known, self.called)
                spec = self._shipped(key)
            draft = known or self._begin(spec, based_on)
            unit.audit(f"{self.kind}.konsep", "definisi", None, **{self.kind: spec.key, "dari": based_on})
            return self._row(draft)

    def drafts(self) -> tuple[ProcedureDraft, ...]:
        """All that somebody is working on, the latest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return tuple(map(self._row, drafts.every(self.kind)))

    def save_draft(self, draft_id: int, spec: S, row_version: int) -> int:
        """Keep what was changed; gives the new row version. CHANGED_BY_OTHER if somebody saved meanwhile."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(self.kind, draft_id)
            text = self._text(replace(spec, key=draft.key))
            kept = drafts.keep(self._desk, draft, text.title, text.text, row_version)
            unit.audit(f"{self.kind}.konsep_simpan", "definisi", None, **{self.kind: draft.key})
            return kept

    def drop_draft(self, draft_id: int) -> None:
        """Throw a draft away; versions in force stay."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            draft = drafts.get(self.kind, draft_id)
            draft.delete_instance()
            unit.audit(f"{self.kind}.konsep_hapus", "definisi", None, **{self.kind: draft.key})

    # ------------------------------------------------------------------ versions

    def put_in_force(self, draft_id: int, row_version: int, from_date: date) -> VersionRow:
        """Make the draft the next version, for what is begun from ``from_date`` on; what is begun stays on its own.

        Raises DEFINITION_INVALID while anything is wrong with it, VALUE_INVALID for a day that has passed,
        CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        if from_date < self._desk.clock.now().date():
            raise UserError(ErrorCode.VALUE_INVALID, what="Tanggal mulai berlaku tidak dapat sebelum hari ini.")
        with self._desk.writing("pengaturan", "kasus") as unit:
            draft = drafts.get(self.kind, draft_id)
            drafts.check(draft, row_version)
            spec = self._as_version(self._read(draft), drafts.next_version(self.kind, draft.key), from_date)
            if fault := self._fault(spec):
                raise UserError(ErrorCode.DEFINITION_INVALID, problem=fault)
            drafts.put_in_force(self._desk, draft, self._text(spec), from_date)
            said = {self.kind: spec.key, "versi": spec.version, "mulai": from_date.isoformat()}
            unit.audit(f"{self.kind}.berlakukan", "definisi", None, **said)
            return self._versions(spec.key)[0]

    def versions(self, key: str) -> tuple[VersionRow, ...]:
        """Every version the office has, the newest first, with how many are under way on it."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            return self._versions(key)

    # ------------------------------------------------------------------ files

    def export(self, key: str, version: int = 0) -> str:
        """The definition file of a version; 0 is the one in force. The export is recorded."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            number = version or self._definitions.version_in_force(self.kind, key)
            row = drafts.version(self.kind, key, number)
            unit.audit(f"{self.kind}.ekspor", "definisi", None, **{self.kind: key, "versi": number})
            return str(row.text)

    def import_text(self, name: str, content: bytes) -> ImportedProcedure:
        """A definition file from elsewhere becomes a draft; what keeps it from becoming one is said with its line.

        A draft of the same definition is never overwritten: VALUE_INVALID.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        source = read_file(name, content, self.first, self.called)
        with self._desk.writing("pengaturan") as unit:
            spec = None if source.problems else self._accepted(source)
            unit.audit(f"{self.kind}.impor", "definisi", None, **{self.kind: spec.key if spec else ""})
            if spec is None:
                return ImportedProcedure(None, tuple(sorted(source.problems)))
            drafts.refuse(drafts.find(self.kind, spec.key), self.called)
            known = drafts.known(self.kind, spec.key)
            based_on = self._definitions.version_in_force(self.kind, spec.key) if known else 0
            return ImportedProcedure(self._row(self._begin(spec, based_on)))

    # ------------------------------------------------------------------ inside a unit of work

    def _begin(self, spec: S, based_on: int) -> DefinitionDraft:
        numbered = self._as_version(spec, drafts.next_version(self.kind, spec.key))
        return drafts.begin(self._desk, self._text(numbered), based_on)

    def _read(self, draft: DefinitionDraft) -> S:
        return existing(self._parsed(Source.read(draft.title, draft.text)))

    def _shipped(self, key: str) -> S:
        texts = [text for text in store.shipped() if (text.kind, text.key) == (self.kind, key)]
        if not texts:
            raise UserError(ErrorCode.NOT_FOUND)
        newest = max(texts, key=lambda text: text.version)
        return existing(self._parsed(Source.read(newest.key, newest.text)))

    def _versions(self, key: str) -> tuple[VersionRow, ...]:
        in_force, today = self._definitions.version_in_force(self.kind, key), self._desk.clock.now().date()
        return drafts.version_rows(self.kind, key, in_force, today, self._under_way(key))

    def _row(self, draft: DefinitionDraft) -> ProcedureDraft:
        changed = when(moment(draft.updated_at), self._desk.clock.now())
        return ProcedureDraft(draft.id, draft.key, draft.title, draft.based_on, changed)


def counted(query: Any) -> dict[int, int]:
    """Rows of (version, number)."""
    return dict(query.tuples())


def state_words(row: VersionRow) -> str:
    """As in "Versi 2, berlaku sejak 1 Januari 2027, 3 kasus berjalan"."""
    begun = f" sejak {long_date(row.from_date)}" if row.from_date else ""
    state = {"berlaku": f"berlaku{begun}", "akan berlaku": f"akan berlaku{begun.replace('sejak', 'mulai')}"}
    running = f", {row.running} kasus berjalan" if row.running else ""
    return f"Versi {row.version}, {state.get(row.state, 'tidak berlaku lagi')}{running}"
