"""Periksa: what is still to be put right, with the way there, and the sheet as it will be printed."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from models.services.views import EditorProblem
from models.sop.paper import SopPaper
from models.sop.spec import SopSpec
from ui import theme
from ui.context import AppContext
from ui.icons import Icon
from ui.pages.procedures.desk import EditDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label
from ui.widgets.layouts import refill
from ui.widgets.pdf_preview import PdfPreview

#: The sheet is drawn again when the person has rested this long, in milliseconds; problems are told sooner.
PREVIEW_REST_MS = 600
PROBLEMS_REST_MS = 250
_NARROW = 372
_ANY = 16_777_215
_TITLE = "Lembar SOP"
_WAITS = "Lembar SOP digambar setelah masalah diperbaiki."
_FINE = "Tidak ada masalah. SOP ini dapat diberlakukan."


class ProblemRow(Card):
    """One problem with the button that leads to it."""

    def __init__(self, pane: CheckPane, problem: EditorProblem, where: str) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=8, horizontal=True)
        self.problem = problem
        self.body.addWidget(IconLabel(Icon.PROBLEM, "danger" if problem.grave else "warn"))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(problem.message, wrap=True))
        self.link = Button(where, kind="link", clicked=partial(pane.wanted.emit, problem), name=f"Buka {where}")
        self.body.addLayout(words, 1)
        self.body.addWidget(self.link)


class CheckPane(QWidget):
    """Problems and preview, side by side when there is room for both, else below each other.

    Signals:
        told: the problems as they are now.
        wanted: the ``EditorProblem`` whose place is to be shown.
    """

    told = Signal(object)
    wanted = Signal(object)

    def __init__(self, context: AppContext, desk: EditDesk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self.problems: tuple[EditorProblem, ...] = ()
        self._judged: SopSpec | None = None
        self._column = ScrollColumn(spacing=6, margins=(0, 0, 6, 0))
        self._verdict = label("", Role.STRONG, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.rows: list[ProblemRow] = []
        self._column.body.addWidget(self._verdict)
        self._column.body.addLayout(self._list)
        self._column.body.addStretch(1)
        self._wide = False
        self.preview = PdfPreview(_TITLE, "Pratinjau lembar SOP")
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 10, 0, 4)
        self._box.setSpacing(10)
        self._box.addWidget(self._column, 2)
        self._box.addWidget(framed, 3)
        self._ask_rest = QTimer(self, singleShot=True, interval=PROBLEMS_REST_MS)
        self._ask_rest.timeout.connect(self._ask)
        self._draw_rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._draw_rest.timeout.connect(self._draw)
        desk.changed.connect(self._later)

    def spread(self, wide: bool) -> None:
        """Beside each other on the whole page, or below each other at its right edge."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self.setMaximumWidth(_ANY if wide else theme.current().px(_NARROW))
        self._column.setMaximumWidth(theme.current().px(_NARROW) if wide else _ANY)
        self.preview.set_title(_TITLE if wide else "")
        self._wide = wide
        self._size_list()

    def begin(self, problems: tuple[EditorProblem, ...]) -> None:
        """Another draft with what is already known of it."""
        self.preview.clear("Lembar SOP disiapkan…")
        self._show(self._desk.spec, problems)
        self._draw_rest.start()

    def _later(self) -> None:
        self._ask_rest.start()
        self._draw_rest.start()

    def _ask(self) -> None:
        if self._desk.sheet is None:
            return
        spec, editor = self._desk.spec, self._context.workspace.procedure_editor
        self._context.runner.query(
            lambda: editor.problems(spec), partial(self._show, spec), owner=self, latest="sop_masalah"
        )

    def _show(self, judged: SopSpec, problems: tuple[EditorProblem, ...]) -> None:
        if self._desk.sheet is None:
            return
        self._judged, self.problems = judged, problems
        grave = sum(problem.grave for problem in problems)
        self._verdict.setText(f"{grave} masalah perlu diperbaiki" if grave else _FINE)
        self.rows = [ProblemRow(self, problem, self._where(problem)) for problem in problems]
        refill(self._list, self.rows)
        self._size_list()
        self.told.emit(problems)

    def _size_list(self) -> None:
        """Above the sheet, no more room than there are problems for."""
        room = _ANY if self._wide or self.rows else self._verdict.sizeHint().height() + theme.current().px(10)
        self._column.setMaximumHeight(room)

    def _where(self, problem: EditorProblem) -> str:
        spec = self._desk.spec
        if problem.row is not None and problem.row < len(spec.steps):
            return f"Baris {spec.steps[problem.row].number}"
        return problem.part.capitalize()

    def _draw(self) -> None:
        if self._desk.sheet is None:
            return
        if self._judged != self._desk.spec:  # a sheet with faults is not drawn: first they are known
            self._draw_rest.start()
            return
        if any(problem.grave for problem in self.problems):
            if not self.preview.pdf:
                self.preview.clear(_WAITS)
            return
        spec, editor = self._desk.spec, self._context.workspace.procedure_editor
        self._context.runner.query(
            lambda: editor.paper(spec), partial(self._render, spec), latest="sop_lembar", owner=self
        )

    def _render(self, spec: SopSpec, paper: SopPaper) -> None:
        if self._desk.sheet is not None and spec == self._desk.spec:
            render = self._context.workspace.renderers.sop
            self._context.runner.render(lambda: render(paper), self.preview.show_pdf, latest="sop_gambar", owner=self)
