"""What the tabs of the agenda have in common: a register that is shown by month and can be read again."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from datetime import date
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ui.context import AppContext
from ui.tables.model import Column
from ui.tables.table import TWO_LINES, Table
from ui.widgets.basics import Card
from ui.widgets.messages import EmptyState
from ui.widgets.period import Period


class RegisterTab(QWidget):
    """One tab.

    Signals:
        counted: a sentence for below the title, "" for that of the book.

    Attributes:
        book: key of the book that is printed, exported and closed here.
        verb: what the page's first button does here ("" for nothing), see ``begin``.
    """

    counted = Signal(str)
    book = ""
    verb = ""

    def __init__(
        self, context: AppContext, name: str, columns: Sequence[Column], key: Callable[[Any], Hashable]
    ) -> None:
        super().__init__()
        self.context = context
        self.period = Period(self.today(), monthly=True)
        self.table = Table(name, columns, key, TWO_LINES)
        self.framed = Card(margins=(1, 1, 1, 1), spacing=0)
        self.framed.body.addWidget(self.table)
        self.nothing = self.make_nothing()
        self.stack = QStackedWidget()
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(0, 0, 0, 0)
        self.box.setSpacing(10)

    def make_nothing(self) -> EmptyState:
        """What an empty month says."""
        raise NotImplementedError

    def read(self) -> None:
        """Read the shown month again."""
        raise NotImplementedError

    def begin(self) -> None:
        """What the page's first button does."""

    def show_period(self, period: Period) -> None:
        """Show another month."""
        self.period = period
        self.read()

    def show_rows(self, rows: Sequence[object], cursor: str = "") -> None:
        """Show these, or that there are none."""
        self.table.rows.set_rows(rows, cursor)
        self.stack.setCurrentIndex(0 if rows else 1)
        self.table.choose_first()

    def today(self) -> date:
        """The present day."""
        return self.context.workspace.clock.now().date()
