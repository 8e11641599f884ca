"""Hari libur: the days off of each year, as the decree lists them, and the fasting month."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QGridLayout, QLineEdit, QPlainTextEdit, QWidget

from models.domain.indonesia import day_and_date
from models.services.views import DayOffRow, YearCalendar
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.section import FormSection, text_of
from ui.tables.model import Column
from ui.tables.table import ONE_LINE, Table
from ui.widgets.basics import Button, Card, row
from ui.widgets.date_field import DateField
from ui.widgets.fields import labelled
from ui.widgets.messages import Banner

#: Kinds of days off and their words.
KINDS = (
    ("libur_nasional", "Libur nasional"),
    ("cuti_bersama", "Cuti bersama"),
    ("libur_setempat", "Libur setempat atau kantor"),
)
_KIND_WORDS = dict(KINDS)
_NOT_CONFIRMED = (
    "Hari libur tahun {year} belum dicocokkan dengan SKB 3 Menteri. Periksa daftarnya, lalu tandai di bawah."
)
_MISSING = "Hari libur tahun {year} belum diisi. Tempel daftarnya dari SKB 3 Menteri, atau tambahkan satu per satu."


def _columns() -> tuple[Column, ...]:
    return (
        Column("tanggal", "Tanggal", lambda one: day_and_date(one.day), width=220),
        Column("nama", "Nama", lambda one: one.name, strong=True),
        Column("jenis", "Jenis", lambda one: _KIND_WORDS.get(one.kind, one.kind), width=190),
    )


class DaysOffSection(FormSection):
    """The days off of one year at a time."""

    title = "Hari libur"
    sentence = "Daftar ini menentukan kapan waktu standar langkah berjalan. Langkah yang terbuka dihitung ulang."
    icon = Icon.CALENDAR

    def __init__(self, context: AppContext) -> None:
        super().__init__(context)
        self._rows: tuple[DayOffRow, ...] = ()
        self._own = False
        self.year = QComboBox()
        self.year.setAccessibleName("Tahun")
        self.year.setMinimumWidth(theme.current().px(120))
        self.year.activated.connect(lambda _index: self._turn())
        self._shown = 0
        self.warning = Banner("warn", "")
        self.table = Table("Daftar hari libur", _columns(), lambda one: one.day, ONE_LINE)
        self.table.setMinimumHeight(theme.current().px(170))
        self.remove_button = Button("Hapus dari daftar", Icon.DELETE, clicked=self._remove)
        self.paste_button = Button("Tempel daftar…", Icon.IMPORT, clicked=self._show_paste)
        self._build_paste()
        self._build_rest()
        self._lay_out()

    def _build_paste(self) -> None:
        self.paste = QPlainTextEdit()
        self.paste.setTabChangesFocus(True)
        self.paste.setFixedHeight(theme.current().px(96))
        self.paste.setPlaceholderText("1 Januari Tahun Baru Masehi\n20, 23 dan 24 Maret Cuti bersama Idul Fitri")
        self.take_button = Button("Baca daftar ini", Icon.CHECK, clicked=self._take)
        self._pasting = QWidget()
        words = "Satu baris untuk satu hari libur; daftar tahun ini diganti seluruhnya"
        holder = labelled(words, self.paste)
        holder.addLayout(row(None, Button("Batal", clicked=self._pasting.hide), self.take_button))
        self._pasting.setLayout(holder)

    def _build_rest(self) -> None:
        today = self.context.workspace.clock
        self.day = DateField("Tanggal libur", lambda: today.now().date())
        self.name = QLineEdit()
        self.kind = QComboBox()
        for key, words in KINDS:
            self.kind.addItem(words, key)
        self.add_button = Button("Tambah", Icon.ADD, clicked=self._add)
        self.first = DateField("Ramadan hari pertama", lambda: today.now().date())
        self.last = DateField("Ramadan hari terakhir", lambda: today.now().date())
        self.fixed = QCheckBox("Sudah ditetapkan pemerintah, bukan perkiraan")
        self.confirmed = QCheckBox("Daftar hari libur tahun ini sudah dicocokkan dengan SKB 3 Menteri")
        self.watch(self.first, self.last, self.fixed, self.confirmed)

    def _lay_out(self) -> None:
        self.body.addLayout(row(self.year, None, self.paste_button, self.remove_button))
        self.body.addWidget(self.warning)
        self.body.addWidget(self.confirmed)
        self.body.addWidget(self._pasting)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.table)
        self.body.addWidget(framed, 1)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addLayout(labelled("Tanggal", self.day), 0, 0)
        grid.addLayout(labelled("Nama hari libur", self.name), 0, 1)
        grid.addLayout(labelled("Jenis", self.kind), 0, 2)
        grid.addWidget(self.add_button, 0, 3, Qt.AlignmentFlag.AlignBottom)
        grid.addLayout(labelled("Ramadan, hari pertama", self.first), 1, 0)
        grid.addLayout(labelled("Ramadan, hari terakhir", self.last), 1, 1)
        grid.addWidget(self.fixed, 1, 2, 1, 2, Qt.AlignmentFlag.AlignBottom)
        grid.setColumnStretch(1, 1)
        self.body.addLayout(grid)
        self._pasting.hide()
        self.warning.hide()

    # ------------------------------------------------------------------ loading

    def show_year(self, year: int) -> None:
        """Turn to a year: the bell leads here."""
        if not self.dirty():
            self._shown = year
            self.load()

    def load(self) -> None:
        if not self.dirty():
            self.context.runner.query(self.context.workspace.calendar.years, self._have_years, owner=self)

    def _have_years(self, years: tuple[int, ...]) -> None:
        shown = self._shown or self.context.workspace.clock.now().year
        self.year.clear()
        for year in years:
            self.year.addItem(f"Tahun {year}", year)
        self.year.setCurrentIndex(max(self.year.findData(shown), 0))
        self._read()

    def _turn(self) -> None:
        if self.dirty():
            # What was changed belongs to the other year; it is not thrown away by a choice.
            self.year.setCurrentIndex(self.year.findData(self._shown))
            self.note.show_problem("Simpan dahulu perubahan ini, atau tekan Batalkan perubahan.")
            return
        self._read()

    def _read(self) -> None:
        year, calendar = int(self.year.currentData()), self.context.workspace.calendar
        self._shown = year
        self.context.runner.query(lambda: calendar.year(year), self._show, owner=self, latest="hari_libur")

    def _show(self, calendar: YearCalendar) -> None:
        self.filling(lambda: self._fill(calendar))

    def _fill(self, calendar: YearCalendar) -> None:
        self._put(calendar.days)
        first, last = calendar.ramadan or (None, None)
        self.first.set_value(first)
        self.last.set_value(last)
        self.fixed.setChecked(calendar.ramadan_confirmed)
        self.confirmed.setChecked(calendar.confirmed)
        self._warn(calendar.year, calendar.confirmed)

    def _warn(self, year: int, confirmed: bool) -> None:
        self.warning.set_text((_NOT_CONFIRMED if self._rows else _MISSING).format(year=year))
        self.warning.setVisible(not confirmed)

    def _put(self, rows: tuple[DayOffRow, ...]) -> None:
        self._rows = tuple(sorted(rows, key=lambda one: one.day))
        self.table.rows.set_rows(self._rows)
        self.remove_button.setEnabled(bool(rows))

    # ------------------------------------------------------------------ changing

    def _change(self, rows: tuple[DayOffRow, ...]) -> None:
        self._put(rows)
        self.mark()

    def _add(self) -> None:
        day, name = self.day.value(), text_of(self.name)
        problem = ""
        if day is None:
            problem = self.day.problem() or "Isi tanggal hari libur."
        elif day.year != self._shown:
            problem = f"Tanggal itu tidak terletak dalam tahun {self._shown}."
        elif any(one.day == day for one in self._rows):
            problem = "Tanggal itu sudah ada dalam daftar."
        elif not name:
            problem = "Isi nama hari libur."
        if problem or day is None:
            self.note.show_problem(problem)
            return
        self._change((*self._rows, DayOffRow(day, name, self.kind.currentData())))
        self.table.choose(day)
        self.day.set_value(None)
        self.name.clear()

    def _remove(self) -> None:
        chosen: DayOffRow | None = self.table.current()
        if chosen is not None:
            self._change(tuple(one for one in self._rows if one.day != chosen.day))

    def _show_paste(self) -> None:
        self._pasting.show()
        self.paste.setFocus()

    def _take(self) -> None:
        text, year, calendar = self.paste.toPlainText(), self._shown, self.context.workspace.calendar
        self.context.runner.query(lambda: calendar.read_text(text, year), self._taken, self.not_saved, owner=self)

    def _taken(self, rows: tuple[DayOffRow, ...]) -> None:
        if not rows:
            self.note.show_problem("Daftar yang ditempel masih kosong.")
            return
        kept = tuple(one for one in self._rows if one.kind == "libur_setempat")
        days = {one.day for one in rows}
        self._change((*rows, *(one for one in kept if one.day not in days)))
        self.confirmed.setChecked(False)
        self.paste.clear()
        self._pasting.hide()

    def save(self) -> None:
        problem = self.first.problem() or self.last.problem()
        ramadan = self._ramadan()
        if not problem and ramadan is None and (self.first.value() or self.last.value()):
            problem = "Isi hari pertama dan hari terakhir Ramadan, atau kosongkan keduanya."
        if problem:
            self.note.show_problem(problem)
            return
        made = YearCalendar(self._shown, self._rows, self.confirmed.isChecked(), True, ramadan, self.fixed.isChecked())
        calendar = self.context.workspace.calendar
        self.save_button.setEnabled(False)
        self.context.runner.command(lambda: calendar.save_year(made), self._stored, self.not_saved, owner=self)

    def _ramadan(self) -> tuple[date, date] | None:
        first, last = self.first.value(), self.last.value()
        return (first, last) if first and last else None

    def _stored(self, calendar: YearCalendar) -> None:
        self._show(calendar)
        self.saved()
