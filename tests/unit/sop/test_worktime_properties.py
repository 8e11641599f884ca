"""Working time agrees with an independent count, minute by minute, over a whole year with its holidays."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import cache
from itertools import accumulate
from zoneinfo import ZoneInfo

from hypothesis import assume, given, settings
from hypothesis import strategies as st

import resources
from models.sop import worktime
from models.sop.officetime import ALWAYS_OPEN, Holidays, OfficeHours, WorkCalendar, read_ramadan
from models.sop.spec import StandardTime, Unit
from models.sop.worktime import Level, Pauses

WIB = ZoneInfo("Asia/Jakarta")
FIRST = datetime(2026, 1, 1, tzinfo=WIB)
YEAR = 365 * 24 * 60
HOLIDAYS = Holidays.read(resources.text("data/hari-libur.json"))
CALENDAR = WorkCalendar(holidays=HOLIDAYS)
RAMADAN = WorkCalendar(holidays=HOLIDAYS, ramadan=read_ramadan(resources.text("data/ramadan.json")))
#: Three shifts on working days; the night shift of Friday ends on Saturday morning. Days off are worked as well.
SHIFTS = WorkCalendar(OfficeHours.parse((*("07.00–14.00, 14.30–21.00, 22.00–05.00",) * 5, "", "")))
ALWAYS = WorkCalendar(ALWAYS_OPEN, HOLIDAYS)
CALENDARS = st.sampled_from([CALENDAR, WorkCalendar(holidays=HOLIDAYS, days_are_working=True), RAMADAN, SHIFTS, ALWAYS])
MOMENTS = st.integers(0, YEAR * 60).map(lambda second: FIRST + timedelta(seconds=second))
TIMES = st.one_of(
    st.integers(1, 600).map(lambda amount: StandardTime(amount, Unit.MINUTE)),
    st.integers(1, 40).map(lambda amount: StandardTime(amount, Unit.HOUR)),
    st.integers(1, 30).map(lambda amount: StandardTime(amount, Unit.DAY)),
    st.integers(1, 30).map(lambda amount: StandardTime(amount, Unit.WORKING_DAY)),
)


@cache
def worked_before(name: str) -> list[int]:
    """For each minute of the year the number of working minutes before it, counted one by one."""
    return [0, *accumulate(map(_WORKS[name], range(YEAR)))]


def _moment(minute: int) -> tuple[date, tuple[int, int]]:
    return (FIRST + timedelta(minutes=minute)).date(), divmod(minute % 1440, 60)


def _usual(minute: int) -> bool:
    day, clock = _moment(minute)
    if day in HOLIDAYS.days or day.weekday() > 4:
        return False
    if day.weekday() == 4:
        return (7, 30) <= clock < (11, 30) or (13, 0) <= clock < (16, 30)
    return (7, 30) <= clock < (12, 0) or (13, 0) <= clock < (16, 0)


def _with_ramadan(minute: int) -> bool:
    day, clock = _moment(minute)
    if not date(2026, 2, 19) <= day <= date(2026, 3, 20):
        return _usual(minute)
    if day in HOLIDAYS.days or day.weekday() > 4:
        return False
    if day.weekday() == 4:
        return (8, 0) <= clock < (11, 30) or (12, 30) <= clock < (15, 30)
    return (8, 0) <= clock < (12, 0) or (12, 30) <= clock < (15, 0)


def _in_shifts(minute: int) -> bool:
    day, clock = _moment(minute)
    of_yesterday = day.weekday() in (1, 2, 3, 4, 5) and clock < (5, 0)
    today = (7, 0) <= clock < (14, 0) or (14, 30) <= clock < (21, 0) or clock >= (22, 0)
    return of_yesterday or (day.weekday() < 5 and today)


_WORKS: dict[str, Callable[[int], bool]] = {
    "usual": _usual,
    "ramadan": _with_ramadan,
    "shifts": _in_shifts,
    "always": lambda _minute: True,
}
_CALENDARS = {"usual": CALENDAR, "ramadan": RAMADAN, "shifts": SHIFTS, "always": ALWAYS}
NAMES = st.sampled_from(list(_WORKS))
MINUTES = st.integers(0, YEAR)


@st.composite
def pauses_of(draw: st.DrawFn) -> list[tuple[int, int]]:
    """Up to four stretches in minutes of the year, in order and apart."""
    edges = sorted(draw(st.sets(st.integers(0, YEAR - 60 * 1440), max_size=8)))
    return list(zip(edges[::2], edges[1::2], strict=False))


def _pauses(minutes: list[tuple[int, int]]) -> Pauses:
    return tuple((_at(begun), _at(ended)) for begun, ended in minutes)


def _at(minute: int) -> datetime:
    return FIRST + timedelta(minutes=minute)


@settings(max_examples=1000)
@given(MINUTES, MINUTES, NAMES)
def test_elapsed_time_agrees_with_counting_minutes(start: int, end: int, name: str) -> None:
    found = worktime.elapsed(_at(start), _at(end), _CALENDARS[name])
    assert found == max(worked_before(name)[end] - worked_before(name)[start], 0)


@settings(max_examples=1000)
@given(st.integers(0, YEAR - 60 * 1440), st.integers(1, 3000), NAMES)
def test_due_time_agrees_with_counting_minutes(start: int, minutes: int, name: str) -> None:
    due = worktime.due(_at(start), StandardTime(minutes, Unit.MINUTE), _CALENDARS[name])
    reached = bisect_left(worked_before(name), worked_before(name)[start] + minutes)
    assert due == _at(reached)


@settings(max_examples=500)
@given(MINUTES, MINUTES, pauses_of(), NAMES)
def test_elapsed_time_without_pauses_agrees_with_counting_minutes(
    start: int, end: int, pauses: list[tuple[int, int]], name: str
) -> None:
    before = worked_before(name)
    counted = max(before[end] - before[start], 0)
    for begun, ended in pauses:
        first, last = max(begun, start), min(ended, end)
        counted -= before[last] - before[first] if first < last else 0
    assert worktime.elapsed(_at(start), _at(end), _CALENDARS[name], _pauses(pauses)) == counted


@settings(max_examples=500)
@given(st.integers(0, YEAR - 90 * 1440), st.integers(1, 3000), pauses_of(), NAMES)
def test_due_time_with_pauses_agrees_with_counting_minutes(
    start: int, minutes: int, pauses: list[tuple[int, int]], name: str
) -> None:
    before = worked_before(name)

    def used(minute: int) -> int:
        held = ((max(begun, start), min(ended, minute)) for begun, ended in pauses)
        return before[minute] - before[start] - sum(before[to] - before[at] for at, to in held if at < to)

    reached = start + bisect_left(range(start, YEAR), minutes, key=used)
    assume(reached < YEAR)
    found = worktime.due(_at(start), StandardTime(minutes, Unit.MINUTE), _CALENDARS[name], _pauses(pauses))
    assert found == _at(reached)


@settings(max_examples=300)
@given(MOMENTS, pauses_of(), st.integers(0, 40 * 24 * 3600), TIMES, CALENDARS)
def test_a_pause_that_goes_on_holds_what_is_left(
    start: datetime, pauses: list[tuple[int, int]], later: int, time: StandardTime, calendar: WorkCalendar
) -> None:
    before = tuple(pause for pause in _pauses(pauses) if pause[1] <= start)
    first = worktime.standing(start, start, time, calendar, before)
    now = start + timedelta(seconds=later)
    held = worktime.standing(start, now, time, calendar, (*before, (start, now)))
    assert held.level is not Level.LATE
    assert held.seconds_left == first.seconds_left
    assert worktime.elapsed(start, now, calendar, (*before, (start, now))) == 0


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
