"""Steps are put off, handed on and asked after; legal clocks stand where they are seen."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.services.views import CasePage, Standing
from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.conftest import HEAD, WORKER, close
from ui.pages.case.page import CasePageView
from ui.pages.tasks.page import TasksPage
from ui.widgets.clock_card import ReportDialog
from ui.widgets.person_dialog import PersonDialog


def tasks(desk: Desk) -> TasksPage:
    page = TasksPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    return page


def case(desk: Desk, case_id: int) -> CasePageView:
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id)
    desk.settle()
    return page


def read(desk: Desk, case_id: int) -> CasePage:
    return desk.ask(lambda: desk.workspace.cases.page(case_id))


def choose(dialog: PersonDialog, name: str, note: str = "") -> None:
    dialog.person.setCurrentIndex(dialog.person.findText(name))
    dialog.note.setText(note)
    dialog.give()


def test_a_task_is_put_off_and_taken_up_again(worker: Desk) -> None:
    worker.open_case()
    page = tasks(worker)
    assert not page.tiles[Standing.PAUSED].isVisible()
    page.detail.pause_button.click()
    worker.settle()
    assert page.tiles[Standing.PAUSED].isVisible()
    assert page.table.rows.index(0, 0).data() == "Ditunda"
    assert not page.detail.pause_button.isVisible()
    assert "Tunda Menerima informasi kasus?" in worker.notify.said[0]
    page.detail.resume_button.click()
    worker.settle()
    assert page.table.rows.index(0, 0).data() == "Berjalan"
    assert not page.tiles[Standing.PAUSED].isVisible()


def test_the_case_says_that_and_why_its_clock_stands_still(worker: Desk) -> None:
    case_id = worker.open_case()
    page = case(worker, case_id)
    step = page.steps.step
    step.pause_button.click()
    worker.settle()
    assert step._held.isVisible()
    assert "Salah tulis nama kecamatan" in step._held_text.text()
    assert page.steps.timeline.timeline.rows[0].step.time.startswith("Ditunda, sisa 10 menit")
    step.resume_button.click()
    worker.settle()
    assert not step._held.isVisible()
    worker.notify.agree = False
    step.pause_button.click()
    worker.settle()
    assert not step._held.isVisible()


def test_the_facts_stand_beside_the_step_of_the_worker_on_a_common_screen(worker: Desk) -> None:
    page, window = CasePageView(worker.context), QWidget()
    box = QHBoxLayout(window)
    box.setContentsMargins(204, 0, 0, 0)  # the navigation
    box.addWidget(page)
    worker.show(window, width=1366)
    page.show_with(case_id=worker.open_case())
    worker.settle()
    assert page.steps.step.finish_button.isVisible()
    assert window.width() == 1366
    assert not page.steps.sides.narrow


def test_the_worker_hands_the_step_on_with_a_note(worker: Desk) -> None:
    case_id = worker.open_case()
    page = case(worker, case_id)
    assert page.header._hand_over.isVisible()
    assert not page.header._assign.isVisible()
    page.header.hand_over.emit()
    worker.settle()
    (dialog,) = parts(page, PersonDialog)
    assert dialog.person.findText("Dewi Anjani") == -1
    choose(dialog, "Rina Pratiwi")
    assert dialog.problem.text() == "Tulis catatan untuk petugas yang menerima."
    choose(dialog, "Rina Pratiwi", "Tolong dilanjutkan")
    worker.settle()
    assert not page.steps.step.pause_button.isVisible()
    assert read(worker, case_id).step.waiting_for == "Rina Pratiwi"  # type: ignore[union-attr]


def test_the_head_gives_a_step_to_a_person_and_back(shift: Callable[[str], Desk]) -> None:
    case_id = shift(WORKER).open_case()
    head = shift(HEAD)
    page = case(head, case_id)
    for name, waiting in (("Rina Pratiwi", "Rina Pratiwi"), ("Semua pelaksana langkah ini", "Petugas Layanan PPA")):
        page.header.assign.emit()
        head.settle()
        dialog = parts(page, PersonDialog)[-1]
        choose(dialog, name)
        head.settle()
        assert read(head, case_id).step.waiting_for == waiting  # type: ignore[union-attr]


def test_the_head_sees_who_waits_for_whom_and_moves_several_steps(shift: Callable[[str], Desk]) -> None:
    worker = shift(WORKER)
    first = worker.open_case()
    worker.open_case()
    worker.open_case()
    close(worker, first)
    head = shift(HEAD)
    page = tasks(head)
    board = page.head_board
    assert board is not None
    board.tabs.setCurrentIndex(2)
    waiting = board.waiting
    assert waiting.people.choose("Petugas Layanan PPA")
    assert len(waiting.steps.rows._rows) == 2
    waiting.steps.selectAll()
    assert waiting.assign_button.text().strip() == "Ganti petugas (2)…"
    waiting.assign_button.click()
    head.settle()
    choose(parts(waiting, PersonDialog)[0], "Rina Pratiwi", "Dewi cuti")
    head.settle()
    assert head.notify.said[-1] == "2 langkah berpindah tangan."
    assert waiting.people.choose("Rina Pratiwi")
    assert len(waiting.steps.rows._rows) == 2
    assert waiting.people.choose("Dewi Anjani")
    waiting.others_button.click()
    assert {row.holder for row in waiting.steps.rows._rows} == {"Kepala UPTD PPA", "Rina Pratiwi"}  # type: ignore[attr-defined]
    waiting.steps.clearSelection()
    (held,) = [row for row in waiting.steps.rows._rows if row.holder == "Kepala UPTD PPA"]  # type: ignore[attr-defined]
    waiting.steps.choose(held.step_run_id)  # type: ignore[attr-defined]
    waiting.case_button.click()
    assert head.went == [("kasus_rinci", {"case_id": first})]


def test_a_legal_clock_stands_in_the_case_and_on_tugas_saya(worker: Desk) -> None:
    form = worker.ask(lambda: worker.workspace.forms.intake(worker.workspace.cases.procedures()[0].key)).spec
    field = next(one.key for one in form.fields if one.meaning == "kejadian.bentuk")
    case_id = worker.open_case(**{field: ["seksual"]})
    board = tasks(worker)
    (card,) = board.clocks.cards.values()
    assert card.accessibleName().startswith("Batas waktu hukum: Lapor ke kepolisian")
    card.case_button.click()
    assert worker.went == [("kasus_rinci", {"case_id": case_id})]
    page = case(worker, case_id)
    (card,) = page.clocks.running.cards.values()
    card.report_button.click()
    (dialog,) = parts(page, ReportDialog)
    dialog.day.edit.setText("24/11/2026")
    dialog.tell()
    assert dialog.problem.text() == "Tanggalnya belum tiba."
    dialog.day.edit.setText("23/11/2026")
    dialog.number.setText("LP/B/12")
    dialog.tell()
    worker.settle()
    assert page.clocks.running.cards == {}
    assert page.clocks.isVisible()
    board.refresh()
    worker.settle()
    assert not board.clocks.isVisible()


def test_a_step_closed_with_a_reason_is_marked_on_the_timeline(shift: Callable[[str], Desk]) -> None:
    worker = shift(WORKER)
    case_id = worker.open_case()
    close(worker, case_id)
    head = shift(HEAD)
    close(head, case_id, outcome="jangkau", force_reason="Surat tugas menyusul")
    page = case(head, case_id)
    row = page.steps.timeline.timeline.rows[1]
    assert row.step.state == "forced"
    assert "dengan alasan" in row.step.time
    assert "Surat tugas menyusul" in row.toolTip()
