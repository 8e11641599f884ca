"""Ketidakhadiran dan pejabat pengganti: who is away, who stands in, and as what they sign."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QGridLayout, QLineEdit

from models.domain.indonesia import short_date
from models.services.views import AbsenceRow, OfficerRow
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.admin.listed import ListedSection
from ui.pages.admin.section import text_of
from ui.tables.model import Column
from ui.widgets.basics import Button
from ui.widgets.date_field import DateField
from ui.widgets.fields import labelled

_MODES = (("Plh.", "Plh. (pelaksana harian, pejabat berhalangan sementara)"),
          ("Plt.", "Plt. (pelaksana tugas, jabatan lowong)"))  # fmt: skip


def _columns() -> tuple[Column, ...]:
    return (
        Column("nama", "Tidak hadir", lambda one: one.officer, lambda one: one.reason, strong=True),
        Column("hari", "Hari", _days, lambda one: one.text, width=210),
        Column("pengganti", "Pengganti", _deputy, width=240),
    )


def _days(one: AbsenceRow) -> str:
    first, last = short_date(one.first), short_date(one.last)
    return first if first == last else f"{first} s.d. {last}"


def _deputy(one: AbsenceRow) -> str:
    return f"{one.mode} {one.deputy}".strip() or "–"


class AbsencesSection(ListedSection[AbsenceRow]):
    """People who are away."""

    title = "Ketidakhadiran dan pengganti"
    sentence = (
        "Selama pejabat tidak hadir, surat ditandatangani penggantinya dan tugasnya juga tampil pada pengganti. "
        "Surat yang sudah terbit tidak berubah."
    )
    icon = Icon.PERSON
    new_words = "Catat ketidakhadiran"

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, _columns(), "Daftar ketidakhadiran")
        clock = context.workspace.clock
        self.officer, self.deputy, self.mode = QComboBox(), QComboBox(), QComboBox()
        self.first = DateField("Hari pertama tidak hadir", lambda: clock.now().date())
        self.last = DateField("Hari terakhir tidak hadir", lambda: clock.now().date())
        self.reason = QLineEdit()
        for key, words in _MODES:
            self.mode.addItem(words, key)
        grid = QGridLayout()
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(8)
        grid.addLayout(labelled("Pegawai yang tidak hadir", self.officer, required=True), 0, 0)
        grid.addLayout(labelled("Alasan", self.reason), 0, 1)
        grid.addLayout(labelled("Hari pertama", self.first, required=True), 1, 0)
        grid.addLayout(labelled("Hari terakhir", self.last, required=True), 1, 1)
        grid.addLayout(labelled("Pengganti", self.deputy), 2, 0)
        grid.addLayout(labelled("Menandatangani sebagai", self.mode), 2, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.form.addLayout(grid)
        self.cancel_button = Button("Batalkan ketidakhadiran ini", Icon.CANCELLED, clicked=self._cancel)
        self.verbs.insertWidget(2, self.cancel_button)
        self.watch(self.officer, self.deputy, self.mode, self.first, self.last, self.reason)

    def key_of(self, entry: AbsenceRow) -> object:
        return entry.absence_id

    def load(self) -> None:
        workspace, runner = self.context.workspace, self.context.runner
        runner.query(workspace.settings.officers, self._have_officers, owner=self)
        runner.query(workspace.people.absences, self.entries, owner=self)

    def _have_officers(self, officers: tuple[OfficerRow, ...]) -> None:
        if self.dirty():
            return
        self._filling = True
        for box, nobody in ((self.officer, "Pilih pegawai"), (self.deputy, "Tanpa pengganti")):
            box.clear()
            box.addItem(nobody, 0)
            for one in officers:
                if one.active:
                    box.addItem(f"{one.name}, {one.post}" if one.post else one.name, one.officer_id)
        self._filling = False

    def entries(self, found: tuple[AbsenceRow, ...]) -> None:
        super().entries(found)
        if not found and not self.dirty():
            self.filling(lambda: self.show_entry(None))

    def show_entry(self, entry: AbsenceRow | None) -> None:
        self.officer.setCurrentIndex(max(self.officer.findData(entry.officer_id if entry else 0), 0))
        self.deputy.setCurrentIndex(max(self.deputy.findData(entry.deputy_id if entry else 0), 0))
        self.mode.setCurrentIndex(max(self.mode.findData(entry.mode if entry else ""), 0))
        self.first.set_value(entry.first if entry else None)
        self.last.set_value(entry.last if entry else None)
        self.reason.setText(entry.reason if entry else "")
        open_ = entry is None or not entry.cancelled
        for widget in (self.officer, self.deputy, self.mode, self.first, self.last, self.reason):
            widget.setEnabled(open_)
        self.cancel_button.setVisible(entry is not None and not entry.cancelled)

    def save(self) -> None:
        first, last = self.first.value(), self.last.value()
        if not self.officer.currentData():
            self.note.show_problem("Pilih pegawai yang tidak hadir.")
            return
        if first is None or last is None:
            self.note.show_problem(self.first.problem() or self.last.problem() or "Isi hari pertama dan hari terakhir.")
            return
        deputy = self.deputy.currentData() or None
        made = AbsenceRow(
            absence_id=self.current.absence_id if self.current else 0,
            officer_id=self.officer.currentData(),
            officer="",
            first=first,
            last=last,
            reason=text_of(self.reason),
            deputy_id=deputy,
            mode=self.mode.currentData() if deputy else "",
        )
        people = self.context.workspace.people
        self.context.runner.command(lambda: people.save(made), self._stored, self.not_saved, owner=self)

    def _stored(self, entry: AbsenceRow) -> None:
        self.saved()
        self.current = entry
        self.load()

    def _cancel(self) -> None:
        entry = self.current
        if entry is None or not self.context.notify.ask(
            f"Batalkan ketidakhadiran {entry.officer}?", "Penggantinya tidak lagi menandatangani surat.", "Batalkan"
        ):
            return
        people = self.context.workspace.people
        self.context.runner.command(lambda: people.cancel(entry.absence_id), lambda _none: self.load(), owner=self)
