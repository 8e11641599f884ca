"""A release as it lies on a stick or a share: its list of files, signed, and what of it this PC needs.

``rilis.json`` names the version, the schema of its data, and each file with size and SHA-256; ``rilis.sig`` signs its
very bytes. Nothing of a release is used before both were checked.
"""

from __future__ import annotations

import base64
import hashlib
import json
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from datetime import date
from pathlib import Path

import resources
from models.domain.atomic import told_to_people
from models.errors import Cancelled, ErrorCode, UserError
from models.vault import signatures

MANIFEST, SIGNATURE = "rilis.json", "rilis.sig"
KEYS = "data/kunci-rilis.json"
#: What a file of a release is for. Only an archive is ever unpacked by the program itself.
ARCHIVE, INSTALLER, PAPER = "arsip", "pemasang", "dokumen"
LINUX, WINDOWS = "linux", "windows"

_KIND, _FORMAT = "rilis-jangkau", 1
_LARGEST = 1_000_000
_CHUNK = 1 << 20
_VERSION = re.compile(r"\d{1,4}\.\d{1,4}\.\d{1,4}")
_NAME = re.compile(r"[A-Za-z0-9_. -]+(/[A-Za-z0-9_. -]+)*")


def system() -> str:
    """Which of a release's files are for this PC: "linux" or "windows"."""
    return WINDOWS if sys.platform == "win32" else LINUX


@dataclass(frozen=True)
class ReleaseFile:
    """One file of a release.

    Attributes:
        name: relative to the folder of the release, with forward slashes.
        kind: ``ARCHIVE``, ``INSTALLER`` or ``PAPER``; ``system``: "linux", "windows" or "" for any.
        size / installed: bytes of the file, and of what is in it once unpacked (0 where nobody unpacks it).
    """

    name: str
    kind: str
    system: str
    size: int
    sha256: str
    installed: int = 0


@dataclass(frozen=True)
class Release:
    """What ``rilis.json`` says.

    Attributes:
        schema: of the data as this version keeps them.
        day: ISO date of the release.
    """

    version: str
    schema: int
    day: str
    files: tuple[ReleaseFile, ...]

    def to_bytes(self) -> bytes:
        """The bytes that are signed."""
        body = {"jenis": _KIND, "format": _FORMAT, "versi": self.version, "skema": self.schema, "tanggal": self.day}
        return json.dumps({**body, "berkas": [asdict(file) for file in self.files]}, indent=1).encode("ascii")

    @classmethod
    def from_bytes(cls, content: bytes) -> Release:
        """Read back. UserError RELEASE_REFUSED ("damaged", or "format" of a later program)."""
        try:
            body = json.loads(content)
            if body["jenis"] == _KIND and int(body["format"]) > _FORMAT:
                raise refused("format")
            files = tuple(ReleaseFile(**file) for file in body["berkas"])
            made = cls(str(body["versi"]), int(body["skema"]), str(body["tanggal"]), files)
            if body["jenis"] != _KIND or not made._sound():
                raise ValueError("not a release")
        except (ValueError, KeyError, TypeError, RecursionError):
            raise refused("damaged") from None
        return made

    def archive(self) -> ReleaseFile:
        """What this PC unpacks. UserError RELEASE_REFUSED ("system") if there is nothing for it."""
        for file in self.files:
            if file.kind == ARCHIVE and file.system == system():
                return file
        raise refused("system", version=self.version)

    def _sound(self) -> bool:
        date.fromisoformat(self.day)
        return bool(_VERSION.fullmatch(self.version)) and all(
            _NAME.fullmatch(file.name) and ".." not in file.name and min(file.size, file.installed) >= 0
            for file in self.files
        )


@dataclass(frozen=True)
class Found:
    """A release that was found, with a signature that is right.

    Attributes:
        folder: where it lies; ``signed_by``: id of the key.
    """

    folder: Path
    release: Release
    signed_by: str


def trusted_keys() -> tuple[bytes, ...]:
    """The public keys this build takes releases from; none in a build nobody has made a release of."""
    return tuple(base64.b64decode(entry["publik"]) for entry in json.loads(resources.text(KEYS))["kunci"])


def numbers(version: str) -> tuple[int, ...]:
    """A version to be compared: "0.10.2" comes after "0.9.9"."""
    return tuple(int(part) for part in version.split("."))


def find(place: Path) -> Found:
    """The newest genuine release in the folder a person named, or in a folder directly in it.

    Raises UserError RELEASE_REFUSED: "no_key", "none", and as ``read`` where the only ones there are refused.
    """
    if not trusted_keys():
        raise refused("no_key")
    with told_to_people():
        places = [place, *sorted(folder for folder in place.iterdir() if folder.is_dir())]
        there = [folder for folder in places if (folder / MANIFEST).is_file()]
    genuine, problem = [], refused("none")
    for folder in there:
        try:
            genuine.append(read(folder))
        except UserError as error:
            problem = error
    if not genuine:
        raise problem
    return max(genuine, key=lambda found: numbers(found.release.version))


def read(folder: Path) -> Found:
    """The release in ``folder``. UserError RELEASE_REFUSED: "unsigned", "foreign", "damaged", "format"."""
    with told_to_people():
        content = _small(folder / MANIFEST)
        if not (folder / SIGNATURE).is_file():
            raise refused("unsigned")
        signed = _small(folder / SIGNATURE).decode("ascii", errors="replace")
    name = signatures.signer(content, signed, trusted_keys())
    if not name:
        raise refused("foreign")
    return Found(folder, Release.from_bytes(content), name)


def checked(
    found: Found, file: ReleaseFile, tell: Callable[[float], object], cancelled: Callable[[], bool]
) -> Iterator[bytes]:
    """The content of ``file`` part by part; what was given before is worth nothing if the end is not reached.

    Raises Cancelled, and UserError RELEASE_REFUSED ("changed", ``name``) if it is not the file that was signed.
    """
    digest, given = hashlib.sha256(), 0
    path = found.folder / file.name
    if not path.is_file():
        raise refused("missing", name=path.name)
    with path.open("rb") as source:
        while part := source.read(_CHUNK):
            if cancelled():
                raise Cancelled
            digest.update(part)
            given += len(part)
            if given > file.size:
                break
            tell(given / max(file.size, 1))
            yield part
    if given != file.size or digest.hexdigest() != file.sha256:
        raise refused("changed", name=path.name)


def refused(reason: str, **details: object) -> UserError:
    """Why a release is not used."""
    return UserError(ErrorCode.RELEASE_REFUSED, reason=reason, **details)


def _small(path: Path) -> bytes:
    if path.stat().st_size > _LARGEST:
        raise refused("damaged")
    return path.read_bytes()
