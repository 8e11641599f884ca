"""What every page is given: the services, the way off the GUI thread, and the way to speak to the person."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from models.settings.local_file import LocalSettings
from ui.bus import Bus
from ui.notify import Notifier
from ui.printing import PrintService
from ui.tasks import Runner
from ui.theme import Appearance

if TYPE_CHECKING:
    from models.services.workspace import Workspace


class Navigate(Protocol):
    """Shows the page with this id (see ``ui.shell.pages_registry``), with what it is to show."""

    def __call__(self, page_id: str, **params: object) -> None: ...


@dataclass(frozen=True)
class AppContext:
    """One per session.

    Attributes:
        workspace: all services of the person who is logged in; call them through ``runner`` only.
        runner: queries, commands, rendering.
        notify: messages, questions, toasts.
        bus: what has changed.
        theme: look and text size.
        printing: prints and saves PDFs.
        settings: what this PC remembers; never anything about people or cases.
        navigate: shows another page.
    """

    workspace: Workspace
    runner: Runner
    notify: Notifier
    bus: Bus
    theme: Appearance
    printing: PrintService
    settings: LocalSettings
    navigate: Navigate
