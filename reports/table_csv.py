"""A table as CSV for spreadsheet programs set to Indonesian: semicolons, UTF-8 with its mark, no running text."""

from __future__ import annotations

import csv
from datetime import date
from io import StringIO

from models.domain.workbook import Cell, Sum, WorkSheet
from reports.text import clean

#: With these a spreadsheet program takes a text for a formula or command (CWE-1236).
_RUNNING = ("=", "+", "-", "@", "\t", "\r", "\n")


def render(sheet: WorkSheet) -> bytes:
    """Heads and rows; a text that a program might run is given an apostrophe before it."""
    target = StringIO()
    writer = csv.writer(target, delimiter=";", lineterminator="\r\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow([safe(column.title) for column in sheet.columns])
    writer.writerows([safe(value) for value in row] for row in sheet.rows)
    return target.getvalue().encode("utf-8-sig")


def safe(value: Cell) -> str:
    """The value as a text that stays one."""
    if value is None:
        return ""
    if isinstance(value, Sum):
        return str(value.value)
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    if isinstance(value, int | float):
        return str(value).replace(".", ",")
    text = clean(value)
    return f"'{text}" if text.lstrip(" ").startswith(_RUNNING) else text
