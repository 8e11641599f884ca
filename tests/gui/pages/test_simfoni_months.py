"""Comparing a month with the dashboard in the window: typing totals, the cases behind a difference, paper and recap."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel
from pytestqt.qtbot import QtBot

from models.statistics.figures import Basis
from tests.gui.forms.conftest import Desk, parts
from ui.pages.simfoni.compare_rows import CellRow
from ui.pages.simfoni.month_tab import MonthTab
from ui.pages.simfoni.page import SimfoniPage
from ui.papers import PaperDialog
from ui.widgets.basics import Button

CHILD = {"korban_tanggal_lahir": "2010-05-05", "korban_jenis_kelamin": "perempuan"}


@pytest.fixture
def page(desk: Desk) -> SimfoniPage:
    """The tab of the months, with one case that waits for its entry."""
    desk.open_case(**CHILD)
    made = SimfoniPage(desk.context)
    desk.show(made)
    made.show_with()
    made.tabs.setCurrentIndex(4)
    desk.settle()
    return made


def cell(tab: MonthTab, key: str) -> CellRow:
    return next(one for one in tab.rows.rows if one.cell.key == key)


def words(tab: MonthTab) -> str:
    return "\n".join(one.text() for one in parts(tab.pane, QLabel) if not one.isHidden())


def test_typing_with_enter_goes_from_cell_to_cell_and_is_kept_at_once(
    desk: Desk, page: SimfoniPage, qtbot: QtBot
) -> None:
    first = cell(page.months, "usia:0-5")
    qtbot.mouseClick(first.edit, Qt.MouseButton.LeftButton)
    for number in ("0", "2", "1"):
        edit = next(one.edit for one in page.months.rows.rows if one.edit is page.focusWidget())
        qtbot.keyClicks(edit, number)
        qtbot.keyClick(edit, Qt.Key.Key_Return)
    desk.settle()
    kept = desk.ask(lambda: desk.workspace.simfoni_months.compare("2026-11", Basis.REPORT))
    typed = {one.key: one.typed for one in kept.cells if one.typed is not None}
    assert typed == {"usia:0-5": 0, "usia:6-12": 2, "usia:13-17": 1}
    assert cell(page.months, "usia:6-12")._difference.text() == "+2"
    assert cell(page.months, "usia:13-17")._difference.text() == "sama"
    assert "3 dari" in page._head._sentence.text()
    assert "1 belum selesai" in page._head._sentence.text()


def test_a_difference_names_its_cases_and_is_settled_with_a_word(desk: Desk, page: SimfoniPage, qtbot: QtBot) -> None:
    tab, made = page.months, cell(page.months, "usia:13-17")
    qtbot.mouseClick(made.edit, Qt.MouseButton.LeftButton)
    qtbot.keyClicks(made.edit, "0")
    qtbot.keyClick(made.edit, Qt.Key.Key_Up)
    qtbot.mouseClick(made.edit, Qt.MouseButton.LeftButton)
    desk.settle()
    assert "Kantor 1, dasbor 0, selisih -1" in words(tab)
    assert "Belum dientri" in words(tab)
    assert "Lestari" not in words(tab)
    sheet = next(one for one in parts(tab.pane, Button) if one.accessibleName().startswith("Lembar 0001"))
    qtbot.mouseClick(sheet, Qt.MouseButton.LeftButton)
    desk.settle()
    qtbot.addWidget(page.window_)
    assert page.window_.sheet is not None
    page.window_.reject()
    qtbot.keyClicks(tab.pane.remark, "Dientri besok")
    qtbot.mouseClick(tab.pane.settle_button, Qt.MouseButton.LeftButton)
    desk.settle()
    found = desk.ask(lambda: desk.workspace.simfoni_months.compare("2026-11", Basis.REPORT))
    kept = next(one for one in found.cells if one.key == "usia:13-17")
    assert (kept.resolved, kept.remark) == (True, "Dientri besok")
    assert "semua selesai" in page._head._sentence.text()


def test_what_is_no_number_is_marked_and_not_kept(desk: Desk, page: SimfoniPage, qtbot: QtBot) -> None:
    made = cell(page.months, "usia=")
    qtbot.keyClicks(made.edit, "dua")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    desk.settle()
    assert made.edit.property("invalid") is True
    kept = desk.ask(lambda: desk.workspace.simfoni_months.compare("2026-11", Basis.REPORT))
    assert kept.typed == 0


def test_only_the_differing_rows(desk: Desk, page: SimfoniPage, qtbot: QtBot) -> None:
    made = cell(page.months, "usia:0-5")
    qtbot.keyClicks(made.edit, "4")
    qtbot.keyClick(made.edit, Qt.Key.Key_Return)
    desk.settle()
    page.months.differing.setChecked(True)
    assert [one.cell.key for one in page.months.rows.rows if not one.isHidden()] == ["usia:0-5"]


def test_another_basis_counts_anew(desk: Desk, page: SimfoniPage) -> None:
    assert cell(page.months, "usia:13-17").cell.ours == 1
    page.months.basis_box.setCurrentIndex(2)
    page.months.basis_box.activated.emit(2)
    desk.settle()
    assert cell(page.months, "usia:13-17").cell.ours == 0


def test_the_comparison_is_shown_on_paper_before_it_is_printed(desk: Desk, page: SimfoniPage, qtbot: QtBot) -> None:
    qtbot.mouseClick(page.months.print_button, Qt.MouseButton.LeftButton)
    desk.settle()
    dialog = next(one for one in parts(page.months, QDialog) if isinstance(one, PaperDialog))
    assert dialog.windowTitle() == "Pencocokan data Simfoni PPA"
    dialog.reject()


def test_the_recap_is_saved_for_the_chosen_period(desk: Desk, page: SimfoniPage, tmp_path: Path, qtbot: QtBot) -> None:
    desk.notify.choice, desk.notify.target = "2026-S2", tmp_path / "rekap.xlsx"
    qtbot.mouseClick(page.months.recap_button, Qt.MouseButton.LeftButton)
    qtbot.waitUntil((tmp_path / "rekap.xlsx").exists)
    desk.settle()
    book = load_workbook(io.BytesIO((tmp_path / "rekap.xlsx").read_bytes()))
    assert book.sheetnames == ["Perempuan", "Anak"]
    assert "SEMESTER II" in str(book["Anak"]["A1"].value)


def test_the_head_reads_the_numbers_but_types_none(make_desk, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    head: Desk = make_desk("kepala")
    page = SimfoniPage(head.context)
    head.show(page)
    page.show_with()
    page.tabs.setCurrentIndex(4)
    head.settle()
    assert all(one.edit.isReadOnly() for one in page.months.rows.rows)
    assert page.months.print_button.isVisible()
