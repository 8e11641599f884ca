"""The day or month a register is shown for, and the strip with which one turns its pages."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from models.domain.indonesia import MONTHS, day_and_date
from ui import theme
from ui.icons import Icon
from ui.widgets.basics import Button, IconButton
from ui.widgets.date_field import CalendarPopup

_DECEMBER = 12
#: Room for the longest day and the longest month, in pixels at 100 % text.
_DAY, _MONTH = 240, 180


@dataclass(frozen=True)
class Period:
    """The day or the month that is shown; ``day`` is any day of the month."""

    day: date
    monthly: bool = False

    @property
    def first(self) -> date:
        return self.day.replace(day=1) if self.monthly else self.day

    @property
    def last(self) -> date:
        return self.day.replace(day=monthrange(self.day.year, self.day.month)[1]) if self.monthly else self.day

    @property
    def words(self) -> str:
        """ "Senin, 23 November 2026" or "November 2026"."""
        return f"{MONTHS[self.day.month - 1]} {self.day.year}" if self.monthly else day_and_date(self.day)

    def moved(self, steps: int) -> Period:
        """The period so many days or months away."""
        if not self.monthly:
            return replace(self, day=self.day + timedelta(days=steps))
        months = self.day.year * _DECEMBER + self.day.month - 1 + steps
        return replace(self, day=date(months // _DECEMBER, months % _DECEMBER + 1, 1))

    def contains(self, day: date) -> bool:
        """Whether ``day`` lies in it."""
        return self.first <= day <= self.last


class PeriodStrip(QWidget):
    """Back, the period with its calendar, forward, today. The future stays closed.

    Signals:
        changed: another period is shown.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date], *, monthly: bool = False) -> None:
        super().__init__()
        self._today = today
        self.period = Period(today(), monthly)
        self.back_button = IconButton(Icon.PREVIOUS, "Sebelumnya", clicked=lambda: self.move_by(-1))
        self.next_button = IconButton(Icon.NEXT, "Sesudahnya", clicked=lambda: self.move_by(1))
        self.date_button = Button("", Icon.CALENDAR, clicked=self.choose_day, tip="Pilih tanggal (F4)")
        self.today_button = Button("Hari ini", clicked=self.go_today, tip="Hari ini (T)")
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.back_button, self.date_button, self.next_button, self.today_button):
            box.addWidget(widget)
        self.show_period()

    def show_period(self) -> None:
        """Say which period it is; on a new day the way forward may have opened."""
        now = self.period.contains(self._today())
        self.date_button.setMinimumWidth(theme.current().px(_MONTH if self.period.monthly else _DAY))
        self.date_button.set_text(self.period.words)
        self.next_button.setEnabled(not now)
        self.today_button.setEnabled(not now)
        self.today_button.set_text("Bulan ini" if self.period.monthly else "Hari ini")

    def set_monthly(self, monthly: bool) -> None:
        """Turn by months, or by days."""
        self._go(Period(min(self.period.day, self._today()), monthly))

    def move_by(self, steps: int) -> None:
        """So many days or months on; never into the future."""
        moved = self.period.moved(steps)
        if moved.first <= self._today():
            self._go(moved)

    def go_today(self) -> None:
        """The period that holds today."""
        self._go(Period(self._today(), self.period.monthly))

    def choose_day(self) -> None:
        """Let a day be picked from the calendar."""
        popup = CalendarPopup(self, self._today())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.picked.connect(self.go_to)
        popup.open_at(self.date_button.mapToGlobal(self.date_button.rect().bottomLeft()), self.period.day)

    def go_to(self, day: date) -> None:
        """The period that holds ``day``."""
        self._go(Period(min(day, self._today()), self.period.monthly))

    def _go(self, period: Period) -> None:
        self.period = period
        self.show_period()
        self.changed.emit()
