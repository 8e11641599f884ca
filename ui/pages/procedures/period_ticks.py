"""Kinds of period, to tick."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QWidget

from models.sop.checks import PERIODS
from ui.widgets.basics import row


class PeriodTicks(QWidget):
    """Kinds of period to tick, in their fixed order.

    Signals:
        edited: the tuple of ticked kinds.
    """

    edited = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.boxes = {kind: QCheckBox(kind.capitalize()) for kind in PERIODS}
        self.setLayout(row(*self.boxes.values(), None))
        for kind, box in self.boxes.items():
            box.setAccessibleName(f"{name}: {kind}")
            box.clicked.connect(lambda _on: self.edited.emit(self.kinds()))

    def kinds(self) -> tuple[str, ...]:
        """What is ticked."""
        return tuple(kind for kind, box in self.boxes.items() if box.isChecked())

    def show_kinds(self, kinds: Iterable[str]) -> None:
        """Tick these."""
        held = set(kinds)
        for kind, box in self.boxes.items():
            box.setChecked(kind in held)
