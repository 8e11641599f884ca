"""Standard time: when a row is due, how much of its time is used, and how that is said. Pure, no clock.

Minutes and hours count working time. A working day leads to the same hour of the next working day. "Hari" counts
calendar days unless the office counts working days. A moment outside office hours starts the clock at the next opening.

A pause holds the clock: what was paused of the time that counts for the row's unit moves the due moment on by as much.
A pause that begins after the row was due moves nothing, but does not make it later either.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.sop.officetime import WorkCalendar
from models.sop.spec import StandardTime, Unit

#: "Segera": a quarter of the time or less is left, but at least two minutes.
SOON_PART = 4
SOON_SECONDS = 120
_SECONDS = {Unit.MINUTE: 60, Unit.HOUR: 3600}
_DAY_SECONDS = 24 * 3600

#: Stretches in which a row was put off, in order and apart from one another; one that goes on ends now.
Pauses = tuple[tuple[datetime, datetime], ...]


class Level(StrEnum):
    """How urgent a row is; the value is the word on its pill."""

    LATE = "Lewat waktu"
    SOON = "Segera"
    RUNNING = "Berjalan"


@dataclass(frozen=True)
class Standing:
    """Where a row stands against its standard time.

    Attributes:
        used: share of the standard time that is used, more than 1 when late.
        text: "Sisa 4 menit", "Lewat 1 jam 5 menit".
        seconds_left: of the time that counts for the row's unit, negative when late.
    """

    level: Level
    used: float
    text: str
    due: datetime
    seconds_left: int


def due(start: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses = ()) -> datetime:
    """The moment at which the standard time, counted from ``start`` without ``pauses``, is used up."""
    return _moved(opening(start, calendar), _first_due(start, standard, calendar), standard, calendar, pauses)


def _first_due(start: datetime, standard: StandardTime, calendar: WorkCalendar) -> datetime:
    """When the row would be due if it had never been put off."""
    opened = opening(start, calendar)
    if standard.unit in _SECONDS:
        return _after_working(opened, standard.amount * _SECONDS[standard.unit], calendar)
    if _counts_calendar_days(standard, calendar):
        return opened + timedelta(days=standard.amount)
    return _after_working_days(opened, standard.amount, calendar)


def _moved(opened: datetime, end: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses) -> datetime:
    """``end`` moved on by each pause that begins before it."""
    for begun, ended in _within(pauses, opened, None):
        if begun >= end:
            break
        end = _after(end, _counted(begun, ended, standard, calendar), standard, calendar)
    return end


def _after(start: datetime, seconds: int, standard: StandardTime, calendar: WorkCalendar) -> datetime:
    if not seconds:
        return start
    if _counts_calendar_days(standard, calendar):
        return start + timedelta(seconds=seconds)
    return _after_working(start, seconds, calendar)


def _within(pauses: Pauses, start: datetime, end: datetime | None) -> Iterator[tuple[datetime, datetime]]:
    """The parts of the pauses between two moments, in the zone of the first."""
    for begun, ended in pauses:
        first = max(begun.astimezone(start.tzinfo) if start.tzinfo else begun, start)
        last = ended.astimezone(start.tzinfo) if start.tzinfo else ended
        last = min(last, end) if end else last
        if first < last:
            yield first, last


def elapsed(start: datetime, end: datetime, calendar: WorkCalendar, pauses: Pauses = ()) -> int:
    """Whole minutes of working time between two moments without the pauses; 0 if ``end`` is not later."""
    return (elapsed_seconds(start, end, calendar) - paused_seconds(start, end, calendar, pauses)) // 60


def elapsed_seconds(start: datetime, end: datetime, calendar: WorkCalendar) -> int:
    """Seconds of working time between two moments; 0 if ``end`` is not later."""
    end = end.astimezone(start.tzinfo) if start.tzinfo else end
    total = timedelta()
    if end > start:
        for opened, closed in calendar.stretches(start):
            if opened >= end:
                break
            total += min(closed, end) - opened
    return int(total.total_seconds())


def paused_seconds(start: datetime, end: datetime, calendar: WorkCalendar, pauses: Pauses) -> int:
    """Seconds of working time between two moments that lie in pauses."""
    end = end.astimezone(start.tzinfo) if start.tzinfo else end
    return sum(elapsed_seconds(begun, ended, calendar) for begun, ended in _within(pauses, start, end))


def opening(moment: datetime, calendar: WorkCalendar) -> datetime:
    """``moment`` itself in working time, else when the office opens next."""
    return next(calendar.stretches(moment))[0]


def standing(
    start: datetime, now: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses = ()
) -> Standing:
    """How a row that was opened at ``start`` and put off during ``pauses`` stands at ``now``."""
    opened, end = opening(start, calendar), due(start, standard, calendar, pauses)
    now = now.astimezone(start.tzinfo) if start.tzinfo else now
    total = _counted(opened, _first_due(start, standard, calendar), standard, calendar)
    if now > end:
        late = _counted(end, now, standard, calendar)
        late -= sum(_counted(*pause, standard, calendar) for pause in _within(pauses, end, now))
        left = -max(late, 1)  # after hours no working time passes, but the moment is over all the same
        return Standing(Level.LATE, 1 - left / total, remaining_text(left, standard, calendar), end, left)
    left = _counted(max(now, opened), end, standard, calendar)
    level = Level.SOON if opened <= now and left <= _margin(total) else Level.RUNNING
    return Standing(level, 1 - left / total, remaining_text(left, standard, calendar), end, left)


def soon(start: datetime, standard: StandardTime, calendar: WorkCalendar, pauses: Pauses = ()) -> datetime:
    """The moment from which a row that was opened at ``start`` and put off during ``pauses`` is urgent."""
    opened, end = opening(start, calendar), _first_due(start, standard, calendar)
    total = _counted(opened, end, standard, calendar)
    calm = max(total - _margin(total), 0)
    return _moved(opened, _after(opened, calm, standard, calendar), standard, calendar, pauses)


def remaining_text(seconds_left: int, standard: StandardTime, calendar: WorkCalendar) -> str:
    """ "Sisa 4 menit", "Sisa 1 jam 25 menit", "Sisa 3 hari kerja"; negative: "Lewat 18 menit", "Lewat 1 hari 2 jam".

    What is left is rounded up to the minute, what is over is rounded down: nobody is told of less or more than it is.
    """
    late = seconds_left < 0
    minutes = max(-seconds_left // 60, 1) if late else -(-seconds_left // 60)
    in_days = standard.unit not in _SECONDS
    calendar_days = _counts_calendar_days(standard, calendar)
    day_minutes = (_DAY_SECONDS if calendar_days else calendar.day_seconds) // 60
    # a row counted in minutes keeps its own unit while there is time; only a long delay is told in days
    every_day = calendar_days or calendar.hours.always
    words = _words(minutes, day_minutes if in_days or late else 0, "hari" if every_day else "hari kerja")
    return f"{'Lewat' if late else 'Sisa'} {words}"


def standard_text(standard: StandardTime, calendar: WorkCalendar) -> str:
    """The standard time in words: "20 menit", "2 hari", or "2 hari kerja" where the office counts so."""
    if standard.unit is Unit.DAY and calendar.days_are_working:
        return f"{standard.amount} {Unit.WORKING_DAY.value}"
    return str(standard)


def duration_text(minutes: int) -> str:
    """A stretch of working time in words: "1 jam 25 menit"."""
    return _words(minutes, 0, "")


def _margin(total: int) -> int:
    """How many of ``total`` seconds are left when a row becomes urgent."""
    return max(total // SOON_PART, SOON_SECONDS)


def _counts_calendar_days(standard: StandardTime, calendar: WorkCalendar) -> bool:
    return standard.unit is Unit.DAY and not calendar.days_are_working


def _counted(start: datetime, end: datetime, standard: StandardTime, calendar: WorkCalendar) -> int:
    """Seconds between two moments in the time that counts for this unit."""
    if _counts_calendar_days(standard, calendar):
        return int((end - start).total_seconds())
    return elapsed_seconds(start, end, calendar)


def _after_working(opened: datetime, seconds: int, calendar: WorkCalendar) -> datetime:
    left = timedelta(seconds=seconds)
    stretches = calendar.stretches(opened)
    begin, closed = next(stretches)
    while closed - begin < left:
        left -= closed - begin
        begin, closed = next(stretches)
    return begin + left


def _after_working_days(opened: datetime, days: int, calendar: WorkCalendar) -> datetime:
    """The same hour ``days`` working days later; in a break its end, after closing time the closing time."""
    moment = opened
    for _ in range(days):
        moment += timedelta(days=1)
        while not calendar.works(moment.date()):
            moment += timedelta(days=1)
    begin, _ = next(calendar.stretches(moment))
    if begin.date() == moment.date():
        return begin
    midnight = moment.replace(hour=0, minute=0, second=0, microsecond=0)
    return midnight + timedelta(minutes=calendar.intervals(moment.date())[-1].end)


def _words(minutes: int, day_minutes: int, day_word: str) -> str:
    """Two units at most; whole days alone from two days on."""
    days, rest = divmod(minutes, day_minutes) if day_minutes else (0, minutes)
    if days >= 2:
        return f"{days + (rest * 2 >= day_minutes)} {day_word}"
    hours, minutes = divmod(rest, 60)
    if days:
        return f"{days} {day_word}" + (f" {hours} jam" if hours else "")
    if hours:
        return f"{hours} jam" + (f" {minutes} menit" if minutes else "")
    return f"{minutes} menit"
