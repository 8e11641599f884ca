"""The wording of letters is the office's: written from placeholders, looked at with an invented case, kept in versions.

Saving puts a new version in force at once for letters that are begun from then on. Letters under way keep theirs until
their clerk takes the new one, issued letters for ever.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.spec import FormSpec
from models.forms.values import clean_all
from models.letters import loader, picker, sample
from models.letters.compose import compose
from models.letters.context import LetterContext
from models.letters.wording import Wording
from models.services import definitions as store
from models.services import papers
from models.services.definitions import Definitions, DefinitionText
from models.services.desk import Desk, existing, moment, packed
from models.services.editing import drafts
from models.services.editing.definition_files import read_file
from models.services.letters import letter_context, letterwork
from models.services.letters.letter_list import LETTER_STATUSES
from models.services.views import ImportedProcedure, ProcedureDraft
from models.services.views.wording import WordingLook, WordingProblem, WordingRow, WordingSheet, WordingVersion
from models.services.words import when
from models.source import Source
from models.store.tables import Account, Definition, DefinitionDraft, Letter

KIND = "surat"
DRAFT = LETTER_STATUSES[0]


class LetterWordingService:
    """What those who manage definitions do with the wording of letters."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def kinds(self) -> tuple[WordingRow, ...]:
        """Every kind of letter by name, with who changed its wording last."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            begun = {draft.key: draft for draft in drafts.every(KIND)}
            rows = Definition.select().where(Definition.kind == KIND, Definition.in_force)
            people = _people()
            known = [self._row(row, begun.pop(row.key, None), people) for row in rows]
            new = [self._new(draft, people) for draft in begun.values()]
            return tuple(sorted((*known, *new), key=lambda row: row.name))

    def open(self, letter_key: str) -> WordingSheet:
        """The wording on the desk: the draft somebody has begun, else the one in force."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            draft = drafts.find(KIND, letter_key)
            wording = self._read(draft.text if draft else self._in_force(letter_key).text)
            forms = self._definitions.quoted(self._definitions.keys("formulir"))
            return WordingSheet(
                wording=wording,
                row_version=draft.row_version if draft else 0,
                version=drafts.next_version(KIND, letter_key),
                choices=picker.choices(wording.spec, self._context(wording, forms), forms),
                drafts=self._under_way(letter_key),
                draft_text=self._said(draft.updated_by_id, draft.updated_at, _people()) if draft else "",
            )

    def look(self, wording: Wording) -> WordingLook:
        """How a wording stands now; writes nothing, draws nothing."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            return WordingLook(
                self._problems(wording), compose(wording.spec, self._context(wording, self._quoted(wording)))
            )

    def save_draft(self, letter_key: str, wording: Wording, row_version: int) -> int:
        """Keep what is being written (``row_version`` 0 begins it); gives the new row version. CHANGED_BY_OTHER."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            unit.audit("naskah.konsep_simpan", "definisi", None, surat=letter_key)
            draft, text, name = drafts.find(KIND, letter_key), wording.toml(), wording.spec.name
            if draft is not None:
                return drafts.keep(self._desk, draft, name, text, row_version)
            if row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)  # somebody has put it in force or thrown it away
            based_on = self._definitions.version_in_force(KIND, letter_key)
            begun = drafts.begin(self._desk, DefinitionText(KIND, letter_key, based_on, name, text), based_on)
            return int(begun.row_version)

    def drop_draft(self, letter_key: str) -> None:
        """Throw away what is being written; the wording in force stays."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan") as unit:
            existing(drafts.find(KIND, letter_key)).delete_instance()
            unit.audit("naskah.konsep_hapus", "definisi", None, surat=letter_key)

    def put_in_force(self, letter_key: str, wording: Wording, row_version: int) -> int:
        """Make it the wording of every letter begun from now on; gives its version.

        Raises DEFINITION_INVALID while anything is wrong with it, CHANGED_BY_OTHER.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing("pengaturan", "surat") as unit:
            draft = drafts.find(KIND, letter_key)
            if (draft.row_version if draft else 0) != row_version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            if problems := self._problems(wording):
                raise UserError(ErrorCode.DEFINITION_INVALID, problem=problems[0].message)
            version = drafts.next_version(KIND, letter_key)
            text = DefinitionText(KIND, letter_key, version, wording.spec.name, wording.toml(version))
            drafts.put_in_force(self._desk, draft, text, self._today())
            unit.audit("naskah.berlakukan", "definisi", None, surat=letter_key, versi=version)
            return version

    def shipped(self, letter_key: str) -> Wording:
        """The wording the program came with; NOT_FOUND for a letter of the office's own."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        found = (text for text in store.shipped() if (text.kind, text.key) == (KIND, letter_key))
        with self._desk.reading():
            return self._read(existing(next(found, None)).text)

    def version(self, letter_key: str, number: int) -> Wording:
        """An earlier wording, to be looked at or taken up again."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.reading():
            return self._read(drafts.version(KIND, letter_key, number).text)

    def versions(self, letter_key: str) -> tuple[WordingVersion, ...]:
        """Every wording there was, the newest first."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            counted: Any = Letter.select(Letter.letter_version, fn.COUNT(Letter.id)).where(
                Letter.letter_key == letter_key
            )
            letters = dict(counted.group_by(Letter.letter_version).tuples())
            in_force, people = self._definitions.version_in_force(KIND, letter_key), _people()
            return tuple(
                WordingVersion(
                    row.version,
                    "berlaku" if row.version == in_force else "lama",
                    self._said(row.added_by_id, row.added_at, people) if row.added_by_id else "Naskah bawaan",
                    letters.get(row.version, 0),
                )
                for row in drafts.versions(KIND, letter_key)
            )

    def import_text(self, name: str, content: bytes) -> ImportedProcedure:
        """A letter file from elsewhere becomes the draft of its wording; what keeps it from that is said with its line.

        A draft of the same letter is never overwritten: VALUE_INVALID.
        """
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        source = read_file(name, content, KIND, "naskah surat")
        with self._desk.writing("pengaturan") as unit:
            quoted = () if source.problems else loader.forms_of(source)
            spec = loader.load(source, self._definitions.lists(), self._definitions.quoted(quoted))
            unit.audit("naskah.impor", "definisi", None, surat=spec.key if spec else "")
            if spec is None:
                return ImportedProcedure(None, tuple(sorted(source.problems)))
            drafts.refuse(drafts.find(KIND, spec.key), "naskah surat")
            based_on = self._definitions.version_in_force(KIND, spec.key) if drafts.known(KIND, spec.key) else 0
            text = DefinitionText(KIND, spec.key, based_on, spec.name, Wording(spec, source.data).toml())
            draft = drafts.begin(self._desk, text, based_on)
            changed = when(moment(draft.updated_at), self._desk.clock.now())
            return ImportedProcedure(ProcedureDraft(draft.id, draft.key, draft.title, based_on, changed))

    def export(self, letter_key: str) -> str:
        """The letter file of the wording in force. The export is recorded."""
        self._desk.authorise(Permission.DEFINITIONS_MANAGE)
        with self._desk.writing() as unit:
            row = self._in_force(letter_key)
            unit.audit("naskah.ekspor", "definisi", None, surat=letter_key, versi=row.version)
            return str(row.text)

    def take_newer(self, letter_id: int, row_version: int) -> None:
        """Write a draft with the wording in force now; answers to questions it still asks stay. CHANGED_BY_OTHER."""
        self._desk.authorise(Permission.LETTER_DRAFT)
        with self._desk.writing("surat") as unit:
            row = letterwork.open_draft(letter_id, row_version)
            spec = self._definitions.letter(row.letter_key)
            row.letter_version, row.name = spec.version, spec.name
            row.answers = packed(clean_all(spec.fields, json.loads(row.answers)))
            row.row_version += 1
            row.save()
            unit.audit("surat.naskah_baru", *letterwork.subject(row), surat=row.letter_key, versi=spec.version)

    # ------------------------------------------------------------------ inside a stretch

    def _row(self, row: Definition, draft: DefinitionDraft | None, people: dict[int, str]) -> WordingRow:
        return WordingRow(
            key=row.key,
            name=row.title,
            version=row.version,
            own=row.added_by_id is not None,
            changed_text=self._said(row.added_by_id, row.added_at, people) if row.added_by_id else "",
            draft_text=self._said(draft.updated_by_id, draft.updated_at, people) if draft else "",
        )

    def _new(self, draft: DefinitionDraft, people: dict[int, str]) -> WordingRow:
        """A letter that was brought as a file and is not in force yet."""
        said = self._said(draft.updated_by_id, draft.updated_at, people)
        return WordingRow(key=draft.key, name=draft.title, version=0, own=True, changed_text="", draft_text=said)

    def _in_force(self, letter_key: str) -> Definition:
        return drafts.version(KIND, letter_key, self._definitions.version_in_force(KIND, letter_key))

    def _read(self, text: str) -> Wording:
        source = Source.read("", text)
        return Wording(existing(loader.read(source, self._definitions.lists())), tomllib.loads(text))

    def _problems(self, wording: Wording) -> tuple[WordingProblem, ...]:
        source = Source.read("", wording.toml())
        loader.load(source, self._definitions.lists(), self._quoted(wording))
        grave = sorted((problem for problem in source.problems if problem.grave), key=lambda problem: problem.line)
        return tuple(dict.fromkeys(WordingProblem(problem.message, problem.path) for problem in grave))

    def _quoted(self, wording: Wording) -> dict[str, FormSpec]:
        return self._definitions.quoted(loader.forms_of(Source.read("", wording.toml())))

    def _context(self, wording: Wording, forms: dict[str, FormSpec]) -> LetterContext:
        """The invented case under the office's own letterhead and choices."""
        desk, look = self._desk, self._desk.office.look
        made = sample.context(wording.spec, letter_context.office_lines(desk), self._today(), forms)
        signer = made.signer
        return replace(
            made,
            page=papers.shifted(look, papers.page(desk, wording.spec.paper)),
            letterhead=papers.on_paper(look, papers.letterhead(desk)),
            signer=replace(signer, rank=look.rank_of(signer.rank)) if signer else None,
            options=look.options(),
        )

    def _under_way(self, letter_key: str) -> int:
        same = (Letter.letter_key == letter_key) & (Letter.status == DRAFT)
        return int(Letter.select().where(same).count())

    def _said(self, account_id: int | None, at: str, people: dict[int, str]) -> str:
        return _said(self._desk, account_id, at, people)

    def _today(self) -> date:
        return self._desk.clock.now().date()


def newer_text(desk: Desk, definitions: Definitions, row: Letter) -> str:
    """Who has changed the wording since the draft ``row`` was begun; "" where nobody has. Inside a stretch."""
    in_force = definitions.version_in_force(KIND, row.letter_key)
    if in_force <= row.letter_version:
        return ""
    newer = drafts.version(KIND, row.letter_key, in_force)
    return _said(desk, newer.added_by_id, newer.added_at, _people())


def _said(desk: Desk, account_id: int | None, at: str, people: dict[int, str]) -> str:
    """As in "Sari Utami, Hari ini 08.55"."""
    return ", ".join(filter(None, (people.get(account_id or 0, ""), when(moment(at), desk.clock.now()))))


def _people() -> dict[int, str]:
    rows: Iterable[Account] = Account.select(Account.id, Account.display_name)
    return {row.id: row.display_name for row in rows}
