"""The books of a month fill themselves, are closed once, and say which lines came after."""

from __future__ import annotations

import csv
import io
from dataclasses import replace
from datetime import date
from functools import partial

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.domain.workbook import Column, WorkSheet
from models.errors import ErrorCode
from models.logbook.paper import BookPaper
from models.services.agenda.books import BOOKS
from models.services.views import Booking, NewDispatch, NewDisposition
from models.services.views.letters import Sending
from models.services.views.records import NewHandover
from models.store.working import proxy
from reports import table_csv
from reports.text import clean
from tests.fixtures_office import Team, code_of, detail_of, refused, stub_renderers
from tests.unit.services.test_agenda import HOSPITAL, SECRET, TODAY, record
from tests.unit.services.test_query_counts import asked

SENT = NewDispatch(document="Surat Rujukan", addressee="RSUD Kota Contoh", sent_on=TODAY, number="400.2.3/001/2026")


def printed(team: Team, book: str, role: str = "administrasi") -> BookPaper:
    kept: list[BookPaper] = []

    def keep(paper: BookPaper) -> bytes:
        kept.append(paper)
        return b"%PDF-"

    team.renderers = stub_renderers(book=keep)
    team._desks.clear()
    team.at_desk(role).books.paper(book, 2026, 11)
    return kept[0]


def test_a_month_is_closed_once_and_its_late_lines_are_marked(team: Team) -> None:
    record(team)
    record(team, SECRET, "masuk-2")
    desk = team.at_desk("administrasi")
    assert printed(team, "masuk").closing == ("Belum ditutup. Sampai dengan 23 November 2026 tercatat 2 (dua) nomor.",)
    desk = team.at_desk("administrasi")
    assert desk.books.month("masuk", 2026, 11).may_close
    view = desk.books.close("masuk", 2026, 11)
    assert view.closed is not None
    assert (view.closed.count, view.may_close) == (2, False)
    assert code_of(lambda: desk.books.close("masuk", 2026, 11)) is ErrorCode.VALUE_INVALID
    team.clock.advance(minutes=30)
    late = record(team, request="masuk-3")
    assert late.row.late
    paper = printed(team, "masuk")
    name = desk.session.user.display_name
    assert paper.closing == (
        f"Ditutup pada hari ini Senin, 23 November 2026 oleh {name}, sebanyak 2 (dua) nomor.",
        "Setelah penutupan dicatat 1 (satu) nomor susulan.",
    )
    assert paper.opening == "Dibuka pada hari Minggu, 1 November 2026."
    assert paper.rows[2].cells[-1] == "Susulan"
    assert paper.keeper is not None
    assert paper.knower is not None


def test_the_subject_of_a_secret_letter_stands_in_no_book(team: Team) -> None:
    record(team, SECRET)
    assert "Polres" not in repr(printed(team, "masuk", "layanan").rows)
    head = team.at_desk("pimpinan")
    worker = team.at_desk("layanan").session.user.account_id
    head.dispositions.make(1, NewDisposition((worker,), ("Arsipkan",), "Kerja sama dengan Polres"), "disp-1")
    for book in ("masuk", "disposisi"):
        text = repr(printed(team, book, "pimpinan").rows)
        assert SECRET.subject not in text
        assert "Kerja sama" not in text


def test_issued_and_void_letters_stand_in_the_outgoing_book_by_themselves(team: Team) -> None:
    case_id = team.case_at(2)
    issued = team.letter("layanan", case_id, "surat-tugas-penjangkauan")
    desk = team.at_desk("pimpinan")
    (line,) = desk.books.month("keluar", 2026, 11).lines
    assert line.cells[1] == issued.number
    assert not line.struck
    desk.letters.void(issued.letter_id, "Salah tanggal")
    (line,) = desk.books.month("keluar", 2026, 11).lines
    assert line.struck
    assert line.cells[-1] == "BATAL: Salah tanggal"
    assert desk.books.month("keluar", 2026, 10).lines == ()


