"""Working time agrees with an independent count, minute by minute, over a whole year with its holidays."""

from __future__ import annotations

from bisect import bisect_left
from datetime import datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from hypothesis import given, settings
from hypothesis import strategies as st

import resources
from models.sop import worktime
from models.sop.officetime import ALWAYS_OPEN, Holidays, WorkCalendar
from models.sop.spec import StandardTime, Unit
from models.sop.worktime import Level

WIB = ZoneInfo("Asia/Jakarta")
FIRST = datetime(2026, 1, 1, tzinfo=WIB)
YEAR = 365 * 24 * 60
HOLIDAYS = Holidays.read(resources.text("data/hari-libur.json"))
CALENDAR = WorkCalendar(holidays=HOLIDAYS)
CALENDARS = st.sampled_from(
    [CALENDAR, WorkCalendar(holidays=HOLIDAYS, days_are_working=True), WorkCalendar(ALWAYS_OPEN)]
)
MOMENTS = st.integers(0, YEAR * 60).map(lambda second: FIRST + timedelta(seconds=second))
TIMES = st.one_of(
    st.integers(1, 600).map(lambda amount: StandardTime(amount, Unit.MINUTE)),
    st.integers(1, 40).map(lambda amount: StandardTime(amount, Unit.HOUR)),
    st.integers(1, 30).map(lambda amount: StandardTime(amount, Unit.DAY)),
    st.integers(1, 30).map(lambda amount: StandardTime(amount, Unit.WORKING_DAY)),
)


@cache
def worked_before() -> list[int]:
    """For each minute of the year the number of working minutes before it, counted one by one."""
    return [0, *accumulate(map(_works, range(YEAR)))]


def _works(minute: int) -> bool:
    day = (FIRST + timedelta(minutes=minute)).date()
    if day in HOLIDAYS.days or day.weekday() > 4:
        return False
    clock = divmod(minute % 1440, 60)
    if day.weekday() == 4:
        return (7, 30) <= clock < (11, 30) or (13, 0) <= clock < (16, 30)
    return (7, 30) <= clock < (12, 0) or (13, 0) <= clock < (16, 0)


@settings(max_examples=1000)
@given(st.integers(0, YEAR), st.integers(0, YEAR))
def test_elapsed_time_agrees_with_counting_minutes(start: int, end: int) -> None:
    found = worktime.elapsed(FIRST + timedelta(minutes=start), FIRST + timedelta(minutes=end), CALENDAR)
    assert found == max(worked_before()[end] - worked_before()[start], 0)


@settings(max_examples=1000)
@given(st.integers(0, YEAR - 60 * 1440), st.integers(1, 3000))
def test_due_time_agrees_with_counting_minutes(start: int, minutes: int) -> None:
    due = worktime.due(FIRST + timedelta(minutes=start), StandardTime(minutes, Unit.MINUTE), CALENDAR)
    reached = bisect_left(worked_before(), worked_before()[start] + minutes)
    assert due == FIRST + timedelta(minutes=reached)


@given(MOMENTS, MOMENTS, MOMENTS, CALENDARS)
def test_elapsed_time_adds_up(one: datetime, two: datetime, three: datetime, calendar: WorkCalendar) -> None:
    first, middle, last = sorted([one, two, three])
    parts = worktime.elapsed_seconds(first, middle, calendar) + worktime.elapsed_seconds(middle, last, calendar)
    assert parts == worktime.elapsed_seconds(first, last, calendar)
    assert worktime.elapsed_seconds(last, first, calendar) == 0


@given(MOMENTS, MOMENTS, TIMES, CALENDARS)
def test_who_starts_later_is_due_no_sooner(
    one: datetime, two: datetime, time: StandardTime, calendar: WorkCalendar
) -> None:
    first, last = sorted([one, two])
    assert worktime.due(first, time, calendar) <= worktime.due(last, time, calendar)


@given(MOMENTS, TIMES, CALENDARS)
def test_a_working_time_is_never_due_on_a_day_off(start: datetime, time: StandardTime, calendar: WorkCalendar) -> None:
    due = worktime.due(start, time, calendar)
    assert due > start
    if time.unit is not Unit.DAY or calendar.days_are_working:
        assert calendar.works((due - timedelta(seconds=1)).date())


@given(MOMENTS, st.integers(0, 40 * 24 * 3600), TIMES, CALENDARS)
def test_the_standing_tells_one_story(start: datetime, later: int, time: StandardTime, calendar: WorkCalendar) -> None:
    now = start + timedelta(seconds=later)
    found = worktime.standing(start, now, time, calendar)
    assert found.due == worktime.due(start, time, calendar)
    assert (found.level is Level.LATE) == (now > found.due) == found.text.startswith("Lewat ")
    assert (found.level is Level.RUNNING) == (now < worktime.soon(start, time, calendar))
    assert found.used >= 0
    assert (found.used > 1) == (found.seconds_left < 0)


@given(MOMENTS, st.lists(st.integers(0, 20 * 24 * 3600), min_size=2, max_size=5), TIMES, CALENDARS)
def test_used_time_never_shrinks(
    start: datetime, seconds: list[int], time: StandardTime, calendar: WorkCalendar
) -> None:
    moments = [start + timedelta(seconds=second) for second in sorted(seconds)]
    used = [worktime.standing(start, moment, time, calendar).used for moment in moments]
    assert used == sorted(used)
