"""The parts of a settings file that hold the office's own lists, forms, letters and procedures, as definition files."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from models.access.permissions import Permission
from models.forms import list_edit
from models.forms import lists as list_loader
from models.forms import loader as form_loader
from models.forms.lists import OptionList
from models.forms.spec import FormSpec
from models.forms.writer import list_to_toml
from models.letters import loader as letter_loader
from models.services.definitions import DefinitionText
from models.services.editing import drafts
from models.services.rollout.parts import TEXTS, Coming, Plan, rows, word
from models.settings.rollout_file import not_usable
from models.sop import loader as sop_loader
from models.sop.checks import check_documents
from models.source import Source
from models.store.tables import Definition

LISTS = "daftar"
#: What travels, in the order in which one asks for the other, and what each is called.
KINDS = {"formulir": "Formulir", "surat": "Surat", "sop": "SOP"}
_VERSION = re.compile(r"^versi = (\d+)$", re.MULTILINE)


@dataclass(frozen=True)
class ListPart:
    """The lists of choices the office has changed or made."""

    key: str = LISTS
    title: str = "Daftar pilihan"
    own: bool = False
    needs: Permission = Permission.SETTINGS_WRITE

    def pack(self, coming: Coming) -> Any:
        """Each of them as its definition file."""
        changed = {row.key for row in _own(LISTS)}
        return [list_to_toml(one) for key, one in sorted(coming.definitions.lists().items()) if key in changed]

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What would be added, worded anew or hidden in each list."""
        present, found, new = coming.definitions.lists(), [], []
        for entries in read_lists(data):
            current = present.get(entries.key)
            after = list_edit.following(current, entries) if current else entries
            for wrong in list_edit.problems(after):
                raise not_usable(f"Daftar “{entries.title}”: {wrong}")
            said = list_edit.differences(current, after) if current else (f"{len(after.options)} butir.",)
            if said:
                begins = f"Daftar “{after.title}”" + ("" if current else " (baru)")
                found += [f"{begins}: {sentence}" for sentence in said]
                new.append(after)
        return Plan(tuple(found), lambda: _write_lists(coming, new))


def read_lists(data: Any) -> Iterator[OptionList]:
    """The lists of a file. VALUE_INVALID with the line of what is wrong."""
    if not isinstance(data, list) or not all(isinstance(text, str) for text in data):
        raise not_usable("Daftar pilihan: harus daftar naskah berkas daftar.")
    for number, text in enumerate(data, 1):
        source = Source.read(f"Daftar pilihan ke-{number}", text)
        _expect_sound(source)
        entries = list_loader.load(source)
        _expect_sound(source)
        if entries is not None:
            yield entries


@dataclass(frozen=True)
class DefinitionPart:
    """The forms, letters and procedures the office has written itself, in force as they are."""

    key: str = TEXTS
    title: str = "Formulir, surat, dan SOP kantor"
    own: bool = False
    needs: Permission = Permission.DEFINITIONS_MANAGE

    def pack(self, coming: Coming) -> Any:
        """Each of them as its definition file."""
        found = []
        for kind in KINDS:
            begun = {row.key: coming.definitions.version_in_force(kind, row.key) for row in _own(kind)}
            rows_in_force = (row for row in _own(kind) if begun[row.key] == row.version)
            found += [{"jenis": kind, "kunci": row.key, "naskah": row.text} for row in rows_in_force]
        return found

    def plan(self, coming: Coming, data: Any) -> Plan:
        """What would come into force today."""
        read = _Reading(coming)
        texts = [read.text(entry, number) for number, entry in enumerate(_in_order(rows(data, self.title)), 1)]
        new = [text for text in texts if not _same(coming, text)]
        found = tuple(
            f"{KINDS[text.kind]} “{text.title}” "
            + ("berlaku sebagai versi baru." if drafts.known(text.kind, text.key) else "ditambahkan.")
            for text in new
        )
        return Plan(found, lambda: _write_texts(coming, new))


