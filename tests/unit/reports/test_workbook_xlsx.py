"""Tables for spreadsheet programs: numbers are numbers, texts are texts, nothing touches the disk."""

from __future__ import annotations

import tempfile
from datetime import UTC, date, datetime
from io import BytesIO
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.domain.workbook import Cell, Column, WorkBook, WorkSheet
from reports import workbook_xlsx

MADE = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)


def book(*rows: tuple[Cell, Cell], name: str = "Evaluasi 2026", heading: str = "Evaluasi") -> WorkBook:
    columns = Column("Langkah"), Column("Bagian", percent=True)
    return WorkBook("Evaluasi", "Kantor", MADE, (WorkSheet(name, (heading,), columns, rows, ("Selesai.",)),))


def opened(pdf: bytes) -> Any:
    return openpyxl.load_workbook(BytesIO(pdf))


def cells(made: bytes) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in opened(made).active.rows]


def test_numbers_can_be_reckoned_with() -> None:
    sheet = opened(workbook_xlsx.render(book(("Menerima", 0.5), ("Mencatat", 3)))).active
    assert [sheet.cell(row, 2).value for row in (4, 5)] == [0.5, 3]
    assert sheet.cell(4, 2).number_format == "0%"
    day = opened(workbook_xlsx.render(book(("Hari", date(2026, 1, 2))))).active.cell(4, 2)
    assert (day.value.date(), day.number_format) == (date(2026, 1, 2), "dd/mm/yyyy")


@pytest.mark.fault(26)
@pytest.mark.parametrize("text", ["=1+1", "+62812", "-5", "@SUM(A1)", '=HYPERLINK("http://contoh")', "\t=1", "#REF!"])
def test_no_text_becomes_a_formula(text: str) -> None:
    made = workbook_xlsx.render(book((text, None), heading=text))
    sheet = opened(made).active
    for cell in (sheet.cell(4, 1), sheet.cell(1, 1)):
        assert cell.data_type == "s"
        assert cell.value.strip() == text.strip()
    assert sheet.cell(4, 1).quotePrefix or text[0] not in "=+-@"


@pytest.mark.fault(26)
@settings(max_examples=40, deadline=None)
@given(st.text(max_size=60), st.text(max_size=60))
def test_any_text_makes_a_file_that_opens(text: str, name: str) -> None:
    made = opened(workbook_xlsx.render(book((text, 1), name=name, heading=text)))
    assert len(made.sheetnames[0]) <= 31


def test_control_signs_are_left_out() -> None:
    assert cells(workbook_xlsx.render(book(("a\x00\x0b\x1fb", 1))))[3][0] == "ab"


def test_nothing_is_laid_on_the_disk(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("a temporary file")

    for name in ("NamedTemporaryFile", "TemporaryFile", "mkstemp", "mkdtemp"):
        monkeypatch.setattr(tempfile, name, refuse)
    monkeypatch.setattr("openpyxl.worksheet._writer.NamedTemporaryFile", refuse)
    assert cells(workbook_xlsx.render(book(("Menerima", 1))))[2] == ["Langkah", "Bagian"]


def test_it_says_who_made_it_and_when() -> None:
    about = opened(workbook_xlsx.render(book())).properties
    assert (about.title, about.creator, about.created) == ("Evaluasi", "Kantor", MADE.replace(tzinfo=None))
