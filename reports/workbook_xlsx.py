"""Tables as an XLSX file, written in memory: no temporary file, no text that a spreadsheet would take for a formula."""

from __future__ import annotations

from datetime import UTC, date
from io import BytesIO
from typing import Any

from openpyxl import Workbook
from openpyxl.cell import Cell as SheetCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.workbook.child import INVALID_TITLE_REGEX
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

from models.domain.workbook import Cell, Column, Sum, WorkBook, WorkSheet
from models.domain.zips import SteadyZip
from reports.text import clean

_LONGEST = 32_000
_LONGEST_NAME = 31
_LINE = Side(style="thin", color="9AA3A9")
_BORDER = Border(left=_LINE, right=_LINE, top=_LINE, bottom=_LINE)
_SHADE = PatternFill("solid", fgColor="EEF1F3")
_TOP = Alignment(vertical="top", wrap_text=True)


class _InMemory(ExcelWriter):
    """The library lays each sheet into a file of its own on the disk before packing it; here it stays in memory."""

    def write_worksheet(self, ws: Any) -> None:
        ws._drawing = None
        sheet = BytesIO()
        writer = WorksheetWriter(ws, out=sheet)
        writer.write()
        ws._rels = writer._rels
        self._archive.writestr(ws.path[1:], sheet.getvalue())
        self.manifest.append(ws)


def render(book: WorkBook) -> bytes:
    """The file's bytes; equal books give equal bytes."""
    made = Workbook()
    made.remove(made.active)
    for sheet in book.sheets:
        _write(made.create_sheet(_name(sheet.name)), sheet)
    when = book.made_at.astimezone(UTC).replace(tzinfo=None)
    made.properties.title, made.properties.creator = clean(book.title), clean(book.office)
    made.properties.created = made.properties.modified = when
    target = BytesIO()
    _InMemory(made, SteadyZip(target, "w")).save()
    return target.getvalue()


def _name(name: str) -> str:
    return INVALID_TITLE_REGEX.sub(" ", clean(name))[:_LONGEST_NAME].strip("' ") or "Lembar"


def _write(target: Any, sheet: WorkSheet) -> None:
    row = 0
    for line in sheet.heading:
        row += 1
        _put(target.cell(row, 1), line).font = Font(bold=row == 1, size=13 if row == 1 else 11)
    row += 2 if sheet.heading else 1
    for number, column in enumerate(sheet.columns, 1):
        cell = _put(target.cell(row, number), column.title)
        cell.font, cell.fill, cell.border, cell.alignment = Font(bold=True), _SHADE, _BORDER, _TOP
        target.column_dimensions[get_column_letter(number)].width = column.width
    target.freeze_panes = target.cell(row + 1, 1)
    body = row + 1
    for values in sheet.rows:
        row += 1
        for number, (column, value) in enumerate(zip(sheet.columns, values, strict=True), 1):
            _put_value(target.cell(row, number), column, value, body)
    for line in ("", *sheet.remarks):
        row += 1
        _put(target.cell(row, 1), line)
    target.page_setup.orientation, target.page_setup.fitToHeight = "landscape", 0
    target.sheet_properties.pageSetUpPr.fitToPage = True


def _put_value(cell: SheetCell, column: Column, value: Cell, body: int) -> None:
    """Write a value; ``body`` is the first row of the table below its heads."""
    cell.border, cell.alignment = _BORDER, _TOP
    if isinstance(value, str):
        _put(cell, value)
        return
    if isinstance(value, Sum):
        cell.value = _formula(cell, value, body)
        cell.font = Font(bold=True)
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif column.percent:
        cell.number_format = "0%"


def _formula(cell: SheetCell, sum_: Sum, body: int) -> str:
    """The only formula there is: a sum over numbers of the same table."""
    first, last = (cell.row, cell.row) if sum_.across else (body + sum_.first, cell.row - 1)
    left, right = (1 + sum_.first, cell.column - 1) if sum_.across else (cell.column, cell.column)
    return f"=SUM({get_column_letter(left)}{first}:{get_column_letter(right)}{last})"


def _put(cell: SheetCell, text: str) -> SheetCell:
    """Write a text as a text, whatever it begins with (CWE-1236); it stays one when it is edited."""
    words = clean(text)[:_LONGEST]
    if words:
        cell.value = words
        cell.data_type = "s"
        cell.quotePrefix = words[0] in "=+-@\t\n"
    return cell
