"""The office's year: days off edited and compared, Ramadan, shifts of a procedure, and what follows for open steps."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

from models.errors import ErrorCode
from models.services.views import DayOffRow, NewsItem, YearCalendar
from models.settings.office import OfficeProfile, ServiceHours
from tests.fixtures_office import SOP, Team, code_of, refused

WIB = ZoneInfo("Asia/Jakarta")


def due(team: Team, case_id: int) -> str:
    moment = team.panel("layanan", case_id).time.due
    assert moment is not None
    return moment.strftime("%d %H.%M")


def calendar_news(team: Team) -> list[NewsItem]:
    return [one for one in team.at_desk("administrasi").status.strip().news if one.params.get("bagian") == "libur"]


def test_an_edited_year_takes_the_place_of_the_shipped_one(team: Team) -> None:
    calendar = team.at_desk("administrasi").calendar
    shipped = calendar.year(2027)
    assert (shipped.own, shipped.confirmed, shipped.ramadan) == (False, False, (date(2027, 2, 8), date(2027, 3, 9)))
    day = DayOffRow(date(2027, 1, 4), "Hari jadi kota", "libur_setempat")
    saved = calendar.save_year(replace(shipped, days=(*shipped.days, day), confirmed=True))
    assert (saved.own, saved.confirmed, len(saved.days)) == (True, True, len(shipped.days) + 1)
    assert calendar.save_year(replace(saved, days=saved.days[1:])).days == saved.days[1:]
    assert calendar.year(2026).own is False
    assert 2027 in calendar.years()


def test_a_list_is_read_and_a_wrong_line_is_named(team: Team) -> None:
    calendar = team.at_desk("administrasi").calendar
    (row,) = calendar.read_text("17 Agustus Hari Kemerdekaan", 2028)
    assert (row.day, row.kind) == (date(2028, 8, 17), "libur_nasional")
    assert "Tidak ada tanggal" in str(refused(lambda: calendar.read_text("Natal", 2028)).details["what"])


def test_a_year_that_makes_no_sense_is_refused(team: Team) -> None:
    calendar = team.at_desk("administrasi").calendar
    day = DayOffRow(date(2028, 8, 17), "Hari Kemerdekaan", "libur_nasional")
    for days in (
        (day, day),
        (replace(day, name=" "),),
        (replace(day, day=date(2027, 8, 17)),),
        (replace(day, kind="cuti"),),
    ):
        wrong = YearCalendar(2028, days)
        assert code_of(lambda given=wrong: calendar.save_year(given)) is ErrorCode.VALUE_INVALID  # type: ignore[misc]
    month = YearCalendar(2028, (day,), ramadan=(date(2028, 1, 1), date(2028, 3, 1)))
    assert code_of(lambda: calendar.save_year(month)) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: team.at_desk("layanan").calendar.save_year(YearCalendar(2028))) is ErrorCode.NOT_ALLOWED


def test_a_day_off_moves_the_steps_that_are_open(team: Team) -> None:
    team.clock.moment = datetime(2026, 11, 23, 15, 55, tzinfo=WIB)
    case_id = team.open().case_id
    assert due(team, case_id) == "24 07.35"
    calendar = team.at_desk("administrasi").calendar
    year = calendar.year(2026)
    calendar.save_year(replace(year, days=(*year.days, DayOffRow(date(2026, 11, 24), "Pilkada", "libur_nasional"))))
    assert due(team, case_id) == "25 07.35"
    team.clock.advance(hours=16)
    assert team.at_desk("layanan").tasks.board().rows[0].time.remaining == "Sisa 5 menit"


def test_from_november_on_next_years_days_are_asked_for(team: Team) -> None:
    team.clock.moment = datetime(2026, 10, 31, 9, 0, tzinfo=WIB)
    assert calendar_news(team) == []
    team.clock.moment = datetime(2026, 11, 1, 9, 0, tzinfo=WIB)
    (one,) = calendar_news(team)
    assert (one.words, one.params["tahun"]) == ("Hari libur tahun 2027 belum dicocokkan dengan SKB", 2027)
    assert not [item for item in team.at_desk("layanan").status.strip().news if "libur" in item.words]
    calendar = team.at_desk("administrasi").calendar
    calendar.save_year(replace(calendar.year(2027), confirmed=True))
    assert calendar_news(team) == []
    team.clock.moment = datetime(2027, 11, 1, 9, 0, tzinfo=WIB)
    assert [item.words for item in calendar_news(team)] == ["Hari libur tahun 2028 belum diisi"]


def test_a_procedure_may_have_shifts_or_be_open_around_the_clock(team: Team) -> None:
    team.clock.moment = datetime(2026, 11, 23, 19, 0, tzinfo=WIB)
    case_id = team.open().case_id
    assert due(team, case_id) == "24 07.40"
    settings = team.at_desk("administrasi").settings

    def keep(*own: ServiceHours) -> None:
        settings.save_office(replace(settings.office(), service_hours=own))

    keep(ServiceHours(SOP, hours=(*("07.00–14.00, 14.00–21.00",) * 7,), on_days_off=True))
    assert due(team, case_id) == "23 19.10"
    keep(ServiceHours(SOP, always_open=True))
    team.clock.moment = datetime(2026, 12, 25, 2, 0, tzinfo=WIB)
    assert due(team, team.open("malam").case_id) == "25 02.10"
    keep()
    assert settings.office().service_hours == ()
    wrong = ServiceHours(SOP, hours=("8-4", *("",) * 6))
    assert code_of(lambda: keep(wrong)) is ErrorCode.VALUE_INVALID
    assert code_of(lambda: keep(ServiceHours("tidak-ada", always_open=True))) is ErrorCode.NOT_FOUND


def test_ramadan_hours_count_unless_the_office_does_without(team: Team) -> None:
    team.clock.moment = datetime(2027, 2, 9, 14, 55, tzinfo=WIB)
    case_id = team.open().case_id
    assert due(team, case_id) == "10 08.05"
    settings = team.at_desk("administrasi").settings
    settings.save_office(replace(settings.office(), ramadan_hours=False))
    assert due(team, case_id) == "09 15.05"


def test_the_profile_keeps_its_calendar() -> None:
    profile = OfficeProfile(
        "Kantor", service_hours=(ServiceHours("a", hours=("08.00–12.00", *("",) * 6), on_days_off=True),)
    )
    assert OfficeProfile.from_json(profile.to_json()) == profile
