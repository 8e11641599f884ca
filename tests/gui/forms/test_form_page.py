"""A form of a case: saved as one types, finished when complete, and never overwritten by a second person."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from models.forms.spec import FieldKind, Value, Values
from tests.gui.forms.conftest import Desk, parts
from ui.pages.form.conflict import ConflictCard
from ui.pages.form.page import FormPage
from ui.papers import PaperDialog

FORM = "asesmen-risiko"


@pytest.fixture
def desk(make_desk: Callable[[str], Desk]) -> Desk:
    """Dewi of the services, who may read assessments."""
    return make_desk("dewi")


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.open_case()


def opened(desk: Desk, case_id: int, form_key: str = FORM) -> FormPage:
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=form_key)
    desk.settle()
    assert page.view is not None
    return page


def answer(page: FormPage, **answers: object) -> None:
    assert page.view is not None
    for key, value in answers.items():
        page.view.answer(key, value)  # type: ignore[arg-type]  # plain values


def complete(page: FormPage) -> None:
    """Answer everything that must be answered."""
    assert page.view is not None
    view = page.view
    for _ in range(5):
        for problem in view.state.blocking():
            row = view._rows[problem.field]
            options = [option.key for option in row.field.options[:1]]
            answers: dict[FieldKind, Value] = {
                FieldKind.DATE: "2026-11-23",
                FieldKind.YES_NO: "tidak",
                FieldKind.YES_NO_UNKNOWN: "tidak",
                FieldKind.TIME: "09:00",
                FieldKind.OFFICER: "1",
                FieldKind.OFFICERS: ["1"],
                FieldKind.INTEGER: 1,
                FieldKind.MULTI_CHOICE: options,
                FieldKind.CHOICE: "".join(options),
            }
            value = answers.get(row.field.kind, "Keterangan uji")
            view.answer(problem.field, value)
    assert view.completion().complete, view.state.blocking()


def stored(desk: Desk, case_id: int, form_key: str = FORM) -> Values:
    return dict(desk.ask(lambda: desk.workspace.forms.open(case_id, form_key)).values)


def test_the_head_of_the_page_waits_at_the_top_without_verbs_until_the_form_is_read(desk: Desk, case_id: int) -> None:
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=FORM)
    QApplication.sendPostedEvents()
    assert not any(button.isVisible() for button in (page.done_button, page.next_button, page.print_button))
    waiting = page._head.y()
    desk.settle()
    assert page.view is not None
    assert page._head.y() == waiting
    assert page.done_button.isVisible()


def test_answers_are_saved_without_a_button(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    told: list[str] = []
    page.saved_state.connect(lambda words, _tone: told.append(words))
    answer(page, medis="ya")
    assert page.leave()
    desk.settle()
    assert stored(desk, case_id)["medis"] == "ya"
    assert told[-1] == "Tersimpan otomatis 08.05"


def test_saving_twice_in_a_row_is_no_conflict_with_oneself(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    for value in ("ya", "tidak", "tidak_tahu"):
        answer(page, medis=value)
        page.autosave.flush()
    desk.settle()
    assert stored(desk, case_id)["medis"] == "tidak_tahu"
    assert parts(page, ConflictCard) == []


def test_finishing_an_incomplete_form_shows_what_is_missing(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    page.done_button.click()
    desk.settle()
    assert page.view is not None
    assert page.view.summary.isVisible()
    assert desk.went == []
    assert page.view._current() is not None


def test_a_finished_form_is_complete_and_leads_back_to_the_case(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    complete(page)
    page.done_button.click()
    desk.settle()
    assert desk.went == [("kasus_rinci", {"case_id": case_id})]
    assert desk.ask(lambda: desk.workspace.forms.open(case_id, FORM)).status == "lengkap"


def conflict(desk: Desk, case_id: int) -> FormPage:
    """Both change the form; the other person is quicker."""
    page = opened(desk, case_id)
    answer(page, medis="ya", terancam="ya")
    page.autosave.flush()
    desk.settle()
    sheet = desk.ask(lambda: desk.workspace.forms.open(case_id, FORM))
    theirs: Values = {**sheet.values, "medis": "tidak", "tidak_aman": "ya"}
    desk.ask(lambda: desk.workspace.forms.save(case_id, FORM, theirs, sheet.row_version))
    answer(page, medis="tidak_tahu")
    page.autosave.flush()
    desk.settle()
    return page


def test_a_second_persons_change_is_shown_side_by_side_and_nothing_is_overwritten(desk: Desk, case_id: int) -> None:
    page = conflict(desk, case_id)
    [card] = parts(page, ConflictCard)
    desk.qtbot.waitUntil(card.isVisible)
    assert "orang lain (Dewi Anjani" in card.accessibleName()
    assert stored(desk, case_id)["medis"] == "tidak"
    assert page.view is not None
    assert page.view.values()["medis"] == "tidak_tahu"
    answer(page, medis="ya")
    page.autosave.flush()
    desk.settle()
    assert stored(desk, case_id)["medis"] == "tidak", "nothing is saved before the person has chosen"


def test_keeping_mine_puts_my_answers_on_top_of_theirs(desk: Desk, case_id: int) -> None:
    page = conflict(desk, case_id)
    parts(page, ConflictCard)[0].mine.click()
    desk.settle()
    kept = stored(desk, case_id)
    assert (kept["medis"], kept["tidak_aman"], kept["terancam"]) == ("tidak_tahu", "ya", "ya")


def test_taking_theirs_leaves_my_answer(desk: Desk, case_id: int) -> None:
    page = conflict(desk, case_id)
    parts(page, ConflictCard)[0].theirs.click()
    desk.settle()
    assert page.view is not None
    assert page.view.values()["medis"] == "tidak"
    assert stored(desk, case_id)["medis"] == "tidak"


def test_each_answer_is_chosen_by_itself(desk: Desk, case_id: int) -> None:
    """Both changed two questions; one answer of each counts, and what only one of them changed stays."""
    page = opened(desk, case_id)
    answer(page, tindakan="Milik saya")
    page.autosave.flush()
    desk.settle()
    sheet = desk.ask(lambda: desk.workspace.forms.open(case_id, FORM))
    theirs: Values = {**sheet.values, "medis": "tidak", "terancam": "tidak", "sinyal": "Lampu"}
    desk.ask(lambda: desk.workspace.forms.save(case_id, FORM, theirs, sheet.row_version))
    answer(page, medis="ya", terancam="ya", keinginan="Pulang")
    page.autosave.flush()
    desk.settle()
    [card] = parts(page, ConflictCard)
    assert set(card.choices) == {"medis", "terancam"}
    assert not card.take_button.isEnabled()
    desk.qtbot.keyClick(card.choices["medis"].buttons[1], "s")
    desk.qtbot.keyClick(card.choices["terancam"].buttons[0], "m")
    card.take_button.click()
    desk.settle()
    kept = stored(desk, case_id)
    assert (kept["medis"], kept["terancam"]) == ("ya", "tidak")
    assert (kept["sinyal"], kept["keinginan"], kept["tindakan"]) == ("Lampu", "Pulang", "Milik saya")


def test_answers_are_taken_back_and_done_again(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    view = page.view
    assert view is not None
    assert not page.undo_button.isEnabled()
    place = view._rows["pelindung_siapa"].editor.focus_target()
    place.setFocus()
    desk.qtbot.keyClicks(place, "Ibu")
    desk.qtbot.keyClick(place, Qt.Key.Key_Tab)
    answer(page, medis="ya")
    desk.qtbot.keyClick(view._rows["medis"].editor.focus_target(), Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert "medis" not in view.values()
    page.undo_button.click()
    assert "pelindung_siapa" not in view.values()
    assert QApplication.focusWidget() is place
    desk.qtbot.keyClick(place, Qt.Key.Key_Y, Qt.KeyboardModifier.ControlModifier)
    assert view.values()["pelindung_siapa"] == "Ibu"
    page.redo_button.click()
    assert view.values()["medis"] == "ya"
    assert not page.redo_button.isEnabled()
    page.undo_button.click()
    page.autosave.flush()
    desk.settle()
    assert "medis" not in stored(desk, case_id), "what was taken back is saved as such"


def test_a_later_form_begins_with_what_is_known_and_says_so(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id, "pengaduan")
    assert page.view is not None
    marked = [row for row in page.view._rows.values() if row._prefilled.isVisibleTo(page)]
    assert {row.field.meaning for row in marked} >= {"klien.nama", "kasus.kanal"}


def test_the_paper_is_shown_before_it_is_printed(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    assert not page.print_button.isEnabled()
    answer(page, medis="ya")
    page.autosave.flush()
    desk.settle()
    page.print_button.click()
    desk.settle()
    page.blank_button.click()
    desk.settle()
    dialogs = parts(page, PaperDialog)
    assert [dialog.windowTitle() for dialog in dialogs] == ["Formulir asesmen risiko", "Formulir kosong asesmen risiko"]
    assert all(dialog.preview.pdf.startswith(b"%PDF") for dialog in dialogs)
    for dialog in dialogs:
        dialog.close()


def test_the_next_form_of_the_step_follows(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id, "informasi-kasus")
    page.next_button.click()
    desk.settle()
    assert len(desk.went) == 1


def test_going_straight_from_one_form_to_another_keeps_both_right(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    answer(page, medis="ya")
    page.leave()
    page.show_with(case_id=case_id, form_key="pengaduan")
    desk.settle()
    answer(page, tempat_terima="Kantor")
    page.autosave.flush()
    desk.settle()
    assert parts(page, ConflictCard) == []
    assert stored(desk, case_id)["medis"] == "ya"
    assert "medis" not in stored(desk, case_id, "pengaduan")


def test_who_may_not_read_a_form_is_told_and_led_back(make_desk: Callable[[str], Desk]) -> None:
    rina = make_desk("rina")
    case_id = rina.open_case()
    page = FormPage(rina.context)
    rina.show(page)
    page.show_with(case_id=case_id, form_key=FORM)
    rina.settle()
    assert rina.notify.said == ["RA-IZN-01"]
    assert rina.went == [("kasus_rinci", {"case_id": case_id})]


def test_a_refusal_offers_to_keep_only_the_least(desk: Desk, case_id: int) -> None:
    """The officer is told what would go, and the answers go only on a yes."""
    forms = desk.workspace.forms
    before = desk.ask(lambda: forms.open(case_id, "informasi-kasus"))
    story: Values = {**before.values, "ringkasan": "Dipukul di dapur"}
    desk.ask(lambda: forms.save(case_id, "informasi-kasus", story, before.row_version))
    page = opened(desk, case_id, "lembar-kontak")
    complete(page)
    answer(page, data_disimpan="minimum")
    desk.notify.agree = True
    page.done_button.click()
    desk.settle()
    said = " ".join(desk.notify.said)
    assert "isian yang tidak diperlukan?" in said
    assert "Ringkasan kejadian" in said
    assert desk.notify.said[-1].endswith("isian dikosongkan dan dicatat.")
    assert "ringkasan" not in desk.ask(lambda: forms.open(case_id, "informasi-kasus")).values
