"""A month of letters at the window: written down, disposed, answered, joined, sent, and its books on paper."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TypeVar

import openpyxl
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from pytestqt.qtbot import QtBot

from models.forms.spec import Values
from models.services.views import NewIncoming
from tests import papers
from tests.gui.forms.conftest import Desk, parts
from ui.pages.agenda import incoming_pane
from ui.pages.agenda.dialogs import DispatchDialog, IncomingDialog, ReceiverDialog, ReplyOfDialog
from ui.pages.agenda.order_dialog import OrderDialog
from ui.pages.agenda.page import AgendaPage
from ui.pages.tasks.page import TasksPage
from ui.papers import PaperDialog
from ui.viewer import AttachmentViewer

D = TypeVar("D", bound=QDialog)
#: Five letters: from whom, number, about what, received, secret.
LETTERS = (
    ("RSUD Kota Contoh", "445/12/RSUD/2026", "Jawaban permintaan visum", "2/11/2026", False),
    ("=SUM(A1:A9)", "460/88/Dinsos", "Undangan rapat koordinasi", "5/11/2026", False),
    ("Polres Kota Contoh", "B/77/XI/2026", "Perkembangan penyidikan", "9/11/2026", True),
    ("Puskesmas Cempaka", "440/9/PKM", "Permintaan narasumber", "16/11/2026", False),
    ("Kelurahan Sukamaju", "", "+62 laporan warga", "20/11/2026", False),
)


def shown(desk: Desk, **params: object) -> AgendaPage:
    page = AgendaPage(desk.context)
    desk.show(page)
    page.show_with(**params)
    desk.settle()
    return page


def dialog(page: AgendaPage, kind: type[D]) -> D:
    found: list[D] = [one for one in parts(page, kind) if one.isVisible()]
    assert found, f"no {kind.__name__} is open"
    return found[-1]


def write_down(desk: Desk, page: AgendaPage, qtbot: QtBot, letter: tuple[str, str, str, str, bool]) -> None:
    """Type one letter into the dialog, from field to field with Enter, as a clerk does."""
    sender, number, subject, received, secret = letter
    qtbot.mouseClick(page.begin_button, Qt.MouseButton.LeftButton)
    asked = dialog(page, IncomingDialog)
    qtbot.keyClicks(asked.edits["sender"], sender)
    qtbot.keyClicks(asked.edits["number"], number)
    qtbot.keyClicks(asked.edits["subject"], subject)
    asked.received_on.edit.clear()
    qtbot.keyClicks(asked.received_on.edit, received)
    asked.secret.setChecked(secret)
    qtbot.mouseClick(asked.save_button, Qt.MouseButton.LeftButton)
    desk.settle()


def rows(page: AgendaPage) -> list[str]:
    table = page.tab.table
    return [table.rows.columns[1].text(table.rows.row_at(place)) for place in range(table.rows.rowCount())]


def choose(desk: Desk, page: AgendaPage, key: int) -> None:
    assert page.incoming.table.choose(key)
    desk.settle()


def paper_of(desk: Desk, page: AgendaPage) -> bytes:
    """Press Cetak buku and read what the preview shows."""
    page.print_button.click()
    desk.settle()
    found = dialog(page, PaperDialog)
    pdf = found._pdf
    found.reject()
    return pdf


def dispose(desk: Desk, page: AgendaPage, key: int, person: str, order: str, due: str) -> None:
    choose(desk, page, key)
    page.incoming.pane.verbs[incoming_pane.DISPOSE].click()
    desk.settle()
    asked = dialog(page, OrderDialog)
    next(box for box in asked.people.boxes.values() if box.text() == person).setChecked(True)
    asked.instructions.boxes[order].setChecked(True)
    asked.due.edit.setText(due)
    asked.save_button.click()
    desk.settle()


def test_a_month_of_letters(shift: Callable[[str], Desk], qtbot: QtBot, tmp_path: Path) -> None:
    clerk = shift("rina")
    case_id = clerk.open_case()
    page = shown(clerk)
    for letter in LETTERS:
        write_down(clerk, page, qtbot, letter)
    assert rows(page) == [f"00{number}/SM/2026" for number in (5, 4, 3, 2, 1)]
    assert "nomor agenda 005/SM/2026" in clerk.notify.said[-1]

    head = shift("kepala")
    page = shown(head)
    dispose(head, page, 3, "Dewi Anjani", "Koordinasi/konfirmasikan", "25/11/2026")
    dispose(head, page, 1, "Dewi Anjani", "Proses lebih lanjut", "24/11/2026")
    assert page.incoming.table.rows.row_at(4).state.value == "disposisi"

    worker = shift("dewi")
    tasks = TasksPage(worker.context)
    worker.show(tasks)
    tasks.show_with()
    worker.settle()
    assert tasks.orders.isVisible()
    assert [card.order.due_text for card in tasks.orders.cards.values()] == ["Besok", "25 November 2026"]
    for _turn in range(2):
        worker.notify.reason = "Sudah dihubungi, hasilnya dicatat dalam kasus."
        next(iter(tasks.orders.cards.values())).answer_button.click()
        worker.settle()
    assert not tasks.orders.isVisible()

    clerk = shift("rina")
    page = shown(clerk)
    choose(clerk, page, 1)
    assert page.incoming.table.current().state.value == "selesai"
    assert "Sudah dihubungi" in page.incoming.pane.orders[2].accessibleName() + repr(page.incoming._sheet)
    _join_and_send(clerk, page, case_id)
    _check_books(clerk, page, tmp_path)


def _join_and_send(clerk: Desk, page: AgendaPage, case_id: int) -> None:
    """A letter goes out, is answered by the first one that came in, is sent and signed for."""
    letters = clerk.workspace.letters
    sheet = clerk.ask(lambda: letters.start(case_id, "tanda-terima"))
    files: list[dict[str, str | int | float | bool]] = [{"uraian": "Berkas rujukan", "jumlah": "1"}]
    given: Values = {**sheet.values, "dari": "UPTD PPA", "kepada": "RSUD Kota Contoh", "barang": files}
    issued = clerk.ask(lambda: letters.issue(sheet.letter_id, given, sheet.row_version, "surat-1"))
    page.incoming.pane.more[incoming_pane.REPLY].trigger()
    clerk.settle()
    asked = dialog(page, ReplyOfDialog)
    asked.letter.setCurrentIndex(1)
    asked.save_button.click()
    clerk.settle()
    assert page.incoming._sheet is not None
    assert issued.number in page.incoming._sheet.reply_text
    assert page.incoming._sheet.case_id == case_id

    page.tabs.setCurrentIndex(3)
    clerk.settle()
    page.begin_button.click()
    clerk.settle()
    sent = dialog(page, DispatchDialog)
    sent.letter.setCurrentIndex(1)
    assert sent.edits["number"].text() == issued.number
    sent.edits["addressee"].setText("RSUD Kota Contoh")
    sent.save_button.click()
    clerk.settle()
    page.dispatches.receive_button.click()
    signed = dialog(page, ReceiverDialog)
    signed.save_button.click()
    assert signed.note.text() == "Nama penerima belum diisi."
    signed.edits["receiver"].setText("Ani, bagian umum")
    signed.save_button.click()
    clerk.settle()
    assert page.dispatches.table.current().receiver == "Ani, bagian umum"


def _check_books(clerk: Desk, page: AgendaPage, folder: Path) -> None:
    """Each book closed, on paper and in a spreadsheet."""
    counts = (5, 2, 1, 1)
    units = ("5 (lima) nomor", "2 (dua) disposisi", "1 (satu) nomor", "1 (satu) kiriman")
    for place, (count, unit) in enumerate(zip(counts, units, strict=True)):
        page.tabs.setCurrentIndex(place)
        clerk.settle()
        page.close_book()
        clerk.settle()
        assert not page.close_button.isVisible()
        pdf = paper_of(clerk, page)
        text = papers.text(pdf)
        assert f"Ditutup pada hari ini Senin, 23 November 2026 oleh Rina Pratiwi, sebanyak {unit}." in text
        assert "Dibuka pada hari Minggu, 1 November 2026." in text
        assert "Halaman 1 dari 1" in text
        assert "Mengetahui," in text
        assert "Perkembangan penyidikan" not in text
        papers.accepted(pdf, folder)
        clerk.notify.target = folder / f"{page.tab.book}.xlsx"
        page.export("xlsx")
        clerk.settle()
        sheet = openpyxl.load_workbook(io.BytesIO((folder / f"{page.tab.book}.xlsx").read_bytes())).active
        assert sheet is not None
        cells = [cell for line in sheet.iter_rows() for cell in line if cell.value is not None]
        assert {cell.data_type for cell in cells} == {"s"}
        assert sum(str(line[0].value).isdigit() for line in sheet.iter_rows()) == count
    page.tabs.setCurrentIndex(0)
    clerk.settle()
    clerk.notify.target = folder / "masuk.csv"
    page.export("csv")
    clerk.settle()
    table = (folder / "masuk.csv").read_bytes().decode("utf-8-sig")
    assert "'=SUM(A1:A9)" in table
    assert "'+62 laporan warga" in table


def test_a_letter_written_down_after_the_book_was_closed_says_so(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    clerk = shift("rina")
    page = shown(clerk)
    write_down(clerk, page, qtbot, LETTERS[0])
    page.close_book()
    clerk.settle()
    assert "Bulan ini belum berakhir." in clerk.notify.said[-2]
    clerk.workspace.clock.advance(minutes=5)  # type: ignore[attr-defined]
    write_down(clerk, page, qtbot, LETTERS[3])
    assert page.incoming.table.rows.columns[1].detail(page.incoming.table.rows.row_at(0)) == "16/11/2026 · susulan"  # type: ignore[misc]
    assert papers.text(paper_of(clerk, page)).count("usulan") == 2


def test_a_secret_letter_is_closed_to_who_may_not_read_it(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    clerk = shift("rina")
    write_down(clerk, shown(clerk), qtbot, LETTERS[2])
    worker = shift("dewi")
    page = shown(worker)
    choose(worker, page, 1)
    assert page.incoming._sheet is None
    assert page.incoming.pane.verbs == {}
    columns = page.incoming.table.rows.columns
    words = " ".join(column.words(page.incoming.table.rows.row_at(0)) for column in columns)
    assert "penyidikan" not in words
    assert "Polres" not in words
    assert worker.notify.said == []


def test_what_is_wrong_is_said_in_the_dialog_and_corrected_there(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk)
    page.begin_button.click()
    asked = dialog(page, IncomingDialog)
    asked.save_button.click()
    assert asked.note.text() == "Dari belum diisi."
    qtbot.keyClicks(asked.edits["sender"], "RSUD")
    qtbot.keyClicks(asked.edits["subject"], "Jawaban")
    qtbot.keyClicks(asked.edits["case_number"], "0099/XX/11/2026")
    asked.save_button.click()
    desk.settle()
    assert "Tidak ada kasus dengan nomor register 0099/XX/11/2026." in asked.note.text()
    asked.edits["case_number"].clear()
    asked.save_button.click()
    desk.settle()
    assert rows(page) == ["001/SM/2026"]


def test_a_line_is_corrected_and_struck(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk)
    write_down(desk, page, qtbot, LETTERS[0])
    page.incoming.pane.more[incoming_pane.EDIT].trigger()
    asked = dialog(page, IncomingDialog)
    asked.edits["subject"].setText("Jawaban visum")
    asked.save_button.click()
    desk.settle()
    assert page.incoming.table.current().subject == "Jawaban visum"
    page.incoming.pane.more[incoming_pane.VOID].trigger()
    desk.settle()
    assert page.incoming.table.current().state.value == "batal"
    assert page.incoming.pane.verbs == {}


def test_a_scan_is_attached_and_shown(desk: Desk, qtbot: QtBot, tmp_path: Path) -> None:
    page = shown(desk)
    write_down(desk, page, qtbot, LETTERS[0])
    file = tmp_path / "surat rahasia.pdf"
    file.write_bytes(paper_of(desk, page))
    desk.notify.target = file
    page.incoming.pane.verbs[incoming_pane.SCAN].click()
    desk.settle()
    (button,) = page.incoming.pane.scans.values()
    assert "surat rahasia" not in button.text()
    button.click()
    desk.settle()
    viewer = dialog(page, AttachmentViewer)
    viewer.reject()
    assert file.exists()


def test_the_clerk_copies_the_sheet_the_head_has_signed(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk)
    write_down(desk, page, qtbot, LETTERS[0])
    page.incoming.pane.verbs[incoming_pane.SHEET].click()
    desk.settle()
    sheet = dialog(page, PaperDialog)
    assert "LEMBAR DISPOSISI" in papers.text(sheet._pdf)
    sheet.reject()
    page.incoming.pane.verbs[incoming_pane.COPY].click()
    desk.settle()
    asked = dialog(page, OrderDialog)
    asked.save_button.click()
    desk.settle()
    assert "Pilih sedikitnya satu orang" in asked.note.text()
    next(iter(asked.people.boxes.values())).setChecked(True)
    asked.text.setPlainText("Segera dibalas.")
    asked.save_button.click()
    desk.settle()
    assert page.incoming.table.current().state.value == "disposisi"
    page.tabs.setCurrentIndex(1)
    desk.settle()
    assert page._head._sentence.text() == "1 disposisi belum ditindaklanjuti."


def test_letters_are_searched_and_filtered_and_another_month_is_empty(desk: Desk, qtbot: QtBot) -> None:
    page = shown(desk)
    for letter in LETTERS[:2]:
        write_down(desk, page, qtbot, letter)
    page.incoming.search.setText("visum")
    page.incoming.search.returnPressed.emit()
    desk.settle()
    assert rows(page) == ["001/SM/2026"]
    page.incoming.search.clear()
    page.turning.back_button.click()
    desk.settle()
    assert page.incoming.nothing.isVisible()
    page.incoming.all_months.setChecked(True)
    desk.settle()
    assert rows(page) == ["002/SM/2026", "001/SM/2026"]


def test_a_letter_of_another_month_is_opened_from_a_task(desk: Desk) -> None:
    agenda = desk.workspace.agenda
    kept = desk.ask(lambda: agenda.record(NewIncoming("RSUD", "Jawaban", date(2026, 10, 2)), "masuk-1"))
    page = shown(desk, incoming_id=kept.row.incoming_id)
    assert page.incoming.table.current().incoming_id == kept.row.incoming_id


def test_tab_goes_through_the_letter_as_it_is_read(desk: Desk) -> None:
    page = shown(desk)
    page.begin_button.click()
    asked = dialog(page, IncomingDialog)
    order = [
        asked.edits["sender"], asked.edits["number"], asked.letter_date.edit, asked.received_on.edit,
        asked.edits["subject"], asked.urgency, asked.edits["enclosure"], asked.edits["case_number"],
        asked.edits["remark"], asked.secret, asked.save_button,
    ]  # fmt: skip
    at: QWidget | None = asked.edits["sender"]
    chain: list[QWidget | None] = []
    while at is not None and len(chain) < 80:
        chain.append(at)
        at = at.nextInFocusChain()
    assert [one for one in chain if one in order][: len(order)] == order
    asked.reject()


def test_a_dialog_taller_than_the_screen_scrolls_and_keeps_its_verbs_in_sight(desk: Desk) -> None:
    page = shown(desk)
    desk.context.theme.set_percent(200)
    try:
        page.begin_button.click()
        asked = dialog(page, IncomingDialog)
        assert asked.height() <= asked.screen().availableGeometry().height()
        corner = asked.save_button.mapTo(asked, asked.save_button.rect().bottomRight())
        assert asked.rect().contains(corner)
        asked.save_button.click()
        assert asked.note.text() == "Dari belum diisi."
        asked.reject()
    finally:
        desk.context.theme.set_percent(100)
