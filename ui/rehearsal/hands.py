"""The hands of whoever walks through the window: they press what is in sight and type, and count what that takes.

Nothing is called that a person could not reach: what is hidden, switched off, covered or outside the window ends the
walk with a sentence.
"""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QComboBox,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QScrollArea,
    QTabBar,
    QToolButton,
    QWidget,
)

from ui.tables.table import Table
from ui.texts import unmarked

_NONE = Qt.KeyboardModifier.NoModifier


@dataclass
class Hands:
    """Mouse and keyboard.

    Attributes:
        clicks / keys: how many so far; a key is one stroke, a character typed as well.
    """

    clicks: int = 0
    keys: int = 0

    def press(self, widget: QWidget) -> None:
        """Click the middle of a widget."""
        self._click(widget, widget.rect().center())

    def turn_to(self, tabs: QTabBar, number: int) -> None:
        """Click a tab."""
        if number != tabs.currentIndex():
            self._click(tabs, tabs.tabRect(number).center())

    def choose_row(self, table: Table, number: int, held: Qt.KeyboardModifier = _NONE) -> None:
        """Click a row of a table, scrolled into sight first."""
        index = table.model().index(number, 0)
        table.scrollTo(index, QAbstractItemView.ScrollHint.EnsureVisible)
        self._click(table.viewport(), table.visualRect(index).center(), held)

    def write(self, field: QLineEdit | QPlainTextEdit, text: str) -> None:
        """Click a field, and type over what stands there."""
        self.press(field)
        if field.text() if isinstance(field, QLineEdit) else field.toPlainText():
            self.strike(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        for sign in text:
            key = Qt.Key.Key_Return if sign == "\n" else Qt.Key.Key_unknown
            self._key(field, key, _NONE, "\r" if sign == "\n" else sign)
        self._close_offers()

    def strike(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = _NONE) -> None:
        """Press one key."""
        self._key(widget, key, held, "")

    def pick(self, box: QComboBox, words: str) -> None:
        """Choose an entry of a box by its words, with the keys."""
        wanted = box.findText(words)
        if wanted < 0:
            raise ValueError(f'"{words}" tidak ditawarkan pada {box.accessibleName()}.')
        self._reach(box, box.rect().center())
        box.setFocus(Qt.FocusReason.MouseFocusReason)
        while box.currentIndex() != wanted:
            self.strike(box, Qt.Key.Key_Down if box.currentIndex() < wanted else Qt.Key.Key_Up)

    def choose_in_menu(self, button: QToolButton, words: str) -> None:
        """Open a button's menu and choose an entry."""
        QTimer.singleShot(0, lambda: self._take(words))
        self.press(button)

    def _take(self, words: str) -> None:
        menu = QApplication.activePopupWidget()
        if not isinstance(menu, QMenu):
            raise ValueError(f'Menu dengan "{words}" tidak terbuka.')
        action = next((one for one in menu.actions() if one.text() == unmarked(words)), None)
        if action is None:
            menu.close()
            raise ValueError(f'"{words}" tidak ada dalam menu.')
        self._click(menu, menu.actionGeometry(action).center())

    def _click(self, widget: QWidget, at: QPoint, held: Qt.KeyboardModifier = _NONE) -> None:
        self._close_offers()
        target, at = self._reach(widget, at)
        self.clicks += 1
        where, left = target.mapToGlobal(at).toPointF(), Qt.MouseButton.LeftButton
        _send(target, QMouseEvent(QEvent.Type.MouseMove, at.toPointF(), where, Qt.MouseButton.NoButton, _none(), held))
        _send(target, QMouseEvent(QEvent.Type.MouseButtonPress, at.toPointF(), where, left, left, held))
        _send(target, QMouseEvent(QEvent.Type.MouseButtonRelease, at.toPointF(), where, left, _none(), held))

    def _reach(self, widget: QWidget, at: QPoint) -> tuple[QWidget, QPoint]:
        """What really lies under the pointer there; the walk ends if that is something else."""
        name = widget.accessibleName() or widget.objectName() or type(widget).__name__
        if not widget.isVisible():
            raise ValueError(f'"{name}" tidak tampak di jendela.')
        if not widget.isEnabled():
            raise ValueError(f'"{name}" tidak dapat dipakai.')
        modal = QApplication.activeModalWidget()
        if modal is not None and modal is not widget.window() and not isinstance(widget, QMenu):
            raise ValueError(f'"{name}" tidak terjangkau: "{modal.windowTitle()}" masih terbuka.')
        _scroll_to(widget, at)
        window = widget.window()
        place = widget.mapTo(window, at)
        under = window.childAt(place) or window
        if under is not widget and not widget.isAncestorOf(under):
            raise ValueError(f'"{name}" tertutup atau di luar jendela, di bawah {type(under).__name__}.')
        return under, under.mapFrom(window, place)

    def _key(self, widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier, text: str) -> None:
        self.keys += 1
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            _send(widget, QKeyEvent(kind, key, held, text))

    @staticmethod
    def _close_offers() -> None:
        """What a field offered below it while somebody typed goes away with the next thing they do."""
        popup = QApplication.activePopupWidget()
        if isinstance(popup, QAbstractItemView):
            popup.hide()


def _send(widget: QWidget, event: QEvent) -> None:
    QApplication.sendEvent(widget, event)


def _none() -> Qt.MouseButton:
    return Qt.MouseButton.NoButton


def _scroll_to(widget: QWidget, at: QPoint) -> None:
    """Turn the wheel of every area around the widget until it is in sight."""
    inside: QWidget | None = widget.parentWidget()
    while inside is not None:
        if isinstance(inside, QScrollArea) and inside.widget() is not None and inside.widget().isAncestorOf(widget):
            place = widget.mapTo(inside.widget(), at)
            inside.ensureVisible(place.x(), place.y(), 20, min(40, inside.viewport().height() // 3))
        inside = inside.parentWidget()
