"""What is counted for Simfoni PPA: the columns of the recap and the cells of its dashboard, from ``resources/data``."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache

import resources
from models.source import Source
from models.statistics import loader
from models.statistics.definition import DataPlan

_RECAP, _DASHBOARD, _SHEETS = "data/rekap-simfoni.toml", "data/dasbor-simfoni.toml", "data/simfoni.toml"


@dataclass(frozen=True)
class RecapSheet:
    """One sheet of the recap: the victims of an age ("Anak", "Dewasa") and of these sexes ("" is not known)."""

    title: str
    band: str
    sexes: frozenset[str]


@dataclass(frozen=True)
class RecapShape:
    """The sheets, and the groups of columns that also stand as a share of all victims."""

    sheets: tuple[RecapSheet, ...]
    shares: frozenset[str]


@cache
def recap() -> DataPlan:
    """The groups of columns of the recap; the rows of all are districts."""
    return _plan(_RECAP)


@cache
def dashboard() -> DataPlan:
    """The tables of Simfoni's dashboard."""
    return _plan(_DASHBOARD)


@cache
def shape() -> RecapShape:
    """The sheets of the recap."""
    head = tomllib.loads(resources.text(_SHEETS))["rekap"]
    sheets = (RecapSheet(one["judul"], one["umur"], frozenset(one["jenis_kelamin"])) for one in head["lembar"])
    return RecapShape(tuple(sheets), frozenset(head["persen"]))


def _plan(name: str) -> DataPlan:
    """A plan that comes with the program. ValueError names every mistake with its line."""
    source = Source.read(name, resources.text(name))
    plan = loader.load(source)
    if plan is None:
        raise ValueError("\n".join(str(problem) for problem in source.problems))
    return plan
