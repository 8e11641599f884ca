"""What Ringkasan is asked for: the kind of period and which one, by which day, of which service."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QSizePolicy, QWidget

from models.services.views.figures import ServiceChoice
from models.sop import periods
from models.sop.periods import Period
from models.statistics.figures import Basis
from ui import theme
from ui.icons import Icon
from ui.pages.dashboard.presenter import BASES, KINDS, Asked
from ui.theme import Role
from ui.widgets.basics import Button, IconButton, label

#: Room for the longest period and for the name of a service, in pixels at 100 % text.
_WORDS, _SERVICE, _WIDEST = 150, 170, 330
_HERE = {periods.MONTH: "Bulan ini", periods.HALF: "Semester ini", periods.YEAR: "Tahun ini"}


class ChoiceBar(QWidget):
    """The row of choices.

    Signals:
        changed: something else is asked for.
    """

    changed = Signal()

    def __init__(self, today: Callable[[], date]) -> None:
        super().__init__()
        self._today = today
        self.period = periods.containing(periods.MONTH, today())
        self.kind_box = self._box("Jenis periode", KINDS)
        self.kind_box.activated.connect(self._another_kind)
        self.back_button = IconButton(Icon.PREVIOUS, "Periode sebelumnya", clicked=lambda: self.move_by(-1))
        self.words: QLabel = label("", Role.STRONG)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(theme.current().px(_WORDS))
        self.next_button = IconButton(Icon.NEXT, "Periode sesudahnya", clicked=lambda: self.move_by(1))
        self.here_button = Button("Bulan ini", clicked=self.go_here)
        self.basis_box = self._box("Dasar periode", [(one.value, words) for one, words in BASES])
        self.service_box = self._box("Layanan", [("", "Semua layanan")])
        self.service_box.setMinimumWidth(theme.current().px(_SERVICE))
        self.service_box.setMaximumWidth(theme.current().px(_WIDEST))
        self.service_box.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        for box in (self.basis_box, self.service_box):
            box.activated.connect(self.changed)
        box_ = QHBoxLayout(self)
        box_.setContentsMargins(0, 0, 0, 0)
        box_.setSpacing(6)
        for widget in (self.kind_box, self.back_button, self.words, self.next_button, self.here_button):
            box_.addWidget(widget)
        box_.addSpacing(6)
        box_.addWidget(self.basis_box)
        box_.addWidget(self.service_box, 2)
        box_.addStretch(1)
        self._show_period()

    @staticmethod
    def _box(name: str, entries: Sequence[tuple[str, str]]) -> QComboBox:
        made = QComboBox()
        made.setAccessibleName(name)
        for key, words in entries:
            made.addItem(words, key)
        return made

    def make_keys(self, page: QWidget) -> None:
        """Turn the periods by keys anywhere on ``page``."""
        for keys, steps in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            shortcut = QShortcut(QKeySequence(keys), page, lambda steps=steps: self.move_by(steps))
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)

    @property
    def asked(self) -> Asked:
        """What is asked for."""
        return Asked(self.period, Basis(self.basis_box.currentData()), str(self.service_box.currentData()))

    def show_asked(self, asked: Asked) -> None:
        """Choose this, without telling."""
        self.period = asked.period
        self.basis_box.setCurrentIndex(self.basis_box.findData(asked.basis.value))
        self.service_box.setCurrentIndex(max(self.service_box.findData(asked.service), 0))
        self._show_period()

    def offer(self, services: Sequence[ServiceChoice]) -> None:
        """Which services can be looked at alone; with one there is nothing to choose."""
        kept = self.service_box.currentData()
        self.service_box.clear()
        self.service_box.addItem("Semua layanan", "")
        for one in services:
            self.service_box.addItem(one.name, one.key)
        self.service_box.setCurrentIndex(max(self.service_box.findData(kept), 0))
        self.service_box.setVisible(len(services) > 1)

    def move_by(self, steps: int) -> None:
        """The period before or after; never one that has not begun."""
        near = self.period.first - timedelta(days=1) if steps < 0 else self.period.last + timedelta(days=1)
        if near <= self._today():
            self.go_to(periods.containing(self.period.kind, near))

    def go_here(self) -> None:
        """The period of today."""
        self.go_to(periods.containing(self.period.kind, self._today()))

    def go_to(self, period: Period) -> None:
        """Another period."""
        self.period = period
        self._show_period()
        self.changed.emit()

    def _another_kind(self) -> None:
        self.go_to(periods.containing(str(self.kind_box.currentData()), min(self.period.last, self._today())))

    def _show_period(self) -> None:
        now = self.period.first <= self._today() <= self.period.last
        self.kind_box.setCurrentIndex([kind for kind, _words in KINDS].index(self.period.kind))
        self.words.setText(self.period.words)
        self.next_button.setEnabled(not now)
        self.here_button.setEnabled(not now)
        self.here_button.set_text(_HERE[self.period.kind])
