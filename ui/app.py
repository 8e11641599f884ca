"""Sets up the application and leads from set-up or login to the workbench, to the lock and back."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import platformdirs
from PySide6.QtCore import QLocale, QObject, Qt, QTimer, QTranslator
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

import resources
from models.domain.clock import Clock, SystemClock
from models.errors import ErrorCode, UserError
from models.services.entry.doorstep import Doorstep
from models.settings.local_file import LocalSettings, settings_folder
from models.version import __version__
from ui import icons, theme
from ui.bus import Bus
from ui.icons import Icon
from ui.notify import Notify
from ui.shell import instance, later
from ui.shell.collector import Collector
from ui.shell.crash_hook import CrashHook
from ui.shell.door import Door
from ui.shell.lock import LockScreen
from ui.shell.login import LoginScreen
from ui.shell.main_window import MainWindow
from ui.shell.tools import Tools
from ui.tasks import Runner
from ui.texts import PRODUCT

if TYPE_CHECKING:
    from models.services.entry.gate import Session
    from models.services.ports import Renderers
    from models.services.workspace import Workspace
    from models.settings.office import OfficeProfile
    from ui.shell.idle import IdleWatch
    from ui.shell.page_stack import Visit
    from ui.shell.workbench import Workbench


def run(
    folder: Path,
    *,
    training: bool,
    renderers: Callable[[], Renderers],
    log: Callable[[], object],
    given: Path | None = None,
) -> int:
    """Open the program on the office in ``folder`` and return the exit code when its window closes.

    ``log`` begins the technical log. ``given``: a package of a case that the person has opened in the system; it is
    shown after the login.
    """
    application = make_application()
    settings = LocalSettings(settings_folder(training=training))
    crashes = CrashHook(log)
    crashes.install()
    notify = Notify()
    appearance = make_appearance(application, settings)
    clock = SystemClock()
    state = Path(platformdirs.user_state_dir(PRODUCT, appauthor=False))
    door = make_door(folder, state, clock, settings, training=training)
    try:
        door.begin()
    except UserError as error:
        if error.code is ErrorCode.SECOND_INSTANCE and instance.call(folder, state, given):
            return 0
        show_sign(application)
        notify.problem(error)
        return 1
    tools = make_tools(notify, appearance, settings)
    program = Program(door, clock, renderers, tools, application, crashes)
    program.given = given
    program.begin()
    collector = Collector()
    program.come_when(lambda: instance.called(door.step.folder.root, state))
    program.after_picture(collector.start, log, lambda: tools.runner.ahead(later.ahead(renderers)))
    code = application.exec()
    collector.stop()
    tools.runner.shutdown()
    crashes.remove()
    door.leave()
    if program.again:
        later.open_again(sys.argv[1:])
    return code


def make_door(folder: Path, state: Path, clock: Clock, settings: LocalSettings, *, training: bool) -> Door:
    """The way to the office in ``folder``, held on this PC by a lock of the program's own in ``state``."""
    return Door(
        Doorstep(folder, clock, training=training),
        settings,
        lambda place: later.gate(place, clock, state, training=training),
        lambda place: instance.take(place, state).unlock,
    )


def make_tools(notify: Notify, appearance: theme.Appearance, settings: LocalSettings) -> Tools:
    """What is lent to each session."""
    runner = Runner(notify)
    printing = cache(lambda: later.print_service(notify, runner, settings))
    return Tools(runner, notify, Bus(), appearance, printing, settings)


def make_application() -> QApplication:
    """The application with the program's language, fonts and translations of Qt's own dialogs."""
    if QGuiApplication.instance() is None:  # too late once there is one
        QGuiApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    QLocale.setDefault(QLocale("id_ID"))
    # By name: asking Qt for the style object would first load all that can be said of styles.
    application = QApplication.instance() or QApplication([PRODUCT, "-style", theme.STYLE])
    assert isinstance(application, QApplication)  # noqa: S101 - nobody else makes one
    application.setApplicationName(PRODUCT)
    application.setApplicationVersion(__version__)
    application.setDesktopFileName(PRODUCT.lower())
    theme.load_fonts()
    translator = QTranslator(application)
    if translator.load(str(resources.path("i18n/qtbase_id.qm"))):
        application.installTranslator(translator)
    return application


