"""Taking in a complaint: nothing typed is lost, and one sheet becomes one case."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt

from models.services.views import CaseFilter
from tests.gui.forms.conftest import COMPLAINT, Desk, parts
from ui.pages.intake.page import IntakePage
from ui.shell.page_stack import PageStack, Visit
from ui.widgets.basics import Button
from ui.widgets.messages import Banner


@pytest.fixture
def page(desk: Desk) -> IntakePage:
    return opened(desk)


def opened(desk: Desk, **params: object) -> IntakePage:
    made = IntakePage(desk.context)
    desk.show(made)
    made.show_with(**params)
    desk.settle()
    desk.qtbot.waitUntil(lambda: made.view is not None)
    return made


def write(page: IntakePage, **answers: object) -> None:
    assert page.view is not None
    for key, value in {**COMPLAINT, **answers}.items():
        page.view.answer(key, value)  # type: ignore[arg-type]  # plain values


def drafts(desk: Desk) -> list[dict[str, object]]:
    return [dict(draft.values) for draft in desk.ask(lambda: desk.workspace.forms.drafts("aduan"))]


def cases(desk: Desk) -> int:
    return desk.ask(lambda: desk.workspace.cases.list(CaseFilter(view="semua"))).total


def banner_verb(page: IntakePage, words: str) -> Button:
    found = [button for button in parts(page.banners, Button) if button.accessibleName() == words]
    assert found, f"no {words}"
    return found[0]


def test_only_channel_place_and_summary_are_needed(page: IntakePage, desk: Desk) -> None:
    page.open_button.click()
    assert page.view is not None
    summary = page.view.summary
    desk.qtbot.waitUntil(lambda: len([link for link in parts(summary, Button) if link.isVisible()]) == 3)
    assert desk.went == []
    assert cases(desk) == 0


def test_a_complaint_becomes_a_case_and_leads_to_it(page: IntakePage, desk: Desk) -> None:
    write(page)
    page.open_button.click()
    desk.settle()
    [(place, params)] = desk.went
    assert place == "kasus_rinci"
    case = desk.ask(lambda: desk.workspace.cases.page(int(str(params["case_id"]))))
    assert case.head.client_label.endswith("L.P.")
    assert desk.notify.said == [f"Kasus {case.head.number} dibuka."]
    assert drafts(desk) == []


def test_a_double_click_opens_one_case(page: IntakePage, desk: Desk) -> None:
    write(page)
    page.open_button.click()
    page._send()
    page.open_button.click()
    desk.settle()
    assert cases(desk) == 1
    assert len(desk.went) == 1


@pytest.mark.fault(28)
def test_who_comes_back_after_locking_goes_on_with_the_same_sheet(desk: Desk) -> None:
    def program() -> PageStack:
        stack = PageStack(lambda _page_id: IntakePage(desk.context))
        desk.show(stack)
        return stack

    before = program()
    before.go(Visit("terima_aduan"))
    desk.settle()
    assert isinstance(before.page, IntakePage)
    write(before.page)
    before.leave_all()
    assert before.visit is not None
    later = program()
    later.go(before.visit)
    desk.settle()
    assert isinstance(later.page, IntakePage)
    assert later.page.view is not None
    assert later.page.view.values()["ringkasan"] == COMPLAINT["ringkasan"]
    assert len(drafts(desk)) == 1


def test_what_was_typed_is_kept_when_the_person_leaves_and_offered_again(page: IntakePage, desk: Desk) -> None:
    write(page)
    assert page.leave()
    desk.settle()
    assert [draft["ringkasan"] for draft in drafts(desk)] == [COMPLAINT["ringkasan"]]

    later = opened(desk)
    assert later.view is not None
    assert "ringkasan" not in later.view.values()
    [banner] = [banner for banner in parts(later.banners, Banner) if "belum selesai" in banner.accessibleName()]
    assert banner.accessibleName().startswith("Ada isian yang belum selesai dari hari ini 08.05 (")
    banner_verb(later, "Lanjutkan").click()
    desk.settle()
    assert later.view.values()["ringkasan"] == COMPLAINT["ringkasan"]
    later.open_button.click()
    desk.settle()
    assert cases(desk) == 1
    assert drafts(desk) == []


def test_a_draft_is_thrown_away_only_after_a_question(page: IntakePage, desk: Desk) -> None:
    write(page)
    page.leave()
    desk.settle()
    later = opened(desk)
    desk.notify.agree = False
    banner_verb(later, "Buang isian").click()
    desk.settle()
    assert len(drafts(desk)) == 1
    desk.notify.agree = True
    banner_verb(later, "Buang isian").click()
    desk.settle()
    assert drafts(desk) == []
    assert desk.notify.said[-1].endswith("[Buang isian]")


def test_an_empty_sheet_leaves_no_draft(page: IntakePage, desk: Desk) -> None:
    page.leave()
    desk.settle()
    assert drafts(desk) == []


def test_two_people_do_not_see_each_others_drafts(make_desk: Callable[[str], Desk]) -> None:
    rina = make_desk("rina")
    page = opened(rina)
    write(page)
    page.leave()
    rina.settle()
    assert len(drafts(rina)) == 1
    assert drafts(make_desk("dewi")) == []


def test_an_emergency_is_marked_by_key_and_stands_above_the_sheet(page: IntakePage, desk: Desk) -> None:
    def red() -> list[str]:
        banners = parts(page.banners, Banner)
        return [b.accessibleName() for b in banners if b.isVisibleTo(page) and "darurat" in b.accessibleName()]

    assert red() == []
    desk.qtbot.keyClick(page, Qt.Key.Key_D, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier)
    desk.qtbot.waitUntil(lambda: len(red()) == 1)
    assert page.view is not None
    assert page.view.values()["darurat"] == "ya"
    banner_verb(page, "Batalkan tanda").click()
    assert red() == []


def hints(page: IntakePage) -> list[str]:
    shown = [banner.accessibleName() for banner in parts(page.banners, Banner) if banner.isVisibleTo(page)]
    return [words for words in shown if words.startswith("Mungkin sama")]


def test_another_spelling_of_a_known_name_is_pointed_out_and_taken_back(page: IntakePage, desk: Desk) -> None:
    desk.open_case(korban_nama="Muhammad Rizal Zubaidi")
    write(page, korban_nama="Moh. Risal Subaidi")
    desk.qtbot.waitUntil(lambda: bool(hints(page)))
    assert "nama" in hints(page)[0]
    assert "Rizal" not in hints(page)[0], "initials and number only"
    write(page, korban_nama="Kartika Mahardika")
    desk.qtbot.waitUntil(lambda: not hints(page))


def test_a_known_nik_is_pointed_out_without_blocking(page: IntakePage, desk: Desk) -> None:
    case_id = desk.open_case(korban_nik="3671014101900001")
    number = desk.ask(lambda: desk.workspace.cases.page(case_id)).head.number
    write(page, korban_nik="3671014101900001")
    desk.qtbot.waitUntil(lambda: bool([hint for hint in hints(page) if f"dengan {number}" in hint]))
    page.open_button.click()
    desk.settle()
    assert cases(desk) == 2


def test_the_new_case_points_to_the_earlier_one_of_the_person(page: IntakePage, desk: Desk) -> None:
    case_id = desk.open_case(korban_nik="3671014101900001")
    number = desk.ask(lambda: desk.workspace.cases.page(case_id)).head.number
    write(page, korban_nik="3671014101900001")
    desk.qtbot.waitUntil(lambda: bool(hints(page)))
    page.banners.same_button.click()
    assert not hints(page)
    page.open_button.click()
    desk.settle()
    opened = int(str(desk.went[-1][1]["case_id"]))
    assert [other.number for other in desk.ask(lambda: desk.workspace.same_person.of_case(opened))] == [number]


def test_the_saved_state_is_told_in_words(page: IntakePage, desk: Desk) -> None:
    told: list[str] = []
    page.saved_state.connect(lambda words, _tone: told.append(words))
    write(page)
    page.autosave.flush()
    desk.settle()
    assert told[-1] == "Tersimpan otomatis 08.05"
