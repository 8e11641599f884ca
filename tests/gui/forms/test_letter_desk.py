"""The letter desk: the paper beside the fields, a number only after a question, and nothing changed afterwards."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget

from models.forms.spec import Values
from models.letters.spec import LetterContent
from models.rehearsal.invention import Inventor
from models.services.views import LetterSheet
from tests.gui.forms.conftest import Desk, parts
from ui.pages.letters import presenter
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.list_page import LettersPage
from ui.pages.letters.presenter import Reach, Stage
from ui.printing import Batch, Paper
from ui.shell.page_stack import PageStack, Visit
from ui.widgets.page import Page

LETTER = "surat-tugas-penjangkauan"


@pytest.fixture
def case_id(desk: Desk) -> int:
    return desk.open_case()


def opened(desk: Desk, case_id: int) -> LetterDeskPage:
    page = LetterDeskPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, letter_key=LETTER)
    desk.settle()
    assert page.card.view is not None
    return page


def fill(page: LetterDeskPage, desk: Desk) -> None:
    view, sheet = page.card.view, page._sheet
    assert view is not None
    assert sheet is not None
    view.answer("petugas_ditugaskan", [sheet.officers[0].key])
    view.answer("tujuan", "Kecamatan Sukamaju")
    page.paper.draw()
    desk.settle()


def sheet_of(desk: Desk, page: LetterDeskPage) -> LetterSheet:
    assert page._sheet is not None
    letter_id = page._sheet.letter_id
    return desk.ask(lambda: desk.workspace.letters.open(letter_id))


def words(page: LetterDeskPage) -> list[str]:
    return [part.text() for part in parts(page, QLabel) if part.isVisibleTo(page)]


def reach(page: LetterDeskPage) -> dict[str, str]:
    return {stage.name: pill.accessibleName().split(": ")[1] for stage, pill in page.card._pills.items()}


def test_the_paper_follows_what_is_typed_and_names_what_is_missing(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    before = page.preview.pdf
    assert before.startswith(b"%PDF")
    assert "Petugas yang ditugaskan" in page.card.missing.text()
    assert page.card.view is not None
    page.card.view.answer("tujuan", "Kecamatan Sukamaju")
    desk.qtbot.waitUntil(lambda: page.preview.pdf != before, timeout=10_000)
    desk.settle()
    assert "Tujuan" not in page.card.missing.text()
    assert sheet_of(desk, page).number == ""


def test_from_what_is_missing_a_link_leads_to_its_question(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    view = page.card.view
    assert view is not None
    assert page.card.missing.link.accessibleName() == "Isi Petugas yang ditugaskan"
    sheet = page._sheet
    assert sheet is not None
    view.answer("petugas_ditugaskan", [sheet.officers[0].key])
    view.answer("tujuan", "")
    page.paper.draw()
    desk.settle()
    assert page.card.missing.link.accessibleName() == "Isi Tujuan"
    page.card.missing.link.click()
    focused = page.focusWidget()
    assert focused is not None
    assert view._rows["tujuan"].isAncestorOf(focused)
    view.answer("tujuan", "Kecamatan Sukamaju")
    page.paper.draw()
    desk.settle()
    assert page.card.missing.text() == ""


def test_how_people_are_written_is_chosen_beside_the_letter(desk: Desk, case_id: int) -> None:
    page = LetterDeskPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, letter_key="surat-rujukan-kedaruratan")
    desk.settle()
    assert page._preview is not None
    assert "L.P." in page._preview.content.subject
    page.card.naming.pick("kode")
    desk.settle()
    assert sheet_of(desk, page).naming == "kode"
    assert "L.P." not in page._preview.content.subject
    assert page.card.naming.currentData() == "kode"


def test_the_paper_is_drawn_beside_the_window_and_beside_the_database(desk: Desk, case_id: int) -> None:
    """A search must not wait behind a drawing, nor the keys one types."""
    drawn_on: list[str] = []
    draw = desk.workspace.renderers.letter

    def seen(content: LetterContent) -> bytes:
        drawn_on.append(threading.current_thread().name)
        return draw(content)

    desk.workspace.renderers = replace(desk.workspace.renderers, letter=seen)
    page = opened(desk, case_id)
    assert page.card.view is not None
    page.card.view.answer("tujuan", "Kecamatan Sukamaju")
    desk.qtbot.waitUntil(lambda: len(drawn_on) == 2, timeout=10_000)
    desk.settle()
    assert drawn_on == ["kertas_0", "kertas_0"]


def test_no_number_for_a_letter_that_is_not_complete(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    page.card.number_button.click()
    desk.settle()
    assert page.card.view is not None
    assert page.card.view.summary.isVisible()
    assert desk.notify.said == []
    assert sheet_of(desk, page).status == "konsep"


def test_the_number_is_shown_before_it_is_taken(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    fill(page, desk)
    assert reach(page) == {"CONTENT": "selesai", "NUMBER": "sekarang", "SIGNATURE": "nanti", "PRINT": "nanti"}
    desk.notify.agree = False
    page.card.number_button.click()
    desk.settle()
    assert desk.notify.said[-1].startswith("Beri nomor ")
    assert "tidak dapat dipakai lagi" in desk.notify.said[-1]
    assert sheet_of(desk, page).status == "konsep", "a question answered with no takes no number"
    desk.notify.agree = True
    page.card.number_button.click()
    desk.settle()
    issued = sheet_of(desk, page)
    assert issued.status == "terbit"
    assert issued.number in desk.notify.said[-2]
    assert issued.number in " ".join(words(page))


def issued_page(desk: Desk, case_id: int) -> LetterDeskPage:
    page = opened(desk, case_id)
    fill(page, desk)
    page.card.number_button.click()
    desk.settle()
    return page


def test_an_issued_letter_is_only_read_and_its_paper_stays_the_same(desk: Desk, case_id: int) -> None:
    page = issued_page(desk, case_id)
    assert page.card.view is not None
    assert not any(row.editor.isVisibleTo(page) for row in page.card.view._rows.values())
    assert not page.card.number_button.isVisible()
    assert page.card.print_button.isVisible()
    letter_id = sheet_of(desk, page).letter_id
    assert page.preview.pdf == desk.ask(lambda: desk.workspace.letters.paper(letter_id))
    said = len(desk.notify.said)
    page.card.view.submitted.emit()
    desk.settle()
    assert len(desk.notify.said) == said, "Ctrl+Enter asks for no second number"


def test_who_comes_back_finds_the_same_letter_and_no_new_one(desk: Desk, case_id: int) -> None:
    stack = PageStack(lambda page_id: LetterDeskPage(desk.context) if page_id == "surat_rinci" else Page(page_id))
    desk.show(stack)
    stack.go(Visit("surat_rinci", {"case_id": case_id, "letter_key": LETTER}))
    desk.settle()
    page = stack.page
    assert isinstance(page, LetterDeskPage)
    fill(page, desk)
    page.card.number_button.click()
    desk.settle()
    number = sheet_of(desk, page).number
    after_locking = stack.visit
    stack.go(Visit("kasus"))
    stack.step(-1)
    desk.settle()
    assert sheet_of(desk, page).number == number
    page.show_with(**after_locking.params if after_locking else {})
    desk.settle()
    assert sheet_of(desk, page).number == number
    assert len(desk.ask(desk.workspace.letters.list).rows) == 1


def test_a_spoilt_letter_is_void_with_its_reason_and_the_number_is_not_given_again(desk: Desk, case_id: int) -> None:
    page = issued_page(desk, case_id)
    number = sheet_of(desk, page).number
    page.card.void_button.click()
    desk.settle()
    assert sheet_of(desk, page).status == "batal"
    assert reach(page)["PRINT"] == "nanti"
    desk.qtbot.waitUntil(lambda: "Surat ini dibatalkan: Salah tulis nama kecamatan" in words(page))
    again = opened(desk, case_id)
    fill(again, desk)
    again.card.number_button.click()
    desk.settle()
    assert sheet_of(desk, again).number not in ("", number)


def test_without_a_printer_the_paper_can_be_saved(
    desk: Desk, case_id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    page = issued_page(desk, case_id)
    monkeypatch.setattr(desk.context.printing, "printers", list)
    desk.notify.choice, desk.notify.target = "pdf", tmp_path / "surat.pdf"
    page.card.print_button.click()
    desk.settle()
    assert (tmp_path / "surat.pdf").read_bytes() == page.preview.pdf
    suggested = next(words for words in desk.notify.said if words.endswith(".pdf"))
    assert "Lestari" not in suggested


def test_a_print_is_recorded_and_shown(desk: Desk, case_id: int) -> None:
    page = issued_page(desk, case_id)
    page.deeds.note_print(2, "EPSON L3210")
    desk.settle()
    assert reach(page)["PRINT"] == "selesai"
    day = desk.workspace.clock.now().date()
    lines = desk.ask(lambda: desk.workspace.logbook.day(day))
    assert [line.quantity for line in lines if line.activity == "Mencetak surat"] == [2]


def test_a_draft_is_deleted_only_after_a_question(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    desk.notify.agree = False
    page.card.delete_button.click()
    desk.settle()
    assert desk.went == []
    desk.notify.agree = True
    page.card.delete_button.click()
    desk.settle()
    assert desk.went == [("surat", {})]
    assert desk.ask(lambda: desk.workspace.letters.list("konsep")).rows == ()


def test_a_draft_changed_by_another_person_is_not_overwritten(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    theirs = sheet_of(desk, page)
    letters = desk.workspace.letters
    desk.ask(lambda: letters.save(theirs.letter_id, {"tujuan": "Kecamatan Lain"}, theirs.row_version))
    desk.notify.agree = False
    assert page.card.view is not None
    page.card.view.answer("tujuan", "Kecamatan Sukamaju")
    page.autosave.flush()
    desk.settle()
    desk.settle()
    assert desk.notify.said[0] == "RA-KRJ-01"
    assert page.card.view.values()["tujuan"] == "Kecamatan Lain"
    assert sheet_of(desk, page).values["tujuan"] == "Kecamatan Lain"


def test_only_who_may_void_letters_sees_the_verb(make_desk: Callable[[str], Desk]) -> None:
    rina = make_desk("rina")
    assert issued_page(rina, rina.open_case()).card.void_button.isVisible()
    dewi = make_desk("dewi")
    [row] = dewi.ask(lambda: dewi.workspace.letters.list("terbit")).rows
    page = LetterDeskPage(dewi.context)
    dewi.show(page)
    page.show_with(letter_id=row.letter_id)
    dewi.settle()
    assert page.card.print_button.isVisible()
    assert not page.card.void_button.isVisible()


def test_the_list_shows_all_letters_and_finds_them_by_number(desk: Desk, case_id: int) -> None:
    number = sheet_of(desk, issued_page(desk, case_id)).number
    page = LettersPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    assert page.table.rows.rowCount() == 1
    page.filter.buttons[1].click()
    desk.settle()
    assert page.table.rows.rowCount() == 0
    page.filter.buttons[0].click()
    desk.qtbot.keyClicks(page.search, number)
    desk.qtbot.keyClick(page.search, Qt.Key.Key_Return)
    desk.settle()
    assert page.table.rows.rowCount() == 1
    page.table.opened.emit(page.table.current())
    assert desk.went[-1][0] == "surat_rinci"


def test_the_steps_of_a_letter(desk: Desk, case_id: int) -> None:
    page = opened(desk, case_id)
    sheet = page._sheet
    assert sheet is not None
    assert presenter.stages(sheet, ready=False, printed=False)[Stage.CONTENT] is Reach.NOW
    assert presenter.stages(sheet, ready=True, printed=False)[Stage.NUMBER] is Reach.NOW


def test_what_is_missing_is_named_in_one_line() -> None:
    assert presenter.named(()) == ""
    five = ("a", "b", "c", "d", "e")
    assert presenter.named(five) == "Belum lengkap untuk surat ini: a, b, c, d, dan 1 lagi."


def invented(desk: Desk, sheet: LetterSheet) -> Values:
    """Answers with which this letter can be issued."""
    today = desk.workspace.clock.now().date()
    inventor = Inventor(5, sheet.officers)
    return inventor.answers(presenter.as_form(sheet.spec, sheet.values), sheet.values, inventor.person(today), today)


def test_without_consent_the_law_and_the_reason_are_asked_before_the_number(desk: Desk, case_id: int) -> None:
    page = LetterDeskPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, letter_key="surat-rujukan-kedaruratan")
    desk.settle()
    view, sheet = page.card.view, page._sheet
    assert view is not None
    assert sheet is not None
    for key, value in invented(desk, sheet).items():
        view.answer(key, value)
    view.answer("lembaga", "rsud")
    desk.settle()
    page.card.number_button.click()  # no ground is chosen: the letter waits
    desk.settle()
    assert sheet_of(desk, page).number == ""
    assert any("belum ditanyai apakah datanya boleh diberikan kepada Rumah sakit" in said for said in desk.notify.said)
    desk.notify.choice, desk.notify.reason = "bahaya", "Luka berat"
    page.card.number_button.click()
    desk.settle()
    assert sheet_of(desk, page).number
    told = desk.ask(lambda: desk.workspace.cases.history(case_id))
    assert any("tanpa persetujuan" in one.text and "Luka berat" in one.text for one in told)


def test_the_letters_chosen_in_the_list_are_printed_in_one_go(
    desk: Desk, case_id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    issued_page(desk, case_id)
    desk.ask(lambda: desk.workspace.letters.start(case_id, "surat-koordinasi"))
    page = LettersPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    sent: list[Paper] = []

    def print_many(papers: list[Paper], _parent: QWidget, done: Callable[[Batch], object]) -> None:
        sent.extend(papers)
        done(Batch(len(papers), "EPSON L3210", 2))

    monkeypatch.setattr(desk.context.printing, "print_many", print_many)
    page.table.selectAll()
    page.print_button.click()
    desk.settle()
    assert [paper.pdf[:4] for paper in sent] == [b"%PDF"]
    assert "1 surat dilewati karena masih konsep" in " ".join(desk.notify.said)
    assert desk.notify.said[-1] == "1 surat dikirim ke printer."
    told = desk.ask(lambda: desk.workspace.logbook.day(desk.workspace.clock.now().date()))
    assert [line.quantity for line in told if line.activity == "Mencetak surat"] == [2]
