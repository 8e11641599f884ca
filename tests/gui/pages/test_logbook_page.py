"""The log book: lines come by themselves and by hand, are corrected by new lines, checked and printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.forms.conftest import Desk
from ui.pages.logbook import presenter
from ui.pages.logbook.line_dialog import LineDialog
from ui.pages.logbook.page import LogbookPage
from ui.pages.logbook.presenter import Period
from ui.papers import PaperDialog


def shown(desk: Desk) -> LogbookPage:
    page = LogbookPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    return page


def activities(page: LogbookPage) -> list[str]:
    return [page.table.rows.row_at(row).activity for row in range(page.table.rows.rowCount())]


def dialog_of(page: LogbookPage) -> LineDialog:
    found: list[LineDialog] = list(page.findChildren(LineDialog))
    assert found
    return found[-1]


def test_a_received_case_has_its_line(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    assert activities(page) == ["Menerima informasi kasus"]
    assert page.date_button.text().endswith("Senin, 23 November 2026")


def test_a_line_by_hand_needs_what_and_which_paper(worker: Desk, qtbot: QtBot) -> None:
    page = shown(worker)
    assert page._nothing.isVisible()
    qtbot.mouseClick(page.add_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(page)
    qtbot.keyClicks(dialog.edits["activity"], "Menerima berkas konseling")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Jenis berkas belum diisi."
    qtbot.keyClicks(dialog.edits["document"], "Lembar konseling")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    worker.settle()
    assert activities(page) == ["Menerima berkas konseling"]
    assert worker.notify.said == ["Baris ditulis."]


def test_a_correction_is_a_new_line_and_the_old_one_stays(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    page.correct_button.click()
    dialog = dialog_of(page)
    assert dialog.edits["activity"].text() == "Menerima informasi kasus"
    dialog.edits["remark"].setText("Salah tulis nama berkas")
    dialog.save_button.click()
    worker.settle()
    lines = page._lines
    assert len(lines) == 2
    assert lines[1].corrects == lines[0].entry_id
    assert page.table.current() == lines[1]


def test_days_and_months_are_turned_and_the_future_stays_closed(worker: Desk, qtbot: QtBot) -> None:
    worker.open_case()
    page = shown(worker)
    assert not page.next_button.isEnabled()
    page.back_button.click()
    worker.settle()
    assert page.date_button.text().endswith("Minggu, 22 November 2026")
    assert page._nothing.isVisible()
    page.tabs.setCurrentIndex(1)
    worker.settle()
    assert activities(page) == ["Menerima informasi kasus"]
    page.back_button.click()
    worker.settle()
    assert page.date_button.text().endswith("Oktober 2026")
    page.go_today()
    worker.settle()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.date_button.text().endswith("Oktober 2026"))


def test_the_book_is_checked_and_printed(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    page.verify_button.click()
    worker.settle()
    assert worker.notify.said[-1].startswith("Buku log utuh 1 baris diperiksa")
    page.print_button.click()
    worker.settle()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    assert dialog.windowTitle() == "Buku log 23 November 2026"
    dialog.reject()


def test_who_may_only_read_cannot_write(shift: object, make_desk: object) -> None:
    head = make_desk("kepala")  # type: ignore[operator]
    page = shown(head)
    assert not page.add_button.isVisible()
    assert not page.correct_button.isVisible()


def test_months_turn_over_the_year() -> None:
    january = Period(date(2026, 1, 31), monthly=True)
    assert january.moved(-1).words == "Desember 2025"
    assert january.moved(1).last == date(2026, 2, 28)
    assert january.file_name == "buku-log-2026-01.pdf"
    assert presenter.verdict(4, 3)[0] == "Buku log tidak utuh"
