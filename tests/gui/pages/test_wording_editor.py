"""The office writes the text of its letters on the screen: the letter follows, faults are named, nothing is lost."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pypdfium2
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from models.letters.placeholders import used
from tests import letter_samples
from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.conftest import MANAGER
from ui.editing.parts import Pick
from ui.pages.admin.page import AdminPage
from ui.pages.admin.wording import WordingSection
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.wording.page import WordingEditorPage
from ui.pages.wording.picker_dialog import PickerDialog
from ui.pages.wording.versions_dialog import VersionsDialog

KEY = "surat-dinas"
SHIPPED = letter_samples.shipped(KEY).version
SUBJECT = ("surat", "hal")
BODY = ("blok", 0, "isi", 0)


@pytest.fixture
def page(manager: Desk) -> WordingEditorPage:
    return opened(manager)


def opened(desk: Desk, key: str = KEY) -> WordingEditorPage:
    made = WordingEditorPage(desk.context)
    desk.show(made)
    made.show_with(letter_key=key)
    desk.settle()
    return made


def typed(desk: Desk, page: WordingEditorPage, path: tuple[str | int, ...], text: str) -> None:
    """Somebody replaces a text by key presses; the letter has followed."""
    box = page.texts.boxes[path]
    box.setFocus()
    box.selectAll()
    desk.qtbot.keyClicks(box, text)
    desk.qtbot.waitUntil(lambda: not page.look._rest.isActive(), timeout=5_000)
    desk.settle()


def paper_words(page: WordingEditorPage) -> str:
    document = pypdfium2.PdfDocument(page.look.preview.pdf)
    found = " ".join(" ".join(sheet.get_textpage().get_text_bounded().split()) for sheet in document)
    document.close()
    return found


def test_the_letter_follows_what_is_typed_and_comes_into_force_on_saving(
    manager: Desk, page: WordingEditorPage, shift: Callable[[str], Desk]
) -> None:
    assert not page.enforce_button.isEnabled(), "nothing was changed"
    typed(manager, page, SUBJECT, "Pemberitahuan <b>penting</b> & segera")
    assert "Pemberitahuan <b>penting</b> & segera" in paper_words(page)
    page.enforce_button.click()
    manager.settle()
    following = SHIPPED + 1
    assert f"Berlakukan naskah versi {following}" in " ".join(manager.notify.said)
    assert manager.notify.said[-1] == f"Naskah versi {following} berlaku."
    assert not page.enforce_button.isEnabled()
    clerk = shift("rina")
    desk_page = LetterDeskPage(clerk.context)
    clerk.show(desk_page)
    desk_page.show_with(letter_key=KEY)
    clerk.settle()
    assert desk_page._sheet is not None
    assert desk_page._sheet.spec.subject == "Pemberitahuan <b>penting</b> & segera"


def test_a_fault_is_named_while_one_types_and_the_way_to_it_leads_there(manager: Desk, page: WordingEditorPage) -> None:
    typed(manager, page, BODY, "Menunjuk register {kasus.nomer} dan {kasus.inisial")
    messages = [problem.message for problem in page.look.problems]
    assert 'Isian "{kasus.nomer}" tidak dikenal. Mungkin maksudnya "kasus.nomor".' in messages
    assert any("kurung kurawal tanpa pasangan" in message for message in messages)
    page.enforce_button.click()
    manager.settle()
    assert "belum dapat diberlakukan" in manager.notify.said[-1]
    page.texts.boxes[SUBJECT].setFocus()
    page.look.links[0].click()
    assert page.focusWidget() is page.texts.boxes[BODY]
    assert page.texts.boxes[BODY].property("invalid") is True
    typed(manager, page, BODY, "Menunjuk register {kasus.nomor}.")
    assert page.look.problems == ()
    assert page.texts.boxes[BODY].property("invalid") is False


def test_a_placeholder_is_picked_by_its_name_and_stands_where_the_cursor_was(
    manager: Desk, page: WordingEditorPage
) -> None:
    box = page.texts.boxes[SUBJECT]
    box.setFocus()
    box.selectAll()
    manager.qtbot.keyClicks(box, "Kasus ")
    manager.qtbot.keyClick(box, Qt.Key.Key_Space, Qt.KeyboardModifier.ControlModifier)
    dialog = page.findChild(PickerDialog)
    assert isinstance(dialog, PickerDialog)
    offered = [dialog.list.item(n).text() for n in range(dialog.list.count())]
    assert not any("Nama klien" in words for words in offered), "this letter must not name the client"
    manager.qtbot.keyClicks(dialog.search, "diterima")
    assert dialog.choice is not None
    assert dialog.choice.name == "kasus.diterima"
    manager.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert box.toPlainText() == "Kasus {kasus.diterima}"


def test_paragraphs_are_added_moved_and_taken_back(manager: Desk, page: WordingEditorPage) -> None:
    count = len(page.desk.spec.spec.blocks)
    page.texts._add(next(iter(page.desk.spec.spec.blocks)).kind, 0)
    typed(manager, page, ("blok", 1, "isi", 0), "Alinea tambahan kantor.")
    assert len(page.desk.spec.spec.blocks) == count + 1
    assert "Alinea tambahan kantor." in paper_words(page)
    page.desk.undo()
    page.desk.undo()
    assert len(page.desk.spec.spec.blocks) == count


def test_each_kind_of_letter_may_have_its_own_paper(manager: Desk, page: WordingEditorPage) -> None:
    paper = next(pick for pick in parts(page, Pick) if pick.accessibleName() == "Kertas")
    paper.pick("A4")
    manager.qtbot.waitUntil(lambda: not page.look._rest.isActive(), timeout=5_000)
    manager.settle()
    document = pypdfium2.PdfDocument(page.look.preview.pdf)
    assert document[0].get_size() == pytest.approx((595.28, 841.89), abs=0.5)
    document.close()
    page.enforce_button.click()
    manager.settle()
    assert manager.ask(lambda: manager.workspace.letter_wording.open(KEY)).wording.spec.paper == "A4"


def test_no_text_of_a_shipped_letter_is_marked_as_unknown(manager: Desk) -> None:
    for key in letter_samples.keys():  # noqa: SIM118 (no mapping)
        page = opened(manager, key)
        for path, box in page.texts.boxes.items():
            known = page._known(path)
            quoted = used(box.toPlainText())
            names = [*((name, style) for name, style, _ in quoted), *((second, "") for *_, second in quoted if second)]
            assert [name for name in names if not known(*name)] == [], (key, path)


def test_each_kind_of_letter_may_have_its_own_typeface(manager: Desk, page: WordingEditorPage) -> None:
    face = next(pick for pick in parts(page, Pick) if pick.accessibleName() == "Huruf")
    face.pick("bookman")
    manager.qtbot.waitUntil(lambda: not page.look._rest.isActive(), timeout=5_000)
    manager.settle()
    assert b"JangkauBonum" in page.look.preview.pdf
    page.enforce_button.click()
    manager.settle()
    assert manager.ask(lambda: manager.workspace.letter_wording.open(KEY)).wording.spec.face == "bookman"


def test_what_was_written_is_there_again_and_can_be_thrown_away(manager: Desk, page: WordingEditorPage) -> None:
    before = page.texts.boxes[SUBJECT].toPlainText()
    typed(manager, page, SUBJECT, "Setengah jadi {")
    page.leave()
    manager.settle()
    again = opened(manager)
    assert again.texts.boxes[SUBJECT].toPlainText() == "Setengah jadi {"
    again.drop_action.trigger()
    manager.settle()
    assert again.texts.boxes[SUBJECT].toPlainText() == before
    assert not again.enforce_button.isEnabled()


def test_the_shipped_text_and_an_earlier_version_come_back(manager: Desk, page: WordingEditorPage) -> None:
    shipped = page.texts.boxes[SUBJECT].toPlainText()
    typed(manager, page, SUBJECT, "Naskah kantor")
    page.enforce_button.click()
    manager.settle()
    page.shipped_action.trigger()
    manager.settle()
    assert page.texts.boxes[SUBJECT].toPlainText() == shipped
    page.enforce_button.click()
    manager.settle()
    page.versions_action.trigger()
    manager.settle()
    dialog = page.findChild(VersionsDialog)
    assert isinstance(dialog, VersionsDialog)
    assert list(dialog.buttons) == [SHIPPED + 2, SHIPPED + 1, SHIPPED]
    dialog.buttons[SHIPPED + 1].click()
    manager.settle()
    assert page.texts.boxes[SUBJECT].toPlainText() == "Naskah kantor"
    assert page.enforce_button.isEnabled()


def test_administration_lists_the_letters_and_leads_to_the_editor(manager: Desk) -> None:
    admin = AdminPage(manager.context)
    manager.show(admin)
    admin.show_with(bagian="naskah")
    manager.settle()
    section = admin.section
    assert isinstance(section, WordingSection)
    manager.qtbot.keyClicks(section.search, "surat tugas penj")
    assert [key for key, button in section.buttons.items() if button.isVisibleTo(section)] == [
        "surat-tugas-penjangkauan"
    ]
    section.buttons["surat-tugas-penjangkauan"].click()
    assert manager.went[-1] == ("naskah_surat", {"letter_key": "surat-tugas-penjangkauan"})


def test_a_draft_of_a_letter_offers_the_new_wording(desk: Desk, make_desk: Callable[[str], Desk]) -> None:
    case_id = desk.open_case()
    key = "surat-tugas-penjangkauan"
    letter_id = desk.ask(lambda: desk.workspace.letters.start(case_id, key)).letter_id
    boss = make_desk(MANAGER)
    editor = opened(boss, key)
    typed(boss, editor, next(path for path in editor.texts.boxes if path[:1] == ("blok",)), "Dasar baru kantor")
    editor.enforce_button.click()
    boss.settle()
    clerk = make_desk("rina")
    page = LetterDeskPage(clerk.context)
    clerk.show(page)
    page.show_with(letter_id=letter_id)
    clerk.settle()
    page.card.wording_button.click()
    clerk.settle()
    assert "Konsep ini memakai naskah baru." in clerk.notify.said
    assert page._sheet is not None
    assert (page._sheet.spec.version, page._sheet.newer_wording) == (letter_samples.shipped(key).version + 1, "")


def test_every_letter_opens_in_the_editor_with_all_its_texts(manager: Desk) -> None:
    page = WordingEditorPage(manager.context)
    manager.show(page)
    for row in manager.ask(manager.workspace.letter_wording.kinds):
        page.show_with(letter_key=row.key)
        manager.settle()
        spec = page.desk.spec.spec
        texts = sum(len(block.texts) for block in spec.blocks) + len(spec.cc)
        shown = [path for path in page.texts.boxes if path[0] == "tanda_tangan" or path[2:3] == ("isi",)]
        assert len(shown) == texts, row.key
        assert page.look.preview.pdf.startswith(b"%PDF"), row.key


def naskah(desk: Desk) -> WordingSection:
    admin = AdminPage(desk.context)
    desk.show(admin)
    desk.on_screen = admin  # type: ignore[attr-defined]  # a page without a window around it would go at once
    admin.show_with(bagian="naskah")
    desk.settle()
    assert isinstance(admin.section, WordingSection)
    return admin.section


def test_a_letter_of_the_offices_own_comes_in_as_a_file_and_comes_into_force(manager: Desk, tmp_path: Path) -> None:
    shown = naskah(manager)
    manager.notify.target = tmp_path / "surat.toml"
    buttons: list[QPushButton] = list(shown.findChildren(QPushButton))
    next(one for one in buttons if one.accessibleName() == "Ekspor naskah Surat Dinas").click()
    manager.qtbot.waitUntil(lambda: "Naskah surat diekspor." in manager.notify.said)
    text = manager.notify.target.read_text(encoding="utf-8")
    text = text.replace(f'kunci = "{KEY}"', 'kunci = "undangan-mediasi"').replace("Surat Dinas", "Undangan & <Mediasi>")
    manager.notify.target.write_bytes(b"\xef\xbb\xbf" + text.encode())
    shown.import_button.click()
    manager.settle()
    assert manager.went[-1] == ("naskah_surat", {"letter_key": "undangan-mediasi"})
    page = opened(manager, "undangan-mediasi")
    assert not page.versions_action.isEnabled()
    assert not page.look.problems
    page.enforce_button.click()
    manager.settle()
    assert manager.notify.said[-1] == "Naskah versi 1 berlaku."
    [row] = [row for row in manager.ask(manager.workspace.letter_wording.kinds) if row.key == "undangan-mediasi"]
    assert (row.name, row.version, row.draft_text) == ("Undangan & <Mediasi>", 1, "")


def test_a_letter_file_with_a_fault_is_refused_with_its_line_and_leaves_nothing(manager: Desk, tmp_path: Path) -> None:
    key = "surat-tugas-penjangkauan"
    text = manager.ask(lambda: manager.workspace.letter_wording.export(key)).replace(key, "undangan")
    manager.notify.target = tmp_path / "surat.toml"
    manager.notify.target.write_text(text.replace("{kasus.nomor", "{kasus.nomer"), encoding="utf-8")
    shown = naskah(manager)
    shown.import_button.click()
    manager.settle()
    assert manager.notify.said[-1].startswith("Berkas ini belum dapat diimpor Baris ")
    assert "undangan" not in [row.key for row in manager.ask(manager.workspace.letter_wording.kinds)]


def test_a_new_letter_that_is_thrown_away_leads_back_to_the_list(manager: Desk) -> None:
    service = manager.workspace.letter_wording
    text = manager.ask(lambda: service.export(KEY)).replace(KEY, "undangan")
    manager.ask(lambda: service.import_text("undangan.toml", text.encode()))
    [row] = [row for row in manager.ask(service.kinds) if row.key == "undangan"]
    assert (row.version, bool(row.draft_text)) == (0, True)
    page = opened(manager, "undangan")
    page.drop()
    manager.settle()
    assert manager.went[-1] == ("administrasi", {"bagian": "naskah"})
    assert "undangan" not in [row.key for row in manager.ask(service.kinds)]


def test_a_name_written_as_initials_is_no_fault_where_the_full_name_would_be(manager: Desk) -> None:
    page = opened(manager, "surat-tugas-penjangkauan")
    known = page._known(("blok", 0, "isi", 0))
    assert known("klien.nama", "inisial")
    assert not known("klien.nama", "")
    assert not known("klien.namma", "inisial")
