"""The right half of the editor: what is still wrong, and the letter as it would be printed for an invented case."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from models.letters.wording import Wording
from models.services.views.wording import WordingLook, WordingProblem
from ui.context import AppContext
from ui.editing.desk import SpecDesk
from ui.icons import Icon
from ui.widgets.basics import Button, Card, IconLabel, label
from ui.widgets.layouts import refill
from ui.widgets.pdf_preview import PdfPreview

#: The letter is judged and drawn again when the person has rested this long, in milliseconds.
REST_MS = 400
_SHOWN = 4


class LookPane(QWidget):
    """Problems above, paper below.

    Signals:
        told: the problems as they are now.
        wanted: the path of a text that is to be put right.
    """

    told = Signal(object)
    wanted = Signal(object)

    def __init__(self, context: AppContext, desk: SpecDesk[Wording]) -> None:
        super().__init__()
        self._context, self._desk = context, desk
        self.problems: tuple[WordingProblem, ...] = ()
        self.links: list[Button] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        self.preview = PdfPreview("Pratinjau dengan data rekaan", "Pratinjau naskah surat")
        framed = Card(margins=(1, 1, 1, 1), spacing=0)
        framed.body.addWidget(self.preview)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addLayout(self._list)
        box.addWidget(framed, 1)
        self._rest = QTimer(self, singleShot=True, interval=REST_MS)
        self._rest.timeout.connect(self.ask)
        desk.changed.connect(self._rest.start)

    def begin(self) -> None:
        """Another letter."""
        self.preview.clear("Pratinjau disiapkan…")
        self.ask()

    def ask(self) -> None:
        """Judge and draw what is written now."""
        self._rest.stop()
        if self._desk.occupied:
            wording, service = self._desk.spec, self._context.workspace.letter_wording
            self._context.runner.query(
                lambda: service.look(wording), partial(self._looked, wording), owner=self, latest="naskah"
            )

    def _looked(self, wording: Wording, look: WordingLook) -> None:
        if not self._desk.occupied:
            return
        self.problems = look.problems
        self.links = []
        rows = [self._row(problem) for problem in look.problems[:_SHOWN]]
        more = len(look.problems) - _SHOWN
        refill(self._list, [*rows, label(f"… dan {more} masalah lain.")] if more > 0 else rows)
        self.told.emit(look.problems)
        render = self._context.workspace.renderers.letter
        self._context.runner.render(
            lambda: render(look.content), self.preview.show_pdf, owner=self, latest="naskah_gambar"
        )

    def _row(self, problem: WordingProblem) -> QWidget:
        card = Card("danger", margins=(10, 6, 8, 6), spacing=8, horizontal=True)
        card.setAccessibleName(problem.message)
        card.body.addWidget(IconLabel(Icon.PROBLEM, "danger"))
        card.body.addWidget(label(problem.message, wrap=True), 1)
        goto = partial(self.wanted.emit, problem.path)
        self.links.append(Button("Ke teksnya", kind="link", clicked=goto, name=f"Ke teksnya: {problem.message}"))
        card.body.addWidget(self.links[-1])
        return card
