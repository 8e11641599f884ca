"""A text of a letter with its placeholders in colour: known ones stand out, what the letter cannot quote is marked."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QFont, QKeyEvent, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from models.letters.placeholders import PLACEHOLDER, parts
from models.source import Path
from ui import theme
from ui.editing.parts import MOST_LINES, Lines
from ui.widgets.basics import restyle

#: Whether a placeholder may stand in a text, by its name and the way it is written.
Known = Callable[[str, str], bool]


class _Colours(QSyntaxHighlighter):
    def __init__(self, document: QTextDocument, known: Known) -> None:
        super().__init__(document)
        self._known = known

    def highlightBlock(self, text: str) -> None:
        for found in PLACEHOLDER.finditer(text):
            name, style, second = parts(found.group(1))
            good = self._known(name, style) and (not second or self._known(second, ""))
            look = QTextCharFormat()
            look.setForeground(theme.current().color("primary" if good else "danger"))
            look.setFontWeight(QFont.Weight.Medium)
            if not good:
                look.setUnderlineStyle(QTextCharFormat.UnderlineStyle.SpellCheckUnderline)
                look.setUnderlineColor(theme.current().color("danger"))
            self.setFormat(found.start(), found.end() - found.start(), look)


class TextBox(Lines):
    """The text at ``path`` of a letter.

    Signals:
        entered: the person is writing here now.
        pick_wanted: they want to choose a placeholder (Ctrl+Space).
    """

    entered = Signal(object)
    pick_wanted = Signal()

    def __init__(self, name: str, path: Path, text: str, known: Known, *, height: int = 1) -> None:
        super().__init__(name, height=height)
        self.path = path
        self._colours = _Colours(self.document(), known)
        self.textChanged.connect(self._bar)
        self.show_text(text)
        self._bar()

    def insert(self, words: str) -> None:
        """Put ``words`` where the cursor stands, as if typed."""
        self.insertPlainText(words)
        self.setFocus()

    def mark(self, *, wrong: bool) -> None:
        """Show or take away the red border."""
        if bool(self.property("invalid")) != wrong:
            restyle(self, invalid=wrong)

    def _bar(self) -> None:
        """The field grows with its text; only where it can grow no more does it scroll."""
        long = self.document().size().height() > MOST_LINES
        policy = Qt.ScrollBarPolicy.ScrollBarAsNeeded if long else Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        if self.verticalScrollBarPolicy() is not policy:
            self.setVerticalScrollBarPolicy(policy)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.entered.emit(self)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.pick_wanted.emit()
        else:
            super().keyPressEvent(event)
