"""What is still missing, above the form, each with a link to its place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout

from ui.icons import Icon
from ui.texts import unmarked
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, label, row
from ui.widgets.layouts import refill

_MOST_LINKS = 6
#: What the style keeps free at both sides of a link, in pixels.
_LINK_PADDING = 16


class _Link(Button):
    """A line that never asks for more width than there is: what does not fit is in the tooltip and beside the field."""

    def __init__(self, words: str, go: Callable[[], object]) -> None:
        self._words = words
        super().__init__(words, kind="link", clicked=go, name=words)
        self.setProperty("lean", "left")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._fit()

    def minimumSizeHint(self) -> QSize:
        return QSize(40, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        room = self.width() - _LINK_PADDING
        shown = self.fontMetrics().elidedText(self._words, Qt.TextElideMode.ElideRight, room)
        self.setText(unmarked(shown))
        self.setToolTip("" if shown == self._words else self._words)


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
            lines.append(_Link(words, partial(self.chosen.emit, key)))
        refill(self._links, lines)
        if count > _MOST_LINKS:
            self._links.addWidget(label(f"dan {count - _MOST_LINKS} lagi", Role.CAPTION))
