"""Laporan in the window: the clerk writes and hands in, the head returns or approves, and what is frozen stays so."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from models.domain.clock import FixedClock
from models.domain.zips import unpacked
from models.services.views import CaseFilter, DocumentKind
from models.services.views.reports import ReportRow
from models.statistics.report_life import ReportState
from tests import screen_checks
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import HEAD
from ui.pages.case.page import CasePageView
from ui.pages.reports import presenter
from ui.pages.reports.list_page import ReportsPage
from ui.pages.reports.rules_dialog import RulesDialog
from ui.pages.reports.sheet_page import CORRECTIONS, FIGURES, WORDS, ReportPage
from ui.papers import PaperDialog

PERIODIC = "tanah-laut-puspaga-dokumentasi"
TEXTS = {"pendahuluan": "Latar belakang.", "kendala": "Kendaraan <dinas>.", "tindak-lanjut": "Koordinasi."}
Shift = Callable[[str], Desk]


def later(desk: Desk, year: int, month: int, day: int = 1) -> None:
    clock = desk.workspace.clock
    assert isinstance(clock, FixedClock)
    clock.moment = datetime(year, month, day, 9, 0, tzinfo=clock.now().tzinfo)


def opened(desk: Desk, **params: object) -> ReportPage:
    page = ReportPage(desk.context)
    desk.show(page)
    page.show_with(kind="data-layanan", period="2026-11", **params)
    desk.settle()
    return page


def write(desk: Desk, page: ReportPage) -> None:
    """Type every part as a person does."""
    page.tabs.setCurrentIndex(WORDS)
    for card in page.words.cards:
        if card.key in TEXTS:
            card.text.setPlainText(TEXTS[card.key])
    page.autosave.flush()
    desk.settle()


def handed_in(desk: Desk) -> ReportPage:
    page = opened(desk)
    page.start_button.click()
    desk.settle()
    write(desk, page)
    later(desk, 2026, 12)
    page.submit_button.click()
    desk.settle()
    return page


def word(page: ReportPage) -> str:
    return page._pill.status.word


def test_the_list_shows_each_period_and_opens_its_report(desk: Desk) -> None:
    desk.open_case()
    page = ReportsPage(desk.context)
    desk.show(page)
    page.show_with()
    desk.settle()
    assert [row.words for row in map(page.table.rows.row_at, range(page.table.rows.rowCount()))] == ["November 2026"]
    page.open_button.click()
    assert desk.went == [("laporan_rinci", {"kind": "data-layanan", "period": "2026-11"})]
    page.tabs.setCurrentIndex(2)
    desk.settle()
    assert page.table.current().words == "Tahun 2026"
    assert screen_checks.faults(page) == []


def test_figures_are_shown_with_their_rules_and_the_same_numbers_as_counted(desk: Desk) -> None:
    desk.open_case()
    page = opened(desk)
    figures = desk.ask(lambda: desk.workspace.statistics.figures("2026-11"))
    assert [card.table for card in page.figures.cards] == list(figures.tables)
    for card, table in zip(page.figures.cards, figures.tables, strict=True):
        last = card.grid.rowCount() - 1
        assert card.grid.words_at(last, card.grid.columnCount() - 2) == str(table.total)
        assert card.grid.rowCount() == len(table.rows) + 1
    assert word(page) == "Berjalan"
    assert screen_checks.faults(page) == []


def test_a_report_is_written_and_handed_in(desk: Desk) -> None:
    desk.open_case()
    page = opened(desk)
    assert not page.submit_button.isVisible()
    page.start_button.click()
    desk.settle()
    assert page.tabs.currentIndex() == WORDS
    page.submit_button.click()
    desk.settle()
    assert desk.notify.said[-1] == "RA-LAP-05"  # the month goes on
    later(desk, 2026, 12)
    page.submit_button.click()
    desk.settle()
    assert desk.notify.said[-1] == "RA-LAP-04"  # nothing is written
    write(desk, page)
    page.submit_button.click()
    desk.settle()
    assert desk.notify.said[-1].startswith("Laporan diajukan")
    assert word(page) == "Diajukan"
    assert not page.submit_button.isVisible()
    kept = desk.ask(lambda: desk.workspace.reports.sheet("data-layanan", "2026-11"))
    assert {part.key: part.text for part in kept.written if part.text} == TEXTS
    assert screen_checks.faults(page) == []


def test_the_head_returns_it_with_a_remark_and_approves_the_corrected_one(shift: Shift) -> None:
    handed_in(shift("rina"))
    head = shift(HEAD)
    page = opened(head)
    assert page.approve_button.isVisible()
    assert not page.submit_button.isVisible()
    head.notify.reason = "Periksa tabel umur"
    page.return_button.click()
    head.settle()
    assert word(page) == "Dikembalikan"
    clerk = shift("rina")
    again = opened(clerk)
    assert "Periksa tabel umur" in again.banner.accessibleName()
    again.submit_button.click()
    clerk.settle()
    head = shift(HEAD)
    page = opened(head)
    page.approve_button.click()
    head.settle()
    assert word(page) == "Disetujui"
    assert not any(button.isVisible() for button in (page.approve_button, page.return_button, page.submit_button))
    sheet = head.ask(lambda: head.workspace.reports.sheet("data-layanan", "2026-11"))
    assert sheet.state is ReportState.APPROVED
    assert screen_checks.faults(page) == []


def test_what_somebody_else_wrote_meanwhile_is_not_overwritten(desk: Desk) -> None:
    page = opened(desk)
    page.start_button.click()
    desk.settle()
    sheet = desk.ask(lambda: desk.workspace.reports.sheet("data-layanan", "2026-11"))
    assert sheet.report_id is not None
    desk.ask(
        lambda: desk.workspace.reports.save(sheet.report_id or 0, sheet.row_version, {"kendala": "Dari meja lain"})
    )
    desk.notify.agree = False
    page.words.cards[0].text.setPlainText("Dari meja ini")
    page.autosave.flush()
    desk.settle()
    assert "RA-KRJ-01" in desk.notify.said
    texts = page.words.texts()
    assert (texts["kendala"], texts["pendahuluan"]) == ("Dari meja lain", "")


def test_corrections_are_counted_when_they_are_asked_for(desk: Desk) -> None:
    page = opened(desk)
    page.tabs.setCurrentIndex(CORRECTIONS)
    page.corrections.count_button.click()
    desk.settle()
    assert page.corrections.none.isVisible()


def test_paper_and_spreadsheet_are_taken_out(desk: Desk, tmp_path: Path) -> None:
    page = opened(desk)
    page.start_button.click()
    desk.settle()
    page.print_button.click()
    desk.settle()
    paper = page.findChild(PaperDialog)
    assert paper is not None
    assert paper.windowTitle() == "Laporan Data Layanan November 2026"
    paper.reject()
    desk.notify.target = tmp_path / "laporan.xlsx"
    page.deeds.export(shared=True)
    desk.settle()
    assert desk.notify.target.read_bytes()[:2] == b"PK"
    assert "data-layanan-2026-11-dibagikan.xlsx" in desk.notify.said
    desk.notify.target = tmp_path / "umur.csv"
    page.deeds.export_table("umur", shared=False)
    desk.settle()
    one = desk.notify.target.read_bytes()
    assert "Jumlah" in one.decode("utf-8-sig")
    desk.notify.target = tmp_path / "semua.zip"
    page.deeds.export_tables(shared=False)
    desk.settle()
    files = unpacked(desk.notify.target.read_bytes())
    assert [content for name, content in files.items() if name.endswith("-umur.csv")] == [one]


def test_who_only_reads_figures_has_nothing_to_press(make_desk: Callable[[str], Desk]) -> None:
    desk = make_desk("dewi")
    page = opened(desk)
    shown = [page.start_button, page.submit_button, page.receive_button, page.approve_button, page.return_button]
    assert not any(button.isVisible() for button in shown)
    assert page.tabs.currentIndex() == FIGURES


def test_the_rules_are_changed_in_their_window(desk: Desk) -> None:
    page = ReportsPage(desk.context)
    desk.show(page)
    page.rules_button.click()
    desk.settle()
    dialog = page.findChild(RulesDialog)
    assert dialog is not None
    dialog.threshold.setValue(4)
    dialog.receiver.pick("kepala_bidang")
    dialog._add()
    dialog.parts.item(dialog.parts.rowCount() - 1, 0).setText("Kegiatan lain")
    dialog.save_button.click()
    desk.settle()
    rules = desk.ask(desk.workspace.report_rules.rules)
    assert (rules.threshold, rules.receivers, rules.parts[-1].key) == (4, ("kepala_bidang",), "kegiatan-lain")


def close_row(desk: Desk, run: int) -> None:
    """Close the open row of a month without files, off the GUI thread."""
    cases = desk.workspace.cases
    step = cases.page(run).step
    assert step is not None
    for item in step.documents:
        if item.kind is DocumentKind.RECORD:
            cases.confirm(step.step_run_id, item.key, on=True)
    cases.close_step(step.step_run_id, step.row_version, skip_reason="Bulan tanpa berkas" if step.skippable else "")


def test_the_step_of_a_procedure_leads_to_its_report_and_decides_it(desk: Desk) -> None:
    desk.workspace.procedures.use(PERIODIC, in_use=True)
    desk.workspace.periods.begin_due()
    run = desk.ask(lambda: desk.workspace.cases.list(CaseFilter(view="dokumentasi"))).rows[0].case_id
    later(desk, 2026, 12)
    for _row in range(3):
        desk.ask(lambda: close_row(desk, run))
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=run)
    desk.settle()
    panel = page._page.step if page._page else None
    assert panel is not None
    (item,) = panel.documents
    assert (item.title, item.verb) == ("Laporan Data Layanan", "Susun")
    page.steps.step.document.emit(item)
    assert desk.went[-1] == ("laporan_rinci", {"kind": "data-layanan", "period": "2026-11", "run_id": run})
    report = opened(desk, run_id=run)
    assert "langkah 5" in (desk.ask(lambda: desk.workspace.reports.sheet("data-layanan", "2026-11")).run_words)
    write(desk, report)
    report.submit_button.click()
    desk.settle()
    assert (
        "Agar sampai kepada penerimanya, selesaikan Dokumentasi November 2026, langkah 5"
        in report.banner.accessibleName()
    )
    assert report.step_button.accessibleName() == "Selesaikan langkah"
    report.step_button.click()
    assert desk.went[-1] == ("kasus_rinci", {"case_id": run, "finish": True})
    page.show_with(case_id=run, finish=True)
    desk.settle()
    report.refresh()
    desk.settle()
    assert "Menunggu keputusan dalam Dokumentasi November 2026, langkah 6" in report.banner.accessibleName()
    report.step_button.click()
    assert desk.went[-1] == ("kasus_rinci", {"case_id": run})


@pytest.mark.parametrize("percent", [100, 125])
def test_every_part_fits_at_larger_text(desk: Desk, percent: int) -> None:
    desk.context.theme.set_percent(percent)
    desk.open_case()
    page = opened(desk)
    page.start_button.click()
    desk.settle()
    for part in range(page.tabs.count()):
        page.tabs.setCurrentIndex(part)
        desk.settle()
        assert screen_checks.faults(page) == [], part


def test_an_office_whose_first_month_still_runs_has_reported_nothing_yet() -> None:
    running = ReportRow("data-layanan", "2026-11", "November 2026", None, None, over=False)
    assert presenter.waiting_words([running]) == "Belum ada periode yang berakhir"
    done = replace(running, period="2026-10", state=ReportState.APPROVED, over=True)
    assert presenter.waiting_words([running, done]) == "Semua periode yang berakhir sudah dilaporkan"
    assert presenter.waiting_words([replace(done, state=None)]) == "1 periode sudah berakhir dan belum diajukan"
