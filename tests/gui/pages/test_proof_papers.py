"""Printing from the screens: the SOP, the proof of a case, the evaluation of a year."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests import papers
from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.conftest import HEAD, MANAGER, close
from ui.pages.admin.evaluation import EvaluationDialog
from ui.pages.admin.page import AdminPage
from ui.pages.admin.procedures import ProcedureCard, ProceduresSection
from ui.pages.case.page import CasePageView
from ui.papers import PaperDialog
from ui.widgets.basics import Button


def card_of(desk: Desk) -> tuple[AdminPage, ProcedureCard]:
    """Administrasi with the SOPs open, and the first one in use."""
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian="sop")
    desk.settle()
    section = page.section
    assert isinstance(section, ProceduresSection)
    return page, next(card for card in section.cards.values() if card.info.in_use)


def dialog_of(desk: Desk, page: AdminPage | CasePageView) -> PaperDialog:
    desk.qtbot.waitUntil(lambda: bool(parts(page, PaperDialog)))
    desk.settle()
    return parts(page, PaperDialog)[-1]


def test_the_sop_is_shown_before_it_is_printed(desk: Desk, qtbot: QtBot) -> None:
    page, card = card_of(desk)
    qtbot.mouseClick(card.print_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(desk, page)
    assert dialog.windowTitle() == f"SOP {card.info.name}"
    text = papers.text(dialog.preview.pdf)
    assert "Dasar hukum:" in text
    assert card.info.number in text
    dialog.reject()


def test_the_proof_of_a_case_is_in_its_menu(shift: Callable[[str], Desk]) -> None:
    worker = shift("dewi")
    case_id = worker.open_case()
    close(worker, case_id)
    head = shift(HEAD)
    page = CasePageView(head.context)
    head.show(page)
    page.show_with(case_id=case_id)
    head.settle()
    menu = page.header.more_button.menu()
    next(action for action in menu.actions() if action.text() == "Bukti mutu baku").trigger()
    dialog = dialog_of(head, page)
    assert "BUKTI MUTU BAKU" in papers.text(dialog.preview.pdf)
    dialog.reject()


def test_the_evaluation_of_another_year_and_its_table(
    shift: Callable[[str], Desk], tmp_path: Path, qtbot: QtBot
) -> None:
    head = shift(HEAD)
    page, card = card_of(head)
    year = head.workspace.clock.now().year
    qtbot.mouseClick(card.evaluate_button, Qt.MouseButton.LeftButton)
    dialog = dialog_of(head, page)
    assert isinstance(dialog, EvaluationDialog)
    assert f"EVALUASI SOP TAHUN {year}" in papers.text(dialog.preview.pdf)
    dialog.year_choice.setCurrentIndex(1)
    head.settle()
    assert dialog.windowTitle().endswith(str(year - 1))
    assert f"EVALUASI SOP TAHUN {year - 1}" in papers.text(dialog.preview.pdf)
    head.notify.target = tmp_path / "evaluasi"
    dialog.table_button.click()
    head.settle()
    assert head.notify.said[-2:] == [f"evaluasi-{card.info.key}-{year - 1}.xlsx", "Excel tersimpan."]
    book = openpyxl.load_workbook(BytesIO((tmp_path / "evaluasi.xlsx").read_bytes()))
    assert book.active.cell(1, 1).value == f"Evaluasi SOP {card.info.name} tahun {year - 1}"
    dialog.reject()


def test_who_sees_no_cases_sees_no_evaluation(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    _, card = card_of(make_desk(MANAGER))
    qtbot.waitUntil(card.print_button.isVisible)
    assert not card.evaluate_button.isVisible()


@pytest.mark.parametrize("size", [(1093, 545), (1366, 700)])
def test_the_verbs_have_room(desk: Desk, size: tuple[int, int], qtbot: QtBot) -> None:
    page, card = card_of(desk)
    page.resize(*size)
    for button in (card.evaluate_button, card.print_button, card.use_button):
        qtbot.waitUntil(partial(_whole, card, button))


def _whole(card: ProcedureCard, button: Button) -> bool:
    return button.width() >= button.sizeHint().width() and card.rect().contains(button.geometry())
