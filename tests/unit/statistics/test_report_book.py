"""A report as a spreadsheet: numbers as numbers, sums as sums, no formula out of what people typed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.statistics.report_book import book_of, sheet_of
from reports import table_csv, workbook_xlsx
from tests.report_samples import FIGURES, TYPED, paper

MADE = datetime(2026, 12, 1, 8, 5, tzinfo=UTC)


def opened(content: bytes, **how: Any) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content), **how)


def book(*, shared: bool = False) -> bytes:
    return workbook_xlsx.render(book_of(paper(shared=shared), MADE))


def all_cells(content: bytes) -> list[Any]:
    return [cell for sheet in opened(content).worksheets for row in sheet.rows for cell in row]


def test_there_is_a_sheet_for_each_table_and_one_for_rules_corrections_and_words() -> None:
    names = opened(book()).sheetnames
    assert names == [
        "Ringkasan", "1 Kelompok umur dan jenis kelam", "2 Bentuk kekerasan", "3 Kecamatan", "Tren", "Koreksi",
        "Uraian",
    ]  # fmt: skip


def test_every_formula_is_a_sum_of_the_table_and_no_text_is_one() -> None:
    cells = all_cells(book())
    formulas = [cell.value for cell in cells if cell.data_type == "f"]
    assert formulas
    assert all(value.startswith("=SUM(") for value in formulas)
    typed = [cell for cell in cells if isinstance(cell.value, str) and TYPED in cell.value]
    assert [cell.data_type for cell in typed] == ["s"]


def test_numbers_are_numbers() -> None:
    sheet = opened(book())["3 Kecamatan"]
    rows = {row[0].value: row[1].value for row in sheet.rows if row[0].value}
    table = FIGURES.tables[2]
    assert {row.label: rows[row.label] for row in table.rows} == {row.label: row.total for row in table.rows}


def test_where_rows_do_not_add_up_the_total_is_a_number_not_a_sum() -> None:
    sheet = opened(book())["2 Bentuk kekerasan"]
    last = next(row for row in sheet.rows if row[0].value == "Jumlah")
    assert [cell.value for cell in last[1:5]] == [*FIGURES.tables[1].totals, FIGURES.tables[1].total]


def test_what_is_shared_holds_no_hidden_number_and_no_sum_over_one() -> None:
    values = [cell.value for cell in all_cells(book(shared=True))]
    assert "<5" in values
    assert not [value for value in values if isinstance(value, int) and 0 < value < 5]
    assert not [value for value in values if isinstance(value, str) and "PJK/2026" in value]


def test_csv_tells_the_same_numbers() -> None:
    table = FIGURES.tables[0]
    text = table_csv.render(sheet_of(paper(), table)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text), delimiter=";"))
    assert rows[0] == [table.title, "Laki-laki", "Perempuan", "Tidak diketahui", "Jumlah", "Sebelumnya"]
    assert [int(cell) for cell in rows[-1][1:]] == [*table.totals, table.total, table.before]


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_numbers_as_numbers(tmp_path: Path) -> None:
    source = tmp_path / "laporan.xlsx"
    source.write_bytes(book())
    profile = f"-env:UserInstallation=file://{tmp_path / 'profil'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
               str(tmp_path / "keluar"), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    reckoned = opened((tmp_path / "keluar" / "laporan.xlsx").read_bytes(), data_only=True)
    formulas = opened((tmp_path / "keluar" / "laporan.xlsx").read_bytes())
    table = FIGURES.tables[0]
    last = next(row for row in reckoned[reckoned.sheetnames[1]].rows if row[0].value == "Jumlah")
    assert [cell.value for cell in last[1:6]] == [*table.totals, table.total, table.before]
    text = [cell for sheet in formulas.worksheets for row in sheet.rows for cell in row if cell.data_type == "f"]
    assert all(cell.value.startswith("=SUM(") for cell in text)
    typed = [cell.value for row in reckoned["Uraian"].rows for cell in row if "HYPERLINK" in str(cell.value)]
    assert TYPED in typed[0]
