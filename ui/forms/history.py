"""Taking back what was answered: Ctrl+Z goes from answer to answer, inside a text letter by letter as everywhere."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from PySide6.QtCore import QObject, Signal

from models.forms.spec import Value

#: So many answers back; more than anybody remembers.
_MOST = 500


@dataclass(frozen=True)
class Change:
    """The answer to one question before and after somebody was at it."""

    key: str
    before: Value | None
    after: Value | None


class Undoing(QObject):
    """The changes to a form since it was opened.

    All that is done to a question in one visit is one change.

    Signals:
        moved: whether something can be taken back or done again is another now.
    """

    moved = Signal()

    def __init__(
        self, current: Callable[[str], Value | None], put: Callable[[str, Value | None], object], parent: QObject
    ) -> None:
        """``current`` tells the answer to a question, ``put`` answers it as if the person had."""
        super().__init__(parent)
        self._current, self._put = current, put
        self._changes: list[Change] = []
        self._done = 0
        self._visiting = self._moving = False

    @property
    def can_undo(self) -> bool:
        return self._done > 0

    @property
    def can_redo(self) -> bool:
        return self._done < len(self._changes)

    def note(self, key: str, before: Value | None, after: Value | None) -> None:
        """An answer was changed."""
        if self._moving:
            return
        del self._changes[self._done :]
        if self._visiting and self._changes and self._changes[-1].key == key:
            self._changes[-1] = replace(self._changes[-1], after=after)
        else:
            self._changes = [*self._changes[-_MOST:], Change(key, before, after)]
        self._visiting = True
        self._done = len(self._changes)
        self.moved.emit()

    def close(self) -> None:
        """The person goes to another question: what follows is a change of its own."""
        self._visiting = False

    def clear(self) -> None:
        """Other answers were read: nothing here fits them."""
        self._changes, self._done, self._visiting = [], 0, False
        self.moved.emit()

    def undo(self) -> None:
        """Take the last change back; one the person has taken back by hand is passed over."""
        while self.can_undo:
            self._done -= 1
            change = self._changes[self._done]
            if self._take(change.key, change.before):
                return

    def redo(self) -> None:
        """Do again what was taken back."""
        while self.can_redo:
            change = self._changes[self._done]
            self._done += 1
            if self._take(change.key, change.after):
                return

    def _take(self, key: str, value: Value | None) -> bool:
        self._visiting = False
        if self._current(key) == value:
            self.moved.emit()
            return False
        self._moving = True
        self._put(key, value)
        self._moving = False
        self.moved.emit()
        return True
