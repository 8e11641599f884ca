"""Nothing of the form editor is cut off, unnamed or too small: at both sizes, in dark and large."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from models.forms import edit
from models.forms.spec import FieldKind
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import MANAGER
from tests.gui.pages.test_pages_look import NARROW, WIDE, Window, laid_out
from tests.screen_checks import faults
from ui.pages.formedit.outline import Place
from ui.pages.formedit.page import FormEditorPage
from ui.theme import Mode

KEY = "informasi-kasus"


@pytest.fixture
def manager(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk(MANAGER)


def draft_of(desk: Desk, key: str = KEY) -> int:
    return desk.ask(lambda: desk.workspace.form_editor.begin(key)).draft_id


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_every_tab_is_whole_at_both_sizes(manager: Desk, size: tuple[int, int, int]) -> None:
    page = FormEditorPage(manager.context)
    window = Window(page, *size)
    manager.show(window, size[0], size[2])
    page.show_with(draft_id=draft_of(manager, "rencana-penjangkauan"))
    manager.settle()
    spec = page.desk.spec
    table = next(field for field in spec.fields if field.kind is FieldKind.TABLE)
    page.outline.choose(Place(edit.place_of(spec, table.key)[0], table.key))
    found = {}
    for tab in range(page.tabs.count()):
        page.tabs.setCurrentIndex(tab)
        laid_out(manager, window)
        found[tab] = faults(window)
        assert page.field_form.viewport().width() >= page.field_form.body.minimumSize().width()
    assert {tab: wrong for tab, wrong in found.items() if wrong} == {}


def test_every_tab_is_whole_in_dark_and_large(manager: Desk) -> None:
    manager.context.theme.set_mode(Mode.DARK)
    manager.context.theme.set_percent(150)
    try:
        page = FormEditorPage(manager.context)
        window = Window(page, *WIDE)
        manager.show(window, WIDE[0], WIDE[2])
        page.show_with(draft_id=draft_of(manager))
        manager.settle()
        page.outline.choose(Place(0, page.desk.spec.fields[0].key))
        for tab in range(page.tabs.count()):
            page.tabs.setCurrentIndex(tab)
            laid_out(manager, window)
            assert [tab, *faults(window)] == [tab]
    finally:
        manager.context.theme.set_mode(Mode.LIGHT)
        manager.context.theme.set_percent(100)
