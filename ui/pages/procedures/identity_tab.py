"""Identitas: the words at the head of the printed procedure."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import QCheckBox, QGridLayout, QVBoxLayout, QWidget

from models.sop import edit
from models.sop.checks import total_words
from models.sop.spec import Subject
from ui.context import AppContext
from ui.editing.parts import Line, Lines
from ui.pages.procedures.desk import EditDesk
from ui.pages.procedures.period_ticks import PeriodTicks
from ui.theme import Role
from ui.widgets.basics import ScrollColumn, label
from ui.widgets.date_field import DateField
from ui.widgets.fields import labelled

_LINES = (
    ("name", "Nama SOP", ""),
    ("number", "Nomor SOP", ""),
    ("unit", "Unit", "Nama kantor seperti tercetak"),
    ("approved_by", "Disahkan oleh", "Jabatan, bukan nama orang"),
    ("code", "Kode register", "Singkatan untuk nomor kasus"),
    ("end", "Berakhir sebagai", "Selesai"),
)
_LISTS = (
    ("legal_bases", "Dasar hukum"),
    ("qualifications", "Kualifikasi pelaksana"),
    ("related", "Keterkaitan"),
    ("equipment", "Peralatan dan perlengkapan"),
    ("warnings", "Peringatan"),
    ("records", "Pencatatan dan pendataan"),
)


class IdentityTab(ScrollColumn):
    """The fields of the identity block."""

    def __init__(self, context: AppContext, desk: EditDesk) -> None:
        super().__init__(spacing=10, margins=(2, 10, 10, 10))
        self._desk = desk
        self.lines = {name: Line(words, hint) for name, words, hint in _LINES}
        self.lists = {name: Lines(words, each=True) for name, words in _LISTS}
        today = context.workspace.clock.now
        self.days = {
            "created": DateField("Tanggal pembuatan", lambda: today().date()),
            "revised": DateField("Tanggal revisi", lambda: today().date()),
        }
        self.total = QCheckBox("Cetak total waktu")
        self.short_name, self.periods = (
            Line("Sebutan bersama periodenya", "Dokumentasi"),
            PeriodTicks("Dijalankan tiap"),
        )
        self._period_box = QWidget()
        self.body.addLayout(self._grid())
        self.body.addWidget(self._period_box)
        self.body.addWidget(self.total)
        self.body.addWidget(label("Di bawah ini tulis satu butir per baris.", Role.MUTED, wrap=True))
        for name, words in _LISTS:
            self.body.addLayout(labelled(words, self.lists[name]))
        self.body.addStretch(1)
        self._build_periods()
        self._connect()
        desk.rebuilt.connect(self._show)
        desk.changed.connect(self._show_total)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        required = {"name", "number", "unit"}
        for place, (name, words, _hint) in enumerate(_LINES):
            grid.addLayout(labelled(words, self.lines[name], required=name in required), place // 2, place % 2)
        top = Qt.AlignmentFlag.AlignTop
        grid.addLayout(labelled("Tanggal pembuatan", self.days["created"]), 3, 0, top)
        grid.addLayout(labelled("Tanggal revisi", self.days["revised"]), 3, 1, top)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid

    def _build_periods(self) -> None:
        """Only for procedures that run for a month or year instead of a case."""
        box = QVBoxLayout(self._period_box)
        box.setContentsMargins(0, 0, 0, 0)
        box.addLayout(labelled("Sebutan bersama periodenya", self.short_name, required=True))
        box.addLayout(labelled("Dijalankan tiap", self.periods))
        self.short_name.typed.connect(partial(self._typed, "short_name"))
        self.periods.edited.connect(lambda kinds: self._desk.do(lambda spec: edit.change_identity(spec, periods=kinds)))

    def _connect(self) -> None:
        for name, line in self.lines.items():
            line.typed.connect(partial(self._typed, name))
        for name, lines in self.lists.items():
            lines.typed.connect(partial(self._typed, name))
        for name, day in self.days.items():
            day.changed.connect(partial(self._dated, name, day))
        self.total.toggled.connect(self._total)

    def _typed(self, name: str, value: object) -> None:
        text = value.strip() if isinstance(value, str) else value
        self._desk.type(lambda spec: edit.change_identity(spec, **{name: text}), f"identitas {name}")

    def _dated(self, name: str, field: DateField) -> None:
        if not field.problem():
            day = field.value()
            self._desk.type(lambda spec: edit.change_identity(spec, **{name: day}), f"identitas {name}")

    def _total(self, on: bool) -> None:
        self._desk.do(lambda spec: edit.change_identity(spec, printed_total=total_words(spec) if on else ""))

    def _show(self) -> None:
        spec = self._desk.spec
        for name, line in self.lines.items():
            line.show_text(getattr(spec, name))
        for name, lines in self.lists.items():
            lines.show_text(getattr(spec, name))
        for name, day in self.days.items():
            blocked = QSignalBlocker(day)
            if day.value() != getattr(spec, name) or day.problem():
                day.set_value(getattr(spec, name))
            blocked.unblock()
        self._period_box.setVisible(spec.subject is Subject.PERIOD)
        self.short_name.show_text(spec.short_name)
        self.periods.show_kinds(spec.periods)
        blocked = QSignalBlocker(self.total)
        self.total.setChecked(bool(spec.printed_total))
        blocked.unblock()

    def _show_total(self) -> None:
        words = self._desk.spec.printed_total
        self.total.setText(f"Cetak total waktu: {words}" if words else "Cetak total waktu")
