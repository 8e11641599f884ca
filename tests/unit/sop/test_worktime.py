"""Standard times in office hours, and how they are said."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

import resources
from models.errors import BugError
from models.sop import worktime
from models.sop.officetime import (
    ALWAYS_OPEN,
    RAMADAN_HOURS,
    STANDARD_HOURS,
    DayOff,
    Holiday,
    Holidays,
    Interval,
    OfficeHours,
    Ramadan,
    WorkCalendar,
    read_ramadan,
)
from models.sop.spec import StandardTime, Unit
from models.sop.worktime import Level

WIB = ZoneInfo("Asia/Jakarta")
NATIONAL = Holidays.read(resources.text("data/hari-libur.json"))
CALENDAR = WorkCalendar(holidays=NATIONAL)
WORKING_DAYS = WorkCalendar(holidays=NATIONAL, days_are_working=True)


def at(text: str) -> datetime:
    return datetime.strptime(text, "%Y-%m-%d %H.%M").replace(tzinfo=WIB)


def standard(text: str) -> StandardTime:
    amount, unit = text.split(" ", 1)
    return StandardTime(int(amount), Unit(unit))


@pytest.mark.parametrize(
    ("start", "time", "due"),
    [
        ("2026-11-23 08.05", "10 menit", "2026-11-23 08.15"),
        ("2026-11-23 11.50", "20 menit", "2026-11-23 13.10"),  # over the lunch break
        ("2026-11-23 15.50", "10 menit", "2026-11-23 16.00"),  # to the very end of the day
        ("2026-11-23 15.50", "20 menit", "2026-11-24 07.40"),  # over the night
        ("2026-11-27 11.20", "20 menit", "2026-11-27 13.10"),  # Friday's longer break
        ("2026-11-27 16.20", "20 menit", "2026-11-30 07.40"),  # over the weekend
        ("2026-12-23 15.50", "20 menit", "2026-12-28 07.40"),  # over cuti bersama and Christmas
        ("2026-11-22 09.00", "10 menit", "2026-11-23 07.40"),  # Sunday: the clock starts on Monday
        ("2026-11-23 06.00", "1 jam", "2026-11-23 08.30"),  # before opening
        ("2026-11-23 12.00", "1 jam", "2026-11-23 14.00"),  # at the beginning of the break
        ("2026-11-23 08.00", "2 jam", "2026-11-23 10.00"),
        ("2026-11-23 09.00", "2 hari", "2026-11-25 09.00"),
        ("2026-11-27 09.00", "2 hari", "2026-11-29 09.00"),  # days of the calendar run through the weekend
        ("2026-11-27 09.00", "2 hari kerja", "2026-12-01 09.00"),
        ("2026-12-23 09.00", "1 hari kerja", "2026-12-28 09.00"),
        ("2026-11-26 11.45", "1 hari kerja", "2026-11-27 13.00"),  # the hour lies in Friday's break
        ("2026-11-27 16.20", "1 hari kerja", "2026-11-30 16.00"),  # the hour lies after Monday's closing
    ],
)
def test_when_a_row_is_due(start: str, time: str, due: str) -> None:
    assert worktime.due(at(start), standard(time), CALENDAR) == at(due)


def test_an_office_may_count_days_as_working_days() -> None:
    assert worktime.due(at("2026-11-27 09.00"), standard("2 hari"), WORKING_DAYS) == at("2026-12-01 09.00")
    assert worktime.standard_text(standard("2 hari"), WORKING_DAYS) == "2 hari kerja"
    assert worktime.standard_text(standard("2 hari"), CALENDAR) == "2 hari"
    assert worktime.standard_text(standard("20 menit"), WORKING_DAYS) == "20 menit"


def test_a_service_around_the_clock_works_at_night_and_on_holidays() -> None:
    always = WorkCalendar(ALWAYS_OPEN, NATIONAL)
    assert worktime.due(at("2026-12-25 23.50"), standard("20 menit"), always) == at("2026-12-26 00.10")
    assert worktime.due(at("2026-12-24 10.00"), standard("3 hari"), always) == at("2026-12-27 10.00")
    assert worktime.elapsed(at("2026-12-25 00.00"), at("2026-12-26 00.00"), always) == 24 * 60


@pytest.mark.parametrize(
    ("time", "now", "text", "level"),
    [
        ("20 menit", "2026-11-23 08.00", "Sisa 20 menit", Level.RUNNING),
        ("20 menit", "2026-11-23 08.14", "Sisa 6 menit", Level.RUNNING),
        ("20 menit", "2026-11-23 08.15", "Sisa 5 menit", Level.SOON),
        ("20 menit", "2026-11-23 08.20", "Sisa 0 menit", Level.SOON),
        ("20 menit", "2026-11-23 08.38", "Lewat 18 menit", Level.LATE),
        ("20 menit", "2026-11-23 14.25", "Lewat 5 jam 5 menit", Level.LATE),
        ("20 menit", "2026-11-24 08.00", "Lewat 7 jam 10 menit", Level.LATE),
        ("20 menit", "2026-11-24 10.20", "Lewat 1 hari kerja 2 jam", Level.LATE),
        ("20 menit", "2026-12-02 08.20", "Lewat 7 hari kerja", Level.LATE),
        ("5 menit", "2026-11-23 08.02", "Sisa 3 menit", Level.RUNNING),
        ("5 menit", "2026-11-23 08.03", "Sisa 2 menit", Level.SOON),  # a quarter would be little more than a minute
        ("2 jam", "2026-11-23 08.35", "Sisa 1 jam 25 menit", Level.RUNNING),
        ("20 jam", "2026-11-23 08.00", "Sisa 20 jam", Level.RUNNING),
        ("5 hari kerja", "2026-11-23 08.00", "Sisa 5 hari kerja", Level.RUNNING),
        ("5 hari kerja", "2026-11-25 08.00", "Sisa 3 hari kerja", Level.RUNNING),
        ("5 hari kerja", "2026-11-27 09.00", "Sisa 6 jam 30 menit", Level.SOON),
        ("5 hari kerja", "2026-12-01 10.00", "Lewat 1 hari kerja 2 jam", Level.LATE),
        ("2 hari", "2026-11-24 12.00", "Sisa 20 jam", Level.RUNNING),
        ("2 hari", "2026-11-26 10.00", "Lewat 1 hari 2 jam", Level.LATE),
        ("2 hari", "2026-11-25 07.15", "Sisa 45 menit", Level.SOON),
    ],
)
def test_how_a_row_stands(time: str, now: str, text: str, level: Level) -> None:
    found = worktime.standing(at("2026-11-23 08.00"), at(now), standard(time), CALENDAR)
    assert (found.text, found.level) == (text, level)


def test_a_second_too_late_is_late_and_a_started_minute_is_still_left() -> None:
    start = at("2026-11-23 08.00")
    late = worktime.standing(start, at("2026-11-23 08.10").replace(second=1), standard("10 menit"), CALENDAR)
    assert (late.level, late.text, late.seconds_left) == (Level.LATE, "Lewat 1 menit", -1)
    left = worktime.standing(start, at("2026-11-23 08.05").replace(second=30), standard("10 menit"), CALENDAR)
    assert left.text == "Sisa 5 menit"
    assert left.used == pytest.approx(0.55)


def test_before_the_office_opens_no_time_is_used() -> None:
    found = worktime.standing(at("2026-11-21 20.00"), at("2026-11-22 11.00"), standard("20 menit"), CALENDAR)
    assert (found.text, found.used, found.due) == ("Sisa 20 menit", 0.0, at("2026-11-23 07.50"))


def test_now_may_be_told_in_another_zone() -> None:
    start = at("2026-11-23 08.00")
    now = at("2026-11-23 08.08").astimezone(ZoneInfo("Asia/Jayapura"))
    assert worktime.standing(start, now, standard("10 menit"), CALENDAR).text == "Sisa 2 menit"
    assert worktime.elapsed(start, now, CALENDAR) == 8


@pytest.mark.parametrize(("minutes", "text"), [(0, "0 menit"), (60, "1 jam"), (85, "1 jam 25 menit"), (1500, "25 jam")])
def test_a_finished_row_tells_its_time(minutes: int, text: str) -> None:
    assert worktime.duration_text(minutes) == text


def test_standard_hours_are_those_of_the_regulation() -> None:
    week = [sum(interval.end - interval.start for interval in day) for day in STANDARD_HOURS.week]
    assert week == [450, 450, 450, 450, 450, 0, 0]  # 37 hours 30 minutes
    assert OfficeHours.parse(STANDARD_HOURS.texts()) == STANDARD_HOURS


@pytest.mark.parametrize(
    "text", ["8-4", "08.00", "08.00–08.00", "08.00–12.00, 11.00–15.00", "08.75–12.00", "08.00–25.00"]
)
def test_hours_that_make_no_sense_are_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"hours|stretch|overlap"):
        OfficeHours.parse((text, *[""] * 6))


def test_an_office_that_never_opens_is_refused() -> None:
    with pytest.raises(ValueError, match="working day"):
        OfficeHours.parse([""] * 7)
    with pytest.raises(ValueError, match="seven"):
        OfficeHours(((Interval(0, 60),),))


def test_a_year_without_a_working_day_is_a_bug_and_not_an_endless_loop() -> None:
    days = [date.fromordinal(date(2026, 1, 1).toordinal() + offset) for offset in range(800)]
    closed = WorkCalendar(holidays=Holidays({day: Holiday(day, "Tutup", DayOff.LOCAL) for day in days}))
    with pytest.raises(BugError):
        worktime.due(at("2026-01-05 09.00"), standard("10 menit"), closed)


def test_the_days_off_of_2026_are_those_of_the_joint_decree() -> None:
    kinds = [holiday.kind for day, holiday in NATIONAL.days.items() if day.year == 2026]
    assert kinds.count(DayOff.NATIONAL) == 17
    assert kinds.count(DayOff.COLLECTIVE_LEAVE) == 8
    assert not NATIONAL.unconfirmed(2026)
    assert NATIONAL.unconfirmed(2027)  # partly estimated
    assert NATIONAL.unconfirmed(2030)  # not filled in


@pytest.mark.parametrize("text", ["{}", '{"hari": [{"tanggal": "2026-13-01"}]}', '{"hari": [3]}', "[]", "x"])
def test_a_broken_list_of_days_off_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"days off|month|Expecting|isoformat"):
        Holidays.read(text)


FASTING = read_ramadan(resources.text("data/ramadan.json"))
IN_RAMADAN = WorkCalendar(holidays=NATIONAL, ramadan=FASTING)


def test_the_hours_of_ramadan_are_those_of_the_regulation() -> None:
    week = sum(interval.end - interval.start for day in RAMADAN_HOURS.week for interval in day)
    assert week == 32 * 60 + 30
    assert {day[0].start for day in RAMADAN_HOURS.week if day} == {8 * 60}


@pytest.mark.parametrize(
    ("start", "time", "due"),
    [
        ("2027-02-08 07.30", "30 menit", "2027-02-08 08.30"),  # the first day of fasting begins at 08.00
        ("2027-02-05 15.20", "20 menit", "2027-02-08 08.20"),  # Imlek's leave and the weekend, then Ramadan hours
        ("2027-02-09 14.50", "20 menit", "2027-02-10 08.10"),
        ("2027-02-12 11.20", "20 menit", "2027-02-12 12.40"),  # Friday's break
        ("2027-03-16 07.30", "10 menit", "2027-03-16 07.40"),  # after the feast the usual hours are back
    ],
)
def test_ramadan_has_hours_of_its_own(start: str, time: str, due: str) -> None:
    assert worktime.due(at(start), standard(time), IN_RAMADAN) == at(due)


def test_the_shipped_months_of_fasting_are_months() -> None:
    assert sorted({month.first.year for month in FASTING}) == list(range(2025, 2031))
    assert not any(month.confirmed for month in FASTING if month.first.year > 2026)
    with pytest.raises(ValueError, match="no month"):
        Ramadan(date(2027, 2, 8), date(2027, 3, 20))
    with pytest.raises(ValueError, match="fasting"):
        read_ramadan("{}")


def test_a_night_shift_goes_on_into_the_next_day() -> None:
    night = OfficeHours.parse(("21.00–07.00", "", "", "", "", "", "21.00–07.00"))
    assert night.texts() == ("00.00–07.00, 21.00–24.00", "00.00–07.00", "", "", "", "", "21.00–24.00")
    assert OfficeHours.parse(night.texts()) == night
    due = worktime.due(at("2026-11-23 23.50"), standard("20 menit"), WorkCalendar(night))
    assert due == at("2026-11-24 00.10")


@pytest.mark.parametrize(
    ("pause", "time", "due"),
    [
        (("2026-11-23 08.05", "2026-11-23 09.05"), "20 menit", "2026-11-23 09.20"),
        (("2026-11-23 08.10", "2026-11-24 08.10"), "20 menit", "2026-11-24 08.20"),  # over the night
        (("2026-11-23 11.55", "2026-11-23 13.05"), "4 jam", "2026-11-23 13.10"),  # the break is no paused work
        (("2026-11-23 10.00", "2026-11-25 10.00"), "2 hari", "2026-11-27 08.00"),  # days of the calendar
        (("2026-11-27 10.00", "2026-11-30 10.00"), "5 hari kerja", "2026-12-01 08.00"),  # a weekend is no work
        (("2026-11-23 08.21", "2026-11-23 09.00"), "20 menit", "2026-11-23 08.20"),  # too late: nothing moves
    ],
)
def test_a_pause_moves_the_due_time_on(pause: tuple[str, str], time: str, due: str) -> None:
    pauses = ((at(pause[0]), at(pause[1])),)
    assert worktime.due(at("2026-11-23 08.00"), standard(time), CALENDAR, pauses) == at(due)


def test_a_pause_is_neither_used_time_nor_delay() -> None:
    start, pauses = at("2026-11-23 08.00"), ((at("2026-11-23 08.30"), at("2026-11-23 09.30")),)
    found = worktime.standing(start, at("2026-11-23 10.00"), standard("20 menit"), CALENDAR, pauses)
    assert (found.level, found.text) == (Level.LATE, "Lewat 40 menit")
    assert worktime.elapsed(start, at("2026-11-23 10.00"), CALENDAR, pauses) == 60
    running = ((at("2026-11-23 08.05"), at("2026-11-23 15.00")),)
    held = worktime.standing(start, at("2026-11-23 15.00"), standard("20 menit"), CALENDAR, running)
    assert (held.level, held.text) == (Level.RUNNING, "Sisa 15 menit")


def test_after_closing_time_a_row_is_late_although_no_working_time_passes() -> None:
    found = worktime.standing(at("2026-11-23 15.50"), at("2026-11-23 17.00"), standard("10 menit"), CALENDAR)
    assert (found.level, found.text) == (Level.LATE, "Lewat 1 menit")
