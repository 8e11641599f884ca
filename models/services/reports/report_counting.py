"""Counting for reports: the figures of a period, and what later changes made of reports that are frozen."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from models.sop import periods
from models.sop.periods import Period
from models.statistics import figures as counted
from models.statistics.corrections import Correction, compare
from models.statistics.figures import Basis, Figures
from models.statistics.report_life import ReportState
from models.store.tables import ReportRecount, ServiceReport

#: Told of each report that is compared: how many are done, and how many there are.
Told = Callable[[int, int], None]


class Service(Protocol):
    """A procedure whose figures can be asked for alone."""

    @property
    def key(self) -> str: ...

    @property
    def name(self) -> str: ...


class Counting(Protocol):
    """What reports ask of ``models.services.statistics``."""

    def figures(self, period: str, basis: Basis = ..., services: Iterable[str] = ...) -> Figures: ...

    def services(self) -> Sequence[Service]: ...


@dataclass(frozen=True)
class Earlier:
    """A frozen report and the figures it is compared with: its own, or those a later report told.

    Attributes:
        again: of the same kind of period, so that the next report compares with what this one tells.
    """

    report_id: int
    figures: Figures
    again: bool


def earlier(kind: str, period: Period, look_back: int) -> tuple[Earlier, ...]:
    """The frozen reports whose later changes a report tells, oldest first. Inside a reading stretch.

    Those of the same kind of period before it, and for a longer period those that lie in it.
    """
    rows: Any = ServiceReport.select().where(
        ServiceReport.kind == kind, ServiceReport.state == ReportState.APPROVED.value
    )
    known = [(row, periods.parse(row.period)) for row in rows]
    same = [(row, one) for row, one in known if one.kind == period.kind and one.last < period.first]
    same = sorted(same, key=lambda found: found[1].first)[-look_back:] if look_back else []
    inside = [(row, one) for row, one in known if one.kind != period.kind and period.holds(one)]
    again = _told_last([row.id for row, _ in same])
    found = [Earlier(row.id, counted.from_json(again.get(row.id, row.figures)), again=True) for row, _ in same]
    found += [Earlier(row.id, counted.from_json(row.figures), again=False) for row, _ in inside]
    return tuple(sorted(found, key=lambda one: periods.parse(one.figures.period).last))


def _told_last(reports: list[int]) -> dict[int, str]:
    """The figures of these reports as an approved report of the same kind of period told them last."""
    rows: Any = (
        ReportRecount.select(ReportRecount.earlier, ReportRecount.figures)
        .join(ServiceReport, on=(ReportRecount.report == ServiceReport.id))
        .where(ReportRecount.earlier.in_(reports), ServiceReport.state == ReportState.APPROVED.value)
        .order_by(ServiceReport.period)
    )
    return {row.earlier_id: row.figures for row in rows}


def changed(
    counting: Counting, known: Iterable[Earlier], told: Told = lambda _done, _all: None
) -> Iterator[tuple[Earlier, Correction, Figures]]:
    """Count each frozen report anew and give those whose numbers are others now."""
    compared = list(known)
    for place, one in enumerate(compared):
        told(place, len(compared))
        old = one.figures
        new = counting.figures(old.period, old.basis, old.services)
        correction = compare(old, new)
        if correction is not None:
            yield one, correction, new
