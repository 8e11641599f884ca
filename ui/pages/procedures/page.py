"""The page "sop_editor": a draft of a procedure, its tabs, what is wrong with it, and putting it in force."""

from __future__ import annotations

from collections.abc import Callable

from models.services.views import EditorProblem, EditorSheet
from models.sop.spec import SopSpec
from ui.context import AppContext
from ui.editing.version_page import VersionPage, columns
from ui.pages.procedures.actors_tab import ActorsTab
from ui.pages.procedures.check_pane import SheetPane
from ui.pages.procedures.desk import EditDesk
from ui.pages.procedures.identity_tab import IdentityTab
from ui.pages.procedures.row_form import RowForm
from ui.pages.procedures.steps_list import StepsList

IDENTITY, ACTORS, STEPS, CHECK = range(4)
_PARTS = {"identitas": IDENTITY, "pelaksana": ACTORS, "langkah": STEPS}
_LIST = 252


class ProcedureEditorPage(VersionPage[SopSpec]):
    """Shown with ``draft_id``."""

    called, section, topic = "SOP", "sop", "sop_editor"
    name, tab_words = "Bagian SOP", ("Identitas", "Pelaksana", "Langkah", "Periksa")
    stays = "Kasus yang sedang berjalan tetap mengikuti versinya sampai pimpinan memindahkannya."
    is_new = "SOP ini baru bagi kantor; pilih Pakai SOP ini sesudahnya."
    desk: EditDesk

    def __init__(self, context: AppContext) -> None:
        super().__init__(context, EditDesk(), context.workspace.procedure_editor)
        self.identity = IdentityTab(context, self.desk)
        self.actors = ActorsTab(context, self.desk)
        self.steps, self.row_form = StepsList(self.desk), RowForm(self.desk)
        self.steps.chosen.connect(self.row_form.show_step)
        check = SheetPane(context, self.desk)
        check.wanted.connect(self._go_to)
        self.arrange((self.identity, self.actors, columns(self.steps, _LIST, self.row_form)), check, STEPS)

    def focus_first(self) -> None:
        self.steps.list.setFocus()

    # ------------------------------------------------------------------ what the page is about

    def put_on_desk(self, sheet: EditorSheet) -> None:
        super().put_on_desk(sheet)
        self.desk.open(sheet)
        self.check.begin(sheet.problems)
        self.steps.choose(0)

    def named(self) -> tuple[str, str]:
        spec, sheet = self.desk.spec, self.desk.sheet
        kind = f"Konsep versi {sheet.version}" if sheet and sheet.before else "Konsep SOP baru"
        return spec.name or "SOP tanpa nama", f"{kind} · {len(spec.steps)} baris · {spec.unit}"

    def fetch_changes(self, sheet: EditorSheet, then: Callable[[tuple[str, ...]], object]) -> None:
        editor, spec, before = self._context.workspace.procedure_editor, self.desk.spec, sheet.before
        self._context.runner.query(lambda: editor.changes(before, spec) if before else (), then, owner=self)

    # ------------------------------------------------------------------ problems

    def mark(self, problems: tuple[EditorProblem, ...]) -> None:
        self.steps.mark({problem.row for problem in problems if problem.row is not None})

    def _go_to(self, problem: EditorProblem) -> None:
        self.tabs.setCurrentIndex(_PARTS[problem.part])
        if problem.row is not None:
            self.steps.choose(problem.row)
            self.row_form.focus_first()
