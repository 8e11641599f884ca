"""Periksa: what is still to be put right, with the way there, and the sheet as it will be printed."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from models.services.views import EditorProblem
from models.sop.paper import SopPaper
from models.sop.spec import SopSpec
from ui.context import AppContext
from ui.editing.check_pane import CheckPane
from ui.pages.procedures.desk import EditDesk
from ui.widgets.basics import Card
from ui.widgets.pdf_preview import PdfPreview

_TITLE = "Lembar SOP"


class SheetPane(CheckPane[SopSpec]):
    """Problems and the sheet of the procedure."""

    fine = "Tidak ada masalah. SOP ini dapat diberlakukan."
    waits = "Lembar SOP digambar setelah masalah diperbaiki."
    topic = "sop"

    def __init__(self, context: AppContext, desk: EditDesk) -> None:
        super().__init__(context, desk, PdfPreview(_TITLE, "Pratinjau lembar SOP"))
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        self._box.addWidget(framed, 3)

    def spread(self, wide: bool) -> None:
        super().spread(wide)
        self.preview.set_title(_TITLE if wide else "")

    def judging(self, spec: SopSpec) -> Callable[[], tuple[EditorProblem, ...]]:
        return partial(self._context.workspace.procedure_editor.problems, spec)

    def paper(self, spec: SopSpec) -> SopPaper:
        return self._context.workspace.procedure_editor.paper(spec)

    def pdf(self, paper: SopPaper) -> bytes:
        return self._context.workspace.renderers.sop(paper)

    def where(self, problem: EditorProblem) -> str:
        spec = self._desk.spec
        if problem.row is not None and problem.row < len(spec.steps):
            return f"Baris {spec.steps[problem.row].number}"
        return problem.part.capitalize()
