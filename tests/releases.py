"""Releases for the tests: small programs in the archives that an update takes, and the home of the one that runs."""

from __future__ import annotations

import io
import json
import random
import sys
import tarfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from delivery.signing import sign_folder
from models.release import manifest
from models.release.home import CURRENT, LABEL, Home
from models.services.entry import updates
from models.vault import signatures
from models.version import SCHEMA_VERSION, __version__
from tests.architecture.source_tree import ROOT

KEY = signatures.new_private_key()
PUBLIC = signatures.public_of(KEY)
NEW = "0.2.0"
DAY = date(2026, 11, 23)
_SAYS = "#!/bin/sh\necho Jangkau {version}\n"
_STARTER = (ROOT / "delivery" / "linux" / "jangkau.sh").read_bytes()
#: More than one piece of copying.
_BULK = random.Random(1).randbytes(1_300_000)


def program(version: str, schema: int, says: str = _SAYS) -> dict[str, bytes]:
    """The files of a version."""
    label = json.dumps({"versi": version, "skema": schema}).encode()
    return {
        "jangkau": says.format(version=version).encode(),
        LABEL: label,
        "_internal/pustaka.bin": _BULK,
        "_internal/resources/satu.txt": version.encode(),
    }


def make_release(
    folder: Path,
    version: str = NEW,
    schema: int = SCHEMA_VERSION,
    *,
    keys: Sequence[bytes] = (KEY,),
    says: str = _SAYS,
    more: Sequence[tarfile.TarInfo] = (),
) -> Path:
    """A signed release with an archive for Linux, a stand-in for one for Windows, an installer and a paper."""
    folder.mkdir(parents=True, exist_ok=True)
    top = f"jangkau/app-{version}"
    with tarfile.open(folder / f"jangkau-{version}-linux-amd64.tar.xz", "w:xz", preset=0) as archive:
        for name, content in program(version, schema, says).items():
            entry = tarfile.TarInfo(f"{top}/{name}")
            entry.size, entry.mode = len(content), 0o755 if name == "jangkau" else 0o644
            archive.addfile(entry, io.BytesIO(content))
        link = tarfile.TarInfo(f"{top}/_internal/tautan.bin")
        link.type, link.linkname = tarfile.SYMTYPE, "pustaka.bin"
        for other in (link, *more):
            archive.addfile(other)
    (folder / f"jangkau_{version}_amd64.deb").write_bytes(b"paket")
    (folder / "Mulai di sini.pdf").write_bytes(b"%PDF-1.4")
    sign_folder(folder, keys, DAY, version)
    if schema != SCHEMA_VERSION:
        resign(folder, keys, skema=schema)
    return folder


def resign(folder: Path, keys: Sequence[bytes] = (KEY,), **changes: object) -> None:
    """Sign a list that says something else."""
    body = json.loads((folder / manifest.MANIFEST).read_bytes())
    content = json.dumps({**body, **changes}).encode()
    (folder / manifest.MANIFEST).write_bytes(content)
    (folder / manifest.SIGNATURE).write_text("".join(signatures.sign(key, content) for key in keys))


def make_home(root: Path, version: str = __version__, schema: int = SCHEMA_VERSION) -> Home:
    """The home of a program of this version."""
    put(root / f"app-{version}", program(version, schema))
    (root / CURRENT).write_text(f"{version}\n")
    (root / "jangkau").write_bytes(_STARTER)
    (root / "jangkau").chmod(0o755)
    return Home(root, version)


def put(folder: Path, files: dict[str, bytes]) -> None:
    """Write the files of a version."""
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    (folder / "jangkau").chmod(0o755)


def pretend_installed(home: Home, patch: pytest.MonkeyPatch, keys: tuple[bytes, ...] = (PUBLIC,)) -> None:
    """Let this program be the one in ``home``, made with these public keys."""
    patch.setattr(sys, "frozen", True, raising=False)
    patch.setattr(sys, "executable", str(home.app(home.running) / "jangkau"))
    for module in (manifest, updates):
        patch.setattr(module, "trusted_keys", lambda: keys)
