"""``report`` and ``export``: what the office prints and lists, without a screen."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError, Namespace
from calendar import monthrange
from collections.abc import Callable
from datetime import date

from models.services.ports import Renderers
from ui.commands.console import OutOfUse
from ui.commands.office import at_desk, written

REPORTS = ("evaluation", "logbook", "numbers")
LISTS = ("cases", "letters", "logbook")


def month(text: str) -> date:
    """The first day of a month written like 2026-11."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found:
        raise ArgumentTypeError(f'"{text}" bukan bulan. Tulis seperti 2026-11.')
    return date(int(found.group(1)), int(found.group(2)), 1)


def report(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
    """Write the evaluation of a procedure, the log book of a month or the list of numbers as PDF (evaluation: XLSX)."""
    suffix = _suffix(wish, ("pdf", "xlsx") if wish.kind == "evaluation" else ("pdf",))
    if wish.kind == "evaluation" and not wish.sop:
        raise OutOfUse("Laporan evaluation memerlukan --sop KUNCI, misalnya --sop tangerang-uptd-penjangkauan.")
    with at_desk(wish, renderers) as workspace:
        now = workspace.clock.now().date()
        year = wish.year or now.year
        if wish.kind == "evaluation":
            make = workspace.proof.evaluation_xlsx if suffix == "xlsx" else workspace.proof.evaluation_pdf
            content = make(year, wish.sop)
        elif wish.kind == "numbers":
            content = workspace.number_list.paper(wish.series, year)
        else:
            content = workspace.logbook.paper(*_days(wish.month or now.replace(day=1)))
    return written(wish.out, content, "Laporan")


def export(wish: Namespace, renderers: Callable[[], Renderers]) -> int:
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


def _suffix(wish: Namespace, known: tuple[str, ...]) -> str:
    suffix = str(wish.out.suffix).lower().lstrip(".")
    if suffix not in known:
        raise OutOfUse(f"{wish.out}: nama berkas harus berakhiran {' atau '.join('.' + one for one in known)}.")
    return suffix
