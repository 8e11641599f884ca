"""Waktu kerja: time zone, opening hours, Ramadan and the hours of single procedures; steps' clocks follow them."""

from __future__ import annotations

from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QWidget

from models.domain.clock import ZONES
from models.domain.indonesia import DAYS
from models.services.views import ProcedureInfo
from models.settings.office import OfficeProfile
from models.sop.officetime import STANDARD_HOURS, OfficeHours
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import OfficeSection
from ui.pages.admin.service_hours import ServiceHoursBox
from ui.theme import Role
from ui.widgets.basics import label
from ui.widgets.fields import labelled

_STANDARD, _OWN, _ALWAYS = "perpres", "sendiri", "terus"
_CHOICES = (
    (_STANDARD, "Jam kerja pemerintah (Perpres 21/2023)"),
    (_OWN, "Jam kerja kantor ini"),
    (_ALWAYS, "Buka 24 jam setiap hari"),
)
_ZONE_WORDS = {"WIB": "WIB (Jakarta)", "WITA": "WITA (Makassar)", "WIT": "WIT (Jayapura)"}


def read_hours(texts: tuple[str, ...]) -> tuple[str, ...]:
    """The seven texts in the form they are kept; ValueError says what to write."""
    try:
        return OfficeHours.parse(texts).texts()
    except ValueError as problem:
        words = "Tulis jam seperti 07.30–12.00, 13.00–16.00; kosongkan hari libur."
        raise ValueError(f"Jam kerja belum dapat dibaca. {words}") from problem


class HoursSection(OfficeSection):
    """When the office works."""

    title = "Waktu kerja"
    sentence = "Sisa waktu standar tiap langkah dihitung menurut jam kerja ini dan daftar hari libur."
    icon = Icon.CLOCK

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        self.zone = QComboBox()
        for zone in ZONES:
            self.zone.addItem(_ZONE_WORDS[zone], zone)
        self.day_counts = QComboBox()
        self.day_counts.addItem("Hari kalender", "kalender")
        self.day_counts.addItem("Hari kerja", "kerja")
        self.kind = QComboBox()
        for key, words in _CHOICES:
            self.kind.addItem(words, key)
        grid.addLayout(labelled("Zona waktu", self.zone), 0, 0)
        grid.addLayout(labelled("Arti “hari” dalam SOP", self.day_counts), 0, 1)
        grid.addLayout(labelled("Jam kerja", self.kind), 1, 0, 1, 2)
        self.body.addLayout(grid)
        self._days = QWidget()
        days = QGridLayout(self._days)
        days.setContentsMargins(0, 0, 0, 0)
        days.setHorizontalSpacing(12)
        days.setVerticalSpacing(4)
        self.hours: list[QLineEdit] = []
        for number, day in enumerate(DAYS):
            edit = QLineEdit()
            edit.setPlaceholderText("libur")
            self.hours.append(edit)
            days.addWidget(label(day, Role.LABEL, buddy=edit), number, 0)
            days.addWidget(edit, number, 1)
        self.body.addWidget(self._days)
        self.ramadan = QCheckBox("Jam kerja Ramadan berlaku (Perpres 21/2023: mulai 08.00, 32 jam 30 menit seminggu)")
        self.body.addWidget(self.ramadan)
        self.services = ServiceHoursBox()
        self.services.hide()
        self.body.addWidget(self.services)
        self.body.addStretch(1)
        self._procedures: tuple[ProcedureInfo, ...] = ()
        self.watch(self.zone, self.day_counts, self.kind, self.ramadan, self.services, *self.hours)
        self.kind.currentIndexChanged.connect(lambda _index: self._follow())

    def load(self) -> None:
        if not self.dirty():
            self.context.runner.query(self.context.workspace.procedures.all, self._have_procedures, owner=self)

    def _have_procedures(self, found: tuple[ProcedureInfo, ...]) -> None:
        self._procedures = found
        super().load()

    def fill(self, profile: OfficeProfile) -> None:
        self.zone.setCurrentIndex(max(self.zone.findData(profile.zone), 0))
        self.day_counts.setCurrentIndex(max(self.day_counts.findData(profile.day_counts), 0))
        kind = _ALWAYS if profile.always_open else _OWN if profile.hours else _STANDARD
        self.kind.setCurrentIndex(self.kind.findData(kind))
        for edit, text in zip(self.hours, profile.hours or STANDARD_HOURS.texts(), strict=True):
            edit.setText(text)
        self.ramadan.setChecked(profile.ramadan_hours)
        self.services.show_hours(self._procedures, profile.service_hours)
        self._follow()

    def changes(self) -> dict[str, object]:
        kind = self.kind.currentData()
        own = read_hours(tuple(edit.text().strip() for edit in self.hours)) if kind == _OWN else ()
        return {
            "zone": self.zone.currentData(),
            "day_counts": self.day_counts.currentData(),
            "always_open": kind == _ALWAYS,
            "hours": own,
            "ramadan_hours": self.ramadan.isChecked(),
            "service_hours": self.services.value(),
        }

    def _follow(self) -> None:
        self._days.setVisible(self.kind.currentData() == _OWN)
        self.ramadan.setEnabled(self.kind.currentData() != _ALWAYS)
