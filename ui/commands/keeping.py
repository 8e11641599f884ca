"""``backup``, ``verify``, ``restore``, ``rescue``: that nothing is lost, also for the task scheduler."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from models.errors import ErrorCode, UserError
from models.services.ports import Renderers
from models.services.safety.comparison import Comparison
from ui.commands.console import OutOfUse, Progress, complain, say
from ui.commands.office import at_desk, entrance
from ui.commands.wish import Wish

_MEGABYTE = 1024 * 1024


def backup(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Make and verify a backup; the second place is ``--to`` or the one the office has named, where it is at hand."""
    with at_desk(wish, renderers) as workspace:
        bar = _bar("Membuat cadangan")
        done = workspace.backup.run(wish.to, bar) if wish.to else workspace.backup.keep(bar)
    say(f"Cadangan jadi dan teruji: {done.path} ({max(done.size // _MEGABYTE, 1)} MB)")
    if done.second:
        say(f"Salinan di tempat kedua teruji: {done.second}")
    if done.missing:
        complain(f"{done.missing} lampiran sudah tidak ada di folder data.")
    return 1 if done.missing else 0


def verify(wish: Wish, renderers: Callable[[], Renderers]) -> int:
    """Check a backup, or all data of the office; 1 if something is damaged. Works on an office that does not open."""
    if wish.backup is not None:
        _expect_backup(wish.backup)
        with at_desk(wish, renderers) as workspace:
            workspace.backup.verify(wish.backup, _bar("Memeriksa cadangan"))
        say(f"Cadangan ini utuh: {wish.backup}")
        return 0
    door = entrance(wish)
    if not door.gate.exists():
        raise UserError(ErrorCode.DATABASE_MISSING)
    report = door.gate.inspect(door.username, door.password(), _bar("Memeriksa data"))
    for line in report.lines():
        say(line)
    say("Semua data utuh." if report.sound else "Ada data yang rusak atau hilang. Jangan hapus apa pun.")
    return 0 if report.sound else 1


def restore(wish: Wish, _renderers: Callable[[], Renderers]) -> int:
    """Show what restoring would change; carry it out with ``--yes``, or where there is no office yet."""
    _expect_backup(wish.backup)
    door = entrance(wish)
    ready = door.gate.prepare(wish.backup, door.username, door.password(), _bar("Memeriksa cadangan"))
    _tell(ready.comparison)
    if door.gate.exists() and not wish.yes:
        complain("Belum dipulihkan. Ulangi dengan --yes untuk mengganti data yang sekarang; data itu dipindahkan.")
        return 1
    door.gate.carry_out(ready, _bar("Memulihkan")).lock()
    door.gate.membership.leave()
    say(f"Sudah dipulihkan di {door.gate.folder.root}. Data sebelumnya, bila ada, di map sebelum-pulih.")
    return 0


def rescue(wish: Wish, _renderers: Callable[[], Renderers]) -> int:
    """Get everything readable out of a damaged office into a new one beside it; 1 if something could not be read."""
    door = entrance(wish)
    if not door.gate.exists():
        raise UserError(ErrorCode.DATABASE_MISSING)
    made = door.gate.rescue(door.username, door.password(), _bar("Menyelamatkan"))
    for line in made.lines:
        say(line)
    say(f"Hasilnya: {made.folder}. Cadangannya, untuk dipulihkan: {made.backup}")
    return 0 if made.whole else 1


def _expect_backup(place: Path) -> None:
    """OutOfUse for a path that cannot be a backup, with those that lie in it."""
    if not place.is_dir():
        raise OutOfUse(f"{place}: folder cadangan tidak ada. Periksa apakah flash disk atau folder itu tersambung.")
    inside = sorted(place.glob("*.sbk"))
    if inside:
        raise OutOfUse(f"{place}: tunjuk satu cadangan di dalamnya, misalnya {inside[-1]}.")


def _tell(found: Comparison) -> None:
    for row in found.rows:
        say(f"{row.name}: sekarang {row.now}, cadangan {row.after}; {row.words}" if found.readable else
            f"{row.name}: {row.after}; {row.words}")  # fmt: skip
    for sentence in found.warnings:
        say(f"PERHATIKAN: {sentence}")


def _bar(label: str) -> Callable[[float, str], None]:
    bar = Progress(label, counted=False)
    return lambda share, _what: bar(round(share * 100), 100)
