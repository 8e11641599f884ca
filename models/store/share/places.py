"""Where a folder really lies: on this PC, on a share, or where an office's data must never lie.

A sync program (OneDrive, Dropbox …) copies files behind the back of whoever writes them and makes two databases out of
one; some mounts pretend to lock. Both are refused. What cannot be seen from here the guard of the share finds out.
"""

from __future__ import annotations

import ctypes
import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Protocol

from models.errors import ErrorCode, UserError

_NETWORK = {"cifs", "smb3", "smbfs", "nfs", "nfs4", "9p", "afs", "ceph", "glusterfs", "fuse.glusterfs", "vboxsf"}
#: Mounts through which locks do not reach other PCs, or files do not stay what they are.
_UNFIT = (
    "fuse.sshfs",
    "fuse.rclone",
    "fuse.gvfs",
    "davfs",
    "fuse.davfs",
    "fuse.s3fs",
    "fuse.curlftpfs",
    "fuse.onedriver",
    "fuse.google-drive",
)
_UNFIT_OPTIONS = {"nobrl", "nolock", "local_lock=all", "local_lock=posix", "local_lock=flock"}
#: How sync programs name their folders, in any language; compared with each part of the path.
_SYNC_NAMES = {
    "OneDrive": r"onedrive( ?[-–] .*)?",
    "Dropbox": r"dropbox( \(.*\))?",
    "Google Drive": r"google ?drive|googledrive|my drive|drive saya|\.?shortcut-targets-by-id|drivefs",
    "Nextcloud": r"nextcloud[0-9]*",
    "ownCloud": r"owncloud[0-9]*",
    "iCloud": r"icloud ?drive|com~apple~clouddocs|mobile documents",
    "MEGA": r"megasync( downloads)?",
    "pCloud": r"pcloud( ?drive)?",
    "Box": r"box sync",
    "Yandex Disk": r"yandex\.?disk",
}
#: What sync programs lay into the folders they look after.
_SYNC_MARKS = {
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".stignore": "Syncthing",
    ".tmp.drivedownload": "Google Drive",
    ".tmp.driveupload": "Google Drive",
    ".nextcloudsync.log": "Nextcloud",
    ".owncloudsync.log": "ownCloud",
    ".megaignore": "MEGA",
}
_SYNC_JOURNAL = re.compile(r"\._?sync_[0-9a-f]{8,}\.db")
#: Variables in which OneDrive says where its folders are.
_SYNC_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
#: Windows' marks of files that a cloud program provides: IO_REPARSE_TAG_CLOUD, CLOUD_1 … CLOUD_F; the older OneDrive.
_CLOUD_TAG, _CLOUD_MASK, _ONEDRIVE_TAG = 0x9000001A, 0xFFFF0FFF, 0x80000021
_REMOTE_DRIVE = 4


class System(Protocol):
    """What must be asked of the operating system."""

    windows: bool
    environment: Mapping[str, str]

    def mounts(self) -> str:
        """The text of /proc/mounts, empty where there is none."""
        ...

    def drive_type(self, path: PurePath) -> int:
        """What GetDriveTypeW says of the path's drive; 0 where there are no drives."""
        ...

    def reparse_tag(self, path: PurePath) -> int:
        """The reparse tag of a Windows file, 0 if it has none."""
        ...

    def names_in(self, folder: PurePath) -> tuple[str, ...]:
        """The names in a folder, empty if it cannot be read."""
        ...


class ThisSystem:
    """The real one."""

    windows = sys.platform == "win32"
    environment: Mapping[str, str] = os.environ

    def mounts(self) -> str:
        """The text of /proc/mounts."""
        try:
            return Path("/proc/mounts").read_text("utf-8", "replace")
        except OSError:
            return ""

    def drive_type(self, path: PurePath) -> int:
        """What GetDriveTypeW says of the path's drive."""
        if sys.platform == "win32":
            return int(ctypes.windll.kernel32.GetDriveTypeW(f"{path.drive}\\"))
        return 0

    def reparse_tag(self, path: PurePath) -> int:
        """The reparse tag of a Windows file."""
        try:
            return int(getattr(Path(path).lstat(), "st_reparse_tag", 0))
        except OSError:
            return 0

    def names_in(self, folder: PurePath) -> tuple[str, ...]:
        """The names in a folder."""
        try:
            return tuple(os.listdir(folder))
        except OSError:
            return ()


@dataclass(frozen=True)
class Place:
    """What is known of a folder.

    Attributes:
        network: it lies on another machine.
        file_locks: whether SQLite's locks can be used there; through Linux's cifs one program already locks itself out.
    """

    network: bool = False
    file_locks: bool = True


def judge(folder: PurePath, system: System | None = None) -> Place:
    """Where ``folder`` (which need not exist yet) lies.

    Raises UserError PLACE_UNFIT with ``reason`` "sync" (``program``) or "mount" (``kind``).
    """
    asked = system or ThisSystem()
    path = folder if system is not None else PurePath(os.path.realpath(folder))
    if program := _sync_program(path, asked):
        raise UserError(ErrorCode.PLACE_UNFIT, reason="sync", program=program)
    if asked.windows:
        remote = str(path).startswith(("\\\\", "//")) or asked.drive_type(path) == _REMOTE_DRIVE
        return Place(network=remote)
    kind, options = _mount_of(path, asked.mounts())
    if kind.startswith(_UNFIT) or options & _UNFIT_OPTIONS:
        told = next(iter(sorted(options & _UNFIT_OPTIONS)), kind)
        raise UserError(ErrorCode.PLACE_UNFIT, reason="mount", kind=told)
    return Place(network=kind in _NETWORK, file_locks=kind not in {"cifs", "smb3", "smbfs"})


def _sync_program(path: PurePath, system: System) -> str:
    """The sync program that looks after ``path``, "" if none is seen."""
    for variable in _SYNC_VARIABLES:
        home = system.environment.get(variable, "")
        if home and _lies_in(path, home):
            return "OneDrive"
    for part in path.parts[1:]:
        for program, pattern in _SYNC_NAMES.items():
            if re.fullmatch(pattern, part.casefold()):
                return program
    for folder in (path, *path.parents):
        tag = system.reparse_tag(folder)
        if tag and (tag & _CLOUD_MASK == _CLOUD_TAG & _CLOUD_MASK or tag == _ONEDRIVE_TAG):
            return "OneDrive"
        for name in system.names_in(folder):
            if name in _SYNC_MARKS or _SYNC_JOURNAL.fullmatch(name):
                return _SYNC_MARKS.get(name, "Nextcloud")
    return ""


def _lies_in(path: PurePath, home: str) -> bool:
    inner, outer = str(path).replace("\\", "/").casefold(), home.replace("\\", "/").casefold().rstrip("/")
    return inner == outer or inner.startswith(f"{outer}/")


def _mount_of(path: PurePath, text: str) -> tuple[str, set[str]]:
    """File system and options of the mount a path lies on: the longest mount point, of equals the last."""
    best, found = -1, ("", set[str]())
    for line in text.splitlines():
        parts = line.split()
        if len(parts) < 4:
            continue
        point = re.sub(r"\\([0-7]{3})", lambda match: chr(int(match.group(1), 8)), parts[1])
        if len(point) >= best and (path == PurePath(point) or PurePath(point) in path.parents):
            best, found = len(point), (parts[2], set(parts[3].split(",")))
    return found
