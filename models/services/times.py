"""The office's working time applied to the steps of its procedures."""

from __future__ import annotations

from datetime import date, datetime
from functools import lru_cache

import resources
from models.services.desk import Desk, moment
from models.services.views import Standing, TimeView
from models.settings.office import OfficeProfile
from models.sop import worktime
from models.sop.officetime import ALWAYS_OPEN, STANDARD_HOURS, DayOff, Holiday, Holidays, OfficeHours, WorkCalendar
from models.sop.spec import StandardTime
from models.store.tables import StepRun

_STANDINGS = {
    worktime.Level.LATE: Standing.LATE,
    worktime.Level.SOON: Standing.SOON,
    worktime.Level.RUNNING: Standing.RUNNING,
}


def calendar_of(office: OfficeProfile) -> WorkCalendar:
    """Opening hours, national holidays and the office's own days off."""
    return _calendar(office.always_open, office.hours, office.days_off, office.day_counts == "kerja")


@lru_cache(maxsize=8)
def _calendar(always: bool, hours: tuple[str, ...], days_off: tuple[str, ...], days_are_working: bool) -> WorkCalendar:
    national = Holidays.read(resources.text("data/hari-libur.json"))
    local = (Holiday(date.fromisoformat(day), "Libur kantor", DayOff.LOCAL) for day in days_off)
    opening = ALWAYS_OPEN if always else OfficeHours.parse(hours) if hours else STANDARD_HOURS
    return WorkCalendar(opening, Holidays({**national.days, **{off.day: off for off in local}}), days_are_working)


def limits(desk: Desk, started: datetime, standard: StandardTime | None) -> tuple[datetime | None, datetime | None]:
    """When a step becomes urgent and when it is due; None for a step without a standard time."""
    if standard is None:
        return None, None
    calendar = calendar_of(desk.office)
    return worktime.soon(started, standard, calendar), worktime.due(started, standard, calendar)


def view(desk: Desk, run: StepRun, standard: StandardTime | None, waiting_for: str = "") -> TimeView:
    """A running step's time in words; ``waiting_for`` makes it a step that waits for somebody else."""
    started, now = moment(run.started_at), desk.clock.now()
    waiting = f"Menunggu {waiting_for}"
    if standard is None:
        standing = Standing.WAITING if waiting_for else Standing.RUNNING
        return TimeView(standing, waiting if waiting_for else "Tanpa batas waktu", "", 0.0, started, None)
    calendar = calendar_of(desk.office)
    found = worktime.standing(started, now, standard, calendar)
    late = found.level is worktime.Level.LATE
    return TimeView(
        standing=Standing.WAITING if waiting_for else _STANDINGS[found.level],
        remaining=waiting if waiting_for and not late else found.text,
        standard=f"dari {worktime.standard_text(standard, calendar)}",
        fraction=min(found.used, 1.0),
        started=started,
        due=found.due,
    )


def minutes_used(desk: Desk, run: StepRun, until: datetime) -> int:
    """Minutes of working time from the opening of a row to ``until``."""
    return worktime.elapsed(moment(run.started_at), until, calendar_of(desk.office))


def used_text(desk: Desk, run: StepRun, standard: StandardTime | None) -> tuple[str, bool]:
    """Of a finished step: "8 menit dari 10 menit" and whether it was late ("… · lewat 6 menit")."""
    if run.finished_at is None:
        return "", False
    used = worktime.duration_text(run.minutes_used or 0)
    if standard is None:
        return used, False
    calendar = calendar_of(desk.office)
    text = f"{used} dari {worktime.standard_text(standard, calendar)}"
    found = worktime.standing(moment(run.started_at), moment(run.finished_at), standard, calendar)
    if found.level is not worktime.Level.LATE:
        return text, False
    return f"{text} · {found.text[:1].lower()}{found.text[1:]}", True
