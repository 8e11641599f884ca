"""What of some figures may leave the office: small counts hidden, and no table that would tell them after all. Pure."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from models.statistics.across import Cell, cells_of, exposed
from models.statistics.definition import DataPlan
from models.statistics.figures import Figures
from models.statistics.suppression import NOT_OF_PEOPLE, Mask, Place, mask_of

#: How often more is hidden, and from when on whole tables are left out.
_ATTEMPTS, _HIDING = 12, 5


@dataclass(frozen=True)
class Shareable:
    """The figures that may be shared, what is hidden in them, and the titles of the tables that were left out."""

    figures: Figures
    mask: Mask
    left_out: tuple[str, ...] = ()


def to_json(figures: Figures, mask: Mask, left_out: tuple[str, ...]) -> str:
    """What is shared of a report as text, without its numbers; the same decision gives the same text."""
    decided = {
        "threshold": mask.threshold,
        "small": sorted(mask.small),
        "also": sorted(mask.also),
        "tables": [table.key for table in figures.tables],
        "left_out": left_out,
    }
    return json.dumps(decided, ensure_ascii=False, separators=(",", ":"))


def from_json(figures: Figures, text: str) -> Shareable:
    """What of ``figures`` is shared by a decision that was kept."""
    raw = json.loads(text)
    small, also = (frozenset((table, line, column) for table, line, column in raw[part]) for part in ("small", "also"))
    kept = replace(figures, tables=tuple(table for table in figures.tables if table.key in raw["tables"]))
    return Shareable(kept, Mask(raw["threshold"], small, also), tuple(raw["left_out"]))


def shareable(figures: Figures, plan: DataPlan, threshold: int, others: Sequence[Shareable] = ()) -> Shareable:
    """Hide the small counts of ``figures``, so that they do not follow from ``others`` either.

    ``others`` left the office before, counted by the same day and of the same services; nothing of them can be hidden
    any more. What would follow from all together is hidden here as well; where that does not help, a table is left out.
    """
    if threshold < 2 or not others:
        return _hidden(figures, plan, threshold)
    told = [(one.figures, one.mask) for one in others]
    known, hide, without = exposed(told), _hidden_before(figures, told), frozenset[str]()
    elsewhere = {table for _figures, mask in told for table in mask.tables}
    for attempt in range(_ATTEMPTS):
        found = _hidden(figures, plan, threshold, hide, without, elsewhere)
        open_ = exposed([*told, (found.figures, found.mask)]) - known
        if not open_:
            return found
        places = _telling(figures, open_)
        if attempt >= _HIDING or places <= hide:
            without |= {table for table, _line, _column in places}
        hide |= places
    nothing = frozenset(table.key for table in figures.tables if table.unit not in NOT_OF_PEOPLE)
    return _hidden(figures, plan, threshold, frozenset(cells_of(figures)), nothing, elsewhere)


def _hidden_before(figures: Figures, told: Sequence[tuple[Figures, Mask]]) -> frozenset[Place]:
    """The numbers of a report that other reports hid of their own period, or of the one before."""
    secret = {cell for one, mask in told for place, cell in cells_of(one).items() if mask.hides(place)}
    return frozenset(place for place, cell in cells_of(figures).items() if cell in secret)


def _telling(figures: Figures, cells: Collection[Cell]) -> frozenset[Place]:
    """The numbers that stand for one of the cells, or for the same of a longer or shorter period."""
    wanted = {(table, line, column) for _period, table, line, column in cells}
    return frozenset(place for place, cell in cells_of(figures).items() if cell[1:] in wanted)


def _hidden(
    figures: Figures,
    plan: DataPlan,
    threshold: int,
    also: Collection[Place] = (),
    without: Collection[str] = (),
    elsewhere: Collection[str] = (),
) -> Shareable:
    """The figures ``without`` some tables, and ``also`` these places hidden; ``elsewhere``: tables that hide in others.

    Two tables may tell the same of the same things, one more coarsely: children and adults beside age bands, regencies
    beside districts. A sum of the coarse one would tell a number that is hidden in the fine one; where anything is
    hidden in either, only the first of them is shared.
    """
    kept = replace(figures, tables=tuple(table for table in figures.tables if table.key not in without))
    mask = mask_of(kept, threshold, also)
    hidden = {*mask.tables, *without, *elsewhere}
    again = {key for group in _retelling(figures, plan) if hidden.intersection(group) for key in group[1:]}
    if again:
        kept = replace(kept, tables=tuple(table for table in kept.tables if table.key not in again))
        mask = mask_of(kept, threshold, also)
    titles = tuple(table.title for table in figures.tables if kept.table(table.key) is None)
    return Shareable(kept, mask, titles)


def _retelling(figures: Figures, plan: DataPlan) -> list[list[str]]:
    """Keys of the tables that tell the same things by the same answer, in the order of the report."""
    groups: dict[tuple[str, str], list[str]] = {}
    for table in figures.tables:
        rule = plan.table(table.key)
        if rule is not None:
            groups.setdefault((rule.unit.value, rule.rows.key), []).append(table.key)
    return [group for group in groups.values() if len(group) > 1]
