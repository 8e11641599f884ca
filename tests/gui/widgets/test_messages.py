"""What the program says: problems in words with a way on, questions named by their verb, toasts that can be undone."""

from __future__ import annotations

import tomllib
from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

import resources
from models import messages
from models.errors import ErrorCode, UserError
from tests.screen_checks import children, faults, named
from ui.icons import Icon
from ui.notify import Notify
from ui.theme import Appearance
from ui.widgets.dialog import CLOSE, PROBLEM, Choice, MessageDialog, TextDialog
from ui.widgets.messages import Banner, EmptyState


@pytest.fixture
def window(qtbot: QtBot, look: Appearance) -> QWidget:
    made = QWidget()
    made.resize(1000, 600)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    return made


@pytest.fixture
def speaker(window: QWidget) -> Notify:
    made = Notify()
    made.attach(window)
    return made


def when_open(qtbot: QtBot, deed: Callable[[MessageDialog], object]) -> None:
    """Do ``deed`` with the dialog as soon as it is open."""

    def look_for_it() -> None:
        dialog = QApplication.activeModalWidget()
        if isinstance(dialog, MessageDialog) and dialog.isVisible():
            deed(dialog)
        else:
            QTimer.singleShot(5, look_for_it)

    QTimer.singleShot(0, look_for_it)


def words(dialog: QWidget) -> str:
    return "\n".join(label.text() for label in children(dialog, QLabel))


def test_problem_says_what_why_and_what_to_do_and_hides_its_code(qtbot: QtBot, speaker: Notify) -> None:
    seen: list[str] = []

    def read(dialog: MessageDialog) -> None:
        (details,) = children(dialog, QPlainTextEdit)
        seen.append(words(dialog))
        assert not details.isVisible()
        QTest.mouseClick(named(dialog, "Lihat rincian teknis"), Qt.MouseButton.LeftButton)
        assert children(dialog, QPlainTextEdit)[0].isVisible()
        assert details.toPlainText() == "Kode RA-PRN-01"
        dialog.choose("lagi")

    when_open(qtbot, read)
    error = UserError(ErrorCode.PRINTER_SILENT, printer="EPSON L3210")
    assert speaker.problem(error, Choice("lagi", "Coba cetak lagi", "primary")) == "lagi"
    assert "EPSON L3210" in seen[0]


@pytest.mark.parametrize("percent", [100, 125, 150])
def test_the_longest_messages_are_whole_at_every_text_size(window: QWidget, look: Appearance, percent: int) -> None:
    look.set_percent(percent)
    entries = tomllib.loads(resources.text(messages.FILE)).values()
    told = [entry | variant for entry in entries for variant in ({}, *entry.get("bila", {}).values())]
    written = [[str(one.get(part, "")) for part in ("judul", "sebab", "aman", "langkah")] for one in told]
    for title, *paragraphs in sorted(written, key=lambda words: len("".join(words)))[-25:]:
        dialog = MessageDialog(window, PROBLEM, title, paragraphs, (CLOSE, Choice("lagi", "Coba lagi")), details="Kode")
        dialog.show()
        assert faults(dialog) == []
        QTest.mouseClick(named(dialog, "Lihat rincian teknis"), Qt.MouseButton.LeftButton)
        assert faults(dialog) == []
        dialog.reject()
        dialog.deleteLater()


def test_a_reason_has_a_line_to_be_written_in(window: QWidget) -> None:
    dialog = TextDialog(window, "Alasan?", (), "Alasan", "Simpan")
    dialog.show()
    assert dialog.edit.width() > 400
    dialog.reject()


def test_question_is_answered_by_its_verb_and_esc_means_no(qtbot: QtBot, speaker: Notify) -> None:
    when_open(qtbot, lambda dialog: QTest.mouseClick(dialog.buttons["ok"], Qt.MouseButton.LeftButton))
    assert speaker.ask("Hapus konsep surat?", "Konsep hilang.", "Hapus konsep", kind="danger")
    when_open(qtbot, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Escape))
    assert not speaker.ask("Hapus konsep surat?", "Konsep hilang.", "Hapus konsep", kind="danger")


