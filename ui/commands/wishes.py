"""What ``report`` and ``export`` may be asked for, and how months and periods are written on the command line."""

from __future__ import annotations

import re
from argparse import ArgumentTypeError
from datetime import date

from models.sop import periods
from models.sop.report_kinds import report_kinds

#: The reports of periods go by the keys they have in procedures.
REPORTS = ("evaluation", "figures", "logbook", "numbers", *report_kinds())
LISTS = ("cases", "letters", "logbook")


def month(text: str) -> date:
    """The first day of a month written like 2026-11."""
    found = re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", text)
    if not found:
        raise ArgumentTypeError(f'"{text}" bukan bulan. Tulis seperti 2026-11.')
    return date(int(found.group(1)), int(found.group(2)), 1)


def period(text: str) -> str:
    """The key of a month, half-year or year."""
    try:
        return periods.parse(text).key
    except ValueError as error:
        words = f'"{text}" bukan periode. Tulis seperti 2026-11, 2026-S2, atau 2026.'
        raise ArgumentTypeError(words) from error
