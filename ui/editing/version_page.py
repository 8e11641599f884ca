"""The page of a draft on tabs, with what is wrong with it beside them, put in force from a day on."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QWidget

from models.errors import ErrorCode, UserError
from models.services.editing.definition_editor import state_words
from models.services.views import VersionRow
from ui import theme
from ui.context import AppContext
from ui.editing.check_pane import CheckPane
from ui.editing.desk import SpecDesk
from ui.editing.enforce_dialog import EnforceDialog
from ui.editing.page import DraftPage, Editor
from ui.icons import Icon
from ui.theme import Tone
from ui.widgets.basics import Button
from ui.widgets.page import page_box
from ui.widgets.pill import Status
from ui.widgets.tab_strip import TabStrip

S = TypeVar("S")
_READY = Status("Siap diberlakukan", Icon.DONE_OUTLINE, Tone.OK)
#: From this width on the check pane stands beside the tabs.
_ROOM = 1080


class VersionEditor(Editor, Protocol):
    """The service behind a draft that becomes a version."""

    def put_in_force(self, draft_id: int, row_version: int, from_date: date, /) -> VersionRow: ...


class VersionPage(DraftPage[S], Generic[S]):
    """Shown with ``draft_id``; the last of the ``tab_words`` is the check pane.

    Class attributes: the ``name`` of the tabs, and what becomes of what is under way: ``stays`` for the next version,
    ``is_new`` for what the office did not have.
    """

    name, stays, is_new = "", "", ""
    tab_words: tuple[str, ...] = ()
    _editor: VersionEditor

    def __init__(self, context: AppContext, desk: SpecDesk[S], editor: VersionEditor) -> None:
        super().__init__(context, desk, editor)
        self._dialog: EnforceDialog | None = None
        self._stack = QStackedWidget()
        self.drop_button = Button("Hapus konsep", Icon.DELETE, clicked=self.drop)
        self.enforce_button = Button("Berlakukan mulai…", Icon.CHECK, "primary", clicked=self._ask_day)
        for button in (self.drop_button, self.enforce_button):
            self.head.verbs.addWidget(button)
        self.tabs = TabStrip(self.name, self.tab_words)

    def arrange(self, parts: Sequence[QWidget], check: CheckPane[S], first: int = 0) -> None:
        """Lay out the tabs with the check pane; the tab ``first`` is shown."""
        self.check = check
        check.told.connect(self._judged)
        for part in parts:
            self._stack.addWidget(part)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._stack, 3)
        halves.addWidget(check, 2)
        box = page_box(self)
        box.setSpacing(6)
        box.addWidget(self.head)
        box.addWidget(self.tabs)
        box.addLayout(halves, 1)
        self.tabs.setCurrentIndex(first)
        self.tabs.currentChanged.connect(self._arrange)
        self._arrange()
        self.desk.changed.connect(self.changed)

    def _arrange(self) -> None:
        """The check pane takes the page on its own tab, and stands beside the others where there is room."""
        tab = self.tabs.currentIndex()
        checking = tab == len(self.tab_words) - 1
        self._stack.setVisible(not checking)
        if not checking:
            self._stack.setCurrentIndex(tab)
        self.check.spread(checking)
        self.check.setVisible(checking or self.width() >= theme.current().px(_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    # ------------------------------------------------------------------ what subclasses say

    def named(self) -> tuple[str, str]:
        """The name of what is written and the line below it."""
        raise NotImplementedError

    def mark(self, problems: tuple[Any, ...]) -> None:
        """Show where there is something to put right."""
        raise NotImplementedError

    def fetch_changes(self, sheet: Any, then: Callable[[tuple[str, ...]], object]) -> None:
        """Hand over what changes, in sentences."""
        raise NotImplementedError

    # ------------------------------------------------------------------ the draft

    def show_with(self, **params: object) -> None:
        """Open a draft."""
        self.clear()
        self.load(int(str(params["draft_id"])))

    def put_on_desk(self, sheet: Any) -> None:
        self._stack.setEnabled(True)
        self.enforce_button.setEnabled(True)

    def tell(self) -> None:
        if self.desk.occupied:
            name, sentence = self.named()
            self.set_title(f"{self.called} {name}")
            self.head.set_words(name, sentence)

    def grave(self) -> int:
        """How many problems keep the draft from being put in force."""
        return sum(problem.grave for problem in self.check.problems)

    def _judged(self, problems: tuple[Any, ...]) -> None:
        count, last = self.grave(), len(self.tab_words) - 1
        self._pill.set_status(Status(f"{count} masalah", Icon.PROBLEM, Tone.DANGER) if count else _READY)
        self._pill.updateGeometry()
        self.tabs.setTabText(last, f"{self.tab_words[last]} ({count})" if count else self.tab_words[last])
        self.mark(problems)

    def reopen(self, error: UserError) -> None:
        if error.code is ErrorCode.NOT_FOUND:
            self.dropped()
        else:
            super().reopen(error)

    def drop_question(self) -> tuple[str, str, str]:
        words = "Perubahan di dalamnya tidak dapat dikembalikan. Versi yang berlaku tidak berubah."
        return f"Hapus konsep {self.named()[0]}?", words, "Hapus konsep"

    def dropped(self) -> None:
        self.clear()
        self._back()

    def clear(self) -> None:
        super().clear()
        self._stack.setEnabled(False)
        self.enforce_button.setEnabled(False)

    # ------------------------------------------------------------------ putting in force

    def _ask_day(self) -> None:
        if self.grave():
            self.tabs.setCurrentIndex(len(self.tab_words) - 1)
            self._context.notify.warning(
                f"{self.called} ini belum dapat diberlakukan", "Perbaiki dahulu masalah yang tertulis pada tab Periksa."
            )
            return
        self.autosave.flush(self._fetch)

    def _fetch(self) -> None:
        if self.desk.occupied:
            self.fetch_changes(self._sheet, partial(self._confirm, self._sheet))

    def _confirm(self, sheet: Any, changes: tuple[str, ...]) -> None:
        title = f"Berlakukan versi {sheet.version} dari {self.named()[0]}"
        if sheet.before is None:
            changes = (f"Seluruh {_lower(self.called)} ini baru.",)
        clock, words = self._context.workspace.clock, self.stays if sheet.before else self.is_new
        self._dialog = EnforceDialog(self, title, words, changes, lambda: clock.now().date())
        self._dialog.agreed.connect(self._enforce)
        self._dialog.finished.connect(self._dialog.deleteLater)
        self._dialog.open()

    def _enforce(self, day: date) -> None:
        if self.desk.occupied:
            work = partial(self._editor.put_in_force, self._sheet.draft_id, self.row_version, day)
            self._context.runner.command(work, self._enforced)

    def _enforced(self, made: VersionRow) -> None:
        self._context.notify.toast(f"{state_words(made)}.")
        self.dropped()


def columns(left: QWidget, width: int, right: QWidget) -> QWidget:
    """A tab of two columns: the list of parts in a fixed width, and the chosen part beside it."""
    left.setFixedWidth(theme.current().px(width))
    both = QWidget()
    box = QHBoxLayout(both)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(14)
    box.addWidget(left)
    box.addWidget(right, 1)
    return both


def _lower(called: str) -> str:
    """The word within a sentence; an abbreviation keeps its capitals."""
    return called if called.isupper() else called.lower()
