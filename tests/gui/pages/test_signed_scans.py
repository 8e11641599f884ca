"""A pile from the scanner at the letter desk: chosen or dropped, each paper finds its letter, the rest is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from models.letters.life import Stage
from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.test_case_page import shown
from tests.gui.pages.test_letter_life import TODAY, dialog_of, life, listing, receipt, words
from tests.unit.services.test_signed_scans import picture, stack
from ui.pages.case.page import CASE_FILE
from ui.scanning.placed import PlacedDialog
from ui.scanning.signed_day import SignedDayDialog
from ui.widgets.basics import Button


def paper_of(desk: Desk, letter_id: int) -> bytes:
    return desk.ask(lambda: desk.workspace.letters.paper(letter_id))


def number_of(desk: Desk, letter_id: int) -> str:
    return desk.ask(lambda: desk.workspace.letters.open(letter_id)).number


def test_a_pile_of_scans_goes_to_its_letters_and_the_rest_is_told(desk: Desk, tmp_path: Path) -> None:
    one, two, three = receipt(desk), receipt(desk), receipt(desk)
    (tmp_path / "satu.png").write_bytes(picture(paper_of(desk, one)))
    (tmp_path / "tumpukan.pdf").write_bytes(stack(paper_of(desk, two), paper_of(desk, three)))
    (tmp_path / "catatan.pdf").write_bytes(b"bukan pindaian")
    page = listing(desk)
    names = ("satu.png", "tumpukan.pdf", "catatan.pdf", "tidak-ada.pdf")
    desk.notify.targets = [tmp_path / name for name in names]
    page.deeds.scan_button.click()
    ask = dialog_of(page, SignedDayDialog)
    assert "4 berkas" in words(ask)
    ask.day.set_value(TODAY + timedelta(days=1))
    ask.save_button.click()
    assert "sesudah hari ini" in ask.note.text()
    ask.day.set_value(TODAY)
    ask.save_button.click()
    desk.settle()
    told = dialog_of(page, PlacedDialog)
    said = words(told)
    assert "3 pindaian tersimpan pada suratnya, 2 belum" in said
    for letter_id in (one, two, three):
        assert number_of(desk, letter_id) in said
        assert life(desk, letter_id).stage is Stage.SIGNED
    assert "catatan.pdf" in said
    assert "tidak-ada.pdf" in said
    assert "flash disk" in said
    assert "tumpukan.pdf, halaman 2" in said
    told.open_buttons[0].click()
    assert desk.went[-1][0] == "surat_rinci"


def test_a_file_dropped_on_the_list_is_taken_in(desk: Desk, tmp_path: Path) -> None:
    letter_id = receipt(desk)
    path = tmp_path / "ttd.jpg"
    path.write_bytes(picture(paper_of(desk, letter_id), "JPEG"))
    page = listing(desk)
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    none = (Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier)
    page.dropEvent(QDropEvent(QPointF(200, 300), Qt.DropAction.CopyAction, data, *none))
    dialog_of(page, SignedDayDialog).save_button.click()
    desk.settle()
    told = dialog_of(page, PlacedDialog)
    assert "1 pindaian tersimpan" in words(told)
    told.close_button.click()
    assert life(desk, letter_id).stage is Stage.SIGNED
    assert page.acceptDrops()


def test_the_sheet_attached_in_the_case_signs_its_letter(desk: Desk, tmp_path: Path) -> None:
    case_id, letters = desk.open_case(), desk.workspace.letters
    sheet = desk.ask(lambda: letters.start(case_id, "surat-tugas-penjangkauan"))
    values = {**sheet.values, "petugas_ditugaskan": [sheet.officers[0].key], "tujuan": "Kecamatan Sukamaju"}
    made = desk.ask(lambda: letters.issue(sheet.letter_id, values, sheet.row_version, "tugas"))
    path = tmp_path / "tugas.png"
    path.write_bytes(picture(made.pdf))
    page = shown(desk, case_id)
    page.tabs.setCurrentIndex(CASE_FILE)
    desk.settle()
    desk.notify.target = path
    button = next(one for one in parts(page.case_file, Button) if one.text().startswith("Lampirkan lembar"))
    button.click()
    desk.settle()
    ask = dialog_of(page, SignedDayDialog)
    assert "menunggu tanda tangan" in words(ask)
    ask.save_button.click()
    desk.settle()
    now = life(desk, made.letter_id)
    assert (now.stage, now.history[0].scan) == (Stage.SIGNED, True)
    assert len(desk.ask(lambda: desk.workspace.cases.page(case_id)).attachments) == 1
    page.scans.choose_signed(made.letter_id, "Surat tugas")  # a second sheet asks for no day
    desk.settle()
    assert len(desk.ask(lambda: desk.workspace.cases.page(case_id)).attachments) == 2
