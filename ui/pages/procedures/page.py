"""The page "sop_editor": a draft of a procedure, its tabs, what is wrong with it, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QTabBar, QWidget

from models.services.views import EditorProblem, EditorSheet
from models.sop.spec import SopSpec
from ui import theme
from ui.context import AppContext
from ui.editing.page import DraftPage
from ui.pages.procedures.actors_tab import ActorsTab
from ui.pages.procedures.check_pane import CheckPane
from ui.pages.procedures.desk import EditDesk
from ui.pages.procedures.identity_tab import IdentityTab
from ui.pages.procedures.row_form import RowForm
from ui.pages.procedures.steps_list import StepsList
from ui.widgets.page import page_box

IDENTITY, ACTORS, STEPS, CHECK = range(4)
_PARTS = {"identitas": IDENTITY, "pelaksana": ACTORS, "langkah": STEPS}
_LIST = 252
#: From this width on the check pane stands beside the tabs.
_ROOM = 1080
_STAY = "Kasus yang sedang berjalan tetap mengikuti versinya sampai pimpinan memindahkannya."
_NEW = "SOP ini baru bagi kantor; pilih Pakai SOP ini sesudahnya."


class ProcedureEditorPage(DraftPage[SopSpec]):
    """Shown with ``draft_id``."""

    called, section, topic = "SOP", "sop", "sop_editor"
    desk: EditDesk

    def __init__(self, context: AppContext) -> None:
        self._stack = QStackedWidget()
        super().__init__(context, EditDesk(), context.workspace.procedure_editor)
        self.desk.setParent(self)
        self._build()
        self.desk.changed.connect(self.changed)

    def _build(self) -> None:
        self.tabs = QTabBar()
        self.tabs.setAccessibleName("Bagian SOP")
        self.tabs.setExpanding(False)
        for words in ("Identitas", "Pelaksana", "Langkah", "Periksa"):
            self.tabs.addTab(words)
        self.identity = IdentityTab(self._context, self.desk)
        self.actors = ActorsTab(self._context, self.desk)
        self.steps, self.row_form = StepsList(self.desk), RowForm(self.desk)
        self.steps.chosen.connect(self.row_form.show_step)
        self.steps.setFixedWidth(theme.current().px(_LIST))
        self.check = CheckPane(self._context, self.desk)
        self.check.told.connect(self._told)
        self.check.wanted.connect(self._go_to)
        rows = QWidget()
        columns = QHBoxLayout(rows)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(14)
        columns.addWidget(self.steps)
        columns.addWidget(self.row_form, 1)
        for tab in (self.identity, self.actors, rows):
            self._stack.addWidget(tab)
        halves = QHBoxLayout()
        halves.setSpacing(14)
        halves.addWidget(self._stack, 3)
        halves.addWidget(self.check, 2)
        box = page_box(self)
        box.setSpacing(6)
        box.addWidget(self.head)
        box.addWidget(self.tabs)
        box.addLayout(halves, 1)
        self.tabs.currentChanged.connect(self._arrange)
        self.tabs.setCurrentIndex(STEPS)

    def _arrange(self) -> None:
        """The check pane takes the page on its own tab, and stands beside the others where there is room."""
        tab = self.tabs.currentIndex()
        self._stack.setVisible(tab != CHECK)
        if tab != CHECK:
            self._stack.setCurrentIndex(tab)
        self.check.spread(tab == CHECK)
        self.check.setVisible(tab == CHECK or self.width() >= theme.current().px(_ROOM))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def focus_first(self) -> None:
        self.steps.list.setFocus()

    # ------------------------------------------------------------------ what the page is about

    def workplace(self) -> QWidget:
        return self._stack

    def put_on_desk(self, sheet: EditorSheet) -> None:
        self.desk.open(sheet)
        self.check.begin(sheet.problems)
        self.steps.choose(0)

    def named(self) -> tuple[str, str]:
        spec, sheet = self.desk.spec, self.desk.sheet
        kind = f"Konsep versi {sheet.version}" if sheet and sheet.before else "Konsep SOP baru"
        return spec.name or "SOP tanpa nama", f"{kind} · {len(spec.steps)} baris · {spec.unit}"

    def grave(self) -> int:
        return sum(problem.grave for problem in self.check.problems)

    def show_problems(self) -> None:
        self.tabs.setCurrentIndex(CHECK)

    def fetch_changes(self, sheet: EditorSheet, then: Callable[[tuple[str, ...]], object]) -> None:
        editor, spec, before = self._context.workspace.procedure_editor, self.desk.spec, sheet.before
        self._context.runner.query(lambda: editor.changes(before, spec) if before else (), then, owner=self)

    def consequence(self, sheet: EditorSheet) -> str:
        return _STAY if sheet.before else _NEW

    # ------------------------------------------------------------------ problems

    def _told(self, problems: tuple[EditorProblem, ...]) -> None:
        self.tell_problems()
        count = self.grave()
        self.tabs.setTabText(CHECK, f"Periksa ({count})" if count else "Periksa")
        self.steps.mark({problem.row for problem in problems if problem.row is not None})

    def _go_to(self, problem: EditorProblem) -> None:
        self.tabs.setCurrentIndex(_PARTS[problem.part])
        if problem.row is not None:
            self.steps.choose(problem.row)
            self.row_form.focus_first()
