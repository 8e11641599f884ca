"""Fields as a clerk uses them: keys, wheel, wrong dates, passwords, searching."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QKeyEvent, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from tests.screen_checks import children, named
from ui.theme import Appearance
from ui.widgets.date_field import CalendarPopup, DateField
from ui.widgets.fields import PasswordField, SearchBox, labelled
from ui.widgets.passwords import NewPassword
from ui.widgets.wheel import WheelFilter

TODAY = date(2026, 11, 23)


def shown(qtbot: QtBot, widget: QWidget) -> None:
    qtbot.addWidget(widget)
    with qtbot.waitExposed(widget):
        widget.show()
    widget.setFocus()


@pytest.fixture
def field(qtbot: QtBot, look: Appearance) -> DateField:
    made = DateField("Tanggal pelaksanaan", lambda: TODAY)
    shown(qtbot, made)
    return made


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("5/3/2026", date(2026, 3, 5)),
        ("17/08/1945", date(1945, 8, 17)),
        ("17081945", date(1945, 8, 17)),
        ("17 agustus 1945", date(1945, 8, 17)),
        ("h", TODAY),
        ("k", date(2026, 11, 22)),
        ("", None),
    ],
)
def test_date_is_read_as_people_type_it(field: DateField, typed: str, meant: date | None) -> None:
    QTest.keyClicks(field.edit, typed)
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.value() == meant
    assert field.problem() == ""


def test_the_day_stands_below_the_date(field: DateField) -> None:
    QTest.keyClicks(field.edit, "24/11/2026")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.note.text() == "Selasa, 24 November 2026"


def test_wrong_date_stays_and_says_the_correction_until_it_is_right(field: DateField) -> None:
    QTest.keyClicks(field.edit, "24/13/2026")
    QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert field.text() == "24/13/2026"
    assert field.note.text() == "Bulan 13 tidak ada. Tulis tanggal seperti 24/12/2026."
    assert field.edit.property("invalid")
    field.edit.selectAll()
    QTest.keyClicks(field.edit, "24/12/2026")
    assert not field.edit.property("invalid")
    assert field.value() == date(2026, 12, 24)


def test_arrows_change_the_date_by_a_day(field: DateField) -> None:
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    assert field.value() == TODAY
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    assert field.value() == date(2026, 11, 22)


def test_date_of_birth_tells_the_age(qtbot: QtBot, look: Appearance) -> None:
    born = DateField("Tanggal lahir", lambda: TODAY, past=True, birth=True)
    qtbot.addWidget(born)
    born.set_value(date(2012, 11, 24))
    assert born.note.text() == "Sabtu, 24 November 2012 · 13 tahun"


def test_calendar_opens_with_f4_begins_on_monday_and_gives_its_day(field: DateField, qtbot: QtBot) -> None:
    QTest.keyClicks(field.edit, "10/11/2026")
    QTest.keyClick(field.edit, Qt.Key.Key_F4)
    (popup,) = children(field, CalendarPopup)
    assert popup.isVisible()
    assert popup.calendar.firstDayOfWeek() is Qt.DayOfWeek.Monday
    assert popup.calendar.selectedDate().toPython() == date(2026, 11, 10)
    QTest.keyClick(popup.calendar.focusWidget(), Qt.Key.Key_Right)
    popup.calendar.activated.emit(popup.calendar.selectedDate())
    assert not popup.isVisible()
    assert field.value() == date(2026, 11, 11)


def test_read_only_date_is_not_changed_by_keys_or_calendar(field: DateField) -> None:
    field.set_value(TODAY)
    field.set_read_only(True)
    QTest.keyClick(field.edit, Qt.Key.Key_Up)
    QTest.keyClick(field.edit, Qt.Key.Key_F4)
    assert field.value() == TODAY
    assert children(field, CalendarPopup) == []


def test_password_is_hidden_until_the_eye_is_pressed(qtbot: QtBot, look: Appearance) -> None:
    password = PasswordField()
    shown(qtbot, password)
    QTest.keyClicks(password.edit, "kuda laut")
    assert password.edit.displayText() != "kuda laut"
    button = named(password, "Tampilkan kata sandi")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert password.edit.displayText() == "kuda laut"
    assert button.accessibleName() == "Sembunyikan kata sandi"
    password.clear()
    assert password.edit.echoMode() is QLineEdit.EchoMode.Password


def press_letter(field: QWidget, letter: str, modifier: Qt.KeyboardModifier) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, ord(letter.upper()), modifier, letter)
    QApplication.sendEvent(field, event)


def test_caps_lock_is_told(qtbot: QtBot, look: Appearance) -> None:
    password = PasswordField()
    shown(qtbot, password)
    shift, none = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.NoModifier
    press_letter(password.edit, "A", shift)
    assert password.note.text() == ""
    press_letter(password.edit, "A", none)
    assert password.note.text() == "Caps Lock menyala."
    press_letter(password.edit, "a", none)
    assert password.note.text() == ""


def test_made_password_is_shown_and_typed_twice(qtbot: QtBot, look: Appearance) -> None:
    password = NewPassword()
    qtbot.addWidget(password)
    assert password.problem() == "Tulis kata sandi baru."
    password.first.set_text("satu dua tiga empat")
    assert "tidak sama" in password.problem()
    password.generate()
    assert password.problem() == ""
    assert password.first.edit.displayText() == password.text()
    assert len(password.text()) >= 14


def test_search_asks_once_after_a_rest_and_at_once_when_cleared(qtbot: QtBot, look: Appearance) -> None:
    box = SearchBox("Cari kasus", "Cari")
    shown(qtbot, box)
    asked: list[str] = []
    box.searched.connect(asked.append)
    with qtbot.waitSignal(box.searched):
        QTest.keyClicks(box, "tanjung")
    assert asked == ["tanjung"]
    QTest.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["tanjung", ""]


def test_label_gives_the_field_its_name(qtbot: QtBot, look: Appearance) -> None:
    holder, field = QWidget(), QLineEdit()
    qtbot.addWidget(holder)
    holder.setLayout(labelled("Tujuan", field, required=True))
    assert field.accessibleName() == "Tujuan"


def wheel(widget: QWidget) -> None:
    middle = QPointF(widget.rect().center())
    event = QWheelEvent(
        middle, widget.mapToGlobal(middle), QPoint(0, 0), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(widget, event)


def test_wheel_changes_no_answer_not_even_where_the_person_has_clicked(
    qtbot: QtBot, look: Appearance, qapp: QApplication
) -> None:
    guard = WheelFilter(qapp)
    holder = QWidget()
    choice, number, other = QComboBox(holder), QSpinBox(holder), QLineEdit(holder)
    other.move(0, 120)
    number.move(0, 60)
    choice.addItems(["satu", "dua", "tiga"])
    shown(qtbot, holder)
    other.setFocus()
    wheel(choice)
    wheel(number)
    assert (choice.currentIndex(), number.value()) == (0, 0)
    choice.setFocus()
    qtbot.waitUntil(choice.hasFocus)
    wheel(choice)
    assert choice.currentIndex() == 0
    qapp.removeEventFilter(guard)
