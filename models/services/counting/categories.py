"""The rows and columns of tables in the office's own words: its lists and their old versions, districts, procedures."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Any

from models.domain import age_bands, regions
from models.forms import lists as list_loader
from models.forms.lists import OptionList
from models.forms.spec import Field, Option
from models.services.counting.answers import column_of, fields_of
from models.services.definitions import Definitions
from models.services.desk import Desk
from models.sop.spec import SopSpec, Subject
from models.source import Source
from models.statistics.count import Categories
from models.statistics.definition import Dimension, Group, Kind
from models.statistics.figures import Heading
from models.statistics.records import COMPLETE, IN_TIME, LACKING, LATE, RUNNING
from models.store.tables import Definition

#: Where what somebody wrote instead of choosing is counted; a list with an entry of this key has a row for it already.
OTHER_KEY = "lainnya"
_OTHER = Heading("*", "Lainnya (ditulis sendiri)")
_NO_CODE = Heading("*", "Ditulis tanpa memilih wilayah")
_TIMES = (Heading(IN_TIME, "Tepat waktu"), Heading(LATE, "Lewat waktu"))
_STATES = (Heading(COMPLETE, "Lengkap"), Heading(LACKING, "Belum lengkap"))


class CategoryBook:
    """Gives each dimension its rows, for one count; opens the stretches it needs."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def of(self, dimension: Dimension, said: frozenset[str]) -> Categories:
        """The rows of a dimension; labels of retired choices are looked up where ``said`` holds such."""
        with self._desk.reading():
            return self._of(dimension, said)

    def _of(self, dimension: Dimension, said: frozenset[str]) -> Categories:
        if dimension.kind is Kind.WORD:
            return self._words(dimension)
        if dimension.kind is Kind.AGE:
            names = age_bands.shipped()[dimension.bands].names
            return Categories(tuple(Heading(name, name) for name in names), unknown=dimension.unknown)
        if dimension.kind is Kind.REGION:
            return self._regions(dimension, said)
        return self._choices(dimension, said)

    def _words(self, dimension: Dimension) -> Categories:
        if dimension.key == "prosedur":
            return Categories(tuple(Heading(spec.key, spec.name) for spec in self._used), self._procedures)
        if dimension.key == "surat":
            return Categories((), self._definitions.keys("surat"))
        if dimension.key == "akhir":
            endings = dict.fromkeys(word for spec in self._used for word in _endings(spec))
            return Categories((Heading(RUNNING, "Masih berjalan"), *(Heading(word, word) for word in endings)))
        fixed = {"waktu": _TIMES, "kelengkapan": _STATES}.get(dimension.key, ())
        return Categories(fixed, unknown="" if fixed else dimension.unknown if dimension.key == "lembaga" else "")

    @cached_property
    def _procedures(self) -> dict[str, str]:
        return self._definitions.keys("sop")

    @cached_property
    def _lists(self) -> dict[str, OptionList]:
        return self._definitions.lists()

    @cached_property
    def _used(self) -> list[SopSpec]:
        """The procedures for cases the office works by."""
        keys = (key for key in self._desk.office.procedures if key in self._procedures)
        return [spec for spec in map(self._definitions.sop, keys) if spec.subject is Subject.CASE]

    def _choices(self, dimension: Dimension, said: frozenset[str]) -> Categories:
        options = self._offered(dimension)
        shown = tuple(Heading(option.key, option.label) for option in options if not option.hidden)
        known = {option.key: option.label for option in options if option.hidden}
        if lacking := said - known.keys() - {one.key for one in shown}:
            known |= self._retired(dimension, lacking)
        other = next((one for one in shown if one.key == OTHER_KEY), _OTHER)
        return Categories(shown, known, other=other, unknown=dimension.unknown)

    def _offered(self, dimension: Dimension) -> Iterable[Option]:
        """The choices in force: written in the plan, of the list, else of the questions that ask it."""
        if dimension.options:
            return [Option(one.key, one.label) for one in dimension.options]
        if dimension.listed:
            found = self._lists.get(dimension.listed)
            return found.options if found else ()
        fields = (field for key in self._forms(dimension) for field in self._asked(dimension, key, 0))
        return list({option.key: option for field in fields for option in field.options}.values())

    def _retired(self, dimension: Dimension, lacking: frozenset[str]) -> dict[str, str]:
        """Labels of choices that are offered no more, or are offered by a form of the office's own."""
        found: dict[str, str] = {}
        for old in _old_lists(dimension.listed):
            found |= {option.key: option.label for option in old.options if option.key in lacking}
        if not lacking <= found.keys():
            forms = set(self._forms(dimension))
            for key, version in _versions("formulir"):
                for field in self._asked(dimension, key, version) if key in forms else ():
                    found |= {one.key: one.label for one in field.options if one.key in lacking - found.keys()}
        return found

    def _forms(self, dimension: Dimension) -> Iterable[str]:
        """The forms that may ask it: the one the dimension names, else all."""
        known = self._definitions.keys("formulir")
        return [key for key in known if key == dimension.form] if dimension.form else list(known)

    def _asked(self, dimension: Dimension, form: str, version: int) -> Iterator[Field]:
        """The questions of a form whose answers become this dimension."""
        spec = self._definitions.form(form, version)
        if dimension.kind is Kind.ANSWER:
            found = (column_of(field, dimension) for field in fields_of(spec, dimension))
            yield from filter(None, found)
            return
        for field in spec.fields:
            if field.meaning == dimension.key:
                yield field
            elif field.meaning in _ROWS and _ROWS[field.meaning] is dimension.group:
                yield from (column for column in field.columns if column.meaning == dimension.word)

    def _regions(self, dimension: Dimension, said: frozenset[str]) -> Categories:
        codes = {value for value in said if regions.is_code(value)}
        own = regions.regency_code(self._desk.office.regency) if dimension.level == "kecamatan" else ""
        shown = tuple(Heading(one.code, one.name) for one in regions.districts(own))
        far = codes - {one.key for one in shown}
        moved = {code: ".".join(code.split(".")[:2]) for code in far} if shown else {}
        keys = set(moved.values()) or far
        known = {code: found.full for code in keys if (found := regions.find(code)) is not None}
        return Categories(shown, known, moved, _NO_CODE, dimension.unknown)


_ROWS = {
    "kasus.korban_lain": Group.VICTIMS,
    "kasus.terlapor_lain": Group.ACCUSED,
    "kasus.kejadian_lain": Group.INCIDENTS,
}


def _endings(spec: SopSpec) -> Iterator[str]:
    yield from (outcome.end for step in spec.steps for outcome in step.outcomes if outcome.end)
    yield spec.end


def _versions(kind: str) -> list[tuple[str, int]]:
    query: Any = Definition.select(Definition.key, Definition.version).where(Definition.kind == kind)
    return list(query.order_by(Definition.version.desc()).tuples())


def _old_lists(key: str) -> Iterator[OptionList]:
    """All versions of a list, the oldest first: a later label takes the place of an earlier one."""
    for row in Definition.select().where(Definition.kind == "daftar", Definition.key == key).order_by(Definition.id):
        loaded = list_loader.load(Source.read(row.key, row.text))
        if loaded is not None:
            yield loaded
