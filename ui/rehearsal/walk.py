"""The self-test's walk through the real window: every person logs in, fills in, decides and closes, as at the desk.

Nobody watches: questions are answered with yes, and whatever the program would have told the person as a problem ends
the walk with that sentence.
"""

from __future__ import annotations

from pathlib import Path
from typing import cast

from models.domain.clock import FixedClock
from models.forms.spec import FormSpec
from models.rehearsal import office
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor, Person
from models.rehearsal.routes import Move, routes
from models.rehearsal.walk import Walk
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.views import DocumentItem, DocumentKind, Progress, StepPanel
from models.sop.spec import SopSpec
from ui.forms.builder import FormView
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.page import CasePageView
from ui.pages.form.page import FormPage
from ui.pages.intake.page import IntakePage
from ui.pages.letters.desk_page import LetterDeskPage
from ui.rehearsal.driver import Driver, at_work
from ui.rehearsal.notify import REASON, AgreeingNotify, AnsweringNotify
from ui.shell.pages_registry import pages_for

_SEED = 1001


def decide_in_window(gate: Gate, password: str, renderers: Renderers, spec: SopSpec) -> int:
    """Take every branch of ``spec`` once in the window; the rows between go through the services. Gives how many.

    Raises:
        ValueError: something did not go as it must; the text says what, in Indonesian.
    """
    with at_work(lambda folder: WindowWalk(gate, password, renderers, folder, spec)) as walk:
        return walk.decide_all()


def walk_through_window(gate: Gate, password: str, renderers: Renderers) -> None:
    """Walk the first procedure of the invented office behind ``gate`` from complaint to closed case in the window.

    Raises:
        ValueError: something did not go as it must; the text says what, in Indonesian.
    """
    with at_work(lambda folder: WindowWalk(gate, password, renderers, folder)) as walk:
        walk.run()


class Behind:
    """Brings cases to the row that is to be decided in the window: people at other desks, through the services."""

    def __init__(self, gate: Gate, renderers: Renderers, password: str) -> None:
        self._crew = Crew(gate, cast(FixedClock, gate.clock), renderers, password)

    def open(self, spec: SopSpec, request_id: str, person: Person) -> Walk:
        """A new case of ``spec``."""
        intake = self._crew.at_desk("administrasi").forms.intake(spec.key)
        walk = Walk(self._crew, spec, Inventor(_SEED, intake.officers), lambda _paper: None)
        walk.person = person
        walk.open(request_id)
        self.leave()
        return walk

    def leave(self) -> None:
        """Everybody behind goes home."""
        self._crew.leave()


