"""What fills itself in the run of a period: the lines of registers and the reports that were handed in."""

from __future__ import annotations

from collections.abc import Callable

from models.statistics.report_life import HANDED_IN
from models.store.tables import CaseFile, FileReceipt, LogEntry, ServiceReport


def _received(run: CaseFile) -> int:
    return int(FileReceipt.select().where(FileReceipt.run == run.id, FileReceipt.received_at.is_null(False)).count())


def _sorted(run: CaseFile) -> int:
    """How many files were sorted; none while one that was received still waits for it."""
    received = FileReceipt.select().where(FileReceipt.run == run.id, FileReceipt.received_at.is_null(False))
    if received.where(FileReceipt.sorted_at.is_null()).exists():
        return 0
    return int(received.count())


def _logged(run: CaseFile) -> int:
    return int(LogEntry.select().where(LogEntry.case == run.id).count())


#: How many lines of each register (``models.sop.registers``) a run has.
_LINES: dict[str, Callable[[CaseFile], int]] = {
    "penerimaan-berkas": _received,
    "pemilahan-berkas": _sorted,
    "buku-log": _logged,
}


def lines(run: CaseFile) -> dict[str, int]:
    """How many lines each register has. Inside a reading or writing stretch."""
    return {key: count(run) for key, count in _LINES.items()}


def filled(run: CaseFile) -> frozenset[str]:
    """Keys of the registers that have their lines."""
    return frozenset(key for key, count in lines(run).items() if count)


def handed_in(period: str) -> frozenset[str]:
    """Keys of the reports of a period that were handed in and did not come back."""
    found = ServiceReport.select(ServiceReport.kind).where(
        ServiceReport.period == period, ServiceReport.state.in_([state.value for state in HANDED_IN])
    )
    return frozenset(row.kind for row in found)
