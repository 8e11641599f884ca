"""Every form there is, filled from the first question to the last by keyboard alone, closed, reopened and printed."""

from __future__ import annotations

import subprocess
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

from models.forms.rules import visible
from models.forms.spec import Field, FieldKind, Values
from models.rehearsal.walk import said
from tests.form_samples import shipped_forms
from tests.gui.forms.conftest import Desk, parts
from ui.forms.builder import FormView
from ui.forms.editor import Editor
from ui.forms.one_of import Segment
from ui.pages.form.page import FormPage
from ui.red_path import RedPathDialog

MOST_KEYS = 600
#: Rounds through a form: answers can bring questions before them into sight.
ROUNDS = 3
TYPED = {
    FieldKind.MONEY: "50000",
    FieldKind.DATE: "1/11/2026",
    FieldKind.TIME: "0900",
    FieldKind.NIK: "3671014505100002",
    FieldKind.PHONE: "081234567890",
    FieldKind.REGION: "Desa Uji",
}


def words_for(field: Field) -> str:
    if field.meaning.endswith("tanggal_lahir"):
        return "5/5/2010"
    if field.kind is FieldKind.INTEGER:
        return str(field.minimum or 1)
    if field.options:
        return field.options[0].full
    return TYPED.get(field.kind) or f"Isi {sum(map(ord, field.key)) % 97}"


def editor_of(widget: QWidget | None) -> Editor | None:
    """The innermost editor a widget belongs to: of a table, the cell."""
    while widget is not None and not isinstance(widget, Editor):
        widget = widget.parentWidget()
    return widget


def answer(at: QWidget, editor: Editor) -> None:
    """Answer where the focus stands, by keys."""
    line = at.lineEdit() if isinstance(at, QComboBox) else at
    if isinstance(at, QPlainTextEdit):
        QTest.keyClicks(at, f"Uji {sum(map(ord, editor.field.key)) % 97}.")
    elif isinstance(line, QLineEdit):
        QTest.keyClicks(at, words_for(editor.field))
        QTest.keyClick(at, Qt.Key.Key_Escape)  # a list of suggestions goes away
    elif isinstance(at, QComboBox):
        QTest.keyClick(at, Qt.Key.Key_Down)
    elif isinstance(at, (QCheckBox, QRadioButton, Segment)):
        QTest.keyClick(at, Qt.Key.Key_Space)


def fill_by_keyboard(page: FormPage, view: FormView) -> None:
    """Tab through the whole form, answer every question, and come out at the verbs of the page."""
    for _ in range(ROUNDS):
        view.focus_first()
        for _ in range(MOST_KEYS):
            at = QApplication.focusWidget()
            assert at is not None, "the focus is lost"
            if at is page.next_button:
                break
            editor = editor_of(at)
            if editor is not None and editor.value() is None and not isinstance(editor, QPushButton):
                answer(at, editor)
            QTest.keyClick(QApplication.focusWidget() or at, Qt.Key.Key_Tab)
            QApplication.sendPostedEvents()
        assert QApplication.focusWidget() is page.next_button, "Tab does not lead out of the form"
        if view.completion().complete:
            return
    pytest.fail(f"not to be reached by Tab: {view.state.blocking()}")


def opened(desk: Desk, case_id: int, key: str) -> tuple[FormPage, FormView]:
    page = FormPage(desk.context)
    desk.show(page)
    page.show_with(case_id=case_id, form_key=key)
    desk.settle()
    assert page.view is not None
    page.activateWindow()
    QApplication.sendPostedEvents()  # rows of tables are shown when Qt is back in its loop
    return page, page.view


def printed(pdf: bytes) -> str:
    """What stands on the paper, without blanks and breaks."""
    found = subprocess.run(["pdftotext", "-raw", "-", "-"], input=pdf, capture_output=True, check=True).stdout
    return "".join(found.decode().split())


def missing_on_paper(view: FormView, kept: Values, paper: str, names: dict[str, str]) -> list[str]:
    asked = visible(view.state.spec, kept)
    texts = [text for field in asked for text in said(field, kept.get(field.key), names)]
    return [text for text in texts if "".join(text.split()) not in paper]


@pytest.mark.parametrize("key", sorted(shipped_forms()))
def test_a_form_is_filled_closed_reopened_and_printed_without_a_mouse(
    key: str, make_desk: Callable[[str], Desk]
) -> None:
    desk = make_desk("dewi")
    case_id = desk.open_case()
    page, view = opened(desk, case_id, key)
    fill_by_keyboard(page, view)
    kept = view.values()
    QTest.keyClick(QApplication.focusWidget() or page, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    for dialog in parts(page, RedPathDialog):
        dialog.accept()
    page.close()
    sheet = desk.ask(lambda: desk.workspace.forms.open(case_id, key))
    assert sheet.status == "lengkap"
    assert {name: value for name, value in kept.items() if sheet.values.get(name) != value} == {}
    _again, reopened = opened(desk, case_id, key)
    assert {name: value for name, value in kept.items() if reopened.values().get(name) != value} == {}
    names = {option.key: option.label for option in sheet.officers}
    paper = printed(desk.ask(lambda: desk.workspace.forms.paper(case_id, key)))
    assert missing_on_paper(reopened, kept, paper, names) == []
