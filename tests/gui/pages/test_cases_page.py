"""The list of cases: views, search, filters, columns that are remembered, stretches that come while one scrolls."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from models.services.views import CaseFilter, CaseRow, Slice
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import close
from ui.pages.cases import page as cases_page
from ui.pages.cases.page import CasesPage
from ui.pages.cases.presenter import nothing_found


def shown(desk: Desk) -> CasesPage:
    page = CasesPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    return page


def numbers(page: CasesPage) -> list[str]:
    return [page.table.rows.row_at(row).number[:4] for row in range(page.table.rows.rowCount())]


def test_running_cases_stand_newest_first_without_names(worker: Desk) -> None:
    worker.open_case()
    worker.open_case(korban_nama="Sekar Arum")
    page = shown(worker)
    assert numbers(page) == ["0002", "0001"]
    assert page.count.text() == "2 kasus berjalan"
    cells = [page.table.rows.index(row, column).data() for row in range(2) for column in range(8)]
    assert not any(name in " ".join(cells) for name in ("Lestari", "Sekar"))


def test_search_narrows_as_one_types_and_can_be_cleared(worker: Desk, qtbot: QtBot) -> None:
    worker.open_case()
    worker.open_case(korban_nama="Sekar Arum")
    page = shown(worker)
    qtbot.keyClicks(page.search, "sekar")
    qtbot.waitUntil(lambda: numbers(page) == ["0002"])
    page.search.setText("tanjug")
    qtbot.waitUntil(page._nothing.isVisible)
    assert page._nothing.accessibleName().startswith("Tidak ada yang cocok dengan \u201ctanjug\u201d")
    qtbot.mouseClick(page._verbs["hapus_saringan"], Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: numbers(page) == ["0002", "0001"])


def test_another_page_may_ask_for_the_running_cases_of_a_risk(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    page.show_with(view="berjalan", risk="tinggi")
    worker.settle()
    assert page.risk_box.currentData() == "tinggi"
    assert numbers(page) == []
    page.show_with(risk="")
    worker.settle()
    assert numbers(page) == ["0001"]


def test_views_show_their_own_cases(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    page.tabs.setCurrentIndex(1)
    worker.settle()
    assert page._nothing.accessibleName().startswith("Tidak ada langkah yang lewat waktu")
    worker.workspace.clock.advance(minutes=30)  # type: ignore[attr-defined]
    page.refresh()
    worker.settle()
    assert numbers(page) == ["0001"]
    page.tabs.setCurrentIndex(2)
    worker.settle()
    assert page._nothing.accessibleName().startswith("Belum ada kasus yang selesai")


def test_only_ones_own_tasks(worker: Desk) -> None:
    first = worker.open_case()
    worker.open_case()
    close(worker, first)
    page = shown(worker)
    page.mine_box.setChecked(True)
    worker.settle()
    assert numbers(page) == ["0002"]


def test_enter_opens_the_case(worker: Desk, qtbot: QtBot) -> None:
    case_id = worker.open_case()
    page = shown(worker)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    assert worker.went == [("kasus_rinci", {"case_id": case_id})]


def test_columns_are_remembered_without_saying_whose_they_are(worker: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    worker.open_case()
    (tmp_path / "pc").mkdir()
    page = shown(worker)
    officer = [column.key for column in page.table.rows.columns].index("petugas")
    assert page.table.isColumnHidden(officer)
    kept = tmp_path / "pc" / "tampilan.json"
    assert not page.column_choice._rest.isActive()  # nothing was chosen yet
    next(action for action in page.column_choice._menu.actions() if action.data() == "petugas").toggle()
    qtbot.waitUntil(kept.exists)
    assert not shown(worker).table.isColumnHidden(officer)
    assert not any(word in kept.read_text() for word in ("dewi", "L.P.", "0001/"))


def test_a_long_list_comes_in_stretches(worker: Desk, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot) -> None:
    monkeypatch.setattr(cases_page, "_STRETCH", 2)
    asked: list[str] = []
    cases = worker.workspace.cases
    whole = cases.list

    def listed(chosen: CaseFilter, cursor: str, limit: int) -> Slice[CaseRow]:
        if chosen.view == "berjalan":
            asked.append(cursor)
        return whole(chosen, cursor, limit)

    monkeypatch.setattr(cases, "list", listed)
    for _ in range(5):
        worker.open_case()
    page = shown(worker)
    assert page.count.text() == "5 kasus berjalan"
    qtbot.waitUntil(lambda: numbers(page) == ["0005", "0004", "0003", "0002", "0001"])
    assert len(asked) == 3


def test_words_for_an_empty_office() -> None:
    assert nothing_found(CaseFilter()).verb == "aduan"
    assert nothing_found(CaseFilter(risk="tinggi")).verb == "hapus_saringan"
    assert nothing_found(CaseFilter(view="lewat")).verb == ""