def show_sign(application: QApplication) -> None:
    """Put the program's sign on its windows, for the title and the task bar."""
    application.setWindowIcon(icons.icon(Icon.BRAND, "primary"))


def make_appearance(application: QApplication, settings: LocalSettings) -> theme.Appearance:
    """The look this PC remembers."""
    kept = settings.get("tampilan", theme.Mode.SYSTEM.value)
    mode = theme.Mode(kept) if kept in set(theme.Mode) else theme.Mode.SYSTEM
    return theme.Appearance(application, mode, settings.get("besar_huruf", 100))


@dataclass(frozen=True)
class Opened:
    """What logging in gave."""

    workspace: Workspace
    profile: OfficeProfile


class Program(QObject):
    """Decides which screen the window shows.

    Attributes:
        door: leads to the office.
        again: the program is to open anew once it has closed.
        given: a package of a case to be shown as soon as somebody is logged in.
    """

    def __init__(
        self,
        door: Door,
        clock: Clock,
        renderers: Callable[[], Renderers],
        tools: Tools,
        application: QApplication,
        crashes: CrashHook,
    ) -> None:
        super().__init__(application)
        self.door, self._renderers, self._tools = door, renderers, tools
        self._application, self._crashes = application, crashes
        self._clock: Clock = clock
        self._screen = threading.get_ident()
        self._workbench: Workbench | None = None
        self._idle: IdleWatch | None = None
        self._looking = QTimer(self, interval=instance.LOOK_EVERY_MS)
        self._office = ""
        self.again = False
        self.given: Path | None = None
        self._shown = 0
        tools.bus.restart_wanted.connect(self._restart)
        self.window = MainWindow(tools.settings, training=door.step.training)
        self.window.close_wanted.connect(self.close)
        tools.notify.attach(self.window)
        crashes.window = self.window
        crashes.close_wanted.connect(self._leave)

    @property
    def workbench(self) -> Workbench | None:
        """The frame of the session, None while nobody is logged in."""
        return self._workbench

    def come_when(self, called: Callable[[], instance.Called | None]) -> None:
        """Bring the window forward whenever somebody starts the program again, with the package they have opened."""

        def look() -> None:
            call = called()
            if call is not None:
                self.window.come_forward()
                self.given = call.package or self.given
            if self._application.activeModalWidget() is None:  # else what is asked there is answered first
                self._show_given()

        self._looking.timeout.connect(look)
        self._looking.start()

    def _show_given(self) -> None:
        """Where somebody is logged in, show the package that was opened in the system, each time it was."""
        if self.given is None or self._workbench is None:
            return
        package, self.given = self.given, None
        self._shown += 1
        if self._workbench.has("kasus"):
            self._workbench.navigate("kasus", paket=str(package), kali=self._shown)
        else:
            self._tools.notify.problem(UserError(ErrorCode.NOT_ALLOWED))

    def after_picture(self, *deeds: Callable[[], object]) -> None:
        """What would hold up the first picture of the window: ``deeds``, and what belongs to every program."""
        application = self._application
        for deed in (
            *deeds,
            # Nothing on the login turns with the wheel, and a filter in Python is asked of every event.
            lambda: later.wheel_filter(application),
            lambda: show_sign(application),
        ):
            self.window.after_picture(deed)

    def begin(self) -> None:
        """Show the set-up where there is no office yet, else the login."""
        step = self.door.step
        if step.exists():
            self.show_login()
        elif step.training:
            making = later.training_setup(step.folder.root, self._clock, self._renderers(), self._tools.runner)
            making.finished.connect(self.show_login)
            self.window.show_screen(making)
        elif self.door.chosen:
            waiting = later.unreachable(self.door, self._tools.runner, self._tools.notify)
            waiting.found.connect(self.show_login)
            self.window.show_screen(waiting)
        else:
            self._set_up()
        self.window.show()

    def _set_up(self) -> None:
        tools = self._tools
        wizard = later.first_run(self.door, self._renderers(), tools)
        wizard.finished.connect(self.show_login)
        wizard.restore_wanted.connect(self._show_restore)
        self.window.show_screen(wizard)
        if self.door.step.bereft() or tools.settings.get(self._office_key(), ""):
            # There was an office here: nobody should set up an empty one without knowing.
            QTimer.singleShot(0, self, lambda: tools.notify.problem(UserError(ErrorCode.DATABASE_MISSING)))

    def show_login(self, username: str = "") -> None:
        """Show the login; while somebody types, the guard of a shared folder begins to watch."""
        if self.door.step.exists():
            self.window.after_picture(self._join)
        office = self._tools.settings.get(self._office_key(), "")
        screen = LoginScreen(self.door, self._tools.runner, self._tools.notify, office=office, username=username)
        screen.entered.connect(lambda session: self._open(session, None))
        screen.set_up_wanted.connect(self.begin)
        self.window.show_screen(screen)

    def _join(self) -> None:
        def join() -> None:
            self.door.gate.membership.join()

        self._tools.runner.command(join, failed=self._tools.notify.problem, owner=self)

    def _office_key(self) -> str:
        """Several data folders may be opened on one computer, each with its own office."""
        return f"kantor:{self.door.step.folder.root.resolve()}"

    def _show_restore(self) -> None:
        self.show_login()
        screen = self.window.centralWidget()
        if isinstance(screen, LoginScreen):
            screen.show_restore()

    def lock(self) -> None:
        """Save what was typed, blank the window, drop the keys, show the lock."""
        if self._workbench is None:
            return
        visit, workspace = self._workbench.stack.visit, self._workbench.context.workspace
        self._end_session()
        screen = LockScreen(self.door, self._tools.runner, self._tools.notify, workspace.session.user, self._office)
        screen.unlocked.connect(lambda session, same: self._open(session, visit if same else None))
        self.window.show_screen(screen)
        self.window.set_page_title("")

    def close(self) -> None:
        """Save what was typed, back it up and close; a save that is refused is told before the window goes."""
        if self._workbench is None:
            self._leave()
            return
        self._end_session(self._leave)

    def _leave(self) -> None:
        self._looking.stop()
        self.window.really_close()

    def _restart(self) -> None:
        self.again = True
        self.close()

    def _end_session(self, then: Callable[[], object] | None = None) -> None:
        """The lock is queued behind the saves of the pages: one thread does both, in this order."""
        workbench, self._workbench = self._workbench, None
        if workbench is None:
            return
        if self._idle is not None:
            self._idle.stop()
        self._tools.notify.dismiss()
        workbench.save_all()
        workspace, runner = workbench.context.workspace, self._tools.runner
        if then is not None:
            # What is being saved now may be the first change of the day.
            perhaps = workspace.backup.wanted_on_closing() or not runner.idle()
            self.window.show_screen(
                later.closing_screen(workspace, runner) if perhaps and not workspace.training else QWidget()
            )
        runner.command(workspace.lock, lambda _none: then() if then else None, owner=self)

    def _open(self, session: Session, visit: Visit | None) -> None:
        self._tools.runner.command(
            lambda: self._prepare(session), lambda opened: self._show_workbench(opened, visit), owner=self
        )

    def _prepare(self, session: Session) -> Opened:
        """On the database thread: the services, with the clock of the office's zone."""
        session.store.forbid_thread(self._screen)
        renderers, training = self._renderers(), self.door.step.training
        workspace = later.workspace(session, self._clock, renderers, training=training)
        profile = workspace.settings.office()
        if isinstance(self._clock, SystemClock) and self._clock.zone != profile.zone:
            self._clock = replace(self._clock, zone=profile.zone)
            workspace = later.workspace(session, self._clock, renderers, training=training)
        workspace.store_events(self._tools.bus.publish)
        return Opened(workspace, profile)

    def _show_workbench(self, opened: Opened, visit: Visit | None) -> None:
        self._office = opened.profile.name
        self._tools.settings.put(self._office_key(), self._office)
        workbench = later.workbench(opened.workspace, self._office, self._tools)
        self._workbench = workbench
        workbench.lock_wanted.connect(self.lock)
        workbench.title_changed.connect(self.window.set_page_title)
        self.window.set_office(self._office)
        self.window.show_screen(workbench)
        self._idle = later.idle_watch(self._application, self._clock)
        self._idle.warned.connect(workbench.warn_of_lock)
        self._idle.expired.connect(self.lock)
        self._idle.start()
        workbench.start(visit)
        self._show_given()
        self._tools.bus.session_changed.emit()
