"""Working in the window with mouse and keyboard alone: getting to a page, a run, a case; dialogs, papers; measuring."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.sop.spec import SopSpec
from ui.pages.case.page import CasePageView
from ui.pages.cases.page import CasesPage
from ui.pages.cases.presenter import PERIODS, VIEWS
from ui.papers import PaperDialog
from ui.rehearsal.hands import Hands
from ui.rehearsal.notify import ClickingNotify
from ui.rehearsal.walk import WindowWalk
from ui.shell.nav import NavButton
from ui.widgets.basics import Button

D = TypeVar("D", bound=QDialog)
#: Called with the name of what is on the screen, for a picture of it.
Look = Callable[[str], None]


@dataclass(frozen=True)
class Stretch:
    """A stretch of the work and what it took; ``seconds`` of waiting included."""

    name: str
    clicks: int
    keys: int
    seconds: float


class HandsOnWalk(WindowWalk):
    """A walk that touches nothing but what is in sight.

    Attributes:
        hands: what presses and types.
        stretches: what was done, in order.
    """

    def __init__(
        self, gate: Gate, password: str, renderers: Renderers, folder: Path, spec: SopSpec, look: Look
    ) -> None:
        self.hands, self.look = Hands(), look
        self.asked = ClickingNotify(self.hands, folder, look)
        self.stretches: list[Stretch] = []
        super().__init__(gate, password, renderers, folder, spec, self.asked)

    @contextmanager
    def stretch(self, name: str) -> Iterator[None]:
        """Measure what is done inside."""
        clicks, keys, begun = self.hands.clicks, self.hands.keys, time.monotonic()
        yield
        taken = time.monotonic() - begun
        self.stretches.append(Stretch(name, self.hands.clicks - clicks, self.hands.keys - keys, taken))

    def see(self, name: str) -> None:
        """What is on the screen, once it is drawn."""
        self._go_on()
        self.look(name)

    def do(self, widget: QWidget | None) -> None:
        """Press something and wait for what comes of it."""
        if widget is None:
            raise ValueError("Yang dicari tidak ada di layar.")
        self.hands.press(widget)
        self._go_on()

    def answering(self, *verbs: str, text: str = "") -> None:
        """What is answered to the questions that come now."""
        self.asked.verbs = verbs
        self.asked.text = text

    def go(self, page_id: str) -> None:
        """Open a page by the navigation."""
        buttons: list[NavButton] = list(self._bench().nav.findChildren(NavButton))
        self.do(next(one for one in buttons if one.page.id == page_id))

    def open_run(self, words: str) -> CasePageView:
        """The page of the run of a period, found in the list."""
        return self._open(words, PERIODS)

    def open_case(self, number: str) -> CasePageView:
        """The page of a case, found in the list."""
        return self._open(number, [key for key, _title in VIEWS].index("semua"))

    def _open(self, number: str, view: int) -> CasePageView:
        shown = self._bench().stack.page
        if isinstance(shown, CasePageView) and number in shown.title:
            return shown
        self.go("kasus")
        page = self._page(CasesPage)
        self.hands.turn_to(page.tabs, view)
        self._go_on()
        rows = page.table.rows
        place = next((n for n in range(rows.rowCount()) if rows.row_at(n).number == number), -1)
        if place < 0:
            raise ValueError(f"{number} tidak ada dalam daftar kasus.")
        self.hands.choose_row(page.table, place)
        self.hands.strike(page.table, Qt.Key.Key_Return)
        return self._page(CasePageView, lambda shown: number in shown.title)

    def dialog(self, kind: type[D]) -> D:
        """The dialog of this kind that is open."""

        def found() -> D | None:
            open_ones: list[QWidget] = QApplication.topLevelWidgets()
            return next((one for one in open_ones if isinstance(one, kind) and one.isVisible()), None)

        self._go_on(lambda: found() is not None)
        shown = found()
        assert shown is not None  # noqa: S101 - just waited for it
        return shown

    def keep_paper(self) -> None:
        """Look at the paper that is shown, save it and close its window."""
        paper = self.dialog(PaperDialog)
        self.see(paper.windowTitle())
        self.do(paper.save_button)
        buttons: list[Button] = list(paper.findChildren(Button))
        self.do(next(one for one in buttons if one.accessibleName() == "Tutup"))

    def all_of(self, widget: QWidget) -> None:
        """Choose every row of a table with the keys."""
        widget.setFocus(Qt.FocusReason.MouseFocusReason)
        self.hands.strike(widget, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
        self._go_on()
