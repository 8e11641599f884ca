"""The sheet a case is entered into Simfoni PPA from: its form's fields, in their order, in the words of Simfoni.

Which form that is, in which order it asks and which list belongs to which question stands in its definition; which
entry of a list is called what in Simfoni stands in the list. Both are changed by the office.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.domain import regions
from models.domain.facts import FACTS
from models.domain.indonesia import age
from models.forms.meanings import fact_or_answer
from models.forms.rules import filled, required, visible_sections
from models.forms.spec import Field, FieldKind, FormSpec, Scalar, Section, Value, Values
from models.forms.values import display

#: The facts that say that a case was entered. The form that asks for the number is the entry sheet.
NUMBER, DAY = "kasus.simfoni_nomor", "kasus.simfoni_tanggal"
PERSON, REMARK = "kasus.simfoni_petugas", "kasus.simfoni_kendala"
_BORN, _YEARS = "tanggal_lahir", "umur"
#: The tables of further people and incidents: what the first, second … is called, and whose facts theirs are like.
_TABLES = {
    "kasus.korban_lain": ("Korban", "klien."),
    "kasus.terlapor_lain": ("Pelaku", "terlapor."),
    "kasus.kejadian_lain": ("Kejadian", "kejadian."),
}
_OWN_CASE = "berkas_sendiri"
_OWN_CASE_NOTE = "Korban ini punya berkas kasus sendiri dan dientri dari berkas itu."
#: Kinds that tell of a person whatever they mean.
_SECRET = (FieldKind.NIK, FieldKind.PHONE, FieldKind.LONG_TEXT)
_CHOICES = (FieldKind.CHOICE, FieldKind.MULTI_CHOICE, FieldKind.CHECKLIST)
_SKIPPED = (FieldKind.NOTE, FieldKind.SIGNATURE, FieldKind.PICTURE)
Categories = Mapping[str, tuple[str, ...]]


class Mark(StrEnum):
    """What keeps a field from being copied."""

    NONE = ""
    MISSING = "belum diisi"
    UNMAPPED = "belum ada padanan"


@dataclass(frozen=True)
class Item:
    """One field of Simfoni.

    Attributes:
        place: where it stands on the sheet; the same for the same field of the same person, whatever is answered.
        words: as Simfoni has it; a date as ISO text; "" where there is nothing.
        own: the office's own words, where they differ.
        listed: the list in which a category is missing.
        secret: identifies a person; hidden until it is asked for.
    """

    place: str
    label: str
    words: str
    own: str = ""
    mark: Mark = Mark.NONE
    listed: str = ""
    secret: bool = False
    is_day: bool = False

    @property
    def base(self) -> str:
        """The field of the form it comes from."""
        return self.place.split(".")[0].split("/")[0]


@dataclass(frozen=True)
class Part:
    """A block of fields: the case, a victim, an accused person, a service given. ``note`` says why it is empty."""

    title: str
    items: tuple[Item, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class Sheet:
    """Everything to be entered. ``fields``: the keys of all fields that were looked at, answered or not."""

    parts: tuple[Part, ...]
    fields: frozenset[str]

    @property
    def items(self) -> tuple[Item, ...]:
        """All fields, in order."""
        return tuple(item for part in self.parts for item in part.items)

    @property
    def copyable(self) -> tuple[Item, ...]:
        """The fields that have something to be copied."""
        return tuple(item for item in self.items if item.words)

    def marked(self, mark: Mark) -> tuple[Item, ...]:
        """The fields with this mark."""
        return tuple(item for item in self.items if item.mark is mark)


@dataclass(frozen=True)
class Known:
    """What a sheet is made from.

    Attributes:
        answers: those on the entry form itself.
        facts: those of the case; where they differ from the answers they count.
        given: what the program knows by itself, by fact; it counts where nobody said anything.
        reported: the day ages are reckoned by while no day of the incident is known.
    """

    answers: Mapping[str, Value]
    facts: Mapping[str, Value]
    given: Mapping[str, Value]
    reported: date


def is_entry_form(spec: FormSpec) -> bool:
    """Whether the form asks for the number Simfoni gave."""
    return any(field.meaning == NUMBER for field in spec.fields)


def meaning_at(spec: FormSpec, place: str) -> str:
    """The fact a place of the sheet speaks of, as that of the first person or incident ("klien.pendidikan"); or ""."""
    key, _dot, column = place.partition("/")[0].partition(".")
    field = next((one for one in spec.fields if one.key == key), None)
    if field is None or not column:
        return field.meaning if field else ""
    inner = next((one for one in field.columns if one.key == column.partition(".")[2]), None)
    return f"{_TABLES[field.meaning][1]}{inner.meaning}" if inner and field.meaning in _TABLES else ""


def current(spec: FormSpec, known: Known) -> Values:
    """The answers on the entry form as the case knows them now: the latest word of any form counts."""
    found: Values = {}
    for field in spec.fields:
        value = fact_or_answer(field, known.facts, known.answers)
        value = known.given.get(field.meaning) if value is None else value
        if value is not None and filled(value):
            found[field.key] = value
    return found


def build(spec: FormSpec, known: Known, categories: Categories) -> Sheet:
    """The sheet of a case; ``categories`` are those Simfoni knows, by list."""
    values = current(spec, known)
    maker = _Maker(known, values, categories)
    parts: list[Part] = []
    fields: set[str] = set()
    for section, asked in visible_sections(spec, values):
        if any(field.meaning == NUMBER for field in section.fields):
            continue
        fields |= {field.key for field in section.fields if not field.hidden}
        parts += maker.section(section, asked)
    return Sheet(tuple(parts), frozenset(fields))


@dataclass(frozen=True)
class _Maker:
    known: Known
    values: Values
    categories: Categories

    def section(self, section: Section, asked: tuple[Field, ...]) -> Iterator[Part]:
        plain = [field for field in asked if field.kind is not FieldKind.TABLE and field.kind not in _SKIPPED]
        if plain:
            yield Part(section.short or section.title, tuple(item for field in plain for item in self._field(field)))
        for field in asked:
            if field.kind is FieldKind.TABLE:
                yield from self._table(field)

    def _field(self, field: Field) -> Iterator[Item]:
        value = self.values.get(field.key)
        fact = FACTS.get(field.meaning)
        group = field.meaning.rpartition(".")[0]
        if field.meaning.endswith(f".{_YEARS}"):
            value = self._age(self.known.facts.get(f"{group}.{_BORN}"), value)
        yield from self._items(field, field.key, value, bool(fact and fact.secret), required(field, self.values))

    def _table(self, field: Field) -> Iterator[Part]:
        noun, like = _TABLES.get(field.meaning, (field.label, ""))
        rows = self.values.get(field.key)
        first = 2 if like else 1
        for number, row in enumerate(rows if isinstance(rows, list) else [], 1):
            if isinstance(row, dict):
                title = f"{noun} {number - 1 + first}"
                yield self._row(field, row, (title, f"{field.key}.{number}", like))

    def _row(self, table: Field, row: Mapping[str, Scalar], named: tuple[str, str, str]) -> Part:
        title, place, like = named
        said = {column.meaning: row.get(column.key) for column in table.columns if column.meaning}
        if said.get(_OWN_CASE) in ("ya", True):
            return Part(title, note=_OWN_CASE_NOTE)
        items: list[Item] = []
        for column in table.columns:
            if column.hidden or column.meaning == _OWN_CASE or column.kind in _SKIPPED:
                continue
            value: Value | None = row.get(column.key)
            if column.meaning == _YEARS:
                value = self._age(said.get(_BORN), value)
            fact = FACTS.get(f"{like}{column.meaning}")
            secret = bool(fact and fact.secret and column.meaning)
            items += self._items(column, f"{place}.{column.key}", value, secret, column.required)
        return Part(title, tuple(items))

    def _items(self, field: Field, place: str, value: Value | None, secret: bool, needed: bool) -> Iterator[Item]:
        secret = secret or field.kind in _SECRET
        if value is None or not filled(value):
            yield Item(place, field.label, "", mark=Mark.MISSING if needed else Mark.NONE, secret=secret)
        elif field.kind is FieldKind.REGION and regions.levels(str(value)):
            for level, name in regions.levels(str(value)):
                yield Item(f"{place}/{level}", level, name, secret=secret)
        elif field.kind is FieldKind.DATE:
            yield Item(place, field.label, str(value), secret=secret, is_day=True)
        elif field.kind in _CHOICES and field.listed:
            yield self._chosen(field, place, value, secret)
        else:
            yield Item(place, field.label, display(field, value), secret=secret)

    def _chosen(self, field: Field, place: str, value: Value, secret: bool) -> Item:
        """Choices in the words of Simfoni; several that fall into one category are copied once."""
        entries = [str(entry) for entry in (value if isinstance(value, list) else [value])]
        options = {option.key: option for option in field.options}
        labels = [options[entry].label if entry in options else entry for entry in entries]
        names = [(options[entry].category or options[entry].label) if entry in options else entry for entry in entries]
        known = self.categories.get(field.listed, ())
        own = "; ".join(labels) if labels != names else ""
        strange = field.categorised and known and any(name not in known for name in names)
        if strange:
            return Item(place, field.label, "", "; ".join(labels), Mark.UNMAPPED, field.listed, secret)
        return Item(place, field.label, "; ".join(dict.fromkeys(names)), own, secret=secret)

    def _age(self, born: Value | None, stated: Value | None) -> Value | None:
        """Full years on the day of the incident, else of the report; without a date of birth as it was stated.

        So the age does not change while a case waits, and falls into the band reports count it in.
        """
        day = self.known.facts.get("kejadian.tanggal")
        try:
            on = date.fromisoformat(str(day)) if day else self.known.reported
            return age(date.fromisoformat(str(born)), on)
        except ValueError:
            return stated
