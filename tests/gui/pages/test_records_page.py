"""The documentation officer walks a month through the window: completeness, shortages, shelves, loans, scans."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from models.records.completeness import CellState
from models.rehearsal.walk import SCAN
from models.services.views import CaseFilter, NewReceipt
from models.services.views.records import NewFile, Place
from tests.gui.forms.conftest import Desk
from tests.screen_checks import faults
from ui.pages.records.dialogs import LendDialog, PlaceDialog
from ui.pages.records.inbox_tab import FilingDialog
from ui.pages.records.page import DESTRUCTION, INBOX, SHELVES, SHORTAGES, RecordsPage
from ui.pages.records.rules_dialog import RulesDialog

T = TypeVar("T", bound=QDialog)
PERIODIC = "tanah-laut-puspaga-dokumentasi"
SERVICES = ("Layanan Konseling Keluarga", "Layanan Rujukan Keluarga", "Layanan Sosialisasi Keluarga")


def receive(desk: Desk, count: int, complete: str = "Lengkap") -> None:
    """Files of other services, received by hand this month."""
    run = desk.ask(lambda: desk.workspace.cases.list(CaseFilter(view="dokumentasi"))).rows[0].case_id
    for number in range(count):
        given = NewReceipt(SERVICES[number % 3], "Berkas", f"BRK/{number + 1}", 1, "Dewi Lestari", complete)
        desk.ask(lambda line=given: desk.workspace.periods.receive(run, [line]))  # type: ignore[misc]


@pytest.fixture
def clerk(make_desk: Callable[[str], Desk]) -> Desk:
    """Who keeps the files, in an office that documents by periods."""
    desk = make_desk("rina")
    desk.workspace.procedures.use(PERIODIC, in_use=True)
    desk.workspace.periods.begin_due()
    return desk


def shown(desk: Desk, **params: object) -> RecordsPage:
    page = RecordsPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def go(desk: Desk, page: RecordsPage, tab: int) -> None:
    page.tabs.setCurrentIndex(tab)
    desk.settle()


def dialog(page: RecordsPage, kind: type[T]) -> T:
    found = page.findChild(kind)
    assert found is not None
    return found


def test_a_shortage_goes_from_the_matrix_to_its_officer_and_back(clerk: Desk, qtbot: QtBot) -> None:
    receive(clerk, 6)
    page = shown(clerk)
    tab = page.completeness
    assert tab.table.rows.rowCount() == 6
    tab.service.setCurrentText(SERVICES[0])
    tab._show_rows()
    assert [column.hint for column in tab.table.rows.columns][2].startswith("1. Identifikasi")
    assert tab.table.rows.rowCount() == 2
    tab.pane.lines[1].said.emit("kurang")
    clerk.settle()
    assert tab.table.current().cells[1].state is CellState.MISSING
    qtbot.mouseClick(tab.pane.ask_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert clerk.notify.said == ["1 kekurangan dicatat dan menjadi tugas petugasnya."]
    assert not tab.pane.ask_button.isVisible()
    go(clerk, page, SHORTAGES)
    assert page.shortages.table.rows.rowCount() == 1
    qtbot.mouseClick(page.shortages.remind_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.shortages.table.current().reminders == 1
    clerk.notify.reason = "Diterima di arsip"
    qtbot.mouseClick(page.shortages.done_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.shortages._nothing.isVisible()
    page.tabs.setCurrentIndex(0)
    clerk.settle()
    assert tab._matrix is not None
    assert tab._matrix.complete == 6


def test_many_files_are_marked_and_put_away_at_once(clerk: Desk, qtbot: QtBot) -> None:
    receive(clerk, 9, complete="")
    page = shown(clerk)
    tab = page.completeness
    tab.table.selectAll()
    assert tab.pane._title.text() == "9 berkas dipilih"
    tab.service.setCurrentText(SERVICES[0])
    tab._show_rows()
    tab.table.selectRow(0)
    tab.pane.lines[1].said.emit("kurang")
    clerk.settle()
    tab.table.selectAll()
    qtbot.mouseClick(tab.pane.there_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert [file.there for file in tab.table.chosen()] == [3, 4, 4]
    assert tab.pane.lines[1].accessibleName() == "Persetujuan layanan: Kurang · 1 kurang, 2 ada"
    assert not tab.pane.there_button.isVisible()
    go(clerk, page, SHELVES)
    shelves = page.shelves
    shelves.table.selectAll()
    qtbot.mouseClick(shelves.place_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, PlaceDialog)
    qtbot.keyClicks(asked.edits["cupboard"], "B")
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert clerk.notify.said[-1] == "Tempat 9 berkas dicatat."
    assert {shelves.table.rows.row_at(n).place.words for n in range(9)} == {"Lemari B"}


def test_a_document_that_is_not_needed_is_marked_with_its_reason(clerk: Desk) -> None:
    receive(clerk, 1)
    page = shown(clerk)
    clerk.notify.reason = "Klien instansi"
    page.completeness.pane.lines[0].said.emit("tidak_perlu")
    clerk.settle()
    cell = page.completeness.table.current().cells[0]
    assert (cell.state, "Klien instansi" in cell.remark) == (CellState.NOT_NEEDED, True)


def test_a_file_gets_its_place_is_lent_and_comes_back(clerk: Desk, qtbot: QtBot) -> None:
    receive(clerk, 2)
    page = shown(clerk)
    go(clerk, page, SHELVES)
    tab = page.shelves
    assert tab.table.current().state == "Belum ditempatkan"
    assert not tab.lend_button.isEnabled()
    qtbot.mouseClick(tab.place_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, PlaceDialog)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "paling sedikit satu bagian tempat" in asked.note.text()
    qtbot.keyClicks(asked.edits["cupboard"], "A")
    qtbot.keyClicks(asked.edits["box"], "07")
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    tab.search.setText("lemari a")
    qtbot.waitUntil(lambda: tab.table.rows.rowCount() == 1, timeout=20_000)
    clerk.settle()
    tab.table.choose_first()
    qtbot.mouseClick(tab.lend_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    lending = dialog(page, LendDialog)
    qtbot.keyClicks(lending.edits["borrower"], "Bu Ratna")
    qtbot.mouseClick(lending.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert tab.table.current().borrower == "Bu Ratna"
    clerk.notify.reason = "Lengkap"
    qtbot.mouseClick(tab.back_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert tab.table.current().state == "Di tempat"
    qtbot.mouseClick(tab.history_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "Dikembalikan Bu Ratna" in clerk.notify.said[-1]


def test_old_files_are_proposed_and_the_head_decides(
    clerk: Desk, make_desk: Callable[[str], Desk], qtbot: QtBot
) -> None:
    from datetime import date

    old = NewFile("LAMA/1", "Konseling", "layanan", date(2010, 1, 5))
    clerk.ask(lambda: clerk.workspace.shelves.put([old], Place("C")))
    page = shown(clerk)
    go(clerk, page, SHELVES)
    clerk.notify.reason, clerk.notify.choice = "Masa simpan berakhir", "kertas"
    assert page.shelves.destroy_button.isEnabled()
    qtbot.mouseClick(page.shelves.destroy_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.tabs.currentIndex() == DESTRUCTION
    assert page.destruction.cards[0].verbs == {}
    page.hide()
    head = make_desk("kepala")
    page = shown(head)
    go(head, page, DESTRUCTION)
    assert not page.rules_button.isVisible()
    qtbot.mouseClick(page.destruction.cards[0].verbs["Setujui"], Qt.MouseButton.LeftButton)
    head.settle()
    assert list(page.destruction.cards[0].verbs) == ["Berita acara"]
    qtbot.mouseClick(page.destruction.cards[0].verbs["Berita acara"], Qt.MouseButton.LeftButton)
    head.settle()
    assert head.went[-1][0] == "surat_rinci"


def test_a_scan_from_the_folder_is_kept_and_its_original_removed_only_then(
    clerk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    case_id = clerk.open_case()
    number = clerk.ask(lambda: clerk.workspace.cases.page(case_id)).head.number
    folder = tmp_path / "pindai"
    folder.mkdir()
    scan = folder / "scan 001.pdf"
    scan.write_bytes(SCAN)
    (folder / "catatan.txt").write_text("bukan pindaian")
    clerk.notify.target = folder
    page = shown(clerk)
    go(clerk, page, INBOX)
    assert page.inbox._nothing.isVisible()
    qtbot.mouseClick(page.inbox.folder_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert [page.inbox.table.rows.row_at(0).name, page.inbox.table.rows.rowCount()] == ["scan 001.pdf", 1]
    qtbot.mouseClick(page.inbox.file_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, FilingDialog)
    qtbot.keyClicks(asked.edits["number"], "TIDAK/ADA")
    qtbot.keyClicks(asked.edits["title"], "Surat pengantar")
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "Tidak ada kasus dengan nomor TIDAK/ADA." in asked.note.text()
    assert scan.exists()
    asked.edits["number"].setText(number)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert not scan.exists()
    assert "tersimpan tersandi" in clerk.notify.said[-1]
    kept = clerk.ask(lambda: clerk.workspace.cases.page(case_id)).attachments
    assert [row.title for row in kept] == ["Surat pengantar"]


def test_the_office_changes_what_a_file_must_hold(clerk: Desk, qtbot: QtBot) -> None:
    receive(clerk, 1)
    page = shown(clerk)
    qtbot.mouseClick(page.rules_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, RulesDialog)
    assert faults(asked) == []
    asked.service.setCurrentIndex(asked.service.findText(SERVICES[0]))
    asked._show_service()
    assert asked.documents.toPlainText().splitlines()[0] == "Identifikasi kebutuhan klien"
    asked.documents.setPlainText("Identifikasi kebutuhan klien\n(bila perlu) Foto kegiatan")
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    cells = page.completeness.table.current().cells
    assert [(cell.title, cell.state) for cell in cells] == [
        ("Identifikasi kebutuhan klien", CellState.THERE),
        ("Foto kegiatan", CellState.NOT_NEEDED),
    ]


def test_what_is_missing_is_asked_of_somebody_else_and_the_year_is_seen(clerk: Desk, qtbot: QtBot) -> None:
    receive(clerk, 1)
    page = shown(clerk)
    page.completeness.pane.lines[0].said.emit("kurang")
    clerk.settle()
    qtbot.mouseClick(page.completeness.note_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    qtbot.mouseClick(page.completeness.year_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "November 2026: 0 dari 1 lengkap (0%)" in clerk.notify.said[-1]
    go(clerk, page, SHORTAGES)
    workers = clerk.ask(clerk.workspace.cases.workers)
    clerk.notify.choice = workers[-1].key
    qtbot.mouseClick(page.shortages.give_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.shortages.table.current().officer == workers[-1].label