class _Reading:
    """Reads definitions with the lists and forms that the office has and those that come along."""

    def __init__(self, coming: Coming) -> None:
        self._definitions = coming.definitions
        brought = {one.key: one for one in read_lists(coming.parts.get(LISTS) or [])}
        self._lists: Mapping[str, OptionList] = {**coming.definitions.lists(), **brought}
        self._forms: dict[str, FormSpec] = {}
        self._keys = {kind: set(coming.definitions.keys(kind)) for kind in KINDS}

    def text(self, entry: Mapping[str, Any], number: int) -> DefinitionText:
        """One entry of the file. VALUE_INVALID with the line of what is wrong."""
        where = f"Naskah ke-{number}"
        kind, text = word(entry, "jenis", where), word(entry, "naskah", where)
        if kind not in KINDS or not _VERSION.search(text):
            raise not_usable(f"{where}: harus naskah berkas {', '.join(KINDS)} dengan baris “versi = …”.")
        source = Source.read(f"{KINDS[kind]} “{word(entry, 'kunci', where)}”", text)
        _expect_sound(source)
        key, title = self._read(kind, source)
        _expect_sound(source)
        self._keys[kind].add(key)
        return DefinitionText(kind, key, 0, title, text)

    def _read(self, kind: str, source: Source) -> tuple[str, str]:
        """Key and title; problems stay on the source."""
        if kind == "formulir":
            form = form_loader.load(source, self._lists)
            if form is not None:
                self._forms[form.key] = form
            return (form.key, form.title) if form else ("", "")
        if kind == "surat":
            wanted = letter_loader.forms_of(source)
            quoted = {**self._definitions.quoted(wanted), **self._forms}
            letter = letter_loader.load(source, self._lists, {key: quoted[key] for key in wanted if key in quoted})
            return (letter.key, letter.name) if letter else ("", "")
        sop = sop_loader.load(source)
        if sop is not None:
            check_documents(sop, source, self._keys["formulir"], self._keys["surat"])
        return (sop.key, sop.name) if sop else ("", "")


def _in_order(entries: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Forms before the letters that quote them, both before the procedures that name them."""
    order = list(KINDS)
    return sorted(entries, key=lambda one: order.index(one["jenis"]) if one.get("jenis") in order else 0)


def _expect_sound(source: Source) -> None:
    for problem in sorted(source.problems):
        if problem.grave:
            where = f"{problem.file}, baris {problem.line}" if problem.line else problem.file
            raise not_usable(f"{where}: {problem.message}")


def _own(kind: str) -> list[Definition]:
    """The versions that the office has made, by key."""
    rows = Definition.select().where(Definition.kind == kind, Definition.from_date != "", ~Definition.guest)
    return list(rows.order_by(Definition.key, Definition.version))


def _same(coming: Coming, text: DefinitionText) -> bool:
    """Whether the office follows this text already, whatever its number here."""
    if text.key not in coming.definitions.keys(text.kind):
        return False
    version = coming.definitions.version_in_force(text.kind, text.key)
    return _numbered(drafts.version(text.kind, text.key, version).text, 0) == _numbered(text.text, 0)


def _numbered(text: str, version: int) -> str:
    return _VERSION.sub(f"versi = {version}", text, count=1)


def _write_lists(coming: Coming, lists: list[OptionList]) -> None:
    today = coming.desk.clock.now().date()
    for entries in lists:
        numbered = replace(entries, version=drafts.next_version(LISTS, entries.key))
        text = DefinitionText(LISTS, entries.key, numbered.version, entries.title, list_to_toml(numbered))
        drafts.put_in_force(coming.desk, None, text, today)


def _write_texts(coming: Coming, texts: list[DefinitionText]) -> None:
    today = coming.desk.clock.now().date()
    for text in texts:
        version = drafts.next_version(text.kind, text.key)
        numbered = replace(text, version=version, text=_numbered(text.text, version))
        drafts.put_in_force(coming.desk, None, numbered, today)
