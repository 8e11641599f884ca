"""Sets the program up, starts it, tests it and checks it: one command each, standard library only, same on Windows.

    python3 dev.py run [arguments of main.py]
    python3 dev.py test [arguments of pytest]
    python3 dev.py check | setup | build | package | check-windows | release | weaknesses | lock

The parts go into ``.venv`` beside this file, exactly those named with their hashes in ``requirements.lock``
(``requirements-dev.lock`` for tests). With a folder ``wheelhouse`` beside this file the set-up needs no network.
Works on a bare Debian 12 that has only python3 and pip: neither python3-venv nor a compiler is needed.
"""

from __future__ import annotations

import ctypes
import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import venv
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "jangkau-lock.txt"
RUN_LOCK = ROOT / "requirements.lock"
DEV_LOCK = ROOT / "requirements-dev.lock"
BUILD_LOCK = ROOT / "requirements-build.lock"

#: What Qt links even without a screen: shared library -> Debian package.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11.so.6": "libx11-6",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
}

#: What a window on X11 needs on top of it; the window driver does not load without any of them.
WINDOW_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb-util.so.1": "libxcb-util1",
}

#: Without these the program runs all the same, but not on Wayland itself or without a list of printers.
WELCOME_LIBRARIES = {
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-client.so.0": "libwayland-client0",
    "libcups.so.2": "libcups2",
}

#: Programs by which the tests read the PDFs that were made: command -> Debian package.
PAPER_TOOLS = {"pdftotext": "poppler-utils", "qpdf": "qpdf"}
#: What freezing on Linux looks into libraries with.
BUILD_TOOLS = {"objdump": "binutils"}
#: What builds the Windows program on Linux and runs it.
WINE_TOOLS = {"wine": "wine64 wine", "x86_64-w64-mingw32-gcc": "gcc-mingw-w64-x86-64", "makensis": "nsis"}
WINE_TOOLS |= {"xvfb-run": "xvfb", "xauth": "xauth"}


class SetupProblem(Exception):
    """Something the person at the keyboard has to do first; the text says what."""


