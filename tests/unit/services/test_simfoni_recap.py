"""The recap offices send: by district, in Simfoni's columns, women and children apart, numbers as numbers."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from models.errors import ErrorCode
from models.statistics.figures import Basis
from reports import workbook_xlsx
from tests.fixtures_office import NAME, Team, code_of

HEADER = 5
CHILD = {"korban_tanggal_lahir": "2010-05-05", "korban_jenis_kelamin": "perempuan"}
WOMAN = {"korban_tanggal_lahir": "1990-05-05", "korban_jenis_kelamin": "perempuan"}
MAN = {"korban_tanggal_lahir": "1980-05-05", "korban_jenis_kelamin": "laki-laki"}


@pytest.fixture
def office(team: Team) -> Team:
    team.renderers = team.renderers.__class__(**{**vars(team.renderers), "workbook": workbook_xlsx.render})
    team._desks.clear()
    return team


def recap(team: Team, period: str = "2026-11", basis: Basis = Basis.REPORT) -> dict[str, Worksheet]:
    book = load_workbook(io.BytesIO(team.at_desk("pimpinan").simfoni_recap.workbook(period, basis)))
    return {sheet.title: sheet for sheet in book.worksheets}


def row(sheet: Worksheet, first: str) -> dict[str, Any]:
    """The numbers of a district by their column."""
    titles = [cell.value for cell in next(_rows(sheet, HEADER))]
    line = next(cells for cells in _rows(sheet, HEADER + 1) if cells[0].value == first)
    return {str(title): cell.value for title, cell in zip(titles, line, strict=True)}


def _rows(sheet: Worksheet, start: int) -> Iterator[tuple[Any, ...]]:
    yield from sheet.iter_rows(min_row=start)


def header_row(sheet: Worksheet) -> list[str]:
    return [str(cell.value) for cell in next(_rows(sheet, HEADER))]


def test_the_columns_stand_in_the_order_offices_send(office: Team) -> None:
    office.open("a", **CHILD)
    titles = header_row(recap(office)["Anak"])
    assert titles[:4] == ["Kecamatan", "L", "P", "Total"]
    order = ["Usia: 0-5", "Pendidikan: SD", "Bentuk kekerasan: Fisik", "Layanan: Pengaduan", "Tempat kejadian: Sekolah",
             "Hubungan pelaku: Orang Tua", "Jumlah KDRT", "% KDRT"]  # fmt: skip
    places = [titles.index(title) for title in order]
    assert places == sorted(places)
    assert len(titles) == len(set(titles))


def test_women_and_children_stand_on_sheets_of_their_own(office: Team) -> None:
    office.open("a", **CHILD)
    office.open("b", **WOMAN)
    office.open("c", **WOMAN)
    office.open("d", **MAN)
    sheets = recap(office)
    assert list(sheets) == ["Perempuan", "Anak"]
    assert row(sheets["Anak"], "Jumlah")["Total"] == 1
    assert row(sheets["Perempuan"], "Jumlah")["P"] == 2
    words = [str(cells[0].value) for cells in _rows(sheets["Perempuan"], HEADER)]
    assert "1 korban tidak termasuk lembar mana pun menurut umur dan jenis kelaminnya." in words


def test_a_district_counts_its_victims_in_simfonis_categories(office: Team) -> None:
    case_id, desk = office.open("a", **CHILD).case_id, office.at_desk("layanan")
    sheet = desk.forms.open(case_id, "pengaduan")
    said = {"korban_pendidikan": "belum_tamat_sd", "bentuk": ["fisik", "tppo"], "tempat": "daring", "kdrt": "ya"}
    desk.forms.save(case_id, "pengaduan", {**sheet.values, **said}, sheet.row_version)  # type: ignore[dict-item]
    line = row(recap(office)["Anak"], "Tangerang, Kota Tangerang, Banten")
    assert line["Pendidikan: SD"] == 1
    assert line["Usia: 13-17"] == 1
    assert (line["Bentuk kekerasan: Fisik"], line["Bentuk kekerasan: Trafficking (TPPO)"]) == (1, 1)
    assert line["Tempat kejadian: Lainnya"] == 1
    assert (line["Jumlah KDRT"], line["% KDRT"]) == (1, 1)
    assert sum(value for title, value in line.items() if title.startswith("Pendidikan")) == 1


def test_numbers_are_numbers_and_no_cell_is_a_formula_or_a_name(office: Team) -> None:
    office.open("a", **CHILD)
    for sheet in recap(office).values():
        for cells in _rows(sheet, HEADER + 1):
            if cells[1].value is not None:
                assert all(isinstance(cell.value, int | float) for cell in cells[1:])
            assert all(cell.data_type != "f" for cell in cells)
            assert NAME not in str([cell.value for cell in cells])


def test_the_basis_decides_the_month(office: Team) -> None:
    office.open("a", **CHILD, tanggal_kejadian="2026-10-10")
    assert row(recap(office)["Anak"], "Jumlah")["Total"] == 1
    assert row(recap(office, "2026-10", Basis.INCIDENT)["Anak"], "Jumlah")["Total"] == 1
    assert row(recap(office, "2026-11", Basis.INCIDENT)["Anak"], "Jumlah")["Total"] == 0
    assert row(recap(office, "2026-11", Basis.ENTRY)["Anak"], "Jumlah")["Total"] == 0
    assert row(recap(office, "2026")["Anak"], "Jumlah")["Total"] == 1


def test_taking_it_out_is_recorded_and_a_wrong_period_refused(office: Team) -> None:
    recap(office)
    (record,) = office.audited("simfoni.rekap")
    assert "2026-11" in record.detail
    refuse = office.at_desk("pimpinan").simfoni_recap.workbook
    assert code_of(lambda: refuse("november", Basis.REPORT)) is ErrorCode.VALUE_INVALID
