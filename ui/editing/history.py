"""What was changed since the draft was opened, to be taken back and done again. Knows no screen."""

from __future__ import annotations

from typing import Generic, TypeVar

S = TypeVar("S")
#: So many changes can be taken back.
LIMIT = 200


class History(Generic[S]):
    """The definition as it is now, with the states before and after it.

    Changes with one non-empty ``tag`` that follow each other (letters typed into one field) are one step back.
    """

    def __init__(self, spec: S) -> None:
        self._states = [spec]
        self._place = 0
        self._tag = ""

    @property
    def now(self) -> S:
        """The definition as it is shown."""
        return self._states[self._place]

    @property
    def can_undo(self) -> bool:
        return self._place > 0

    @property
    def can_redo(self) -> bool:
        return self._place + 1 < len(self._states)

    def apply(self, spec: S, tag: str = "") -> bool:
        """Something was changed; False if nothing is different."""
        if spec == self.now:
            return False
        goes_on = bool(tag) and tag == self._tag and not self.can_redo and self._place > 0
        kept = self._states[: self._place + (not goes_on)]
        self._states = [*kept, spec][-LIMIT:]
        self._place = len(self._states) - 1
        self._tag = tag
        return True

    def undo(self) -> S:
        """One step back."""
        self._place -= self.can_undo
        self._tag = ""
        return self.now

    def redo(self) -> S:
        """One step forward again."""
        self._place += self.can_redo
        self._tag = ""
        return self.now
