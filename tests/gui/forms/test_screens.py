"""The pages of forms and letters at the sizes of small office screens: named, large enough, nothing cut off."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from tests.gui.forms.conftest import Desk
from tests.screen_checks import faults
from ui.pages.form.page import FormPage
from ui.pages.intake.page import IntakePage
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.list_page import LettersPage
from ui.theme import Appearance, Mode
from ui.widgets.page import Page

#: What is left for a page in a window of 1366 x 728 and of 1093 x 545 (the first at 125 % of the screen).
SIZES = [(1142, 620), (1033, 455)]


def shown(desk: Desk, page: Page, size: tuple[int, int], **params: object) -> QWidget:
    desk.show(page, *size)
    page.show_with(**params)
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.size().toTuple() == size or page.minimumSizeHint().height() > size[1])
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1]
    return page


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("mode", [Mode.LIGHT, Mode.DARK], ids=lambda mode: mode.value)
def test_the_complaint(desk: Desk, look: Appearance, size: tuple[int, int], mode: Mode) -> None:
    look.set_mode(mode)
    page = IntakePage(desk.context)
    shown(desk, page, size)
    assert faults(page) == []
    page.open_button.click()
    assert page.view is not None
    page.view.answer("darurat", "ya")
    desk.settle()
    assert page.minimumSizeHint().height() <= size[1]
    desk.qtbot.waitUntil(lambda: faults(page) == [])


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_form_to_fill_and_to_read(desk: Desk, size: tuple[int, int]) -> None:
    page = FormPage(desk.context)
    shown(desk, page, size, case_id=desk.open_case(), form_key="pengaduan")
    desk.qtbot.waitUntil(lambda: faults(page) == [])
    assert page.view is not None
    page.view.set_read_only(True)
    desk.qtbot.waitUntil(lambda: faults(page) == [])


@pytest.mark.parametrize("size", SIZES, ids=str)
@pytest.mark.parametrize("letter", ["surat-tugas-penjangkauan", "surat-rujukan-kedaruratan"])
def test_a_letter(desk: Desk, size: tuple[int, int], letter: str) -> None:
    page = LetterDeskPage(desk.context)
    shown(desk, page, size, case_id=desk.open_case(), letter_key=letter)
    desk.qtbot.waitUntil(lambda: faults(page) == [])


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_the_list_of_letters(desk: Desk, size: tuple[int, int]) -> None:
    case_id = desk.open_case()
    desk.ask(lambda: desk.workspace.letters.start(case_id, "surat-tugas-penjangkauan"))
    page = LettersPage(desk.context)
    shown(desk, page, size)
    desk.qtbot.waitUntil(lambda: faults(page) == [])


def test_larger_text_needs_no_second_screen(desk: Desk, look: Appearance) -> None:
    page = IntakePage(desk.context)
    shown(desk, page, SIZES[0])
    look.set_percent(150)
    desk.qtbot.waitUntil(lambda: faults(page) == [])
    assert page.minimumSizeHint().width() <= SIZES[0][0]


@pytest.mark.parametrize("size", SIZES, ids=str)
def test_a_form_with_a_name_as_long_as_a_line_keeps_its_verbs_in_the_window(desk: Desk, size: tuple[int, int]) -> None:
    page = FormPage(desk.context)
    shown(desk, page, size, case_id=desk.open_case(), form_key="rencana-penjangkauan")
    page._head.set_words("Formulir Identifikasi Penerima Manfaat dan Keluarganya " * 3, "Kasus " * 40)
    desk.settle()
    assert page.minimumSizeHint().width() <= size[0]
    right = page.done_button.mapTo(page, page.done_button.rect().topRight()).x()
    assert right <= page.width()
    assert page._head._title.toolTip().startswith("Formulir Identifikasi")