class WindowWalk(Driver):
    """One case on its way through the window."""

    def __init__(
        self,
        gate: Gate,
        password: str,
        renderers: Renderers,
        folder: Path,
        spec: SopSpec | None = None,
        notify: AnsweringNotify | None = None,
    ) -> None:
        super().__init__(gate, password, renderers, folder, notify or AgreeingNotify(folder / "pindaian.pdf"))
        self._behind = Behind(gate, renderers, password)
        self._today = gate.clock.now().date()
        self.spec = spec or office.ready_specs()[0]
        self.inventor = Inventor(_SEED)
        self.person = self.inventor.person(self._today, female=True)
        self._case_id = 0
        self._decided: set[Move] = set()

    def run(self) -> None:
        """Take the complaint, close every row of the way that meets most of them, look at every page."""
        self.program.begin()
        first = self._role(self.spec.steps[0].number)
        self._log_in(first if first in ("administrasi", "layanan") else "administrasi")
        desk = self._bench().context.workspace
        self.inventor = Inventor(_SEED, self._ask(lambda: desk.forms.intake(self.spec.key)).officers)
        self._take_complaint()
        way = max(routes(self.spec), key=lambda moves: len({move.step for move in moves if not move.skip}))
        for move in way:
            self._log_in(self._role(move.step))
            self._close_row(move)
        if self._ask(lambda: self._bench().context.workspace.cases.page(self._case_id)).step is not None:
            raise ValueError("Kasus belum tertutup sesudah langkah terakhir dijalani di jendela.")
        for player in office.PLAYERS[:-1]:
            self._log_in(player.role)
            self._look_at_pages()

    def decide_all(self) -> int:
        """Take every branch of the procedure once at its row, each on a case brought there by the services."""
        self.program.begin()
        taken = 0
        for way in routes(self.spec):
            new = [move for move in way if move.outcome and move not in self._decided]
            if not new:
                continue
            walk = self._behind.open(self.spec, f"jendela-{taken}", self.person)
            self._case_id = walk.case_id
            for move in way[: way.index(new[-1]) + 1]:
                self._lock()
                (walk.prepare if move in new else walk.move)(move)
                self._behind.leave()
                if move not in new:
                    continue
                self._log_in(self._role(move.step))
                self._close_row(move)
                self._decided.add(move)
                taken += 1
            self._lock()
        return taken

    # ------------------------------------------------------------------ people

    def _role(self, number: int) -> str:
        step = self.spec.step(number)
        return self.spec.actor(step.recorder or step.actor).role

    # ------------------------------------------------------------------ work

    def _take_complaint(self) -> None:
        self._bench().navigate("terima_aduan")
        page = self._page(IntakePage, lambda page: page.view is not None)
        self._fill(page.view)
        self._press(page.open_button)
        case = self._page(CasePageView)
        self._case_id = case.actions_.case_id

    def _close_row(self, move: Move) -> None:
        panel = self._open_case(move)
        label = next((outcome.label for outcome in panel.outcomes if outcome.key == move.outcome), "")
        for item in _due(panel.documents, label):
            self._make(item)
        panel = self._open_case(move)
        page = self._page(CasePageView)
        for tick in panel.checklist:
            page.steps.step.ticked.emit(tick.index, True)
            self._go_on()
        self._press(page.steps.step.finish_button)
        dialogs: list[CloseStepDialog] = list(page.findChildren(CloseStepDialog))
        for dialog in dialogs:
            if dialog.isVisible():
                self._decide(dialog, move)
        self._go_on()
        after = self._ask(lambda: self._bench().context.workspace.cases.page(self._case_id)).step
        if after is not None and after.number == move.step:
            raise ValueError(f"Langkah {move.step} tidak dapat diselesaikan di jendela.")

    def _decide(self, dialog: CloseStepDialog, move: Move) -> None:
        if move.skip:
            dialog.skip.setChecked(True)
            dialog.skip_reason.setPlainText(REASON)
        elif move.outcome:
            dialog.outcomes.buttons[move.outcome].setChecked(True)
            dialog.reason.setPlainText(REASON)
        self._press(dialog.finish_button)

    def _open_case(self, move: Move) -> StepPanel:
        self._bench().navigate("kasus_rinci", case_id=self._case_id)
        self._page(CasePageView, lambda page: page.actions_.case_id == self._case_id)
        panel = self._ask(lambda: self._bench().context.workspace.cases.page(self._case_id)).step
        if panel is None or panel.number != move.step:
            raise ValueError(f"Langkah {move.step} tidak terbuka di jendela.")
        return panel

    def _make(self, item: DocumentItem) -> None:
        """Press the verb of a document on the case page and do what it leads to."""
        self._bench().navigate("kasus_rinci", case_id=self._case_id)
        case = self._page(CasePageView)
        case.steps.step.document.emit(item)
        self._go_on()
        if item.kind is DocumentKind.FORM:
            form = self._page(FormPage, lambda page: page.view is not None and page.view.state.spec.key == item.key)
            self._fill(form.view)
            self._press(form.done_button)
            self._page(CasePageView)
        elif item.kind is DocumentKind.LETTER:
            letter = self._page(LetterDeskPage, lambda page: page.card.view is not None)
            self._fill(letter.card.view)
            self._press(letter.card.number_button)
            self._go_on(lambda: not letter.card.number_button.isVisible())

    def _look_at_pages(self) -> None:
        """Every page the person may open from the navigation, once."""
        bench = self._bench()
        for entry in pages_for(bench.context.workspace.session):
            if entry.place:
                bench.navigate(entry.id)
                self._go_on()

    def _fill(self, view: FormView | None) -> None:
        """Answer as a person would: question by question, those that appear on the way too."""
        if view is None:
            raise ValueError("Formulir tidak tampil di jendela.")
        spec: FormSpec = view.state.spec
        answers = self.inventor.answers(spec, view.values(), self.person, self._today)
        known = view.values()
        for key, value in answers.items():
            if known.get(key) != value:
                view.answer(key, value)
        self._go_on()


def _due(items: tuple[DocumentItem, ...], label: str) -> list[DocumentItem]:
    """The outputs due on this branch that are not made yet; of alternatives the first."""
    due = [item for item in items if not item.only_for or label in item.only_for]
    firsts = {item.choice: item for item in reversed(due) if item.choice}
    return [
        item for item in due if item.progress is not Progress.DONE and (not item.choice or firsts[item.choice] is item)
    ]
