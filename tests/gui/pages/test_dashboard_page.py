"""Ringkasan in the window: the figures of a period, by mouse and by keys alone, down to the case behind a bar."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.services.accounts import find_active
from models.services.session import Session
from models.services.workspace import Workspace
from models.statistics.figures import Basis, Figures
from tests.gui.forms.conftest import COMPLAINT, Desk, parts
from tests.gui.pages.conftest import HEAD, MANAGER, WORKER
from tests.gui.pages.test_pages_look import NARROW, WIDE, Window, laid_out
from tests.screen_checks import faults
from ui.pages.dashboard.behind import BehindDialog
from ui.pages.dashboard.overview import ChartCard
from ui.pages.dashboard.page import EMPTY, OVERVIEW, TABLES, DashboardPage
from ui.shell.pages_registry import pages_for
from ui.theme import Mode
from ui.widgets.charts import BarChart

COMPLAINTS = (
    {"korban_jenis_kelamin": "perempuan", "korban_tanggal_lahir": "2010-05-05", "korban_nama": "Lestari Putri"},
    {"korban_jenis_kelamin": "perempuan", "korban_tanggal_lahir": "1990-05-05", "korban_nama": "Sekar Arum"},
)


@pytest.fixture
def head(make_desk: Callable[[str], Desk]) -> Desk:
    """The head of an office with two cases of this month."""
    worker = make_desk(WORKER)
    for complaint in COMPLAINTS:
        worker.open_case(**complaint)
    return make_desk(HEAD)


def shown(desk: Desk, **params: object) -> DashboardPage:
    page = DashboardPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def tiles(page: DashboardPage) -> list[str]:
    return [tile.accessibleName() for tile in (page.overview.victims, page.overview.cases, page.overview.incidents)]


def card(page: DashboardPage, title: str) -> ChartCard:
    return next(one for one in page.overview.cards.values() if one.table.title == title)


def bars(page: DashboardPage, title: str) -> list[tuple[str, int]]:
    return [(bar.label, bar.value) for bar in card(page, title).chart.bars]


def behind(page: DashboardPage) -> BehindDialog:
    return next(dialog for dialog in parts(page, BehindDialog) if dialog.isVisible())


def numbers(dialog: BehindDialog) -> list[str]:
    return [dialog.table.rows.row_at(at).number[:4] for at in range(dialog.table.rows.rowCount())]


def test_the_head_sees_the_month_compared_with_the_one_before_and_no_name(head: Desk) -> None:
    page = shown(head)
    assert tiles(page)[0] == "Korban: 2. Naik 2 dari Oktober 2026"
    assert tiles(page)[1] == "Kasus: 2. Naik 2 dari Oktober 2026"
    assert bars(page, "Korban menurut kelompok umur dan jenis kelamin") == [("13-17", 1), ("25-44", 1)]
    assert page.overview.line.accessibleName().endswith("November 2026: Korban 2, Kasus 2, Kejadian 2")
    said = " ".join(widget.accessibleName() for widget in parts(page, BarChart))
    assert "Lestari" not in said
    assert "Sekar" not in said


def test_a_click_on_a_bar_shows_the_cases_and_enter_opens_one(head: Desk, qtbot: QtBot) -> None:
    page = shown(head)
    chart = card(page, "Korban menurut kelompok umur dan jenis kelamin").chart
    qtbot.mouseClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(chart.width() // 2, chart.height() // 4))
    head.settle()
    dialog = behind(page)
    assert dialog.accessibleName() == "Korban menurut kelompok umur dan jenis kelamin: 13-17"
    assert numbers(dialog) == ["0001"]
    assert dialog.sentence.text() == "1 korban dalam 1 kasus."
    qtbot.keyClick(dialog.table, Qt.Key.Key_Return)
    assert head.went == [("kasus_rinci", {"case_id": 1})]
    assert not dialog.isVisible()


def test_the_keys_alone_lead_from_a_tile_or_bar_to_its_cases(head: Desk, qtbot: QtBot) -> None:
    page = shown(head)
    qtbot.keyClick(page.overview.cases, Qt.Key.Key_Return)
    head.settle()
    assert numbers(behind(page)) == ["0002", "0001"]
    qtbot.keyClick(behind(page), Qt.Key.Key_Escape)
    chart = card(page, "Korban menurut kelompok umur dan jenis kelamin").chart
    chart.setFocus()
    assert chart.accessibleDescription() == "13-17: 1, sebelumnya 0"
    qtbot.keyClick(chart, Qt.Key.Key_Down)
    assert chart.accessibleDescription() == "25-44: 1, sebelumnya 0"
    qtbot.keyClick(chart, Qt.Key.Key_Return)
    head.settle()
    assert numbers(behind(page)) == ["0002"]
    behind(page).reject()


def test_what_is_late_or_dangerous_leads_to_its_list(head: Desk, qtbot: QtBot) -> None:
    head.workspace.clock.advance(days=3)  # type: ignore[attr-defined]
    page = shown(head)
    late, risky = page.overview.attention.late_button, page.overview.attention.risk_button
    assert late.accessibleName() == "2 kasus lewat waktu"
    assert risky.accessibleName() == "0 kasus berjalan berisiko tinggi"
    qtbot.mouseClick(late, Qt.MouseButton.LeftButton)
    qtbot.keyClick(risky, Qt.Key.Key_Space)
    assert head.went == [("kasus", {"view": "lewat"}), ("kasus", {"view": "berjalan", "risk": "tinggi"})]
    assert page.overview.attention.in_time.isHidden()


def test_periods_turn_back_and_on_but_not_into_the_future(head: Desk, qtbot: QtBot) -> None:
    page = shown(head)
    assert not page.choices.next_button.isEnabled()
    qtbot.mouseClick(page.choices.back_button, Qt.MouseButton.LeftButton)
    head.settle()
    assert page.choices.words.text() == "Oktober 2026"
    assert tiles(page)[1] == "Kasus: 0. Sama dengan September 2026"
    qtbot.keyClick(page, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    head.settle()
    assert tiles(page)[1].startswith("Kasus: 2")
    page.choices.kind_box.setCurrentIndex(2)
    page.choices.kind_box.activated.emit(2)
    head.settle()
    assert page.choices.words.text() == "Tahun 2026"
    assert tiles(page)[1] == "Kasus: 2. Naik 2 dari Tahun 2025"


def test_enter_on_a_month_of_the_line_shows_that_month(head: Desk, qtbot: QtBot) -> None:
    page = shown(head, periode="2026-S2")
    line = page.overview.line
    line.setFocus()
    qtbot.keyClick(line, Qt.Key.Key_End)
    qtbot.keyClick(line, Qt.Key.Key_Left)
    qtbot.keyClick(line, Qt.Key.Key_Return)
    head.settle()
    assert page.choices.words.text() == "Oktober 2026"


def test_every_table_stands_in_numbers_with_its_rule_and_its_cases(head: Desk, qtbot: QtBot) -> None:
    page = shown(head)
    page.overview.table_wanted.emit("umur")
    assert page._stack.currentIndex() == TABLES
    table = page.tables.table
    assert table is not None
    titles = [column.title for column in table.rows.columns]
    assert titles[1:4] == ["Perempuan", "Laki-laki", "Tidak diketahui"]
    last = table.rows.row_at(table.rows.rowCount() - 1)
    assert (last.label, last.total) == ("Jumlah", 2)
    assert page.tables.rule.text().startswith("Setiap korban dihitung satu kali")
    table.choose("13-17")
    qtbot.keyClick(table, Qt.Key.Key_Return)
    head.settle()
    dialog = behind(page)
    assert numbers(dialog) == ["0001"]
    dialog.column_box.setCurrentIndex(dialog.column_box.findText("Laki-laki"))
    dialog.column_box.activated.emit(2)
    head.settle()
    assert numbers(dialog) == []
    assert dialog._stack.currentIndex() == 1
    dialog.reject()


def colleague(desk: Desk, username: str) -> Workspace:
    """Somebody else at work in the same office, over the database that is open."""
    held = desk.workspace.session

    def sit_down() -> Workspace:
        with held.store.reading():
            user = find_active(username)
        session = Session(user, held.folder, held.store, held.key, held.cost)
        return Workspace(session, desk.workspace.clock, desk.workspace.renderers)

    return desk.ask(sit_down)


def test_a_case_of_a_colleague_is_counted_without_anything_jumping(head: Desk) -> None:
    page = shown(head)
    cards, chart = dict(page.overview.cards), card(page, "Kasus menurut layanan").chart
    page.overview._column.verticalScrollBar().setValue(60)
    cases = colleague(head, WORKER).cases
    sop = head.ask(cases.procedures)[0].key
    head.ask(lambda: cases.open_case(sop, {**COMPLAINT, "korban_nama": "Melati Ayu"}, "uji-kolega"))
    page.refresh()
    head.settle()
    assert tiles(page)[1].startswith("Kasus: 3.")
    assert bars(page, "Kasus menurut layanan")[0][1] == 3
    assert page.overview.cards == cards
    assert card(page, "Kasus menurut layanan").chart is chart
    assert page.overview._column.verticalScrollBar().value() == 60


def test_a_long_count_can_be_stopped_and_begun_again(head: Desk, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    service, begun, free = head.workspace.statistics, threading.Event(), threading.Event()
    real = service.figures

    def slow(period: str, basis: Basis, services: object, report: Callable[[int, int, str], object]) -> Figures:
        begun.set()
        free.wait(20)
        report(1, 2, "Membaca")
        return real(period, basis, ())

    monkeypatch.setattr(service, "figures", slow)
    page = DashboardPage(head.context)
    head.show(page)
    page.show_with()
    qtbot.waitUntil(begun.is_set)
    assert page._running is not None
    page._running[1].cancel()
    free.set()
    head.settle()
    assert page._stack.currentIndex() == EMPTY
    assert page._nothing.accessibleName().startswith("Penghitungan dihentikan")
    monkeypatch.setattr(service, "figures", real)
    qtbot.mouseClick(page.retry_button, Qt.MouseButton.LeftButton)
    head.settle()
    assert page._stack.currentIndex() == OVERVIEW


def test_what_cannot_be_counted_is_said(head: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_asked: object) -> Figures:
        raise UserError(ErrorCode.STORAGE_GONE)

    monkeypatch.setattr(head.workspace.statistics, "figures", fail)
    page = shown(head)
    assert head.notify.said == [ErrorCode.STORAGE_GONE.value]
    assert page._nothing.accessibleName().startswith("Angka belum dapat dihitung")


def test_who_may_not_read_figures_has_no_such_page(make_desk: Callable[[str], Desk]) -> None:
    for username, expected in ((HEAD, True), (WORKER, True), (MANAGER, False)):
        desk = make_desk(username)
        assert desk.workspace.session.may(Permission.STATISTICS_READ) is expected
        assert ("ringkasan" in [entry.id for entry in pages_for(desk.workspace.session)]) is expected


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_everything_is_named_and_whole_in_dark_and_large(head: Desk, size: tuple[int, int, int]) -> None:
    theme = head.context.theme
    theme.set_mode(Mode.DARK)
    theme.set_percent(125)
    try:
        page = DashboardPage(head.context)
        window = Window(page, *size)
        head.show(window, size[0], size[2])
        page.show_with()
        laid_out(head, window)
        assert faults(window) == []
        page.tabs.setCurrentIndex(TABLES)
        laid_out(head, window)
        assert faults(window) == []
    finally:
        theme.set_mode(Mode.LIGHT)
        theme.set_percent(100)
