"""The printable list of numbers: every number tells what it numbers, void ones stay, and no gap is left unexplained."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.domain.paper import ListPaper
from models.errors import ErrorCode
from models.forms.spec import Scalar, Values
from models.services.workspace import Workspace
from models.settings.office import NumberPattern
from models.store.tables import Counter
from tests.fixtures_office import NAME, Team, code_of

THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]
FILES: Values = {"kepada": "Rekan", "barang": THINGS}


@pytest.fixture
def listed(team: Team) -> list[ListPaper]:
    """What is given to the printer."""
    seen: list[ListPaper] = []

    def keep(paper: ListPaper) -> bytes:
        seen.append(paper)
        return b"%PDF-1.4"

    object.__setattr__(team, "renderers", replace(team.renderers, listing=keep))
    return seen


def receipt(desk: Workspace, request_id: str) -> int:
    sheet = desk.letters.start(None, "tanda-terima")
    desk.letters.issue(sheet.letter_id, {**sheet.values, **FILES}, sheet.row_version, request_id)
    return sheet.letter_id


def test_every_number_tells_what_it_numbers_and_void_ones_stay(team: Team, listed: list[ListPaper]) -> None:
    desk = team.at_desk("pimpinan")
    first = receipt(desk, "a")
    receipt(desk, "b")
    desk.letters.void(first, "Salah ketik")
    desk.number_list.paper("tanda_terima", 2026)
    (paper,) = listed
    assert paper.title == "DAFTAR NOMOR TANDA TERIMA TAHUN 2026"
    assert [(row[0], row[1], row[3], row[6]) for row in paper.rows] == [
        ("1", "001/TT/UPTD-PPA/2026", "Tanda Terima", "BATAL: Salah ketik"),
        ("2", "002/TT/UPTD-PPA/2026", "Tanda Terima", ""),
    ]
    assert desk.number_list.years("tanda_terima") == (2026,)


def test_cases_are_listed_by_register_without_names(team: Team, listed: list[ListPaper]) -> None:
    opened = team.open("satu")
    team.at_desk("pimpinan").number_list.paper("kasus", 2026)
    (row,) = listed[0].rows
    assert row[3:5] == ("Register kasus", opened.number)
    assert NAME not in str(listed)


def test_numbers_of_the_paper_book_and_skipped_ones_are_told(team: Team, listed: list[ListPaper]) -> None:
    settings = team.at_desk("administrasi").settings
    office = settings.office()
    patterns = {**office.patterns, "tanda_terima": NumberPattern("{urut:03d}/TT/{tahun}", 17, "Tanda terima")}
    settings.save_office(replace(office, patterns=patterns))
    desk = team.at_desk("pimpinan")
    receipt(desk, "a")
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:  # a number skipped behind the program's back
        Counter.update(last=18).where(Counter.series == "tanda_terima").execute()
        unit.audit("uji", "nomor", None)
    receipt(desk, "b")
    desk.number_list.paper("tanda_terima", 2026)
    assert [(row[0], row[6]) for row in listed[0].rows] == [
        ("1–16", "Diberikan dalam buku kertas"),
        ("17", ""),
        ("18", "TIDAK TERJELASKAN: periksa dan buat berita acara"),
        ("19", ""),
    ]


def test_the_list_is_not_for_everybody(team: Team) -> None:
    desk = team.at_desk("pengelola")
    assert code_of(lambda: desk.number_list.paper("keluar", 2026)) is ErrorCode.NOT_ALLOWED
