"""How a command gets into an office: by data folder, user name and a password that is never an argument."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from models.domain.atomic import write_whole
from models.domain.clock import Clock, SystemClock
from models.errors import ErrorCode, UserError
from models.services.entry import founding
from models.services.entry.gate import Gate
from models.services.ports import Renderers
from models.services.workspace import Workspace
from ui.commands.console import OutOfUse, ask_password, say
from ui.commands.folders import data_folder, state_folder
from ui.commands.wish import Wish


@dataclass(frozen=True)
class Entrance:
    """The door of the office a command works on; ``file`` holds the person's password, None where it is asked for."""

    gate: Gate
    username: str
    file: Path | None = None

    def password(self) -> str:
        """The password of the person, asked for once."""
        return ask_password(f"Kata sandi {self.username}", file=self.file)


def entrance(wish: Wish) -> Entrance:
    """The office in ``--data`` and the person in ``--user``. UserError DATABASE_MISSING where there is no office."""
    gate = Gate(data_folder(wish.target, training=False), clock(), state=state_folder(), on_create=founding.found)
    try:
        gate.exists()
    except OSError:
        words = f"{gate.folder.root}: tidak dapat dibuka oleh pengguna komputer ini. Periksa izin foldernya."
        raise OutOfUse(words) from None
    return Entrance(gate, wish.user, wish.password_file)


def clock() -> Clock:
    """The PC's clock."""
    return SystemClock()


@contextmanager
def at_desk(wish: Wish, renderers: Callable[[], Renderers]) -> Iterator[Workspace]:
    """Log in for the length of the block; everything done is recorded under the person's name."""
    door = entrance(wish)
    if not door.gate.exists():
        raise UserError(ErrorCode.DATABASE_MISSING)
    session = door.gate.unlock(door.username, door.password())
    try:
        workspace = Workspace(session, door.gate.clock, renderers())
        zone = workspace.settings.office().zone
        if isinstance(door.gate.clock, SystemClock) and door.gate.clock.zone != zone:
            workspace = Workspace(session, replace(door.gate.clock, zone=zone), renderers())
        yield workspace
    finally:
        session.lock()
        door.gate.membership.leave()


def written(target: Path, content: bytes, what: str) -> int:
    """Write a result to the place the person named and say so; never over a file that is there."""
    if target.exists():
        raise OutOfUse(f"{target}: sudah ada. Pilih nama lain.")
    if not target.parent.is_dir():
        raise OutOfUse(f"{target.parent}: folder tidak ada.")
    try:
        write_whole(target, content)
    except UserError:
        raise OutOfUse(f"{target}: tidak dapat ditulis di sana. Periksa izin folder dan ruang cakram.") from None
    say(f"{what}: {target}")
    return 0
