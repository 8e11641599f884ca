"""A booked number taken over by a letter typed in the program: one number, one letter, one line, never twice."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from models.errors import ErrorCode, UserError
from models.forms.spec import Values
from models.letters.life import Stage
from models.services.views import BookedNumber, Booking, IssuedLetter, LetterSheet
from models.store.tables import ConsentException, IssuedNumber, Letter
from tests.fixtures_office import Team, code_of
from tests.unit.services.test_consent_service import LETTER as EMERGENCY
from tests.unit.services.test_consent_service import draft as consent_draft
from tests.unit.services.test_documentation_periods import PERIODIC, run_id
from tests.unit.services.test_number_kinds import FILES, listed

TODAY = date(2026, 11, 23)
RECEIPT, LETTER = "tanda-terima", "surat-dinas"


def book(team: Team, key: str = RECEIPT, day: date = TODAY, request: str = "pesan-1", **more: Any) -> IssuedLetter:
    booking = Booking(key, "Serah terima berkas", day, writer="Hendra", **more)
    return team.at_desk("administrasi").bookings.book(booking, request)


def draft(team: Team, role: str = "administrasi") -> tuple[LetterSheet, Values]:
    sheet = team.at_desk(role).letters.start(None, RECEIPT)
    return sheet, {**sheet.values, **FILES}


def offered(team: Team, role: str = "administrasi") -> tuple[BookedNumber, ...]:
    sheet, values = draft(team, role)
    return team.at_desk(role).bookings.free(sheet.letter_id, values)


def use(team: Team, place: BookedNumber, role: str = "administrasi", request: str = "a") -> IssuedLetter:
    sheet, values = draft(team, role)
    return team.at_desk(role).letters.issue(sheet.letter_id, values, sheet.row_version, request, place)


def test_a_typed_letter_takes_the_booked_number_and_its_date(team: Team) -> None:
    made = book(team, day=TODAY + timedelta(days=2))
    team.clock.advance(days=1)
    (place,) = offered(team)
    assert (place.number, place.day, place.booked_on) == (made.number, date(2026, 11, 25), "23 November 2026")
    assert (place.subject, place.writer) == ("Serah terima berkas", "Hendra")
    issued = use(team, place)
    assert (issued.number, issued.letter_id) == (made.number, made.letter_id)
    desk = team.at_desk("administrasi")
    sheet = desk.letters.open(issued.letter_id)
    assert (sheet.number, sheet.date, sheet.by_hand) == (made.number, date(2026, 11, 25), False)
    assert desk.letters.paper(issued.letter_id) == issued.pdf
    life = desk.letter_life.page(issued.letter_id)
    assert (life.stage, [deed.title for deed in life.history]) == (Stage.AWAITING, ["Diberi nomor", "Nomor dipesan"])
    (line,) = listed(team, "tanda_terima").rows
    assert (line[1], line[2], line[6]) == (made.number, "25 November 2026", "")
    with team.session.store.reading():
        assert (Letter.select().count(), IssuedNumber.select().count()) == (1, 1)
    with team.session.store.reading():
        row = Letter.get_by_id(issued.letter_id)
    assert team.at_desk("administrasi").authenticity.check(row.check_code).kind == "asli"


def test_a_number_is_used_once(team: Team) -> None:
    book(team)
    (place,) = offered(team)
    use(team, place)
    assert offered(team) == ()
    assert code_of(lambda: use(team, place, request="b")) is ErrorCode.BOOKING_USED
    sheet, values = draft(team)
    next_one = team.at_desk("administrasi").letters.issue(sheet.letter_id, values, sheet.row_version, "c")
    assert next_one.number == "002/TT/UPTD-PPA/2026"


def test_of_two_desks_at_once_one_is_told(team: Team) -> None:
    book(team)
    roles = ("administrasi", "layanan", "pimpinan")
    (place,) = offered(team)
    drafts = {role: draft(team, role) for role in roles}
    given: list[str] = []
    told: list[ErrorCode] = []
    together = threading.Barrier(len(roles))

    def work(role: str) -> None:
        sheet, values = drafts[role]
        together.wait()
        try:
            made = team.at_desk(role).letters.issue(sheet.letter_id, values, sheet.row_version, role, place)
            given.append(made.number)
        except UserError as error:
            told.append(error.code)

    threads = [threading.Thread(target=work, args=(role,)) for role in roles]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (given, told) == ([place.number], [ErrorCode.BOOKING_USED] * 2)
    with team.session.store.reading():
        assert Letter.select().where(Letter.status == "konsep").count() == 2, "the others keep their drafts"


def test_only_numbers_that_read_as_the_letters_own_are_offered(team: Team) -> None:
    book(team, LETTER, request="other-series")
    case = team.open()
    book(team, request="of-a-case", case_number=case.number)
    void = book(team, request="void")
    desk = team.at_desk("administrasi")
    desk.letters.void(void.letter_id, "Tidak jadi")
    scanned = book(team, request="scanned")
    desk.letter_life.signed(scanned.letter_id, scanned.row_version, TODAY, None)
    fits = book(team, request="fits")
    assert [one.number for one in offered(team)] == [fits.number]
    sheet, values = draft(team)
    desk.letter_choices.classify(sheet.letter_id, "400.2.4.1", sheet.row_version)
    letters = desk.letters.start(None, LETTER)
    desk.letter_choices.classify(letters.letter_id, "400.2.4.1", letters.row_version)
    assert desk.bookings.free(letters.letter_id, letters.values) == (), "another archive code would be another number"
    assert [one.number for one in desk.bookings.free(sheet.letter_id, values)] == [fits.number]


def test_a_ground_for_going_without_consent_goes_with_the_letter(team: Team) -> None:
    case_id = team.open().case_id
    desk, letter_id, values, version = consent_draft(team, case_id)
    booked = book(team, EMERGENCY)
    desk.consent.go_without(letter_id, values, "bahaya", "Luka berat, tidak sadar")
    (place,) = desk.bookings.free(letter_id, values)
    made = desk.letters.issue(letter_id, values, version, "a", place)
    assert (made.number, made.letter_id) == (booked.number, booked.letter_id)
    assert [row.number for row in desk.cases.page(case_id).letters] == [booked.number]
    assert code_of(lambda: desk.letters.open(letter_id)) is ErrorCode.NOT_FOUND
    with team.session.store.reading():
        assert [row.letter_id for row in ConsentException.select()] == [booked.letter_id]


def test_the_receipt_of_a_file_points_to_the_letter_under_its_booked_number(team: Team) -> None:
    team.at_desk("administrasi").procedures.use(PERIODIC, in_use=True)
    team._desks.clear()
    team.case_at(7)
    desk = team.at_desk("administrasi")
    run = run_id(team, "2026-11")
    receipt = desk.periods.accept([desk.cases.page(run).receipts[0].receipt_id]).receipts[0]
    draft_id = desk.periods.receipt_letter([receipt.receipt_id])
    booked = book(team)
    sheet = desk.letters.open(draft_id)
    (place,) = desk.bookings.free(draft_id, sheet.values)
    desk.letters.issue(draft_id, sheet.values, sheet.row_version, "a", place)
    shown = desk.cases.page(run).receipts[0]
    assert (shown.letter_id, shown.letter_number) == (booked.letter_id, booked.number)


def test_what_happened_to_the_draft_stays_with_the_letter(team: Team) -> None:
    rina, head = team.at_desk("administrasi"), team.at_desk("pimpinan")
    rina.settings.save_office(replace(rina.settings.office(), letter_stages=("periksa", "tanda_tangan")))
    book(team)
    sheet, values = draft(team)
    version = rina.letters.save(sheet.letter_id, values, sheet.row_version)
    version = rina.letter_life.submit(sheet.letter_id, version, "Mohon diperiksa").row_version
    version = head.letter_life.approve(sheet.letter_id, version).row_version
    (place,) = rina.bookings.free(sheet.letter_id, values)
    made = rina.letters.issue(sheet.letter_id, rina.letters.open(sheet.letter_id).values, version, "a", place)
    history = rina.letter_life.page(made.letter_id).history
    assert [(deed.title, deed.detail) for deed in history[1:3]] == [
        ("Disetujui pemeriksa", ""),
        ("Diajukan untuk diperiksa", "Mohon diperiksa"),
    ]
    assert history[1].by != history[2].by


def test_who_may_not_number_uses_no_booking(team: Team) -> None:
    book(team)
    assert code_of(lambda: team.at_desk("pengelola").bookings.free(1, {})) is ErrorCode.NOT_ALLOWED
