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
from ui.pages.case.receipts_tab import ACCEPT, CASE, PAPER, RESOLVE, SORT
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


def test_a_file_of_another_service_is_received_by_hand(clerk: Desk, qtbot: QtBot) -> None:
    page = shown(clerk, run_of(clerk))
    page.steps.step.document.emit(page.steps.step.documents.rows[0].item)
    assert page.tabs.currentIndex() == RECEIPTS
    qtbot.mouseClick(page.receipts.receive_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(ReceiveDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Layanan asal belum diisi."
    dialog.edits["service"].setText("Layanan Konseling")
    dialog.edits["document"].setText("Berkas konseling")
    dialog.quantity.setValue(4)
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert page.tabs.tabText(RECEIPTS) == "Berkas (1)"
    assert "4 berkas" in page.receipts.lines[0].accessibleName()
    assert clerk.notify.said == ["Berkas diterima dan tercatat dalam buku log"]


def test_the_file_of_a_closed_case_is_received_sorted_and_completed(clerk: Desk) -> None:
    run, case = run_of(clerk), clerk.open_case()
    close_case(clerk, case)
    page = shown(clerk, run)
    page.tabs.setCurrentIndex(RECEIPTS)
    assert list(page.receipts.lines[0].verbs) == [ACCEPT, CASE]
    clerk.notify.choice = "Lengkap"
    page.receipts.lines[0].verbs[ACCEPT].click()
    clerk.settle()
    assert list(page.receipts.lines[0].verbs) == [SORT, PAPER, CASE]
    clerk.notify.choice, clerk.notify.reason = "kurang", "Lembar persetujuan"
    page.receipts.lines[0].verbs[SORT].click()
    clerk.settle()
    assert list(page.receipts.lines[0].verbs) == [RESOLVE, PAPER, CASE]
    page.receipts.lines[0].verbs[RESOLVE].click()
    clerk.settle()
    page.receipts.lines[0].verbs[PAPER].click()
    clerk.settle()
    assert [place for place, _params in clerk.went] == ["surat_rinci"]
    page.receipts.lines[0].verbs[CASE].click()
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
