"""The office changes its forms on the screen: add, rename, order, hide, try, put in force; old entries stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from models.forms import edit
from models.forms.spec import Condition, FieldKind, Width
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import MANAGER
from tests.papers import text as words_of
from ui.pages.admin.forms import FormsSection
from ui.pages.admin.page import AdminPage
from ui.pages.form.page import FormPage
from ui.pages.formedit.check_pane import PAPER
from ui.pages.formedit.outline import Place
from ui.pages.formedit.page import CHECK, HEAD, QUESTIONS, FormEditorPage

KEY = "informasi-kasus"


@pytest.fixture
def manager(make_desk: Callable[[str], Desk]) -> Desk:
    return make_desk(MANAGER)


def draft_of(desk: Desk, key: str = KEY) -> int:
    return desk.ask(lambda: desk.workspace.form_editor.begin(key)).draft_id


def opened(desk: Desk, key: str = KEY) -> FormEditorPage:
    made = FormEditorPage(desk.context)
    desk.show(made)
    made.show_with(draft_id=draft_of(desk, key))
    desk.settle()
    return made


@pytest.fixture
def page(manager: Desk) -> FormEditorPage:
    """The editor with the information form."""
    return opened(manager)


def settled(desk: Desk, page: FormEditorPage) -> None:
    """The problems of what was typed last have arrived."""
    desk.qtbot.waitUntil(lambda: not page.check._ask_rest.isActive())
    desk.settle()


def enforced(desk: Desk, page: FormEditorPage) -> tuple[str, ...]:
    """Put the draft in force today; gives what was said to change."""
    settled(desk, page)
    assert [problem.message for problem in page.check.problems if problem.grave] == []
    page.enforce_button.click()
    desk.qtbot.waitUntil(lambda: page._dialog is not None, timeout=10_000)
    assert page._dialog is not None
    labels: list[QLabel] = list(page._dialog.findChildren(QLabel))
    words = tuple(one.text() for one in labels)
    page._dialog.yes.click()
    desk.settle()
    return words


def key_of(page: FormEditorPage, label: str) -> str:
    return next(field.key for field in page.desk.spec.fields if field.label == label)


def added(page: FormEditorPage, qtbot: QtBot, words: str) -> str:
    """A question added below the chosen line and named by typing."""
    qtbot.mouseClick(page.outline.add_button, Qt.MouseButton.LeftButton)
    assert page.window().focusWidget() is page.field_form.words
    qtbot.keyClicks(page.field_form.words, words)
    return page.desk.key


def filled_form(desk: Desk, case_id: int, **answers: str) -> FormPage:
    """The form of a case on screen, with some answers typed."""
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=KEY)
    desk.settle()
    assert page.view is not None
    for key, words in answers.items():
        page.view.answer(key, words)
    return page


def test_a_required_question_is_added_and_old_entries_stay(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    worker = make_desk("dewi")
    old = worker.open_case()
    before = worker.ask(lambda: worker.workspace.forms.open(old, KEY))
    worker.ask(lambda: worker.workspace.forms.save(old, KEY, before.values, before.row_version))
    manager = make_desk(MANAGER)
    page = opened(manager)
    # add a question below the second line, name it, make it required
    page.outline.choose(Place(0, page.desk.spec.sections[0].fields[0].key))
    key = added(page, qtbot, "Nomor BPJS")
    assert key == "nomor_bpjs"
    page.field_form.flags["required"].click()
    # one place up by keyboard, another question hidden
    page.outline.list.setFocus()
    qtbot.keyClick(page.outline.list, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert edit.place_of(page.desk.spec, key) == (0, 0)
    gone = next(
        field
        for field in page.desk.spec.fields
        if not field.required and not field.meaning and not edit.depending(page.desk.spec, field.key)
    )
    page.outline.choose(Place(0, gone.key))
    page.outline.hide_button.click()
    assert page.desk.spec.field(gone.key).hidden
    said = enforced(manager, page)
    section = page.desk.spec.sections[0].title
    assert f"Ditambah: “Nomor BPJS” (teks satu baris, wajib) di bagian “{section}”." in said
    assert f"“{gone.label}”: disembunyikan." in said
    assert manager.went[-1] == ("administrasi", {"bagian": "formulir"})
    # a new case asks for it, in its place, and prints it
    worker = make_desk("dewi")
    new = worker.open_case(nomor_bpjs="1")
    form = filled_form(worker, new, nomor_bpjs="0001234567890")
    assert form.view is not None
    assert form.view.state.spec.sections[0].fields[0].label == "Nomor BPJS"
    assert form.view.state.must(form.view.state.spec.field("nomor_bpjs"))
    assert gone.label not in [field.label for field in form.view.state.spec.fields]
    form.autosave.flush()
    worker.settle()
    paper = words_of(worker.ask(lambda: worker.workspace.forms.paper(new, KEY)))
    assert "Nomor BPJS" in paper
    assert "0001234567890" in paper
    # the old entry is as it was
    again = worker.ask(lambda: worker.workspace.forms.open(old, KEY))
    assert (again.spec.version, again.values) == (1, before.values)
    assert "Nomor BPJS" not in words_of(worker.ask(lambda: worker.workspace.forms.paper(old, KEY)))


def test_what_is_wrong_is_said_while_typing_and_leads_there(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    key = added(page, qtbot, "x")
    page.field_form.words.clear()
    settled(manager, page)
    assert [one.message for one in page.check.problems] == ["“Pertanyaan” wajib ada dan tidak boleh kosong."]
    assert page.tabs.tabText(CHECK) == "Periksa (1)"
    page.enforce_button.click()
    assert page.tabs.currentIndex() == CHECK
    assert manager.notify.said[-1].startswith("Formulir ini belum dapat diberlakukan")
    page.check.rows[0].link.click()
    assert page.tabs.currentIndex() == QUESTIONS
    assert page.desk.key == page.outline.place.key != key
    assert page.window().focusWidget() is page.field_form.words


def test_what_depends_on_a_question_is_said_before_it_goes(manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager, "asesmen-risiko")
    before = page.desk.spec
    key = before.computed[0].inputs[0]
    page.outline.choose(Place(edit.place_of(before, key)[0], key))
    manager.notify.agree = False
    page.outline.list.setFocus()
    qtbot.keyClick(page.outline.list, Qt.Key.Key_Delete)
    assert page.desk.spec == before
    assert f"Hitungan “{before.computed[0].label}” memakai isian ini." in manager.notify.said[-1]
    manager.notify.agree = True
    qtbot.keyClick(page.outline.list, Qt.Key.Key_Delete)
    assert key not in page.desk.spec.computed[0].inputs
    page.undo_button.click()
    assert page.desk.spec == before


def test_choices_rules_and_remarks_are_built_without_a_file(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    asked = added(page, qtbot, "Punya kartu")
    page.field_form.kind.pick(FieldKind.CHOICE)
    options = page.field_form.options
    options.lines[0].selectAll()
    qtbot.keyClicks(options.lines[0], "Sudah")
    options.lines[1].selectAll()
    qtbot.keyClicks(options.lines[1], "Belum")
    qtbot.keyClick(options.lines[1], Qt.Key.Key_Return)
    qtbot.keyClicks(options.lines[2], "Sedang diurus")
    key = added(page, qtbot, "Nomor kartu")
    page.field_form.rules.show_if.add_button.click()
    page.field_form.rules.show_if.facts[0].pick(asked)
    page.field_form.rules.require_if.add_button.click()
    page.field_form.rules.require_if.facts[0].pick(asked)
    page.field_form.rules.add_button.click()
    qtbot.keyClicks(page.field_form.rules.cautions[0].sentence, "Cocokkan dengan kartunya.")
    field = page.desk.spec.field(key)
    assert [(one.key, one.label) for one in page.desk.spec.field(asked).options] == [
        ("sudah", "Sudah"), ("belum", "Belum"), ("sedang_diurus", "Sedang diurus"),
    ]  # fmt: skip
    assert field.show_if == field.require_if == (Condition(asked, ("sudah",)),)
    assert page.desk.spec.cautions[-1].sentence == "Cocokkan dengan kartunya."
    settled(manager, page)
    assert page.check.problems == ()


def test_a_table_gets_columns_and_a_sum(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    key = added(page, qtbot, "Biaya")
    page.field_form.kind.pick(FieldKind.TABLE)
    columns = page.field_form.columns
    columns.cards[0].words.selectAll()
    qtbot.keyClicks(columns.cards[0].words, "Keperluan")
    columns.add_button.click()
    qtbot.keyClicks(columns.cards[1].words, "Harga")
    columns.cards[1].kind.pick(FieldKind.MONEY)
    columns.total.pick("harga")
    made = page.desk.spec.field(key)
    assert ([column.key for column in made.columns], made.total) == (["keperluan", "harga"], "harga")
    settled(manager, page)
    assert page.check.problems == ()


def test_a_dragged_question_lands_where_it_was_let_go(page: FormEditorPage) -> None:
    spec = page.desk.spec
    first, second = spec.sections[0].fields[:2]
    model = page.outline.list.model()
    parent = model.index(0, 0).parent()
    assert model.moveRow(parent, 1, parent, 3)
    assert [field.key for field in page.desk.spec.sections[0].fields[:2]] == [second.key, first.key]
    assert page.outline.place.key == first.key


def test_a_section_is_added_named_and_moved(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    page.outline.section_button.click()
    page.section_form.title.selectAll()
    qtbot.keyClicks(page.section_form.title, "Jaminan kesehatan")
    settled(manager, page)
    assert [one.message for one in page.check.problems] == ["Bagian ini belum berisi satu pun isian."]
    added(page, qtbot, "Nomor BPJS")
    assert [field.label for field in page.desk.spec.sections[1].fields] == ["Nomor BPJS"]
    page.outline.choose(Place(1))
    page.outline.up_button.click()
    assert page.desk.spec.sections[0].title == "Jaminan kesehatan"
    settled(manager, page)
    assert page.check.problems == ()


def test_the_form_is_tried_while_it_is_changed(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.check.trial is not None, timeout=20_000)
    assert page.check.trial is not None
    text = next(field for field in page.desk.spec.fields if field.kind is FieldKind.TEXT and not field.show_if)
    page.check.trial.answer(text.key, "Coba")
    first = page.check.trial
    key = added(page, qtbot, "Nomor BPJS")
    qtbot.waitUntil(lambda: page.check.trial is not first, timeout=20_000)
    assert page.check.trial is not None
    assert page.check.trial.values()[text.key] == "Coba"
    page.check.trial.answer(key, "123")
    assert page.check.trial.values()[key] == "123"
    page.check.looks.setCurrentIndex(PAPER)
    qtbot.waitUntil(lambda: page.check.preview.pdf.startswith(b"%PDF"), timeout=20_000)
    assert "Nomor BPJS" in words_of(page.check.preview.pdf)


def test_changes_are_taken_back_and_typed_letters_together(page: FormEditorPage, qtbot: QtBot) -> None:
    before = page.desk.spec
    page.outline.choose(Place(0, before.fields[0].key))
    page.field_form.help.selectAll()
    qtbot.keyClicks(page.field_form.help, "Tanyakan pelan-pelan")
    page.field_form.width_pick.pick(Width.HALF if before.fields[0].width is Width.FULL else Width.FULL)
    page.undo_button.click()
    page.undo_button.click()
    assert page.desk.spec == before
    page.redo_button.click()
    assert page.desk.spec.fields[0].help == "Tanyakan pelan-pelan"


def test_the_head_and_signatures_are_changed(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    page.tabs.setCurrentIndex(HEAD)
    page.head_tab.lines["code"].selectAll()
    qtbot.keyClicks(page.head_tab.lines["code"], "KTR-01")
    page.head_tab.add_button.click()
    qtbot.keyClicks(page.head_tab.slots[-1].role, "Saksi")
    page.head_tab.slots[-1].name_from.pick("")
    page.head_tab.slots[-1].thumb.click()
    last = page.desk.spec.signatures[-1]
    assert (page.desk.spec.code, last.role, last.name_from, last.thumbprint) == ("KTR-01", "Saksi", (), True)
    settled(manager, page)
    assert page.check.problems == ()


def test_what_was_typed_is_there_again(page: FormEditorPage, manager: Desk, qtbot: QtBot) -> None:
    added(page, qtbot, "Nomor BPJS")
    assert page.leave()
    manager.settle()
    draft_id = draft_of(manager)
    again = manager.ask(lambda: manager.workspace.form_editor.open(draft_id))
    assert again.spec == page.desk.spec


# ------------------------------------------------------------------ Administrasi


@pytest.fixture
def shown(manager: Desk) -> FormsSection:
    """Administrasi with the forms."""
    admin = AdminPage(manager.context)
    manager.show(admin)
    manager.on_screen = admin  # type: ignore[attr-defined]  # a page without a window around it would go at once
    admin.show_with(bagian="formulir")
    manager.settle()
    assert isinstance(admin.section, FormsSection)
    return admin.section


def pressed(section: FormsSection, name: str) -> None:
    buttons: list[QPushButton] = list(section.findChildren(QPushButton))
    next(button for button in buttons if button.accessibleName() == name).click()


def test_a_form_is_changed_from_the_list_and_files_go_out_and_in(
    shown: FormsSection, manager: Desk, tmp_path: Path
) -> None:
    title = shown.cards[KEY].info.title
    manager.notify.target = tmp_path / "formulir.toml"
    pressed(shown, f"Ekspor {title}")
    manager.settle()
    manager.qtbot.waitUntil(lambda: "Formulir diekspor." in manager.notify.said)
    pressed(shown, f"Versi {title}")
    manager.settle()
    assert manager.notify.said[-1].endswith("Versi 1, berlaku.")
    shown.import_button.click()
    manager.settle()
    assert manager.went[-1][0] == "form_editor"
    broken = manager.notify.target.read_text(encoding="utf-8").replace('jenis = "', 'jenis = "x', 1)
    manager.notify.target.write_text(broken, encoding="utf-8")
    shown.import_button.click()
    manager.settle()
    assert manager.notify.said[-1].startswith("Berkas ini belum dapat diimpor Baris ")
    pressed(shown, f"Ubah {title}")
    manager.settle()
    shown.load()
    manager.settle()
    shown.drafts.buttons[0].click()
    assert manager.went[-1] == manager.went[-2]


def test_each_version_tells_what_it_changed(manager: Desk, qtbot: QtBot) -> None:
    page = opened(manager)
    page.outline.choose(Place(0, page.desk.spec.fields[0].key))
    added(page, qtbot, "Nomor BPJS")
    enforced(manager, page)
    admin = AdminPage(manager.context)
    manager.show(admin)
    admin.show_with(bagian="formulir")
    manager.settle()
    assert isinstance(admin.section, FormsSection)
    pressed(admin.section, f"Versi {admin.section.cards[KEY].info.title}")
    manager.settle()
    said = manager.notify.said[-1]
    assert "Versi 2, berlaku sejak 23 November 2026.\nDitambah: “Nomor BPJS” (teks satu baris)" in said
    assert said.endswith("Versi 1, tidak berlaku lagi.")


def test_the_list_of_forms_is_searched(shown: FormsSection) -> None:
    shown._filter("risiko asesmen")
    assert [key for key, card in shown.cards.items() if not card.isHidden()] == ["asesmen-risiko"]
    shown._filter("")
    assert not any(card.isHidden() for card in shown.cards.values())
