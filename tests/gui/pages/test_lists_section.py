"""Administrasi, Daftar pilihan: an entry is added by keyboard and chosen in a form at once."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.gui.forms.conftest import Desk
from tests.gui.pages.test_pages_look import NARROW, WIDE, Window, laid_out
from tests.papers import text as words_of
from tests.screen_checks import faults
from ui.pages.admin.lists import ListsSection
from ui.pages.admin.page import AdminPage
from ui.pages.form.page import FormPage

LIST, FORM, FIELD = "kanal-aduan", "informasi-kasus", "kanal"


def shown(desk: Desk) -> ListsSection:
    """Administrasi with the list of channels."""
    admin = AdminPage(desk.context)
    desk.show(admin)
    desk.on_screen = admin  # type: ignore[attr-defined]  # a page without a window around it would go at once
    admin.show_with(bagian="daftar")
    desk.settle()
    assert isinstance(admin.section, ListsSection)
    admin.section.pick.pick(LIST)
    return admin.section


@pytest.fixture
def section(desk: Desk) -> ListsSection:
    return shown(desk)


def test_an_entry_is_added_and_chosen_at_once(desk: Desk, make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    case_id = desk.open_case()
    section = shown(desk)
    count = len(section.rows)
    section.rows[-1].words.setFocus()
    qtbot.keyClick(section.rows[-1].words, Qt.Key.Key_Return)
    assert len(section.rows) == count + 1
    qtbot.keyClicks(section.rows[-1].words, "Pos pengaduan keliling")
    assert not section._warning.isHidden()
    assert "“Pos pengaduan keliling”" in section._warning.text()
    section.rows[-1].category.pick(section._infos[LIST].categories[0])
    assert section._warning.isHidden()
    qtbot.keyClick(section.rows[-1].words, Qt.Key.Key_Up, Qt.KeyboardModifier.AltModifier)
    assert section.rows[-2].words.text() == "Pos pengaduan keliling"
    section.rows[0].turn.click()
    gone = section.rows[0].words.text()
    section.save_button.click()
    desk.settle()
    assert "Daftar disimpan dan langsung dipakai." in desk.notify.said
    form = FormPage(desk.context)
    desk.show(form)
    form.show_with(case_id=case_id, form_key=FORM)
    desk.settle()
    assert form.view is not None
    labels = [option.label for option in form.view.state.spec.field(FIELD).options]
    assert "Pos pengaduan keliling" in labels
    chosen = form.view.state.spec.field(FIELD)
    form.view.answer(FIELD, next(one.key for one in chosen.options if one.label == "Pos pengaduan keliling"))
    form.autosave.flush()
    desk.settle()
    assert "Pos pengaduan keliling" in words_of(desk.ask(lambda: desk.workspace.forms.paper(case_id, FORM)))
    assert gone not in words_of(desk.ask(lambda: desk.workspace.forms.blank_paper(FORM)))


def test_what_is_wrong_is_said_and_can_be_taken_back(section: ListsSection, desk: Desk) -> None:
    first = section.rows[0].words.text()
    section.rows[0].words.clear()
    section.rows[0].words.typed.emit("")
    section.save_button.click()
    desk.settle()
    assert "Tulis nama butir 1." in section.note.text()
    section.pick.pick("agama")
    assert section._key == LIST
    section.undo_button.click()
    desk.settle()
    assert section.rows[0].words.text() == first
    section.pick.pick("agama")
    assert section._key == "agama"


def test_an_entry_that_was_never_in_force_goes(section: ListsSection) -> None:
    count = len(section.rows)
    section.add_button.click()
    section.rows[-1].turn.click()
    assert len(section.rows) == count


def test_files_and_the_delivered_version(section: ListsSection, desk: Desk, tmp_path: Path) -> None:
    desk.notify.target = tmp_path / "kanal.toml"
    section.export_button.click()
    desk.settle()
    assert "Daftar diekspor." in desk.notify.said
    text = desk.notify.target.read_text(encoding="utf-8")
    first = section.rows[0].words.text()
    desk.notify.target.write_text(text.replace(f'"{first}"', '"Datang ke kantor"', 1), encoding="utf-8")
    section.import_button.click()
    desk.settle()
    assert section.rows[0].words.text() == "Datang ke kantor"
    section.save_button.click()
    desk.settle()
    assert section.shipped_button.isVisibleTo(section)
    section.history_button.click()
    assert "Versi 2 sejak 23 November 2026" in desk.notify.said[-1]
    section.shipped_button.click()
    assert section.rows[0].words.text() == first
    section.save_button.click()
    desk.settle()
    desk.notify.target.write_text("[daftar]\nkunci = 3\n", encoding="utf-8")
    section.import_button.click()
    desk.settle()
    assert desk.notify.said[-1].startswith("Berkas ini belum dapat diimpor")


def test_a_list_of_the_office_is_begun(section: ListsSection, desk: Desk, qtbot: QtBot) -> None:
    desk.notify.reason = "Jenis kendaraan"
    section._begin_new()
    desk.settle()
    section.rows[0].words.selectAll()
    qtbot.keyClicks(section.rows[0].words, "Molin")
    section.save_button.click()
    desk.settle()
    assert [info.entries.title for info in section._infos.values() if info.shipped is None] == ["Jenis kendaraan"]
    assert section.rows[0].words.text() == "Molin"


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_the_section_is_whole(desk: Desk, size: tuple[int, int, int]) -> None:
    admin = AdminPage(desk.context)
    window = Window(admin, *size)
    desk.show(window, size[0], size[2])
    admin.show_with(bagian="daftar")
    desk.settle()
    assert isinstance(admin.section, ListsSection)
    section = admin.section
    section.pick.pick(LIST)
    section.add_button.click()
    desk.qtbot.waitUntil(section.rows[-1].isVisible)
    laid_out(desk, window)
    assert faults(window) == []
