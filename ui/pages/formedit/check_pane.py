"""Periksa: what is to be put right, with the way there; the form to be tried on the screen, and its blank paper."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from models.forms.lists import offered
from models.forms.paper import FormPaper
from models.forms.spec import FormSpec, Values
from models.services.views.form_editor import FormProblem
from ui.context import AppContext
from ui.editing.check_pane import CheckPane
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Card, label
from ui.widgets.layouts import empty, refill
from ui.widgets.pdf_preview import PdfPreview
from ui.widgets.tab_strip import TabStrip

SCREEN, PAPER = range(2)


class FormCheckPane(CheckPane[FormSpec]):
    """Problems, and the form on the screen or on paper.

    Attributes:
        trial: the form as it will be filled; answers are kept while the form is changed, and stored nowhere.
    """

    fine = "Tidak ada masalah. Formulir ini dapat diberlakukan."
    waits = "Formulir ditampilkan setelah masalah diperbaiki."
    topic = "formulir"

    def __init__(self, context: AppContext, desk: FormDesk) -> None:
        super().__init__(context, desk, PdfPreview("", "Pratinjau formulir kosong"))
        self._form_desk = desk
        self.trial: FormView | None = None
        self._tried: FormSpec | None = None
        self._printed: FormSpec | None = None
        self.looks = TabStrip("Pratinjau formulir", ("Coba di layar", "Kertas kosong"))
        self.looks.currentChanged.connect(self._turned)
        self._place = QVBoxLayout()
        self._place.setContentsMargins(10, 8, 4, 8)
        screen = QWidget()
        screen.setLayout(self._place)
        self._stack = QStackedWidget()
        self._stack.addWidget(screen)
        self._stack.addWidget(self.preview)
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self._stack)
        shown = QVBoxLayout()
        shown.setSpacing(4)
        shown.addWidget(self.looks)
        shown.addWidget(framed, 1)
        self._box.addLayout(shown, 5)

    def begin(self, problems: tuple[FormProblem, ...]) -> None:
        self._tried = self._printed = self.trial = None
        empty(self._place)
        super().begin(problems)

    def values(self) -> Values:
        """What was tried so far."""
        return self.trial.values() if self.trial is not None else {}

    def judging(self, spec: FormSpec) -> Callable[[], tuple[FormProblem, ...]]:
        sheet = self._form_desk.sheet
        before, outside = (sheet.before, sheet.outside) if sheet else (None, {})
        return partial(self._context.workspace.form_editor.problems, spec, before, outside)

    def paper(self, spec: FormSpec) -> FormPaper:
        return self._context.workspace.form_editor.paper(spec)

    def pdf(self, paper: FormPaper) -> bytes:
        return self._context.workspace.renderers.form(paper)

    def where(self, problem: FormProblem) -> str:
        spec = self._desk.spec
        if problem.field and any(field.key == problem.field for field in spec.fields):
            return "Isian"
        if problem.section is not None and problem.section < len(spec.sections):
            return "Bagian"
        return "" if problem.field else "Kepala"

    def wait(self) -> None:
        super().wait()
        if self.trial is None:
            refill(self._place, [label(self.waits, Role.MUTED, wrap=True)], stretch=True)

    def show_sound(self, spec: FormSpec) -> None:
        if self.looks.currentIndex() == SCREEN:
            self._try(spec)
        elif self._printed != spec:
            super().show_sound(spec)

    def _turned(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._draw_rest.start()

    def _try(self, spec: FormSpec) -> None:
        """The form anew with the answers given so far; nothing where it is the same form."""
        sheet = self._form_desk.sheet
        if spec == self._tried or sheet is None:
            return
        values = self.values()
        self._tried = spec
        around = surroundings(self._context, sheet.officers)
        self.trial = FormView(offered(spec, values), values, around, indexed=False, framed=False)
        refill(self._place, [self.trial])
        self.trial.show()

    def _render(self, spec: FormSpec, paper: FormPaper) -> None:
        if spec == self._desk.spec:
            self._printed = spec
        super()._render(spec, paper)
