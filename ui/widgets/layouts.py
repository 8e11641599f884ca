"""Emptying and refilling layouts whose widgets follow the data."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out of ``layout``; its widgets disappear at once and are deleted when Qt is back in its loop."""
    while entry := layout.takeAt(0):
        if widget := entry.widget():
            widget.hide()
            widget.deleteLater()
        elif inner := entry.layout():
            empty(inner)


def refill(layout: QBoxLayout, widgets: Iterable[QWidget], *, stretch: bool = False) -> None:
    """Put ``widgets`` into ``layout`` in place of what it held; ``stretch`` keeps them together at its beginning."""
    empty(layout)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
