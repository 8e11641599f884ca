"""A few options side by side of which one is chosen: as segments (yes/no) or as radio buttons."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QBoxLayout, QPushButton, QRadioButton, QWidget

from models.forms.spec import Option
from ui import icons, theme
from ui.icons import Icon
from ui.texts import unmarked

_STEPS = {Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1}
_CLEAR = (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)


class Segment(QPushButton):
    """A button that stays pressed; a tick says so without colour."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.setCheckable(True)
        self.setAutoDefault(False)
        self.setProperty("kind", "segment")
        self.toggled.connect(self._tick)
        self._tick()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._tick()

    def _tick(self) -> None:
        shown = theme.current()
        widest = self.fontMetrics().horizontalAdvance(self.text()) * 1.1
        self.setMinimumWidth(round(widest) + shown.px(46))
        self.setIcon(icons.icon(Icon.CHECK, "primary") if self.isChecked() else QIcon())


class OneOf(QWidget):
    """One stop for Tab; arrows choose, a first letter chooses, Del or a click on the chosen one clears.

    Signals:
        chosen: the person chose or cleared.
    """

    chosen = Signal()

    def __init__(self, options: Sequence[Option], *, segmented: bool, stacked: bool = False) -> None:
        super().__init__()
        self._options = tuple(options)
        self._stacked = stacked
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self.buttons: list[QAbstractButton] = []
        for option in self._options:
            button: QAbstractButton = (Segment if segmented else QRadioButton)(unmarked(option.full))
            button.setAutoExclusive(False)
            button.setCursor(Qt.CursorShape.PointingHandCursor)
            button.setToolTip("Tekan Del untuk mengosongkan")
            button.clicked.connect(lambda _on=False, key=option.key: self._clicked(key))
            button.installEventFilter(self)
            self._box.addWidget(button)
            self.buttons.append(button)
        self._box.addStretch(1)
        self._key = ""
        self._show()

    def fit(self, width: int) -> None:
        """Stand below each other where ``width`` is too small to stand side by side."""
        needed = sum(button.sizeHint().width() + self._box.spacing() for button in self.buttons)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._box.setDirection(down if self._stacked or needed > width else across)

    def key(self) -> str:
        """The chosen option, empty for none."""
        return self._key

    def set_key(self, key: str) -> None:
        """Choose without telling anybody; an unknown key chooses nothing."""
        self._key = key if any(option.key == key for option in self._options) else ""
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and self._key_pressed(cast(QKeyEvent, event), watched):
            return True
        return super().eventFilter(watched, event)

    def _key_pressed(self, event: QKeyEvent, watched: QObject) -> bool:
        if event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier):
            return False
        at = self.buttons.index(cast(QAbstractButton, watched))
        key = Qt.Key(event.key())
        if key in _STEPS:
            self._choose((at + _STEPS[key]) % len(self.buttons))
        elif key in _CLEAR:
            self._set("")
        elif not self._letter(event.text().lower(), at):
            return False
        return True

    def _letter(self, letter: str, at: int) -> bool:
        """Choose the next option that begins with ``letter``."""
        if not letter.strip():
            return False
        count = len(self._options)
        for step in range(count):
            index = (at + step + (1 if self._key == self._options[at].key else 0)) % count
            if self._options[index].label.lower().startswith(letter):
                self._choose(index)
                return True
        return False

    def _choose(self, index: int) -> None:
        self._set(self._options[index].key)
        self.buttons[index].setFocus(Qt.FocusReason.OtherFocusReason)

    def _clicked(self, key: str) -> None:
        self._set("" if key == self._key else key)

    def _set(self, key: str) -> None:
        changed = key != self._key
        self._key = key
        self._show()
        if changed:
            self.chosen.emit()

    def _show(self) -> None:
        keys = [option.key for option in self._options]
        stop = keys.index(self._key) if self._key else 0
        for index, button in enumerate(self.buttons):
            button.setChecked(keys[index] == self._key)
            policy = Qt.FocusPolicy.StrongFocus if index == stop else Qt.FocusPolicy.ClickFocus
            button.setFocusPolicy(policy)


def short(options: Sequence[Option]) -> bool:
    """True if the options are few and short enough to be shown all at once."""
    return 0 < len(options) <= 4 and max(len(option.full) for option in options) <= 40
