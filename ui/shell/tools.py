"""What lives as long as the program and is lent to each session."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from models.settings.local_file import LocalSettings
from ui.bus import Bus
from ui.notify import Notify
from ui.tasks import Runner
from ui.theme import Appearance

if TYPE_CHECKING:
    from ui.printing import PrintService


@dataclass(frozen=True)
class Tools:
    """The program's own parts.

    Attributes:
        printing: gives the one print service, made when it is first asked for.
    """

    runner: Runner
    notify: Notify
    bus: Bus
    appearance: Appearance
    printing: Callable[[], PrintService]
    settings: LocalSettings
