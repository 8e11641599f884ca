"""A report as a spreadsheet: numbers as numbers, sums as sums, no formula out of what people typed."""

from __future__ import annotations

import csv
import io
import shutil
import subprocess
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from models.statistics.figures import FigureRow, Heading
from models.statistics.report_book import book_of, sheet_of
from models.statistics.report_paper import ReportPaper
from reports import table_csv, workbook_xlsx
from tests.report_samples import FIGURES, PARTS, TYPED, paper

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


#: What an office may call its choices, services and itself.
AWKWARD = (
    "=cmd|'/C calc'!A0", "+1+1", "-2+3", "@SUM(A1:A9)", "\t=1+1", "\r=1+1", "'=1+1", " =1+1", "12345", "1e5", "TRUE",
    "01/02/2026", "{=1}",
)  # fmt: skip


def awkward() -> ReportPaper:
    """A report in which every word from the office wants to be something else."""
    rows = tuple(FigureRow(f"b{place}", word, (place + 7,), place + 7, 3) for place, word in enumerate(AWKWARD))
    total = sum(row.total for row in rows)
    narrow = replace(
        FIGURES.tables[2], title="='[buku]Lembar'!A1", rule="=1+1", rows=rows, totals=(total,), total=total,
        before=3 * len(rows),
    )  # fmt: skip
    columns = tuple(Heading(word, word) for word in AWKWARD[:3])
    broad = replace(FIGURES.tables[0], title="+cmd|'/C calc'!A0:x/y?*[]", columns=columns)
    parts = tuple(replace(part, title=word, text=word) for part, word in zip(PARTS, AWKWARD, strict=False))
    made = paper(replace(FIGURES, tables=(narrow, broad)), parts=parts)
    return replace(made, office="=1+1", name="@laporan", services=("-2+3",))


def through_libreoffice(content: bytes, folder: Path, *, data_only: bool = False) -> Any:
    """The file as LibreOffice opens and keeps it."""
    source = folder / "laporan.xlsx"
    source.write_bytes(content)
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
               str(folder / "keluar"), str(source)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return opened((folder / "keluar" / "laporan.xlsx").read_bytes(), data_only=data_only)


def test_no_word_of_the_office_becomes_a_formula_or_a_number() -> None:
    for sheet in opened(workbook_xlsx.render(book_of(awkward(), MADE))).worksheets:
        for cell in (cell for row in sheet.rows for cell in row if cell.data_type == "f"):
            assert str(cell.value).startswith("=SUM("), f"{sheet.title} {cell.coordinate}"


@pytest.mark.parametrize("word", [word for word in AWKWARD if word.lstrip(" ")[0] in "=+-@\t\r"])
def test_no_csv_begins_with_what_a_program_would_run(word: str) -> None:
    assert table_csv.safe(word).startswith("'")


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_it_with_numbers_as_numbers_and_words_as_words(tmp_path: Path) -> None:
    found = awkward()
    reckoned = through_libreoffice(workbook_xlsx.render(book_of(found, MADE)), tmp_path, data_only=True)
    formulas = opened((tmp_path / "keluar" / "laporan.xlsx").read_bytes())
    narrow = reckoned.worksheets[1]
    lines = [[cell.value for cell in row[:3]] for row in narrow.rows]
    assert lines[0][0] == found.figures.tables[0].title
    body = lines[3 + 1 : 3 + 1 + len(AWKWARD)]
    assert [line[0].strip() for line in body] == [word.strip() for word in AWKWARD]
    assert [line[1:] for line in body] == [[place + 7, 3] for place in range(len(AWKWARD))]
    table = found.figures.tables[0]
    assert [*lines[4 + len(AWKWARD)][1:]] == [table.total, table.before], "sums are worked out there"
    texts = [cell for sheet in formulas.worksheets for row in sheet.rows for cell in row if cell.data_type == "f"]
    assert texts
    assert all(cell.value.startswith("=SUM(") for cell in texts)
    typed = {str(cell.value).strip() for row in reckoned["Uraian"].rows for cell in row}
    assert {word.strip() for word in AWKWARD[:2]} <= typed
