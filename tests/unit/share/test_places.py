"""Where an office's data must not lie: folders of sync programs, mounts without locks; on Linux and on Windows."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath, PurePosixPath, PureWindowsPath

import pytest

from models.errors import ErrorCode
from models.messages import render
from models.store.share.places import Place, judge
from tests.fixtures_office import refused

MOUNTS = """\
/dev/sda1 / ext4 rw,relatime 0 0
//server/kantor /mnt/kantor cifs rw,vers=3.1.1,cache=strict 0 0
//server/kantor /mnt/tanpa\\040kunci cifs rw,vers=3.1.1,nobrl 0 0
server:/kantor /mnt/nfs nfs4 rw,vers=4.2 0 0
server:/kantor /mnt/nfs3 nfs rw,vers=3,nolock,local_lock=all 0 0
user@server:/ /mnt/ssh fuse.sshfs rw 0 0
awan: /mnt/awan fuse.rclone rw 0 0
gvfsd-fuse /run/user/1000/gvfs fuse.gvfsd-fuse rw 0 0
tmpfs /mnt/kantor/lokal tmpfs rw 0 0
"""


@dataclass
class Fake:
    """A system that says what a test wants."""

    windows: bool = False
    environment: Mapping[str, str] = field(default_factory=dict)
    remote: bool = False
    tags: Mapping[str, int] = field(default_factory=dict)
    names: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def mounts(self) -> str:
        return "" if self.windows else MOUNTS

    def drive_type(self, path: PurePath) -> int:
        return 4 if self.remote else 3

    def reparse_tag(self, path: PurePath) -> int:
        return self.tags.get(str(path), 0)

    def names_in(self, folder: PurePath) -> tuple[str, ...]:
        return self.names.get(str(folder), ())


def posix(path: str, **system: object) -> Place:
    return judge(PurePosixPath(path), Fake(**system))  # type: ignore[arg-type]


def windows(path: str, **system: object) -> Place:
    return judge(PureWindowsPath(path), Fake(windows=True, **system))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("path", "place"),
    [
        ("/data/rina/.local/share/Jangkau", Place()),
        ("/mnt/kantor/jangkau", Place(network=True, file_locks=False)),
        ("/mnt/kantor", Place(network=True, file_locks=False)),
        ("/mnt/kantor/lokal/x", Place()),
        ("/mnt/nfs/jangkau", Place(network=True)),
    ],
)
def test_a_folder_is_known_for_what_it_is(path: str, place: Place) -> None:
    assert posix(path) == place


@pytest.mark.fault(30)
@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/mnt/tanpa kunci/jangkau", "nobrl"),
        ("/mnt/nfs3/jangkau", "local_lock=all"),
        ("/mnt/ssh/jangkau", "fuse.sshfs"),
        ("/mnt/awan", "fuse.rclone"),
        ("/run/user/1000/gvfs/smb-share:server=s,share=k", "fuse.gvfsd-fuse"),
    ],
)
def test_a_mount_without_locks_is_refused_in_words_for_whoever_looks_after_it(path: str, kind: str) -> None:
    refusal = refused(lambda: posix(path))
    assert refusal.code is ErrorCode.PLACE_UNFIT
    assert kind in render(refusal).why


@pytest.mark.fault(30)
@pytest.mark.parametrize(
    ("path", "program"),
    [
        ("/data/rina/Dropbox/kantor", "Dropbox"),
        ("/data/rina/Nextcloud/kantor", "Nextcloud"),
        ("/data/rina/Google Drive/My Drive/kantor", "Google Drive"),
    ],
)
def test_a_folder_of_a_sync_program_is_refused(path: str, program: str) -> None:
    refusal = refused(lambda: posix(path))
    assert (refusal.code, refusal.details["program"]) == (ErrorCode.PLACE_UNFIT, program)
    assert program in render(refusal).do


@pytest.mark.fault(30)
@pytest.mark.parametrize(
    ("path", "program"),
    [
        (r"C:\Users\Rina\OneDrive - Dinas PPPA\Jangkau", "OneDrive"),
        (r"C:\Users\Rina\Dropbox (Kantor)\Jangkau", "Dropbox"),
        (r"G:\Drive Saya\Jangkau", "Google Drive"),
    ],
)
def test_windows_names_of_sync_folders_are_known(path: str, program: str) -> None:
    assert refused(lambda: windows(path)).details["program"] == program


@pytest.mark.fault(30)
def test_a_sync_folder_under_another_name_is_known_by_its_marks() -> None:
    for mark in (".dropbox.cache", ".stfolder", "._sync_0123456789ab.db", ".sync_0123456789ab.db"):
        assert refused(lambda mark=mark: posix("/srv/data/kantor", names={"/srv/data": (mark,)})).details["program"]  # type: ignore[misc]
    redirected = {"OneDriveCommercial": r"D:\Awan"}
    assert refused(lambda: windows(r"D:\awan\Dokumen\Jangkau", environment=redirected)).details["program"] == "OneDrive"
    for tag in (0x9000001A, 0x9000301A, 0x9000F01A, 0x80000021):
        cloud = {r"D:\Kantor": tag}
        assert refused(lambda cloud=cloud: windows(r"D:\Kantor\Jangkau", tags=cloud)).code is ErrorCode.PLACE_UNFIT  # type: ignore[misc]


def test_names_that_only_resemble_are_not_refused() -> None:
    for path in ("/data/onedrivers/x", "/data/rina/.dropbox-dist/x", "/data/rina/boxes/x", "/srv/sync/x"):
        assert posix(path) == Place()
    assert windows(r"C:\ProgramData\Jangkau", tags={"C:\\": 0xA0000003}) == Place()  # an ordinary junction


def test_windows_shares_are_known() -> None:
    assert windows(r"\\server\kantor\jangkau") == Place(network=True)
    assert windows(r"Z:\jangkau", remote=True) == Place(network=True)
    assert windows(r"C:\jangkau") == Place()


def test_the_real_system_answers(tmp_path: Path) -> None:
    assert judge(tmp_path / "belum" / "ada") == Place()