def test_what_is_sent_and_signed_for_stands_in_the_dispatch_book(team: Team) -> None:
    desk = team.at_desk("administrasi")
    row = desk.dispatches.send(replace(SENT, means="Kurir"), "kirim-1")
    assert desk.dispatches.send(replace(SENT, means="Kurir"), "kirim-1") == row
    early = refused(lambda: desk.dispatches.receive(row.dispatch_id, "Bu Ani", date(2026, 11, 22), row.row_version))
    assert "sebelum tanggal kirim" in detail_of(early, "what")
    signed = desk.dispatches.receive(row.dispatch_id, "Ani, bagian umum", TODAY, row.row_version)
    stale = lambda: desk.dispatches.receive(row.dispatch_id, "Budi", TODAY, row.row_version)  # noqa: E731
    assert code_of(stale) is ErrorCode.CHANGED_BY_OTHER
    (line,) = desk.books.month("ekspedisi", 2026, 11).lines
    assert line.cells[2:9] == (
        SENT.number, SENT.document, "1", SENT.addressee, "Kurir", "23/11/2026", "Ani, bagian umum",
    )  # fmt: skip
    assert code_of(lambda: desk.dispatches.void(signed.dispatch_id, "")) is ErrorCode.REASON_NEEDED
    desk.dispatches.void(signed.dispatch_id, "Salah tujuan")
    assert desk.books.month("ekspedisi", 2026, 11).lines[0].struck
    with pytest.raises(Exception, match="dispatch"), team.session.store.unit_of_work(None, team.clock.now()):
        proxy.execute_sql("DELETE FROM dispatch")
    assert [line.activity for line in desk.logbook.day(TODAY)] == [
        "Mengirim surat atau berkas", "Mencatat tanda terima ekspedisi", "Membatalkan baris ekspedisi",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"document": " "}, "Isi kiriman wajib diisi."),
        ({"addressee": ""}, "Tujuan wajib diisi."),
        ({"quantity": 0}, "Jumlah harus dari 1 sampai 9999."),
        ({"sent_on": date(2026, 11, 24)}, "Tanggal kirim belum tiba."),
        ({"sent_on": date(2020, 1, 1)}, "Tanggal kirim terlalu lama. Periksa tahunnya."),
    ],
)  # fmt: skip
def test_a_dispatch_that_cannot_be_is_refused(team: Team, wrong: dict[str, object], said: str) -> None:
    desk = team.at_desk("administrasi")
    refusal = refused(lambda: desk.dispatches.send(replace(SENT, **wrong), "kirim-1"))  # type: ignore[arg-type]
    assert detail_of(refusal, "what") == said


def test_a_closed_book_is_never_opened_again(team: Team) -> None:
    team.at_desk("pimpinan").books.close("ekspedisi", 2026, 11)
    for statement in ("DELETE FROM book_closing", "UPDATE book_closing SET line_count = 9"):
        with pytest.raises(Exception, match="stays closed"), team.session.store.unit_of_work(None, team.clock.now()):
            proxy.execute_sql(statement)


def test_a_month_to_come_cannot_be_closed_and_an_unknown_book_is_not_there(team: Team) -> None:
    desk = team.at_desk("administrasi")
    assert code_of(lambda: desk.books.close("masuk", 2026, 12)) is ErrorCode.VALUE_INVALID
    for book, month in (("tamu", 11), ("masuk", 13)):
        assert code_of(lambda book=book, month=month: desk.books.month(book, 2026, month)) is ErrorCode.NOT_FOUND  # type: ignore[misc]


@pytest.mark.parametrize("typed", ["=1+1", "+62812", "-x", "@SUM(A1)", "\t=1", "  =1"])
def test_no_text_of_a_letter_runs_in_a_spreadsheet(typed: str) -> None:
    sheet = WorkSheet("Buku", (), (Column("Hal"),), ((typed,),))
    (_head, line) = table_csv.render(sheet).decode("utf-8-sig").splitlines()
    assert line.startswith("'")


def test_csv_keeps_semicolons_quotes_and_lines_in_their_cell() -> None:
    row = ('Surat "penting"; segera', "dua\nbaris", 12, date(2026, 11, 23), None)
    sheet = WorkSheet("Buku", (), tuple(Column(name) for name in "abcde"), (row,))
    lines = list(csv.reader(io.StringIO(table_csv.render(sheet).decode("utf-8-sig"), newline=""), delimiter=";"))
    assert lines[1] == ['Surat "penting"; segera', "dua\nbaris", "12", "23/11/2026", ""]


def test_a_book_asks_no_more_questions_for_many_lines_than_for_few(
    team: Team, caplog: pytest.LogCaptureFixture
) -> None:
    desk, head = team.at_desk("administrasi"), team.at_desk("pimpinan")
    order = NewDisposition((team.at_desk("layanan").session.user.account_id,), ("Arsipkan",))

    def fill(first: int, last: int) -> None:
        for index in range(first, last):
            number = record(team, request=f"masuk-{index}").row.incoming_id
            head.dispositions.make(number, order, f"disp-{index}")
            desk.dispatches.send(SENT, f"kirim-{index}")

    def questions() -> dict[str, int]:
        return {book: asked(caplog, partial(desk.books.month, book, 2026, 11)) for book in BOOKS}

    fill(0, 3)
    few = questions()
    fill(3, 12)
    assert questions() == few


