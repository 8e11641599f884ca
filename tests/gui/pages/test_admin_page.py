"""The office sets itself up: profile, letterhead, hours, people, users, numbers, procedures, backups, look."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.domain.travel import TravelRate, TravelRules
from models.forms.spec import Scalar
from models.services.entry.gate import Gate
from tests.gui.forms.conftest import PASSWORD, Desk
from tests.gui.pages.conftest import MANAGER
from tests.screen_checks import children
from ui.pages.admin.backup import BackupSection, ComparisonDialog, age_words
from ui.pages.admin.check import CheckSection
from ui.pages.admin.hours import HoursSection, read_hours
from ui.pages.admin.letter_look import LetterLookSection
from ui.pages.admin.number_list import NumberListDialog
from ui.pages.admin.numbering import NumberingSection
from ui.pages.admin.office import IdentitySection, LetterheadSection
from ui.pages.admin.officers import OfficersSection
from ui.pages.admin.page import AdminPage
from ui.pages.admin.password import PasswordSection
from ui.pages.admin.procedures import ProceduresSection
from ui.pages.admin.travel import TravelSection
from ui.pages.admin.users import UsersSection
from ui.theme import Mode
from ui.widgets.basics import ScrollColumn


def shown(desk: Desk, part: str) -> AdminPage:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian=part)
    desk.settle()
    return page


@pytest.fixture
def manager(make_desk: object) -> Desk:
    """Who looks after the program."""
    return make_desk(MANAGER)  # type: ignore[operator,no-any-return]


def test_the_profile_is_saved_in_words(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, "profil")
    section = page.section
    assert isinstance(section, IdentitySection)
    assert not section.save_button.isEnabled()
    section.edits["city"].clear()
    qtbot.keyClicks(section.edits["city"], "Kota Baru")
    assert section._state.text() == "Ada perubahan yang belum disimpan"
    qtbot.mouseClick(section.save_button, Qt.MouseButton.LeftButton)
    desk.settle()
    assert section._state.text() == "Tersimpan 08.05"
    assert desk.workspace.settings.office().city == "Kota Baru"


def test_an_office_has_a_name(desk: Desk) -> None:
    page = shown(desk, "profil")
    section = page.section
    assert isinstance(section, IdentitySection)
    section.edits["name"].clear()
    section.save()
    assert section.note.text() == "Nama kantor belum diisi."


def test_what_was_typed_is_not_thrown_away_by_going_elsewhere(desk: Desk) -> None:
    page = shown(desk, "profil")
    section = page.section
    assert isinstance(section, IdentitySection)
    section.edits["city"].setText("Kota Baru")
    assert page.entry("profil").text() == "Profil kantor *"
    page.list.setCurrentItem(page.entry("kop"))
    desk.settle()
    page.list.setCurrentItem(page.entry("profil"))
    page.refresh()
    desk.settle()
    assert page.section is section
    assert section.edits["city"].text() == "Kota Baru"
    section.undo_button.click()
    desk.settle()
    assert section.edits["city"].text() == "Kota Contoh"
    assert page.entry("profil").text() == "Profil kantor"
    assert page.leave()
    assert desk.notify.said == []


def test_the_letterhead_is_shown_as_it_will_be_printed(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk, "kop")
    section = page.section
    assert isinstance(section, LetterheadSection)
    before = section.preview.pdf
    assert before.startswith(b"%PDF")
    section.government.setText("PEMERINTAH KOTA BARU")
    qtbot.waitUntil(lambda: section.preview.pdf != before)
    section.save()
    desk.settle()
    assert desk.workspace.settings.office().government == "PEMERINTAH KOTA BARU"
    assert desk.ask(desk.workspace.settings.logo)


def test_a_logo_that_is_no_picture_is_refused(desk: Desk, tmp_path: Path) -> None:
    page = shown(desk, "kop")
    section = page.section
    assert isinstance(section, LetterheadSection)
    desk.notify.target = tmp_path / "logo.png"
    desk.notify.target.write_text("bukan gambar")
    section.logo_button.click()
    assert section.note.text() == "Logo harus gambar PNG atau JPEG yang terbaca."
    assert not section.dirty()


def test_own_hours_are_read_or_explained(desk: Desk) -> None:
    page = shown(desk, "waktu")
    section = page.section
    assert isinstance(section, HoursSection)
    section.kind.setCurrentIndex(section.kind.findData("sendiri"))
    section.hours[0].setText("delapan pagi")
    section.save()
    assert section.note.text().startswith("Jam kerja belum dapat dibaca.")
    section.hours[0].setText("08.00–12.00, 13.00–15.30")
    section.ramadan.setChecked(False)
    section.save()
    desk.settle()
    office = desk.workspace.settings.office()
    assert office.hours[0] == "08.00–12.00, 13.00–15.30"
    assert not office.ramadan_hours
    with pytest.raises(ValueError, match="belum dapat dibaca"):
        read_hours(("",) * 7)


def test_a_new_officer_and_who_signs(desk: Desk) -> None:
    page = shown(desk, "pegawai")
    section = page.section
    assert isinstance(section, OfficersSection)
    count = section.table.rows.rowCount()
    section.new_button.click()
    section.save()
    assert section.note.text() == "Nama pegawai belum diisi."
    section.edits["name"].setText("Wulan Cahyani, S.H.")
    section.edits["post"].setText("Konselor Hukum")
    section.save()
    desk.settle()
    assert section.table.rows.rowCount() == count + 1
    assert any(row.name == "Wulan Cahyani, S.H." for row in desk.ask(desk.workspace.settings.officers))


def test_a_new_user_can_log_in_with_the_made_password(manager: Desk, office_gate: Gate) -> None:
    page = shown(manager, "pengguna")
    section = page.section
    assert isinstance(section, UsersSection)
    section.new_button.click()
    section.display_name.setText("Wulan Cahyani")
    section.username.setText("wulan")
    section.save()
    assert section.note.text() == "Pilih sedikitnya satu peran."
    section.roles["layanan"].setChecked(True)
    section.generate_button.click()
    password = section.password.text()
    section.save()
    manager.settle()
    assert manager.notify.said[-1].startswith("Kata sandi pertama untuk Wulan Cahyani")
    assert section.password.text() == ""
    manager.workspace.lock()
    opened = office_gate.unlock("wulan", password)
    assert opened.user.roles == ("layanan",)
    opened.lock()


def test_ones_own_password_asks_for_the_present_one(desk: Desk) -> None:
    page = shown(desk, "sandi")
    section = page.section
    assert isinstance(section, PasswordSection)
    section.new.set_text("awan jingga payung kapal")
    section.again.set_text("awan jingga payung kapal")
    section.old.set_text("salah")
    section.save()
    desk.settle()
    assert section.note.text() == "Kata sandi sekarang belum benar."
    section.old.set_text(PASSWORD)
    section.save()
    desk.settle()
    assert desk.notify.said[-1].startswith("Kata sandi diganti")
    assert section.new.text() == ""


def test_a_pattern_shows_its_next_number_and_a_wrong_one_its_correction(desk: Desk) -> None:
    desk.open_case()
    page = shown(desk, "nomor")
    section = page.section
    assert isinstance(section, NumberingSection)
    letters, register = section.cards["keluar"], section.cards["kasus"]
    assert letters.example.text() == "Nomor berikutnya akan tertulis 800.1.11.1/001/UPTD-PPA/2026"
    assert not register.start.isEnabled()
    letters.start.setValue(18)
    assert letters.example.text().endswith("800.1.11.1/018/UPTD-PPA/2026")
    letters.pattern.setText("{kode}/{unit}/{tahun}")
    assert letters.example.text() == "Pola nomor harus memuat {urut} tepat satu kali."
    section.save()
    assert section.note.text() == "Pola nomor harus memuat {urut} tepat satu kali."
    letters.pattern.setText("{urut:03d}/{unit}/{bulan_romawi}/{tahun}")
    section.save()
    desk.settle()
    assert desk.workspace.settings.office().patterns["keluar"].start == 18


def test_procedures_say_what_they_lack_and_who_acts(desk: Desk) -> None:
    page = shown(desk, "sop")
    section = page.section
    assert isinstance(section, ProceduresSection)
    in_use = next(card for card in section.cards.values() if card.info.in_use)
    drafts = [card for card in section.cards.values() if not card.info.ready]
    assert all(not card.use_button.isVisible() for card in drafts)
    actor = next(iter(in_use.actor_buttons))
    menu = in_use.actor_buttons[actor].menu()
    menu.actions()[0].trigger()
    desk.settle()
    named = next(card for card in section.cards.values() if card.info.key == in_use.info.key)
    assert next(one for one in named.info.actors if one.key == actor).account_ids


def test_a_backup_is_made_verified_listed_and_can_be_tried_out(manager: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page = shown(manager, "cadangan")
    section = page.section
    assert isinstance(section, BackupSection)
    assert section._age.text().startswith("Belum ada cadangan")
    place = tmp_path / "flashdisk"
    place.mkdir()
    manager.notify.target = place
    section.choose_button.click()
    section.run_button.click()
    manager.settle()
    assert section.table.rows.rowCount() == 2
    assert section._age.text().startswith("Cadangan terakhir hari ini, 08.05.")
    assert "tempat kedua" in section._doing.text()
    section.verify_button.click()
    manager.settle()
    assert section._doing.text().startswith("Cadangan ini utuh")
    assert "Uji pemulihan: belum pernah." in section._other.text()
    section.drill_button.click()
    manager.settle()
    assert section._doing.text().startswith("Cadangan ini dapat dipulihkan")
    assert "Uji pemulihan: Hari ini 08.05." in section._other.text()
    assert not list((tmp_path / "data").glob("uji-*"))


def test_a_backup_is_compared_with_the_present_data_in_words(manager: Desk, qtbot: QtBot) -> None:
    page = shown(manager, "cadangan")
    section = page.section
    assert isinstance(section, BackupSection)
    section.run_button.click()
    manager.settle()
    qtbot.mouseClick(section.compare_button, Qt.MouseButton.LeftButton)
    manager.settle()
    dialog = section.window().findChild(ComparisonDialog)
    assert isinstance(dialog, ComparisonDialog)
    labels: list[QLabel] = dialog.findChildren(QLabel)
    assert "Tidak ada yang berubah: cadangan ini berisi hal yang sama." in [part.text() for part in labels]
    dialog.accept()


def test_old_backups_are_said_in_warning_words(desk: Desk) -> None:
    now = desk.workspace.clock.now()
    assert age_words(None, now)[1] == "danger"
    assert age_words(now, now)[1] == "ok"
    assert age_words(now.replace(day=19), now)[1] == "warn"
    assert age_words(now.replace(day=15), now)[0].startswith("Cadangan terakhir 8 hari lalu.")


def test_the_look_changes_at_once_and_is_remembered(desk: Desk) -> None:
    page = shown(desk, "tampilan")
    appearance = page.section
    appearance.modes[Mode.DARK].click()  # type: ignore[attr-defined]
    appearance.sizes[110].click()  # type: ignore[attr-defined]
    try:
        assert (desk.context.theme.mode, desk.context.theme.percent) == (Mode.DARK, 110)
    finally:
        desk.context.theme.set_mode(Mode.LIGHT)
        desk.context.theme.set_percent(100)
    assert desk.context.settings.get("tampilan", "") == "gelap"


def test_with_large_text_on_a_small_screen_nothing_is_out_of_reach(desk: Desk) -> None:
    desk.context.theme.set_percent(150)
    page = AdminPage(desk.context)
    desk.show(page, 1033, 465)
    page.show_with(bagian="kop")
    desk.settle()
    (column,) = [one for one in children(page.section, ScrollColumn) if one.isVisible()]
    assert column.horizontalScrollBar().maximum() > 0
    assert column.horizontalScrollBar().isVisible()
    assert page.list.width() < page.width() * 0.4
    address = page.section.address  # type: ignore[attr-defined]
    assert address.text()
    assert address.cursorPosition() == 0, "a long line is read from its start"


def test_each_role_sees_its_own_sections(make_desk: object) -> None:
    head = make_desk("kepala")  # type: ignore[operator]
    page = AdminPage(head.context)
    head.qtbot.addWidget(page)
    assert "pengguna" not in page.sections
    assert "profil" not in page.sections
    assert {"sandi", "tampilan"} <= set(page.sections)


def test_the_look_of_letters_is_chosen_with_a_letter_that_changes(desk: Desk) -> None:
    page = shown(desk, "surat")
    section = page.section
    assert isinstance(section, LetterLookSection)
    before = section.preview.pdf
    assert before
    assert not section.head_room.isEnabled()
    section.nip.setCurrentIndex(1)
    section.preprinted.setChecked(True)
    section.face.setCurrentText("Bookman Old Style")
    title = section.titles["surat-tugas"]
    title.setCurrentText("SURAT PERINTAH TUGAS")
    section.save()
    desk.settle()
    look = desk.workspace.settings.office().look
    assert (look.nip, look.preprinted, look.titles) == ("NIP.", True, {"surat-tugas": "SURAT PERINTAH TUGAS"})
    assert look.face == "bookman"
    assert section.head_room.isEnabled()
    section.load()
    desk.settle()
    assert section.preview.pdf != before
    assert section.titles["surat-tugas"].currentText() == "SURAT PERINTAH TUGAS"


def test_the_numbers_of_a_series_are_listed_on_paper(desk: Desk) -> None:
    page = shown(desk, "nomor")
    section = page.section
    assert isinstance(section, NumberingSection)
    section.cards["keluar"].list_button.click()
    desk.settle()
    dialog = section.findChild(NumberListDialog)
    assert dialog is not None
    assert dialog.preview.pdf.startswith(b"%PDF")
    assert dialog.year_choice.currentData() == 2026
    dialog.reject()


def test_a_check_tells_in_words_what_is_sound_and_what_is_not(manager: Desk, tmp_path: Path, qtbot: QtBot) -> None:
    page = shown(manager, "pemeriksaan")
    section = page.section
    assert isinstance(section, CheckSection)
    qtbot.mouseClick(section.run_button, Qt.MouseButton.LeftButton)
    manager.settle()
    assert section.verdict.text() == "Semua data utuh. Diperiksa hari ini 08.05."
    assert not section.rescue_button.isVisibleTo(section)
    (tmp_path / "data" / "jangkau.db.kunci").write_bytes(b"{}")
    section.run_button.click()
    manager.settle()
    assert section.verdict.text().startswith("Ada data yang rusak atau hilang. Jangan hapus apa pun.")
    assert section.rescue_button.isVisibleTo(section)


def test_what_is_set_for_journeys_stands_in_the_next_order_and_cost_sheet(desk: Desk) -> None:
    page = shown(desk, "perjalanan")
    section = page.section
    assert isinstance(section, TravelSection)
    section.view.answer("pejabat", "Pejabat Pembuat Komitmen")
    section.view.answer("singgah", 2)
    rate: dict[str, Scalar] = {"uraian": "Uang harian", "satuan": "hari", "tarif": 150_000}
    section.view.answer("tarif", [rate])
    section.save()
    desk.settle()
    assert not section.dirty()
    assert desk.workspace.settings.office().travel == TravelRules(
        "Pejabat Pembuat Komitmen", 2, (TravelRate("Uang harian", "hari", 150_000),)
    )
    case_id = desk.open_case()
    letters = desk.workspace.letters
    costs = desk.ask(lambda: letters.start(case_id, "rincian-biaya-perjalanan"))
    assert costs.values["biaya"] == [rate]
    order = desk.ask(lambda: letters.start(case_id, "surat-perjalanan-dinas"))
    content = desk.ask(lambda: letters.preview(order.letter_id, order.values)).content
    assert content.blocks[0].rows[0][1] == "Pejabat Pembuat Komitmen"
    assert len(next(block for block in content.blocks[1:] if block.rows).rows) == 6
