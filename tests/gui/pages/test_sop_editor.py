"""The office writes its own SOP on the screen: copy, change, check, put in force; nothing typed is lost."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from models.sop.spec import OutputKind, StandardTime, Unit
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import MANAGER
from ui.pages.admin.page import AdminPage
from ui.pages.admin.procedures import ProceduresSection
from ui.pages.procedures.page import CHECK, STEPS, ProcedureEditorPage

KEY = "tangerang-uptd-penjangkauan"


def draft_of(desk: Desk, key: str = KEY) -> int:
    return desk.ask(lambda: desk.workspace.procedure_editor.begin(key)).draft_id


@pytest.fixture
def page(manager: Desk) -> ProcedureEditorPage:
    """The editor with a copy of the first procedure."""
    made = ProcedureEditorPage(manager.context)
    manager.show(made)
    made.show_with(draft_id=draft_of(manager))
    manager.settle()
    return made


def settled(desk: Desk, page: ProcedureEditorPage) -> None:
    """The problems of what was typed last have arrived."""
    desk.qtbot.waitUntil(lambda: not page.check._ask_rest.isActive())
    desk.settle()


@pytest.fixture
def shown(manager: Desk) -> ProceduresSection:
    """Administrasi with the procedures."""
    admin, desk = AdminPage(manager.context), manager
    desk.show(admin)
    desk.on_screen = admin  # type: ignore[attr-defined]  # a page without a window around it would go at once
    admin.show_with(bagian="sop")
    desk.settle()
    assert isinstance(admin.section, ProceduresSection)
    return admin.section


def pressed(section: ProceduresSection, name: str) -> None:
    buttons: list[QPushButton] = list(section.findChildren(QPushButton))
    next(button for button in buttons if button.accessibleName() == name).click()


def test_a_procedure_is_copied_from_the_list_and_continued(shown: ProceduresSection, manager: Desk) -> None:
    manager.notify.choice = "versi"
    pressed(shown, f"Salin dan ubah {shown.cards[KEY].info.name}")
    manager.settle()
    place, params = manager.went[-1]
    assert place == "sop_editor"
    shown.load()
    manager.settle()
    shown.drafts.buttons[0].click()
    assert manager.went[-1] == (place, params)


def test_a_changed_time_and_a_new_row_come_into_force(
    page: ProcedureEditorPage, manager: Desk, make_desk: Callable[[str], Desk], qtbot: QtBot
) -> None:
    page.row_form.amount.setValue(15)
    page.steps.add_button.click()
    assert page.steps.position == 1
    page.row_form.title.selectAll()
    qtbot.keyClicks(page.row_form.title, "Memeriksa kelengkapan")
    settled(manager, page)
    assert page.check.problems == ()
    page.enforce_button.click()
    qtbot.waitUntil(lambda: page._dialog is not None, timeout=10_000)
    assert page._dialog is not None
    page._dialog.yes.click()
    manager.settle()
    assert manager.went[-1] == ("administrasi", {"bagian": "sop"})
    assert manager.notify.said[-1] == "Versi 2, berlaku sejak 23 November 2026."
    rows = manager.ask(lambda: manager.workspace.procedure_editor.versions(KEY))
    assert [(row.version, row.state) for row in rows] == [(2, "berlaku"), (1, "lama")]
    worker = make_desk("dewi")
    case_id = worker.open_case()
    steps = worker.ask(lambda: worker.workspace.cases.page(case_id)).steps
    assert [line.title for line in steps][1] == "Memeriksa kelengkapan"


def test_a_running_case_stays_on_its_version(make_desk: Callable[[str], Desk]) -> None:
    worker = make_desk("dewi")
    case_id = worker.open_case()
    count = len(worker.ask(lambda: worker.workspace.cases.page(case_id)).steps)
    manager = make_desk(MANAGER)
    page = ProcedureEditorPage(manager.context)
    manager.show(page)
    page.show_with(draft_id=draft_of(manager))
    manager.settle()
    page.steps.add_button.click()
    page.autosave.flush()
    manager.settle()
    page._enforce(date(2026, 11, 23))
    manager.settle()
    worker = make_desk("dewi")
    assert len(worker.ask(lambda: worker.workspace.cases.page(case_id)).steps) == count


def test_what_is_wrong_is_said_while_typing_and_leads_to_its_row(page: ProcedureEditorPage, manager: Desk) -> None:
    page.steps.choose(2)
    page.row_form.title.clear()
    page.row_form.title.typed.emit("")
    settled(manager, page)
    assert [problem.message for problem in page.check.problems] == ["“Judul” wajib ada dan tidak boleh kosong."]
    assert page.tabs.tabText(CHECK) == "Periksa (1)"
    page.enforce_button.click()
    assert page.tabs.currentIndex() == CHECK
    assert manager.notify.said[-1].startswith("SOP ini belum dapat diberlakukan")
    page.check.rows[0].link.click()
    assert (page.tabs.currentIndex(), page.steps.position) == (STEPS, 2)
    assert page.window().focusWidget() is page.row_form.title


def test_changes_are_taken_back_and_done_again(page: ProcedureEditorPage, qtbot: QtBot) -> None:
    before = page.desk.spec
    page.steps.list.setFocus()
    qtbot.keyClick(page.steps.list, Qt.Key.Key_Delete)
    assert len(page.desk.spec.steps) == len(before.steps) - 1
    qtbot.keyClick(page.steps.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert page.desk.spec == before
    assert page.steps.list.count() == len(before.steps)
    page.redo_button.click()
    assert len(page.desk.spec.steps) == len(before.steps) - 1


def test_letters_typed_into_one_field_are_one_step_back(page: ProcedureEditorPage, qtbot: QtBot) -> None:
    before = page.desk.spec
    page.row_form.remark.setFocus()
    qtbot.keyClicks(page.row_form.remark, "Segera")
    assert page.desk.spec.steps[0].remark == "Segera"
    page.undo_button.click()
    assert page.desk.spec == before
    assert page.row_form.remark.toPlainText() == ""


def test_rows_move_by_keys_and_targets_follow(page: ProcedureEditorPage, qtbot: QtBot) -> None:
    before = page.desk.spec
    page.steps.choose(5)
    page.steps.list.setFocus()
    qtbot.keyClick(page.steps.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    after = page.desk.spec
    assert (after.steps[4].title, page.steps.position) == (before.steps[5].title, 4)
    assert after.steps[1].outcome("limpah").to == 5


def test_a_dragged_row_lands_where_it_was_let_go(page: ProcedureEditorPage) -> None:
    before = [step.title for step in page.desk.spec.steps]
    model = page.steps.list.model()
    assert model.moveRow(model.index(0, 0).parent(), 0, model.index(0, 0).parent(), 3)
    assert [step.title for step in page.desk.spec.steps] == [before[1], before[2], before[0], *before[3:]]
    assert page.steps.list.item(2).text().startswith(f"3. {before[0]}")


def test_outputs_are_picked_by_title_and_made_alternatives(page: ProcedureEditorPage) -> None:
    page.steps.choose(4)
    outputs = page.row_form.outputs
    count = len(outputs.rows)
    outputs.add_button.click()
    row = outputs.rows[-1]
    row.kind.pick(OutputKind.LETTER)
    row = outputs.rows[-1]
    titles = [row.document.itemText(place) for place in range(row.document.count())]
    assert "Surat Tugas" in titles
    row.document.pick("surat-tugas")
    outputs.rows[-1].joined.click()
    made = page.desk.spec.steps[4].outputs
    assert [one.choice for one in made][-2:] == [f"pilihan-{count}", f"pilihan-{count}"]
    outputs.rows[-1].joined.click()
    outputs.rows[-1].required.click()
    assert not page.desk.spec.steps[4].outputs[-1].required


def test_a_record_is_a_text_and_a_condition_a_fact(page: ProcedureEditorPage, qtbot: QtBot) -> None:
    outputs = page.row_form.outputs
    outputs.add_button.click()
    outputs.rows[-1].kind.pick(OutputKind.RECORD)
    qtbot.keyClicks(outputs.rows[-1].words, "Korban dihubungi")
    outputs.rows[-1].conditions.add_button.click()
    outputs.rows[-1].conditions.facts[0].pick("kasus.risiko")
    last = page.desk.spec.steps[0].outputs[-1]
    assert (last.key, [(one.field, one.values) for one in last.show_if]) == (
        "Korban dihubungi", [("kasus.risiko", ("tinggi",))],
    )  # fmt: skip
    assert outputs.rows[-1].conditions.answers[0].text() == "Tinggi"


def test_a_row_becomes_a_decision(page: ProcedureEditorPage, manager: Desk) -> None:
    page.steps.choose(3)
    decision = page.row_form.decision
    decision.add_button.click()
    assert [row.label.text() for row in decision.rows] == ["Setuju", "Tidak setuju"]
    decision.rows[1].target.pick(1)
    decision.rows[1].reason.click()
    step = page.desk.spec.steps[3]
    assert [(one.label, one.to, one.end, one.reason_required) for one in step.outcomes] == [
        ("Setuju", 5, "", False), ("Tidak setuju", 1, "", False),
    ]  # fmt: skip
    settled(manager, page)
    assert page.check.problems == ()
    assert not page.row_form._onward.isVisible()


def test_actors_get_a_name_a_role_and_heirs(page: ProcedureEditorPage, manager: Desk, qtbot: QtBot) -> None:
    actors = page.actors
    actors.add_button.click()
    actors.rows[-1].name.selectAll()
    qtbot.keyClicks(actors.rows[-1].name, "Psikolog mitra")
    actors.rows[-1].role.pick("luar")
    assert page.desk.spec.actors[-1].name == "Psikolog mitra"
    assert page.desk.spec.actors[-1].outside
    first, second = page.desk.spec.actors[:2]
    manager.notify.choice = second.key
    actors.rows[0].remove.click()
    assert first.key not in {step.actor for step in page.desk.spec.steps}


def test_a_procedure_of_a_period_has_its_own_fields(manager: Desk, qtbot: QtBot) -> None:
    page = ProcedureEditorPage(manager.context)
    manager.show(page)
    page.show_with(draft_id=draft_of(manager, "tanah-laut-puspaga-dokumentasi"))
    manager.settle()
    before = page.desk.spec
    assert OutputKind.REGISTER in page.row_form.outputs.kinds()
    page.row_form.periods.boxes["tahun"].click()
    assert page.desk.spec.steps[0].periods == (*before.steps[0].periods, "tahun")
    page.undo_button.click()
    assert page.desk.spec == before
    page.tabs.setCurrentIndex(0)
    assert page.identity.short_name.isVisible()
    settled(manager, page)
    assert page.check.problems == ()


def test_what_was_typed_is_there_again(page: ProcedureEditorPage, manager: Desk, qtbot: QtBot) -> None:
    page.identity.lines["number"].clear()
    qtbot.keyClicks(page.identity.lines["number"], "99/SOP/2027")
    page.identity.lists["legal_bases"].setPlainText("Satu\n\n  Dua ")
    assert page.leave()
    manager.settle()
    draft_id = draft_of(manager)
    again = manager.ask(lambda: manager.workspace.procedure_editor.open(draft_id))
    assert (again.spec.number, again.spec.legal_bases) == ("99/SOP/2027", ("Satu", "Dua"))


def test_nobody_overwrites_somebody_else(page: ProcedureEditorPage, manager: Desk) -> None:
    editor, sheet = manager.workspace.procedure_editor, page.desk.sheet
    assert sheet is not None
    manager.ask(lambda: editor.save_draft(sheet.draft_id, sheet.spec, sheet.row_version))
    manager.notify.agree = False
    page.row_form.amount.setValue(77)
    page.autosave.flush()
    manager.settle()
    assert manager.notify.said[-2] == "RA-KRJ-01"
    assert manager.notify.said[-1].startswith("Pakai perubahan Anda?")
    assert page.desk.spec.steps[0].time == StandardTime(10, Unit.MINUTE)
    page.row_form.amount.setValue(78)
    page.autosave.flush()
    manager.settle()
    again = manager.ask(lambda: editor.open(sheet.draft_id))
    assert again.spec.steps[0].time == StandardTime(78, Unit.MINUTE)


def test_own_changes_can_be_kept_where_two_worked(page: ProcedureEditorPage, manager: Desk) -> None:
    editor, sheet = manager.workspace.procedure_editor, page.desk.sheet
    assert sheet is not None
    manager.ask(lambda: editor.save_draft(sheet.draft_id, sheet.spec, sheet.row_version))
    page.row_form.amount.setValue(77)
    page.autosave.flush()
    manager.settle()
    assert page.desk.spec.steps[0].time == StandardTime(77, Unit.MINUTE)
    page.autosave.flush()
    manager.settle()
    again = manager.ask(lambda: editor.open(sheet.draft_id))
    assert again.spec == page.desk.spec


def test_a_draft_is_thrown_away_after_asking(page: ProcedureEditorPage, manager: Desk) -> None:
    page.drop_button.click()
    manager.settle()
    assert manager.ask(manager.workspace.procedure_editor.drafts) == ()
    assert manager.went[-1] == ("administrasi", {"bagian": "sop"})


def test_late_answers_to_a_draft_that_is_gone_change_nothing(page: ProcedureEditorPage, manager: Desk) -> None:
    page.row_form.amount.setValue(44)
    page.check._ask()
    page.dropped()
    page.steps.choose(3)
    page.row_form.amount.setValue(45)
    page.undo_button.click()
    manager.settle()
    assert page.autosave.clean
    draft_id = draft_of(manager)
    kept = manager.ask(lambda: manager.workspace.procedure_editor.open(draft_id)).spec
    assert kept.steps[0].time == StandardTime(10, Unit.MINUTE)


def test_the_sheet_is_drawn_while_one_works(page: ProcedureEditorPage, manager: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.check.preview.pdf.startswith(b"%PDF"), timeout=20_000)
    before = page.check.preview.pdf
    page.row_form.amount.setValue(45)
    qtbot.waitUntil(lambda: page.check.preview.pdf != before, timeout=20_000)


def test_the_versions_are_told(shown: ProceduresSection, manager: Desk) -> None:
    pressed(shown, f"Versi {shown.cards[KEY].info.name}")
    manager.settle()
    assert manager.notify.said[-1].endswith("Versi 1, berlaku")


def test_the_day_a_version_begins_has_not_passed(page: ProcedureEditorPage, manager: Desk) -> None:
    page.enforce_button.click()
    manager.qtbot.waitUntil(lambda: page._dialog is not None, timeout=10_000)
    dialog = page._dialog
    assert dialog is not None
    for typed, words in (("22/11/2026", "tidak dapat sebelum hari ini"), ("", "Tulis tanggal mulai berlaku")):
        dialog.day.edit.setText(typed)
        dialog.yes.click()
        assert words in dialog.note.text()
    dialog.reject()
    assert manager.ask(manager.workspace.procedure_editor.drafts)


def test_files_go_out_and_come_in(shown: ProceduresSection, manager: Desk, tmp_path: Path) -> None:
    manager.notify.target = tmp_path / "sop"
    pressed(shown, f"Ekspor {shown.cards[KEY].info.name}")
    manager.settle()
    manager.qtbot.waitUntil(lambda: "SOP diekspor." in manager.notify.said)
    manager.notify.target = tmp_path / "sop.toml"
    shown.import_button.click()
    manager.settle()
    assert manager.went[-1][0] == "sop_editor"
    broken = manager.notify.target.read_text(encoding="utf-8").replace('judul = "', "judul = 7 #", 1)
    manager.notify.target.write_text(broken, encoding="utf-8")
    line = broken[: broken.index("judul = 7")].count("\n") + 1
    shown.import_button.click()
    manager.settle()
    assert manager.notify.said[-1].startswith(f'Berkas ini belum dapat diimpor Baris {line}: "judul"')
