"""High risk opens the red path in the window: whom to call, the letter, a number for one written by hand."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from models.forms.spec import Scalar
from models.settings.office import EmergencyContact
from tests.gui.forms.conftest import Desk, parts
from ui.pages.admin.emergency import EmergencySection
from ui.pages.case.page import CasePageView
from ui.pages.form.page import FormPage
from ui.red_path import RedPathDialog

FORM = "asesmen-risiko"


def finish(worker: Desk, **answers: str) -> tuple[FormPage, int]:
    case_id = worker.open_case()
    page = FormPage(worker.context)
    worker.show(page)
    page.show_with(case_id=case_id, form_key=FORM)
    worker.settle()
    view = page.view
    assert view is not None
    for field in view.state.spec.fields:
        if field.kind == "ya_tidak_tidak_tahu":
            view.answer(field.key, answers.get(field.key, "tidak"))
    for key, value in {"tanggal": "2026-11-01", "tanggal_ulang": "2026-12-01", "tindakan": "Ditemani"}.items():
        view.answer(key, value)
    page.done_button.click()
    worker.settle()
    return page, case_id


def opened(page: FormPage) -> list[RedPathDialog]:
    return parts(page, RedPathDialog)


def words(dialog: RedPathDialog) -> str:
    return " ".join(part.text() for part in parts(dialog, QLabel))


def test_finishing_an_assessment_of_high_risk_opens_it_at_once(worker: Desk) -> None:
    page, case_id = finish(worker, medis="ya")
    [dialog] = opened(page)
    assert dialog.isVisible()
    assert "Dahulukan keselamatan klien" in words(dialog)
    assert "Hubungkan klien dengan layanan kedaruratan" in words(dialog)
    dialog.calls[0].click()
    assert QApplication.clipboard().text() == "110"
    dialog.open_button.click()
    letters = worker.ask(lambda: worker.workspace.cases.page(case_id)).letters
    assert worker.went[-1] == ("surat_rinci", {"letter_id": letters[0].letter_id})


def test_a_number_is_reserved_for_a_letter_written_by_hand(worker: Desk) -> None:
    page, case_id = finish(worker, senjata="ya")
    [dialog] = opened(page)
    dialog.book_button.click()
    worker.settle()
    assert "dipesan" in words(dialog)
    letters = worker.ask(lambda: worker.workspace.cases.page(case_id)).letters
    [number] = [row.number for row in letters if row.number]
    assert number in words(dialog)
    dialog.accept()


@pytest.mark.parametrize(("level", "there"), [("ya", True), ("tidak", False)])
def test_the_case_shows_the_way_back_to_it_as_long_as_it_is_open(worker: Desk, level: str, there: bool) -> None:
    form, case_id = finish(worker, medis=level)
    assert bool(opened(form)) is there
    page = CasePageView(worker.context)
    worker.show(page)
    page.show_with(case_id=case_id)
    worker.settle()
    assert page.header.urgent_button.isVisible() is there
    if there:
        page.header.urgent_button.click()
        worker.settle()
        for dialog in (*parts(page, RedPathDialog), *opened(form)):
            assert dialog.isVisible()
            dialog.accept()


def test_the_office_writes_its_call_list(worker: Desk) -> None:
    section = EmergencySection(worker.context)
    worker.show(section)
    section.load()
    worker.settle()
    row: dict[str, Scalar] = {"nama": "Unit PPA Polres Contoh", "telepon": "112"}
    section.view.answer("mitra", [row])
    assert section.dirty()
    assert section.changes() == {"emergency_contacts": (EmergencyContact("Unit PPA Polres Contoh", "112"),)}