def main(arguments: list[str]) -> int:
    """Run one command. Returns the exit code: of the program started, 1 for a problem, 2 for wrong use."""
    if not arguments or arguments[0] not in COMMANDS:
        wanted = bool(arguments) and arguments[0] in {"-h", "--help"}
        print(_usage(), file=sys.stdout if wanted else sys.stderr)
        return 0 if wanted else 2
    try:
        _check_python()
        return COMMANDS[arguments[0]][0](arguments[1:])
    except SetupProblem as problem:
        print(f"\n{problem}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: list[str]) -> int:
    """Set up what the program needs and start it."""
    _ready_for_window()
    need_environment(RUN_LOCK)
    return _call([str(PYTHON), str(ROOT / "main.py"), *arguments], cwd=None)


def test(arguments: list[str]) -> int:
    """Set up what the tests need and run them without a screen."""
    _ready_for_tests()
    return _call([str(PYTHON), "-m", "pytest", *arguments], QT_QPA_PLATFORM="offscreen")


def faults(arguments: list[str]) -> int:
    """Run every fault an office may meet, the lengthy ones in full, and print what held. Takes a good hour."""
    _ready_for_tests()
    wanted = ["-m", "pytest", "-m", "fault", "-q", "--durations=5", *arguments]
    return _call([str(PYTHON), *wanted], QT_QPA_PLATFORM="offscreen", JANGKAU_FAULTS="long")


def check(arguments: list[str]) -> int:
    """Style, types, import contracts and architecture. All run, so that one round shows everything."""
    _ready_for_tests()
    steps = [
        ["-m", "ruff", "check", "."],
        ["-m", "mypy"],
        ["-c", "from importlinter.cli import lint_imports_command as c; c()"],
        ["-m", "pytest", "-q", "tests/architecture", *arguments],
    ]
    codes = []
    for step in steps:
        _say("> python " + " ".join(step))
        codes.append(_call([str(PYTHON), *step], QT_QPA_PLATFORM="offscreen"))
    return 1 if any(codes) else 0


def setup(arguments: list[str]) -> int:
    """Only the set-up; ``--dev`` with everything the tests need."""
    if set(arguments) - {"--dev"}:
        print(_usage(), file=sys.stderr)
        return 2
    _ready_for_window()
    need_environment(DEV_LOCK if arguments else RUN_LOCK)
    _say("Siap. Jalankan dengan: python3 dev.py run")
    return 0


def build(arguments: list[str]) -> int:
    """Freeze the program into ``dist/jangkau`` for the system this runs on."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    libraries = {**QT_LIBRARIES, **WINDOW_LIBRARIES, f"libpython{version}.so.1.0": f"libpython{version}"}
    need_packages(missing_packages(libraries) + _missing_tools(BUILD_TOOLS))
    need_environment(BUILD_LOCK)
    return _call([str(PYTHON), "-m", "PyInstaller", "--noconfirm", "--clean", "build.spec", *arguments])


def package(arguments: list[str]) -> int:
    """Freeze the program and make what an office receives, in ``dist/paket``."""
    if sys.platform != "linux" or arguments:
        raise SetupProblem("Paket dibuat di Linux, tanpa argumen: python3 dev.py package")
    need_packages(_missing_tools({"dpkg-deb": "dpkg"}))
    return build([]) or _call([str(PYTHON), "-m", "delivery"])


def release(arguments: list[str]) -> int:
    """Make a release, or with ``--trial`` the stick kit alone; ``--help`` says what it takes."""
    need_environment(BUILD_LOCK)
    return _call([str(PYTHON), "-m", "delivery.release", *arguments])


def weaknesses(arguments: list[str]) -> int:
    """Ask whether a part has a published weakness; ``--database FILE`` looks into a copy of OSV's data instead."""
    need_environment(BUILD_LOCK)
    return _call([str(PYTHON), "-m", "delivery.advisories", *arguments])


def check_windows(arguments: list[str]) -> int:
    """Build the Windows program on Linux and try it under wine; a check of the recipe, never the release."""
    if sys.platform != "linux" or arguments:
        raise SetupProblem("Pemeriksaan ini berjalan di Linux, tanpa argumen: python3 dev.py check-windows")
    need_packages(_missing_tools(WINE_TOOLS))
    need_environment(BUILD_LOCK)
    return _call([str(PYTHON), "-m", "delivery.windows_check", str(ROOT / "build" / "windows"), *_pip()[:3]])


def lock(arguments: list[str]) -> int:
    """Write all locks anew from pyproject.toml. Needs ``uv`` on PATH; for the person who raises a version."""
    uv = shutil.which("uv")
    if uv is None or arguments:
        raise SetupProblem("Penguncian versi memerlukan perintah uv: python3 -m pip install uv")
    base = [uv, "pip", "compile", "pyproject.toml", "--universal", "--python-version", "3.11", "--generate-hashes"]
    base += ["--no-emit-index-url", "--no-emit-find-links", "--no-header", "--no-annotate", "--quiet"]
    code = _call([*base, "-o", RUN_LOCK.name], quiet=True)
    for group, target in (("dev", DEV_LOCK), ("build", BUILD_LOCK)):
        code = code or _call([*base, "--group", group, "-c", RUN_LOCK.name, "-o", target.name], quiet=True)
    return code


Command = Callable[[list[str]], int]
COMMANDS: dict[str, tuple[Command, str]] = {
    "run": (run, "menyiapkan semua lalu membuka program (argumen lain diteruskan ke main.py)"),
    "test": (test, "menyiapkan semua lalu menjalankan pengujian (argumen lain diteruskan ke pytest)"),
    "faults": (faults, "menjalankan semua gangguan yang mungkin dialami kantor, lalu mencetak tabel hasilnya"),
    "check": (check, "memeriksa gaya, tipe, aturan impor, dan arsitektur"),
    "setup": (setup, "hanya menyiapkan; --dev juga untuk pengujian"),
    "build": (build, "membuat program jadi di folder dist (argumen lain diteruskan ke PyInstaller)"),
    "package": (package, "membuat program jadi dan paket Linux (.deb dan .tar.xz) di folder dist/paket"),
    "check-windows": (check_windows, "membuat program Windows di Linux dan mencobanya di wine"),
    "release": (release, "membuat rilis bertanda tangan di dist/kit; --trial hanya kit percobaan; --help selengkapnya"),
    "weaknesses": (weaknesses, "memeriksa kelemahan yang diumumkan; --database BERKAS tanpa jaringan"),
    "lock": (lock, "menulis ulang requirements*.lock dari pyproject.toml"),
}


# ---------------------------------------------------------------- the Python environment


def need_environment(wanted: Path) -> None:
    """Make ``.venv`` hold what ``wanted`` (a lock file) names; does nothing when it already does."""
    have = set(_stamp())
    current = {path: _digest(path) for path in (RUN_LOCK, DEV_LOCK, BUILD_LOCK)}
    # The other locks hold all of the first one.
    enough = set(current.values()) if wanted == RUN_LOCK else {current[wanted]}
    usable = bool(have) and have <= set(current.values()) and _works(PYTHON)
    if usable and have & enough:
        return
    if not usable:
        have.clear()
        _say(f"Menyiapkan lingkungan Python di {VENV.name} …")
        venv.EnvBuilder(clear=True, symlinks=os.name != "nt", with_pip=False).create(VENV)
    STAMP.unlink(missing_ok=True)
    _say(f"Memasang bagian yang tercatat di {wanted.name} …")
    source = ["--no-index", "--find-links", str(ROOT / "wheelhouse")] if (ROOT / "wheelhouse").is_dir() else []
    command = [*_pip(), "install", "--quiet", "--disable-pip-version-check", "--require-hashes", "--only-binary=:all:"]
    if _call([*command, *source, "-r", str(wanted)], PIP_USER="0", PIP_REQUIRE_VIRTUALENV="0"):
        raise SetupProblem(
            "Bagian program tidak dapat dipasang. Periksa sambungan ke sumber paket pip,\n"
            f"atau letakkan berkas wheel di folder {ROOT / 'wheelhouse'}, lalu ulangi perintah yang sama."
        )
    # Written last: an interrupted set-up is simply done again.
    STAMP.write_text("\n".join(have | {current[wanted]}), encoding="ascii")


def _pip() -> list[str]:
    """A pip that installs into ``.venv``: the running Python's own, else the bundled one, else Debian's package."""
    for interpreter in dict.fromkeys([sys.executable, getattr(sys, "_base_executable", sys.executable)]):
        if _works(Path(interpreter), "import pip"):
            return [interpreter, "-m", "pip", "--python", str(PYTHON)]
    if importlib.util.find_spec("ensurepip") and _call([str(PYTHON), "-m", "ensurepip"], quiet=True) == 0:
        return [str(PYTHON), "-m", "pip"]
    need_packages(["python3-pip"])
    return ["/usr/bin/python3", "-m", "pip", "--python", str(PYTHON)]


def _stamp() -> list[str]:
    """The digests of the locks that ``.venv`` was made from; empty when it is missing or half made."""
    return STAMP.read_text(encoding="ascii").split() if STAMP.is_file() else []


def _digest(path: Path) -> str:
    """SHA-256 of a lock, independent of line ends."""
    return hashlib.sha256(path.read_bytes().replace(b"\r\n", b"\n")).hexdigest()


def _works(python: Path, statement: str = "pass") -> bool:
    return python.is_file() and _call([str(python), "-c", statement], quiet=True) == 0


# ---------------------------------------------------------------- the system's packages


def missing_packages(libraries: dict[str, str]) -> list[str]:
    """Debian packages of those ``libraries`` that this Linux cannot load; empty on other systems."""
    return [package for name, package in libraries.items() if sys.platform == "linux" and not _loads(name)]


def need_packages(packages: list[str], *, must: bool = True) -> None:
    """Install ``packages`` by apt-get where that is allowed, else name the exact command; go on if they are no must."""
    if not packages:
        return
    line = "apt-get install -y --no-install-recommends " + " ".join(packages)
    rights = _rights()
    if rights is not None:
        _say(f"Memasang pustaka sistem: {' '.join(packages)}")
        _call([*rights, "apt-get", "update", "-qq"], quiet=True)
        if _call([*rights, *line.split(), "-qq"], quiet=True, DEBIAN_FRONTEND="noninteractive") == 0:
            return
    if shutil.which("apt-get"):
        advice = f"Pustaka sistem belum lengkap. Jalankan, lalu ulangi perintah yang sama:\n  sudo {line}"
    else:
        advice = f"Pustaka sistem belum lengkap. Nama paketnya di Debian: {' '.join(packages)}"
    if must:
        raise SetupProblem(advice)
    _say(advice)


def _rights() -> list[str] | None:
    """The prefix with which apt-get may be called without asking anybody, or None."""
    if shutil.which("apt-get") is None:
        return None
    if sys.platform != "win32" and os.geteuid() == 0:
        return []
    if shutil.which("sudo") and _call(["sudo", "-n", "true"], quiet=True) == 0:
        return ["sudo", "-n"]
    return None


def _loads(library: str) -> bool:
    try:
        ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _ready_for_tests() -> None:
    need_packages(missing_packages(QT_LIBRARIES) + _missing_tools(PAPER_TOOLS))
    need_environment(DEV_LOCK)


def _ready_for_window() -> None:
    """Only where there is a screen; without one, main.py says what can be done instead."""
    need_packages(missing_packages(QT_LIBRARIES))
    if os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"):
        need_packages(missing_packages(WINDOW_LIBRARIES))
        need_packages(missing_packages(WELCOME_LIBRARIES), must=False)


def _missing_tools(tools: dict[str, str]) -> list[str]:
    missing = [package for name, package in tools.items() if sys.platform == "linux" and shutil.which(name) is None]
    return " ".join(missing).split()


# ---------------------------------------------------------------- small things


def _check_python() -> None:
    if not (3, 11) <= sys.version_info[:2] <= (3, 13):
        raise SetupProblem(f"Diperlukan Python 3.11, 3.12, atau 3.13; ini Python {sys.version.split()[0]}.")


def _call(command: list[str], *, cwd: Path | None = ROOT, quiet: bool = False, **environment: str) -> int:
    """Run ``command`` and return its exit code; 127 when it cannot be started."""
    try:
        result = subprocess.run(command, cwd=cwd, env={**os.environ, **environment}, capture_output=quiet, check=False)
    except OSError:
        return 127
    return result.returncode


def _say(text: str) -> None:
    print(text, flush=True)


def _usage() -> str:
    lines = [f"  {name:<13} {explanation}" for name, (_, explanation) in COMMANDS.items()]
    return "\n".join(["Pemakaian: python3 dev.py PERINTAH [argumen …]", "", *lines])


if __name__ == "__main__":
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="replace")  # an old console may not know every character
    sys.exit(main(sys.argv[1:]))
