"""The people of the invented office, one at the desk at a time, each logging in with their own password."""

from __future__ import annotations

from models.domain.clock import FixedClock
from models.rehearsal.office import PLAYERS
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.workspace import Workspace


class Crew:
    """Whoever is needed comes to the desk; the one before is locked out first."""

    def __init__(self, gate: Gate, clock: FixedClock, renderers: Renderers, password: str) -> None:
        self.clock = clock
        self._gate = gate
        self._renderers = renderers
        self._password = password
        self._present: tuple[str, Workspace] | None = None

    def at_desk(self, role: str) -> Workspace:
        """The workspace of the person who plays ``role``."""
        if self._present and self._present[0] == role:
            return self._present[1]
        self.leave()
        username = next(player.username for player in PLAYERS if player.role == role)
        session = self._gate.unlock(username, self._password)
        workspace = Workspace(session, self.clock, self._renderers, training=self._gate.training)
        self._present = (role, workspace)
        return workspace

    def leave(self) -> None:
        """Nobody at the desk: keys and connections are dropped."""
        if self._present:
            self._present[1].lock()
            self._present = None
