"""Simfoni PPA in the window: the list, the narrow sheet beside the browser, copying, recording."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from models.forms import list_edit
from models.services.views.simfoni import EntryState
from tests.gui.forms.conftest import Desk, parts
from ui.pages.form.page import FormPage
from ui.pages.simfoni import secret_clipboard
from ui.pages.simfoni.page import SimfoniPage
from ui.pages.simfoni.sheet_rows import CopyRow
from ui.pages.simfoni.sheet_window import SheetWindow

NAME = "Lestari Putri"


def shown(desk: Desk, **params: object) -> SimfoniPage:
    page = SimfoniPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def opened(desk: Desk, qtbot: QtBot) -> tuple[SimfoniPage, SheetWindow]:
    """The sheet of the only case, opened with Enter."""
    page = shown(desk)
    qtbot.keyClick(page.entries.table, Qt.Key.Key_Return)
    desk.settle()
    qtbot.addWidget(page.window_)
    qtbot.waitUntil(page.window_.isActiveWindow)
    return page, page.window_


def clipped() -> str:
    return QGuiApplication.clipboard().text()


def on_screen(window: SheetWindow) -> str:
    return "\n".join(one.text() for one in parts(window, QLabel) if not one.isHidden())


def focused(window: SheetWindow) -> CopyRow:
    """The field that has the focus in the window."""
    found = window.focusWidget()
    assert isinstance(found, CopyRow)
    return found


def row_of(window: SheetWindow, place: str) -> CopyRow:
    return next(row for row in window.rows.rows if row.item.place == place)


@pytest.fixture(autouse=True)
def empty_clipboard(qapp: QApplication) -> None:
    qapp.clipboard().clear()


def test_waiting_cases_are_listed_without_names_and_counted_on_their_tab(desk: Desk) -> None:
    desk.open_case()
    desk.open_case(korban_nama="Sekar Arum")
    page = shown(desk)
    assert page.tabs.tabText(0) == "Belum dientri (2)"
    assert page.entries.table.rows.rowCount() == 2
    cells = " ".join(str(page.entries.table.rows.index(row, col).data()) for row in range(2) for col in range(3))
    assert "Lestari" not in cells
    assert "Sekar" not in cells


def test_enter_opens_the_narrow_sheet_with_names_hidden(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    assert window.isVisible()
    assert window.width() <= 460
    assert NAME not in on_screen(window)
    assert NAME not in window.windowTitle()
    assert "0001" in window.windowTitle()
    qtbot.mouseClick(window.secret_button, Qt.MouseButton.LeftButton)
    assert NAME in on_screen(window)
    qtbot.keyClick(window, Qt.Key.Key_F9)
    assert NAME not in on_screen(window)


def test_enter_copies_field_after_field_until_all_are_copied(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    expected = [row.text for row in window.rows.copyable]
    copied = []
    for _field in expected:
        qtbot.keyClick(focused(window), Qt.Key.Key_Return)
        copied.append(clipped())
    assert copied == expected
    assert NAME in copied
    assert "Hotline UPTD" in copied
    assert window.count.text() == f"{len(expected)} dari {len(expected)} isian disalin"


def test_arrows_pass_what_has_nothing_to_copy(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    qtbot.keyClick(focused(window), Qt.Key.Key_Down)
    second = focused(window)
    assert second is window.rows.rows[1]
    qtbot.keyClick(second, Qt.Key.Key_Return)  # nobody answered this question
    assert clipped() == ""
    assert window.count.text().startswith("0 dari")


def test_the_button_of_a_field_copies_it_with_the_mouse(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    row = row_of(window, "klien_nama")
    qtbot.mouseClick(row.button, Qt.MouseButton.LeftButton)
    assert clipped() == NAME
    assert row.copied
    assert "sudah disalin" in row.accessibleName()
    assert NAME not in row.accessibleName()


def test_what_was_copied_leaves_the_clipboard_after_its_time(
    desk: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(secret_clipboard, "KEPT_S", 1)
    desk.open_case()
    _page, window = opened(desk, qtbot)
    qtbot.mouseClick(row_of(window, "klien_nama").button, Qt.MouseButton.LeftButton)
    assert clipped() == NAME
    qtbot.waitUntil(lambda: clipped() == "", timeout=5000)
    assert window.clipboard_words.text() == ""


def test_closing_empties_the_clipboard_and_the_window(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    qtbot.mouseClick(row_of(window, "klien_nama").button, Qt.MouseButton.LeftButton)
    window.show_secrets(shown=True)
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert clipped() == ""
    assert not window.isVisible()
    assert NAME not in on_screen(window)
    assert window.sheet is None


def test_what_others_copied_is_left_alone(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    qtbot.mouseClick(row_of(window, "klien_nama").button, Qt.MouseButton.LeftButton)
    QGuiApplication.clipboard().setText("dari program lain")
    window.reject()
    assert clipped() == "dari program lain"


def test_the_clipboard_histories_are_told_to_keep_nothing(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    qtbot.mouseClick(row_of(window, "klien_nama").button, Qt.MouseButton.LeftButton)
    data: QMimeData = QGuiApplication.clipboard().mimeData()
    assert bytes(data.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert any("ExcludeClipboardContentFromMonitorProcessing" in kind for kind in data.formats())


def test_what_was_copied_is_known_again_after_the_screen_was_locked(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    page, window = opened(desk, qtbot)
    for _field in range(3):
        qtbot.keyClick(focused(window), Qt.Key.Key_Return)
    words = window.count.text()
    window.reject()
    desk.settle()
    later = shown(desk, case_id=page.entries.table.current().case_id)
    qtbot.addWidget(later.window_)
    assert later.window_.count.text() == words


def test_masking_the_screen_hides_the_names_here_too(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    window.show_secrets(shown=True)
    desk.context.bus.masked.emit(True)
    assert NAME not in on_screen(window)


def test_recording_number_and_day_by_keyboard(desk: Desk, qtbot: QtBot) -> None:
    case_id = desk.open_case()
    page, window = opened(desk, qtbot)
    qtbot.keyClick(window, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.record_box.number, Qt.Key.Key_Return)
    assert window.record_box.note.text() == "Tulis nomor yang diberikan Simfoni PPA."
    qtbot.keyClicks(window.record_box.number, "250123456")
    qtbot.keyClick(window.record_box.number, Qt.Key.Key_Return)
    desk.settle()
    qtbot.waitUntil(lambda: window.sheet is not None and window.sheet.number == "250123456")
    desk.settle()
    assert "Entri Simfoni PPA dicatat." in desk.notify.said
    assert page.tabs.tabText(0) == "Belum dientri"
    assert page.tabs.tabText(2) == "Sudah dientri (1)"
    assert "Dientri 23 November 2026" in on_screen(window)
    found = desk.ask(lambda: desk.workspace.simfoni.sheet(case_id))
    assert (found.number, found.day, found.state) == ("250123456", date(2026, 11, 23), EntryState.ENTERED)


def test_a_case_changed_while_it_was_copied_is_refused_in_the_window(desk: Desk, qtbot: QtBot) -> None:
    case_id = desk.open_case()
    _page, window = opened(desk, qtbot)
    change(desk, case_id, korban_nama="Lestari Putri Ayu")
    window.begin_record()
    window.record_box.number.setText("250123456")
    qtbot.mouseClick(window.record_box.save_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert window.record_box.note.text()
    assert window.record_box.save_button.isEnabled()
    assert desk.ask(lambda: desk.workspace.simfoni.sheet(case_id)).number == ""


def test_a_changed_case_says_which_field_and_is_brought_up_to_date(desk: Desk, qtbot: QtBot) -> None:
    case_id = desk.open_case()
    _page, window = opened(desk, qtbot)
    window.begin_record()
    qtbot.keyClicks(window.record_box.number, "250123456")
    qtbot.mouseClick(window.record_box.save_button, Qt.MouseButton.LeftButton)
    desk.settle()
    window.reject()
    desk.workspace.clock.advance(days=1)  # type: ignore[attr-defined]
    change(desk, case_id, kanal="langsung")
    page = shown(desk)
    page.tabs.setCurrentIndex(1)
    desk.settle()
    assert page.tabs.tabText(1) == "Perlu diperbarui (1)"
    qtbot.keyClick(page.entries.table, Qt.Key.Key_Return)
    desk.settle()
    qtbot.addWidget(page.window_)
    assert "Kasus: Cara pengaduan: “Hotline UPTD” menjadi “Pengaduan Langsung”" in on_screen(page.window_)
    page.window_.begin_record()
    qtbot.keyClick(page.window_.record_box.day.edit, Qt.Key.Key_Return)
    desk.settle()
    qtbot.waitUntil(lambda: page.tabs.tabText(1) == "Perlu diperbarui")


def test_a_choice_without_a_category_leads_to_its_list(desk: Desk, qtbot: QtBot) -> None:
    case_id = desk.open_case()
    info = next(one for one in desk.ask(desk.workspace.list_editor.all) if one.entries.key == "kanal-aduan")
    entries = list_edit.add(info.entries, "Lewat kurir")
    key = entries.options[-1].key
    desk.ask(lambda: desk.workspace.list_editor.save(entries, info.entries.version))
    change(desk, case_id, kanal=key)
    page, window = opened(desk, qtbot)
    row = row_of(window, "kanal")
    words = " ".join(one.text() for one in parts(row, QLabel))
    assert "Belum ada padanan di Simfoni PPA" in words
    assert "Lewat kurir" in words
    row.map_wanted.emit(row.item.listed)
    assert desk.went[-1] == ("administrasi", {"bagian": "daftar", "daftar": "kanal-aduan"})
    assert page.window_ is window


def test_not_needed_with_a_reason_and_back_again(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    desk.notify.reason = "Aduan ganda"
    page = shown(desk)
    qtbot.mouseClick(page.entries.needed_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.tabs.tabText(3) == "Tidak perlu (1)"
    page.tabs.setCurrentIndex(3)
    desk.settle()
    assert page.entries.table.current().note == "Aduan ganda"
    qtbot.mouseClick(page.entries.needed_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert page.tabs.tabText(0) == "Belum dientri (1)"


def test_the_head_of_office_looks_but_records_nothing(make_desk, qtbot: QtBot) -> None:  # type: ignore[no-untyped-def]
    clerk: Desk = make_desk("rina")
    clerk.open_case()
    head: Desk = make_desk("kepala")
    page, window = opened(head, qtbot)
    assert not page.entries.needed_button.isVisible()
    assert not window.record_button.isVisible()
    assert not window.secret_button.isVisible()
    assert NAME not in [row.text for row in window.rows.rows]


def test_the_window_stays_above_others_only_while_wanted(desk: Desk, qtbot: QtBot) -> None:
    desk.open_case()
    _page, window = opened(desk, qtbot)
    assert window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    qtbot.mouseClick(window.top_button, Qt.MouseButton.LeftButton)
    assert not window.windowFlags() & Qt.WindowType.WindowStaysOnTopHint
    assert window.isVisible()
    assert desk.context.settings.get("simfoni_di_atas", True) is False


def test_the_entry_form_leads_to_the_sheet_and_other_forms_do_not(desk: Desk, qtbot: QtBot) -> None:
    case_id = desk.open_case()
    entry_form = desk.ask(lambda: desk.workspace.simfoni.sheet(case_id)).form_key
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key="pengaduan")
    desk.settle()
    assert not page.entry_button.isVisible()
    page.show_with(case_id=case_id, form_key=entry_form)
    desk.settle()
    qtbot.mouseClick(page.entry_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert desk.went[-1] == ("simfoni", {"case_id": case_id})


def change(desk: Desk, case_id: int, **answers: object) -> None:
    """Correct the first form of a case."""
    forms = desk.workspace.forms
    key = desk.ask(lambda: desk.workspace.cases.page(case_id)).forms[0].key
    sheet = desk.ask(lambda: forms.open(case_id, key))
    values = {**sheet.values, **answers}
    desk.ask(lambda: forms.save(case_id, key, values, sheet.row_version))  # type: ignore[arg-type]
