"""Time limits of laws: started by what a form states, never stopped by a weekend, ended by what was reported."""

from __future__ import annotations

from datetime import date

from models.errors import ErrorCode
from models.services.views import ClockRow, Standing
from models.sop import legal
from tests.fixtures_office import Team, code_of

TODAY = date(2026, 11, 23)


def assault(team: Team) -> int:
    return team.open("kekerasan", **{field(team): ["seksual"]}).case_id


def field(team: Team) -> str:
    """The question of the intake that states the kind of violence."""
    form = team.at_desk("layanan").forms.intake(team.spec.key).spec
    return next(one.key for one in form.fields if one.meaning == "kejadian.bentuk")


def clocks(team: Team, role: str, case_id: int) -> tuple[ClockRow, ...]:
    return team.at_desk(role).cases.page(case_id).clocks


def test_sexual_violence_starts_the_clock_of_the_report_to_the_police(team: Team) -> None:
    plain, case_id = team.open("biasa").case_id, assault(team)
    assert clocks(team, "layanan", plain) == ()
    (one,) = clocks(team, "layanan", case_id)
    assert (one.basis, one.text, one.standing) == ("UU 12/2022 pasal 41", "Sisa 72 jam", Standing.RUNNING)
    assert one.due_text == "batas Kamis, 26 November 2026, 08.05"
    for role, mine in (("layanan", 1), ("pimpinan", 1), ("administrasi", 0)):
        assert len(team.at_desk(role).tasks.board().clocks) == mine
    told = [item.words for item in team.at_desk("pimpinan").status.strip().news if item.group == "Batas waktu hukum"]
    assert len(told) == 1
    assert told[0].startswith("Sisa 72 jam: Lapor ke kepolisian")


def test_it_runs_through_the_night_and_the_weekend(team: Team) -> None:
    team.clock.advance(days=4, hours=7)  # Friday afternoon
    case_id = assault(team)
    team.clock.advance(days=2, hours=12)
    (one,) = clocks(team, "layanan", case_id)
    assert (one.text, one.standing) == ("Sisa 12 jam", Standing.SOON)
    team.clock.advance(hours=14)
    (one,) = clocks(team, "layanan", case_id)
    assert (one.text, one.standing) == ("Lewat 2 jam", Standing.LATE)
    (news,) = [item for item in team.at_desk("layanan").status.strip().news if item.group == "Batas waktu hukum"]
    assert (news.tone, news.page_id, news.params) == ("danger", "kasus_rinci", {"case_id": case_id})


def test_it_starts_once_however_often_forms_say_so(team: Team) -> None:
    case_id = assault(team)
    team.bring(case_id)
    desk = team.at_desk("layanan")
    sheet = desk.forms.open(case_id, team.spec.intake_form)
    desk.forms.save(case_id, team.spec.intake_form, sheet.values, sheet.row_version, finish=True)
    assert len(clocks(team, "layanan", case_id)) == 1


def test_the_report_ends_it_and_stays_in_the_case(team: Team) -> None:
    case_id = assault(team)
    (one,) = clocks(team, "layanan", case_id)
    desk = team.at_desk("layanan").legal
    assert code_of(lambda: desk.reported(one.clock_id, date(2026, 11, 24))) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: team.at_desk("administrasi").legal.reported(one.clock_id, TODAY)) is ErrorCode.NOT_ALLOWED
    desk.reported(one.clock_id, TODAY, "LP/B/12/XI/2026", "Diterima piket SPKT")
    assert code_of(lambda: desk.reported(one.clock_id, TODAY)) is ErrorCode.NOT_FOUND
    (done,) = clocks(team, "layanan", case_id)
    assert done.done
    assert done.text == "Sudah dilaporkan 23 November 2026, nomor LP/B/12/XI/2026. Diterima piket SPKT"
    assert team.at_desk("layanan").tasks.board().clocks == ()
    assert any("Lapor ke kepolisian" in entry.text for entry in team.at_desk("layanan").cases.history(case_id))
    assert team.at_desk("layanan").logbook.verify().whole


def test_a_letter_that_the_law_asks_for_ends_it(team: Team) -> None:
    key = legal.shipped()["tpks-kepolisian"].letters[0]
    case_id = assault(team)
    team.letter("pimpinan", case_id, key)
    (done,) = clocks(team, "layanan", case_id)
    assert done.done
    assert " nomor " in done.text


def test_one_that_does_not_apply_is_ended_with_a_reason(team: Team) -> None:
    case_id = assault(team)
    (one,) = clocks(team, "pimpinan", case_id)
    desk = team.at_desk("pimpinan").legal
    assert code_of(lambda: desk.withdraw(one.clock_id, " ")) is ErrorCode.REASON_NEEDED
    desk.withdraw(one.clock_id, "Keliru menandai bentuk kekerasan")
    assert clocks(team, "pimpinan", case_id)[0].text == "Tidak berlaku: Keliru menandai bentuk kekerasan"


def test_a_data_incident_is_started_by_hand(team: Team) -> None:
    desk = team.at_desk("layanan")
    ((kind, verb),) = [(option.key, option.label) for option in desk.legal.by_hand()]
    assert verb == "Catat insiden data"
    assert code_of(lambda: desk.legal.start("tpks-kepolisian", TODAY, "x")) is ErrorCode.NOT_FOUND
    assert code_of(lambda: desk.legal.start(kind, TODAY, "")) is ErrorCode.REASON_NEEDED
    assert code_of(lambda: desk.legal.start(kind, date(2026, 11, 24), "x")) is ErrorCode.VALUE_INVALID
    made = desk.legal.start(kind, date(2026, 11, 22), "Flash disk cadangan hilang")
    assert made.due_text == "batas Rabu, 25 November 2026, 00.00"
    assert (made.case_id, made.mine) == (None, False)
    assert [one.clock_id for one in team.at_desk("pengelola").legal.all()] == [made.clock_id]
    team.at_desk("pengelola").legal.reported(made.clock_id, TODAY, "12/INS/2026")
    (done,) = team.at_desk("pengelola").legal.all()
    assert done.text == "Flash disk cadangan hilang. Sudah dilaporkan 23 November 2026, nomor 12/INS/2026"
