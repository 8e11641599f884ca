"""What Tugas Saya decides: which rows are shown in which order, when to look again, and where work continues."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from models.domain.indonesia import in_words
from models.services.views import DocumentItem, Progress, Standing, StepPanel, TaskBoard, TaskRow
from ui.places import Place, case_place, document_place
from ui.steps import missing_for

#: The clocks are read again this often while something is due within ``_NEAR``, else once a minute.
_OFTEN, _SELDOM = 15_000, 60_000
_NEAR = timedelta(minutes=10)
#: Counts up to here are written as words, as in running text.
_WORDS_UP_TO = 12

_URGENCY = {Standing.LATE: 0, Standing.SOON: 1, Standing.RUNNING: 2, Standing.PAUSED: 3, Standing.WAITING: 4}


class Order(StrEnum):
    """The orders the list offers; the value is what is shown."""

    URGENT = "Urut: paling mendesak"
    NEWEST = "Urut: terbaru dimulai"
    CASE = "Urut: nomor kasus"
    SERVICE = "Urut: layanan"


def _urgency(row: TaskRow) -> tuple[bool, int, bool, datetime]:
    # A step without a due time comes after those with one, the longest waiting first.
    return not row.emergency, _URGENCY[row.time.standing], row.time.due is None, row.time.due or row.time.started


_SORT: dict[Order, Callable[[TaskRow], object]] = {
    Order.URGENT: _urgency,
    Order.NEWEST: lambda row: -row.time.started.timestamp(),
    Order.CASE: lambda row: row.case_number,
    Order.SERVICE: lambda row: (row.service, _urgency(row)),
}


@dataclass(frozen=True)
class Choice:
    """What the reader has chosen to see; empty means everything."""

    standing: Standing | None = None
    service: str = ""
    order: Order = Order.URGENT


def rows_to_show(board: TaskBoard, choice: Choice) -> tuple[TaskRow, ...]:
    """The rows that pass the filters, in the chosen order."""
    kept = [
        row
        for row in board.rows
        if choice.standing in (None, row.time.standing) and choice.service in ("", row.service)
    ]
    return tuple(sorted(kept, key=_SORT[choice.order]))  # type: ignore[arg-type]  # each key is comparable with itself


def services(board: TaskBoard) -> tuple[str, ...]:
    """The services that have a task now, by name."""
    return tuple(sorted({row.service for row in board.rows}))


def decisions(board: TaskBoard) -> tuple[TaskRow, ...]:
    """Rows on which the reader themself must decide, most urgent first."""
    return tuple(sorted((row for row in board.rows if row.decision and row.mine), key=_urgency))


def summary(board: TaskBoard) -> str:
    """ "Delapan tugas untuk Anda, dua sudah lewat waktu standar."."""
    mine = [row for row in board.rows if row.mine]
    if not mine:
        waiting = len(board.rows)
        return f"Tidak ada tugas untuk Anda. {_count(waiting)} menunggu orang lain." if waiting else ""
    late = sum(row.time.standing is Standing.LATE for row in mine)
    first = f"{_count(len(mine))} tugas untuk Anda"
    return f"{first}, {_count(late).lower()} sudah lewat waktu standar." if late else f"{first}, semua dalam waktu."


def _count(number: int) -> str:
    return in_words(number).capitalize() if number <= _WORDS_UP_TO else str(number)


def next_look(board: TaskBoard, now: datetime) -> int:
    """Milliseconds until the clocks are read again."""
    near = any(row.time.due is not None and abs(row.time.due - now) <= _NEAR for row in board.rows)
    return _OFTEN if near else _SELDOM


def place_of_work(row: TaskRow, panel: StepPanel) -> Place:
    """Where "Kerjakan sekarang" leads: straight to the one form or letter that is missing, else to the case."""
    open_items = [item for item in panel.documents if _is_open(item)]
    if panel.may_work and len(open_items) == 1 and len(panel.missing) <= 1:
        place = document_place(row.case_id, open_items[0])
        if place is not None:
            return place
    return case_place(row.case_id)


def _is_open(item: DocumentItem) -> bool:
    return item.required and item.progress in (Progress.NONE, Progress.PARTIAL)


def may_decide_here(panel: StepPanel, outcome_key: str) -> bool:
    """Whether this branch can be taken straight from the list: nothing is missing for it."""
    return panel.may_work and not missing_for(panel, outcome_key)
