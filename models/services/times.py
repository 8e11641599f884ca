"""The office's working time applied to the steps of its procedures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Any

import resources
from models.domain import indonesia
from models.services.definitions import Definitions
from models.services.desk import Desk, moment, stamp
from models.services.views import Standing, TimeView
from models.settings.office import OfficeProfile, RamadanDays, ServiceHours, YearDays
from models.sop import worktime
from models.sop.officetime import (
    ALWAYS_OPEN,
    RAMADAN_HOURS,
    STANDARD_HOURS,
    DayOff,
    Holiday,
    Holidays,
    OfficeHours,
    Ramadan,
    WorkCalendar,
    read_ramadan,
)
from models.sop.spec import StandardTime
from models.sop.worktime import Pauses
from models.store.tables import CaseFile, StepPause, StepRun

_STANDINGS = {
    worktime.Level.LATE: Standing.LATE,
    worktime.Level.SOON: Standing.SOON,
    worktime.Level.RUNNING: Standing.RUNNING,
}


def calendar_of(office: OfficeProfile, sop_key: str = "") -> WorkCalendar:
    """What time counts for a procedure ("": for the office): hours, days off, Ramadan, or its own shifts."""
    own = next((one for one in office.service_hours if one.sop_key == sop_key), None)
    days = office.days_off, office.years
    if own is not None:
        return _own_calendar(own, *days, office.day_counts == "kerja")
    months = ramadan_of(office.ramadan) if office.ramadan_hours else ()
    hours = office.hours, office.ramadan_week
    return _calendar(office.always_open, hours, days, office.day_counts == "kerja", months)


@lru_cache(maxsize=16)
def _own_calendar(
    own: ServiceHours, days_off: tuple[str, ...], years: tuple[YearDays, ...], days_are_working: bool
) -> WorkCalendar:
    days = Holidays() if own.always_open or own.on_days_off else holidays_of(days_off, years)
    opening = ALWAYS_OPEN if own.always_open else OfficeHours.parse(own.hours) if own.hours else STANDARD_HOURS
    return WorkCalendar(opening, days, days_are_working)


@lru_cache(maxsize=8)
def _calendar(
    always: bool,
    hours: tuple[tuple[str, ...], tuple[str, ...]],
    days: tuple[tuple[str, ...], tuple[YearDays, ...]],
    days_are_working: bool,
    months: tuple[Ramadan, ...],
) -> WorkCalendar:
    week, ramadan_week = hours
    opening = ALWAYS_OPEN if always else OfficeHours.parse(week) if week else STANDARD_HOURS
    fasting = OfficeHours.parse(ramadan_week) if ramadan_week else RAMADAN_HOURS
    return WorkCalendar(opening, holidays_of(*days), days_are_working, months, fasting)


@lru_cache(maxsize=8)
def holidays_of(days_off: tuple[str, ...], years: tuple[YearDays, ...]) -> Holidays:
    """All days off: of each year those the office has set, else the shipped ones; and the office's own."""
    national = Holidays.read(resources.text("data/hari-libur.json"))
    set_here = {one.year for one in years}
    known = {day: holiday for day, holiday in national.days.items() if day.year not in set_here}
    local = (Holiday(date.fromisoformat(day), "Libur kantor", DayOff.LOCAL) for day in days_off)
    known |= {off.day: off for off in local if off.day not in known}
    for one in years:
        for entry in one.days:
            day, kind = date.fromisoformat(entry.day), DayOff(entry.kind)
            known[day] = Holiday(day, entry.name, kind, one.confirmed)
    return Holidays(known)


@lru_cache(maxsize=8)
def ramadan_of(set_here: tuple[RamadanDays, ...]) -> tuple[Ramadan, ...]:
    """The fasting months: those the office has set, of other years the shipped estimates."""
    own = {one.year for one in set_here}
    shipped = [month for month in read_ramadan(resources.text("data/ramadan.json")) if month.first.year not in own]
    given = (Ramadan(date.fromisoformat(one.first), date.fromisoformat(one.last), one.confirmed) for one in set_here)
    return tuple(sorted((*shipped, *given)))


def pauses_of(step_run_ids: Iterable[int]) -> dict[int, list[StepPause]]:
    """The pauses of these steps, in order; steps that were never put off are left out."""
    found: dict[int, list[StepPause]] = {}
    wanted = list(step_run_ids)
    rows: Any = StepPause.select().where(StepPause.step_run.in_(wanted)).order_by(StepPause.id) if wanted else ()
    for row in rows:
        found.setdefault(row.step_run_id, []).append(row)
    return found


def spans(pauses: Sequence[StepPause], now: datetime) -> Pauses:
    """Pauses as the clocks count them; one that goes on ends now."""
    return tuple((moment(one.started_at), moment(one.ended_at) if one.ended_at else now) for one in pauses)


def held(pauses: Sequence[StepPause]) -> StepPause | None:
    """The pause that goes on, None if the step is being worked on."""
    return next((one for one in pauses if one.ended_at is None), None)


def limits(
    desk: Desk, sop_key: str, started: datetime, standard: StandardTime | None, pauses: Sequence[StepPause] = ()
) -> tuple[datetime | None, datetime | None]:
    """When a step becomes urgent and when it is due; None for a step without a standard time."""
    if standard is None:
        return None, None
    calendar, put_off = calendar_of(desk.office, sop_key), spans(pauses, desk.clock.now())
    return (
        worktime.soon(started, standard, calendar, put_off),
        worktime.due(started, standard, calendar, put_off),
    )


