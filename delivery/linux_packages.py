"""The .deb and the .tar.xz of the frozen program; the same input gives the same bytes.

The Debian package puts the program into /opt/jangkau, a command into /usr/bin, an entry into the menu and the type of
case packages into the system. The archive needs no administrator: it is a home in which versions lie side by side
(models/release/home.py), with a script that puts entry and type into the person's own menu. An office's data are in
neither: they lie in the home of who uses the program.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tarfile
import tempfile
from collections.abc import Iterable
from pathlib import Path

from delivery.common import HERE, PackageProblem, carried, filled, put_label, weigh
from models.release.home import CURRENT

ICON = HERE.parent / "resources" / "icons" / "jangkau.png"

#: Bytes: what the installed program may take at most on an office's disk.
LARGEST = 150_000_000

#: Left to the system, because they must fit its screen, printers and C library: shared library -> Debian package.
REQUIRED = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libgthread-2.0.so.0": "libglib2.0-0 | libglib2.0-0t64",
    "libstdc++.so.6": "libstdc++6",
    "libxcb.so.1": "libxcb1",
}
#: Without these the program runs, but without a list of printers or not on Wayland itself.
WELCOME = {
    "libcups.so.2": "libcups2 | libcups2t64",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
}
#: Parts of the C library; its oldest usable version is read from the program itself.
C_LIBRARY = re.compile(r"^(ld-linux.*|lib(c|dl|m|pthread|rt|util))\.so")


def make(frozen: Path, version: str, into: Path) -> list[Path]:
    """Make both packages of ``frozen`` (the folder PyInstaller made) in ``into``.

    Raises PackageProblem when the program is too large or needs a library that no package here is known to bring.
    """
    put_label(frozen, version)
    size = weigh(frozen, LARGEST)
    asked = foreign_libraries(frozen)
    unknown = sorted(asked - REQUIRED.keys() - WELCOME.keys())
    if unknown:
        raise PackageProblem(f"no Debian package is known for {', '.join(unknown)}")
    words = {
        "version": version,
        "architecture": "amd64",
        "kilobytes": str(size // 1024),
        "depends": ", ".join(sorted({f"libc6 (>= {oldest_c_library(frozen)})", *packages(asked, REQUIRED)})),
        "recommends": ", ".join(sorted({"cups-client", *packages(asked, WELCOME)})),
    }
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jangkau-") as scratch:
        made = [_debian(frozen, words, Path(scratch), into), _archive(frozen, words, Path(scratch), into)]
    return [carried(package) for package in made]


def packages(libraries: Iterable[str], known: dict[str, str]) -> set[str]:
    """The Debian packages that bring those of ``libraries`` that are ``known``."""
    return {known[name] for name in libraries if name in known}


def foreign_libraries(frozen: Path) -> set[str]:
    """What the program asks of the system: shared libraries that do not travel with it, the C library aside."""
    own = {file.name for file in frozen.rglob("*.so*")}
    asked = {name for file in _binaries(frozen) for name in re.findall(r"NEEDED\s+(\S+)", _dump("-p", file))}
    return {name for name in asked - own if not C_LIBRARY.match(name)}


def oldest_c_library(frozen: Path) -> str:
    """The lowest version of glibc that has everything the program calls, such as ``2.34``."""
    asked = {number for file in _binaries(frozen) for number in re.findall(r"GLIBC_(\d+\.\d+)", _dump("-p", file))}
    return max(asked, key=lambda number: tuple(map(int, number.split("."))), default="2.17")


def _binaries(frozen: Path) -> list[Path]:
    files = [file for file in frozen.rglob("*") if file.is_file() and not file.is_symlink()]
    return [file for file in files if ".so" in file.name or file.parent == frozen]


def _dump(option: str, file: Path) -> str:
    return subprocess.run(["objdump", option, file], capture_output=True, text=True, check=False).stdout


def _debian(frozen: Path, words: dict[str, str], scratch: Path, into: Path) -> Path:
    tree = scratch / "deb"
    shutil.copytree(frozen, tree / "opt" / "jangkau", symlinks=True)
    _put(tree / "DEBIAN" / "control", filled("linux/control", words))
    _put(tree / "usr/share/applications/jangkau.desktop", filled("linux/jangkau.desktop", {"program": "jangkau"}))
    _put(tree / "usr/share/mime/packages/jangkau.xml", filled("linux/jangkau.xml", {}))
    icons = tree / "usr/share/icons/hicolor/256x256/apps"
    icons.mkdir(parents=True)
    shutil.copyfile(ICON, icons / "jangkau.png")
    _put(tree / "usr/share/doc/jangkau/copyright", (HERE.parent / "LICENSE").read_text(encoding="utf-8"))
    (tree / "usr/bin").mkdir(parents=True)
    (tree / "usr/bin/jangkau").symlink_to("/opt/jangkau/jangkau")
    for path in (tree, *tree.rglob("*")):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or os.access(path, os.X_OK) else 0o644)
    made = into / f"jangkau_{words['version']}_{words['architecture']}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", "--build", str(tree), str(made)]
    subprocess.run(command, check=True, capture_output=True, env={**os.environ, "SOURCE_DATE_EPOCH": "0"})
    return made


def _archive(frozen: Path, words: dict[str, str], scratch: Path, into: Path) -> Path:
    version = words["version"]
    made = into / f"jangkau-{version}-linux-{words['architecture']}.tar.xz"
    home = scratch / "jangkau"
    _put(home / "BACA-DULU.txt", filled("linux/BACA-DULU.txt", words))
    _put(home / CURRENT, f"{version}\n")
    _put(home / "menu" / "jangkau.desktop", filled("linux/jangkau.desktop", {"program": "@PROGRAM@"}))
    _put(home / "menu" / "jangkau.xml", filled("linux/jangkau.xml", {}))
    shutil.copyfile(ICON, home / "menu" / "jangkau.png")
    for name, script in (("jangkau", "linux/jangkau.sh"), ("pasang-menu.sh", "linux/pasang-menu.sh")):
        _put(home / name, (HERE / script).read_text(encoding="utf-8"))
        (home / name).chmod(0o755)
    with tarfile.open(made, "w:xz", format=tarfile.PAX_FORMAT) as archive:
        for folder, name in ((home, "jangkau"), (frozen, f"jangkau/app-{version}")):
            for path in sorted(folder.rglob("*")):
                archive.add(path, f"{name}/{path.relative_to(folder).as_posix()}", recursive=False, filter=_anonymous)
    return made


def _anonymous(entry: tarfile.TarInfo) -> tarfile.TarInfo:
    """Nothing of who built it and when."""
    entry.uid = entry.gid = 0
    entry.uname = entry.gname = "root"
    entry.mtime = 0
    entry.mode = 0o755 if entry.isdir() or entry.mode & 0o100 else 0o644
    return entry


def _put(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
