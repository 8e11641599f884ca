"""Python's garbage is collected on the GUI thread only, and only between events.

Left to itself Python collects on whatever thread happens to make the next object: also on one that reads the database,
and in the middle of a call of Qt that holds a list of all widgets. A widget that nobody holds any more would then be
destroyed where Qt does not expect it.
"""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class Collector(QObject):
    """Stands in for Python's own collecting from ``start`` to ``stop``."""

    def __init__(self) -> None:
        super().__init__()
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(collect_due)

    def start(self) -> None:
        """Collect here, and nowhere else."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.enable()


def collect_due() -> int:
    """Collect the oldest generation whose turn it is by Python's own thresholds; gives its number, -1 if none's is."""
    counts = zip(gc.get_count(), gc.get_threshold(), strict=True)
    due = max((age for age, (count, most) in enumerate(counts) if count > most), default=-1)
    if due >= 0:
        gc.collect(due)
    return due
