"""What every page of the window is: a widget with a title that can be shown, refreshed and left."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Elide


@dataclass(frozen=True)
class Part:
    """A part of a page that Ctrl+K finds by its name or by a word of its sentence; ``params`` lead to it."""

    title: str
    icon: Icon
    sentence: str
    params: dict[str, object]


class Page(QWidget):
    """A page in the stack of the main window.

    Signals:
        title_changed: the page now has another title (never with a client's name).
        settled: what ``show_with`` is to be told so that the same is shown again. A page that was asked for something
            new says it once that has a name of its own; going back or unlocking then begins no second one.
        saved_state: words for the status strip and their tone ("Tersimpan otomatis 09.41", "ok").
    """

    title_changed = Signal(str)
    settled = Signal(dict)
    saved_state = Signal(str, str)

    #: Data topics (see ``ui.bus``) after whose change ``refresh`` is called while the page is visible.
    topics: frozenset[str] = frozenset()

    def __init__(self, title: str) -> None:
        super().__init__()
        self.setObjectName("page")
        self._title = title
        self.setAccessibleName(title)

    @property
    def title(self) -> str:
        """What the window title and "back" call the page."""
        return self._title

    def set_title(self, title: str) -> None:
        """Another title."""
        self._title = title
        self.setAccessibleName(title)
        self.title_changed.emit(title)

    def show_with(self, **params: object) -> None:
        """The page is being shown, with what it is to show. Called each time; begins by loading."""
        self.refresh()

    def refresh(self) -> None:
        """Load again what is shown (F5, or somebody's change)."""

    def leave(self) -> bool:
        """The person goes elsewhere or locks: save drafts. False keeps them here."""
        return True

    def focus_first(self) -> None:
        """Put the focus where work begins on this page."""
        self.setFocus()


class PageHead(QWidget):
    """Title and a line below on the left, verbs on the right.

    Attributes:
        before: layout left of the title, for the way back.
        beside: layout right of the title, for pills.
        verbs: layout at the right edge, for buttons.
    """

    def __init__(self, title: str, sentence: str = "") -> None:
        super().__init__()
        self._title = Elide(title, Role.TITLE)  # an office may give its forms names as long as a line
        self._title.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        self._sentence = Elide(sentence, Role.MUTED)
        self.before = QHBoxLayout()
        self.beside = QHBoxLayout()
        self.beside.setSpacing(8)
        self.verbs = QHBoxLayout()
        self.verbs.setSpacing(8)
        first = QHBoxLayout()
        first.setSpacing(10)
        first.addWidget(self._title)
        first.addLayout(self.beside)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addLayout(first)
        words.addWidget(self._sentence)
        box = QHBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(12)
        box.addLayout(self.before)
        box.addLayout(words, 1)
        box.addLayout(self.verbs)

    def set_words(self, title: str, sentence: str) -> None:
        """Other words."""
        self._title.setText(title)
        self._sentence.setText(sentence)


def page_box(page: QWidget) -> QVBoxLayout:
    """The layout of a page with the margins all pages share."""
    box = QVBoxLayout(page)
    box.setContentsMargins(20, 14, 16, 12)
    box.setSpacing(12)
    return box
