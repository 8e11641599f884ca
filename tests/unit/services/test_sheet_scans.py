"""A scanned disposition sheet finds its incoming letter by the code at its foot, alone or in a stack."""

from __future__ import annotations

import pytest

import main
from models.domain import marks
from models.domain.marks import Mark, MarkKind
from models.errors import ErrorCode
from models.services.views import PlacedScan, Scan
from models.services.workspace import Workspace
from models.store.tables import IncomingScan
from tests.fixtures_office import Team, code_of
from tests.unit.domain.test_marks import paper
from tests.unit.services.test_agenda import HOSPITAL, record
from tests.unit.services.test_signed_scans import picture, stack


@pytest.fixture
def desk(team: Team) -> Workspace:
    """The administration, with the real papers."""
    team.renderers = main.renderers()
    return team.at_desk("administrasi")


def sheet(team: Team, desk: Workspace, request: str) -> tuple[int, bytes]:
    made = record(team, HOSPITAL, request)
    return made.row.incoming_id, desk.dispositions.paper(made.row.incoming_id)


def test_a_sheet_goes_to_its_letter_once(team: Team, desk: Workspace) -> None:
    record(team, HOSPITAL, "lain")
    incoming_id, pdf = sheet(team, desk, "satu")
    content = picture(pdf)
    (placed,) = desk.sheet_scans.place(Scan("lembar.png", content))
    said = "Pindaian tersimpan pada surat masuknya."
    assert placed == PlacedScan("lembar.png", "", incoming_id, "002/SM/2026", said, placed=True)
    assert len(desk.agenda.open(incoming_id).scans) == 1
    assert desk.sheet_scans.place(Scan("lembar.png", content))[0].sentence.endswith("sudah tersimpan sebelumnya.")
    assert len(desk.agenda.open(incoming_id).scans) == 1


def test_a_stack_is_taken_apart_and_the_letter_behind_a_sheet_stays_with_it(team: Team, desk: Workspace) -> None:
    one, first = sheet(team, desk, "satu")
    two, second = sheet(team, desk, "dua")
    content = stack(first, paper("isi surat"), second)
    found = desk.sheet_scans.place(Scan("tumpukan.pdf", content))
    assert [(row.pages, row.letter_id, row.placed) for row in found] == [
        ("halaman 1–2", one, True),
        ("halaman 3", two, True),
    ]


def test_a_paper_without_a_code_goes_to_the_letter_that_is_shown_or_nowhere(team: Team, desk: Workspace) -> None:
    incoming_id, pdf = sheet(team, desk, "satu")
    other = record(team, HOSPITAL, "dua").row.incoming_id
    plain = Scan("surat.png", picture(paper("tanpa kode")))
    assert not desk.sheet_scans.place(plain)[0].placed
    assert desk.sheet_scans.place(plain, other)[0].letter_id == other
    assert desk.sheet_scans.place(Scan("lembar.png", picture(pdf)), other)[0].letter_id == incoming_id
    assert not desk.sheet_scans.place(Scan("a.exe", b"MZ"), other)[0].placed


def test_a_strangers_code_and_a_struck_line_keep_nothing(team: Team, desk: Workspace) -> None:
    incoming_id, pdf = sheet(team, desk, "satu")
    foreign = Scan("asing.png", picture(paper(marks.sheet_mark(incoming_id, "001/SM/1999"))))
    assert "bukan dari agenda kantor ini" in desk.sheet_scans.place(foreign)[0].sentence
    desk.agenda.void(incoming_id, "Salah catat")
    assert "dibatalkan" in desk.sheet_scans.place(Scan("lembar.png", picture(pdf)))[0].sentence
    with team.session.store.reading():
        assert IncomingScan.select().count() == 0


def test_who_keeps_no_agenda_places_nothing(team: Team) -> None:
    scans = team.at_desk("layanan").sheet_scans
    assert code_of(lambda: scans.place(Scan("a.png", b""))) is ErrorCode.NOT_ALLOWED


def test_the_code_of_a_sheet_is_read_back() -> None:
    text = marks.sheet_mark(17, "012/SM/2026")
    assert marks.read_mark(text) == Mark(MarkKind.INCOMING, "17", "012/SM/2026")
    assert marks.read_mark("JANGKAU|DISPOSISI|x|012") is None
