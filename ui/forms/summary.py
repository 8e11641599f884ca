"""What is still missing, above the form, each with a link to its place."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout

from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.layouts import refill

_MOST_LINKS = 6


class ProblemSummary(Card):
    """Signals:
    chosen: key of the field to go to.
    """

    chosen = Signal(str)

    def __init__(self) -> None:
        super().__init__("danger", margins=(14, 10, 14, 12), spacing=4)
        self._title = label("", Role.STRONG, wrap=True)
        self.body.addLayout(row(IconLabel(Icon.PROBLEM, "danger", 20), self._title, stretch=1))
        self._links = QVBoxLayout()
        self._links.setSpacing(0)
        self._links.setContentsMargins(22, 0, 0, 0)
        self.body.addLayout(self._links)
        self.hide()

    def show_problems(self, problems: Sequence[tuple[str, str]]) -> None:
        """Pairs of field key and "label: correction"; none hides the summary."""
        self.setVisible(bool(problems))
        count = len(problems)
        title = "Satu isian belum lengkap" if count == 1 else f"{count} isian belum lengkap"
        self._title.setText(f"{title}. Tekan F8 untuk ke isian berikutnya.")
        self.setAccessibleName(title)
        lines = []
        for key, words in problems[:_MOST_LINKS]:
            link = Button(words, kind="link", clicked=partial(self.chosen.emit, key))
            link.setProperty("lean", "left")
            lines.append(link)
        refill(self._links, lines)
        if count > _MOST_LINKS:
            self._links.addWidget(label(f"dan {count - _MOST_LINKS} lagi", Role.CAPTION))
