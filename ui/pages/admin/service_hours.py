"""Jam layanan per SOP: a procedure that follows the office, works in shifts, or never closes."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QVBoxLayout, QWidget

from models.services.views import ProcedureInfo
from models.settings.office import ServiceHours
from models.sop.officetime import OfficeHours
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.fields import labelled
from ui.widgets.layouts import refill

_OFFICE, _SHIFTS, _ALWAYS = "kantor", "bergilir", "terus"
_CHOICES = (
    (_OFFICE, "Mengikuti jam kerja kantor"),
    (_SHIFTS, "Jam sendiri atau bergilir"),
    (_ALWAYS, "Layanan 24 jam setiap hari"),
)
_EXAMPLE = "07.00–14.00, 14.00–21.00, 21.00–07.00"


class ServiceHoursRow(QWidget):
    """The hours of one procedure.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self, info: ProcedureInfo, own: ServiceHours | None) -> None:
        super().__init__()
        self.info, self._own = info, own
        self.kind = QComboBox()
        for key, words in _CHOICES:
            self.kind.addItem(words, key)
        self.weekdays, self.weekend = QLineEdit(), QLineEdit()
        self.weekdays.setPlaceholderText(_EXAMPLE)
        self.weekend.setPlaceholderText("libur")
        self.on_days_off = QCheckBox("Hari libur tetap dilayani")
        self._times = QWidget()
        times = QGridLayout(self._times)
        times.setContentsMargins(0, 0, 0, 0)
        times.setHorizontalSpacing(12)
        times.addLayout(labelled("Senin sampai Jumat", self.weekdays), 0, 0)
        times.addLayout(labelled("Sabtu dan Minggu", self.weekend), 0, 1)
        times.addWidget(self.on_days_off, 1, 0, 1, 2)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(4)
        box.addLayout(labelled(info.name, self.kind))
        box.addWidget(self._times)
        self._fill(own)
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())
        for signal in (self.weekdays.textChanged, self.weekend.textChanged, self.on_days_off.toggled):
            signal.connect(lambda _value: self.changed.emit())

    def _fill(self, own: ServiceHours | None) -> None:
        kind = _OFFICE if own is None else _ALWAYS if own.always_open else _SHIFTS
        self.kind.setCurrentIndex(self.kind.findData(kind))
        self._times.setVisible(kind == _SHIFTS)
        if own is not None and own.hours:
            self.weekdays.setText(own.hours[0])
            self.weekend.setText(own.hours[5])
            self.on_days_off.setChecked(own.on_days_off)

    def _follow(self) -> None:
        self._times.setVisible(self.kind.currentData() == _SHIFTS)
        self.changed.emit()

    def value(self) -> ServiceHours | None:
        """What was chosen; None for the office's hours. ValueError says what to write."""
        kind = self.kind.currentData()
        if kind == _OFFICE:
            return None
        if kind == _ALWAYS:
            return ServiceHours(self.info.key, always_open=True)
        texts = (*(self.weekdays.text().strip(),) * 5, *(self.weekend.text().strip(),) * 2)
        try:
            OfficeHours.parse(texts)
        except ValueError as problem:
            raise ValueError(f"Jam layanan {self.info.name} belum dapat dibaca. Tulis seperti {_EXAMPLE}.") from problem
        return ServiceHours(self.info.key, hours=texts, on_days_off=self.on_days_off.isChecked())


class ServiceHoursBox(QWidget):
    """One row for each procedure in use.

    Signals:
        changed: something was chosen or typed.
    """

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.rows: dict[str, ServiceHoursRow] = {}
        self._others: tuple[ServiceHours, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)

    def show_hours(self, procedures: tuple[ProcedureInfo, ...], hours: tuple[ServiceHours, ...]) -> None:
        """Show what is set; procedures that are not in use keep their hours unseen."""
        known = {own.sop_key: own for own in hours}
        in_use = [info for info in procedures if info.in_use]
        self.rows = {info.key: ServiceHoursRow(info, known.get(info.key)) for info in in_use}
        self._others = tuple(own for own in hours if own.sop_key not in self.rows)
        for one in self.rows.values():
            one.changed.connect(self.changed)
        refill(self._box, [label("Jam layanan per SOP", Role.LABEL), *self.rows.values()])
        self.setVisible(bool(self.rows))

    def value(self) -> tuple[ServiceHours, ...]:
        """The hours of all procedures that have their own; ValueError says what to write."""
        chosen = [one.value() for one in self.rows.values()]
        return (*self._others, *(own for own in chosen if own is not None))
