"""Messages that live inside a page: the empty state, the banner, and the toast that offers to undo."""

from __future__ import annotations

from collections.abc import Callable

from PySide6 import QtGui
from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtWidgets import QFrame, QHBoxLayout, QWidget

from ui import theme
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, CardKind, IconButton, IconLabel, label, row

#: How long an action can be undone from its toast, in milliseconds.
TOAST_MS = 10_000
_TOAST_MARGIN = 2
_BANNER_ICONS: dict[CardKind, tuple[Icon, str]] = {
    "info": (Icon.INFO, "info"),
    "warn": (Icon.RISK, "warn"),
    "danger": (Icon.LATE, "danger"),
    "ok": (Icon.DONE_OUTLINE, "ok"),
}
_PLAIN = (Icon.INFO, "muted")


def announce(widget: QWidget, text: str) -> None:
    """Let a screen reader say ``text`` once: saved, step done, late. Never for the clock."""
    if QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(QtGui.QAccessibleAnnouncementEvent(widget, text))


class EmptyState(QWidget):
    """What a page says when it has nothing to show: icon, one line, one sentence, one or two verbs."""

    def __init__(self, icon: Icon, title: str, sentence: str = "", *buttons: Button) -> None:
        super().__init__()
        card = Card("plain", margins=(24, 28, 24, 28), spacing=6)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(card)
        self._title = label(title, Role.SUBTITLE, wrap=True)
        self._sentence = label(sentence, Role.MUTED, wrap=True)
        card.body.addStretch(1)
        card.body.addWidget(IconLabel(icon, "primary", 44), 0, Qt.AlignmentFlag.AlignHCenter)
        for words in (self._title, self._sentence):
            words.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            card.body.addWidget(words)
        if buttons:
            card.body.addSpacing(8)
            card.body.addLayout(row(None, *buttons, None))
        card.body.addStretch(1)
        self.set_words(title, sentence)

    def set_words(self, title: str, sentence: str = "") -> None:
        """Say something else, such as what was searched for."""
        self._title.setText(title)
        self._sentence.setText(sentence)
        self._sentence.setVisible(bool(sentence))
        self.setAccessibleName(f"{title}. {sentence}".rstrip(". "))


class Banner(Card):
    """A quiet line across the page with up to three verbs; it stays until it is settled."""

    def __init__(self, kind: CardKind, text: str, *buttons: Button, closable: bool = False) -> None:
        super().__init__(kind, margins=(12, 8, 8, 8), spacing=10, horizontal=True)
        self._sign = IconLabel(*_BANNER_ICONS.get(kind, _PLAIN), 20)
        self.body.addWidget(self._sign)
        self._words = label(text, wrap=True)
        self.body.addWidget(self._words, 1)
        for button in buttons:
            self.body.addWidget(button)
        if closable:
            self.body.addWidget(IconButton(Icon.CLOSE, "Tutup pemberitahuan", clicked=self.hide))
        self.setAccessibleName(text)

    def set_kind(self, kind: CardKind) -> None:
        super().set_kind(kind)
        self._sign.set_icon(*_BANNER_ICONS.get(kind, _PLAIN))

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._words.setText(text)
        self.setAccessibleName(text)


class Toast(QFrame):
    """One line at the foot of the window saying what was done, for ten seconds, with "Urungkan" where possible."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("toast")
        self._window = window
        self._undo: Callable[[], object] | None = None
        self._words = label("")
        self._verb = Button("Urungkan", kind="normal", clicked=self.undo)
        box = QHBoxLayout(self)
        box.setContentsMargins(16, 8, 8, 8)
        box.setSpacing(12)
        box.addWidget(self._words)
        box.addWidget(self._verb)
        self._timer = QTimer(self, singleShot=True, interval=TOAST_MS)
        self._timer.timeout.connect(self.hide)
        window.installEventFilter(self)
        self.hide()

    def show_text(self, text: str, undo: Callable[[], object] | None = None) -> None:
        """Show ``text``; ``undo`` is called when the person presses Urungkan in time."""
        self._undo = undo
        self._words.setText(text)
        self._verb.setVisible(undo is not None)
        self.setMinimumHeight(theme.current().px(48))
        self.adjustSize()
        self._place()
        self.show()
        self.raise_()
        announce(self, text)
        self._timer.start()

    def can_undo(self) -> bool:
        """Whether Ctrl+Z would take back what the toast tells of."""
        return self.isVisible() and self._undo is not None

    def undo(self) -> None:
        """Take the action back, once."""
        undo, self._undo = self._undo, None
        self._timer.stop()
        self.hide()
        if undo is not None:
            undo()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        # Over the middle of the status strip: any higher it would lie on the verbs at the foot of the pages.
        self.move((self._window.width() - self.width()) // 2, self._window.height() - self.height() - _TOAST_MARGIN)
