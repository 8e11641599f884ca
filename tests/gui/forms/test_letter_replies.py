"""What was answered to a letter: recorded at its desk, or begun from a letter that came in."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel

from models.services.views import NewIncoming
from tests.gui.forms.conftest import Desk, parts
from tests.gui.forms.test_letter_desk import case_id, invented
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.reply_dialog import ReplyDialog

__all__ = ["case_id"]


def test_the_reply_to_a_referral_is_recorded_at_the_letter(desk: Desk, case_id: int) -> None:
    page = LetterDeskPage(desk.context)
    desk.show(page)
    sheet = desk.ask(lambda: desk.workspace.letters.start(case_id, "surat-koordinasi"))
    answers = invented(desk, sheet)
    issue = desk.workspace.letters.issue
    desk.ask(lambda: issue(sheet.letter_id, answers, sheet.row_version, "koordinasi"))
    page.show_with(letter_id=sheet.letter_id)
    desk.settle()
    assert page.card.reply_button.isVisible()
    page.card.reply_button.click()
    desk.settle()
    dialog = page.findChild(ReplyDialog)
    assert dialog is not None
    dialog.save_button.click()
    assert dialog.isVisible()
    for key, value in {"nomor": "B/77/POLSEK", "pengirim": "Polsek Contoh", "ringkasan": "Siap mendukung."}.items():
        dialog.view.answer(key, value)
    dialog.save_button.click()
    desk.settle()
    assert page.card.reply_button.accessibleName() == "Ubah balasan…"
    words = [text.text() for text in parts(page, QLabel) if text.isVisible()]
    assert any("B/77/POLSEK" in text for text in words)


def test_a_letter_from_the_agenda_brings_its_number_and_sender_into_the_form(desk: Desk, case_id: int) -> None:
    letters, agenda = desk.workspace.letters, desk.workspace.agenda
    sheet = desk.ask(lambda: letters.start(case_id, "surat-koordinasi"))
    answers = invented(desk, sheet)
    desk.ask(lambda: letters.issue(sheet.letter_id, answers, sheet.row_version, "koordinasi"))
    day = desk.workspace.clock.now().date()
    came = desk.ask(lambda: agenda.record(NewIncoming("Polsek Contoh", "Dukungan", day, "B/77/POLSEK"), "masuk"))
    desk.ask(lambda: agenda.join_reply(came.row.incoming_id, sheet.letter_id, came.row_version))
    page = LetterDeskPage(desk.context)
    desk.show(page)
    page.show_with(letter_id=sheet.letter_id, reply=True)
    desk.settle()
    dialog = page.findChild(ReplyDialog)
    assert dialog is not None
    values = dialog.view.values()
    assert (values["nomor"], values["pengirim"]) == ("B/77/POLSEK", "Polsek Contoh")
    dialog.view.answer("ringkasan", "Siap mendukung.")
    dialog.save_button.click()
    desk.settle()
    assert not desk.ask(lambda: agenda.open(came.row.incoming_id)).reply_awaited
