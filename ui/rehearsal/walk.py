"""The self-test's walk through the real window: every person logs in, fills in, decides and closes, as at the desk.

Nobody watches: questions are answered with yes, and whatever the program would have told the person as a problem ends
the walk with that sentence.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from types import TracebackType
from typing import TypeVar, cast

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from models.domain.atomic import write_whole
from models.domain.clock import FixedClock
from models.forms.spec import FormSpec
from models.rehearsal import office
from models.rehearsal.crew import Crew
from models.rehearsal.invention import Inventor, Person
from models.rehearsal.routes import Move, routes
from models.rehearsal.walk import SCAN, Walk
from models.services.gate import Gate
from models.services.ports import Renderers
from models.services.views import DocumentItem, DocumentKind, Progress, StepPanel
from models.settings.local_file import LocalSettings
from models.sop.spec import SopSpec
from ui import app, theme
from ui.bus import Bus
from ui.forms.builder import FormView
from ui.pages.case.closing import CloseStepDialog
from ui.pages.case.page import CasePageView
from ui.pages.form.page import FormPage
from ui.pages.intake.page import IntakePage
from ui.pages.letters.desk_page import LetterDeskPage
from ui.printing import PrintService
from ui.rehearsal.notify import REASON, AgreeingNotify
from ui.shell.crash_dialog import CrashHook
from ui.shell.door import Door
from ui.shell.login import LoginScreen
from ui.shell.pages_registry import pages_for
from ui.shell.tools import Tools
from ui.shell.workbench import Workbench
from ui.tasks import Runner
from ui.texts import describe
from ui.widgets.basics import Button
from ui.widgets.page import Page

T = TypeVar("T")
P = TypeVar("P", bound=Page)

#: Milliseconds: how often the walk looks whether it can go on, and after how long it gives up.
_LOOK, _PATIENCE = 15, 180_000
_SEED = 1001


def decide_in_window(gate: Gate, password: str, renderers: Renderers, spec: SopSpec) -> int:
    """Take every branch of ``spec`` once in the window; the rows between go through the services. Gives how many.

    Raises:
        ValueError: something did not go as it must; the text says what, in Indonesian.
    """
    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder:
        walk = WindowWalk(gate, password, renderers, Path(folder), spec)
        hook, sys.excepthook = sys.excepthook, walk.caught
        try:
            return walk.decide_all()
        finally:
            sys.excepthook = hook
            walk.close()


def walk_through_window(gate: Gate, password: str, renderers: Renderers) -> None:
    """Walk the first procedure of the invented office behind ``gate`` from complaint to closed case in the window.

    Raises:
        ValueError: something did not go as it must; the text says what, in Indonesian.
    """
    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder:
        walk = WindowWalk(gate, password, renderers, Path(folder))
        hook, sys.excepthook = sys.excepthook, walk.caught
        try:
            walk.run()
        finally:
            sys.excepthook = hook
            walk.close()


class _Behind:
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


class WindowWalk:
    """One case on its way through the window."""

    def __init__(
        self, gate: Gate, password: str, renderers: Renderers, folder: Path, spec: SopSpec | None = None
    ) -> None:
        self._password = password
        self._behind = _Behind(gate, renderers, password)
        self._today = gate.clock.now().date()
        application = app.make_application()
        write_whole(folder / "pindaian.pdf", SCAN)
        self.notify = AgreeingNotify(folder / "pindaian.pdf")
        self.runner = Runner(self.notify)
        settings = LocalSettings(folder)
        look = theme.Appearance(application, theme.Mode.LIGHT, 100)
        printing = PrintService(self.notify, self.runner, settings)
        tools = Tools(self.runner, self.notify, Bus(), look, lambda: printing, settings)
        self.program = app.Program(
            Door(gate, tools.settings, lambda _folder: gate),
            gate.clock,
            lambda: renderers,
            tools,
            application,
            CrashHook(),
        )
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

    def _lock(self) -> None:
        """Nobody sits in front of the window: one office is open at a time."""
        if self.program.workbench is not None:
            self.program.lock()
            self._go_on(lambda: self.program.workbench is None)

    def close(self) -> None:
        """Close the window as its user would, and wait for what is still being saved."""
        self.program.close()
        self._wait(self.runner.idle)
        self.runner.shutdown()
        self.program.window.deleteLater()
        self.program.deleteLater()

    def caught(self, _kind: type[BaseException], failure: BaseException, _where: TracebackType | None) -> None:
        """A bug that reached the top."""
        self.notify.problems.append(describe(failure))

    # ------------------------------------------------------------------ people

    def _role(self, number: int) -> str:
        step = self.spec.step(number)
        return self.spec.actor(step.recorder or step.actor).role

    def _log_in(self, role: str) -> None:
        """Whoever is there locks the screen; the one who plays ``role`` types name and password."""
        username = next(player.username for player in office.PLAYERS if player.role == role)
        bench = self.program.workbench
        if bench is not None:
            if bench.context.workspace.session.user.username == username:
                return
            self.program.lock()
            self._go_on(lambda: self.program.workbench is None)
        self.program.show_login()
        screen = self._login_screen()
        screen.username.setText(username)
        screen.password.set_text(self._password)
        self._press(screen.button)
        self._go_on(lambda: self.program.workbench is not None)

    def _bench(self) -> Workbench:
        bench = self.program.workbench
        if bench is None:
            raise ValueError("Tidak ada yang sedang masuk.")
        return bench

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

    # ------------------------------------------------------------------ waiting

    def _ask(self, work: Callable[[], T]) -> T:
        answers: list[T] = []
        self.runner.query(work, answers.append)
        self._go_on(lambda: bool(answers))
        return answers[0]

    def _press(self, button: Button) -> None:
        if not button.isEnabled():
            raise ValueError(f'Tombol "{button.accessibleName()}" tidak dapat ditekan.')
        button.click()
        self._go_on()

    def _page(self, kind: type[P], ready: Callable[[P], bool] = lambda _page: True) -> P:
        """The page shown, once it is a ``kind`` and ``ready``."""

        def there() -> bool:
            page = self._bench().stack.page
            return isinstance(page, kind) and ready(page)

        self._go_on(there)
        page = self._bench().stack.page
        assert isinstance(page, kind)  # noqa: S101 - just waited for it
        return page

    def _login_screen(self) -> LoginScreen:
        def visible() -> list[LoginScreen]:
            screens: list[LoginScreen] = list(self.program.window.findChildren(LoginScreen))
            return [screen for screen in screens if screen.isVisible()]

        self._go_on(lambda: bool(visible()))
        return visible()[0]

    def _go_on(self, there: Callable[[], bool] = lambda: True) -> None:
        """Wait until the services have answered and ``there`` holds; a problem told meanwhile ends the walk."""
        held = self._wait(lambda: bool(self.notify.problems) or (self.runner.idle() and there()))
        if self.notify.problems:
            raise ValueError(self.notify.problems[0])
        if not held:
            page = self.program.workbench.stack.visit if self.program.workbench else None
            raise ValueError(f"Jendela berhenti menjawab di {page.page_id if page else 'layar masuk'}.")

    @staticmethod
    def _wait(there: Callable[[], bool]) -> bool:
        """Let the window live until ``there`` holds; False when patience ends first."""
        loop, look, passed = QEventLoop(), QTimer(interval=_LOOK), QElapsedTimer()
        passed.start()
        look.timeout.connect(lambda: loop.quit() if there() or passed.hasExpired(_PATIENCE) else None)
        look.start()
        loop.exec()
        look.stop()
        return there()


def _due(items: tuple[DocumentItem, ...], label: str) -> list[DocumentItem]:
    """The outputs due on this branch that are not made yet; of alternatives the first."""
    due = [item for item in items if not item.only_for or label in item.only_for]
    firsts = {item.choice: item for item in reversed(due) if item.choice}
    return [
        item for item in due if item.progress is not Progress.DONE and (not item.choice or firsts[item.choice] is item)
    ]
