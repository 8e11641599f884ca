"""``report`` and ``export``: what the office prints and lists, without a screen."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable, Iterable
from datetime import date

from models.errors import ErrorCode, UserError
from models.services.ports import Renderers
from models.services.views.figures import FigureWish
from models.services.workspace import Workspace
from models.sop import periods
from models.sop.report_kinds import report_kinds
from models.statistics.figures import Basis
from ui.commands.console import OutOfUse
from ui.commands.office import at_desk, written
from ui.commands.wish import Wish

#: What each report can be written as; the others are papers.
_FORMS = {
    "evaluation": ("pdf", "xlsx"),
    "figures": ("xlsx", "csv"),
    **dict.fromkeys(report_kinds(), ("pdf", "xlsx", "zip")),
}


def report(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Write the evaluation of a procedure, the log book of a month or the list of numbers as PDF (evaluation: XLSX).

    The figures of a period are written as XLSX or CSV, the report of a period as PDF, XLSX or all its tables as CSV in
    a ZIP, both with small numbers hidden unless ``--internal`` is given.
    """
    suffix = _suffix(wish, _FORMS.get(wish.kind, ("pdf",)))
    if wish.kind == "evaluation" and not wish.sop:
        raise OutOfUse("Laporan evaluation memerlukan --sop KUNCI, misalnya --sop tangerang-uptd-penjangkauan.")
    with at_desk(wish, renderers) as workspace:
        now = workspace.clock.now().date()
        year = wish.year or now.year
        if wish.kind == "evaluation":
            content = _evaluation(workspace, wish, suffix, year)
        elif wish.kind == "figures":
            content = _figures(workspace, wish, suffix)
        elif wish.kind in report_kinds():
            content = _of_period(workspace, wish, suffix)
        elif wish.kind == "numbers":
            _expect_known("Seri", wish.series, workspace.settings.office().patterns)
            content = workspace.number_list.paper(wish.series, year)
        else:
            content = workspace.logbook.paper(*_days(wish.month or now.replace(day=1)))
    return written(wish.out, content, "Laporan")


def _evaluation(workspace: Workspace, wish: Wish, suffix: str, year: int) -> bytes:
    make = workspace.proof.evaluation_xlsx if suffix == "xlsx" else workspace.proof.evaluation_pdf
    try:
        return make(year, wish.sop)
    except UserError as error:
        if error.code is ErrorCode.NOT_FOUND:
            raise OutOfUse(f"SOP “{wish.sop}” tidak ada di kantor ini.") from None
        raise


def _expect_known(called: str, key: str, known: Iterable[str]) -> None:
    if key not in known:
        raise OutOfUse(f"{called} “{key}” tidak dikenal. Yang dikenal: {', '.join(known)}.")


def _figures(workspace: Workspace, wish: Wish, suffix: str) -> bytes:
    period = wish.period or periods.containing(periods.MONTH, workspace.clock.now().date()).key
    known = [one.key for one in workspace.statistics.services()]
    for service in wish.services:
        _expect_known("Layanan", service, known)
    asked = FigureWish(period, Basis(wish.basis), tuple(wish.services), shared=not wish.internal)
    return (workspace.statistics.csv if suffix == "csv" else workspace.statistics.workbook)(asked)


def _of_period(workspace: Workspace, wish: Wish, suffix: str) -> bytes:
    """The report of a period; its draft is begun where nobody has yet."""
    reports, today = workspace.reports, workspace.clock.now().date()
    period = wish.period or periods.before(periods.containing(periods.MONTH, today)).key
    report_id = reports.sheet(wish.kind, period).report_id or reports.start(wish.kind, period).report_id or 0
    make = {"pdf": reports.paper, "xlsx": reports.workbook, "zip": reports.tables}[suffix]
    return make(report_id, shared=not wish.internal)


def export(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Write a list as XLSX or CSV: what the person may see, clients by their initials."""
    suffix = _suffix(wish, ("xlsx", "csv"))
    with at_desk(wish, renderers) as workspace:
        if wish.kind == "logbook":
            first = wish.month or workspace.clock.now().date().replace(day=1)
            content = workspace.exports.logbook(suffix, *_days(first))
        else:
            content = (workspace.exports.cases if wish.kind == "cases" else workspace.exports.letters)(suffix)
    return written(wish.out, content, "Daftar")


def _days(first: date) -> tuple[date, date]:
    return first, first.replace(day=monthrange(first.year, first.month)[1])


def _suffix(wish: Wish, known: tuple[str, ...]) -> str:
    suffix = str(wish.out.suffix).lower().lstrip(".")
    if suffix not in known:
        raise OutOfUse(f"{wish.out}: nama berkas harus berakhiran {' atau '.join('.' + one for one in known)}.")
    return suffix
