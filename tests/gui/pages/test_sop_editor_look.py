"""Each part of the procedure editor is whole at both sizes, dark and large."""

from __future__ import annotations

import pytest

from tests.gui.forms.conftest import Desk
from tests.gui.pages.test_pages_look import NARROW, WIDE, Window, laid_out
from tests.gui.pages.test_sop_editor import draft_of
from tests.screen_checks import faults
from ui.pages.procedures.page import ProcedureEditorPage
from ui.theme import Mode


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_every_tab_is_whole_at_both_sizes(manager: Desk, size: tuple[int, int, int]) -> None:
    page = ProcedureEditorPage(manager.context)
    window = Window(page, *size)
    manager.show(window, size[0], size[2])
    page.show_with(draft_id=draft_of(manager))
    manager.settle()
    page.steps.choose(5)
    manager.qtbot.waitUntil(page.row_form.decision.rows[-1].isVisible)
    found = {}
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        laid_out(manager, window)
        found[tab] = faults(window)
    assert {tab: wrong for tab, wrong in found.items() if wrong} == {}


def test_every_tab_is_whole_in_dark_and_large(manager: Desk) -> None:
    manager.context.theme.set_mode(Mode.DARK)
    manager.context.theme.set_percent(150)
    try:
        page = ProcedureEditorPage(manager.context)
        window = Window(page, *WIDE)
        manager.show(window, WIDE[0], WIDE[2])
        page.show_with(draft_id=draft_of(manager))
        manager.settle()
        for tab in range(page.tabs.count()):
            page.tabs.setCurrentIndex(tab)
            laid_out(manager, window)
            assert [tab, *faults(window)] == [tab]
    finally:
        manager.context.theme.set_mode(Mode.LIGHT)
        manager.context.theme.set_percent(100)
