"""What can be checked of any screen: names for the screen reader, targets large enough, nothing cut off."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QTextEdit,
    QWidget,
)

from ui.widgets.basics import Elide

SMALLEST_TARGET = 24
W = TypeVar("W", bound=QWidget)
_ASKED = (
    QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QPlainTextEdit, QTextEdit, QAbstractSpinBox,
)  # fmt: skip


def children(screen: QWidget, kind: type[W]) -> list[W]:
    """All widgets of ``kind`` below ``screen``."""
    return list(screen.findChildren(kind))


def named(screen: QWidget, name: str) -> QWidget:
    """The one widget below ``screen`` with this accessible name."""
    found = [widget for widget in children(screen, QWidget) if widget.accessibleName() == name]
    assert len(found) == 1, f"{len(found)} widgets are called {name!r}"
    return found[0]


def without_name(screen: QWidget) -> list[str]:
    """Visible widgets that take the focus and have no accessible name."""
    found = []
    for widget in children(screen, QWidget):
        if not isinstance(widget, _ASKED) or not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus:
            continue
        if isinstance(widget.parent(), QAbstractSpinBox | QComboBox):
            continue
        if not QAccessible.queryAccessibleInterface(widget).text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} {widget.objectName()}")
    return found


def too_small(screen: QWidget) -> list[str]:
    """Visible buttons narrower or lower than 24 pixels (WCAG 2.2, 2.5.8)."""
    buttons = [button for button in children(screen, QAbstractButton) if button.isVisible()]
    return [
        f"{button.accessibleName() or button.text()} {button.size().toTuple()}"
        for button in buttons
        if min(button.width(), button.height()) < SMALLEST_TARGET
    ]


def cut_off(screen: QWidget) -> list[str]:
    """Visible labels with less room than their words need."""
    found = []
    for label in children(screen, QLabel):
        if not label.isVisible() or not label.text() or isinstance(label, Elide):
            continue
        wide = label.sizeHint().width() if not label.wordWrap() else 0
        high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        if wide > label.width() + 1 or high > label.height() + 1:
            found.append(f"{label.text()!r} has {label.size().toTuple()} and needs {wide} x {high}")
    return found


def outside(screen: QWidget) -> list[str]:
    """Visible buttons and fields that lie outside the window, unless a scroll area brings them in."""
    found = []
    for widget in children(screen, QWidget):
        if not isinstance(widget, _ASKED) or not widget.isVisible() or _scrolls(widget, screen):
            continue
        corner = widget.mapTo(screen, widget.rect().bottomRight())
        if not screen.rect().contains(corner):
            found.append(f"{widget.accessibleName()} {corner.toTuple()}")
    return found


def faults(screen: QWidget) -> list[str]:
    """Everything that the checks above find, once the layouts have settled."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return [*without_name(screen), *too_small(screen), *cut_off(screen), *outside(screen)]


def tab_chain(start: QWidget, limit: int = 80) -> list[QWidget]:
    """Widgets that Tab reaches, beginning at ``start``, until it comes back."""
    from PySide6.QtTest import QTest

    start.setFocus(Qt.FocusReason.TabFocusReason)
    seen: list[QWidget] = []
    for _ in range(limit):
        here = QApplication.focusWidget()
        if here is None or here in seen:
            break
        seen.append(here)
        QTest.keyClick(here, Qt.Key.Key_Tab)
    return seen


def _scrolls(widget: QWidget, screen: QWidget) -> bool:
    parent = widget.parentWidget()
    while parent is not None and parent is not screen:
        if isinstance(parent, QScrollArea):
            return True
        parent = parent.parentWidget()
    return False
