"""The office's own lists of choices: changed at once for everything new, kept in versions for everything old."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

from models.access.permissions import Permission
from models.domain import simfoni_lists
from models.domain.indonesia import long_date
from models.domain.keys import new_key
from models.errors import ErrorCode, UserError
from models.forms import list_edit
from models.forms import lists as list_loader
from models.forms.lists import OptionList
from models.forms.spec import Option
from models.forms.values import clean_text
from models.forms.writer import list_to_toml
from models.services import definitions as store
from models.services.definitions import Definitions, DefinitionText
from models.services.desk import Desk
from models.services.editing import drafts
from models.services.editing.definition_files import read_file
from models.services.views.form_editor import ImportedList, ListInfo
from models.source import Source
from models.store.tables import Definition

KIND = "daftar"


class ListEditorService:
    """Lists are in force as soon as they are saved; a version that was in force is never changed."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def all(self) -> tuple[ListInfo, ...]:
        """Every list, by title."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.reading():
            shipped = {text.key: _parsed(text.text) for text in store.shipped() if text.kind == KIND}
            used, versions = self._users(), self._versions()
            found = [
                ListInfo(
                    entries=entries,
                    own=any(row.from_date for row in versions.get(entries.key, [])),
                    shipped=shipped.get(entries.key),
                    categories=simfoni_lists.shipped().get(entries.key, ()),
                    forms=used.get(entries.key, ()),
                    versions=tuple(_words(row) for row in versions.get(entries.key, [])),
                )
                for entries in self._definitions.lists().values()
            ]
        return tuple(sorted(found, key=lambda info: info.entries.title.casefold()))

    def save(self, entries: OptionList, version: int) -> int:
        """Put a list in force at once; gives its version. ``version`` is the one that was read, 0 for a new list.

        Raises VALUE_INVALID with what is wrong in a sentence, CHANGED_BY_OTHER if somebody saved meanwhile.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        now = self._desk.clock.now()
        with self._desk.writing("pengaturan", "kasus") as unit:
            current = self._definitions.lists().get(entries.key)
            if (current.version if current else 0) != version:
                raise UserError(ErrorCode.CHANGED_BY_OTHER)
            if current is not None:
                entries = list_edit.following(current, entries)
            wrong = list_edit.problems(entries)
            if wrong:
                raise UserError(ErrorCode.VALUE_INVALID, what=wrong[0])
            changes = list_edit.differences(current, entries) if current else ()
            if current is not None and not changes:
                return current.version
            entries = replace(entries, version=drafts.next_version(KIND, entries.key))
            text = DefinitionText(KIND, entries.key, entries.version, entries.title, list_to_toml(entries))
            drafts.put_in_force(self._desk, None, text, now.date())
            unit.audit(
                "daftar.simpan", "definisi", None, daftar=entries.key, versi=entries.version, ubahan=len(changes)
            )
            return entries.version

    def blank(self, title: str) -> OptionList:
        """A new list to be written; stored when it is saved."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        words = clean_text(title, lines=False)
        with self._desk.reading():
            key = new_key(words, self._definitions.lists(), KIND)
        return OptionList(key, words, (Option("butir_1", "Butir 1"),), {}, 0, "Daftar kantor")

    def export(self, key: str) -> str:
        """The definition file of the list in force. The export is recorded."""
        self._desk.authorise(Permission.SETTINGS_READ)
        with self._desk.writing() as unit:
            entries = self._definitions.lists().get(key)
            if entries is None:
                raise UserError(ErrorCode.NOT_FOUND)
            unit.audit("daftar.ekspor", "definisi", None, daftar=key, versi=entries.version)
            return list_to_toml(entries)

    def import_text(self, name: str, content: bytes) -> ImportedList:
        """A definition file from elsewhere, to be looked at before it is saved; nothing is stored.

        What the office has and the file has not stays, hidden.
        """
        self._desk.authorise(Permission.SETTINGS_WRITE)
        source = read_file(name, content, KIND, "daftar")
        entries = None if source.problems else list_loader.load(source)
        if entries is None:
            return ImportedList(None, tuple(sorted(source.problems)))
        with self._desk.reading():
            current = self._definitions.lists().get(entries.key)
        if current is None:
            return ImportedList(replace(entries, version=0))
        return ImportedList(replace(list_edit.following(current, entries), version=current.version))

    # ------------------------------------------------------------------ inside a reading stretch

    def _users(self) -> dict[str, tuple[str, ...]]:
        """Titles of the forms and letters that name each list."""
        found: dict[str, set[str]] = {}
        for form in (self._definitions.form(key) for key in self._definitions.keys("formulir")):
            fields = [*form.fields, *(column for field in form.fields for column in field.columns)]
            for field in fields:
                if field.listed:
                    found.setdefault(field.listed, set()).add(form.title)
        rows = Definition.select(Definition.title, Definition.text)
        for row in rows.where(Definition.kind == "surat", Definition.in_force):
            for key in re.findall(r'daftar = "([a-z0-9_-]+)"', row.text):
                found.setdefault(key, set()).add(row.title)
        return {key: tuple(sorted(titles)) for key, titles in found.items()}

    def _versions(self) -> dict[str, list[Definition]]:
        found: dict[str, list[Definition]] = {}
        query = Definition.select().where(Definition.kind == KIND).order_by(Definition.version.desc())
        for row in query:
            found.setdefault(row.key, []).append(row)
        return found


def _words(row: Definition) -> str:
    """A version in words: "Versi 2 sejak 23 November 2026, 14 butir"."""
    entries = _parsed(row.text)
    count = f", {sum(not option.hidden for option in entries.options)} butir" if entries else ""
    if not row.from_date:
        return f"Versi {row.version}, bawaan{count}"
    return f"Versi {row.version} sejak {long_date(date.fromisoformat(row.from_date))}{count}"


def _parsed(text: str) -> OptionList | None:
    return list_loader.load(Source.read("", text))
