"""An unfinished form goes over to the version in force; what has no place any more is shown and printed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from PySide6.QtWidgets import QLabel

from models.forms import edit
from models.forms.spec import FieldKind, FormSpec
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import MANAGER
from tests.papers import text as words_of
from ui.pages.form.page import FormPage
from ui.pages.form.versions import NewerVersionBanner

KEY = "lembar-kontak"


def changed(spec: FormSpec, gone: str) -> FormSpec:
    spec = edit.remove_field(spec, gone)
    return edit.add_field(spec, 0, 0, "Nomor BPJS", FieldKind.TEXT)[0]


def opened(desk: Desk, case_id: int) -> FormPage:
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=KEY)
    desk.settle()
    return page


def test_answers_follow_and_what_has_no_place_stays_readable(make_desk: Callable[[str], Desk]) -> None:
    worker = make_desk("dewi")
    case_id = worker.open_case()
    page = opened(worker, case_id)
    assert page.view is not None
    fields, written = page.view.state.spec.fields, (FieldKind.TEXT, FieldKind.LONG_TEXT)
    texts = [one for one in fields if one.kind in written and not one.read_only and not one.show_if]
    gone, stays = texts[0], texts[1]
    page.view.answer(gone.key, "Tulisan yang kehilangan tempat")
    page.view.answer(stays.key, "Tulisan yang tetap")
    page.autosave.flush()
    worker.settle()
    manager = make_desk(MANAGER)
    editor = manager.workspace.form_editor
    draft_id = manager.ask(lambda: editor.begin(KEY)).draft_id
    sheet = manager.ask(lambda: editor.open(draft_id))
    kept = manager.ask(lambda: editor.save_draft(draft_id, changed(sheet.spec, gone.key), sheet.row_version))
    manager.ask(lambda: editor.put_in_force(draft_id, kept, date(2026, 11, 23)))
    worker = make_desk("dewi")
    page = opened(worker, case_id)
    banner = page.findChild(NewerVersionBanner)
    assert isinstance(banner, NewerVersionBanner)
    banner.button.click()
    worker.settle()
    assert f"“{gone.label}”" in worker.notify.said[-1]
    assert page.view is not None
    values = page.view.values()
    assert values[stays.key] == "Tulisan yang tetap"
    labels: list[QLabel] = list(page.view.findChildren(QLabel))
    assert "Tulisan yang kehilangan tempat" in [one.text() for one in labels]
    page.view.answer("nomor_bpjs", "0001")
    page.autosave.flush()
    worker.settle()
    again = worker.ask(lambda: worker.workspace.forms.open(case_id, KEY))
    assert (again.spec.version, again.newer_version, again.values["nomor_bpjs"]) == (sheet.version, 0, "0001")
    paper = words_of(worker.ask(lambda: worker.workspace.forms.paper(case_id, KEY)))
    for words in ("Tulisan yang kehilangan tempat", "Tulisan yang tetap", "0001"):
        assert words in paper
