"""Periksa: what is to be put right, with the way there; the form to be tried on the screen, and its blank paper."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from models.forms.lists import offered
from models.forms.paper import FormPaper
from models.forms.spec import FormSpec, Values
from models.services.views.form_editor import FormProblem
from ui import theme
from ui.context import AppContext
from ui.forms.builder import FormView
from ui.forms.world import surroundings
from ui.icons import Icon
from ui.pages.formedit.desk import FormDesk
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label
from ui.widgets.layouts import empty, refill
from ui.widgets.pdf_preview import PdfPreview

SCREEN, PAPER = range(2)
#: The form is built and drawn again when the person has rested this long, in milliseconds; problems are told sooner.
PREVIEW_REST_MS = 600
PROBLEMS_REST_MS = 250
_NARROW = 372
_ANY = 16_777_215
_WAITS = "Formulir ditampilkan setelah masalah diperbaiki."
_FINE = "Tidak ada masalah. Formulir ini dapat diberlakukan."


class ProblemRow(Card):
    """One problem with the button that leads to it."""

    def __init__(self, pane: CheckPane, problem: FormProblem, where: str) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=8, horizontal=True)
        self.problem = problem
        self.body.addWidget(IconLabel(Icon.PROBLEM, "danger" if problem.grave else "warn"))
        self.body.addWidget(label(problem.message, wrap=True), 1)
        self.link = Button(where, kind="link", clicked=partial(pane.wanted.emit, problem), name=f"Buka {where}")
        self.link.setVisible(bool(where))
        self.body.addWidget(self.link)


class CheckPane(QWidget):
    """Problems and previews, side by side when there is room for both, else below each other.

    Signals:
        told: the problems as they are now.
        wanted: the ``FormProblem`` whose place is to be shown.

    Attributes:
        trial: the form as it will be filled; answers are kept while the form is changed, and stored nowhere.
    """

    told = Signal(object)
    wanted = Signal(object)

    def __init__(self, context: AppContext, desk: FormDesk) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self.problems: tuple[FormProblem, ...] = ()
        self.trial: FormView | None = None
        self._judged: FormSpec | None = None
        self._tried: FormSpec | None = None
        self._printed: FormSpec | None = None
        self.rows: list[ProblemRow] = []
        self._wide = False
        self._build()
        self._ask_rest = QTimer(self, singleShot=True, interval=PROBLEMS_REST_MS)
        self._ask_rest.timeout.connect(self._ask)
        self._draw_rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._draw_rest.timeout.connect(self._draw)
        desk.changed.connect(self._later)

    def _build(self) -> None:
        self._column = ScrollColumn(spacing=6, margins=(0, 0, 6, 0))
        self._verdict = label("", Role.STRONG, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._column.body.addWidget(self._verdict)
        self._column.body.addLayout(self._list)
        self._column.body.addStretch(1)
        self.looks = QTabBar()
        self.looks.setAccessibleName("Pratinjau formulir")
        self.looks.setExpanding(False)
        for words in ("Coba di layar", "Kertas kosong"):
            self.looks.addTab(words)
        self.looks.currentChanged.connect(self._turned)
        self.preview = PdfPreview("", "Pratinjau formulir kosong")
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
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 10, 0, 4)
        self._box.setSpacing(10)
        self._box.addWidget(self._column, 2)
        self._box.addLayout(shown, 5)

    def spread(self, wide: bool) -> None:
        """Beside each other on the whole page, or below each other at its right edge."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self.setMaximumWidth(_ANY if wide else theme.current().px(_NARROW))
        self._column.setMaximumWidth(theme.current().px(_NARROW) if wide else _ANY)
        self._wide = wide
        self._size_list()

    def begin(self, problems: tuple[FormProblem, ...]) -> None:
        """Another draft with what is already known of it."""
        self._tried = self._printed = self.trial = None
        empty(self._place)
        self.preview.clear("Formulir disiapkan…")
        self._show(self._desk.spec, problems)
        self._draw_rest.start()

    def values(self) -> Values:
        """What was tried so far."""
        return self.trial.values() if self.trial is not None else {}

    def _later(self) -> None:
        self._ask_rest.start()
        self._draw_rest.start()

    def _ask(self) -> None:
        sheet = self._desk.sheet
        if sheet is None:
            return
        spec, editor = self._desk.spec, self._context.workspace.form_editor
        self._context.runner.query(
            lambda: editor.problems(spec, sheet.before, sheet.outside), partial(self._show, spec), owner=self,
            latest="formulir_masalah",
        )  # fmt: skip

    def _show(self, judged: FormSpec, problems: tuple[FormProblem, ...]) -> None:
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
        """Above the form, no more room than there are problems for."""
        room = _ANY if self._wide or self.rows else self._verdict.sizeHint().height() + theme.current().px(10)
        self._column.setMaximumHeight(room)

    def _where(self, problem: FormProblem) -> str:
        spec = self._desk.spec
        if problem.field and any(field.key == problem.field for field in spec.fields):
            return "Isian"
        if problem.section is not None and problem.section < len(spec.sections):
            return "Bagian"
        return "" if problem.field else "Kepala"

    def _turned(self, at: int) -> None:
        self._stack.setCurrentIndex(at)
        self._draw_rest.start()

    def _draw(self) -> None:
        if self._desk.sheet is None:
            return
        if self._judged != self._desk.spec:  # a form with faults is not shown: first they are known
            self._draw_rest.start()
            return
        if any(problem.grave for problem in self.problems):
            self._wait()
        elif self.looks.currentIndex() == SCREEN:
            self._try(self._desk.spec)
        elif self._printed != self._desk.spec:
            spec, editor = self._desk.spec, self._context.workspace.form_editor
            self._context.runner.query(
                lambda: editor.paper(spec), partial(self._render, spec), latest="formulir_kertas", owner=self
            )

    def _wait(self) -> None:
        if not self.preview.pdf:
            self.preview.clear(_WAITS)
        if self.trial is None:
            refill(self._place, [label(_WAITS, Role.MUTED, wrap=True)], stretch=True)

    def _try(self, spec: FormSpec) -> None:
        """The form anew with the answers given so far; nothing where it is the same form."""
        if spec == self._tried or self._desk.sheet is None:
            return
        values = self.values()
        self._tried = spec
        around = surroundings(self._context, self._desk.sheet.officers)
        self.trial = FormView(offered(spec, values), values, around, indexed=False, framed=False)
        refill(self._place, [self.trial])
        self.trial.show()

    def _render(self, spec: FormSpec, paper: FormPaper) -> None:
        if self._desk.sheet is not None and spec == self._desk.spec:
            self._printed = spec
            render = self._context.workspace.renderers.form
            self._context.runner.render(
                lambda: render(paper), self.preview.show_pdf, latest="formulir_gambar", owner=self
            )
