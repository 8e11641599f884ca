"""What of figures may leave the office, beside the reports that may have left it already."""

from __future__ import annotations

from models.services.queries import plain
from models.sop import periods
from models.statistics import figures as counted
from models.statistics import loader, sharing
from models.statistics.figures import Figures
from models.statistics.report_life import ReportState
from models.statistics.sharing import Shareable
from models.store.tables import ServiceReport


def of_report(row: ServiceReport, figures: Figures, threshold: int) -> Shareable:
    """What of a report is shared; of an approved one as it was decided then. Inside a stretch."""
    if row.state == ReportState.APPROVED and row.hidden:
        return sharing.from_json(figures, row.hidden)
    return of_figures(figures, threshold, row.id)


def of_figures(figures: Figures, threshold: int, besides: int = 0) -> Shareable:
    """What of figures may be shared now; ``besides``: the report they are of. Inside a stretch."""
    return sharing.shareable(figures, loader.shipped(), threshold, _told(figures, besides))


def _told(figures: Figures, besides: int) -> list[Shareable]:
    """The approved reports counted as these figures are, of the years that tell of one another, as they were shared."""
    year = periods.parse(figures.period).first.year
    near = [f"{one:04d}" for one in (year - 1, year, year + 1)]
    query = ServiceReport.select(ServiceReport.figures, ServiceReport.hidden, ServiceReport.threshold).where(
        ServiceReport.state == ReportState.APPROVED.value,
        ServiceReport.id != besides,
        ServiceReport.basis == figures.basis.value,
    )
    found = []
    for text, hidden, threshold in plain(query.order_by(ServiceReport.id)):
        frozen = counted.from_json(text)
        if frozen.services == figures.services and frozen.period[:4] in near:
            plan = loader.shipped()
            found.append(sharing.from_json(frozen, hidden) if hidden else sharing.shareable(frozen, plan, threshold))
    return found
