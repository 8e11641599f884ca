"""What the law gives persons over their data, as the program's data say it: ``resources/data/hak-data.toml``. Pure.

Who may ask, how they are known, on what ground they may be refused, what a copy leaves out, what an erasure keeps.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

import resources
from models.errors import BugError
from models.forms.reading import Table, top
from models.forms.spec import Field, FormSpec, Option, Section
from models.source import Source

_NAME = "data/hak-data.toml"


@dataclass(frozen=True)
class RequestKind:
    """What may be asked; ``limit`` is the key of its clock, ``basis`` the articles that give the right."""

    key: str
    name: str
    limit: str
    basis: str


@dataclass(frozen=True)
class Exclusion:
    """What a copy leaves out.

    Attributes:
        meanings: beginnings of facts; ``words``: whole words in the title of a section or the label of a question;
            ``compartments``: parts of the file as roles know them.
        fixed: an officer cannot have it copied all the same: it belongs to somebody else.
        names: facts (or tables with a column "nama") whose names are veiled in running text.
    """

    key: str
    name: str
    reason: str
    meanings: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    compartments: tuple[str, ...] = ()
    fixed: bool = False
    names: tuple[str, ...] = ()

    def covers(self, spec: FormSpec, section: Section, field: Field) -> bool:
        """Whether a question falls under it."""
        if spec.compartment in self.compartments or self.covers_fact(field.meaning):
            return True
        said = f"{section.title}\n{field.label}\n{field.key.replace('_', ' ')}".casefold()
        return any(re.search(rf"(?<!\w){re.escape(word)}(?!\w)", said) for word in self.words)

    def covers_fact(self, key: str) -> bool:
        """Whether a fact falls under it."""
        return key.startswith(self.meanings) if key and self.meanings else False


@dataclass(frozen=True)
class Grounded:
    """A choice with what stands behind it: a proof, a note, the kinds of request it is for."""

    key: str
    name: str
    note: str = ""
    kinds: tuple[str, ...] = ()


@dataclass(frozen=True)
class DataRights:
    """All of the file."""

    kinds: Mapping[str, RequestKind]
    capacities: tuple[Grounded, ...]
    identities: tuple[Grounded, ...]
    refusals: tuple[Grounded, ...]
    exclusions: tuple[Exclusion, ...]
    parts: tuple[Grounded, ...]
    kept_facts: frozenset[str]

    def name(self, group: str, key: str) -> str:
        """What a stored key is called; ``group`` is an attribute ("capacities"). The key itself if unknown."""
        return next((one.name for one in getattr(self, group) if one.key == key), key)

    def refusals_for(self, kind: str) -> tuple[Option, ...]:
        """The grounds on which such a request may be refused."""
        return tuple(Option(one.key, one.name) for one in self.refusals if kind in one.kinds)


def read(source: Source) -> DataRights | None:
    """The rights as ``source`` says them; None, with problems on it, if they cannot be used."""
    file = top(source)
    file.known("permohonan", "kedudukan", "identitas", "penolakan", "dikecualikan", "hapus", "tetap")
    kinds = [_kind(entry) for entry in file.tables("permohonan")]
    kept = Table.of(source, "tetap")
    kept.known("fakta")
    found = DataRights(
        {kind.key: kind for kind in kinds},
        _all(file, "kedudukan", _grounded("bukti")),
        _all(file, "identitas", _grounded("keterangan")),
        _all(file, "penolakan", _grounded("keterangan")),
        tuple(_exclusion(entry) for entry in file.tables("dikecualikan")),
        _all(file, "hapus", _grounded("keterangan")),
        frozenset(kept.texts("fakta")),
    )
    return found if source.sound else None


@cache
def shipped() -> DataRights:
    """The rights the program knows."""
    source = Source.read(_NAME, resources.text(_NAME))
    found = read(source)
    if found is None:
        raise BugError(f"rights cannot be read: {source.problems}")
    return found


def _all(file: Table, key: str, one: Callable[[Table], Grounded]) -> tuple[Grounded, ...]:
    return tuple(one(entry) for entry in file.tables(key))


def _grounded(note: str) -> Callable[[Table], Grounded]:
    def load(entry: Table) -> Grounded:
        entry.known("kunci", "nama", "untuk", note)
        return Grounded(entry.identifier(), entry.text("nama", required=True), entry.text(note), entry.texts("untuk"))

    return load


def _kind(entry: Table) -> RequestKind:
    entry.known("kunci", "nama", "batas", "dasar")
    texts = (entry.text(key, required=True) for key in ("nama", "batas", "dasar"))
    return RequestKind(entry.identifier(), *texts)


def _exclusion(entry: Table) -> Exclusion:
    entry.known("kunci", "nama", "alasan", "arti", "kata", "bagian", "wajib", "nama_disamarkan")
    return Exclusion(
        key=entry.identifier(),
        name=entry.text("nama", required=True),
        reason=entry.text("alasan", required=True),
        meanings=entry.texts("arti"),
        words=tuple(word.casefold() for word in entry.texts("kata")),
        compartments=entry.texts("bagian"),
        fixed=entry.flag("wajib"),
        names=entry.texts("nama_disamarkan"),
    )
