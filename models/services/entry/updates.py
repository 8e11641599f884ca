"""The next version of the program, from a stick or the shared folder, and the way back to the one before."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from models.access.permissions import Permission
from models.domain.clock import Clock
from models.errors import ErrorCode, UserError
from models.release import sharing
from models.release.home import Home, Installed
from models.release.install import install, judge
from models.release.manifest import Found, find, numbers, trusted_keys
from models.release.programs import start
from models.services.safety.archive import Progress, never, silent
from models.services.safety.backup import BackupService, scaled
from models.services.session import Session
from models.store.share import share_of
from models.version import SCHEMA_VERSION, __version__

_BACKUP, _SHARED = 0.25, 0.45


@dataclass(frozen=True)
class Program:
    """The program on this PC.

    Attributes:
        place: where it lies, "" where it cannot renew itself; ``fixed`` says why then.
        genuine: whether it can tell a genuine release at all.
        next: the version that opens next time.
        other: another version that lies ready, None if there is none; ``usable`` with the office's data as they are.
        ready: version and folder of a release that lies beside the office's data and is newer, ("", "") if none does.
    """

    place: str
    fixed: UserError | None
    genuine: bool
    next: str
    other: Installed | None = None
    usable: bool = False
    ready: tuple[str, str] = ("", "")


@dataclass(frozen=True)
class Offer:
    """A genuine release that this PC can take.

    Attributes:
        renews_data: the data are brought to another schema at the first login, for all PCs.
        size: bytes to be copied.
    """

    folder: Path
    version: str
    day: date
    signed_by: str
    renews_data: bool
    size: int


@dataclass(frozen=True)
class Updated:
    """What an update has done; ``shared`` is the folder in which other PCs find it, None on a single PC.

    Attributes:
        not_shared: why it does not lie there.
    """

    version: str
    shared: Path | None = None
    not_shared: UserError | None = None


class UpdateService:
    """The versions of the program, for who looks after the office."""

    def __init__(self, session: Session, clock: Clock, backup: BackupService) -> None:
        self._session = session
        self._clock = clock
        self._backup = backup

    def program(self) -> Program:
        """How the program lies on this PC."""
        self._session.authorise(Permission.BACKUP_RUN)
        genuine, newer = bool(trusted_keys()), newer_beside(self._session.folder.root)
        try:
            home = Home.here()
        except UserError as error:
            return Program("", error, genuine, __version__, ready=newer)
        others = [one for one in home.installed() if one.version != __version__]
        other = others[-1] if others else None
        usable = other is not None and other.schema >= SCHEMA_VERSION
        return Program(str(home.root), None, genuine, home.current(), other, usable, newer)

    def look(self, place: Path) -> Offer:
        """The release in a folder, its signature checked. UserError as ``find`` and ``judge``."""
        self._session.authorise(Permission.BACKUP_RUN)
        found = find(place)
        file = judge(found.release)
        renews = found.release.schema > SCHEMA_VERSION
        return Offer(
            found.folder,
            found.release.version,
            date.fromisoformat(found.release.day),
            found.signed_by,
            renews,
            file.size,
        )

    def carry_out(self, place: Path, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> Updated:
        """Back up, lay the release ready for other PCs, and make it the version that opens from now on.

        The data are brought to a new schema by whoever logs in first with the new version, after one more backup.
        Raises Cancelled; UserError as ``look``, ``install``, ``Home.here`` and ``BackupService.run``.
        """
        self._session.authorise(Permission.SETTINGS_WRITE)
        home, found = Home.here(), find(place)
        judge(found.release)
        self._backup.keep(scaled(progress, 0.0, _BACKUP), cancelled)
        shared, not_shared = self._share(found, scaled(progress, _BACKUP, _SHARED), cancelled)
        install(found, home, scaled(progress, _SHARED, 1.0), cancelled)
        self._record("program.perbarui", found.release.version)
        return Updated(found.release.version, shared, not_shared)

    def switch(self, version: str) -> None:
        """Let another version that lies ready open from now on.

        Raises UserError RETURN_CLOSED ("schema", ``version``) where it does not know the data as they are now.
        """
        self._session.authorise(Permission.SETTINGS_WRITE)
        home = Home.here()
        home.expect_usable(version, SCHEMA_VERSION)
        home.switch(version)
        self._record("program.kembali", version)

    def _share(
        self, found: Found, progress: Progress, cancelled: Callable[[], bool]
    ) -> tuple[Path | None, UserError | None]:
        office = self._session.folder.root
        if share_of(office) is None:
            return None, None
        try:
            return sharing.lay_ready(found, office, progress, cancelled), None
        except UserError as error:
            return None, error

    def _record(self, action: str, version: str) -> None:
        now = self._clock.now()
        with self._session.store.unit_of_work(self._session.user.account_id, now) as unit:
            unit.audit(action, "kantor", None, dari=__version__, ke=version)


def newer_beside(office: Path) -> tuple[str, str]:
    """Version and folder of a genuine release beside the data that is newer than this program, else two ""."""
    found = sharing.ready(office)
    if found is None or numbers(found.release.version) <= numbers(__version__):
        return "", ""
    return found.release.version, str(found.folder)


def open_current(arguments: Sequence[str]) -> None:
    """Open the version that opens now, while this one ends. UserError as ``Home.here``, UPDATE_UNTRIED."""
    home = Home.here()
    try:
        start(home.starter, arguments)
    except OSError:
        raise UserError(ErrorCode.UPDATE_UNTRIED) from None


def renew(place: Path, progress: Progress = silent, cancelled: Callable[[], bool] = never) -> str:
    """Take the release in ``place`` where nobody can log in: the data are of a newer program. Gives its version.

    Touches no data. Raises as ``UpdateService.carry_out``.
    """
    home, found = Home.here(), find(place)
    install(found, home, progress, cancelled)
    return found.release.version
