"""The signed list of a release, and the keys it is signed with. CONTRIBUTING.md tells how the owner keeps them.

    .venv/bin/python -m delivery.signing new-key FILE      a private key; FILE never goes into the repository
    .venv/bin/python -m delivery.signing trust FILE        its public key into resources/data/kunci-rilis.json
    .venv/bin/python -m delivery.signing sign FOLDER FILE … the list of what lies in FOLDER, signed by each key

A key is followed by another like this: trust the new one and release once, signed by both; programs from then on know
it, and the old one can be taken out of the list with a later release. A key that was lost or stolen is taken out at
once; offices then install that release by hand, since no program they have trusts the new key.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import json
import os
import sys
import tarfile
import zipfile
from collections.abc import Sequence
from datetime import date
from functools import cache
from pathlib import Path

from delivery.common import PackageProblem
from models.release.manifest import (
    ARCHIVE,
    INSTALLER,
    LINUX,
    MANIFEST,
    PAPER,
    SIGNATURE,
    WINDOWS,
    Release,
    ReleaseFile,
    trusted_keys,
)
from models.vault import signatures
from models.version import SCHEMA_VERSION, __version__

KEYS = Path(__file__).resolve().parent.parent / "resources" / "data" / "kunci-rilis.json"
SUMS = "SHA256SUMS.txt"
#: Holds the password of the private keys, where they have one.
PASSWORD = "JANGKAU_RELEASE_KEY_PASSWORD"  # noqa: S105 - the variable's name, not a password
#: End of a file's name -> what it is for, and on which system.
KINDS = {
    ".tar.xz": (ARCHIVE, LINUX),
    "-portabel.zip": (ARCHIVE, WINDOWS),
    ".deb": (INSTALLER, LINUX),
    ".exe": (INSTALLER, WINDOWS),
}


def kind_of(name: str) -> tuple[str, str] | None:
    """What a package is for and on which system, None for what is no package."""
    return next((meant for end, meant in KINDS.items() if name.endswith(end)), None)


def sign_folder(folder: Path, private: Sequence[bytes], day: date, version: str = __version__) -> Release:
    """Write list, signature and checksums of everything in ``folder``; PackageProblem for a name nobody may use."""
    named = sorted(
        path for path in folder.rglob("*") if path.is_file() and path.name not in {MANIFEST, SIGNATURE, SUMS}
    )
    for one in private:
        public_of(one)  # a wrong password is said before anything is written
    files = tuple(_described(path, path.relative_to(folder).as_posix()) for path in named)
    release = Release(version, SCHEMA_VERSION, day.isoformat(), files)
    content = release.to_bytes()
    if Release.from_bytes(content) != release:
        raise PackageProblem("the list of the release does not read back")
    (folder / SUMS).write_text("".join(f"{file.sha256}  {file.name}\n" for file in files), encoding="ascii")
    signed = "".join(signatures.sign(one, content, _password_of(one)) for one in private)
    (folder / SIGNATURE).write_text(signed, encoding="ascii", newline="\n")
    (folder / MANIFEST).write_bytes(content)
    return release


def expect_trusted(private: bytes) -> None:
    """PackageProblem unless programs made from this tree take what this key signs."""
    if public_of(private) not in trusted_keys():
        raise PackageProblem(f"{KEYS.name} does not hold the public half of this key: python -m delivery.signing trust")


def new_key(file: Path) -> None:
    """Write a new private key, readable for nobody else; FileExistsError rather than over another."""
    made = signatures.new_private_key(_password(twice=True))
    handle = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(handle, "wb") as opened:
        opened.write(made)


def trust(file: Path, keys: Path = KEYS) -> None:
    """Add the public half of a private key to those the program takes releases from."""
    body = json.loads(keys.read_text(encoding="ascii"))
    public = base64.b64encode(public_of(file.read_bytes())).decode("ascii")
    if public not in [entry["publik"] for entry in body["kunci"]]:
        body["kunci"].append({"publik": public})
    keys.write_text(json.dumps(body, indent=1) + "\n", encoding="ascii", newline="\n")


def _described(path: Path, name: str) -> ReleaseFile:
    kind, system = kind_of(name) or (PAPER, "")
    digest = hashlib.sha256(path.read_bytes()).hexdigest()
    return ReleaseFile(name, kind, system, path.stat().st_size, digest, _installed(path) if kind == ARCHIVE else 0)


def _installed(archive: Path) -> int:
    if archive.suffix == ".zip":
        with zipfile.ZipFile(archive) as opened:
            return sum(info.file_size for info in opened.infolist())
    with tarfile.open(archive) as packed:
        return sum(member.size for member in packed)


def public_of(private: bytes) -> bytes:
    """The public half of a private key. PackageProblem if it is none, or the password is not its."""
    try:
        return signatures.public_of(private, _password_of(private))
    except (ValueError, TypeError):
        raise PackageProblem("the file is no private key of a release, or the password is not its") from None


def _password_of(private: bytes) -> bytes:
    """The password of a key that has one, asked for once."""
    return _password() if b"ENCRYPTED" in private else b""


@cache
def _asked(twice: bool) -> bytes:
    typed = getpass.getpass("Kata sandi kunci rilis: ")
    if twice and getpass.getpass("Sekali lagi: ") != typed:
        raise PackageProblem("the two entries differ")
    return typed.encode()


def _password(*, twice: bool = False) -> bytes:
    """From the environment, else typed unseen; none where nobody can be asked."""
    given = os.environ.get(PASSWORD, "").encode()
    return given or (_asked(twice) if sys.stdin.isatty() else b"")


def main(arguments: Sequence[str]) -> int:
    """Do one of the three; 1 with a sentence for what does not hold, 2 for wrong use."""
    try:
        return _carry_out(arguments)
    except (PackageProblem, OSError) as problem:
        print(f"Tidak dilakukan: {problem}", file=sys.stderr)
        return 1


def _carry_out(arguments: Sequence[str]) -> int:
    match arguments:
        case ["new-key", file]:
            new_key(Path(file))
        case ["trust", file]:
            trust(Path(file))
        case ["sign", folder, *files] if files:
            sign_folder(Path(folder), [Path(file).read_bytes() for file in files], date.today())
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
