"""The portable archive and the installer of the frozen Windows program.

Both need no administrator. Both are a home in which versions lie side by side (models/release/home.py), opened by a
small starter that NSIS makes; the installer says last which version opens. The data of an office lie elsewhere.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
import zipfile
from pathlib import Path

import pefile

from delivery.common import HERE, PackageProblem, carried, filled, put_label, weigh
from models.release.home import CURRENT

ICON = HERE.parent / "resources" / "icons" / "jangkau.ico"

#: Bytes: what the installed program may take at most on an office's disk.
LARGEST = 100_000_000

#: Part of Windows 10 version 1809, the oldest on which Qt 6.8 starts. No icu*.dll: that came with version 1903.
SYSTEM = frozenset(
    f"{name}.dll"
    for name in (
        *("advapi32", "authz", "bcrypt", "bcryptprimitives", "comctl32", "comdlg32", "crypt32", "d3d11", "d3d12"),
        *("d3d9", "dwmapi", "dwrite", "dxgi", "gdi32", "imm32", "iphlpapi", "kernel32", "mpr", "netapi32", "ntdll"),
        *("ole32", "oleaut32", "rpcrt4", "setupapi", "shell32", "shlwapi", "uiautomationcore", "user32", "userenv"),
        *("uxtheme", "version", "winmm", "ws2_32", "wtsapi32"),
    )
) | {"winspool.drv"}
#: The parts of the C runtime and of the kernel that Windows 10 itself brings.
API_SETS = re.compile(r"^api-ms-win-(core|crt|shcore)-.+\.dll$")


def make(frozen: Path, version: str, into: Path) -> list[Path]:
    """Make the archive of ``frozen`` and its installer.

    Raises PackageProblem when something is too large or asks for a library that Windows 10 does not have.
    """
    put_label(frozen, version)
    weigh(frozen, LARGEST)
    foreign = foreign_libraries(frozen)
    if foreign:
        raise PackageProblem(f"not in Windows 10 and not delivered: {', '.join(sorted(foreign))}")
    into.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="jangkau-") as scratch:
        starter = Path(scratch) / "Jangkau.exe"
        _nsis("starter.nsi", {"VERSION": version, "TARGET": starter, "ICON": ICON})
        return [_archive(frozen, version, starter, into), _installer(frozen, version, starter, into)]


def foreign_libraries(frozen: Path) -> set[str]:
    """Libraries that the program asks for and neither carries nor finds in Windows."""
    files = [file for file in frozen.rglob("*") if file.suffix.lower() in {".dll", ".pyd", ".exe"}]
    own = {file.name.lower() for file in files}
    asked = {name.lower() for file in files for name in imports(file)}
    return {name for name in asked - own - SYSTEM if not API_SETS.match(name)}


def imports(file: Path) -> set[str]:
    """The libraries a Windows program or library names, those loaded at first use included."""
    tables = ["IMAGE_DIRECTORY_ENTRY_IMPORT", "IMAGE_DIRECTORY_ENTRY_DELAY_IMPORT"]
    with pefile.PE(file, fast_load=True) as program:
        program.parse_data_directories([pefile.DIRECTORY_ENTRY[table] for table in tables])
        found = [*getattr(program, "DIRECTORY_ENTRY_IMPORT", ()), *getattr(program, "DIRECTORY_ENTRY_DELAY_IMPORT", ())]
        return {entry.dll.decode("ascii") for entry in found}


def _archive(frozen: Path, version: str, starter: Path, into: Path) -> Path:
    made = into / f"jangkau-{version}-windows-portabel.zip"
    words = filled("windows/BACA-DULU.txt", {"version": version}).replace("\n", "\r\n")
    content = {"BACA-DULU.txt": words.encode(), CURRENT: f"{version}\r\n".encode(), starter.name: starter.read_bytes()}
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, data in content.items():
            # A date of its own would make other bytes of the same program.
            archive.writestr(zipfile.ZipInfo(f"Jangkau/{name}"), data, zipfile.ZIP_DEFLATED)
        for path in sorted(frozen.rglob("*")):
            if path.is_file():
                entry = zipfile.ZipInfo(f"Jangkau/app-{version}/{path.relative_to(frozen).as_posix()}")
                archive.writestr(entry, path.read_bytes(), zipfile.ZIP_DEFLATED)
    return made


def _installer(frozen: Path, version: str, starter: Path, into: Path) -> Path:
    made = into / f"jangkau-{version}-windows-pemasang.exe"
    names = {"VERSION": version, "SOURCE": frozen.resolve(), "STARTER": starter, "TARGET": made.resolve(), "ICON": ICON}
    _nsis("jangkau.nsi", names)
    return carried(made)


def _nsis(script: str, names: dict[str, object]) -> None:
    """Make a program of an NSIS script; PackageProblem without NSIS, and for what it says."""
    tool = shutil.which("makensis") or shutil.which("makensis", path=r"C:\Program Files (x86)\NSIS")
    if tool is None:
        raise PackageProblem("NSIS 3 makes starter and installer; its makensis was not found")
    values = [f"-D{name}={value}" for name, value in names.items()]
    done = subprocess.run(
        [tool, "-V2", *values, str(HERE / "windows" / script)], capture_output=True, text=True, check=False
    )
    if done.returncode:
        raise PackageProblem(f"makensis: {done.stdout[-500:]}{done.stderr[-500:]}")
