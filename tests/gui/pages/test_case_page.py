"""Somebody works on one case: closes steps, sees what is missing, keeps scans and notes, looks at a name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from models.store.tables import AuditRow
from tests.gui.forms.conftest import Desk
from tests.gui.pages.conftest import HEAD, WORKER, close
from ui.pages.case.case_file_tab import HandoverDialog
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.page import CASE_FILE, CLIENT, NOTES, PAPERS, CasePageView
from ui.viewer import AttachmentViewer


def shown(desk: Desk, case_id: int, **params: object) -> CasePageView:
    page = CasePageView(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, **params)
    desk.settle()
    return page


def words(page: CasePageView) -> str:
    labels: list[QLabel] = list(page.findChildren(QLabel))
    return "\n".join(label.text() for label in labels if label.isVisible())


def waiting_for_the_head(shift: Callable[[str], Desk]) -> tuple[Desk, int]:
    """The head at the desk, and a case at row 2, where they decide."""
    worker = shift(WORKER)
    case_id = worker.open_case()
    close(worker, case_id)
    return shift(HEAD), case_id


def test_a_complete_step_closes_at_once_and_then_waits_for_the_head(worker: Desk, qtbot: QtBot) -> None:
    page = shown(worker, worker.open_case())
    qtbot.mouseClick(page.steps.step.finish_button, Qt.MouseButton.LeftButton)
    worker.settle()
    assert worker.notify.said == ["Langkah 1 selesai. Langkah 2 menunggu Kepala UPTD PPA."]
    assert "Menunggu Kepala UPTD PPA." in words(page)
    assert not page.steps.step.finish_button.isVisible()
    assert [row.step.state for row in page.steps.timeline.timeline.rows][:2] == ["done", "now"]


def test_an_incomplete_step_says_what_is_missing_and_leads_there(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    head, case_id = waiting_for_the_head(shift)
    page = shown(head, case_id, finish=True, outcome="jangkau")
    dialog = page.findChild(CloseStepDialog)
    assert dialog is not None
    assert dialog.said().outcome == "jangkau"
    qtbot.mouseClick(dialog.finish_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Lengkapi yang masih kurang lebih dahulu."
    link = next(button for button in dialog.missing.findChildren(type(dialog.finish_button)))
    assert link.accessibleName() == "Buat Surat Tugas Penjangkauan Korban"
    qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
    assert head.went == [
        ("surat_rinci", {"case_id": case_id, "letter_key": "surat-tugas-penjangkauan"}),
    ]


def test_a_decision_with_a_required_reason_closes_the_case(shift: Callable[[str], Desk], qtbot: QtBot) -> None:
    head, case_id = waiting_for_the_head(shift)
    page = shown(head, case_id)
    qtbot.mouseClick(page.steps.step.finish_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(CloseStepDialog)
    assert dialog is not None
    dialog.try_closing()
    assert dialog.note.text() == "Pilih putusan lebih dahulu."
    dialog.outcomes.buttons["tidak"].click()
    dialog.try_closing()
    assert dialog.note.text() == "Tulis alasan untuk putusan Tidak dijangkau."
    dialog.reason.setPlainText("Sudah ditangani kepolisian")
    dialog.try_closing()
    head.settle()
    assert "Kasus ditutup" in words(page)
    assert "Berakhir sebagai: Tidak dijangkau" in words(page)


def test_names_are_hidden_until_they_are_asked_for_with_a_reason(worker: Desk) -> None:
    page = shown(worker, worker.open_case())
    page.tabs.setCurrentIndex(CLIENT)
    assert "Lestari" not in words(page)
    assert "Lestari" not in page.title
    page.header.reveal.emit()
    worker.settle()
    assert "Lestari Putri" in words(page)
    assert "sampai pukul 08.10" in words(page)
    assert page.client._hide_timer.interval() == 5 * 60 * 1000
    page.client._hide_timer.timeout.emit()
    assert "Lestari" not in words(page)
    history = worker.ask(lambda: worker.workspace.cases.history(page.actions_.case_id))
    assert any(worker.notify.reason in line.text for line in history)


def test_names_do_not_stay_when_the_page_is_left(worker: Desk) -> None:
    page = shown(worker, worker.open_case())
    page.actions_.reveal()
    worker.settle()
    assert page.client.revealed
    assert page.leave()
    assert not page.client.revealed


def test_without_a_reason_no_name_is_shown(worker: Desk) -> None:
    worker.notify.agree = False
    page = shown(worker, worker.open_case())
    page.actions_.reveal()
    worker.settle()
    assert not page.client.revealed


@pytest.fixture
def scan(tmp_path: Path) -> Path:
    path = tmp_path / "surat_pengantar.png"
    picture = QImage(40, 30, QImage.Format.Format_RGB32)
    picture.fill(Qt.GlobalColor.white)
    picture.save(str(path))
    return path


def test_a_scan_is_kept_and_shown_inside_the_program(worker: Desk, scan: Path, tmp_path: Path) -> None:
    page = shown(worker, worker.open_case())
    worker.notify.target, worker.notify.reason = scan, "Surat pengantar RT"
    page.papers.attach.emit()
    worker.settle()
    assert page.tabs.tabText(PAPERS) == "Dokumen (1)"
    files = {path for path in tmp_path.rglob("*") if path.is_file()}
    entry = page._page.attachments[0] if page._page else None
    assert entry is not None
    page.papers.open.emit(entry.attachment_id)
    worker.settle()
    viewer = page.findChild(AttachmentViewer)
    assert viewer is not None
    assert viewer.accessibleName() == "Dokumen: Surat pengantar RT"
    assert {path for path in tmp_path.rglob("*") if path.is_file()} == files
    viewer.reject()


def test_a_scan_can_be_dropped_on_the_page_and_what_only_calls_itself_a_letter_is_refused(
    worker: Desk, scan: Path, tmp_path: Path
) -> None:
    page = shown(worker, worker.open_case())
    worker.notify.reason = "Foto"
    other = tmp_path / "surat.docx"
    other.write_bytes(b"PK")
    for path in (scan, other):
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(path))])
        event = QDropEvent(
            QPointF(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
        )
        page.dropEvent(event)
        worker.settle()
    assert page.tabs.tabText(PAPERS) == "Dokumen (1)"
    assert worker.notify.said[-1] == "RA-DAT-14"


def test_a_note_is_written_and_not_lost_on_leaving(worker: Desk, qtbot: QtBot) -> None:
    page = shown(worker, worker.open_case())
    page.steps.step.note.emit()
    assert page.tabs.currentIndex() == NOTES
    qtbot.keyClicks(page.notes.edit, "Bersedia ditemui hari Selasa")
    assert page.leave()
    worker.settle()
    assert worker.notify.said == []
    page.show_with(case_id=page.actions_.case_id)
    worker.settle()
    assert page.notes.unsaved == "Bersedia ditemui hari Selasa"
    qtbot.mouseClick(page.notes.save_button, Qt.MouseButton.LeftButton)
    worker.settle()
    assert page.notes.unsaved == ""
    assert page.tabs.tabText(NOTES) == "Catatan (1)"
    assert worker.ask(lambda: worker.workspace.forms.drafts("catatan")) == ()


def test_a_tick_shows_at_once_and_can_be_taken_back(shift: Callable[[str], Desk]) -> None:
    head, case_id = waiting_for_the_head(shift)
    close(head, case_id, outcome="jangkau", force_reason="Surat ditandatangani di luar")
    worker = shift(WORKER)
    page = shown(worker, case_id)
    [first, *_rest] = page.steps.step.ticks
    first.box.click()
    worker.settle()
    assert page.steps.step.ticks[0].box.isChecked()
    assert worker.notify.undo is not None
    worker.notify.undo()
    worker.settle()
    assert not page.steps.step.ticks[0].box.isChecked()


def test_a_late_step_offers_a_reason_that_may_stay_empty(worker: Desk) -> None:
    case_id = worker.open_case()
    worker.workspace.clock.advance(minutes=30)  # type: ignore[attr-defined]
    page = shown(worker, case_id, finish=True)
    dialog = page.findChild(CloseStepDialog)
    assert dialog is not None
    assert dialog.late.isVisible()
    dialog.late.setCurrentText("Menunggu instruksi")
    assert dialog.said().late_reason == "Menunggu instruksi"
    dialog.late.setCurrentText("")
    dialog.try_closing()
    worker.settle()
    assert worker.notify.said[-1].startswith("Langkah 1 selesai")


def test_two_people_cannot_close_the_same_step(worker: Desk) -> None:
    case_id = worker.open_case()
    page = shown(worker, case_id)
    close(worker, case_id)
    page._finish()
    worker.settle()
    assert worker.notify.said[-1].startswith("RA-KRJ")
    assert "Menunggu Kepala UPTD PPA." in words(page)


def test_another_case_leaves_nothing_of_the_one_before(worker: Desk) -> None:
    first, second = worker.open_case(), worker.open_case(korban_nama="Sekar Arum")
    page = shown(worker, first)
    page.actions_.reveal()
    worker.settle()
    page.show_with(case_id=second)
    worker.settle()
    assert not page.client.revealed
    assert "Lestari" not in words(page)


def test_ones_own_change_is_not_recorded_as_another_look(worker: Desk) -> None:
    page = shown(worker, worker.open_case())
    worker.context.bus.data_changed.connect(lambda _topics: page.refresh())
    worker.workspace.store_events(worker.context.bus.publish)

    def looks() -> int:
        with worker.workspace.session.store.reading():
            return AuditRow.select().where(AuditRow.action == "kasus.lihat").count()

    before = worker.ask(looks)
    page.actions_.add_note("Sudah dihubungi", page.notes.forget)
    worker.settle()
    assert page.tabs.tabText(NOTES) == "Catatan (1)"
    assert worker.ask(looks) == before


def test_the_case_file_shows_everything_and_records_who_received_it(worker: Desk, qtbot: QtBot) -> None:
    page = shown(worker, worker.open_case())
    page.tabs.setCurrentIndex(CASE_FILE)
    worker.settle()
    assert "dokumen ada" in page.case_file.words.text()
    assert ("formulir", "informasi-kasus") in [key[:2] for key in page.case_file.items]
    assert not page.case_file.record_button.isVisible(), "the archive records handovers"


def test_the_archive_records_a_handover_from_the_case_file(make_desk: Callable[[str], Desk], qtbot: QtBot) -> None:
    clerk = make_desk("rina")
    page = shown(clerk, clerk.open_case())
    page.tabs.setCurrentIndex(CASE_FILE)
    clerk.settle()
    qtbot.mouseClick(page.case_file.record_button, Qt.MouseButton.LeftButton)
    dialog = page.findChild(HandoverDialog)
    assert dialog is not None
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    assert dialog.note.text() == "Diterima oleh belum diisi."
    qtbot.keyClicks(dialog.edits["receiver"], "Sari Melati")
    qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    clerk.settle()
    assert clerk.notify.said[-1] == "Penerimaan berkas dicatat dalam buku log."
    assert any(kind == "penyerahan" for kind, _key, _id in page.case_file.items)


def test_a_form_that_the_procedure_does_not_name_is_filled_for_the_case_too(worker: Desk) -> None:
    case_id = worker.open_case()
    page = CasePageView(worker.context)
    worker.show(page)
    page.show_with(case_id=case_id)
    worker.settle()
    page.forms.more_button.click()
    worker.settle()
    offered = {one.text(): one for one in page.forms.menu.actions()}
    assert "Formulir Pengaduan" not in offered, "the procedure names it"
    assert "Balasan Rujukan" not in offered, "a reply belongs to its letter"
    offered["Rencana Keselamatan"].trigger()
    assert worker.went[-1] == ("formulir", {"case_id": case_id, "form_key": "rencana-keselamatan"})
    sheet = worker.ask(lambda: worker.workspace.forms.open(case_id, "rencana-keselamatan"))
    worker.ask(lambda: worker.workspace.forms.save(case_id, "rencana-keselamatan", sheet.values, sheet.row_version))
    page.show_with(case_id=case_id)
    worker.settle()
    assert "rencana-keselamatan" in [
        item.key for item in worker.ask(lambda: worker.workspace.cases.page(case_id)).forms
    ]
    page.forms.more_button.click()
    worker.settle()
    assert "Rencana Keselamatan" not in [one.text() for one in page.forms.menu.actions()]
    page.forms.menu.close()
