"""Booked, inserted and paper-book numbers, several series, and the explanation of every hole."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest

from models.domain.paper import ListPaper
from models.errors import ErrorCode
from models.forms.spec import Scalar, Values
from models.letters.life import Stage, Step
from models.rehearsal.walk import SCAN as PDF
from models.services.views import Booking, Insertion, Scan
from models.settings.office import NumberPattern, OfficeProfile
from models.store.tables import Counter, IssuedNumber
from tests.fixtures_office import Team, code_of, detail_of, refused

TODAY, YESTERDAY = date(2026, 11, 23), date(2026, 11, 22)
RECEIPT, LETTER = "tanda-terima", "surat-dinas"
THINGS: list[dict[str, Scalar]] = [{"uraian": "Berkas"}]
FILES: Values = {"kepada": "Rekan", "barang": THINGS}


def receipt(team: Team, insertion: Insertion | None = None, role: str = "administrasi") -> str:
    letters = team.at_desk(role).letters
    sheet = letters.start(None, RECEIPT)
    values = {**sheet.values, **FILES}
    return letters.issue(sheet.letter_id, values, sheet.row_version, f"s{sheet.letter_id}", insertion).number


def numbered(team: Team, **changes: Any) -> OfficeProfile:
    """Change the numbering of the office."""
    settings = team.at_desk("administrasi").settings
    settings.save_office(replace(settings.office(), **changes))
    return settings.office()


def listed(team: Team, series: str, year: int = 2026) -> ListPaper:
    seen: list[ListPaper] = []
    team._desks.clear()
    whole = team.renderers

    def keep(paper: ListPaper) -> bytes:
        seen.append(paper)
        return b"%PDF"

    team.renderers = replace(whole, listing=keep)
    team.at_desk("pimpinan").number_list.paper(series, year)
    team._desks.clear()
    team.renderers = whole
    return seen[0]


def test_a_booked_number_is_a_line_of_the_register_until_the_scan_comes(team: Team) -> None:
    desk = team.at_desk("administrasi")
    booking = Booking(LETTER, "Undangan rapat koordinasi", TODAY, "Camat Contoh", writer="Hendra")
    shown = desk.bookings.preview(booking)
    made = desk.bookings.book(booking, "pesan-1")
    assert (made.number, made.number) == (shown.number, "400.2/001/UPTD-PPA/2026")
    assert desk.bookings.book(booking, "pesan-1").letter_id == made.letter_id
    (row,) = desk.letters.list("dipesan").rows
    assert (row.number, row.status_label) == (made.number, "Nomor dipesan")
    assert [found.letter_id for found in desk.letters.list(text="rapat koordinasi").rows] == [made.letter_id]
    assert desk.letter_life.page(made.letter_id).steps == (Step.SIGN,)
    assert listed(team, "keluar").rows[0][6] == "Ditulis tangan; belum ada pindaiannya"
    desk = team.at_desk("administrasi")
    life = desk.letter_life.signed(made.letter_id, made.row_version, TODAY, Scan("rapat.pdf", PDF))
    assert life.stage is Stage.SIGNED
    assert listed(team, "keluar").rows[0][6] == "Ditulis tangan"
    lines = team.at_desk("layanan").logbook.day(TODAY)
    assert [line.activity for line in lines if made.number in line.document] == [
        "Memesan nomor surat",
        "Mencatat tanda tangan surat",
    ]


def test_a_booked_number_that_is_not_used_is_voided_and_stays(team: Team) -> None:
    desk = team.at_desk("administrasi")
    made = desk.bookings.book(Booking(LETTER, "Surat keterangan", TODAY), "a")
    desk.letters.void(made.letter_id, "Tidak jadi dikirim")
    after = desk.bookings.book(Booking(LETTER, "Surat lain", TODAY), "b")
    assert after.number == "400.2/002/UPTD-PPA/2026"
    paper = listed(team, "keluar")
    assert paper.rows[0][6] == "Ditulis tangan; BATAL: Tidak jadi dikirim"
    assert paper.printed.endswith("2 nomor, 1 batal, semua urutan terjelaskan.")


def test_a_booking_makes_sense(team: Team) -> None:
    desk = team.at_desk("administrasi").bookings
    good = Booking(LETTER, "Hal surat", TODAY)
    for wrong in (
        replace(good, subject=" "),
        replace(good, day=TODAY + timedelta(days=40)),
        replace(good, case_number="0999/PJK/11/2026"),
        replace(good, secrecy="entah"),
    ):
        assert code_of(lambda wrong=wrong: desk.book(wrong, "a")) is ErrorCode.VALUE_INVALID  # type: ignore[misc]
    assert code_of(lambda: desk.book(replace(good, letter_key="tidak-ada"), "a")) is ErrorCode.NOT_FOUND
    with team.session.store.reading():
        assert not IssuedNumber.select().exists()


def test_a_hand_written_letter_may_belong_to_a_case(team: Team) -> None:
    opened = team.open()
    desk = team.at_desk("administrasi")
    booking = Booking("surat-tugas-penjangkauan", "Penjangkauan", TODAY, case_number=opened.number)
    number = desk.bookings.book(booking, "a").number
    assert [row.number for row in desk.cases.page(opened.case_id).letters] == [number]


def test_numbers_inserted_for_a_day_that_has_passed(team: Team) -> None:
    first = receipt(team)
    team.clock.advance(days=2)
    last = receipt(team)
    assert (first, last) == ("001/TT/UPTD-PPA/2026", "002/TT/UPTD-PPA/2026")
    wish = Insertion(TODAY, "Berkas diserahkan malam hari")
    assert receipt(team, wish) == "001a/TT/UPTD-PPA/2026"
    assert receipt(team, replace(wish, day=date(2026, 11, 24))) == "001b/TT/UPTD-PPA/2026"
    assert receipt(team) == "003/TT/UPTD-PPA/2026"
    rows = listed(team, "tanda_terima").rows
    assert [(row[0], row[2]) for row in rows] == [
        ("1", "23 November 2026"),
        ("1a", "23 November 2026"),
        ("1b", "24 November 2026"),
        ("2", "25 November 2026"),
        ("3", "25 November 2026"),
    ]
    assert rows[1][6] == "Sisipan: Berkas diserahkan malam hari"


@pytest.mark.parametrize(("style", "number"), [(".a", "001.a/TT/UPTD-PPA/2026"), (".01", "001.01/TT/UPTD-PPA/2026")])
def test_inserted_numbers_are_written_as_the_office_writes_them(team: Team, style: str, number: str) -> None:
    numbered(team, insertion=style)
    receipt(team)
    team.clock.advance(days=1)
    assert receipt(team, Insertion(TODAY, "Tertinggal")) == number


def test_inserting_needs_a_reason_a_permission_a_past_day_and_a_place(team: Team) -> None:
    receipt(team)
    refusals = {
        "today": code_of(lambda: receipt(team, Insertion(TODAY, "Alasan"))),
        "no reason": code_of(lambda: (team.clock.advance(days=1), receipt(team, Insertion(TODAY, " ")))),
        "not allowed": code_of(lambda: receipt(team, Insertion(TODAY, "Alasan"), "layanan")),
        "no number then": code_of(lambda: receipt(team, Insertion(date(2025, 11, 1), "Alasan"))),
    }
    assert refusals == {
        "today": ErrorCode.VALUE_INVALID,
        "no reason": ErrorCode.REASON_NEEDED,
        "not allowed": ErrorCode.NOT_ALLOWED,
        "no number then": ErrorCode.VALUE_INVALID,
    }
    assert (
        code_of(lambda: team.at_desk("layanan").bookings.book(Booking(LETTER, "Hal", TODAY, reason="Alasan"), "x"))
        is ErrorCode.NOT_ALLOWED
    )


def test_the_register_of_cases_takes_no_insertion_and_no_jump(team: Team) -> None:
    from models.services.letters import numbers

    team.open()
    desk = team.at_desk("administrasi").letters._desk
    with team.session.store.reading():
        wish = numbers.NumberWish("kasus", YESTERDAY)
        assert code_of(lambda: numbers.inserted(desk, wish)) is ErrorCode.VALUE_INVALID
    give = team.at_desk("administrasi").number_list.given_on_paper
    assert code_of(lambda: give("kasus", 2026, 50, "Buku kertas")) is ErrorCode.VALUE_INVALID


def test_an_inserted_letter_is_dated_and_signed_as_on_its_day(team: Team) -> None:
    receipt(team)
    team.clock.advance(days=3)
    desk = team.at_desk("pimpinan")
    letters = desk.letters
    sheet = letters.start(None, RECEIPT)
    made = letters.issue(sheet.letter_id, {**sheet.values, **FILES}, sheet.row_version, "x", Insertion(TODAY, "Lupa"))
    assert b"23 November 2026" in made.pdf
    assert letters.open(sheet.letter_id).date == TODAY


def test_the_office_goes_on_behind_its_paper_book_in_the_middle_of_the_year(team: Team) -> None:
    numbers = team.at_desk("administrasi").number_list
    assert numbers.given_on_paper("tanda_terima", 2026, 40, "Buku agenda 2026") == (1, 40)
    assert receipt(team) == "041/TT/UPTD-PPA/2026"
    assert numbers.given_on_paper("tanda_terima", 2026, 45, "Listrik padam 20–22 November") == (42, 45)
    assert receipt(team) == "046/TT/UPTD-PPA/2026"
    refusal = refused(lambda: numbers.given_on_paper("tanda_terima", 2026, 46, "Keliru"))
    assert (refusal.code, "47 atau lebih" in detail_of(refusal, "what")) == (ErrorCode.VALUE_INVALID, True)
    assert code_of(lambda: numbers.given_on_paper("tanda_terima", 2026, 60, " ")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: numbers.given_on_paper("tanda_terima", 2027, 60, "x")) is ErrorCode.VALUE_INVALID
    assert [(row[0], row[6]) for row in listed(team, "tanda_terima").rows] == [
        ("1–40", "Buku agenda 2026"),
        ("41", ""),
        ("42–45", "Listrik padam 20–22 November"),
        ("46", ""),
    ]
    team.clock.advance(days=60)
    assert receipt(team) == "001/TT/UPTD-PPA/2027"


def test_a_hole_is_named_until_somebody_explains_it(team: Team) -> None:
    receipt(team)
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:  # numbers lost behind the program's back
        Counter.update(last=5).where(Counter.series == "tanda_terima").execute()
        unit.audit("uji", "nomor", None)
    numbers = team.at_desk("administrasi").number_list
    assert numbers.unexplained("tanda_terima", 2026) == ((2, 5),)  # also behind the last number
    receipt(team)
    assert numbers.unexplained("tanda_terima", 2026) == ((2, 5),)
    assert listed(team, "tanda_terima").printed.endswith("2 nomor, 0 batal, 1 belum terjelaskan.")
    numbers = team.at_desk("administrasi").number_list
    assert code_of(lambda: numbers.explain("tanda_terima", 2026, (2, 4), "BA")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: numbers.explain("tanda_terima", 2026, (2, 5), "")) is ErrorCode.REASON_NEEDED
    numbers.explain("tanda_terima", 2026, (2, 5), "Berita acara 3/2026: komputer rusak")
    assert numbers.unexplained("tanda_terima", 2026) == ()
    assert listed(team, "tanda_terima").printed.endswith("semua urutan terjelaskan.")


def test_a_kind_may_have_its_own_series_code_and_pattern(team: Team) -> None:
    office = team.at_desk("administrasi").settings.office()
    own = NumberPattern("{kode}/{urut:03d}/ST/{unit}/{tahun}", label="Surat tugas", unit="UPTD-II")
    numbered(
        team,
        patterns={**office.patterns, "surat_tugas": own},
        letter_series={"surat-tugas": "surat_tugas"},
        classifications={"surat-tugas": "090"},
        letter_patterns={RECEIPT: "TT-{urut}/{tahun}"},
    )
    desk = team.at_desk("administrasi")
    assert desk.bookings.book(Booking("surat-tugas", "Pelatihan", TODAY), "a").number == "090/001/ST/UPTD-II/2026"
    assert desk.bookings.book(Booking(LETTER, "Undangan", TODAY), "b").number == "400.2/001/UPTD-PPA/2026"
    assert receipt(team) == "TT-1/2026"
    assert desk.settings.following_numbers()["surat_tugas"] == (2, True)


def test_secret_letters_may_be_counted_apart(team: Team) -> None:
    office = team.at_desk("administrasi").settings.office()
    patterns = {
        **office.patterns,
        "keluar": replace(office.patterns["keluar"], secret="rahasia"),
        "rahasia": NumberPattern("R-{urut:03d}/{kode}/{unit}/{tahun}", label="Surat rahasia"),
    }
    numbered(team, patterns=patterns)
    desk = team.at_desk("administrasi").bookings
    assert desk.book(Booking(LETTER, "Biasa", TODAY, secrecy="biasa"), "a").number == "400.2/001/UPTD-PPA/2026"
    assert desk.book(Booking("surat-rujukan-kedaruratan", "Rujukan", TODAY), "b").number.startswith("R-001/400.2.3/")


@pytest.mark.parametrize(
    "change",
    [
        {"insertion": "x"},
        {"letter_stages": ("paraf",)},
        {"letter_series": {RECEIPT: "tidak_ada"}},
        {"letter_series": {RECEIPT: "kasus"}},
        {"letter_patterns": {RECEIPT: "{urut}"}},
        {"classifications": {RECEIPT: "<b>"}},
    ],
)
def test_numbering_that_could_not_work_is_refused(team: Team, change: dict[str, Any]) -> None:
    assert code_of(lambda: numbered(team, **change)) is ErrorCode.VALUE_INVALID


def test_two_series_never_write_the_same_number(team: Team) -> None:
    office = team.at_desk("administrasi").settings.office()
    twin = NumberPattern(office.patterns["keluar"].pattern, label="Kembar")
    for patterns in (
        {**office.patterns, "kembar": twin},
        {**office.patterns, "nota": replace(office.patterns["nota"], secret="nota")},
        {**office.patterns, "nota": replace(office.patterns["nota"], secret="entah")},
        {**office.patterns, "nota": replace(office.patterns["nota"], unit="<i>")},
    ):
        work = lambda patterns=patterns: numbered(team, patterns=patterns)  # noqa: E731
        assert code_of(work) is ErrorCode.VALUE_INVALID
    numbered(team, patterns={**office.patterns, "kembar": replace(twin, unit="UPTD-II")})


def test_a_code_chosen_for_one_letter_fills_its_number(team: Team) -> None:
    desk = team.at_desk("administrasi")
    sheet = desk.letters.start(None, LETTER)
    version = desk.letter_choices.classify(sheet.letter_id, "400.2.4.1", sheet.row_version)
    choices = desk.letter_choices.open(sheet.letter_id)
    assert (choices.code, choices.code_usual) == ("400.2.4.1", "400.2")
    assert "Kekerasan" in choices.code_name
    assert desk.letters.next_number(sheet.letter_id).number == "400.2.4.1/001/UPTD-PPA/2026"
    refusal = code_of(lambda: desk.letter_choices.classify(sheet.letter_id, "<b>", version))
    assert refusal is ErrorCode.VALUE_INVALID
    old = code_of(lambda: desk.letter_choices.classify(sheet.letter_id, "400.2", version - 1))
    assert old is ErrorCode.CHANGED_BY_OTHER


def test_archive_codes_are_found_by_number_and_words_and_are_the_offices_own(team: Team) -> None:
    codes = team.at_desk("administrasi").archive_codes
    assert codes.search("800.1.11.1")[0].code == "800.1.11.1"
    found = [row.code for row in codes.search("perlindungan anak kekerasan")]
    assert "400.2.4.1" in found
    assert codes.search("xyzzy") == ()
    codes.save("463/PPA", "Kode lama perlindungan anak")
    assert [row.own for row in codes.search("463/PPA")] == [True]
    codes.hide("400.2.4.1", True)
    assert "400.2.4.1" not in [row.code for row in codes.search("400.2.4")]
    assert "400.2.4.1" in [row.code for row in codes.search("400.2.4", hidden=True)]
    codes.hide("400.2.4.1", False)
    assert "400.2.4.1" in [row.code for row in codes.search("400.2.4")]
    assert code_of(lambda: codes.save("4 <x>", "Nama")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: codes.save("463", " ")) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: codes.hide("tidak-ada", True)) is ErrorCode.NOT_FOUND


def test_without_a_case_only_letters_that_quote_none_are_offered(team: Team) -> None:
    letters = team.at_desk("administrasi").letters
    free = {option.key for option in letters.kinds(None)}
    assert {"surat-dinas", "tanda-terima", "surat-pemberitahuan-kegagalan-pelindungan-data", "surat-tugas"} <= free
    assert "surat-rujukan-kedaruratan" not in free
    refusal = refused(lambda: letters.start(None, "surat-rujukan-kedaruratan"))
    assert refusal.code is ErrorCode.LETTER_NEEDS_CASE
    for key in free:
        assert letters.start(None, key).case_id is None
