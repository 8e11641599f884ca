"""Small fields of the editors: a choice, a text of several lines that grows, a list with one entry a line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QSizePolicy, QWidget

from ui import theme

#: A field of several lines grows to this many; then it scrolls.
MOST_LINES = 10


class Pick(QComboBox):
    """A choice among a few; the wheel does not change it.

    Signals:
        picked: what was chosen by the person.
    """

    picked = Signal(object)

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(8)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda place: self.picked.emit(self.itemData(place)))

    def offer(self, choices: Iterable[tuple[object, str]], chosen: object) -> None:
        """The choices with what they mean; one that is not among them any more is shown as missing."""
        blocked = QSignalBlocker(self)
        self.clear()
        for value, words in choices:
            self.addItem(words, value)
        place = next((n for n in range(self.count()) if self.itemData(n) == chosen), -1)
        if place < 0 and chosen not in (None, ""):
            self.addItem(f"{str(chosen).replace('-', ' ')} (tidak ada)", chosen)
            place = self.count() - 1
        self.setCurrentIndex(place)
        blocked.unblock()

    def pick(self, value: object) -> None:
        """As if the person had chosen ``value``."""
        place = next(n for n in range(self.count()) if self.itemData(n) == value)
        self.setCurrentIndex(place)
        self.activated.emit(place)


class Line(QLineEdit):
    """One line of text.

    Signals:
        typed: what stands there after the person changed it.
    """

    typed = Signal(str)

    def __init__(self, name: str, placeholder: str = "") -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.textEdited.connect(self.typed)

    def show_text(self, text: str) -> None:
        """Show ``text`` unless it stands there already: the cursor stays."""
        if self.text() != text:
            self.setText(text)
            self.setCursorPosition(0)


class Lines(QPlainTextEdit):
    """Several lines: one text, or with ``each`` one entry a line. Tab goes on to the next field.

    Signals:
        typed: the text, or the tuple of entries.
    """

    typed = Signal(object)

    def __init__(self, name: str, *, each: bool = False, height: int = 3, placeholder: str = "") -> None:
        super().__init__()
        self._each, self._height = each, height
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self.setTabChangesFocus(True)
        self._grow()
        self.textChanged.connect(self._told)

    def entries(self) -> tuple[str, ...]:
        """What stands on each line that is not empty."""
        return tuple(line.strip() for line in self.toPlainText().splitlines() if line.strip())

    def show_text(self, text: str | Sequence[str]) -> None:
        """Show a text or entries unless they stand there already."""
        if self.entries() == tuple(text) if self._each else self.toPlainText().strip() == text:
            return
        blocked = QSignalBlocker(self)
        self.setPlainText("\n".join(text) if self._each else str(text))
        blocked.unblock()
        self._grow()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _told(self) -> None:
        self._grow()
        self.typed.emit(self.entries() if self._each else self.toPlainText().strip())

    def _grow(self) -> None:
        """Room for what stands there, between ``height`` and ``MOST_LINES``."""
        lines = min(max(round(self.document().size().height()), self._height), MOST_LINES)
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + theme.current().px(18))


def keeping_focus(inside: QWidget, rebuild: Callable[[], object]) -> None:
    """Rebuild the widgets inside; the one that takes the place of what had the focus gets it."""
    held = QApplication.focusWidget()
    name = held.accessibleName() if held is not None and inside.isAncestorOf(held) else ""
    rebuild()
    if not name:
        return
    widgets: list[QWidget] = list(inside.findChildren(QWidget))
    for widget in widgets:
        if widget.accessibleName() == name and widget is not held and not widget.isHidden():
            widget.setFocus()
            return
