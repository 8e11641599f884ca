"""Checks definition files of any kind, each by itself and against the others.

What a file names and the given files do not hold is looked for among the shipped definitions, so that an office can
check one changed file alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

import resources
from models.access import roles
from models.forms import list_edit
from models.forms import lists as list_loader
from models.forms import loader as form_loader
from models.forms.compute import LEVELS
from models.forms.fields import possible_answers
from models.forms.lists import OptionList
from models.forms.spec import ComputedKind, FormSpec
from models.letters import loader as letter_loader
from models.sop import loader as sop_loader
from models.sop.checks import check_answers, check_documents, check_readers
from models.source import Problem, Source
from models.statistics import loader as table_loader


class Kind(StrEnum):
    """The kinds of definition; the value is the table at the head of the file."""

    LIST = "daftar"
    FORM = "formulir"
    LETTER = "surat"
    SOP = "identitas"
    TABLES = "dasar"


_FOLDERS = ("lists", "forms", "letters", "sop")


@dataclass(frozen=True)
class _Entry:
    """A file of a known kind; ``given`` is False for a shipped one that stands beside the checked ones."""

    kind: Kind
    key: str
    version: int
    source: Source
    given: bool


def check_texts(texts: Iterable[tuple[str, str | bytes]]) -> list[Problem]:
    """All problems of the given files (name, content), file by file in the order given."""
    sources = [Source.read(name, text) if isinstance(text, str) else Source.of_file(name, text) for name, text in texts]
    given = [entry for source in sources if (entry := _recognise(source, given=True))]
    _refuse_twins(given)
    taken = {(entry.kind, entry.key) for entry in given}
    shipped = [entry for entry in _shipped() if (entry.kind, entry.key) not in taken]
    _load_all([*given, *shipped])
    return [problem for source in sources for problem in sorted(source.problems)]


def _recognise(source: Source, *, given: bool) -> _Entry | None:
    if source.problems:
        return None
    for kind in Kind:
        head = source.data.get(kind.value)
        if isinstance(head, dict):
            key, version = head.get("kunci"), head.get("versi", 1)
            return _Entry(kind, str(key or ""), version if isinstance(version, int) else 0, source, given)
    heads = ", ".join(f"[{kind.value}]" for kind in Kind)
    source.complain_at(0, f"Berkas ini bukan definisi: tidak memuat salah satu dari {heads}.")
    return None


def _refuse_twins(entries: list[_Entry]) -> None:
    """A version is made once and never changed: two files may not claim to be the same one."""
    seen: dict[tuple[Kind, str, int], str] = {}
    for entry in entries:
        identity = (entry.kind, entry.key, entry.version)
        if entry.key and identity in seen:
            message = f'"{entry.key}" versi {entry.version} sudah ada dalam berkas {seen[identity]}.'
            entry.source.complain((entry.kind.value, "kunci"), message)
        seen.setdefault(identity, entry.source.name)


def _shipped() -> list[_Entry]:
    names = [name for folder in _FOLDERS for name in resources.all_of(folder, ".toml")]
    found = (_recognise(Source.read(name, resources.text(name)), given=False) for name in names)
    return [entry for entry in found if entry]


def _load_all(entries: list[_Entry]) -> None:
    """Run the loaders, lists first: forms choose from lists, letters quote forms, procedures name both."""
    by_kind = {kind: [entry for entry in entries if entry.kind is kind] for kind in Kind}
    lists: dict[str, OptionList] = {}
    for entry in by_kind[Kind.LIST]:
        if found := list_loader.load(entry.source):
            lists[found.key] = found
            for wrong in list_edit.problems(found) if entry.given else ():
                entry.source.complain((), wrong)
    forms: dict[str, FormSpec] = {}
    for entry in by_kind[Kind.FORM]:
        if form := form_loader.load(entry.source, lists):
            forms[form.key] = form
    for entry in by_kind[Kind.LETTER]:
        if entry.given:
            letter_loader.load(entry.source, lists, forms)
    # a form that is there but broken has its own problems: it is not missing as well
    form_keys, letter_keys = ({entry.key for entry in by_kind[kind]} for kind in (Kind.FORM, Kind.LETTER))
    for entry in by_kind[Kind.SOP]:
        if entry.given and (spec := sop_loader.load(entry.source)):
            check_documents(spec, entry.source, form_keys, letter_keys)
            check_answers(spec, entry.source, answers_of(forms.values()))
            check_readers(spec, entry.source, readers_of(forms.values()))
    _load_tables(by_kind[Kind.TABLES], lists, forms)


def _load_tables(entries: list[_Entry], lists: dict[str, OptionList], forms: dict[str, FormSpec]) -> None:
    """The tables of the figures name lists, forms and questions."""
    for entry in entries:
        if plan := table_loader.load(entry.source):
            table_loader.check_names(plan, entry.source, lists, forms)


def answers_of(forms: Iterable[FormSpec]) -> dict[str, set[str]]:
    """What the forms can write into each fact; without the facts that can hold any text."""
    found: dict[str, set[str]] = {}
    open_ended: set[str] = set()
    for form in forms:
        for field in (one for one in form.fields if not one.read_only):
            known = possible_answers(field)
            found.setdefault(field.meaning, set()).update(known)
            if not known or field.allow_other:
                open_ended.add(field.meaning)
        for computed in form.computed:
            found.setdefault(computed.meaning, set()).update(LEVELS)
            if computed.kind is not ComputedKind.RISK_LEVEL:
                open_ended.add(computed.meaning)
    return {fact: known for fact, known in found.items() if fact and fact not in open_ended}


def readers_of(forms: Iterable[FormSpec]) -> dict[str, list[str]]:
    """The roles that may open each form."""
    return {form.key: [role for role in roles.shipped() if roles.reads((role,), form.compartment)] for form in forms}