def test_booked_and_inserted_numbers_stand_in_the_outgoing_book_with_what_is_known_of_them(team: Team) -> None:
    desk = team.at_desk("administrasi")
    first = Booking("surat-dinas", "Undangan rapat", TODAY, "Camat Contoh", writer="Hendra")
    desk.bookings.book(first, "pesan-1")
    team.clock.advance(days=1)
    desk.bookings.book(replace(first, subject="Undangan susulan", reason="Terlupa kemarin"), "pesan-2")
    lines = desk.books.month("keluar", 2026, 11).lines
    assert sorted(line.cells[5] for line in lines) == ["Undangan rapat", "Undangan susulan"]
    assert {line.cells[4] for line in lines} == {"Camat Contoh"}
    assert all("Ditulis tangan" in line.cells[8] for line in lines)
    assert sum("Nomor sisipan" in line.cells[8] for line in lines) == 1


def test_what_is_sent_from_the_letters_page_makes_one_line_of_the_dispatch_book(team: Team) -> None:
    issued = team.letter("administrasi", None, "tanda-terima")
    desk = team.at_desk("administrasi")
    sending = Sending(TODAY, "Kurir", "RSUD Kota Contoh")
    signed = desk.letter_life.signed(issued.letter_id, issued.row_version, TODAY, None)
    desk.letter_life.sent(issued.letter_id, signed.row_version, sending, "kirim-1")
    (line,) = desk.books.month("ekspedisi", 2026, 11).lines
    assert line.cells[2:7] == (issued.number, "Tanda Terima", "1", "RSUD Kota Contoh", "Kurir")
    (row,) = desk.dispatches.month(2026, 11)
    desk.dispatches.receive(row.dispatch_id, "Ani", TODAY, row.row_version)
    assert desk.letter_life.page(issued.letter_id).history[0].title == "Diterima"


def test_where_somebody_signs_by_hand_there_is_room_on_paper(team: Team) -> None:
    desk = team.at_desk("administrasi")
    desk.dispatches.send(SENT, "kirim-1")
    assert printed(team, "ekspedisi").rows[0].cells[8] == "\n\n"
    assert team.at_desk("administrasi").books.month("ekspedisi", 2026, 11).lines[0].cells[8] == ""


@given(st.text(max_size=60))
def test_any_text_comes_back_from_csv_as_a_text_that_does_not_run(typed: str) -> None:
    sheet = WorkSheet("Buku", (), (Column("Hal"),), ((typed,),))
    text = table_csv.render(sheet).decode("utf-8-sig")
    (_head, *lines) = list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))
    (cell,) = lines[0] if lines and lines[0] else [""]
    assert not cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))
    assert clean(typed) in (cell, cell[1:])


def test_a_case_file_that_was_handed_over_stands_in_the_dispatch_book(team: Team) -> None:
    case_id = team.case_at(3)
    desk = team.at_desk("administrasi")
    given = NewHandover("Sari Melati", TODAY, "Kasi Layanan", "UPTD PPA Provinsi")
    desk.handovers.record(case_id, given)
    (line,) = desk.books.month("ekspedisi", 2026, 11).lines
    assert (line.cells[3], *line.cells[5:9]) == (
        "Berkas kasus", "UPTD PPA Provinsi", "Diantar langsung", "23/11/2026", "Sari Melati, Kasi Layanan",
    )  # fmt: skip
    issued = team.letter("administrasi", case_id, "tanda-terima")
    desk.dispatches.send(replace(SENT, letter_id=issued.letter_id, number=issued.number), "kirim-1")
    desk.handovers.record(case_id, replace(given, letter_id=issued.letter_id))
    lines = desk.books.month("ekspedisi", 2026, 11).lines
    assert [line.cells[8] for line in lines] == ["Sari Melati, Kasi Layanan"] * 2


def test_a_book_of_the_month_before_that_stays_open_is_told_by_the_bell(team: Team) -> None:
    record(team, replace(HOSPITAL, received_on=date(2026, 10, 5), letter_date=None))
    clerk = team.at_desk("administrasi")

    def told() -> list[str]:
        return [item.words for item in clerk.status.strip().news if item.group == "Agenda"]

    assert told() == ["Buku Oktober 2026 belum ditutup: Agenda surat masuk"]
    assert [item for item in team.at_desk("layanan").status.strip().news if item.group == "Agenda"] == []
    clerk.books.close("masuk", 2026, 10)
    assert told() == []
