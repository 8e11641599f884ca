"""The field kit: the right papers in the right order and number, with what is known printed in them."""

from __future__ import annotations

import pytest

import main
from models.errors import ErrorCode
from models.services.cases import kit
from models.services.definitions import shipped
from models.services.ports import Renderers
from models.sop.spec import OutputKind
from tests import papers
from tests.fixtures_office import NAME, USUAL, Team, code_of


@pytest.fixture
def renderers() -> Renderers:
    return main.renderers()


def on_the_way(team: Team) -> int:
    """A case with its letter of assignment, waiting for the visit."""
    case_id = team.open().case_id
    team.bring(case_id, *USUAL[:2])
    return case_id


def titles(pages: list[str]) -> list[str]:
    """What each form or letter of the kit is, by the words on its first page."""
    known = {
        "SURAT TUGAS": "surat tugas",
        "FORMULIR PENGADUAN": "pengaduan",
        "FORMULIR IDENTIFIKASI KEKERASAN TERHADAP ANAK": "kta",
        "PENILAIAN RISIKO": "risiko",
        "TANDA TERIMA PENJANGKAUAN": "tanda terima",
    }
    return [word for page in pages for title, word in known.items() if title in page]


def test_the_list_names_only_what_the_program_ships() -> None:
    have = {(text.kind, text.key) for text in shipped()}
    for item in kit.contents():
        assert bool(item.letter) != bool(item.form)
        assert (("surat", item.letter) if item.letter else ("formulir", item.form)) in have
        assert item.person in ("", kit.CHILD, kit.ADULT)
        assert item.copies >= 1


def test_the_kit_holds_letter_then_forms_then_receipts_in_their_copies(team: Team) -> None:
    case_id = on_the_way(team)
    pages = papers.pages(team.at_desk("layanan").kit.paper(case_id))
    found = titles(pages)
    assert found[:2] == ["surat tugas", "surat tugas"]
    assert found[-2:] == ["tanda terima", "tanda terima"]
    assert "pengaduan" in found
    assert any(NAME in page for page in pages)


def test_what_is_known_is_printed_and_the_rest_is_blank(team: Team) -> None:
    case_id = on_the_way(team)
    text = papers.text(team.at_desk("layanan").kit.form(case_id, "pengaduan"))
    assert NAME in text
    assert "* wajib diisi" in text, "it is a form for the pen"
    assert "Tidak tahu" in text, "boxes to tick for what nobody knows yet"


def test_a_child_gets_the_form_for_children_only(team: Team) -> None:
    case_id = on_the_way(team)
    text = papers.text(team.at_desk("layanan").kit.paper(case_id))
    adult = next(t.title for t in shipped() if (t.kind, t.key) == ("formulir", "identifikasi-ktp"))
    child = next(t.title for t in shipped() if (t.kind, t.key) == ("formulir", "identifikasi-kta"))
    assert child.upper() in text
    assert adult.upper() not in text


def test_only_forms_of_the_procedure_and_the_receipt_are_taken_along(team: Team) -> None:
    named = team.spec.documents(OutputKind.FORM)
    text = papers.text(team.at_desk("layanan").kit.paper(on_the_way(team)))
    for item in kit.contents():
        if item.form and item.form not in named and not item.always:
            title = next(t.title for t in shipped() if (t.kind, t.key) == ("formulir", item.form))
            assert title.upper() not in text


def test_equal_kits_are_equal_bytes_and_each_is_recorded(team: Team) -> None:
    case_id = on_the_way(team)
    desk = team.at_desk("layanan")
    assert desk.kit.paper(case_id) == desk.kit.paper(case_id)
    assert len(team.audited("paket.cetak")) == 2


def test_a_kit_of_no_case_is_refused(team: Team) -> None:
    assert code_of(lambda: team.at_desk("layanan").kit.paper(99)) is ErrorCode.NOT_FOUND
