"""The mouse wheel scrolls the page; it never changes an answer.

Not even in the field that has the focus: whoever scrolls on after an answer would change it without seeing it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractSlider, QAbstractSpinBox, QApplication, QComboBox, QScrollBar, QTabBar

_CHANGED_BY_WHEEL = (QComboBox, QAbstractSpinBox, QAbstractSlider, QTabBar)


class WheelFilter(QObject):
    """Hands the wheel on to the page from the field under it. One for the whole application."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        app.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Wheel or not isinstance(watched, _CHANGED_BY_WHEEL):
            return False
        if isinstance(watched, QScrollBar):
            return False
        event.ignore()
        return True
