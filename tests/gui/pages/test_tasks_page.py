"""A clerk opens Tugas Saya, sees what waits, and gets to the work; the head decides from there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.qtbot import QtBot

from models.errors import ErrorCode, UserError
from models.services.views import Standing, StepPanel
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import HEAD, MANAGER, WORKER, close
from ui.pages.tasks.page import TasksPage
from ui.papers import PaperDialog


def shown(desk: Desk) -> TasksPage:
    page = TasksPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    return page


def titles(page: TasksPage) -> list[str]:
    return [page.table.rows.row_at(row).title for row in range(page.table.rows.rowCount())]


def test_a_new_case_stands_in_the_list_with_its_time(worker: Desk) -> None:
    worker.open_case()
    page = shown(worker)
    assert titles(page) == ["Menerima informasi kasus"]
    assert page.tiles[Standing.RUNNING].accessibleName().startswith("Berjalan: 1")
    words = [page.table.rows.index(0, column).data() for column in range(4)]
    assert words[2].startswith("Nn. L.P.") or "L.P." in words[2]
    assert "Sisa 10 menit dari 10 menit" in words[3]
    assert "Lestari" not in " ".join(words)


def test_enter_leads_to_the_case_when_nothing_is_missing(worker: Desk, qtbot: QtBot) -> None:
    case_id = worker.open_case()
    page = shown(worker)
    qtbot.keyClick(page.table, Qt.Key.Key_Return)
    worker.settle()
    assert worker.went == [("kasus_rinci", {"case_id": case_id})]


def test_ctrl_enter_asks_to_close_the_step(worker: Desk, qtbot: QtBot) -> None:
    case_id = worker.open_case()
    page = shown(worker)
    page.table.setFocus()
    qtbot.keyClick(page.table, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert worker.went == [("kasus_rinci", {"case_id": case_id, "finish": True})]


def test_a_tile_shows_only_what_it_counts(worker: Desk, qtbot: QtBot) -> None:
    worker.open_case()
    page = shown(worker)
    qtbot.mouseClick(page.tiles[Standing.LATE], Qt.MouseButton.LeftButton)
    assert titles(page) == []
    assert page._nothing_here.isVisible()
    qtbot.mouseClick(page.tiles[Standing.LATE], Qt.MouseButton.LeftButton)
    assert titles(page) == ["Menerima informasi kasus"]


def test_without_tasks_the_page_says_so(worker: Desk) -> None:
    page = shown(worker)
    assert page._nothing.isVisible()
    assert page._nothing.accessibleName().startswith("Tidak ada tugas untuk Anda")


def test_the_list_is_shown_before_it_is_printed(worker: Desk, qtbot: QtBot) -> None:
    worker.open_case()
    page = shown(worker)
    qtbot.mouseClick(page.print_button, Qt.MouseButton.LeftButton)
    worker.settle()
    dialog = page.findChild(PaperDialog)
    assert dialog is not None
    assert dialog.preview.pdf.startswith(b"%PDF")
    dialog.reject()


def waiting_for_the_head(shift: Callable[[str], Desk]) -> tuple[Desk, int]:
    worker = shift(WORKER)
    case_id = worker.open_case()
    close(worker, case_id)
    return shift(HEAD), case_id


def test_the_head_decides_from_the_list_with_a_reason(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    head, case_id = waiting_for_the_head(shift)
    head.notify.reason = "Korban sudah ditangani kepolisian"
    page = shown(head)
    assert page.head_board is not None
    [card] = page.head_board.cards
    labels: list[QLabel] = list(card.findChildren(QLabel))
    assert any(label.text().endswith("Hari ini 08.05") for label in labels)
    qtbot.mouseClick(card.buttons["tidak"], Qt.MouseButton.LeftButton)
    head.settle()
    assert page.head_board.cards == []
    assert head.notify.said[-1].startswith("Putusan dicatat: Tidak dijangkau")
    ended = head.ask(lambda: head.workspace.cases.page(case_id))
    assert (ended.step, ended.head.ended_as) == (None, "Tidak dijangkau")


def test_who_decides_and_works_begins_with_the_work_when_nothing_waits_for_a_decision(
    shift: Callable[[str], Desk],
) -> None:
    users = shift(MANAGER).workspace.users
    head = next(row for row in users.list() if row.username == HEAD)
    users.change(head.account_id, head.display_name, (*head.roles, "layanan"), head.officer_id)
    everybody = shift(HEAD)
    everybody.open_case()
    page = shown(everybody)
    assert page.head_board is not None
    assert page.head_board.tabs.tabText(page.head_board.tabs.currentIndex()) == "Semua tugas (1)"


def test_a_branch_that_still_lacks_a_letter_leads_into_the_case(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    head, case_id = waiting_for_the_head(shift)
    page = shown(head)
    assert page.head_board is not None
    [card] = page.head_board.cards
    qtbot.mouseClick(card.buttons["jangkau"], Qt.MouseButton.LeftButton)
    assert head.went == [("kasus_rinci", {"case_id": case_id, "finish": True, "outcome": "jangkau"})]


def test_the_head_sees_how_the_team_stands(shift: Callable[[str], Desk]) -> None:
    shift(WORKER).open_case()
    head = shift(HEAD)
    page = shown(head)
    assert page.head_board is not None
    parts: list[QWidget] = list(page.head_board.team.findChildren(QWidget))
    names = [part.accessibleName() for part in parts]
    assert "Petugas Layanan PPA: 1 berjalan" in names


def test_a_step_that_cannot_be_read_is_told_and_not_asked_for_ever(
    worker: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    worker.open_case()
    asked: list[int] = []

    def refuse(step_run_id: int) -> StepPanel:
        asked.append(step_run_id)
        raise UserError(ErrorCode.NOT_FOUND)

    monkeypatch.setattr(worker.workspace.tasks, "panel", refuse)
    page = shown(worker)
    worker.settle()
    assert titles(page) == ["Menerima informasi kasus"]
    assert len(asked) == 2
    page._look_again()
    worker.settle()
    assert worker.notify.said == [ErrorCode.NOT_FOUND.value]
