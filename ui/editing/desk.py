"""A definition that is being changed on the screen: as it is now, and the way to change it, take back and do again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Generic, TypeVar

from PySide6.QtCore import QObject, Signal

from ui.editing.history import History

S = TypeVar("S")


class SpecDesk(QObject, Generic[S]):
    """One draft on the desk.

    Signals:
        changed: the definition is another now.
        rebuilt: it is another in more than what is being typed: forms show it anew.
    """

    changed = Signal()
    rebuilt = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._history: History[S] | None = None
        self._open = False

    @property
    def spec(self) -> S:
        """The definition as it is now."""
        if self._history is None:
            raise AssertionError("no draft on the desk")
        return self._history.now

    @property
    def can_undo(self) -> bool:
        return self._history is not None and self._history.can_undo

    @property
    def can_redo(self) -> bool:
        return self._history is not None and self._history.can_redo

    @property
    def occupied(self) -> bool:
        """Whether a draft is on the desk."""
        return self._open

    def begin(self, spec: S) -> None:
        """Another draft."""
        self._history = History(spec)
        self._open = True
        self._rebuild()

    def clear(self) -> None:
        """Nothing on the desk any more: what is still done on the screen changes nothing."""
        self._open = False

    def type(self, change: Callable[[S], S], tag: str) -> None:
        """A field was typed into; ``tag`` names it, so that its letters are taken back together."""
        if self._open and self._history is not None and self._history.apply(change(self.spec), tag):
            self.changed.emit()

    def do(self, change: Callable[[S], S]) -> None:
        """Something was added, removed, moved or chosen."""
        if self._open and self._history is not None and self._history.apply(change(self.spec)):
            self._rebuild()

    def undo(self) -> None:
        """Take back the last change."""
        if self._open and self._history is not None and self._history.can_undo:
            self._history.undo()
            self._rebuild()

    def redo(self) -> None:
        """Do again what was taken back."""
        if self._open and self._history is not None and self._history.can_redo:
            self._history.redo()
            self._rebuild()

    def _rebuild(self) -> None:
        self.rebuilt.emit()
        self.changed.emit()
