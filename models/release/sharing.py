"""A release that lies beside the data of an office on a shared folder, where the other PCs find it."""

from __future__ import annotations

import contextlib
from pathlib import Path

from models.domain.atomic import told_to_people, write_whole
from models.errors import ErrorCode, UserError
from models.release.install import Asked, Progress
from models.release.manifest import ARCHIVE, INSTALLER, MANIFEST, SIGNATURE, Found, checked, find

#: The folder, in the one where an office's data lie.
FOLDER = "pembaruan"


def lay_ready(found: Found, office: Path, progress: Progress, cancelled: Asked) -> Path:
    """Copy what PCs of every system need of a release to the office's folder; it is complete once its list is there.

    Raises Cancelled; UserError as ``checked``, DISK_FULL and what the disk has to say.
    """
    target = office / FOLDER
    if target == found.folder:
        return target
    wanted = [file for file in found.release.files if file.kind in {ARCHIVE, INSTALLER}]
    present = [file for file in wanted if (found.folder / file.name).is_file()]
    with told_to_people():
        target.mkdir(exist_ok=True)
        for name in (MANIFEST, SIGNATURE):
            (target / name).unlink(missing_ok=True)
    for number, file in enumerate(present):
        progress(number / len(present), "Menyalin ke folder bersama")
        with told_to_people():
            (target / file.name).parent.mkdir(parents=True, exist_ok=True)
            write_whole(target / file.name, checked(found, file, lambda _share: None, cancelled))
    for name in (SIGNATURE, MANIFEST):
        with told_to_people():
            write_whole(target / name, (found.folder / name).read_bytes())
    _clear(target, {file.name for file in present} | {MANIFEST, SIGNATURE})
    return target


def ready(office: Path) -> Found | None:
    """The genuine release that lies beside the data, None if there is none."""
    with contextlib.suppress(UserError):
        return find(office / FOLDER)
    return None


def pointing(error: UserError, office: Path) -> UserError:
    """Data of a newer program: say where that program lies, if it does."""
    if error.code is ErrorCode.SCHEMA_NEWER and ready(office) is not None:
        return UserError(error.code, **{**error.details, "reason": "ready", "folder": str(office / FOLDER)})
    return error


def _clear(target: Path, keep: set[str]) -> None:
    """Archives of the releases before."""
    for path in sorted(target.rglob("*"), reverse=True):
        with contextlib.suppress(OSError):
            if path.is_dir():
                path.rmdir()  # only where it is empty
            elif path.relative_to(target).as_posix() not in keep:
                path.unlink()
