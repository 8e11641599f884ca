"""The administration documents a month: files come in, are sorted, and get their receipt."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.domain.clock import FixedClock
from models.services.views import CaseFilter
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import close
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.page import CLIENT, FORMS, RECEIPTS, CasePageView
from ui.pages.case.receipts_presenter import ACCEPT, CASE, PAPER, RESOLVE, SORT
from ui.pages.case.receive_dialog import ReceiveDialog
from ui.pages.cases.page import CasesPage
from ui.pages.cases.presenter import PERIODS

CLERK = "rina"
PERIODIC = "tanah-laut-puspaga-dokumentasi"


@pytest.fixture
def clerk(make_desk: Callable[[str], Desk]) -> Desk:
    """Who receives the files, in an office that documents by periods."""
    desk = make_desk(CLERK)
    desk.workspace.procedures.use(PERIODIC, in_use=True)
    desk.workspace.periods.begin_due()
    return desk


def run_of(desk: Desk) -> int:
    return desk.ask(lambda: desk.workspace.cases.list(CaseFilter(view="dokumentasi"))).rows[0].case_id


def shown(desk: Desk, case_id: int) -> CasePageView:
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id)
    desk.settle()
    return page


def test_the_month_has_files_instead_of_a_client(clerk: Desk) -> None:
    page = shown(clerk, run_of(clerk))
    assert page.title == "Dokumentasi November 2026"
    assert page.tabs.isTabVisible(RECEIPTS)
    assert not page.tabs.isTabVisible(CLIENT)
    assert not page.tabs.isTabVisible(FORMS)
    assert not page.header.reveal_button.isVisible()
    page.show_with(case_id=clerk.open_case())
    clerk.settle()
    assert page.tabs.isTabVisible(CLIENT)
    assert not page.tabs.isTabVisible(RECEIPTS)


def begin_receiving(desk: Desk, qtbot: QtBot, page: CasePageView) -> ReceiveDialog:
    """Press "Terima berkas" and wait for what is asked."""
    qtbot.mouseClick(page.receipts.receive_button, Qt.MouseButton.LeftButton)
    desk.settle()
    found: list[ReceiveDialog] = list(page.findChildren(ReceiveDialog))
    return next(dialog for dialog in found if dialog.isVisible())


def receive(desk: Desk, qtbot: QtBot, page: CasePageView, service: str, numbers: str, giver: str = "Bu Dewi") -> None:
    """Receive a stack of files, typing everything."""
    dialog = begin_receiving(desk, qtbot, page)
    for key, words in (("service", service), ("document", "Berkas layanan"), ("giver", giver)):
        dialog.edits[key].clear()
        qtbot.keyClicks(dialog.edits[key], words)
    qtbot.keyClicks(dialog.numbers, numbers)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    desk.settle()


def verbs(page: CasePageView) -> dict[str, str]:
    """What can be done with the chosen files: key and words."""
    return {
        key: button.accessibleName() for key, button in page.receipts.verbs.items() if button.isVisibleTo(page.receipts)
    }


def test_a_file_of_another_service_is_received_by_hand(clerk: Desk, qtbot: QtBot) -> None:
    page = shown(clerk, run_of(clerk))
    page.steps.step.document.emit(page.steps.step.documents.rows[0].item)
    assert page.tabs.currentIndex() == RECEIPTS
    dialog = begin_receiving(clerk, qtbot, page)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Layanan asal belum diisi."
    qtbot.keyClicks(dialog.edits["service"], "Layanan Konseling")
    qtbot.keyClicks(dialog.edits["document"], "Berkas konseling")
    dialog.quantity.setValue(4)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.tabs.tabText(RECEIPTS) == "Berkas (1)"
    index = page.receipts.table.rows.index(0, 0)
    assert "4 berkas" in str(index.data())
    assert clerk.notify.said == ["Berkas diterima dan tercatat dalam buku log"]


def test_a_stack_is_received_sorted_and_gets_one_receipt(clerk: Desk, qtbot: QtBot) -> None:
    page = shown(clerk, run_of(clerk))
    page.tabs.setCurrentIndex(RECEIPTS)
    receive(clerk, qtbot, page, "Layanan Rujukan Keluarga", "RUJ/1", "Pak Anwar")
    receive(clerk, qtbot, page, "Layanan Konseling Keluarga", "KONS/001 s.d. KONS/040")
    tab = page.receipts
    assert tab.table.rows.rowCount() == 41
    assert [one.giver for one in tab.table.chosen()] == ["Bu Dewi"] * 40
    assert verbs(page) == {SORT: "Pilah (40)…", PAPER: "Tanda terima (40)"}
    qtbot.mouseClick(tab.verbs[PAPER], Qt.MouseButton.LeftButton)
    clerk.settle()
    assert [place for place, _params in clerk.went] == ["surat_rinci"]
    clerk.notify.choice = "terpilih"
    qtbot.mouseClick(tab.verbs[SORT], Qt.MouseButton.LeftButton)
    clerk.settle()
    assert "KONS/001 s.d. KONS/040, Layanan Konseling Keluarga" in clerk.notify.said[-2]
    assert clerk.notify.said[-1] == "40 berkas sudah dipilah"
    tab.view.pick("belum")
    assert [one.register_number for one in tab.table.chosen()] == ["RUJ/1"]
    assert verbs(page) == {SORT: "Pilah…", PAPER: "Tanda terima"}


def test_the_next_stack_of_a_service_is_offered_as_the_last_one(clerk: Desk, qtbot: QtBot) -> None:
    page = shown(clerk, run_of(clerk))
    page.tabs.setCurrentIndex(RECEIPTS)
    receive(clerk, qtbot, page, "Layanan Konseling Keluarga", "KONS/1 s.d. KONS/3", "Bu Ratna")
    dialog = begin_receiving(clerk, qtbot, page)
    qtbot.keyClicks(dialog.edits["service"], "Layanan Konseling Keluarga")
    assert (dialog.edits["document"].text(), dialog.edits["giver"].text()) == ("Berkas layanan", "Bu Ratna")
    qtbot.keyClicks(dialog.numbers, "KONS/3, KONS/4 - 6")
    assert "Sudah tercatat pada periode ini, 23 November 2026: KONS/3." in dialog._told.text()
    assert (dialog.quantity.value(), dialog.quantity.isEnabled()) == (4, False)
    assert dialog.save_button.accessibleName() == "Terima 4 berkas"
    qtbot.keyClicks(dialog.numbers, ", KONS/9 - RUJ/2")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert "tidak terbaca" in dialog.note.text()
    assert page.receipts.table.rows.rowCount() == 3
    dialog.reject()


def test_the_file_of_a_closed_case_is_received_sorted_and_completed(clerk: Desk, qtbot: QtBot) -> None:
    run, case = run_of(clerk), clerk.open_case()
    close_case(clerk, case)
    page = shown(clerk, run)
    page.tabs.setCurrentIndex(RECEIPTS)

    def press(key: str) -> None:
        qtbot.mouseClick(page.receipts.verbs[key], Qt.MouseButton.LeftButton)
        clerk.settle()

    assert list(verbs(page)) == [ACCEPT, CASE]
    clerk.notify.choice = "Lengkap"
    press(ACCEPT)
    assert list(verbs(page)) == [SORT, PAPER, CASE]
    clerk.notify.choice, clerk.notify.reason = "kurang", "Lembar persetujuan"
    press(SORT)
    assert list(verbs(page)) == [RESOLVE, PAPER, CASE]
    page.receipts.view.pick("kurang")
    press(RESOLVE)
    assert page.receipts._nothing.isVisible()
    page.receipts.view.pick("semua")
    press(PAPER)
    assert [place for place, _params in clerk.went] == ["surat_rinci"]
    press(CASE)
    assert clerk.went[-1] == ("kasus_rinci", {"case_id": case})


def close_case(desk: Desk, case_id: int) -> None:
    """Bring a case to its end with reasons instead of papers; who sits at the desk holds every role for it."""
    user = desk.workspace.session.user
    object.__setattr__(user, "roles", ("administrasi", "layanan", "pimpinan"))
    close(desk, case_id)
    close(desk, case_id, outcome="tidak", reason="Sudah ditangani")


def test_the_report_goes_back_and_is_approved_in_the_window(clerk: Desk, qtbot: QtBot) -> None:
    run, desk = run_of(clerk), clerk.workspace
    object.__setattr__(desk.session.user, "roles", ("administrasi", "pimpinan"))
    for number in (2, 3, 4, 5):
        assert close(clerk, run, force_reason="Bulan percontohan").head.period, number
    page = shown(clerk, run)
    decide(clerk, qtbot, page, "kembalikan")
    hand_in(clerk, run)
    close(clerk, run)
    page.refresh()
    clerk.settle()
    decide(clerk, qtbot, page, "teruskan")
    decide(clerk, qtbot, page, "kembalikan")
    hand_in(clerk, run)
    close(clerk, run)
    page.refresh()
    clerk.settle()
    decide(clerk, qtbot, page, "teruskan")
    record = next(item for item in clerk.ask(lambda: desk.cases.page(run)).step.documents)  # type: ignore[union-attr]
    page.steps.step.document.emit(record)
    clerk.settle()
    decide(clerk, qtbot, page, "setuju")
    assert "Dokumentasi November 2026 selesai: Disetujui." in clerk.notify.said[-1]


def hand_in(desk: Desk, run: int) -> None:
    """Write the report of the month that has ended, and hand it in."""
    clock, reports = desk.workspace.clock, desk.workspace.reports
    assert isinstance(clock, FixedClock)
    clock.moment = datetime(2026, 12, 1, 9, 0, tzinfo=clock.now().tzinfo)
    sheet = desk.ask(lambda: reports.start("data-layanan", "2026-11", run))
    texts, report = {part.key: "Uraian." for part in sheet.parts}, sheet.report_id or 0
    version = desk.ask(lambda: reports.save(report, sheet.row_version, texts))
    desk.ask(lambda: reports.submit(report, version))


def decide(desk: Desk, qtbot: QtBot, page: CasePageView, outcome: str) -> None:
    """Close the open row with this branch, in the window."""
    qtbot.mouseClick(page.steps.step.finish_button, Qt.MouseButton.LeftButton)
    dialogs: list[CloseStepDialog] = list(page.findChildren(CloseStepDialog))
    dialog = next(one for one in dialogs if one.isVisible())
    dialog.outcomes.buttons[outcome].click()
    dialog.reason.setPlainText("Angka rujukan belum ada")
    qtbot.mouseClick(dialog.finish_button, Qt.MouseButton.LeftButton)
    desk.settle()


def test_the_list_of_cases_offers_documentation_where_there_is_any(clerk: Desk) -> None:
    page = CasesPage(clerk.context)
    clerk.show(page)
    page.show_with()
    clerk.settle()
    assert page.tabs.isTabVisible(PERIODS)
    page.tabs.setCurrentIndex(PERIODS)
    clerk.settle()
    assert page.count.text() == "1 dokumentasi"
    row = page.table.current()
    assert (row.number, row.client_label) == ("Dokumentasi November 2026", "–")


def test_an_office_without_documentation_does_not_see_the_view(make_desk: Callable[[str], Desk]) -> None:
    desk = make_desk(CLERK)
    page = CasesPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    assert not page.tabs.isTabVisible(PERIODS)
