"""Which tables the Data Layanan has: ``resources/data/data-layanan.toml`` as frozen data, see ``loader``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property

from models.statistics.figures import Basis, Heading, Unit

#: Units that are counted from cases; the others are events of their own with a day each.
OF_CASES = (Unit.VICTIMS, Unit.CASES, Unit.INCIDENTS, Unit.ACCUSED)


class Group(StrEnum):
    """Of whom or what a fact speaks; the value is how its key begins, "" for the case itself."""

    VICTIMS = "klien."
    ACCUSED = "terlapor."
    INCIDENTS = "kejadian."
    CASE = ""


class Kind(StrEnum):
    """Where the category of a counted thing comes from.

    FACT: a fact of the case. AGE: a fact's age, put into bands. REGION: a village, as what it lies in. ANSWER: a field
    of a form that is no fact of the case. WORD: what the program itself knows ("prosedur", "akhir", "waktu" …).
    """

    FACT = "arti"
    AGE = "kelompok"
    REGION = "tingkat"
    ANSWER = "isian"
    WORD = "menurut"


@dataclass(frozen=True)
class Dimension:
    """How things are told apart, for the rows of a table or for its columns.

    Attributes:
        key: the fact ("klien.pendidikan"), the answer ("formulir:isian" or "formulir:isian:kolom", or the fact that
            each form asks anew) or the word ("prosedur").
        listed: key of the list of choices the categories come from, "" for that of the fields themselves.
        options: categories written in the definition itself.
        bands: key of the way ages are put into bands.
        level: "kecamatan" or "kabupaten".
        unknown: what the row of those is called of whom nothing is known.
    """

    kind: Kind
    key: str
    listed: str = ""
    options: tuple[Heading, ...] = ()
    bands: str = ""
    level: str = ""
    unknown: str = "Tidak diketahui"

    @cached_property
    def group(self) -> Group:
        """Of whom the category speaks."""
        if self.kind in (Kind.ANSWER, Kind.WORD):
            return Group.CASE
        return next(group for group in Group if self.key.startswith(group.value))

    @cached_property
    def form(self) -> str:
        """The form whose answer it is; "" where it is no answer of one form alone."""
        return self.key.split(":")[0] if ":" in self.key else ""

    @cached_property
    def word(self) -> str:
        """The fact without its group ("pendidikan")."""
        return self.key.removeprefix(self.group.value)


@dataclass(frozen=True)
class TableRule:
    """One table: what it counts, by what, and the sentence that says so. ``columns`` None: one column of numbers."""

    key: str
    title: str
    unit: Unit
    rows: Dimension
    rule: str
    columns: Dimension | None = None
    several: bool = False
    chart: bool = False

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        return (self.rows,) if self.columns is None else (self.rows, self.columns)


@dataclass(frozen=True)
class DataPlan:
    """The whole definition.

    Attributes:
        rules: general counting rules, printed once.
        basis_rules: for each basis the sentence that says which day counts.
        not_cases: endings after which a file is no case (entered twice, entered by mistake), in small letters.
    """

    version: int
    tables: tuple[TableRule, ...]
    rules: tuple[str, ...]
    basis_rules: Mapping[Basis, str]
    not_cases: frozenset[str] = frozenset()

    def table(self, key: str) -> TableRule | None:
        """The table with this key."""
        return next((table for table in self.tables if table.key == key), None)

    @property
    def dimensions(self) -> tuple[Dimension, ...]:
        """All rows and columns of all tables, each once."""
        return tuple(dict.fromkeys(one for table in self.tables for one in table.dimensions))
