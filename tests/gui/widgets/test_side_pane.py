"""The pane beside a list becomes a drawer in a narrow window and never keeps the window wide."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.theme import Appearance
from ui.widgets.side_pane import MainAndSide


class Window(QWidget):
    """A list and its pane, each with one button to stand on."""

    def __init__(self) -> None:
        super().__init__()
        self.main, self.side = QPushButton("Daftar"), QPushButton("Rincian")
        holder, pane = QWidget(), QWidget()
        for inside, button in ((holder, self.main), (pane, self.side)):
            QVBoxLayout(inside).addWidget(button)
        self.sides = MainAndSide(holder, pane, 316)
        QVBoxLayout(self).addWidget(self.sides)


@pytest.fixture
def window(qtbot: QtBot, look: Appearance) -> Window:
    made = Window()
    qtbot.addWidget(made)
    return made


def shown(window: Window, width: int, qtbot: QtBot) -> MainAndSide:
    window.resize(width, 500)
    window.show()
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    return window.sides


def test_wide_windows_show_both(window: Window, qtbot: QtBot) -> None:
    sides = shown(window, 1366, qtbot)
    assert sides.side_open
    assert not sides.narrow
    assert window.minimumSizeHint().width() < 316


def test_narrow_windows_open_the_pane_on_demand(window: Window, qtbot: QtBot) -> None:
    sides = shown(window, 1093, qtbot)
    assert not sides.side_open
    window.main.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F6)
    assert sides.side_open
    assert QApplication.focusWidget() is window.side
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not sides.side_open
    assert QApplication.focusWidget() is window.main


def test_making_the_window_narrow_closes_the_pane(window: Window, qtbot: QtBot) -> None:
    sides = shown(window, 1366, qtbot)
    with qtbot.waitSignal(sides.narrow_changed) as told:
        window.resize(1100, 500)
    assert told.args == [True]
    assert not sides.side_open
    with qtbot.waitSignal(sides.narrow_changed):
        window.resize(1300, 500)
    assert sides.side_open
