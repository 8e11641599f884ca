"""Taking a release in: copied, compared with its signed list, unpacked beside the present version, tried, switched to.

Until ``Home.switch`` nothing has changed for anybody; whatever was interrupted before it is cleared away next time.
"""

from __future__ import annotations

import lzma
import posixpath
import shutil
import tarfile
import zipfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TypeAlias

from models.domain.atomic import flush_folder, told_to_people, write_whole
from models.errors import Cancelled, ErrorCode, UserError
from models.release.home import Home, alone, label_of
from models.release.manifest import Found, Release, ReleaseFile, checked, numbers, refused
from models.release.programs import program_name, runs_as
from models.version import SCHEMA_VERSION, __version__

Progress: TypeAlias = Callable[[float, str], object]
Asked: TypeAlias = Callable[[], bool]

_CHUNK = 1 << 20


@dataclass(frozen=True)
class Entry:
    """A file (``content``) or a link (``target``) of an archive; ``path`` is relative to the version's folder."""

    path: str
    content: Iterable[bytes] = ()
    target: str = ""
    executable: bool = False


def judge(release: Release) -> ReleaseFile:
    """The archive this PC would take of ``release``.

    Raises UserError RELEASE_REFUSED: "same", "older", "schema" (it keeps data as they were before), "system".
    """
    if release.version == __version__:
        raise refused("same", version=release.version)
    if numbers(release.version) < numbers(__version__):
        raise refused("older", version=release.version)
    if release.schema < SCHEMA_VERSION:
        raise refused("schema", version=release.version)
    return release.archive()


def install(found: Found, home: Home, progress: Progress, cancelled: Asked) -> None:
    """Make a release the version that opens; the one that runs stays beside it.

    Raises Cancelled; UserError as ``judge`` and ``checked``, UPDATE_UNTRIED, DISK_FULL and what the disk has to say.
    """
    file, version = judge(found.release), found.release.version
    with alone(home):
        home.clear()
        _expect_room(home, file)
        copied, building = home.new_file(), home.new_folder()
        try:
            with told_to_people():
                write_whole(copied, checked(found, file, lambda share: progress(0.3 * share, "Menyalin"), cancelled))
            unpack(copied, building, file, version, lambda share: progress(0.3 + 0.6 * share, "Membuka"), cancelled)
            progress(0.92, "Mencoba versi baru")
            expect_running(building, found.release)
            home.take_in(building, version)
        finally:
            shutil.rmtree(building, ignore_errors=True)
            with suppress(OSError):
                copied.unlink(missing_ok=True)
        home.switch(version)
        home.thin_out({version})
    progress(1.0, "Selesai")


def unpack(
    archive: Path, folder: Path, file: ReleaseFile, version: str, tell: Callable[[float], object], cancelled: Asked
) -> None:
    """Write what an archive holds of ``app-<version>`` into ``folder``, every file down to the disk."""
    given = 0
    opened = _from_zip if file.name.endswith(".zip") else _from_tar
    try:
        for entry in opened(archive, f"app-{version}"):
            if cancelled():
                raise Cancelled
            _expect_inside(entry)
            target = folder / entry.path
            with told_to_people():
                target.parent.mkdir(parents=True, exist_ok=True)
                if entry.target:
                    target.symlink_to(entry.target)
                    continue
            write_whole(target, entry.content)
            with told_to_people():
                target.chmod(0o755 if entry.executable else 0o644)
                given += target.stat().st_size
            tell(min(given / max(file.installed, 1), 1.0))
    except (tarfile.TarError, zipfile.BadZipFile, lzma.LZMAError, EOFError, ValueError):
        raise refused("changed", name=Path(file.name).name) from None
    with told_to_people():
        for inside in (folder, *(path for path in folder.rglob("*") if path.is_dir() and not path.is_symlink())):
            flush_folder(inside)


def expect_running(folder: Path, release: Release) -> None:
    """The version in ``folder`` is what the release says, and starts on this PC.

    Raises UserError RELEASE_REFUSED ("damaged"), UPDATE_UNTRIED.
    """
    try:
        said = label_of(folder)
    except (OSError, ValueError, KeyError, TypeError):
        raise refused("damaged") from None
    if (said.version, said.schema) != (release.version, release.schema):
        raise refused("damaged")
    if not runs_as(folder / program_name(), release.version):
        raise UserError(ErrorCode.UPDATE_UNTRIED)


def _expect_room(home: Home, file: ReleaseFile) -> None:
    with told_to_people():
        free = shutil.disk_usage(home.root).free
    if free < file.size + file.installed * 11 // 10:
        raise UserError(ErrorCode.DISK_FULL)


def _expect_inside(entry: Entry) -> None:
    """ValueError for a file or link that would lie or lead outside the version's folder."""
    leads = posixpath.normpath(posixpath.join(posixpath.dirname(entry.path), entry.target))
    for path in (posixpath.normpath(entry.path), leads):
        if path.startswith(("/", "..")) or "\\" in path or ":" in path:  # as Windows reads names
            raise ValueError("outside the folder")


def _from_tar(archive: Path, app: str) -> Iterator[Entry]:
    with tarfile.open(archive, "r|xz") as opened:
        for member in opened:
            path = _below(member.name, app)
            if path and member.issym():
                yield Entry(path, target=member.linkname)
            elif path and member.isfile():
                content = opened.extractfile(member)
                if content is not None:
                    yield Entry(path, _parts(content), executable=bool(member.mode & 0o100))


def _from_zip(archive: Path, app: str) -> Iterator[Entry]:
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            path = _below(info.filename, app)
            if path and not info.is_dir():
                with opened.open(info) as content:
                    yield Entry(path, _parts(content), executable=path == program_name())


def _below(name: str, app: str) -> str:
    """``name`` relative to the version's folder, which lies in the archive's own folder; "" for everything else."""
    parts = name.split("/", 2)
    return parts[2] if len(parts) == 3 and parts[1] == app else ""


def _parts(content: IO[bytes]) -> Iterator[bytes]:
    while part := content.read(_CHUNK):
        yield part
