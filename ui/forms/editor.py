"""What every editor of a form field is, whatever its kind: a value in, a value out, and what it tells the form."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Protocol, TypeAlias, cast

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from models.domain.regions import Region
from models.forms.spec import Field, Option, Value
from models.services.forms.form_pictures import Picture
from ui.forms import tab_order
from ui.widgets.basics import restyle

#: Looks for villages away from the GUI thread and hands over what it found.
RegionSearch: TypeAlias = Callable[[str, Callable[[list[Region]], None]], None]
_STILL_HERE = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def _find_nothing(_text: str, _deliver: Callable[[list[Region]], None]) -> None:
    return None


class PictureDesk(Protocol):
    """Photos and scans of a case; both answers come later, on the GUI thread."""

    def add(self, title: str, deliver: Callable[[Picture], None]) -> None:
        """Let the person choose a file and keep it."""

    def look(self, keys: Sequence[str], deliver: Callable[[Sequence[Picture]], None]) -> None:
        """Fetch pictures that were kept."""


@dataclass(frozen=True)
class Surroundings:
    """What editors need to know of the world.

    Attributes:
        today: for dates and ages.
        officers: who can be chosen, key = officer id.
        find_regions: the search behind village fields.
        persons: names the case knows, offered where a person is asked for.
        pictures: takes in and shows photos and scans; None where there is no case yet.
    """

    today: date
    officers: tuple[Option, ...] = ()
    find_regions: RegionSearch = _find_nothing
    persons: tuple[str, ...] = ()
    pictures: PictureDesk | None = None


class _Turn(Enum):
    BACK = "urungkan"
    AGAIN = "ulangi"


class Editor(QWidget):
    """One field to fill in. Subclasses build their widgets into ``body`` and ``watch`` those that take the focus.

    Signals:
        changed: after the person changed the value (never after ``set_value``).
        entered: the focus has come here.
        left: after the focus went elsewhere; now it is fair to say what is wrong.
        advance: Enter was pressed in a one-line place.
        undo / redo: Ctrl+Z or Ctrl+Y was pressed where the text itself has nothing (more) to take back.

    Attributes:
        inline: the editor is small enough to stand beside its question instead of below it.
        has_own_label: the editor shows the question itself.
    """

    changed = Signal()
    entered = Signal()
    left = Signal()
    advance = Signal()
    undo = Signal()
    redo = Signal()

    inline = False
    has_own_label = False

    def __init__(self, field: Field, around: Surroundings) -> None:
        super().__init__()
        self.field = field
        self.around = around
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(4)
        self._watched: list[QWidget] = []

    def value(self) -> Value | None:
        """What is entered; text that cannot be read is given as it is, so that nothing typed is ever lost."""
        raise NotImplementedError

    def set_value(self, value: Value | None) -> None:
        """Show ``value`` without reporting a change."""
        raise NotImplementedError

    def hint(self) -> str:
        """A quiet line below the field that explains what is entered ("Selasa, 24 November 2026")."""
        return ""

    def shown_problem(self) -> str:
        """A correction the editor shows by itself, so that it is not said twice."""
        return ""

    def focus_target(self) -> QWidget:
        """Where the focus goes when the field is visited; the editor itself where there is nothing to fill in."""
        return self._watched[0] if self._watched else self

    def stops(self) -> list[QWidget]:
        """Where Tab stops in here, in reading order."""
        return list(tab_order.stops(self))

    def watch(self, widget: QWidget, *, name: str = "") -> None:
        """Report focus and Enter of ``widget``; ``name`` is what a screen reader says, the label if empty."""
        widget.setAccessibleName(name or self.field.label)
        widget.installEventFilter(self)
        self._watched.append(widget)
        self.setFocusProxy(self._watched[0])

    def forget(self, widget: QWidget) -> None:
        """A watched widget goes away."""
        widget.removeEventFilter(self)
        self._watched.remove(widget)

    def set_invalid(self, invalid: bool) -> None:
        """Mark what is watched as needing a correction."""
        for widget in self._watched:
            if widget.property("invalid") is not invalid:
                restyle(widget, invalid=invalid)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.entered.emit()
        elif kind == QEvent.Type.FocusOut and not self._only_lent(cast(QFocusEvent, event)):
            self.left.emit()
        elif kind == QEvent.Type.ShortcutOverride and _turned(cast(QKeyEvent, event)):
            event.accept()  # the key belongs to this field, not to the window
            return True
        elif kind == QEvent.Type.KeyPress:
            return self._pressed(watched, cast(QKeyEvent, event)) or super().eventFilter(watched, event)
        return super().eventFilter(watched, event)

    def _pressed(self, watched: QObject, event: QKeyEvent) -> bool:
        if self._is_enter(event, watched):
            self.advance.emit()
            return True
        turn = _turned(event)
        if turn is None or _text_can(watched, turn):
            return False
        (self.undo if turn is _Turn.BACK else self.redo).emit()
        return True

    def _only_lent(self, event: QFocusEvent) -> bool:
        """Whether the focus is still in this editor, or comes back from a list or another window."""
        now = QApplication.focusWidget()
        inside = now is not None and self.isAncestorOf(now)
        return inside or event.reason() in _STILL_HERE or QApplication.activePopupWidget() is not None

    def takes_enter(self, _widget: QObject) -> bool:
        """True where Enter has a meaning of its own, such as a new line."""
        return False

    def _is_enter(self, event: QKeyEvent, watched: QObject) -> bool:
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        return event.key() in _ENTER and plain and not self.takes_enter(watched)


def _turned(event: QKeyEvent) -> _Turn | None:
    """Whether the key takes back or does again; both ways of writing "again" are known from other programs."""
    if event.matches(QKeySequence.StandardKey.Undo):
        return _Turn.BACK
    control = event.modifiers() == Qt.KeyboardModifier.ControlModifier
    if event.matches(QKeySequence.StandardKey.Redo) or (control and event.key() == Qt.Key.Key_Y):
        return _Turn.AGAIN
    return None


def _text_can(watched: QObject, turn: _Turn) -> bool:
    """Whether the text in the field has typing of its own to take back or do again."""
    text = watched.lineEdit() if isinstance(watched, QComboBox) else watched
    if isinstance(text, QLineEdit):
        return text.isUndoAvailable() if turn is _Turn.BACK else text.isRedoAvailable()
    if isinstance(text, QPlainTextEdit):
        document = text.document()
        return document.isUndoAvailable() if turn is _Turn.BACK else document.isRedoAvailable()
    return False
