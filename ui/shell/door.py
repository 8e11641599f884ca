"""Which office this window opens: its folder may be chosen while nobody is logged in, and is remembered on this PC."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from models.services.entry.doorstep import Doorstep
from models.settings.local_file import DATA_FOLDER, LocalSettings

if TYPE_CHECKING:
    from models.services.entry.gate import Gate, OfficeSetup

#: Keeps a folder to this window (UserError SECOND_INSTANCE) and gives what ends that.
Hold = Callable[[Path], Callable[[], object]]


@dataclass(frozen=True)
class Move:
    """Another office, held for this window but not yet entered."""

    gate: Gate
    release: Callable[[], object]


class Door:
    """The way to the office.

    Attributes:
        step: what is seen of the folder in use.
    """

    def __init__(
        self,
        step: Doorstep,
        settings: LocalSettings,
        make: Callable[[Path], Gate],
        hold: Hold = lambda _folder: lambda: None,
    ) -> None:
        self.step = step
        self._gate: Gate | None = None
        self._making = threading.Lock()
        self._settings, self._make, self._hold = settings, make, hold
        self._release: Callable[[], object] = lambda: None

    @property
    def gate(self) -> Gate:
        """Of the folder in use. To be asked for off the screen's thread: all that opens an office is loaded for it."""
        with self._making:
            if self._gate is None:
                self._gate = self._make(self.step.folder.root)
            return self._gate

    @property
    def chosen(self) -> bool:
        """Whether somebody has chosen this folder on this PC."""
        return bool(self._settings.get(DATA_FOLDER, "") == str(self.step.folder.root))

    def begin(self) -> None:
        """Hold the folder in use. UserError SECOND_INSTANCE."""
        self._release = self._hold(self.step.folder.root)

    def check(self, folder: Path) -> None:
        """For a new office: UserError PLACE_UNFIT or OFFICE_EXISTS. Off the screen's thread: a share may be slow."""
        self._make(folder).membership.expect_none()

    def join(self, folder: Path) -> Move:
        """The office another PC has set up in ``folder``. UserError PLACE_UNFIT, NO_OFFICE_THERE, SECOND_INSTANCE."""
        gate = self._make(folder)
        gate.membership.expect_office()
        return self._held(gate)

    def found(self, folder: Path | None, setup: OfficeSetup) -> tuple[str, Move | None]:
        """Set up a new office, in ``folder`` or in the one in use; gives the recovery key as it is printed."""
        if folder is None or folder == self.step.folder.root:
            return self.gate.create(setup), None
        move = self._held(self._make(folder))
        try:
            return move.gate.create(setup), move
        except BaseException:
            move.release()
            raise

    def enter(self, move: Move) -> None:
        """From now on this window opens that office."""
        self.leave()
        self.step = self._gate = move.gate
        self._release = move.release
        self._settings.put(DATA_FOLDER, str(move.gate.folder.root))

    def leave(self) -> None:
        """Let the folder go."""
        if self._gate is not None:
            self._gate.membership.leave()
        self._release()
        self._release = lambda: None

    def _held(self, gate: Gate) -> Move:
        if gate.folder.root == self.step.folder.root:
            release, self._release = self._release, lambda: None
            return Move(gate, release)
        return Move(gate, self._hold(gate.folder.root))
