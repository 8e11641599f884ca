"""The procedure of source 001 as its people live it, told in the office's own words."""

from __future__ import annotations

from dataclasses import dataclass

import pytest
from pytest_bdd import given, parsers, scenarios, then, when

from models.errors import UserError
from models.rehearsal.routes import Move
from tests.fixtures_office import Team

scenarios("001_penjangkauan_korban.feature")

_ROLES = {"petugas layanan": "layanan", "kepala": "pimpinan", "petugas administrasi": "administrasi"}
_WHO = "{who:Person}"


def _person(text: str) -> str:
    return _ROLES[text]


_person.pattern = "petugas layanan|kepala|petugas administrasi"  # type: ignore[attr-defined]  # read by parse


def step(text: str) -> parsers.parse:
    """A step in which one of the office's people acts."""
    return parsers.parse(text.replace("WHO", _WHO), extra_types={"Person": _person})


@dataclass
class Journey:
    """One case on its way."""

    team: Team
    case_id: int = 0
    number: str = ""
    answer: str = ""

    def close(self, who: str, row: int, outcome: str = "", reason: str = "", force: str = "") -> None:
        panel = self.team.panel(who, self.case_id)
        assert panel.number == row
        self.team.clock.advance(minutes=2)
        self.team.at_desk(who).cases.close_step(
            panel.step_run_id, panel.row_version, outcome=outcome, reason=reason, force_reason=force
        )

    def attempt(self, who: str, row: int, outcome: str = "") -> None:
        with pytest.raises(UserError) as refusal:
            self.close(who, row, outcome)
        self.answer = refusal.value.code.value


@pytest.fixture
def journey(team: Team) -> Journey:
    return Journey(team)


@given("kantor latihan dengan petugas layanan, kepala, dan petugas administrasi")
def _office(journey: Journey) -> None:
    assert all(journey.team.at_desk(role).session.user.roles == (role,) for role in _ROLES.values())


@when(step("WHO menerima informasi kasus"))
def _receive(journey: Journey, who: str) -> None:
    assert who == "layanan"
    opened = journey.team.open()
    journey.case_id, journey.number = opened.case_id, opened.number


@then(parsers.parse('kasus mendapat nomor register "{number}"'))
def _numbered(journey: Journey, number: str) -> None:
    assert journey.number == number


@when(step("WHO menyelesaikan langkah {row:d}"))
def _close(journey: Journey, who: str, row: int) -> None:
    journey.close(who, row)


@when(step('WHO menyelesaikan langkah {row:d} dengan alasan "{reason}"'))
def _force(journey: Journey, who: str, row: int, reason: str) -> None:
    journey.close(who, row, force=reason)


@when(step("WHO mencoba menyelesaikan langkah {row:d}"))
def _try_to_close(journey: Journey, who: str, row: int) -> None:
    journey.attempt(who, row)


@when(step('WHO memutuskan "{outcome}" pada langkah {row:d}'))
def _decide(journey: Journey, who: str, outcome: str, row: int) -> None:
    journey.close(who, row, outcome)


@when(step('WHO memutuskan "{outcome}" pada langkah {row:d} dengan alasan "{reason}"'))
def _decide_with_reason(journey: Journey, who: str, outcome: str, row: int, reason: str) -> None:
    journey.close(who, row, outcome, reason)


@when(step('WHO mencoba memutuskan "{outcome}" pada langkah {row:d}'))
def _try_to_decide(journey: Journey, who: str, outcome: str, row: int) -> None:
    journey.attempt(who, row, outcome)


@when(step('WHO menerbitkan "{letter}"'))
def _issue(journey: Journey, who: str, letter: str) -> None:
    issued = journey.team.letter(who, journey.case_id, letter)
    assert issued.number.encode() in issued.pdf


@when(step("WHO mengerjakan semua dokumen langkah {row:d}"))
def _work(journey: Journey, who: str, row: int) -> None:
    panel, walk = journey.team.panel(who, journey.case_id), journey.team.walk(journey.case_id)
    walk._do(journey.team.at_desk(who), panel, Move(row))
    assert journey.team.panel(who, journey.case_id).missing == ()


@when(step('WHO membuka kembali kasus dengan alasan "{reason}"'))
def _reopen(journey: Journey, who: str, reason: str) -> None:
    journey.team.at_desk(who).cases.reopen(journey.case_id, reason)


@then(step('WHO melihat tugas "{title}"'))
def _sees(journey: Journey, who: str, title: str) -> None:
    assert title in [row.title for row in journey.team.at_desk(who).tasks.board().rows if row.mine]


@then(parsers.parse('kasus tertutup sebagai "{ending}"'))
def _ended(journey: Journey, ending: str) -> None:
    head = journey.team.at_desk("pimpinan").cases.page(journey.case_id).head
    assert (head.status, head.ended_as) == ("selesai", ending)


@then(parsers.parse("langkah yang terbuka adalah {row:d}"))
def _open_row(journey: Journey, row: int) -> None:
    assert journey.team.panel("pimpinan", journey.case_id).number == row


@then(parsers.parse('program menjawab dengan kode "{code}"'))
def _answered(journey: Journey, code: str) -> None:
    assert journey.answer == code


@then(parsers.parse('alasan "{reason}" tetap terlihat pada langkah {row:d}'))
def _reason_stays(journey: Journey, reason: str, row: int) -> None:
    lines = journey.team.at_desk("administrasi").cases.page(journey.case_id).steps
    assert reason in next(line.note for line in lines if line.number == row)


@then(parsers.parse('buku log mencatat "{activity}"'))
def _logged(journey: Journey, activity: str) -> None:
    lines = journey.team.at_desk("layanan").logbook.day(journey.team.clock.now().date())
    assert (activity, journey.number) in [(line.activity, line.register_number) for line in lines]


@then("rantai buku log utuh")
def _whole(journey: Journey) -> None:
    assert journey.team.at_desk("layanan").logbook.verify().whole


@then("tidak ada tugas yang tersisa")
def _no_tasks(journey: Journey) -> None:
    assert all(journey.team.at_desk(role).tasks.board().rows == () for role in _ROLES.values())
