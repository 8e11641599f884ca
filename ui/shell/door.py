"""Which office this window opens: its folder may be chosen while nobody is logged in, and is remembered on this PC."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.services.gate import Gate, OfficeSetup
from models.settings.local_file import DATA_FOLDER, LocalSettings

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
        gate: of the folder in use.
    """

    def __init__(
        self,
        gate: Gate,
        settings: LocalSettings,
        make: Callable[[Path], Gate],
        hold: Hold = lambda _folder: lambda: None,
    ) -> None:
        self.gate = gate
        self._settings, self._make, self._hold = settings, make, hold
        self._release: Callable[[], object] = lambda: None

    @property
    def chosen(self) -> bool:
        """Whether somebody has chosen this folder on this PC."""
        return bool(self._settings.get(DATA_FOLDER, "") == str(self.gate.folder.root))

    def begin(self) -> None:
        """Hold the folder in use. UserError SECOND_INSTANCE."""
        self._release = self._hold(self.gate.folder.root)

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
        if folder is None or folder == self.gate.folder.root:
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
        self.gate, self._release = move.gate, move.release
        self._settings.put(DATA_FOLDER, str(move.gate.folder.root))

    def leave(self) -> None:
        """Let the folder go."""
        self.gate.membership.leave()
        self._release()
        self._release = lambda: None

    def _held(self, gate: Gate) -> Move:
        if gate.folder.root == self.gate.folder.root:
            release, self._release = self._release, lambda: None
            return Move(gate, release)
        return Move(gate, self._hold(gate.folder.root))
