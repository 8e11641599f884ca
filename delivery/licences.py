"""Collects the licence texts of all parts into resources/licences, where the program shows them.

``.venv/bin/python -m delivery.licences`` after a version was raised; what it writes is committed, so that every system
delivers the same texts, those of the other system's parts included. A test names the part that was forgotten.
"""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
import tempfile
import zipfile
from importlib.metadata import Distribution, PackageNotFoundError, PackagePath, PathDistribution, distribution
from pathlib import Path
from typing import cast

from delivery import contents

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "licences"
#: Parts whose wheels name a licence without its text: licence texts as Debian keeps them.
WITHOUT_TEXT = {"pyside6-essentials": ("LGPL-3", "GPL-3"), "shiboken6": ("LGPL-3", "GPL-3")}
#: Libraries of Debian that travel with the Linux packages, with their licence; a release names one that is missing.
DEBIAN = {
    "libbz2-1.0": "bzip2-1.0.6",
    "libffi8": "MIT",
    "liblzma5": "domain publik",
    "libuuid1": "BSD-3-Clause",
    **{f"libxcb-{name}": "MIT" for name in (
        "cursor0", "icccm4", "image0", "keysyms1", "randr0", "render-util0", "render0", "shape0", "shm0", "sync1",
        "util1", "xfixes0", "xkb1",
    )},
    "libxkbcommon-x11-0": "MIT",
    "libxkbcommon0": "MIT",
    "libzstd1": "BSD-3-Clause OR GPL-2.0-only",
    "zlib1g": "Zlib",
}  # fmt: skip
DOCUMENTS = Path("/usr/share/doc")
#: Typefaces and signs, whose texts lie beside them.
FACES = (
    ("Inter", "4", "OFL-1.1", "fonts/Inter-OFL.txt"),
    ("Liberation Sans", "2", "OFL-1.1", "fonts/LiberationSans-LICENSE.txt"),
    ("Jangkau Bonum (TeX Gyre Bonum)", "2.004", "LPPL-1.3c", "fonts/JangkauBonum-LICENSE.txt"),
    ("Jangkau Tanda (Material Design Icons)", "6.9", "Apache-2.0 AND MIT", "icons/tanda-LICENSE.txt"),
)
COMMON = Path("/usr/share/common-licenses")
#: Parts that say of their licence only what it is called, or nothing: what their texts are, in the words of SPDX.
SPDX = {
    "peewee": "MIT",
    "pypdfium2": "Apache-2.0 AND BSD-3-Clause",
    "reportlab": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
}
#: Texts of a part that is not in the program on any system it is made for.
ELSEWHERE = re.compile(r"android|musl|v8_xfa")
LINE = "\n\n" + "-" * 78 + "\n\n"


def collect() -> None:
    """Write one text per part and the list of them; needs the locked parts installed and Debian's common licences."""
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    _write("Jangkau.txt", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    _write("Python.txt", python.read_text(encoding="utf-8"))
    parts = [("Python", sysconfig.get_python_version(), "PSF-2.0")]
    for name, version in locked():
        part = _distribution(name, version)
        parts.append((name, version, SPDX.get(name) or licence_of(part)))
        _write(f"{name}.txt", LINE.join(texts_of(name, part)))
    for package, licence in DEBIAN.items():
        parts.append((package, contents.debian_version(package), licence))
        _write(f"{package}.txt", (DOCUMENTS / package / "copyright").read_text(encoding="utf-8"))
    listed = [{"nama": name, "versi": version, "lisensi": licence} for name, version, licence in parts]
    listed += [dict(zip(("nama", "versi", "lisensi", "naskah"), face, strict=True)) for face in FACES]
    _write("daftar.json", json.dumps(listed, indent=1, ensure_ascii=False))


def locked() -> list[tuple[str, str]]:
    """Name and version of each part in ``requirements.lock``."""
    lock = (ROOT / "requirements.lock").read_text(encoding="ascii")
    return re.findall(r"^([a-z0-9-]+)==([^\s;]+)", lock, re.MULTILINE)


def licence_of(part: Distribution) -> str:
    """What the part says of its own licence, in a word."""
    named = part.metadata.get_all("License-Expression") or part.metadata.get_all("License") or [""]
    said = str(named[0])
    if said and "\n" not in said.strip():
        return said.partition(" (")[0].strip()
    classes = [line for line in part.metadata.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rpartition(":: ")[2] for line in classes) or "lihat naskah"


def texts_of(name: str, part: Distribution) -> list[str]:
    """The licence texts the part brings along, each once; LookupError if there is none."""
    wanted = re.compile(r"\.dist-info/(licenses/|.*(licen[cs]e|copying|notice))", re.IGNORECASE)
    files = [file for file in part.files or () if wanted.search(str(file)) and not ELSEWHERE.search(str(file))]
    texts = [_text(part, file) for file in sorted(files)]
    texts += [(COMMON / text).read_text(encoding="utf-8") for text in WITHOUT_TEXT.get(name, ())]
    if not texts:
        raise LookupError(f"{name} brings no licence text")
    return list(dict.fromkeys(text.strip() for text in texts))


def _distribution(name: str, version: str) -> Distribution:
    """The part as it is installed; one that only Windows needs is looked at in its wheel."""
    try:
        return distribution(name)
    except PackageNotFoundError:
        folder = Path(tempfile.mkdtemp(prefix="jangkau-"))
        options = ["--platform", "win_amd64", "--python-version", "3.11", "--only-binary=:all:", "--no-deps"]
        subprocess.run(["pip", "download", "--quiet", *options, "-d", folder, f"{name}=={version}"], check=True)
        (wheel,) = folder.iterdir()
        (inside,) = (entry for entry in zipfile.Path(wheel).iterdir() if entry.name.endswith(".dist-info"))
        return PathDistribution(inside)


def _text(part: Distribution, file: PackagePath) -> str:
    return cast(Path, part.locate_file(file)).read_bytes().decode("utf-8", errors="replace")


def _write(name: str, text: str) -> None:
    (FOLDER / name).write_text(text.strip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    collect()
