"""The legal clocks of the case below its head: those that run, and in one line what was recorded of the others."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.services.views import CasePage
from ui.clocks import ClockList
from ui.context import AppContext
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import IconLabel, label, row
from ui.widgets.layouts import refill


class CaseClocks(QWidget):
    """Hidden while the case has no legal clock.

    Signals:
        changed: something was recorded.
    """

    changed = Signal()

    def __init__(self, context: AppContext) -> None:
        super().__init__()
        self.running = ClockList(context, in_case=True)
        self.running.changed.connect(self.changed)
        self._done = QVBoxLayout()
        self._done.setSpacing(2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.running)
        box.addLayout(self._done)
        self.hide()

    def show_page(self, page: CasePage) -> None:
        """Show the clocks of this case."""
        self.running.show_clocks([one for one in page.clocks if not one.done])
        refill(self._done, [_line(f"{one.title}: {one.text}") for one in page.clocks if one.done])
        self.setVisible(bool(page.clocks))


def _line(words: str) -> QWidget:
    made = QWidget()
    made.setAccessibleName(words)
    made.setLayout(row(IconLabel(Icon.LAW, "ok", 16), label(words, Role.CAPTION, wrap=True), stretch=1))
    return made
