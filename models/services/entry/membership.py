"""How this PC takes part in an office: alone or with others on a shared folder, and what it remembers of it."""

from __future__ import annotations

import json
import os
from pathlib import Path

from models.domain.atomic import told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.services.entry.doorstep import OfficeFolder
from models.store.share import PRESENCE, Share, Watch
from models.store.share.places import Place, judge
from models.vault import keys

_KNOWN = "kantor-dikenal.json"


class Membership:
    """This PC and the office in one folder.

    Attributes:
        state: this PC's own folder for what it remembers, never on a share; None remembers nothing.
    """

    def __init__(self, folder: OfficeFolder, state: Path | None) -> None:
        self.state = state
        self._folder = folder
        self._share: Share | None = None

    @property
    def shared(self) -> bool:
        """Whether several PCs may have the office open: it was founded so, or lies on another machine."""
        return (self._folder.root / PRESENCE).is_dir() or self.place().network

    @property
    def watch(self) -> Watch | None:
        """What is known of the shared folder; None for an office on one PC or before joining."""
        return self._share.guard.watch if self._share is not None else None

    def place(self) -> Place:
        """Where the office lies. Raises UserError PLACE_UNFIT."""
        return judge(self._folder.root)

    def join(self) -> Share | None:
        """Begin to watch the shared folder, once; None where the office is on one PC.

        Raises UserError PLACE_UNFIT, DATABASE_MISSING.
        """
        place = self.place()
        if not self._folder.database.is_file():
            raise UserError(ErrorCode.DATABASE_MISSING)
        if self._share is None and self.shared:
            self._share = Share(self._folder.root, file_locks=place.file_locks)
            self._share.guard.start()
        return self._share

    def leave(self) -> None:
        """Stop watching; the program ends or goes to another office."""
        share, self._share = self._share, None
        if share is not None:
            share.leave()

    def expect_office(self) -> None:
        """For a PC that joins: UserError PLACE_UNFIT, or NO_OFFICE_THERE unless database and key file lie here."""
        self.place()
        if not (self._folder.database.is_file() and self._folder.key_file.is_file()):
            raise UserError(ErrorCode.NO_OFFICE_THERE)

    def expect_none(self) -> None:
        """For a new office: UserError PLACE_UNFIT, or OFFICE_EXISTS if one lies here already."""
        self.place()
        if self._folder.database.exists():
            raise UserError(ErrorCode.OFFICE_EXISTS)

    def open_to_others(self) -> None:
        """Mark a new office as one that several PCs open."""
        with told_to_people():
            (self._folder.root / PRESENCE).mkdir(exist_ok=True)

    def refuse_second_copy(self, vault: str) -> None:
        """UserError TWO_COPIES if this PC knows the same office in another folder and it is still there."""
        other = Path(self._known().get(vault, ""))
        if not other.is_absolute() or not other.is_file() or _same(other, self._folder.database):
            return
        try:
            if keys.read(OfficeFolder(other.parent).key_file).vault != vault:
                return
        except UserError:
            return  # not an office that could be opened by mistake
        raise UserError(ErrorCode.TWO_COPIES, folder=str(other.parent))

    def remember(self, vault: str) -> None:
        """Remember where this office lies. A disk that refuses is no reason to stop somebody from working."""
        if self.state is None:
            return
        known = {**self._known(), vault: str(self._folder.database.absolute())}
        try:
            with told_to_people():
                self.state.mkdir(parents=True, exist_ok=True)
            write_whole(self.state / _KNOWN, json.dumps(known, indent=1).encode())
        except UserError:
            return

    def _known(self) -> dict[str, str]:
        if self.state is None:
            return {}
        try:
            known = json.loads((self.state / _KNOWN).read_text("utf-8"))
            return {str(vault): str(path) for vault, path in known.items()}
        except (OSError, ValueError, AttributeError):
            return {}


def _same(one: Path, other: Path) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False