def test_enter_means_the_safe_choice(qtbot: QtBot, speaker: Notify) -> None:
    when_open(qtbot, lambda dialog: QTest.keyClick(dialog, Qt.Key.Key_Return))
    assert not speaker.ask("Hapus konsep surat?", "Konsep hilang.", "Hapus konsep", kind="danger")


def test_reason_is_asked_until_it_is_written(qtbot: QtBot, speaker: Notify) -> None:
    def answer(dialog: MessageDialog) -> None:
        assert isinstance(dialog, TextDialog)
        dialog.choose("ok")
        assert dialog.isVisible()
        assert dialog.note.text() == "Tulis dahulu, lalu lanjutkan."
        QTest.keyClicks(dialog.edit, "  menunggu   instruksi ")
        QTest.keyClick(dialog.edit, Qt.Key.Key_Return)

    when_open(qtbot, answer)
    assert speaker.ask_text("Kembalikan?", "", "Alasan", "Kembalikan") == "menunggu instruksi"


def test_quick_choice_fills_the_reason(qtbot: QtBot, speaker: Notify) -> None:
    def answer(dialog: MessageDialog) -> None:
        assert isinstance(dialog, TextDialog)
        QTest.mouseClick(named(dialog, "alat atau jaringan"), Qt.MouseButton.LeftButton)
        dialog.choose("ok")

    when_open(qtbot, answer)
    said = speaker.ask_text("Terlambat", "", "Alasan", "Simpan", suggestions=["alat atau jaringan"])
    assert said == "alat atau jaringan"


def test_locking_closes_an_open_question_as_cancelled(qtbot: QtBot, speaker: Notify) -> None:
    when_open(qtbot, lambda _dialog: speaker.dismiss())
    assert speaker.ask_text("Alasan?", "", "Alasan", "Simpan") is None


def test_names_are_never_read_as_markup(qtbot: QtBot, speaker: Notify) -> None:
    def read(dialog: MessageDialog) -> None:
        for label in children(dialog, QLabel):
            assert label.textFormat() is Qt.TextFormat.PlainText or not label.text()
        dialog.choose("")

    when_open(qtbot, read)
    speaker.info("<b>Judul</b>", "<img src=x>")


def test_toast_can_be_undone_once(window: QWidget, speaker: Notify) -> None:
    undone: list[int] = []
    speaker.toast("Konsep dihapus.", lambda: undone.append(1))
    assert speaker.can_undo()
    speaker.undo()
    speaker.undo()
    assert undone == [1]
    assert not speaker.can_undo()


def test_toast_leaves_the_verbs_at_the_foot_of_a_page_free(window: QWidget, speaker: Notify) -> None:
    speaker.toast("Konsep dihapus.", lambda: None)
    toast = next(child for child in children(window, QWidget) if child.objectName() == "toast")
    strip_and_margin, card_padding = 26 + 12, 16
    assert toast.y() >= window.height() - strip_and_margin - card_padding


def test_toast_stays_inside_the_window_when_it_shrinks(window: QWidget, speaker: Notify, qtbot: QtBot) -> None:
    speaker.toast("Tersimpan.")
    window.resize(600, 400)
    toast = next(child for child in children(window, QWidget) if child.objectName() == "toast")
    qtbot.waitUntil(lambda: window.rect().contains(toast.geometry()))
    speaker.dismiss()


def test_empty_state_and_banner_tell_the_screen_reader_everything(qtbot: QtBot, look: Appearance) -> None:
    empty = EmptyState(Icon.CASES, "Belum ada kasus", "Mulai dari aduan pertama.")
    banner = Banner("info", "Ada isian yang belum selesai.")
    for widget in (empty, banner):
        qtbot.addWidget(widget)
    assert empty.accessibleName() == "Belum ada kasus. Mulai dari aduan pertama"
    assert banner.accessibleName() == "Ada isian yang belum selesai."
