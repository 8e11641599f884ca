"""Letters on their way: without a case, booked for the pen, checked, signed, sent, and compared with the register."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel, QWidget

from models.forms.spec import Scalar, Values
from models.letters.life import Stage, Step
from models.rehearsal.walk import SCAN
from models.services.views import Booking, LetterLife, MandateRow
from tests.gui.forms.conftest import Desk, parts
from ui.code_picker import CodePicker
from ui.pages.letters.booking_dialog import BookingDialog
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.list_page import LettersPage
from ui.pages.letters.new_letter import NewLetterDialog
from ui.pages.letters.stage_dialogs import InsertionDialog, ReceiptDialog, SendDialog, SignDialog
from ui.pages.letters.verify_dialog import VerifyDialog
from ui.widgets.pill import Pill

TODAY = date(2026, 11, 23)
THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]
RECEIPT: Values = {"kepada": "Rekan", "barang": THINGS}
D = TypeVar("D", bound=QDialog)


def dialog_of(inside: QWidget, kind: type[D]) -> D:
    """The open dialog of this kind."""
    found = [one for one in parts(inside, kind) if one.isVisible()]
    assert found, f"no {kind.__name__}"
    return found[-1]


def listing(desk: Desk) -> LettersPage:
    page = LettersPage(desk.context)
    desk.show(page)
    page.refresh()
    desk.settle()
    return page


def letter_page(desk: Desk, **params: object) -> LetterDeskPage:
    page = LetterDeskPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def receipt(desk: Desk) -> int:
    """An issued letter without a case."""
    letters = desk.workspace.letters
    sheet = desk.ask(lambda: letters.start(None, "tanda-terima"))
    values = {**sheet.values, **RECEIPT}
    desk.ask(lambda: letters.issue(sheet.letter_id, values, sheet.row_version, f"s{sheet.letter_id}"))
    return sheet.letter_id


def life(desk: Desk, letter_id: int) -> LetterLife:
    return desk.ask(lambda: desk.workspace.letter_life.page(letter_id))


def words(inside: QWidget) -> str:
    return " | ".join(part.text() for part in parts(inside, QLabel) if part.isVisibleTo(inside))


def test_a_letter_without_a_case_is_begun_from_the_list(desk: Desk) -> None:
    page = listing(desk)
    page.deeds.new_button.click()
    desk.settle()
    dialog = dialog_of(page, NewLetterDialog)
    offered = [dialog.list.item(index).text() for index in range(dialog.list.count())]
    assert "Surat Dinas" in offered
    assert "Surat Rujukan Layanan Kedaruratan" not in offered
    desk.qtbot.keyClicks(dialog.search, "surat dinas")
    desk.qtbot.keyClick(dialog.search, Qt.Key.Key_Return)
    assert desk.went == [("surat_rinci", {"letter_key": "surat-dinas"})]


def test_a_number_for_the_pen_is_shown_then_taken_and_settled_by_its_scan(desk: Desk, tmp_path: Path) -> None:
    page = listing(desk)
    page.deeds.book_button.click()
    desk.settle()
    dialog = dialog_of(page, BookingDialog)
    dialog.save_button.click()
    assert "Jenis surat belum dipilih" in dialog.note.text()
    dialog.kind.setCurrentIndex(dialog.kind.findData("surat-dinas"))
    dialog.save_button.click()
    assert "Hal belum diisi" in dialog.note.text()
    desk.qtbot.keyClicks(dialog.edits["subject"], "Undangan rapat koordinasi")
    desk.qtbot.keyClicks(dialog.edits["addressee"], "Camat Contoh")
    dialog._look()
    desk.settle()
    assert "400.2/001/UPTD-PPA/2026" in words(dialog.number)
    dialog.save_button.click()
    desk.settle()
    (place, params) = desk.went[-1]
    assert place == "surat_rinci"
    letter = letter_page(desk, **params)
    assert "Undangan rapat koordinasi" in words(letter.card)
    assert not letter.card.print_button.isVisible()
    letter.life_panel.buttons[Step.SIGN].click()
    sign = dialog_of(letter, SignDialog)
    scan = tmp_path / "undangan.pdf"
    scan.write_bytes(SCAN)
    desk.notify.target = scan
    sign.scan.button.click()
    sign.save_button.click()
    desk.settle()
    now = life(desk, int(str(params["letter_id"])))
    assert (now.stage, now.history[0].scan) == (Stage.SIGNED, True)
    assert letter.preview.pdf == SCAN
    assert "undangan.pdf" in words(letter.preview)


def test_an_earlier_date_asks_for_a_reason(desk: Desk) -> None:
    receipt(desk)
    page = listing(desk)
    page.deeds.book()
    desk.settle()
    dialog = dialog_of(page, BookingDialog)
    dialog.kind.setCurrentIndex(dialog.kind.findData("tanda-terima"))
    assert not dialog.reason.isEnabled()
    desk.qtbot.keyClicks(dialog.edits["subject"], "Serah terima berkas")
    dialog.day.set_value(TODAY - timedelta(days=1))
    dialog._dated()
    assert dialog.reason.isEnabled()
    dialog.save_button.click()
    desk.settle()
    assert dialog.isVisible(), "a refusal keeps what was typed"
    dialog.reject()


def test_a_signed_letter_is_sent_and_received_with_one_button_each(desk: Desk) -> None:
    letter_id = receipt(desk)
    page = letter_page(desk, letter_id=letter_id)
    assert list(page.life_panel.buttons) == [Step.SIGN]
    page.life_panel.buttons[Step.SIGN].click()
    dialog_of(page, SignDialog).save_button.click()
    desk.settle()
    page.life_panel.buttons[Step.SEND].click()
    send = dialog_of(page, SendDialog)
    send.edits["receiver"].clear()
    send.save_button.click()
    assert "Tujuan belum diisi" in send.note.text()
    desk.qtbot.keyClicks(send.edits["receiver"], "RSUD Contoh")
    desk.qtbot.keyClicks(send.edits["receipt"], "JNE-17")
    send.save_button.click()
    desk.settle()
    assert list(page.life_panel.buttons) == [Step.RECEIPT, Step.SEND]
    page.life_panel.buttons[Step.RECEIPT].click()
    receive = dialog_of(page, ReceiptDialog)
    desk.qtbot.keyClicks(receive.edits["name"], "Bu Tini")
    receive.save_button.click()
    desk.settle()
    page.life_panel.history_button.click()
    said = words(page.life_panel)
    assert "kepada RSUD Contoh, resi JNE-17" in said
    assert "oleh Bu Tini" in said
    assert life(desk, letter_id).stage is Stage.SENT


def test_a_wrong_day_is_said_in_the_dialog_and_nothing_is_lost(desk: Desk) -> None:
    page = letter_page(desk, letter_id=receipt(desk))
    page.life_panel.buttons[Step.SIGN].click()
    dialog = dialog_of(page, SignDialog)
    dialog.day.set_value(TODAY - timedelta(days=3))
    dialog.save_button.click()
    desk.settle()
    assert dialog.isVisible()
    assert "sebelum tanggal surat" in dialog.note.text()
    dialog.reject()


def test_a_scan_that_is_none_is_said_in_the_dialog(desk: Desk, tmp_path: Path) -> None:
    page = letter_page(desk, letter_id=receipt(desk))
    page.life_panel.buttons[Step.SIGN].click()
    dialog = dialog_of(page, SignDialog)
    wrong = tmp_path / "catatan.txt"
    wrong.write_text("bukan pindaian")
    dialog.scan.set_path(wrong)
    dialog.save_button.click()
    desk.settle()
    assert dialog.isVisible()
    assert dialog.note.text()
    dialog.reject()


def test_checked_by_another_person_before_the_number(make_desk: Callable[[str], Desk]) -> None:
    rina = make_desk("rina")
    settings = rina.workspace.settings
    rina.ask(lambda: settings.save_office(replace(settings.office(), letter_stages=("periksa", "tanda_tangan"))))
    sheet = rina.ask(lambda: rina.workspace.letters.start(None, "tanda-terima"))
    page = letter_page(rina, letter_id=sheet.letter_id)
    assert not page.card.number_button.isEnabled()
    page.life_panel.buttons[Step.SUBMIT].click()
    rina.settle()
    assert life(rina, sheet.letter_id).stage is Stage.DRAFT, "an incomplete draft is not handed in"
    assert page.card.view is not None
    for key, value in RECEIPT.items():
        page.card.view.answer(key, value)
    page.paper.draw()
    rina.settle()
    page.life_panel.buttons[Step.SUBMIT].click()
    rina.settle()
    assert life(rina, sheet.letter_id).stage is Stage.SUBMITTED
    assert "Menunggu pemeriksa" in words(page.life_panel)
    head = make_desk("kepala")
    page = letter_page(head, letter_id=sheet.letter_id)
    head.notify.reason = "Lengkapi nama barang"
    page.life_panel.buttons[Step.RETURN].click()
    head.settle()
    rina = make_desk("rina")
    page = letter_page(rina, letter_id=sheet.letter_id)
    assert "Lengkapi nama barang" in words(page.life_panel)
    page.life_panel.buttons[Step.SUBMIT].click()
    rina.settle()
    head = make_desk("kepala")
    page = letter_page(head, letter_id=sheet.letter_id)
    page.life_panel.buttons[Step.APPROVE].click()
    head.settle()
    page.card.number_button.click()
    head.settle()
    assert life(head, sheet.letter_id).stage is Stage.AWAITING


def test_a_code_is_found_by_words_and_fills_the_number(desk: Desk) -> None:
    page = letter_page(desk, letter_key="surat-dinas")
    page.choices.code_button.click()
    desk.settle()
    picker = dialog_of(page, CodePicker)
    desk.qtbot.keyClicks(picker.search, "kekerasan terhadap anak")
    picker.search._say()
    desk.settle()
    codes = [picker.table.rows.row_at(index).code for index in range(picker.table.rows.rowCount())]
    assert "400.2.4.1" in codes
    desk.qtbot.keyClick(picker.search, Qt.Key.Key_Return)
    desk.settle()
    sheet = page._sheet
    assert sheet is not None
    number = desk.ask(lambda: desk.workspace.letters.next_number(sheet.letter_id)).number
    assert number.startswith(codes[0] + "/")
    assert codes[0] in page.choices._code.text()


def test_who_signs_is_chosen_among_those_who_may(desk: Desk) -> None:
    officers = desk.ask(desk.workspace.settings.officers)
    other = next(row for row in officers if not row.signs_as and row.active)
    row = MandateRow(0, "kepala", "a.n.", other.officer_id, TODAY)
    desk.ask(lambda: desk.workspace.mandates.save(row))
    page = letter_page(desk, letter_key="surat-dinas")
    labels = [page.choices.signer.itemText(index) for index in range(page.choices.signer.count())]
    assert any("a.n." in text for text in labels)
    page.choices.signer.setCurrentIndex(1)
    page.choices.signer.activated.emit(1)
    desk.settle()
    assert page._sheet is not None
    assert "a.n." in page._sheet.signer_text


def test_an_inserted_number_is_shown_before_it_is_taken(desk: Desk) -> None:
    receipt(desk)
    desk.workspace.clock.advance(days=2)  # type: ignore[attr-defined]  # a clock of the tests
    page = letter_page(desk, letter_key="tanda-terima")
    assert page.card.view is not None
    for key, value in RECEIPT.items():
        page.card.view.answer(key, value)
    page.paper.draw()
    desk.settle()
    page.choices.insertion_button.click()
    dialog = dialog_of(page, InsertionDialog)
    dialog.save_button.click()
    assert "Alasan belum diisi" in dialog.note.text()
    dialog.day.set_value(TODAY)
    desk.qtbot.keyClicks(dialog.edits["reason"], "Diserahkan malam hari")
    dialog.save_button.click()
    desk.settle()
    assert "001a/TT/UPTD-PPA/2026" in " ".join(desk.notify.said)
    assert page._sheet is not None
    assert page._sheet.number == "001a/TT/UPTD-PPA/2026"


def test_a_paper_is_compared_with_the_register(desk: Desk) -> None:
    letter_id = receipt(desk)
    page = listing(desk)
    page.deeds.verify_button.click()
    dialog = dialog_of(page, VerifyDialog)
    number = desk.ask(lambda: desk.workspace.letters.open(letter_id)).number
    for asked, answer in ((number, "Berlaku"), ("999/TT/UPTD-PPA/2026", "Tidak dikenal")):
        dialog.edit.clear()
        desk.qtbot.keyClicks(dialog.edit, asked)
        desk.qtbot.keyClick(dialog.edit, Qt.Key.Key_Return)
        desk.settle()
        assert answer in [pill.accessibleName() for pill in parts(dialog._result, Pill)]
    assert not dialog.open_button.isVisible()
    dialog.reject()


def test_the_list_is_narrowed_to_one_stage(desk: Desk) -> None:
    receipt(desk)
    booking = Booking("surat-dinas", "Undangan", TODAY)
    desk.ask(lambda: desk.workspace.bookings.book(booking, "a"))
    page = listing(desk)
    assert page.table.rows.rowCount() == 2
    page.stage.setCurrentIndex(page.stage.findData("dipesan"))
    desk.settle()
    assert [page.table.rows.row_at(0).number] == ["400.2/001/UPTD-PPA/2026"]
    assert page.table.rows.rowCount() == 1


@pytest.mark.parametrize("user", ["dewi"])
def test_who_may_not_insert_is_not_offered_it(make_desk: Callable[[str], Desk], user: str) -> None:
    dewi = make_desk(user)
    page = letter_page(dewi, letter_key="tanda-terima")
    assert not page.choices.insertion_button.isVisible()
