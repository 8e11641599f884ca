"""The row of titles with which one turns to a part of a page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QTabBar


class TabStrip(QTabBar):
    """Titles beside each other, each as wide as its words; ``name`` is what screen readers say of the row."""

    def __init__(self, name: str, titles: Iterable[str] = ()) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setExpanding(False)
        for title in titles:
            self.addTab(title)
        # The chosen title is bolder, so the row grows with the choice; Qt does not tell the layout by itself.
        self.currentChanged.connect(lambda _place: self.updateGeometry())
