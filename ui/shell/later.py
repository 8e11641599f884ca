"""What the first window does without: each part is loaded when it is asked for, mostly ahead of that.

The only module of the window that imports inside functions, so that what opens the program stays a short list; a test
keeps it short.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import fields
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from models.domain.clock import Clock
from models.errors import UserError
from models.settings.local_file import LocalSettings
from ui.loading import load, one_by_one
from ui.notify import Notifier, Notify
from ui.shell.door import Door
from ui.tasks import Runner

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication, QWidget

    from models.services.entry.gate import Gate, Session
    from models.services.ports import Renderers
    from models.services.workspace import Workspace
    from ui.printing import PrintService
    from ui.shell.attempt import Attempt
    from ui.shell.closing import ClosingScreen
    from ui.shell.crash_dialog import CrashDialog
    from ui.shell.first_run import FirstRun
    from ui.shell.idle import IdleWatch
    from ui.shell.recovery import RecoveryCard
    from ui.shell.restore import RestoreCard
    from ui.shell.tools import Tools
    from ui.shell.training import TrainingAccounts, TrainingSetup
    from ui.shell.unreachable import Unreachable
    from ui.shell.workbench import Workbench
    from ui.widgets.wheel import WheelFilter

#: What logging in needs, in the order it is needed.
_FIRST = ("models.services.entry.gate", "models.services.entry.founding", "models.services.workspace", "ui.printing")
_THEN = (
    *("ui.shell.workbench", "ui.shell.idle", "ui.shell.refusal"),
    *("ui.shell.recovery", "ui.shell.restore", "ui.shell.closing"),
)


def ahead(renderers: Callable[[], Renderers]) -> Iterator[Callable[[], object]]:
    """The steps by which everything is loaded while somebody types their password: to be done off the GUI thread."""
    for name in (*_FIRST, *_THEN):
        yield partial(load, name)
    with one_by_one:
        from ui.shell.pages_registry import PAGES
    for page in PAGES:
        yield partial(load, page.module)
    with one_by_one:
        from models.services.ports import Late

        drawing = renderers()
    for renderer in (getattr(drawing, one.name) for one in fields(drawing)):
        if isinstance(renderer, Late):
            yield renderer.load


def gate(folder: Path, clock: Clock, state: Path, *, training: bool) -> Gate:
    """The gate of the office in ``folder``, or of the training office."""
    with one_by_one:
        if training:
            from models.rehearsal import training as training_office

            return training_office.gate(folder, clock)
        from models.services.entry import founding
        from models.services.entry.gate import Gate
    return Gate(folder, clock, state=state, on_create=founding.found)


def refuse(attempt: Attempt, error: UserError) -> None:
    """Tell why the office could not be opened, and offer what helps."""
    with one_by_one:
        from ui.shell import refusal
    refusal.show(attempt, error)


def open_again(arguments: list[str]) -> None:
    """Open the program in its present version, as ``updates.open_current``."""
    with one_by_one:
        from models.services.entry import updates
    updates.open_current(arguments)


def wheel_filter(application: QApplication) -> WheelFilter:
    """What keeps the wheel off answers."""
    with one_by_one:
        from ui.widgets.wheel import WheelFilter
    return WheelFilter(application)


def crash_report(reference: str, failure: BaseException) -> str:
    """Log a bug and give what the person may copy and send."""
    with one_by_one:
        from ui.shell.crash_dialog import record
    return record(reference, failure)


def crash_dialog(window: QWidget | None, reference: str, details: str) -> CrashDialog:
    """What tells the person of a bug."""
    with one_by_one:
        from ui.shell.crash_dialog import CrashDialog
    return CrashDialog(window, reference, details)


def workspace(session: Session, clock: Clock, renderers: Renderers, *, training: bool) -> Workspace:
    """The services of a session."""
    with one_by_one:
        from models.services.workspace import Workspace
    return Workspace(session, clock, renderers, training=training)


def print_service(notify: Notify, runner: Runner, settings: LocalSettings) -> PrintService:
    """What the pages print with."""
    with one_by_one:
        from ui.printing import PrintService
    return PrintService(notify, runner, settings)


def workbench(opened: Workspace, office: str, tools: Tools) -> Workbench:
    """The frame of a session."""
    with one_by_one:
        from ui.shell.workbench import Workbench
    return Workbench(opened, office, tools)


def idle_watch(application: QApplication, clock: Clock) -> IdleWatch:
    """What locks the screen when nobody is there."""
    with one_by_one:
        from ui.shell.idle import IdleWatch
    return IdleWatch(application, clock)


def closing_screen(opened: Workspace, runner: Runner) -> ClosingScreen:
    """The last screen."""
    with one_by_one:
        from ui.shell.closing import ClosingScreen
    return ClosingScreen(opened, runner)


def first_run(door: Door, renderers: Renderers, tools: Tools) -> FirstRun:
    """The set-up of a new office."""
    with one_by_one:
        from ui.shell.first_run import FirstRun
    return FirstRun(door, renderers, tools.runner, tools.notify, tools.printing())


def unreachable(door: Door, runner: Runner, notify: Notifier) -> Unreachable:
    """The screen of an office that is not there just now."""
    with one_by_one:
        from ui.shell.unreachable import Unreachable
    return Unreachable(door, runner, notify)


def training_setup(folder: Path, clock: Clock, renderers: Renderers, runner: Runner) -> TrainingSetup:
    """The screen on which the training office is made."""
    with one_by_one:
        from ui.shell.training import TrainingSetup
    return TrainingSetup(folder, clock, renderers, runner)


def training_accounts(enter: Callable[[str, str], object]) -> TrainingAccounts:
    """Whom a learner may be."""
    with one_by_one:
        from ui.shell.training import TrainingAccounts
    return TrainingAccounts(enter)


def recovery_card(door: Door, runner: Runner, notify: Notifier) -> RecoveryCard:
    """The way back in with the key on paper."""
    with one_by_one:
        from ui.shell.recovery import RecoveryCard
    return RecoveryCard(door, runner, notify)


def restore_card(door: Door, runner: Runner, notify: Notifier) -> RestoreCard:
    """The way back from a backup."""
    with one_by_one:
        from ui.shell.restore import RestoreCard
    return RestoreCard(door, runner, notify)
