"""How much room the screen has."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QGuiApplication


def room_at(place: QPoint | None = None) -> QRect:
    """The usable part of the screen at a global ``place``, of the main one where there is none.

    Not asked of a widget: Python would hold the screen for the widget's child, to end with it, and Qt crashes later.
    """
    screen = QGuiApplication.screenAt(place) if place is not None else None
    return (screen or QGuiApplication.primaryScreen()).availableGeometry()
