"""A date as people type it, with a calendar that begins on Monday.

Qt's own date field cannot be empty, changes on the mouse wheel without the focus and turns "5/3/2026" into another
day; this one leaves what was typed as it is and says in words what is wrong.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta

from PySide6.QtCore import QDate, QEvent, QLocale, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QTextCharFormat
from PySide6.QtWidgets import QCalendarWidget, QFrame, QSizePolicy, QVBoxLayout, QWidget

from models.domain.indonesia import age, day_and_date, short_date
from models.forms.dates import Unreadable, parse_date
from ui import theme
from ui.icons import Icon
from ui.widgets.basics import Button, IconButton
from ui.widgets.fields import FieldNote, InsetLineEdit
from ui.widgets.room import room_at


class CalendarPopup(QFrame):
    """A month to choose a day from; Esc closes it.

    Signals:
        picked: the chosen ``datetime.date``.
    """

    picked = Signal(object)

    def __init__(self, parent: QWidget, today: date) -> None:
        super().__init__(parent, Qt.WindowType.Popup)
        self.setProperty("card", "plain")
        self._today = today
        self.calendar = QCalendarWidget()
        self.calendar.setLocale(QLocale("id_ID"))
        self.calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
        self.calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        self.calendar.setAccessibleName("Kalender")
        self.calendar.setMinimumDate(QDate(1900, 1, 1))
        plain, sunday = QTextCharFormat(), QTextCharFormat()
        plain.setForeground(theme.current().color("text"))
        sunday.setForeground(theme.current().color("danger"))
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Saturday, plain)
        self.calendar.setWeekdayTextFormat(Qt.DayOfWeek.Sunday, sunday)
        self.calendar.clicked.connect(self._pick)
        self.calendar.activated.connect(self._pick)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.addWidget(self.calendar)
        box.addWidget(Button("Hari ini", kind="link", clicked=lambda: self._done(today)), 0, Qt.AlignmentFlag.AlignLeft)

    def open_at(self, corner: QPoint, day: date | None) -> None:
        """Show the month of ``day`` below the global position ``corner``, within the screen."""
        shown = day or self._today
        self.calendar.setSelectedDate(QDate(shown.year, shown.month, shown.day))
        self.adjustSize()
        room = room_at(corner)
        left = max(room.left(), min(corner.x(), room.right() - self.width()))
        top = max(room.top(), min(corner.y(), room.bottom() - self.height()))
        self.move(left, top)
        self.show()
        self.calendar.setFocus()

    def _pick(self, day: QDate) -> None:
        self._done(date(day.year(), day.month(), day.day()))

    def _done(self, day: date) -> None:
        self.hide()
        self.picked.emit(day)


class DateField(QWidget):
    """A date that may be empty. Accepts "17/8/2026", "17 agustus 2026", "17082026", "h" (today), "k" (yesterday).

    Up and Down change it by a day; F4 or Alt+Down opens the calendar. A wrong date stays visible with its correction.

    Args of the constructor:
        name: accessible name.
        today: gives the present day (the workspace's clock).
        past: dates of birth and of incidents: short years are never in the future.
        birth: show the age below as well.

    Signals:
        changed: the text is another (each key); ask ``value`` and ``problem``.
    """

    changed = Signal()

    def __init__(self, name: str, today: Callable[[], date], *, past: bool = False, birth: bool = False) -> None:
        super().__init__()
        self._today, self._past, self._birth = today, past, birth
        self.edit = InsetLineEdit()
        self.edit.setAccessibleName(name)
        self.edit.setPlaceholderText("hh/bb/tttt")
        self._button = IconButton(Icon.CALENDAR, "Buka kalender (F4)", kind="field", clicked=self.open_calendar)
        self._button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.edit.add_button(self._button)
        self.note = FieldNote()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addWidget(self.edit)
        box.addWidget(self.note)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setFocusProxy(self.edit)
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._typed)
        self.edit.editingFinished.connect(self._settle)

    def value(self) -> date | None:
        """The date, or None while the field is empty or cannot be read (see ``problem``)."""
        try:
            return self._read()
        except Unreadable:
            return None

    def problem(self) -> str:
        """The correction to show, or "" if the field is empty or right."""
        try:
            self._read()
        except Unreadable as refusal:
            return str(refusal)
        return ""

    def set_value(self, day: date | None) -> None:
        """Show ``day``; None empties the field."""
        self.edit.setText(short_date(day) if day else "")
        self._settle()

    def text(self) -> str:
        """What was typed."""
        return self.edit.text()

    def set_read_only(self, read_only: bool) -> None:
        """Let it be read, selected and copied, not changed."""
        self.edit.setReadOnly(read_only)
        self._button.setVisible(not read_only)

    def open_calendar(self) -> None:
        """Show the calendar below the field."""
        if self.edit.isReadOnly():
            return
        popup = CalendarPopup(self, self._today())
        popup.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popup.picked.connect(self._picked)
        popup.open_at(self.edit.mapToGlobal(QPoint(0, self.edit.height() + 2)), self.value())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self._key(event):
            return True
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
        if event.key() == Qt.Key.Key_F4 or (alt and event.key() == Qt.Key.Key_Down):
            self.open_calendar()
            return True
        move = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}.get(Qt.Key(event.key()))
        day = self.value()
        if move is None or alt or self.edit.isReadOnly() or (day is None and self.edit.text()):
            return False
        self.set_value(day + timedelta(days=move) if day else self._today())
        return True

    def _read(self) -> date | None:
        typed = self.edit.text().strip()
        return parse_date(typed, self._today(), past=self._past) if typed else None

    def _picked(self, day: date) -> None:
        self.set_value(day)
        self.edit.setFocus()

    def _typed(self) -> None:
        if self.edit.property("invalid") and not self.problem():
            self._tell()
        self.changed.emit()

    def _settle(self) -> None:
        day = self.value()
        if day is not None and self.edit.text() != short_date(day):
            self.edit.setText(short_date(day))
        self._tell()

    def _tell(self) -> None:
        wrong, day = self.problem(), self.value()
        self.edit.set_invalid(bool(wrong))
        if wrong:
            self.note.show_problem(wrong)
        elif day is not None:
            years = f" · {age(day, self._today())} tahun" if self._birth and day <= self._today() else ""
            self.note.show_hint(day_and_date(day) + years)
        else:
            self.note.clear()
