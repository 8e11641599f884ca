"""What the bell tells: what is late or soon, legal clocks, the calendar of next year, drafts and the backup."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from models.access.permissions import Permission
from models.domain import indonesia
from models.services import times
from models.services.agenda import books, disposing
from models.services.cases import legal
from models.services.cases.case_list import mine
from models.services.definitions import Definitions
from models.services.desk import Desk, stamp
from models.services.entry import updates
from models.services.office import calendar
from models.services.records import loans
from models.services.safety import safekeeping
from models.services.views import NewsItem, Safety, Standing
from models.store.tables import CaseFile, Disposition, StepRun

#: Most steps the bell names; the rest stands on Tugas Saya.
MOST_STEPS = 5
_TONES = {Standing.LATE: "danger", Standing.SOON: "warn"}


def gather(desk: Desk, definitions: Definitions, letters: int, safety: Safety) -> tuple[NewsItem, ...]:
    """Everything the bell tells now, the most urgent first. Inside a reading stretch.

    Args:
        letters: how many drafts wait for their number.
        safety: how old the backups are.
    """
    items = _legal(desk)
    if desk.session.may(Permission.STEP_WORK):
        items += [*_orders(desk), *_steps(desk, definitions)]
    items += [*_loans(desk), *_books(desk)]
    if letters:
        items.append(NewsItem("Surat", f"{letters} konsep surat belum bernomor", "info", "surat"))
    missing = calendar.warning(desk.office, desk.clock.now().date())
    if missing and desk.session.may(Permission.SETTINGS_WRITE):
        words, year = missing
        items.append(NewsItem("Kantor", words, "warn", "administrasi", {"bagian": "libur", "tahun": year}))
    return (*items, *_newer(desk), *safekeeping.news(desk, safety))


def _newer(desk: Desk) -> list[NewsItem]:
    """A version of the program that another PC of the office has already taken."""
    if not desk.session.may(Permission.BACKUP_RUN):
        return []
    version, _folder = updates.newer_beside(desk.session.folder.root)
    words = f"Jangkau {version} tersedia di folder bersama; perbarui juga komputer ini"
    return [NewsItem("Kantor", words, "info", "administrasi", {"bagian": "pembaruan"})] if version else []


def _loans(desk: Desk) -> list[NewsItem]:
    if not desk.session.may(Permission.ARCHIVE_WRITE):
        return []
    late = loans.overdue(desk)
    place: tuple[str, dict[str, object]] = ("arsip", {"bagian": "pinjaman"})
    return [
        NewsItem("Pinjaman berkas", f"{row.register_number} belum kembali dari {row.borrower}", "warn", *place)
        for row in late[:MOST_STEPS]
    ]


def _legal(desk: Desk) -> list[NewsItem]:
    found = []
    for one in legal.running(desk):
        place: tuple[str, dict[str, object]] = ("administrasi", {"bagian": "batas"})
        if one.case_id and desk.session.may(Permission.CASE_READ):
            place = ("kasus_rinci", {"case_id": one.case_id})
        words = " · ".join(part for part in (f"{one.text}: {one.title}", one.case_number) if part)
        found.append(NewsItem(one.called, words, _TONES.get(one.standing, "warn"), *place))
    return found


def _books(desk: Desk) -> list[NewsItem]:
    """Books of the month before that nobody has closed."""
    if not desk.session.may(Permission.AGENDA_CLOSE):
        return []
    last = desk.clock.now().date().replace(day=1) - timedelta(days=1)
    names = books.unclosed(last.year, last.month)
    words = f"Buku {indonesia.MONTHS[last.month - 1]} {last.year} belum ditutup: {', '.join(names)}"
    return [NewsItem("Agenda", words, "info", "agenda")] if names else []


def _orders(desk: Desk) -> list[NewsItem]:
    """Dispositions whose day has come or has passed."""
    today = desk.clock.now().date()
    soon = (today + timedelta(days=1)).isoformat()
    due = disposing.waiting(desk).where(Disposition.due_on <= soon)
    late = due.where(Disposition.due_on < today.isoformat()).count()
    found = []
    place: tuple[str, dict[str, object]] = ("agenda", {"part": "disposisi"})
    if late:
        found.append(NewsItem("Lewat waktu", f"{late} disposisi lewat batas waktu", "danger", *place))
    waiting = disposing.undisposed() if disposing.allowed(desk) else 0
    if waiting:
        found.append(NewsItem("Surat masuk", f"{waiting} surat masuk belum didisposisi", "info", "agenda"))
    if rest := due.count() - late:
        found.append(NewsItem("Segera", f"{rest} disposisi sampai hari ini atau besok", "warn", *place))
    return found


def _steps(desk: Desk, definitions: Definitions) -> list[NewsItem]:
    now = stamp(desk.clock.now())
    query: Any = (
        CaseFile.select(CaseFile, StepRun)
        .join(StepRun, on=((StepRun.case == CaseFile.id) & StepRun.finished_at.is_null()))
        .where(CaseFile.status == "berjalan", StepRun.soon_at <= now, mine(desk, definitions))
        .order_by(StepRun.due_at)
    )
    total, cases = query.count(), list(query.limit(MOST_STEPS))
    pauses = times.pauses_of(case.steprun.id for case in cases)
    found = []
    for case in cases:
        spec, run = definitions.sop(case.sop_key, case.sop_version), case.steprun
        step = spec.step(run.step_number)
        time = times.view(desk, run, spec.key, step.limit, pauses=pauses.get(run.id, ()))
        group = "Lewat waktu" if time.standing is Standing.LATE else "Segera"
        words = f"{time.remaining}: {step.title} · {case.number}"
        found.append(NewsItem(group, words, _TONES.get(time.standing, "info"), "kasus_rinci", {"case_id": case.id}))
    if total > len(found):
        found.append(NewsItem("Segera", f"{total - len(found)} langkah lain", "info", "tugas"))
    return found
