"""A stack of several cases' papers on the page Arsip: read, corrected in one list, filed in one go."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QListWidget
from pytestqt.qtbot import QtBot

from models.services.views import CasePage
from tests.gui.forms.conftest import Desk
from tests.unit.domain.test_marks import paper
from tests.unit.services.test_stacks import BLANK, drawn, pdf_of, written
from ui.pages.records.page import INBOX, STACK, RecordsPage
from ui.pages.records.stack.home_dialog import HomeDialog
from ui.pages.records.stack.tab import StackTab
from ui.scanning import scan_dialog
from ui.scanning.folder import MEMORY

RISK = "Formulir Asesmen Risiko, terisi tangan"


@pytest.fixture
def clerk(make_desk: Callable[[str], Desk]) -> Desk:
    """Who keeps the files."""
    return make_desk("rina")


def page_of(desk: Desk, case_id: int) -> CasePage:
    return desk.ask(lambda: desk.workspace.cases.page(case_id))


def form(desk: Desk, case_id: int) -> str:
    return f"JANGKAU|asesmen-risiko|1|{page_of(desk, case_id).head.number}"


def shown(desk: Desk) -> tuple[RecordsPage, StackTab]:
    page = RecordsPage(desk.context)
    desk.show(page)
    page.show_with(bagian="tumpukan")
    desk.settle()
    return page, page.stack


def lines(tab: StackTab) -> list[str]:
    return [tab.tree.topLevelItem(place).text(0) for place in range(tab.tree.topLevelItemCount())]


def choose(tab: StackTab, place: int, page: int = -1) -> None:
    item = tab.tree.topLevelItem(place)
    tab.tree.setFocus()
    tab.tree.clearSelection()
    tab.tree.setCurrentItem(item if page < 0 else item.child(page))


def pick(homes: QListWidget, words: str) -> None:
    item = next(homes.item(turn) for turn in range(homes.count()) if words in homes.item(turn).text())
    homes.setCurrentItem(item)


def put_by_hand(desk: Desk, tab: StackTab, qtbot: QtBot, case: int) -> None:
    """Place the first part as another paper of one of the cases of this stack."""
    choose(tab, 0)
    assert tab.remark.text() == "Tidak ada kode QR yang terbaca. Tempatkan sendiri."
    qtbot.mouseClick(tab.place_button, Qt.MouseButton.LeftButton)
    dialog = tab.findChild(HomeDialog)
    assert dialog is not None
    desk.settle()
    qtbot.mouseClick(dialog.place_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Pilih kasus, lalu dokumennya."
    dialog.cases.setCurrentRow(case)
    desk.settle()
    pick(dialog.homes, "Dokumen lain")
    qtbot.keyClicks(dialog.title, "Surat keterangan desa")
    qtbot.mouseClick(dialog.place_button, Qt.MouseButton.LeftButton)


def test_a_stack_of_two_cases_is_corrected_and_filed_in_one_go(clerk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    one, other = clerk.open_case(), clerk.open_case()
    number = page_of(clerk, other).head.number
    stack = tmp_path / "tumpukan.pdf"
    stack.write_bytes(pdf_of(written(), drawn(form(clerk, one)), BLANK, drawn(form(clerk, other)), written()))
    broken = tmp_path / "rusak.pdf"
    broken.write_bytes(b"bukan pindaian")
    page, tab = shown(clerk)
    clerk.notify.targets = [stack, broken]
    qtbot.mouseClick(tab.file_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert lines(tab)[0] == "Halaman 1"
    assert lines(tab)[1].startswith(page_of(clerk, one).head.number)
    assert lines(tab)[2:] == [f"{number} · {RISK}", "Tidak disimpan"]
    assert "rusak.pdf: Isinya bukan PDF" in tab.note.text()
    put_by_hand(clerk, tab, qtbot, 1)
    assert lines(tab)[0] == f"{number} · Surat keterangan desa"
    choose(tab, 2, 1)
    qtbot.mouseClick(tab.split_button, Qt.MouseButton.LeftButton)
    assert "Halaman 5" in lines(tab)
    choose(tab, 3)
    qtbot.mouseClick(tab.join_button, Qt.MouseButton.LeftButton)
    assert tab.save_button.text().strip() == "Simpan 3 bagian"
    qtbot.mouseClick(tab.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "3 bagian tersimpan tersandi di tempatnya, tercatat dalam buku log." in clerk.notify.said[-1]
    assert lines(tab) == []
    assert [(row.title, row.pages) for row in page_of(clerk, one).attachments] == [(RISK, 1)]
    kept = {(row.title, row.pages) for row in page_of(clerk, other).attachments}
    assert kept == {("Surat keterangan desa", 1), (RISK, 2)}
    told = clerk.ask(lambda: clerk.workspace.logbook.file(number))
    assert sum(line.activity == "Menyimpan pindaian" for line in told) == 2
    assert stack.exists(), "what was not in the folder of the scanner stays where it is"
    assert page.tabs.currentIndex() == STACK


def test_what_cannot_be_kept_stays_with_its_reason(
    clerk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    case_id = clerk.open_case()
    (tmp_path / "a.pdf").write_bytes(pdf_of(drawn(form(clerk, case_id)), written()))
    (tmp_path / "b.pdf").write_bytes(paper("AAAABBBBCCCC"))
    _, tab = shown(clerk)
    tab.add_files([tmp_path / "a.pdf", tmp_path / "b.pdf"])
    clerk.settle()
    assert "mungkin dari kantor lain" in tab.tree.topLevelItem(1).toolTip(0)
    qtbot.mouseClick(tab.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "1 bagian belum; lihat keterangannya" in clerk.notify.said[-1]
    assert lines(tab) == ["Halaman 3"]
    assert not tab.save_button.isEnabled()
    clerk.notify.agree = False
    qtbot.mouseClick(tab.clear_button, Qt.MouseButton.LeftButton)
    assert lines(tab) == ["Halaman 3"]
    clerk.notify.agree = True
    qtbot.mouseClick(tab.clear_button, Qt.MouseButton.LeftButton)
    assert lines(tab) == []


def test_pages_are_left_out_taken_back_and_turned(clerk: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    case_id = clerk.open_case()
    (tmp_path / "a.pdf").write_bytes(pdf_of(drawn(form(clerk, case_id)), BLANK, written()))
    _, tab = shown(clerk)
    urls = QMimeData()
    urls.setUrls([QUrl.fromLocalFile(str(tmp_path / "a.pdf"))])
    copy, none = Qt.DropAction.CopyAction, Qt.KeyboardModifier.NoModifier
    tab.dropEvent(QDropEvent(QPointF(5, 5), copy, urls, Qt.MouseButton.LeftButton, none))
    clerk.settle()
    choose(tab, 0, 1)
    qtbot.keyClick(tab.tree, Qt.Key.Key_Delete)
    assert tab.stack.left_out == (1, 2)
    choose(tab, 1)
    qtbot.mouseClick(tab.back_button, Qt.MouseButton.LeftButton)
    assert tab.stack.parts[0].pages == (0, 1, 2)
    choose(tab, 0)
    tab.tree.topLevelItem(0).setExpanded(True)
    choose(tab, 0, 2)
    clerk.settle()
    qtbot.mouseClick(tab.page_view.right_button, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(tab.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    (row,) = page_of(clerk, case_id).attachments
    assert row.pages == 3


def test_the_scanner_feeds_a_stack(clerk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    from tests.gui.test_scanning import PaperScanner

    monkeypatch.setattr(scan_dialog, "system_scanner", lambda: PaperScanner(2))
    _, tab = shown(clerk)
    qtbot.mouseClick(tab.scan_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    dialog = tab.findChild(scan_dialog.ScanDialog)
    assert dialog is not None
    assert dialog.stack.isChecked()
    qtbot.mouseClick(dialog.scan_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    dialog.reject()
    clerk.settle()
    assert tab.stack.left_out == (0, 1), "empty sheets are proposed to be left out, and shown"


def test_a_file_of_several_papers_in_the_folder_goes_to_the_stack_and_leaves_the_folder(
    clerk: Desk, tmp_path: Path, qtbot: QtBot
) -> None:
    one, other = clerk.open_case(), clerk.open_case()
    folder = tmp_path / "masuk"
    folder.mkdir()
    (folder / "scan.pdf").write_bytes(paper(form(clerk, one), form(clerk, other)))
    clerk.context.settings.put(MEMORY, str(folder))
    page, tab = shown(clerk)
    page.tabs.setCurrentIndex(INBOX)
    clerk.settle()
    qtbot.mouseClick(page.inbox.file_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.tabs.currentIndex() == STACK
    assert len(lines(tab)) == 2
    qtbot.mouseClick(tab.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert not list(folder.iterdir())
