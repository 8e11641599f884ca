"""Incoming letters outside their list: their sheets come back by the scanner, their cases tell of them."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from pytestqt.qtbot import QtBot

from models.services.views import NewIncoming
from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.test_agenda_page import LETTERS, dialog, shown, write_down
from tests.gui.pages.test_letter_life import words
from tests.unit.domain.test_marks import paper
from tests.unit.services.test_signed_scans import picture
from ui.pages.case.page import CasePageView
from ui.scanning.placed import PlacedDialog
from ui.widgets.rows import ItemRow


def test_a_scanned_disposition_sheet_files_itself(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(desk)
    write_down(desk, page, qtbot, LETTERS[0])
    first = page.incoming.table.current().incoming_id
    sheet = desk.ask(lambda: desk.workspace.dispositions.paper(first))
    write_down(desk, page, qtbot, LETTERS[1])
    assert page.incoming.table.current().incoming_id != first
    (tmp_path / "lembar.png").write_bytes(picture(sheet))
    desk.notify.targets = [tmp_path / "lembar.png"]
    page.incoming.sheet_button.click()
    desk.settle()
    assert "tersimpan pada surat masuknya" in desk.notify.said[-1]
    assert page.incoming.table.current().incoming_id == first, "its letter is shown"
    assert len(page.incoming.pane.scans) == 1
    (tmp_path / "catatan.png").write_bytes(picture(paper("tanpa kode")))
    desk.notify.targets = [tmp_path / "catatan.png"]
    page.incoming.sheet_button.click()
    desk.settle()
    told = dialog(page, PlacedDialog)
    assert "Tidak ada kode disposisi yang terbaca." in words(told)
    told.reject()


def test_the_case_shows_the_letters_that_came_in_about_it(desk: Desk) -> None:
    case_id = desk.open_case()
    number = desk.ask(lambda: desk.workspace.cases.page(case_id)).head.number
    letter = NewIncoming("RSUD <b>Kota</b>", "Jawaban visum", date(2026, 11, 20), "445/12", case_number=number)
    came = desk.ask(lambda: desk.workspace.agenda.record(letter, "satu")).row
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id)
    desk.settle()
    (row,) = [one for one in parts(page.letters, ItemRow) if "Jawaban visum" in one.accessibleName()]
    assert "RSUD <b>Kota</b>" in row.accessibleName()
    assert row.verb is not None
    row.verb.click()
    assert desk.went[-1] == ("agenda", {"incoming_id": came.incoming_id})
