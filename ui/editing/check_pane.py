"""Periksa: what is still to be put right, with the way there, above or beside what the draft will look like."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any, Generic, Protocol, TypeVar

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from ui import theme
from ui.context import AppContext
from ui.editing.desk import SpecDesk
from ui.icons import Icon
from ui.theme import Role
from ui.widgets.basics import Button, Card, IconLabel, ScrollColumn, label
from ui.widgets.layouts import refill
from ui.widgets.pdf_preview import PdfPreview

#: The draft is drawn again when the person has rested this long, in milliseconds; problems are told sooner.
PREVIEW_REST_MS = 600
PROBLEMS_REST_MS = 250
_NARROW = 372
_ANY = 16_777_215

S = TypeVar("S")


class Found(Protocol):
    """One thing to put right or to know."""

    @property
    def message(self) -> str: ...
    @property
    def grave(self) -> bool: ...


class ProblemRow(Card):
    """One problem with the button that leads to it."""

    def __init__(self, pane: CheckPane[Any], problem: Found, where: str) -> None:
        super().__init__("flat", margins=(8, 6, 6, 6), spacing=8, horizontal=True)
        self.problem = problem
        self.body.addWidget(IconLabel(Icon.PROBLEM, "danger" if problem.grave else "warn"))
        self.body.addWidget(label(problem.message, wrap=True), 1)
        self.link = Button(where, kind="link", clicked=partial(pane.wanted.emit, problem), name=f"Buka {where}")
        self.link.setVisible(bool(where))
        self.body.addWidget(self.link)


class CheckPane(QWidget, Generic[S]):
    """Problems and preview, side by side when there is room for both, else below each other.

    Signals:
        told: the problems as they are now.
        wanted: the problem whose place is to be shown.

    Class attributes: what is said while there is no problem, and while the first are not yet put right; the name of
    late answers.
    """

    told = Signal(object)
    wanted = Signal(object)
    fine, waits, topic = "", "", ""

    def __init__(self, context: AppContext, desk: SpecDesk[S], preview: PdfPreview) -> None:
        super().__init__()
        self._context, self._desk, self.preview = context, desk, preview
        self.problems: tuple[Any, ...] = ()
        self.rows: list[ProblemRow] = []
        self._judged: S | None = None
        self._wide = False
        self._column = ScrollColumn(spacing=6, margins=(0, 0, 6, 0))
        self._verdict = label("", Role.STRONG, wrap=True)
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self._column.body.addWidget(self._verdict)
        self._column.body.addLayout(self._list)
        self._column.body.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 10, 0, 4)
        self._box.setSpacing(10)
        self._box.addWidget(self._column, 2)
        self._ask_rest = QTimer(self, singleShot=True, interval=PROBLEMS_REST_MS)
        self._ask_rest.timeout.connect(self._ask)
        self._draw_rest = QTimer(self, singleShot=True, interval=PREVIEW_REST_MS)
        self._draw_rest.timeout.connect(self._draw)
        desk.changed.connect(self._later)

    # ------------------------------------------------------------------ what subclasses say

    def judging(self, spec: S) -> Callable[[], tuple[Any, ...]]:
        """The work that finds out what is wrong with ``spec``."""
        raise NotImplementedError

    def paper(self, spec: S) -> Any:
        """What the paper of ``spec`` is made of; not on the thread of the window."""
        raise NotImplementedError

    def pdf(self, paper: Any) -> bytes:
        """Draw it; not on the thread of the window."""
        raise NotImplementedError

    def where(self, problem: Any) -> str:
        """The place to which the button of a problem leads."""
        raise NotImplementedError

    def wait(self) -> None:
        """Nothing can be shown before the problems are put right."""
        if not self.preview.pdf:
            self.preview.clear(self.waits)

    def show_sound(self, spec: S) -> None:
        """Show how a draft without problems will look."""
        take = partial(self._render, spec)
        self._context.runner.query(lambda: self.paper(spec), take, latest=f"{self.topic}_lembar", owner=self)

    # ------------------------------------------------------------------ showing

    def spread(self, wide: bool) -> None:
        """Beside each other on the whole page, or below each other at its right edge."""
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        self._box.setDirection(way)
        self.setMaximumWidth(_ANY if wide else theme.current().px(_NARROW))
        self._column.setMaximumWidth(theme.current().px(_NARROW) if wide else _ANY)
        self._wide = wide
        self._size_list()

    def begin(self, problems: tuple[Any, ...]) -> None:
        """Another draft with what is already known of it."""
        self.preview.clear("Pratinjau disiapkan…")
        self._show(self._desk.spec, problems)
        self._draw_rest.start()

    def _later(self) -> None:
        self._ask_rest.start()
        self._draw_rest.start()

    def _ask(self) -> None:
        if self._desk.occupied:
            spec = self._desk.spec
            take = partial(self._show, spec)
            self._context.runner.query(self.judging(spec), take, owner=self, latest=f"{self.topic}_masalah")

    def _show(self, judged: S, problems: tuple[Any, ...]) -> None:
        if not self._desk.occupied:
            return
        self._judged, self.problems = judged, problems
        grave = sum(problem.grave for problem in problems)
        self._verdict.setText(f"{grave} masalah perlu diperbaiki" if grave else self.fine)
        self.rows = [ProblemRow(self, problem, self.where(problem)) for problem in problems]
        refill(self._list, self.rows)
        self._size_list()
        self.told.emit(problems)

    def _size_list(self) -> None:
        """Above the preview, no more room than there are problems for."""
        room = _ANY if self._wide or self.rows else self._verdict.sizeHint().height() + theme.current().px(10)
        self._column.setMaximumHeight(room)

    def _draw(self) -> None:
        if not self._desk.occupied:
            return
        if self._judged != self._desk.spec:  # a draft with faults is not drawn: first they are known
            self._draw_rest.start()
        elif any(problem.grave for problem in self.problems):
            self.wait()
        else:
            self.show_sound(self._desk.spec)

    def _render(self, spec: S, paper: Any) -> None:
        if self._desk.occupied and spec == self._desk.spec:
            shown = self.preview.show_pdf
            self._context.runner.render(lambda: self.pdf(paper), shown, latest=f"{self.topic}_gambar", owner=self)