def set_limits(desk: Desk, run: StepRun, sop_key: str, standard: StandardTime | None) -> None:
    """Put the limits of an open step into its row; while it is put off in time it has none."""
    if standard is None:
        return
    pauses = pauses_of([run.id]).get(run.id, [])
    soon, due = limits(desk, sop_key, moment(run.started_at), standard, pauses)
    if held(pauses) is not None and due is not None and due >= desk.clock.now():
        soon = due = None
    if standard is not None:
        run.soon_at = stamp(soon) if soon else None
    run.due_at = stamp(due) if due else None


def renew_limits(desk: Desk, definitions: Definitions) -> None:
    """Count the limits of every open step anew, after hours or days off were changed. Inside a unit of work."""
    opened: Any = StepRun.select(StepRun, CaseFile).join(CaseFile).where(StepRun.finished_at.is_null())
    for run in opened:
        spec = definitions.sop(run.case.sop_key, run.case.sop_version)
        set_limits(desk, run, spec.key, spec.step(run.step_number).limit)
        run.save(only=[StepRun.soon_at, StepRun.due_at])


def view(
    desk: Desk,
    run: StepRun,
    sop_key: str,
    standard: StandardTime | None,
    waiting_for: str = "",
    pauses: Sequence[StepPause] = (),
) -> TimeView:
    """A running step's time in words; ``waiting_for`` makes it a step that waits for somebody else."""
    started, now = moment(run.started_at), desk.clock.now()
    put_off, holding = spans(pauses, now), held(pauses) is not None
    calendar = calendar_of(desk.office, sop_key)
    paused = _paused_text(started, now, calendar, put_off)
    standing = Standing.WAITING if waiting_for else Standing.PAUSED if holding else Standing.RUNNING
    waiting = f"Menunggu {waiting_for}" + (" · ditunda" if holding else "")
    if standard is None:
        words = waiting if waiting_for else "Ditunda" if holding else _open_text(run, now)
        if standing is Standing.RUNNING and run.soon_at and moment(run.soon_at) <= now:
            standing = Standing.SOON
        return TimeView(standing, words, "", 0.0, started, None, paused, holding)
    found = worktime.standing(started, now, standard, calendar, put_off)
    late = found.level is worktime.Level.LATE
    if not waiting_for and (late or not holding):
        standing = _STANDINGS[found.level]
    return TimeView(
        standing=standing,
        remaining=waiting if waiting_for and not late else _held_text(found.text, late) if holding else found.text,
        standard=f"dari {worktime.standard_text(standard, calendar)}",
        fraction=min(found.used, 1.0),
        started=started,
        due=None if holding and not late else found.due,
        paused=paused,
        held=holding,
    )


def _open_text(run: StepRun, now: datetime) -> str:
    """Of a row without a standard time; one that is done again and again stands open to the end of its period."""
    if not run.soon_at:
        return "Tanpa batas waktu"
    last = (moment(run.soon_at) - timedelta(days=1)).date()
    return f"Terbuka sampai {indonesia.long_date(last)}" if now.date() <= last else "Periode sudah berakhir"


def first_moment_after(desk: Desk, last: date) -> datetime:
    """Midnight after the day ``last``, in the office's zone."""
    return datetime.combine(last + timedelta(days=1), time(), desk.clock.now().tzinfo)


def _held_text(text: str, late: bool) -> str:
    return f"{text} · ditunda" if late else f"Ditunda, {_small(text)}"


def _small(text: str) -> str:
    return text[:1].lower() + text[1:]


def _paused_text(start: datetime, end: datetime, calendar: WorkCalendar, put_off: Pauses) -> str:
    """ "ditunda 1 jam", "" where no pause was made; less than a minute of working time counts as none."""
    minutes = worktime.paused_seconds(start, end, calendar, put_off) // 60
    return f"ditunda {worktime.duration_text(minutes)}" if minutes else ""


def minutes_used(desk: Desk, run: StepRun, sop_key: str, until: datetime, pauses: Sequence[StepPause]) -> int:
    """Minutes of working time from the opening of a row to ``until``, without its pauses."""
    calendar = calendar_of(desk.office, sop_key)
    return worktime.elapsed(moment(run.started_at), until, calendar, spans(pauses, until))


def used_text(
    desk: Desk, run: StepRun, sop_key: str, standard: StandardTime | None, pauses: Sequence[StepPause] = ()
) -> tuple[str, bool]:
    """Of a finished step: "8 menit dari 10 menit" and whether it was late ("… · ditunda 1 jam · lewat 6 menit")."""
    if run.finished_at is None:
        return "", False
    calendar, started, ended = calendar_of(desk.office, sop_key), moment(run.started_at), moment(run.finished_at)
    put_off = spans(pauses, ended)
    used = worktime.duration_text(run.minutes_used or 0)
    parts = [used if standard is None else f"{used} dari {worktime.standard_text(standard, calendar)}"]
    parts += filter(None, [_paused_text(started, ended, calendar, put_off)])
    if standard is None:
        return " · ".join(parts), False
    found = worktime.standing(started, ended, standard, calendar, put_off)
    late = found.level is worktime.Level.LATE
    if late:
        parts.append(_small(found.text))
    return " · ".join(parts), late


def pause_notes(pauses: Mapping[int, Sequence[StepPause]], run: StepRun, sop_key: str, desk: Desk) -> list[str]:
    """One sentence for each pause of a step: how long, and why."""
    calendar, now = calendar_of(desk.office, sop_key), desk.clock.now()
    found = []
    for one in pauses.get(run.id, ()):
        ended = moment(one.ended_at) if one.ended_at else now
        seconds = worktime.elapsed_seconds(moment(one.started_at), ended, calendar)
        found.append(f"Ditunda {worktime.duration_text(seconds // 60)}: {one.reason}")
    return found
