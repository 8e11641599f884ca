"""The columns of a list of tasks: status, step and case, client, time left."""

from __future__ import annotations

from models.services.views import Standing, TaskRow, WaitRow
from ui.tables.model import Column, TimeBar
from ui.theme import Tone
from ui.widgets import pill
from ui.widgets.pill import Status

#: How each standing is shown.
STANDING: dict[Standing, Status] = {
    Standing.LATE: pill.LATE,
    Standing.SOON: pill.SOON,
    Standing.RUNNING: pill.RUNNING,
    Standing.PAUSED: pill.PAUSED,
    Standing.WAITING: pill.WAITING,
}


def time_bar(row: TaskRow | WaitRow) -> TimeBar:
    """The time of a task as a bar in the colour of its standing."""
    tone = STANDING[row.time.standing].tone
    share = 1.0 if row.time.standing is Standing.LATE else row.time.fraction
    return TimeBar(row.time.remaining, row.time.standard, share, Tone(tone))


def task_columns() -> tuple[Column, ...]:
    """The columns of Tugas Saya."""
    return (
        Column("status", "Status", _status_word, width=132, pill=_status),
        Column("langkah", "Langkah SOP dan kasus", _title, _place, strong=True),
        Column("klien", "Klien", _client, _client_detail, width=116, strong=True),
        Column("waktu", "Sisa waktu standar", _remaining, width=236, bar=time_bar),
    )


def _status(row: TaskRow) -> Status:
    return STANDING[row.time.standing]


def _status_word(row: TaskRow) -> str:
    return STANDING[row.time.standing].word


def _title(row: TaskRow) -> str:
    return f"Darurat: {row.title}" if row.emergency else row.title


def _place(row: TaskRow) -> str:
    return f"{row.case_number} · langkah {row.step_number} dari {row.steps_total}"


def _client(row: TaskRow) -> str:
    return row.client_label


def _client_detail(row: TaskRow) -> str:
    return row.client_detail


def _remaining(row: TaskRow) -> str:
    return row.time.remaining
