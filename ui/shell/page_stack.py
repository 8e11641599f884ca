"""The pages that have been opened, which one is shown, and the way back and forward."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget

from ui.widgets.page import Page

_REMEMBERED = 50


@dataclass(frozen=True)
class Visit:
    """A page and what it was told to show."""

    page_id: str
    params: dict[str, object] = field(default_factory=dict)


class PageStack(QStackedWidget):
    """Keeps one widget per page id and tells it each time what to show.

    Signals:
        moved: id of the page now shown.
    """

    moved = Signal(str)

    def __init__(self, make: Callable[[str], Page | None]) -> None:
        super().__init__()
        self._make = make
        self._pages: dict[str, Page] = {}
        self._visits: list[Visit] = []
        self._place = -1

    @property
    def page(self) -> Page | None:
        """The page shown now."""
        shown = self.currentWidget()
        return shown if isinstance(shown, Page) else None

    @property
    def visit(self) -> Visit | None:
        """The page shown now and what it shows."""
        return self._visits[self._place] if self._visits else None

    def go(self, visit: Visit) -> bool:
        """Show a page. False if the present page keeps the person or the page is not theirs to open."""
        if visit == self.visit:
            if self.page is not None:
                self.page.refresh()
            return True
        if not self._show(visit):
            return False
        self._visits = [*self._visits[: self._place + 1], visit][-_REMEMBERED:]
        self._place = len(self._visits) - 1
        self.moved.emit(visit.page_id)
        return True

    def step(self, direction: int) -> bool:
        """Back (-1) or forward (+1)."""
        place = self._place + direction
        if not 0 <= place < len(self._visits) or not self._show(self._visits[place]):
            return False
        self._place = place
        self.moved.emit(self._visits[place].page_id)
        return True

    def leave_all(self) -> None:
        """Let every open page save what was typed, for instance before locking. Nobody may refuse."""
        for page in self._pages.values():
            page.leave()

    def _settle(self, page_id: str, params: dict[str, object]) -> None:
        if self.visit is not None and self.visit.page_id == page_id:
            self._visits[self._place] = Visit(page_id, dict(params))

    def _show(self, visit: Visit) -> bool:
        if self.page is not None and not self.page.leave():
            return False
        page = self._pages.get(visit.page_id)
        if page is None:
            page = self._make(visit.page_id)
            if page is None:
                return False
            self._pages[visit.page_id] = page
            page.settled.connect(partial(self._settle, visit.page_id))
            self.addWidget(page)
        self.setCurrentWidget(page)
        page.show_with(**visit.params)
        page.focus_first()
        return True
