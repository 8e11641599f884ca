"""Hari libur, shifts and absences are set in Administrasi; a data incident is written down there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from tests.gui.forms.conftest import Desk, parts
from tests.gui.pages.conftest import WORKER
from ui.pages.admin.absences import AbsencesSection
from ui.pages.admin.days_off import DaysOffSection
from ui.pages.admin.hours import HoursSection
from ui.pages.admin.legal import LegalSection
from ui.pages.admin.page import AdminPage
from ui.widgets.clock_card import ReportDialog


def shown(desk: Desk, part: str, **params: object) -> AdminPage:
    page = AdminPage(desk.context)
    desk.show(page)
    page.show_with(bagian=part, **params)
    desk.settle()
    return page


def days_off(desk: Desk, year: int) -> tuple[AdminPage, DaysOffSection]:
    page = shown(desk, "libur", tahun=year)
    assert isinstance(page.section, DaysOffSection)
    return page, page.section


def test_the_bell_leads_to_the_year_that_is_not_confirmed(desk: Desk) -> None:
    _page, section = days_off(desk, 2027)
    assert section.year.currentText() == "Tahun 2027"
    assert section.warning.isVisible()
    assert not section.confirmed.isChecked()
    section.confirmed.setChecked(True)
    section.save()
    desk.settle()
    assert not section.warning.isVisible()
    assert desk.ask(lambda: desk.workspace.calendar.year(2027)).confirmed


def test_days_are_added_removed_and_kept_apart_by_year(desk: Desk) -> None:
    _page, section = days_off(desk, 2026)
    count = section.table.rows.rowCount()
    section.day.edit.setText("17/12/2027")
    section.add_button.click()
    assert section.note.text() == "Tanggal itu tidak terletak dalam tahun 2026."
    section.day.edit.setText("17/12/2026")
    section.add_button.click()
    assert section.note.text() == "Isi nama hari libur."
    section.name.setText("Hari jadi kota")
    section.kind.setCurrentIndex(2)
    section.add_button.click()
    assert section.table.rows.rowCount() == count + 1
    assert section.dirty()
    section.year.setCurrentIndex(section.year.findData(2027))
    section.year.activated.emit(section.year.currentIndex())
    assert section.year.currentData() == 2026
    section.save()
    desk.settle()
    assert section._state.text() == "Tersimpan 08.05"
    assert section.table.choose(date(2026, 12, 17))
    section.remove_button.click()
    section.save()
    desk.settle()
    assert len(desk.ask(lambda: desk.workspace.calendar.year(2026)).days) == count


def test_the_list_of_a_year_is_pasted_from_the_decree(desk: Desk) -> None:
    _page, section = days_off(desk, 2027)
    section.paste_button.click()
    section.paste.setPlainText("1 Januari Tahun Baru Masehi\nHari Natal")
    section.take_button.click()
    desk.settle()
    assert "Tidak ada tanggal" in section.note.text()
    section.paste.setPlainText("1 Januari Tahun Baru Masehi\n24 dan 25 Desember Natal")
    section.take_button.click()
    desk.settle()
    assert section.table.rows.rowCount() == 3
    section.last.edit.setText("12/3/2027")
    section.save()
    desk.settle()
    assert section.note.text() == "Bulan Ramadan lamanya 29 atau 30 hari."
    section.last.edit.setText("9/3/2027")
    section.save()
    desk.settle()
    assert not section.dirty()


def test_a_procedure_gets_its_shifts(desk: Desk) -> None:
    page = shown(desk, "waktu")
    section = page.section
    assert isinstance(section, HoursSection)
    row = next(iter(section.services.rows.values()))
    row.kind.setCurrentIndex(1)
    assert section.dirty()
    row.weekdays.setText("tujuh")
    section.save()
    assert section.note.text().startswith(f"Jam layanan {row.info.name}")
    row.weekdays.setText("07.00–14.00, 14.00–21.00, 21.00–07.00")
    row.weekend.setText("08.00–20.00")
    row.on_days_off.setChecked(True)
    section.save()
    desk.settle()
    assert section._state.text().startswith("Tersimpan")
    (own,) = desk.ask(desk.workspace.settings.office).service_hours
    assert own.sop_key == row.info.key
    assert own.on_days_off
    assert own.hours[5] == "08.00–20.00"


def test_an_absence_with_its_deputy_is_written_down_and_taken_back(desk: Desk) -> None:
    page = shown(desk, "tidak_hadir")
    section = page.section
    assert isinstance(section, AbsencesSection)
    section.save()
    assert section.note.text() == "Pilih pegawai yang tidak hadir."
    section.officer.setCurrentIndex(1)
    section.save()
    assert section.note.text() == "Isi hari pertama dan hari terakhir."
    section.first.edit.setText("23/11/2026")
    section.last.edit.setText("25/11/2026")
    section.deputy.setCurrentIndex(1)
    section.save()
    desk.settle()
    assert section.note.text() == "Pengganti harus orang lain."
    section.deputy.setCurrentIndex(2)
    section.save()
    desk.settle()
    assert section.table.rows.rowCount() == 1
    assert section.table.rows.index(0, 2).data().startswith("Plh. ")
    section.cancel_button.click()
    desk.settle()
    assert section.table.rows.row_at(0).cancelled


def test_a_data_incident_is_written_down_by_anybody(make_desk: Callable[[str], Desk]) -> None:
    worker = make_desk(WORKER)
    page = shown(worker, "batas")
    section = page.section
    assert isinstance(section, LegalSection)
    next(iter(section.start_buttons.values())).click()
    (dialog,) = parts(section, ReportDialog)
    dialog.tell()
    assert dialog.problem.text() == "Tulis apa yang terjadi."
    dialog.remark.setText("Flash disk cadangan hilang")
    dialog.tell()
    worker.settle()
    assert worker.notify.said == ["Dicatat. Batas Kamis, 26 November 2026, 08.05."]
    rina = make_desk("rina")
    page = shown(rina, "batas")
    section = page.section
    assert isinstance(section, LegalSection)
    (card,) = section.clocks.cards.values()
    card.report_button.click()
    (dialog,) = parts(section, ReportDialog)
    dialog.number.setText("12/INS/2026")
    dialog.tell()
    rina.settle()
    (card,) = section.clocks.cards.values()
    assert card.clock.done
    assert "12/INS/2026" in card.clock.text
