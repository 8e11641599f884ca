"""The native libraries in the packages of a release: each with its hash, and the part of the program it belongs to."""

from __future__ import annotations

import hashlib
import platform
import re
import shutil
import subprocess
import tarfile
import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib import import_module
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from delivery.common import PackageProblem
from models.release.manifest import LINUX, WINDOWS

#: Parts that are no entry of the lock.
PYTHON, STARTER, OWN = "python", "pyinstaller", "jangkau"
_ELF, _PE, _PE_NAMES = b"\x7fELF", b"MZ", (".exe", ".dll", ".pyd")
_INSIDE = re.compile(r"^[^/]+/app-[^/]+/(?:_internal/)?")
_DEBIAN = "deb:"


@dataclass(frozen=True)
class Library:
    """A file of machine code; ``path`` is that in the archive."""

    system: str
    path: str
    sha256: str

    @property
    def inside(self) -> str:
        """The path below the program's inner folder."""
        return _INSIDE.sub("", self.path)


def libraries(archive: Path) -> list[Library]:
    """Every library and program in a .tar.xz or .zip, by path."""
    system = WINDOWS if archive.suffix == ".zip" else LINUX
    opened = _from_zip(archive) if system == WINDOWS else _from_tar(archive)
    found = (Library(system, path, hashlib.sha256(data).hexdigest()) for path, data in opened)
    return sorted(found, key=lambda one: one.path)


def python_version(archive: Path) -> str:
    """The interpreter in an archive: of the system this runs on, or what a Windows library says of itself."""
    if archive.suffix != ".zip":
        return platform.python_version()
    pefile = import_module("pefile")  # only there where a release is made
    for path, data in _from_zip(archive):
        if re.fullmatch(r"python3\d\d\.dll", path.rpartition("/")[2]):
            with pefile.PE(data=data, fast_load=True) as library:
                library.parse_data_directories([pefile.DIRECTORY_ENTRY["IMAGE_DIRECTORY_ENTRY_RESOURCE"]])
                said = library.VS_FIXEDFILEINFO[0]
            # Python writes 3.11.9 as 3.11.9150: the last part is the number times a thousand, and the build.
            return f"{said.FileVersionMS >> 16}.{said.FileVersionMS & 0xFFFF}.{(said.FileVersionLS >> 16) // 1000}"
    raise PackageProblem(f"{archive.name} holds no Python")


def owners(parts: Iterator[str] | list[str]) -> dict[str, str]:
    """Top name of a part's files, as it lies in the program -> the part. Needs the parts installed."""
    found: dict[str, str] = {}
    for part in parts:
        try:
            files = distribution(part).files or ()
        except PackageNotFoundError:
            continue  # only for the other system
        for file in files:
            if not file.parts[0].endswith((".dist-info", "..")):
                found.setdefault(_top(file.as_posix()), part)
    return found


def owner(library: Library, known: Mapping[str, str]) -> str:
    """The part a library belongs to; "deb:…" with the Debian package for one of the system's. PackageProblem."""
    inside = library.inside
    if _top(inside) in known:
        return known[_top(inside)]
    if not _INSIDE.match(library.path):
        return OWN  # beside the versions: what opens one of them
    if Path(inside).stem.casefold() == OWN:
        return STARTER
    if "/lib-dynload/" in inside or re.match(r"(lib)?python3", Path(inside).name) or library.system == WINDOWS:
        return PYTHON
    return _DEBIAN + _package_of(Path(inside).name)


def is_debian(part: str) -> str:
    """The name of the Debian package if ``part`` is one, else ""."""
    return part.removeprefix(_DEBIAN) if part.startswith(_DEBIAN) else ""


def debian_version(package: str) -> str:
    """The version of an installed package."""
    return _said("dpkg-query", "-W", "-f=${Version}", package)


def _top(path: str) -> str:
    """What a file is found by: its first folder, or its own name without what follows the first point."""
    first, _, rest = path.partition("/")
    return first if rest else first.split(".")[0]


def _package_of(library: str) -> str:
    """The Debian package that brings a library of the system this runs on."""
    listed = _said(shutil.which("ldconfig") or "/sbin/ldconfig", "-p")
    places = re.findall(rf"^\s*{re.escape(library)} .*x86-64.* => (\S+)$", listed, re.MULTILINE)
    for place in (place for found in places for place in (found, str(Path(found).resolve()))):
        for known in (place, place.removeprefix("/usr")):  # a system may have moved /lib into /usr/lib
            said = _said("dpkg-query", "-S", known)
            if said:
                return said.split(":")[0]
    raise PackageProblem(f"no part and no Debian package is known for {library}")


def _said(*command: str) -> str:
    try:
        return subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def _is_code(name: str, start: bytes) -> bool:
    return start.startswith(_ELF) or (start.startswith(_PE) and name.casefold().endswith(_PE_NAMES))


def _from_tar(archive: Path) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(archive, "r|xz") as opened:
        for member in opened:
            content = opened.extractfile(member) if member.isfile() else None
            if content is not None and _is_code(member.name, start := content.read(4)):
                yield member.name, start + content.read()


def _from_zip(archive: Path) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(archive) as opened:
        for info in opened.infolist():
            with opened.open(info) as content:
                if _is_code(info.filename, start := content.read(4)):
                    yield info.filename, start + content.read()
