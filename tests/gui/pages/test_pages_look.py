"""What holds for every page: names for everything that takes the focus, targets large enough, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QVBoxLayout, QWidget

from models.services.views import Pair
from tests.gui.forms.conftest import Desk
from tests.screen_checks import children, faults
from ui.pages.admin.page import AdminPage
from ui.pages.agenda.page import AgendaPage
from ui.pages.case.page import CLIENT, CasePageView
from ui.pages.case.side import SideColumn, pair_line
from ui.pages.cases.page import CasesPage
from ui.pages.logbook.page import LogbookPage
from ui.pages.tasks.page import TasksPage
from ui.theme import Mode
from ui.widgets.layouts import refill
from ui.widgets.page import Page

#: Room for a page in the window: 1366 x 768 and 125 % of it, without navigation, bars and task bar.
WIDE, NARROW = (1366, 1162, 617), (1093, 1033, 465)


class Window(QWidget):
    """The window around a page: as wide as the program's, so that the page knows whether it is narrow."""

    def __init__(self, page: Page, width: int, room: int, height: int) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(width - room, 0, 0, 0)
        box.addWidget(page)
        self.resize(width, height)


PAGES = ("tugas", "kasus", "kasus_rinci", "agenda", "bukulog", *(f"administrasi {part}" for part in (
    "profil", "kop", "waktu", "pegawai", "nomor", "sop", "cadangan", "sandi", "tampilan", "tentang"
)))  # fmt: skip


def built(desk: Desk, name: str, case_id: int) -> tuple[Page, dict[str, object]]:
    page_id, _space, part = name.partition(" ")
    made: dict[str, Callable[[], tuple[Page, dict[str, object]]]] = {
        "tugas": lambda: (TasksPage(desk.context), {}),
        "kasus": lambda: (CasesPage(desk.context), {}),
        "kasus_rinci": lambda: (CasePageView(desk.context), {"case_id": case_id}),
        "agenda": lambda: (AgendaPage(desk.context), {}),
        "bukulog": lambda: (LogbookPage(desk.context), {}),
        "administrasi": lambda: (AdminPage(desk.context), {"bagian": part}),
    }
    return made[page_id]()


def laid_out(desk: Desk, window: QWidget) -> None:
    """Everything has arrived and every layout has been carried out, as before a picture is taken."""
    desk.settle()
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        window.grab()


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_everything_is_named_large_enough_and_whole(desk: Desk, size: tuple[int, int, int]) -> None:
    case_id = desk.open_case()
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page, params = built(desk, name, case_id)
        window = Window(page, *size)
        desk.show(window, size[0], size[2])
        page.show_with(**params)
        laid_out(desk, window)
        found[name] = faults(window)
        window.hide()
    assert {name: faults_of for name, faults_of in found.items() if faults_of} == {}


def test_each_part_of_a_case_is_whole_in_dark_and_large(desk: Desk) -> None:
    case_id = desk.open_case()
    theme = desk.context.theme
    theme.set_mode(Mode.DARK)
    theme.set_percent(150)
    try:
        page = CasePageView(desk.context)
        window = Window(page, *WIDE)
        desk.show(window, WIDE[0], WIDE[2])
        page.show_with(case_id=case_id)
        for tab in range(page.tabs.count()):
            page.tabs.setCurrentIndex(tab)
            laid_out(desk, window)
            assert [tab, *faults(window)] == [tab]
    finally:
        theme.set_mode(Mode.LIGHT)
        theme.set_percent(100)


def test_tab_reaches_the_list_and_leaves_it(desk: Desk) -> None:
    desk.open_case()
    page = CasesPage(desk.context)
    window = Window(page, *WIDE)
    desk.show(window, WIDE[0], WIDE[2])
    page.show_with()
    desk.settle()
    page.search.setFocus()
    seen = []
    for _ in range(30):
        window.focusNextChild()
        seen.append(QApplication.focusWidget())
    assert page.table in seen
    assert page.preview.open_button in seen


def test_the_short_facts_of_a_case_keep_to_their_column(desk: Desk) -> None:
    column = SideColumn()
    column._contact.show_text("Lewat pesan singkat, pukul 09.00 sampai 12.00")
    refill(
        column._facts.body,
        [pair_line(Pair("Surat Tugas Penjangkauan Korban dan Pendampingan", "800.1.11.1/001/UPTD-PPA/2028"))],
    )
    around = QWidget()
    QVBoxLayout(around).addWidget(column)
    desk.show(around, 262, 200)
    assert faults(around) == []


@pytest.mark.parametrize("percent", [100, 125])
def test_the_whole_data_of_a_client_are_readable_in_the_smallest_window(worker: Desk, percent: int) -> None:
    """Long words wrap, nothing is cut, and what stands beside a long answer begins where that begins."""
    worker.context.theme.set_percent(percent)
    case_id = worker.open_case()
    forms = worker.workspace.forms
    sheet = worker.ask(lambda: forms.open(case_id, "informasi-kasus"))
    long = "Gang di belakang pasar lama, rumah ketiga sesudah musala, pagar hijau tanpa nomor. " * 4
    values = {**sheet.values, "korban_alamat": long, "korban_wali": "Siti Nurhaliza " * 7}
    worker.ask(lambda: forms.save(case_id, "informasi-kasus", values, sheet.row_version))
    try:
        page = CasePageView(worker.context)
        window = Window(page, 1024, 960, 500)
        worker.show(window, 1024, 500)
        page.show_with(case_id=case_id)
        worker.settle()
        page.tabs.setCurrentIndex(CLIENT)
        page.actions_.reveal()
        laid_out(worker, window)
        assert faults(window) == []
        pairs = [one for one in children(page.client._full, QWidget) if ": " in one.accessibleName()]
        captions = [children(one, QLabel)[0] for one in pairs]
        slack = {one.text(): one.y() + one.height() - one.heightForWidth(one.width()) for one in captions}
    finally:
        worker.context.theme.set_percent(100)
    assert len(slack) > 3
    assert max(slack.values()) <= 2, slack
