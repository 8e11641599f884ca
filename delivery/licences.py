"""Collects the licence texts of all parts into resources/licences, where the program shows them.

``.venv/bin/python -m delivery.licences`` after a version was raised; what it writes is committed, so that every system
delivers the same texts, those of the other system's parts included. A test names the part that was forgotten.
"""

from __future__ import annotations

import json
import re
import shutil
import sysconfig
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "resources" / "licences"
#: Parts whose wheels name a licence without its text: licence texts as Debian keeps them.
WITHOUT_TEXT = {"pyside6-essentials": ("LGPL-3", "GPL-3"), "shiboken6": ("LGPL-3", "GPL-3"), "tzdata": ("Apache-2.0",)}
COMMON = Path("/usr/share/common-licenses")
#: Texts of a part that is not in the program on any system it is made for.
ELSEWHERE = re.compile(r"android|musl|v8_xfa")
LINE = "\n\n" + "-" * 78 + "\n\n"


def collect() -> None:
    """Write one text per part and the list of them; needs the locked parts installed and Debian's common licences."""
    kept = _listed()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    _write("Jangkau.txt", (ROOT / "LICENSE").read_text(encoding="utf-8"))
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    _write("Python.txt", python.read_text(encoding="utf-8"))
    parts = [("Python", sysconfig.get_python_version(), "PSF-2.0")]
    for name, version in locked():
        try:
            part = distribution(name)
        except PackageNotFoundError:
            # A part of the other system: what was collected before stands, where the version is the same.
            parts.append((name, version, kept[name]))
            _write(f"{name}.txt", LINE.join((COMMON / text).read_text("utf-8") for text in WITHOUT_TEXT[name]))
            continue
        parts.append((name, version, licence_of(part)))
        _write(f"{name}.txt", LINE.join(texts_of(name, part)))
    listed = [{"nama": name, "versi": version, "lisensi": licence} for name, version, licence in parts]
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
    texts = [Path(str(part.locate_file(file))).read_text(encoding="utf-8", errors="replace") for file in sorted(files)]
    texts += [(COMMON / text).read_text(encoding="utf-8") for text in WITHOUT_TEXT.get(name, ())]
    if not texts:
        raise LookupError(f"{name} brings no licence text")
    return list(dict.fromkeys(text.strip() for text in texts))


def _listed() -> dict[str, str]:
    listed = FOLDER / "daftar.json"
    entries = json.loads(listed.read_text(encoding="utf-8")) if listed.is_file() else []
    return {entry["nama"]: entry["lisensi"] for entry in entries} | {"tzdata": "Apache-2.0"}


def _write(name: str, text: str) -> None:
    (FOLDER / name).write_text(text.strip() + "\n", encoding="utf-8", newline="\n")


if __name__ == "__main__":
    collect()
