"""Data Klien tells of the person's other cases; they are joined and parted there, each time with a reason."""

from __future__ import annotations

from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from tests.gui.forms.conftest import Desk, parts
from ui.pages.case.page import CLIENT, CasePageView
from ui.pages.case.same_person import JoinDialog
from ui.widgets.basics import Button


@pytest.fixture
def numbers(worker: Desk) -> list[str]:
    ids = [worker.open_case(korban_nama="Lestari Putri"), worker.open_case(korban_nama="Lestary Putri")]
    return [worker.ask(partial(worker.workspace.cases.page, one)).head.number for one in ids]


def page_of(worker: Desk, number: str) -> CasePageView:
    case_id = worker.ask(lambda: worker.workspace.search.find(number))[0].target[1]
    page = CasePageView(worker.context)
    worker.show(page)
    page.show_with(case_id=case_id)
    worker.settle()
    page.tabs.setCurrentIndex(CLIENT)
    worker.settle()
    return page


def words(page: CasePageView) -> str:
    return " ".join(line.accessibleName() for line in parts(page.same_person, QWidget))


def join(worker: Desk, page: CasePageView, number: str, reason: str) -> JoinDialog:
    page.same_person.join_button.click()
    worker.settle()
    [dialog] = parts(page, JoinDialog)
    QTest.keyClicks(dialog.number, number)
    QTest.keyClick(dialog.number, Qt.Key.Key_Tab)
    QTest.keyClicks(dialog.reason, reason)
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    worker.settle()
    return dialog


def test_joined_by_keys_both_cases_name_each_other_until_parted(worker: Desk, numbers: list[str]) -> None:
    page = page_of(worker, numbers[0])
    dialog = join(worker, page, numbers[1], "")
    assert "Tulis bagaimana" in dialog.problem.text()
    QTest.keyClicks(dialog.reason, "Dikenali petugas")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    worker.settle()
    assert numbers[1] in words(page)
    other = page_of(worker, numbers[1])
    assert numbers[0] in words(other)
    [part] = [button for button in parts(other.same_person, Button) if "Pisahkan" in button.text()]
    part.click()
    worker.settle()
    assert numbers[0] not in words(other)


def test_the_likely_case_can_be_chosen_from_the_list(worker: Desk, numbers: list[str]) -> None:
    page = page_of(worker, numbers[0])
    page.same_person.join_button.click()
    worker.settle()
    [dialog] = parts(page, JoinDialog)
    assert [dialog.number.itemData(at) for at in range(dialog.number.count())] == [numbers[1]]
    dialog.number.setFocus()
    QTest.keyClick(dialog.number, Qt.Key.Key_Down)
    QTest.keyClicks(dialog.reason, "Dikenali petugas")
    QTest.keyClick(dialog.reason, Qt.Key.Key_Return)
    worker.settle()
    assert numbers[1] in words(page)
