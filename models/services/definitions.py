"""Which procedures, forms, letters and lists the office has, and which version of each a case runs on.

The shipped files are copied into the database when an office is made and whenever the program brings a newer version,
so that a running case keeps the wording it began with even after the program was updated.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from typing import Any, cast

from peewee import Expression, fn

import resources
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.forms import lists as list_loader
from models.forms import loader as form_loader
from models.forms.lists import OptionList
from models.forms.spec import FormSpec
from models.letters import loader as letter_loader
from models.letters.spec import LetterSpec
from models.sop import loader as sop_loader
from models.sop.spec import OutputKind, SopSpec
from models.source import Source
from models.store.tables import Definition

#: Folder of the shipped files and the head table of each kind of definition.
KINDS = {
    "daftar": ("lists", "daftar"),
    "formulir": ("forms", "formulir"),
    "surat": ("letters", "surat"),
    "sop": ("sop", "identitas"),
}
_TITLES = {"daftar": "judul", "formulir": "judul", "surat": "nama", "sop": "nama"}


@dataclass(frozen=True)
class DefinitionText:
    """A definition as it is stored."""

    kind: str
    key: str
    version: int
    title: str
    text: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()


@cache
def shipped() -> tuple[DefinitionText, ...]:
    """All definitions that come with the program."""
    found = []
    for kind, (folder, head) in KINDS.items():
        for name in resources.all_of(folder, ".toml"):
            text = resources.text(name)
            table = Source.read(name, text).data.get(head)
            if table:
                title = str(table.get(_TITLES[kind]) or table.get("judul") or table["kunci"])
                found.append(DefinitionText(kind, table["kunci"], int(table.get("versi", 1)), title, text))
    return tuple(found)


def lacking(texts: tuple[DefinitionText, ...]) -> list[DefinitionText]:
    """Those of ``texts`` the database does not have. Inside a reading or writing stretch."""
    rows = Definition.select(Definition.kind, Definition.key, Definition.version)
    have = {(row.kind, row.key, row.version) for row in rows}
    return [text for text in texts if (text.kind, text.key, text.version) not in have]


def bring_in(text: DefinitionText, moment: str) -> None:
    """Store a shipped definition. Inside a unit of work.

    The newest version comes into force, unless the office has made versions of its own: those it replaces itself.
    """
    same = (Definition.kind == text.kind) & (Definition.key == text.key)
    newest = Definition.select(Definition.version).where(same, ~Definition.guest)
    newest = newest.order_by(Definition.version.desc()).first()
    own = Definition.select().where(same, Definition.from_date != "").exists()
    in_force = newest is None or (text.version > newest.version and not own)
    _store(text, moment, in_force=in_force)


#: Versions of definitions that came along with a case of another office begin here: no version of the office's own.
GUEST_VERSIONS = 1_000_000


def take_along(text: DefinitionText, moment: str) -> int:
    """The version under which this office has exactly this text; brought in as a guest's where it has not.

    A guest's definition is followed by the cases that came with it and offered to no other. Inside a unit of work.
    """
    same = (Definition.kind == text.kind) & (Definition.key == text.key)
    known = Definition.select().where(same, Definition.sha256 == text.sha256).first()
    if known is not None:
        return int(known.version)
    newest: Any = Definition.select(fn.MAX(Definition.version)).where(same, Definition.guest)
    version = (newest.scalar() or GUEST_VERSIONS) + 1
    Definition.create(
        kind=text.kind, key=text.key, version=version, title=text.title, text=text.text, sha256=text.sha256,
        in_force=False, added_at=moment, guest=True,
    )  # fmt: skip
    return int(version)


def put_in_force(text: DefinitionText, moment: str, today: date, from_date: date, account_id: int) -> None:
    """Store a version that ``account_id`` made; it replaces the one before on ``from_date``. Inside a unit of work.

    The first version of something new replaces nothing: it is there at once, and used when the office chooses it.
    """
    same = (Definition.kind == text.kind) & (Definition.key == text.key)
    at_once = from_date <= today or not Definition.select().where(same, ~Definition.guest).exists()
    _store(text, moment, in_force=at_once, from_date=from_date.isoformat(), account_id=account_id)


def _store(
    text: DefinitionText, moment: str, *, in_force: bool, from_date: str = "", account_id: int | None = None
) -> None:
    """Keep the text; where it is in force, the versions before are no longer."""
    if in_force:
        same = (Definition.kind == text.kind) & (Definition.key == text.key)
        Definition.update(in_force=False).where(same).execute()
    Definition.create(
        kind=text.kind,
        key=text.key,
        version=text.version,
        title=text.title,
        text=text.text,
        sha256=text.sha256,
        in_force=in_force,
        added_at=moment,
        from_date=from_date,
        added_by=account_id,
    )


def lists_mark() -> int:
    """Rises with every version of a list that comes in. Inside a reading or writing stretch."""
    newest: Any = Definition.select(fn.MAX(Definition.id)).where(Definition.kind == "daftar")
    return newest.scalar() or 0


def _lists_at(mark: int) -> list[int]:
    """The rows of the lists that were in force at ``mark``: the office's own latest word, else the newest shipped."""
    rows = Definition.select(Definition.id, Definition.key, Definition.version, Definition.from_date)
    rows = rows.where(Definition.kind == "daftar", Definition.id <= mark, ~Definition.guest)
    return list({row.key: row.id for row in sorted(rows, key=lambda row: (bool(row.from_date), row.version))}.values())


