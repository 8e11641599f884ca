"""The list of parts names every file of machine code that travels, below the part it came with."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
import zipfile
from datetime import date
from pathlib import Path

import pytest

from delivery import contents, parts_list
from delivery.common import PackageProblem
from delivery.contents import Library

DAY = date(2026, 11, 23)
ELF, PE = b"\x7fELF\x02", b"MZ\x90\x00"
LINUX_FILES = {
    "jangkau/jangkau": b"#!/bin/sh\n",
    "jangkau/app-1.0.0/jangkau": ELF + b"mulai",
    "jangkau/app-1.0.0/_internal/PySide6/Qt/lib/libQt6Core.so.6": ELF + b"qt",
    "jangkau/app-1.0.0/_internal/sqlcipher3/_sqlite3.cpython-311-x86_64-linux-gnu.so": ELF + b"sandi",
    "jangkau/app-1.0.0/_internal/_cffi_backend.cpython-311-x86_64-linux-gnu.so": ELF + b"cffi",
    "jangkau/app-1.0.0/_internal/pillow.libs/libtiff-20b7e810.so.6": ELF + b"tiff",
    "jangkau/app-1.0.0/_internal/python3.11/lib-dynload/_json.so": ELF + b"json",
    "jangkau/app-1.0.0/_internal/libpython3.11.so.1.0": ELF + b"python",
    "jangkau/app-1.0.0/_internal/resources/lists/kanal.toml": b"MZ",
}
WINDOWS_FILES = {
    "Jangkau/Jangkau.exe": PE + b"pembuka",
    "Jangkau/app-1.0.0/Jangkau.exe": PE + b"mulai",
    "Jangkau/app-1.0.0/_internal/python311.dll": PE + b"python",
    "Jangkau/app-1.0.0/_internal/VCRUNTIME140.dll": PE + b"vc",
    "Jangkau/app-1.0.0/_internal/_cffi_backend.cp311-win_amd64.pyd": PE + b"cffi",
    "Jangkau/app-1.0.0/_internal/PySide6/Qt6Core.dll": PE + b"qt",
}


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    """A small release for both systems; its Windows library of Python says nothing of itself."""
    linux, windows = tmp_path / "j-1.0.0-linux-amd64.tar.xz", tmp_path / "j-1.0.0-windows-portabel.zip"
    with tarfile.open(linux, "w:xz", preset=0) as packed:
        for name, content in LINUX_FILES.items():
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            packed.addfile(entry, io.BytesIO(content))
    with zipfile.ZipFile(windows, "w") as packed_too:
        for name, content in WINDOWS_FILES.items():
            packed_too.writestr(name, content)
    said = contents.python_version
    monkeypatch.setattr(contents, "python_version", lambda one: "3.11.9" if one == windows else said(one))
    monkeypatch.setattr(parts_list, "installed_version", lambda _name: "6.22.3")
    return [linux, windows]


def test_every_library_stands_below_its_part(archives: list[Path]) -> None:
    body = json.loads(parts_list.of_release(archives, DAY))
    there = {**LINUX_FILES, **WINDOWS_FILES}
    machine_code = {name: data for name, data in there.items() if data.startswith((ELF, PE))}
    listed = {path: digest for (_system, path), digest in parts_list.files_of(body).items()}
    assert listed == {name: hashlib.sha256(data).hexdigest() for name, data in machine_code.items()}
    below = {
        f"{part['name']} {part['version']}": [one["name"].rpartition("/")[2] for one in part.get("components", ())]
        for part in [body["metadata"]["component"], *body["components"]]
    }
    assert {"sqlcipher", "openssl", "sqlite", "_sqlite3.cpython-311-x86_64-linux-gnu.so"} == set(
        next(inner for name, inner in below.items() if name.startswith("sqlcipher3 "))
    )
    assert {"python311.dll", "VCRUNTIME140.dll"} == set(below["python 3.11.9"])
    assert below["pyinstaller 6.22.3"] == ["jangkau", "Jangkau.exe"]
    assert next(inner for name, inner in below.items() if name.startswith("jangkau ")) == ["Jangkau.exe"]
    refs = [one["bom-ref"] for part in body["components"] for one in (part, *part.get("components", ()))]
    assert len(refs) == len(set(refs))
    assert not [part["name"] for part in body["components"] if not part.get("licenses")]
    assert parts_list.of_release(archives, DAY) == parts_list.of_release(archives, DAY)


def test_a_library_of_nobody_stops_the_list() -> None:
    foreign = Library("linux", "jangkau/app-1.0.0/_internal/libdariantah.so.1", "0" * 64)
    with pytest.raises(PackageProblem, match=r"libdariantah\.so\.1"):
        contents.owner(foreign, {})


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("MIT", {"license": {"id": "MIT"}}),
        ("Apache-2.0 OR BSD-3-Clause", {"expression": "Apache-2.0 OR BSD-3-Clause"}),
        ("lihat naskah", {"license": {"name": "lihat naskah"}}),
    ],
)
def test_a_licence_is_written_as_the_schema_wants_it(said: str, written: dict[str, object]) -> None:
    assert parts_list.licence(said) == [written]
