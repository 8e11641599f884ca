"""The field kit is one press away on the forms of a case."""

from __future__ import annotations

from tests.gui.forms.conftest import COMPLAINT, Desk, parts
from ui.pages.case.page import CasePageView
from ui.papers import PaperDialog


def test_the_kit_is_shown_before_it_is_printed(worker: Desk) -> None:
    workspace = worker.workspace
    sop_key = worker.ask(workspace.cases.procedures)[0].key
    case = worker.ask(lambda: workspace.cases.open_case(sop_key, COMPLAINT, "aduan-bekal"))
    page = CasePageView(worker.context)
    worker.show(page)
    page.show_with(case_id=case.case_id)
    worker.settle()
    page.forms.kit_button.click()
    worker.settle()
    [dialog] = parts(page, PaperDialog)
    assert dialog.windowTitle() == "Paket berangkat"
    assert dialog._pdf.startswith(b"%PDF")
    dialog.reject()
