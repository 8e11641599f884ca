"""The head lets a running case go on by the new version of its SOP, and sees beforehand what changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from models.sop import edit
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import HEAD, MANAGER, WORKER
from tests.gui.pages.test_case_page import shown

KEY = "tangerang-uptd-penjangkauan"


def with_a_second_version(shift: Callable[[str], Desk], *, without: int | None = None) -> tuple[Desk, int]:
    """A case of version 1 before the head, after version 2 came into force; ``without`` a row of the first."""
    case_id = shift(WORKER).open_case()
    manager = shift(MANAGER)
    editor = manager.workspace.procedure_editor
    draft = manager.ask(lambda: editor.begin(KEY))
    sheet = manager.ask(lambda: editor.open(draft.draft_id))
    if without is None:
        spec = edit.insert_step(sheet.spec, 1, "Memeriksa kelengkapan")
    else:
        spec = edit.change_step(sheet.spec, without, title="Sama sekali lain", activity="Qwerty")
    saved = manager.ask(lambda: editor.save_draft(sheet.draft_id, spec, sheet.row_version))
    manager.ask(lambda: editor.put_in_force(sheet.draft_id, saved, date(2026, 11, 23)))
    return shift(HEAD), case_id


def test_the_head_is_shown_what_changes_and_decides(shift: Callable[[str], Desk]) -> None:
    head, case_id = with_a_second_version(shift)
    page = shown(head, case_id)
    assert page.header._move.isVisible()
    head.notify.reason = "Aturan baru lebih aman."
    page.header._move.trigger()
    head.settle()
    assert "Baris 2 baru: Memeriksa kelengkapan." in head.notify.said[0]
    assert head.notify.said[-1] == "Kasus ini mengikuti versi 2."
    steps = head.ask(lambda: head.workspace.cases.page(case_id)).steps
    assert steps[1].title == "Memeriksa kelengkapan"
    head.settle()
    assert not page.header._move.isVisible()


def test_a_case_without_a_place_in_the_version_is_told_so(shift: Callable[[str], Desk]) -> None:
    head, case_id = with_a_second_version(shift, without=0)
    page = shown(head, case_id)
    page.header._move.trigger()
    head.settle()
    assert head.notify.said[-1].startswith("Kasus ini tetap pada versinya Baris 1 “Menerima informasi kasus”")


def test_who_may_not_decide_is_not_asked(shift: Callable[[str], Desk]) -> None:
    _head, case_id = with_a_second_version(shift)
    assert not shown(shift(WORKER), case_id).header._move.isVisible()
