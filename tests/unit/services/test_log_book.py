"""The log book: lines by themselves and by hand, corrections, the printed book, and a chain that shows tampering."""

from __future__ import annotations

from datetime import date

import pytest

from models.errors import ErrorCode
from models.services.views import NewLogLine
from models.store.working import proxy
from tests.fixtures_office import Team, code_of

TODAY = date(2026, 11, 23)


def tampered(team: Team, *statements: str) -> int | None:
    """Where the chain is said to be broken after somebody with the key changed the rows behind the program's back."""
    with team.session.store.unit_of_work(None, team.clock.now()) as unit:
        for name in ("log_entry_fixed", "log_entry_kept"):
            proxy.execute_sql(f"DROP TRIGGER IF EXISTS {name}")
        for statement in statements:
            proxy.execute_sql(statement)
        unit.audit("uji", "bukulog")
    return team.at_desk("layanan").logbook.verify().broken_at


def test_the_work_writes_its_own_lines(team: Team) -> None:
    team.case_at(7)
    lines = team.at_desk("layanan").logbook.day(TODAY)
    assert [line.index for line in lines] == list(range(1, len(lines) + 1))
    assert {line.register_number for line in lines} == {"0001/PJK/11/2026"}
    assert {line.service for line in lines} == {"Layanan Penjangkauan Korban"}
    activities = {line.activity for line in lines}
    assert {"Menerima informasi kasus", "Melengkapi formulir", "Menerbitkan surat", "Mencetak surat"} < activities
    assert lines[-1].activity == "Menutup dan menyimpan berkas kasus"
    assert lines[-1].remark == "Ditindaklanjuti"
    assert [line.officer for line in lines if line.document.startswith("Surat Tugas")] == ["Hendra Wirawan"] * 2
    assert team.at_desk("layanan").logbook.month(2026, 11) == lines
    assert team.at_desk("layanan").logbook.month(2026, 12) == ()


def test_a_line_by_hand_and_its_correction_stand_side_by_side(team: Team) -> None:
    book = team.at_desk("administrasi").logbook
    first = book.add(NewLogLine(" Menerima  berkas ", "Berkas konseling", quantity=3, giver="PUSPAGA"))
    book.add(NewLogLine("Menerima berkas", "Berkas konseling", quantity=2, corrects=first.entry_id))
    assert [(line.activity, line.quantity, line.corrects) for line in book.day(TODAY)] == [
        ("Menerima berkas", 3, None),
        ("Menerima berkas", 2, first.entry_id),
    ]
    paper = book.paper(TODAY, TODAY)
    assert f"Koreksi baris {first.entry_id}.".encode() in paper
    assert b"ditutup dengan 2 (dua) baris" in paper


@pytest.mark.parametrize(
    "line",
    [
        NewLogLine("", "Berkas"),
        NewLogLine("Menerima", " \t"),
        NewLogLine("Menerima", "\u202e"),
        NewLogLine("Menerima", "Berkas", quantity=0),
        NewLogLine("Menerima", "Berkas", quantity=-2),
        NewLogLine("Menerima", "Berkas", quantity=10**30),
    ],
)
def test_a_line_that_says_nothing_is_refused(team: Team, line: NewLogLine) -> None:
    assert code_of(lambda: team.at_desk("administrasi").logbook.add(line)) is ErrorCode.VALUE_INVALID
    assert team.at_desk("administrasi").logbook.day(TODAY) == ()


def test_a_correction_needs_its_line(team: Team) -> None:
    book = team.at_desk("administrasi").logbook
    assert code_of(lambda: book.add(NewLogLine("Menerima", "Berkas", corrects=77))) is ErrorCode.NOT_FOUND


def test_an_untouched_book_is_whole(team: Team) -> None:
    assert team.at_desk("layanan").logbook.verify().whole
    team.case_at(3)
    report = team.at_desk("layanan").logbook.verify()
    assert (report.whole, report.checked) == (True, 3)


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE log_entry SET document = 'Lain' WHERE id = 2", 2),
        ("UPDATE log_entry SET at = '2026-11-22T08:00:00+07:00' WHERE id = 3", 3),
        ("UPDATE log_entry SET account_id = 1 + account_id % 3 WHERE id = 1", 1),
        ("DELETE FROM log_entry WHERE id = 2", 3),
        ("UPDATE log_entry SET mac = 'x' WHERE id = 2", 2),
    ],
)
def test_a_changed_or_missing_line_is_named(team: Team, statement: str, broken_at: int) -> None:
    team.case_at(4)
    assert tampered(team, statement) == broken_at


def test_a_cut_end_is_noticed(team: Team) -> None:
    team.case_at(4)
    count = team.at_desk("layanan").logbook.verify().checked
    assert tampered(team, "DELETE FROM log_entry WHERE id > 2") == 3
    assert count > 3
    assert tampered(team, "DELETE FROM log_entry") == 1


def test_lines_cannot_be_changed_by_accident(team: Team) -> None:
    team.open()
    for statement in ("UPDATE log_entry SET document = ''", "DELETE FROM log_entry"):
        with pytest.raises(Exception, match="log book"), team.session.store.unit_of_work(None, team.clock.now()):
            proxy.execute_sql(statement)
