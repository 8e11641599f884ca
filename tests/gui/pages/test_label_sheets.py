"""Sheets of labels are measured on the screen, tested on paper, and begun where one is half used."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.services.views.records import NewFile, Place
from tests.gui.forms.conftest import Desk
from tests.gui.pages.test_records_page import dialog, go, shown
from ui.pages.records.dialogs import LabelDialog
from ui.pages.records.page import SHELVES
from ui.pages.records.rules_dialog import RulesDialog
from ui.papers import PaperDialog


@pytest.fixture
def clerk(make_desk: Callable[[str], Desk]) -> Desk:
    """Who keeps the files."""
    return make_desk("rina")


def test_an_office_measures_its_own_sheet(clerk: Desk, qtbot: QtBot) -> None:
    page = shown(clerk)
    qtbot.mouseClick(page.rules_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, RulesDialog)
    pane = asked.labels
    pane.choice.setCurrentIndex(pane.choice.findText("Tom & Jerry 121, 10 label 75 × 38 mm"))
    pane._show()
    qtbot.mouseClick(pane.away_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(pane.new_button, Qt.MouseButton.LeftButton)
    offered = [action.text() for action in pane.menu.actions()]
    assert offered == ["Lembar kosong", "Tom & Jerry 121, 10 label 75 × 38 mm"], "what is sold can be taken again"
    pane.menu.actions()[0].trigger()
    pane.menu.hide()
    pane.name.selectAll()
    qtbot.keyClicks(pane.name, "Label boks besar")
    pane.columns.setValue(3)
    assert "Tidak muat ke samping: perlu 290 mm, kertas 210 mm." in pane.note.text()
    assert not pane.test_button.isEnabled()
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "Lembar label Label boks besar: Tidak muat ke samping" in asked.note.text()
    pane.lengths["width"].setValue(62.5)
    pane.paper.setCurrentIndex(1)
    pane._take_paper()
    assert pane.note.text() == "12 label pada selembar"
    assert pane.sheets()[-1].paper_height == 330
    qtbot.mouseClick(pane.test_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    tested = pane.findChild(PaperDialog)
    assert tested is not None
    tested.reject()
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    kept = clerk.ask(clerk.workspace.archive_rules.rules).labels[-1]
    assert (kept.name, kept.columns, kept.width, kept.key) == ("Label boks besar", 3, 62.5, "lembar-1")


def test_a_half_used_sheet_is_gone_on_with(clerk: Desk, qtbot: QtBot) -> None:
    shelves = clerk.workspace.shelves
    files = [NewFile(f"LAMA/{number}", "Konseling", "layanan", date(2020, 1, 5)) for number in range(3)]
    clerk.ask(lambda: shelves.put(files, Place("A")))
    page = shown(clerk)
    go(clerk, page, SHELVES)
    page.shelves.table.selectAll()
    qtbot.mouseClick(page.shelves.label_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    asked = dialog(page, LabelDialog)
    asked.sheet.setCurrentIndex(asked.sheet.findData("tj-103"))
    qtbot.mouseClick(asked.view, Qt.MouseButton.LeftButton, pos=asked.view.box(4).center().toPoint())
    assert (asked.start.value(), asked.start.suffix()) == (5, " dari 12")
    qtbot.keyClick(asked.view, Qt.Key.Key_Down)
    assert asked.answer() == ("tj-103", 7)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    paper = page.shelves.findChild(PaperDialog)
    assert paper is not None
    paper.reject()
    qtbot.mouseClick(page.shelves.label_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    again = [one for one in page.findChildren(LabelDialog) if one.isVisible()][-1]
    assert again.answer() == ("tj-103", 10), "the sheet in the tray goes on behind the last label"
    again.reject()
