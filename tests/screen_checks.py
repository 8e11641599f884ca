"""What can be checked of any screen: names for the screen reader, targets large enough, nothing cut off."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QScrollBar,
    QTabBar,
    QTextEdit,
    QWidget,
)

from ui.widgets.basics import Elide, ScrollColumn

SMALLEST_TARGET = 24
#: Pixels: what Qt calls a widget without a largest height is far above this.
_UNBOUND = 10_000
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


def faults(screen: QWidget) -> list[str]:
    """Everything that is wrong with what can be seen of ``screen``, once the layouts have settled."""
    for _ in range(3):
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
    return [
        *(f"no name: {one}" for one in _without_name(screen)),
        *(f"small: {one}" for one in _too_small(screen)),
        *(f"cut: {one}" for one in _cut_off(screen)),
        *(f"outside: {one}" for one in _outside(screen)),
        *(f"wider than its column: {one}" for one in _too_wide(screen)),
    ]


def _seen(screen: QWidget, kind: type[W]) -> list[W]:
    return [widget for widget in children(screen, kind) if widget.isVisible()]


def _without_name(screen: QWidget) -> list[str]:
    """What takes the focus and has no name for a screen reader."""
    return [
        f"{type(widget).__name__} {widget.objectName()}"
        for widget in _seen(screen, QWidget)
        if widget.focusPolicy() & Qt.FocusPolicy.TabFocus
        and widget.isEnabled()
        and not _name_of(widget).strip()
        and not isinstance(widget.parent(), QAbstractSpinBox | QComboBox)  # a reader hears the box around it
    ]


def _name_of(widget: QWidget) -> str:
    # The simplest widgets have no interface.
    interface: QAccessibleInterface | None = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name) if interface is not None else widget.accessibleName()


def _too_small(screen: QWidget) -> list[str]:
    """Buttons and fields narrower or lower than 24 pixels (WCAG 2.2, 2.5.8)."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()} {widget.size().toTuple()}"
        for kind in (QAbstractButton, QLineEdit, QComboBox)
        for widget in _seen(screen, kind)
        if min(widget.width(), widget.height()) < SMALLEST_TARGET
    ]


def _cut_off(screen: QWidget) -> list[str]:
    """Labels and buttons with less room than their words need."""
    found = []
    for label in _seen(screen, QLabel):
        if not label.text() or isinstance(label, Elide):
            continue
        wide = label.sizeHint().width() if not label.wordWrap() else 0
        high = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        free = label.maximumHeight() > _UNBOUND  # one that shows only its first lines says so elsewhere
        if wide > label.width() + 1 or (free and high > label.height() + 1):
            found.append(f"{label.text()!r} has {label.size().toTuple()} and needs {wide} x {high}")
    for button in _seen(screen, QAbstractButton):
        if button.text() and button.width() + 1 < button.minimumSizeHint().width():
            found.append(f"button {button.text()!r}")
    return found


def _outside(screen: QWidget) -> list[str]:
    """Buttons and fields that lie outside the window or what holds them although nothing scrolls them into sight."""
    return [
        f"{type(widget).__name__} {widget.accessibleName()}"
        f" {widget.mapTo(holder, widget.rect().bottomRight()).toTuple()} in {holder.size().toTuple()}"
        for widget in _seen(screen, QWidget)
        if isinstance(widget, _ASKED)
        for holder in _holders(widget, screen)
        if not holder.rect().contains(widget.mapTo(holder, widget.rect().bottomRight()))
    ]


def _holders(widget: QWidget, screen: QWidget) -> list[QWidget]:
    """What ``widget`` must lie within: everything around it up to the screen, or up to what scrolls it."""
    found: list[QWidget] = []
    parent = widget.parentWidget()
    while parent is not None and parent is not screen:
        if isinstance(parent, QAbstractScrollArea | QScrollBar | QTabBar):
            return found[:-1]  # its viewport shows only a part
        found.append(parent)
        parent = parent.parentWidget()
    return [*found, screen]


def _too_wide(screen: QWidget) -> list[str]:
    """Columns that scroll only down and hold something wider than they are: its right edge is lost."""
    return [
        f"{column.accessibleName() or type(column).__name__}: {needed} in {column.viewport().width()}"
        for column in _seen(screen, ScrollColumn)
        if (needed := column.widget().minimumSizeHint().width()) > column.viewport().width()
    ]


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