@dataclass
class Definitions:
    """The office's definitions, parsed when first asked for and kept: a stored version never changes.

    In force is the highest version whose day has come.
    """

    _clock: Clock
    _parsed: dict[tuple[str, str, int, int], object] = field(default_factory=dict)
    _lists: dict[int, dict[str, OptionList]] = field(default_factory=dict)

    def forget(self) -> None:
        """Read everything anew: a unit of work that stored definitions was taken back."""
        self._parsed.clear()
        self._lists.clear()

    def lists(self, mark: int = 0) -> dict[str, OptionList]:
        """The lists of choices by key: as they stood when ``lists_mark`` was ``mark``; 0 is now."""
        mark = mark or lists_mark()
        if mark not in self._lists:
            rows = Definition.select().where(Definition.id.in_(_lists_at(mark)))
            self._lists[mark] = list_loader.load_all(Source.read(row.key, row.text) for row in rows)
        return self._lists[mark]

    def sop(self, key: str, version: int = 0) -> SopSpec:
        """The procedure ``key``; ``version`` 0 is the one in force."""
        return cast(SopSpec, self._get("sop", key, version))

    def form(self, key: str, version: int = 0, mark: int = 0) -> FormSpec:
        """The form ``key``; ``version`` 0 is the one in force. Its choices are those of ``lists(mark)``."""
        return cast(FormSpec, self._get("formulir", key, version, mark or lists_mark()))

    def letter(self, key: str, version: int = 0) -> LetterSpec:
        """The letter ``key``; ``version`` 0 is the one in force."""
        return cast(LetterSpec, self._get("surat", key, version, lists_mark()))

    def keys(self, kind: str) -> dict[str, str]:
        """Keys and titles of all definitions of ``kind`` in force, by key."""
        rows = Definition.select(Definition.key, Definition.title).where(Definition.kind == kind, self._begun())
        newest_last = {row.key: row.title for row in rows.order_by(Definition.version)}
        return dict(sorted(newest_last.items(), key=lambda item: item[1]))

    def version_in_force(self, kind: str, key: str) -> int:
        """The version that a new case or paper follows today; NOT_FOUND if there is none."""
        same = (Definition.kind == kind) & (Definition.key == key)
        found = Definition.select(Definition.version).where(same, self._begun()).order_by(Definition.version.desc())
        row = found.first()
        if row is None:
            raise UserError(ErrorCode.NOT_FOUND)
        return int(row.version)

    def _begun(self) -> Expression:
        today = self._clock.now().date().isoformat()
        begun: Expression = Definition.in_force | ((Definition.from_date != "") & (Definition.from_date <= today))
        return begun

    def quoted(self, keys: Iterable[str]) -> dict[str, FormSpec]:
        """Those of the forms ``keys`` the office has."""
        known = self.keys("formulir")
        return {key: self.form(key) for key in keys if key in known}

    def missing_documents(self, spec: SopSpec) -> tuple[str, ...]:
        """Keys of forms and letters the procedure names and the office does not have."""
        forms, letters = self.keys("formulir"), self.keys("surat")
        return tuple(key for key in spec.documents(OutputKind.FORM) if key not in forms) + tuple(
            key for key in spec.documents(OutputKind.LETTER) if key not in letters
        )

    def _get(self, kind: str, key: str, version: int, mark: int = 0) -> object:
        version = version or self.version_in_force(kind, key)
        if (kind, key, version, mark) in self._parsed:
            return self._parsed[kind, key, version, mark]
        same = (Definition.kind == kind) & (Definition.key == key) & (Definition.version == version)
        row = Definition.get_or_none(same)
        if row is None:
            raise UserError(ErrorCode.NOT_FOUND)
        spec = self._parse(kind, Source.read(f"{key} versi {row.version}", row.text), mark)
        self._parsed[kind, key, version, mark] = spec
        return spec

    def _parse(self, kind: str, source: Source, mark: int) -> object:
        spec: object | None
        if kind == "sop":
            spec = sop_loader.load(source)
        elif kind == "formulir":
            spec = form_loader.load(source, self.lists(mark))
        else:
            spec = letter_loader.load(source, self.lists(mark), self.quoted(letter_loader.forms_of(source)))
        if spec is None:
            first = next(problem for problem in source.problems if problem.grave)
            raise UserError(ErrorCode.DEFINITION_INVALID, problem=str(first))
        return spec
