"""Whether a file is complete: what its procedure or the office asks for, against what is there. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from models.forms.rules import holds
from models.forms.spec import Values
from models.records.rules import ServiceRule
from models.sop.spec import Output, OutputKind, SopSpec, Step


class CellState(StrEnum):
    """How a document of a file stands; the value is the word shown."""

    THERE = "Ada"
    MISSING = "Kurang"
    NOT_YET = "Belum"
    NOT_NEEDED = "Tidak perlu"


#: Which word counts where a document is asked for by several rows.
_WEIGHT = (CellState.THERE, CellState.MISSING, CellState.NOT_YET, CellState.NOT_NEEDED)
#: What the words of a person about a document mean.
MARKS = {"ada": CellState.THERE, "kurang": CellState.MISSING, "tidak_perlu": CellState.NOT_NEEDED}
_KINDS = {OutputKind.FORM: "formulir", OutputKind.LETTER: "surat", OutputKind.ATTACHMENT: "lampiran"}


@dataclass(frozen=True)
class Cell:
    """One document of a file.

    Attributes:
        key: "formulir:…", "surat:…", "lampiran:…" (several joined by "|": one of them is enough), or a paper's own key.
        step: the row of the procedure that asks for it, 0 for none.
        remark: who said that it is there or not needed, and why.
        asked: since when it is asked for, as a sentence; "" if nobody has asked.
    """

    key: str
    title: str
    state: CellState
    step: int = 0
    remark: str = ""
    asked: str = ""


@dataclass(frozen=True)
class Visit:
    """The last time a row was done: whether it is ``open`` or was ``skipped``, and its outcome."""

    open: bool = False
    skipped: bool = False
    outcome: str = ""


@dataclass(frozen=True)
class CaseState:
    """What is known of a case: its rows, what it holds (keys as in ``Cell``), its facts, whether it has ended."""

    visits: Mapping[int, Visit]
    there: frozenset[str]
    facts: Values
    ended: bool


def of_case(spec: SopSpec, state: CaseState, titles: Mapping[str, str]) -> tuple[Cell, ...]:
    """The documents the procedure asks of this case, in its order."""
    found: dict[str, Cell] = {}
    for step in spec.rows_of(""):
        for group in _groups(step):
            cell = _cell(step, group, state, titles)
            before = found.get(cell.key)
            if before is None or _WEIGHT.index(cell.state) < _WEIGHT.index(before.state):
                found[cell.key] = replace(cell, step=before.step if before else cell.step)
    return tuple(found.values())


def by_rule(rule: ServiceRule, there: frozenset[str], waiting: CellState) -> tuple[Cell, ...]:
    """The documents the office asks for; what is required and not there is ``waiting``."""
    return tuple(
        Cell(
            one.key,
            one.title,
            CellState.THERE if one.key in there else waiting if one.required else CellState.NOT_NEEDED,
        )
        for one in rule.documents
    )


def marked(cells: Iterable[Cell], marks: Mapping[str, tuple[str, str]]) -> tuple[Cell, ...]:
    """The cells as persons have marked them: by key the word ("ada", "kurang", "tidak_perlu") and the remark."""
    return tuple(
        replace(cell, state=MARKS[marks[cell.key][0]], remark=marks[cell.key][1]) if cell.key in marks else cell
        for cell in cells
    )


def complete(cells: Iterable[Cell]) -> bool:
    """True if nothing is missing or still to come."""
    return not any(cell.state in (CellState.MISSING, CellState.NOT_YET) for cell in cells)


def _groups(step: Step) -> list[tuple[Output, ...]]:
    """The required outputs of a row that are documents; alternatives together."""
    groups: dict[str, list[Output]] = {}
    for output in step.outputs:
        if output.kind in _KINDS and output.required:
            groups.setdefault(output.choice or f"{output.kind}:{output.key}", []).append(output)
    return [tuple(group) for group in groups.values()]


def _cell(step: Step, group: tuple[Output, ...], state: CaseState, titles: Mapping[str, str]) -> Cell:
    keys = [f"{_KINDS[output.kind]}:{output.key}" for output in group]
    title = " atau ".join(dict.fromkeys(titles.get(key, key.split(":", 1)[1]) for key in keys))
    return Cell("|".join(keys), title, _state(step, group, keys, state), step.number)


def _state(step: Step, group: tuple[Output, ...], keys: list[str], state: CaseState) -> CellState:
    if state.there.intersection(keys):
        return CellState.THERE
    visit = state.visits.get(step.number)
    if visit is None:
        return CellState.NOT_NEEDED if state.ended else CellState.NOT_YET
    if visit.skipped or not any(_due(output, visit, state.facts) for output in group):
        return CellState.NOT_NEEDED
    return CellState.NOT_YET if visit.open else CellState.MISSING


def _due(output: Output, visit: Visit, facts: Values) -> bool:
    return holds(output.show_if, facts) and (not output.only_for or visit.open or visit.outcome in output.only_for)
