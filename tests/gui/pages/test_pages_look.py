"""What holds for every page: names for everything that takes the focus, targets large enough, nothing cut off."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QEvent, QRect, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QScrollBar,
    QTabBar,
    QVBoxLayout,
    QWidget,
)

from tests.gui.forms.conftest import Desk
from ui.pages.admin.page import AdminPage
from ui.pages.case.page import CasePageView
from ui.pages.cases.page import CasesPage
from ui.pages.logbook.page import LogbookPage
from ui.pages.tasks.page import TasksPage
from ui.theme import Mode
from ui.widgets.basics import Elide
from ui.widgets.page import Page

#: Room for a page in the window: 1366 x 768 and 125 % of it, without navigation, bars and task bar.
WIDE, NARROW = (1366, 1162, 617), (1093, 1033, 465)
SMALLEST_TARGET = 24


class Window(QWidget):
    """The window around a page: as wide as the program's, so that the page knows whether it is narrow."""

    def __init__(self, page: Page, width: int, room: int, height: int) -> None:
        super().__init__()
        box = QVBoxLayout(self)
        box.setContentsMargins(width - room, 0, 0, 0)
        box.addWidget(page)
        self.resize(width, height)


PAGES = ("tugas", "kasus", "kasus_rinci", "bukulog", *(f"administrasi {part}" for part in (
    "profil", "kop", "waktu", "pegawai", "nomor", "sop", "cadangan", "sandi", "tampilan"
)))  # fmt: skip


def built(desk: Desk, name: str, case_id: int) -> tuple[Page, dict[str, object]]:
    page_id, _space, part = name.partition(" ")
    made: dict[str, Callable[[], tuple[Page, dict[str, object]]]] = {
        "tugas": lambda: (TasksPage(desk.context), {}),
        "kasus": lambda: (CasesPage(desk.context), {}),
        "kasus_rinci": lambda: (CasePageView(desk.context), {"case_id": case_id}),
        "bukulog": lambda: (LogbookPage(desk.context), {}),
        "administrasi": lambda: (AdminPage(desk.context), {"bagian": part}),
    }
    return made[page_id]()


def laid_out(desk: Desk, window: QWidget) -> None:
    """Everything has arrived and every layout has been carried out, as before a picture is taken."""
    desk.settle()
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest.value)
        window.grab()


def visible(window: QWidget, kind: type[QWidget]) -> Iterator[QWidget]:
    found: list[QWidget] = list(window.findChildren(kind))
    return (widget for widget in found if widget.isVisible())


def name_of(widget: QWidget) -> str:
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)  # none for the simplest ones
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def unnamed(window: QWidget) -> list[str]:
    return [
        type(widget).__name__
        for widget in visible(window, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not name_of(widget).strip()
        and widget.objectName() != "qt_spinbox_lineedit"  # a reader hears the spin box around it
    ]


def too_small(window: QWidget) -> list[str]:
    kinds = (QAbstractButton, QLineEdit, QComboBox)
    return [
        f"{type(widget).__name__} {widget.accessibleName()} {widget.width()}x{widget.height()}"
        for kind in kinds
        for widget in visible(window, kind)
        if min(widget.width(), widget.height()) < SMALLEST_TARGET
    ]


def clipped(window: QWidget) -> list[str]:
    """Labels and buttons whose words do not fit, and anything that hangs out of the window."""
    cut = []
    for widget in visible(window, QLabel):
        if isinstance(widget, Elide) or not isinstance(widget, QLabel) or not widget.text():
            continue
        needed = widget.heightForWidth(widget.width()) if widget.wordWrap() else widget.sizeHint().height()
        if not widget.wordWrap() and widget.width() + 1 < widget.sizeHint().width():
            cut.append(f"width: {widget.text()}")
        if widget.maximumHeight() > 10_000 and widget.height() + 1 < needed:
            cut.append(f"height: {widget.text()}")
    for widget in visible(window, QAbstractButton):
        text = widget.text() if isinstance(widget, QAbstractButton) else ""
        if text and widget.width() + 1 < widget.minimumSizeHint().width():
            cut.append(f"button: {text}")
    return cut


def hanging_out(window: QWidget) -> list[str]:
    """What lies outside the window although nothing scrolls it into sight."""
    found = []
    for widget in visible(window, QAbstractButton):
        if any(isinstance(parent, QAbstractScrollArea | QScrollBar | QTabBar) for parent in parents(widget)):
            continue
        box = QRect(widget.mapTo(window, widget.rect().topLeft()), widget.size())
        if not window.rect().contains(box):
            found.append(f"{widget.accessibleName()} {box.getRect()}")
    return found


def parents(widget: QWidget) -> Iterator[QWidget]:
    parent = widget.parentWidget()
    while parent is not None:
        yield parent
        parent = parent.parentWidget()


def faults(window: QWidget) -> list[str]:
    return [
        *(f"no name: {one}" for one in unnamed(window)),
        *(f"small: {one}" for one in too_small(window)),
        *(f"cut: {one}" for one in clipped(window)),
        *(f"outside: {one}" for one in hanging_out(window)),
    ]


@pytest.mark.parametrize("size", [WIDE, NARROW], ids=["1366", "125%"])
def test_everything_is_named_large_enough_and_whole(desk: Desk, size: tuple[int, int, int]) -> None:
    case_id = desk.open_case()
    found: dict[str, list[str]] = {}
    for name in PAGES:
        page, params = built(desk, name, case_id)
        window = Window(page, *size)
        desk.show(window, size[0], size[2])
        page.show_with(**params)
        laid_out(desk, window)
        found[name] = faults(window)
        window.hide()
    assert {name: faults_of for name, faults_of in found.items() if faults_of} == {}


def test_each_part_of_a_case_is_whole_in_dark_and_large(desk: Desk) -> None:
    case_id = desk.open_case()
    theme = desk.context.theme
    theme.set_mode(Mode.DARK)
    theme.set_percent(150)
    try:
        page = CasePageView(desk.context)
        window = Window(page, *WIDE)
        desk.show(window, WIDE[0], WIDE[2])
        page.show_with(case_id=case_id)
        for tab in range(page.tabs.count()):
            page.tabs.setCurrentIndex(tab)
            laid_out(desk, window)
            assert [tab, *unnamed(window), *clipped(window)] == [tab]
    finally:
        theme.set_mode(Mode.LIGHT)
        theme.set_percent(100)


def test_tab_reaches_the_list_and_leaves_it(desk: Desk) -> None:
    desk.open_case()
    page = CasesPage(desk.context)
    window = Window(page, *WIDE)
    desk.show(window, WIDE[0], WIDE[2])
    page.show_with()
    desk.settle()
    page.search.setFocus()
    seen = []
    for _ in range(30):
        window.focusNextChild()
        seen.append(QApplication.focusWidget())
    assert page.table in seen
    assert page.preview.open_button in seen
