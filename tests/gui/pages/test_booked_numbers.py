"""At the number step of the letter desk: a booked number is offered, chosen, and the letter goes on under it."""

from __future__ import annotations

from datetime import date

import pytest

from models.letters.life import Stage
from models.services.views import Booking
from tests.gui.forms.conftest import Desk
from tests.gui.pages.test_letter_life import RECEIPT, dialog_of, letter_page, life, words
from ui.pages.letters.desk_page import LetterDeskPage
from ui.pages.letters.number_dialog import NumberDialog

TODAY = date(2026, 11, 23)


@pytest.fixture
def page(desk: Desk) -> LetterDeskPage:
    """A complete receipt on the desk, while a number of its kind is booked."""
    booking = Booking("tanda-terima", "Serah terima berkas", TODAY, writer="Hendra")
    desk.ask(lambda: desk.workspace.bookings.book(booking, "pesan-1"))
    letters = desk.workspace.letters
    sheet = desk.ask(lambda: letters.start(None, "tanda-terima"))
    desk.ask(lambda: letters.save(sheet.letter_id, {**sheet.values, **RECEIPT}, sheet.row_version))
    return letter_page(desk, letter_id=sheet.letter_id)


def asked(desk: Desk, page: LetterDeskPage) -> NumberDialog:
    page.card.number_button.click()
    desk.settle()
    return dialog_of(page, NumberDialog)


def test_the_booked_number_is_chosen_and_the_letter_goes_on_under_it(desk: Desk, page: LetterDeskPage) -> None:
    dialog = asked(desk, page)
    assert [choice.text() for choice in dialog.choices] == [
        "Nomor berikutnya 002/TT/UPTD-PPA/2026",
        "Pakai nomor pesanan 001/TT/UPTD-PPA/2026",
    ]
    assert "Dipesan 23 November 2026, untuk Serah terima berkas, diminta Hendra." in words(dialog)
    dialog.choices[1].click()
    dialog.take_button.click()
    desk.settle()
    assert page._sheet is not None
    assert (page._sheet.number, page._sheet.status) == ("001/TT/UPTD-PPA/2026", "terbit")
    assert page.card.print_button.isVisible()
    assert life(desk, page._sheet.letter_id).stage is Stage.AWAITING
    assert len(desk.ask(desk.workspace.letters.list).rows) == 1


def test_the_next_number_stays_the_usual_choice(desk: Desk, page: LetterDeskPage) -> None:
    asked(desk, page).reject()
    assert page._sheet is not None
    assert page._sheet.status == "konsep"
    asked(desk, page).take_button.click()
    desk.settle()
    assert page._sheet.number == "002/TT/UPTD-PPA/2026"


def test_who_comes_second_is_told_and_keeps_the_draft(desk: Desk, page: LetterDeskPage) -> None:
    dialog = asked(desk, page)
    booked = next(row for row in desk.ask(lambda: desk.workspace.letters.list("dipesan")).rows)
    desk.ask(lambda: desk.workspace.letters.void(booked.letter_id, "Tidak jadi"))
    dialog.choices[1].click()
    dialog.take_button.click()
    desk.settle()
    assert "RA-SRT-16" in desk.notify.said
    assert page._sheet is not None
    assert page._sheet.status == "konsep"
    assert page.card.number_button.isEnabled()
