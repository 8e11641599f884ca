"""The log book: lines come by themselves and by hand, are corrected by new lines, checked and printed."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.forms.conftest import Desk
from ui.pages.logbook import presenter
from ui.pages.logbook.line_dialog import LineDialog
from ui.pages.logbook.page import LogbookPage
from ui.papers import PaperDialog
from ui.widgets.period import Period


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
    assert page.turning.date_button.text().endswith("Senin, 23 November 2026")


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
    assert not page.turning.next_button.isEnabled()
    page.turning.back_button.click()
    worker.settle()
    assert page.turning.date_button.text().endswith("Minggu, 22 November 2026")
    assert page._nothing.isVisible()
    page.tabs.setCurrentIndex(1)
    worker.settle()
    assert activities(page) == ["Menerima informasi kasus"]
    page.turning.back_button.click()
    worker.settle()
    assert page.turning.date_button.text().endswith("Oktober 2026")
    page.turning.go_today()
    worker.settle()
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Left)
    qtbot.waitUntil(lambda: page.turning.date_button.text().endswith("Oktober 2026"))


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
    assert presenter.file_name(january) == "buku-log-2026-01.pdf"


def test_the_corrected_line_is_crossed_out_and_is_not_corrected_twice(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    page.correct_button.click()
    dialog_of(page).save_button.click()
    worker.settle()
    page.table.selectRow(0)
    assert page._lines[0].corrected
    assert not page.correct_button.isEnabled()
    assert page.table.rows.columns[2].words(page._lines[0]).endswith("(dicoret)")
    remark = page.table.rows.columns[-1]
    assert [remark.text(line) for line in page._lines] == ["Dicoret, sudah dikoreksi", "Koreksi baris 1"]


def test_all_lines_about_one_file_are_found_by_its_register_number(worker: Desk, qtbot: QtBot) -> None:
    case_id = worker.open_case()
    worker.open_case()
    number = worker.ask(lambda: worker.workspace.cases.page(case_id)).head.number
    page = shown(worker)
    qtbot.keyClick(page, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    worker.settle()
    assert page._nothing.isVisible()
    page.search.setText(number)
    page.search.returnPressed.emit()
    worker.settle()
    assert {line.register_number for line in page._lines} == {number}
    page.print_button.click()
    worker.settle()
    paper = page.findChild(PaperDialog)
    assert paper is not None
    paper.reject()


def test_what_the_service_refuses_is_said_in_the_dialog_and_nothing_typed_is_lost(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    line = page._lines[0]
    worker.ask(lambda: worker.workspace.logbook.add(presenter.correction_of(line)))
    page.correct_button.click()
    dialog = dialog_of(page)
    dialog.edits["remark"].setText("Koreksi kedua")
    dialog.save_button.click()
    worker.settle()
    assert "sudah dikoreksi" in dialog.note.text()
    assert dialog.isVisible()
    assert dialog.edits["remark"].text() == "Koreksi kedua"
    dialog.reject()


def test_a_changed_line_is_named_by_day_and_deed(worker: Desk) -> None:
    worker.open_case()
    worker.open_case()
    with worker.workspace.session.store.unit_of_work(None, worker.workspace.clock.now()) as unit:
        from models.store.working import proxy

        proxy.execute_sql("DROP TRIGGER log_entry_fixed")
        proxy.execute_sql("UPDATE log_entry SET document = 'X' || substr(document, 2) WHERE id = 1")
        unit.audit("uji", "bukulog")
    page = shown(worker)
    page.verify_button.click()
    worker.settle()
    assert worker.notify.said[-1].startswith(
        "Buku log tidak utuh Yang tidak cocok dengan segelnya: baris tanggal 23/11/"
    )
    assert "Menerima informasi kasus" in worker.notify.said[-1]
