"""One program on the screen and who sits before it: logging in and out, waiting, reaching pages; shared by the walks.

Nobody watches: whatever the program would have told the person as a problem ends the walk with that sentence.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import TypeVar

from PySide6.QtCore import QElapsedTimer, QEventLoop, QTimer

from models.domain.atomic import write_whole
from models.rehearsal import office
from models.rehearsal.walk import SCAN
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.settings.local_file import LocalSettings
from ui import app, theme
from ui.bus import Bus
from ui.printing import PrintService
from ui.rehearsal.notify import AnsweringNotify
from ui.shell.collector import Collector
from ui.shell.crash_hook import CrashHook
from ui.shell.door import Door
from ui.shell.login import LoginScreen
from ui.shell.tools import Tools
from ui.shell.workbench import Workbench
from ui.tasks import Runner
from ui.texts import describe
from ui.widgets.basics import Button
from ui.widgets.page import Page

T = TypeVar("T")
P = TypeVar("P", bound=Page)
D = TypeVar("D", bound="Driver")

#: Milliseconds: how often the walk looks whether it can go on, and after how long it gives up.
_LOOK, _PATIENCE = 15, 180_000


@contextmanager
def at_work(make: Callable[[Path], D]) -> Iterator[D]:
    """A walk in a folder of its own; bugs that reach the top end it, and its window is closed afterwards."""
    with tempfile.TemporaryDirectory(prefix="jangkau-") as folder:
        write_whole(Path(folder) / "pindaian.pdf", SCAN)
        walk = make(Path(folder))
        hook, sys.excepthook = sys.excepthook, walk.caught
        try:
            yield walk
        finally:
            sys.excepthook = hook
            walk.close()


class Driver:
    """The program, and how one gets around in it."""

    def __init__(self, gate: Gate, password: str, renderers: Renderers, folder: Path, notify: AnsweringNotify) -> None:
        self._password = password
        self.notify = notify
        application = app.make_application()
        self._collector = Collector()
        self._collector.start()
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

    def close(self) -> None:
        """Close the window as its user would, and wait for what is still being saved."""
        self.program.close()
        self._wait(self.runner.idle)
        self.runner.shutdown()
        self._collector.stop()
        self.program.window.deleteLater()
        self.program.deleteLater()

    def caught(self, _kind: type[BaseException], failure: BaseException, _where: TracebackType | None) -> None:
        """A bug that reached the top."""
        self.notify.problems.append(describe(failure))

    # ------------------------------------------------------------------ people

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

    def _lock(self) -> None:
        """Nobody sits in front of the window: one office is open at a time."""
        if self.program.workbench is not None:
            self.program.lock()
            self._go_on(lambda: self.program.workbench is None)

    def _bench(self) -> Workbench:
        bench = self.program.workbench
        if bench is None:
            raise ValueError("Tidak ada yang sedang masuk.")
        return bench

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
        held = False
        while not held and not passed.hasExpired(_PATIENCE):
            loop.exec()
            held = there()  # a question that was answered meanwhile may have set things going again
        look.stop()
        return held
