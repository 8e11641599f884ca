"""Emptying and refilling layouts whose widgets follow the data."""

from __future__ import annotations

from collections.abc import Iterable
from typing import cast

from PySide6.QtWidgets import QBoxLayout, QLayout, QWidget


def empty(layout: QLayout) -> None:
    """Take everything out of ``layout``; its widgets disappear at once and are deleted when Qt is back in its loop."""
    while layout.count():
        entry = layout.takeAt(0)
        # The stubs do not know that an entry is only one of the three: widget, layout or space.
        widget, inner = cast("QWidget | None", entry.widget()), cast("QLayout | None", entry.layout())
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            empty(inner)


def refill(layout: QBoxLayout, widgets: Iterable[QWidget], *, stretch: bool = False) -> None:
    """Put ``widgets`` into ``layout`` in place of what it held; ``stretch`` keeps them together at its beginning."""
    empty(layout)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
