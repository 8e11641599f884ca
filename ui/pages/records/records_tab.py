"""What the tabs of the page Arsip have in common."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from ui.context import AppContext


class RecordsTab(QWidget):
    """One tab.

    Signals:
        counted: a sentence for below the title.
    """

    counted = Signal(str)

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self._context = context

    def read(self) -> None:
        """Read what is shown again."""
        raise NotImplementedError
