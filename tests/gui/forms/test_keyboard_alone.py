"""Every form of the outreach procedure, filled from the first question to the last and finished by keyboard alone."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QRadioButton,
    QWidget,
)

from models.forms.spec import Field, FieldKind
from models.sop.spec import OutputKind
from tests.fixtures_office import specification
from tests.gui.forms.conftest import Desk
from ui.forms.editor import Editor
from ui.forms.one_of import Segment
from ui.pages.form.page import FormPage

FORMS = specification().documents(OutputKind.FORM)
MOST_KEYS = 1_500
TYPED = {
    FieldKind.TEXT: "Keterangan uji",
    FieldKind.MONEY: "50000",
    FieldKind.DATE: "1/11/2026",
    FieldKind.TIME: "0900",
    FieldKind.NIK: "3671014505100002",
    FieldKind.PHONE: "081234567890",
    FieldKind.REGION: "Kampung Baru",
}


def words_for(field: Field) -> str:
    if field.meaning.endswith("tanggal_lahir"):
        return "5/5/2010"
    if field.kind is FieldKind.INTEGER:
        return str(field.minimum or 1)
    if field.options:
        return field.options[0].full
    return TYPED.get(field.kind, "Keterangan uji")


def editor_of(widget: QWidget | None) -> Editor | None:
    """The innermost editor a widget belongs to: of a table, the cell."""
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget


def answer(at: QWidget, editor: Editor) -> None:
    """Answer where the focus stands, by keys."""
    line = at.lineEdit() if isinstance(at, QComboBox) else at
    if isinstance(at, QPlainTextEdit):
        QTest.keyClicks(at, "Catatan uji.")
    elif isinstance(line, QLineEdit):
        QTest.keyClicks(at, words_for(editor.field))
        QTest.keyClick(at, Qt.Key.Key_Escape)  # a list of suggestions goes away
    elif isinstance(at, QComboBox):
        QTest.keyClick(at, Qt.Key.Key_Down)
    elif isinstance(at, (QCheckBox, QRadioButton, Segment)):
        QTest.keyClick(at, Qt.Key.Key_Space)


def fill_by_keyboard(page: FormPage) -> None:
    """Tab through the form and answer what has to be answered, until nothing is missing."""
    view = page.view
    assert view is not None
    view.focus_first()
    for _ in range(MOST_KEYS):
        if view.completion().complete:
            return
        at = QApplication.focusWidget()
        assert at is not None, "the focus is lost"
        editor = editor_of(at)
        if editor is not None and editor.value() is None and not isinstance(editor, QPushButton):
            answer(at, editor)
        QTest.keyClick(QApplication.focusWidget() or at, Qt.Key.Key_Tab)
    pytest.fail(f"not to be reached by Tab: {view.state.blocking()}")


@pytest.mark.parametrize("key", FORMS)
def test_a_form_is_filled_and_finished_without_a_mouse(key: str, make_desk: Callable[[str], Desk]) -> None:
    desk = make_desk("dewi")
    case_id = desk.open_case()
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=key)
    desk.settle()
    desk.qtbot.waitUntil(lambda: page.view is not None)
    page.activateWindow()
    fill_by_keyboard(page)
    view = page.view
    assert view is not None
    kept = view.values()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    sheet = desk.ask(lambda: desk.workspace.forms.open(case_id, key))
    assert sheet.status == "lengkap"
    assert {name: value for name, value in kept.items() if sheet.values.get(name) != value} == {}
