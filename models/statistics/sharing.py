"""What of some figures may leave the office: small counts hidden, and no table that would tell them after all. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace

from models.statistics.definition import DataPlan
from models.statistics.figures import Figures
from models.statistics.suppression import Mask, mask_of


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


def shareable(figures: Figures, plan: DataPlan, threshold: int) -> Shareable:
    """Hide the small counts of ``figures``.

    Two tables may tell the same of the same things, one more coarsely: children and adults beside age bands, regencies
    beside districts. A sum of the coarse one would tell a number that is hidden in the fine one; where anything is
    hidden in either, only the first of them is shared.
    """
    mask = mask_of(figures, threshold)
    hidden = {table for table, _row, _column in (*mask.small, *mask.also)}
    again = {key for group in _retelling(figures, plan) if hidden.intersection(group) for key in group[1:]}
    if not again:
        return Shareable(figures, mask)
    kept = replace(figures, tables=tuple(table for table in figures.tables if table.key not in again))
    titles = tuple(table.title for table in figures.tables if table.key in again)
    return Shareable(kept, mask_of(kept, threshold), titles)


def _retelling(figures: Figures, plan: DataPlan) -> list[list[str]]:
    """Keys of the tables that tell the same things by the same answer, in the order of the report."""
    groups: dict[tuple[str, str], list[str]] = {}
    for table in figures.tables:
        rule = plan.table(table.key)
        if rule is not None:
            groups.setdefault((rule.unit.value, rule.rows.key), []).append(table.key)
    return [group for group in groups.values() if len(group) > 1]
