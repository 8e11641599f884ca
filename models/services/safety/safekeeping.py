"""How safely the data lie: the age of the backups in both places, and what the office must be reminded of."""

from __future__ import annotations

from datetime import datetime, timedelta

from models.access.permissions import Permission
from models.services.desk import Desk, moment
from models.services.views import NewsItem, Safety
from models.services.words import when
from models.store.tables import BackupRun, RestoreDrill

#: A backup older than this is told in amber, and after the second in red.
WARN_DAYS, DANGER_DAYS = 3, 7
#: The second place is a stick that somebody has to fetch.
SECOND_DAYS = 7
#: Restoring is tried every quarter.
DRILL_DAYS = 92
_PLACE: dict[str, object] = {"bagian": "cadangan"}


def newest(kind: str) -> datetime | None:
    """When the newest verified backup of a place ("kantor", "kedua") was made. Inside a reading stretch."""
    row = BackupRun.select().where(BackupRun.verified, BackupRun.kind == kind).order_by(BackupRun.at.desc()).first()
    return moment(row.at) if row else None


def state(second_place: str, now: datetime) -> Safety:
    """How safely the data lie now; ``second_place`` is the one the office has named. Inside a reading stretch."""
    drill = RestoreDrill.select().where(RestoreDrill.sound).order_by(RestoreDrill.at.desc()).first()
    first = BackupRun.select().order_by(BackupRun.at).first()
    since = moment(drill.at) if drill else moment(first.at) if first else None
    due = since is not None and now - since > timedelta(days=DRILL_DAYS)
    drilled = moment(drill.at) if drill else None
    return Safety(newest("kantor"), newest("kedua"), bool(second_place), drilled, due)


def text(made: datetime | None, now: datetime) -> str:
    """The words of the status strip."""
    if made is None:
        return "Belum ada cadangan"
    days = (now.date() - made.date()).days
    said = when(made, now)
    return f"Cadangan terakhir: {said[:1].lower()}{said[1:]}" if days < 2 else f"Cadangan terakhir: {days} hari lalu"


def banner(safety: Safety, now: datetime) -> str:
    """The sentence of the banner; "" while all is well."""
    if safety.made is None:
        return "Belum ada cadangan yang teruji. Data kantor ini hanya ada satu."
    days = (now - safety.made).days
    if days >= WARN_DAYS:
        return f"Cadangan terakhir {days} hari lalu. Pasang flash disk cadangan lalu tekan Cadangkan sekarang."
    if safety.second_wanted and safety.second is None:
        return "Tempat kedua belum pernah menerima cadangan. Pasang flash disknya lalu tekan Cadangkan sekarang."
    if safety.second_wanted and safety.second is not None and (now - safety.second).days >= SECOND_DAYS:
        since = (now - safety.second).days
        return f"Cadangan di tempat kedua {since} hari lalu. Pasang flash disknya lalu tekan Cadangkan sekarang."
    return ""


def news(desk: Desk, safety: Safety) -> list[NewsItem]:
    """What the bell tells of it."""
    now, told = desk.clock.now(), []
    if not desk.session.may(Permission.BACKUP_RUN):
        return []
    if words := banner(safety, now):
        told.append(NewsItem("Kantor", words, "warn", "administrasi", _PLACE))
    if not safety.second_wanted and desk.session.may(Permission.SETTINGS_WRITE) and safety.made is not None:
        words = "Belum ada tempat kedua untuk cadangan, misalnya flash disk"
        told.append(NewsItem("Kantor", words, "info", "administrasi", _PLACE))
    if safety.drill_due and desk.session.may(Permission.BACKUP_RESTORE):
        words = "Pemulihan dari cadangan belum diuji tiga bulan ini"
        told.append(NewsItem("Kantor", words, "warn", "administrasi", _PLACE))
    return told
