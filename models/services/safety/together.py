"""Working together on one office: what the other PCs have changed, who has what open, whether the share is sound."""

from __future__ import annotations

import json
import threading
from dataclasses import dataclass

from models.services.desk import Desk
from models.services.safety import clock_check
from models.services.safety.ledger import open_alarms
from models.store.share import Verdict
from models.vault.sealed import seal, unseal

_PURPOSE = "hadir"
#: Entity of an audit record -> topics of the screens that show it.
_TOPICS = {
    "kasus": frozenset({"kasus", "surat", "bukulog"}),
    "surat": frozenset({"surat", "kasus", "bukulog"}),
    "tugas": frozenset({"kasus"}),
    "bukulog": frozenset({"bukulog"}),
    "cadangan": frozenset({"cadangan"}),
    "nomor": frozenset({"surat", "pengaturan"}),
}
_OTHERWISE = frozenset({"pengaturan", "kasus", "surat", "bukulog"})


@dataclass(frozen=True)
class Opened:
    """A paper somebody on another PC has open: ``kind`` "formulir" or "surat", ``ref`` which one, ``name`` who."""

    kind: str
    ref: str
    name: str


@dataclass(frozen=True)
class Together:
    """How it stands between the PCs of the office.

    Attributes:
        shared: the office lies on a shared folder.
        checking / broken: its locks are being examined / do not reach the server, so that nobody may write.
        others: how many other PCs have the office open.
        minutes_behind: how far this PC's clock lies behind the records, 0 while that is of no concern.
        missing: how many numbers wait for a decision in Buku terbit.
    """

    shared: bool = False
    checking: bool = False
    broken: bool = False
    others: int = 0
    opened: frozenset[Opened] = frozenset()
    minutes_behind: int = 0
    missing: int = 0

    def at(self, kind: str, ref: str) -> tuple[str, ...]:
        """Who else has this paper open."""
        return tuple(sorted({one.name for one in self.opened if (one.kind, one.ref) == (kind, ref)}))


class TogetherService:
    """Asked every two seconds while somebody is at the desk; costs next to nothing while nothing happens.

    Attributes:
        state: how it stood when last asked.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self.state = Together()
        self._here: set[tuple[str, str]] = set()
        self._changing = threading.Lock()
        self._missing: int | None = None
        desk.session.store.on_commit.append(self._count_again)

    def poll(self) -> tuple[Together, frozenset[str]]:
        """How it stands, and the topics of what the other PCs have changed since the last call."""
        store = self._desk.session.store
        entities = store.news()
        topics = frozenset[str]().union(*(_TOPICS.get(entity, _OTHERWISE) for entity in entities))
        if entities or self._missing is None:
            with store.reading():
                self._missing = open_alarms()
        behind = clock_check.behind(self._desk)
        minutes = int(behind.total_seconds() // 60) if behind >= clock_check.WARN else 0
        self.state = self._state(minutes, self._missing)
        return self.state, topics

    def _state(self, minutes_behind: int, missing: int) -> Together:
        share = self._desk.session.store.share
        if share is None:
            return Together(minutes_behind=minutes_behind, missing=missing)
        watch = share.guard.watch
        return Together(
            shared=True,
            checking=watch.verdict is Verdict.PENDING,
            broken=watch.verdict is Verdict.BROKEN,
            others=watch.others,
            opened=frozenset(one for note in watch.notes.values() for one in self._read(note)),
            minutes_behind=minutes_behind,
            missing=missing,
        )

    def open_here(self, kind: str, ref: str) -> None:
        """Let the other PCs know that this paper is being worked on here."""
        with self._changing:
            self._here.add((kind, ref))
            self._tell()

    def closed_here(self, kind: str, ref: str) -> None:
        """It is not any more."""
        with self._changing:
            self._here.discard((kind, ref))
            self._tell()

    def leave(self) -> None:
        """Nobody is at this desk any more."""
        with self._changing:
            self._here.clear()
            self._tell()

    def _tell(self) -> None:
        share = self._desk.session.store.share
        if share is None:
            return
        if not self._here or self._desk.session.locked:
            share.guard.note(b"")
            return
        note = json.dumps([self._desk.session.user.display_name, sorted(self._here)])
        share.guard.note(seal(self._desk.session.key.sub(_PURPOSE), note.encode(), _PURPOSE))

    def _read(self, note: bytes) -> tuple[Opened, ...]:
        plain = unseal(self._desk.session.key.sub(_PURPOSE), note, _PURPOSE) if note else b""
        if not plain:
            return ()
        name, papers = json.loads(plain)
        return tuple(Opened(str(kind), str(ref), str(name)) for kind, ref in papers)

    def _count_again(self, _topics: frozenset[str]) -> None:
        self._missing = None
