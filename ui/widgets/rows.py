"""Rows of lists that are short enough to be widgets: what a step needs, and the progress line above it."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role, Tone
from ui.widgets.basics import Button, Card, Elide, IconLabel, label, restyle

State = Literal["done", "partial", "none", "skipped"]
_LOOK: dict[State, tuple[Icon, str, str]] = {
    "done": (Icon.DONE, "ok", "Ada"),
    "partial": (Icon.PARTLY, "warn", "Sebagian"),
    "none": (Icon.TODO, "muted", "Belum"),
    "skipped": (Icon.CANCELLED, "muted", "Tidak perlu"),
}


class ChecklistRow(QWidget):
    """One thing that is there or not: icon, name and word ("Ada", "Belum" or ``word``)."""

    def __init__(self, text: str, state: State, word: str = "") -> None:
        super().__init__()
        icon, color, standard = _LOOK[state]
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 2, 0, 2)
        box.setSpacing(8)
        box.addWidget(IconLabel(icon, color))
        box.addWidget(label(text, wrap=True), 1)
        box.addWidget(label(word or standard, Role.CAPTION))
        self.setAccessibleName(f"{text}: {word or standard}")


class ItemRow(Card):
    """A form, letter or file with its state, a line of detail and one verb.

    Signals:
        activated: the verb was pressed.
    """

    activated = Signal()

    def __init__(self, title: str, detail: str, state: State, verb: str = "", *, enabled: bool = True) -> None:
        super().__init__("flat", margins=(12, 5, 6, 5), spacing=10, horizontal=True)
        icon, color, word = _LOOK[state]
        self.setMinimumHeight(theme.current().px(46))
        self.body.addWidget(IconLabel(icon, color, 20))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(title, Role.STRONG, wrap=True))
        if detail:
            words.addWidget(Elide(detail, Role.CAPTION))
        self.body.addLayout(words, 1)
        self.verb: Button | None = None
        if verb:
            self.verb = Button(verb, kind="link", clicked=self.activated.emit, name=f"{verb} {title}")
            self.verb.setEnabled(enabled)
            self.body.addWidget(self.verb, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setAccessibleName(f"{title}. {word}. {detail}".rstrip(". "))


class ProgressLine(QProgressBar):
    """A thin bar; ``name`` says what it measures, since colour and length alone do not."""

    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setTextVisible(False)
        self.setRange(0, 1000)
        self.set_share(0.0)

    def set_share(self, share: float, words: str = "", tone: Tone = Tone.PRIMARY) -> None:
        """Fill ``share`` (0 to 1); ``words`` say it for the screen reader ("2 dari 6 selesai")."""
        held = min(max(share, 0.0), 1.0)
        self.setValue(round(held * 1000))
        self.setAccessibleName(f"{self._name}: {words or f'{round(held * 100)} persen'}")
        restyle(self, tone=tone.value)
