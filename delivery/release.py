"""Makes a release: from a clean tree whose version is new to a signed kit and a tag. Run by: python3 dev.py release

    --key FILE        private key; may be given twice while one key follows another (default: JANGKAU_RELEASE_KEY)
    --windows FOLDER  the packages that build-windows.bat has made on a Windows PC
    --database FILE   a copy of OSV's data (delivery/advisories.py), where there is no network
    --unchecked       release although nobody could be asked for weaknesses of the parts
    --trial           the kit alone, of what lies in dist/paket: no checks, no tag; without a key, signed by one that
                      no program trusts

Nothing is published by this: the kit in dist/kit is copied to sticks, the tag is pushed by hand.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

from delivery import advisories, kit, parts_list
from delivery.common import HERE, PackageProblem
from delivery.signing import KEYS, expect_trusted, kind_of
from models.release import manifest
from models.release.manifest import ARCHIVE, WINDOWS, trusted_keys
from models.vault import signatures
from models.version import SCHEMA_VERSION, __version__

ROOT = HERE.parent
DIST = ROOT / "dist"
KEY = "JANGKAU_RELEASE_KEY"


def main(arguments: Sequence[str]) -> int:
    """Make it; 1 with a sentence for what does not hold."""
    wish = _parser().parse_args(arguments)
    try:
        keys = [Path(name).read_bytes() for name in wish.key or filter(None, [os.environ.get(KEY, "")])]
        if wish.trial:
            made = _kit(wish, keys or [_stray_key()])
            print(f"Kit percobaan: {made}")
            return 0
        ready(ROOT, __version__, date.today())
        if not trusted_keys():
            raise PackageProblem(f"{KEYS.name} holds no key yet; CONTRIBUTING.md tells how the owner makes one")
        if not keys:
            raise PackageProblem(f"no key: --key FILE, or {KEY}")
        for key in keys:
            expect_trusted(key)
        ask_for_weaknesses(unchecked=wish.unchecked, database=wish.database)
        for command in (["dev.py", "package"], ["-m", "tests.tools.gallery", str(DIST / "galeri")]):
            subprocess.run([sys.executable, *command], cwd=ROOT, check=True)
        made = _kit(wish, keys)
        prove(made)
        _git(ROOT, "tag", "-a", f"v{__version__}", "-m", f"Jangkau {__version__}")
    except (PackageProblem, OSError, subprocess.CalledProcessError) as problem:
        print(f"Rilis tidak dibuat: {problem}", file=sys.stderr)
        return 1
    print(f"Rilis {__version__} (skema {SCHEMA_VERSION}): {made}")
    print(f"Tanda v{__version__} dibuat; kirim dengan git push --tags.")
    return 0


def ready(root: Path, version: str, today: date) -> None:
    """PackageProblem unless the tree is what would be released: committed, numbered, described, new."""
    if _git(root, "status", "--porcelain"):
        raise PackageProblem("the tree holds changes that are not committed")
    heading = re.search(r"^## (.+)$", (root / "CHANGELOG.md").read_text(encoding="utf-8"), re.MULTILINE)
    wanted = f"{version} ({today.isoformat()})"
    if heading is None or heading.group(1) != wanted:
        raise PackageProblem(f'CHANGELOG.md does not begin with the section "## {wanted}"')
    tags = _git(root, "tag", "--list", "v*").split()
    if f"v{version}" in tags:
        raise PackageProblem(f"v{version} was released already: raise models/version.py")
    later = [tag for tag in tags if re.fullmatch(r"v\d+\.\d+\.\d+", tag)]
    if any(manifest.numbers(tag[1:]) > manifest.numbers(version) for tag in later):
        raise PackageProblem(f"a later version than {version} was released already")


def ask_for_weaknesses(
    *, unchecked: bool, database: Path | None = None, ask: Callable[[bytes], bytes] = advisories.ask
) -> None:
    """PackageProblem for a part with a published weakness, and where nobody could be asked unless ``unchecked``."""
    try:
        found = advisories.look(parts_list.names_and_versions(), database, ask)
    except advisories.NotChecked as problem:
        print(f"*** KELEMAHAN BAGIAN PROGRAM TIDAK DIPERIKSA: {problem}", file=sys.stderr)
        if not unchecked:
            raise PackageProblem("weaknesses were not checked; --unchecked releases all the same") from None
        return
    if found.weak:
        named = "; ".join(f"{name}: {', '.join(ids)}" for name, ids in sorted(found.weak.items()))
        raise PackageProblem(f"published weaknesses: {named}")
    print(f"Kelemahan bagian program: tidak ada yang diumumkan, {found.basis}.")


def prove(folder: Path) -> None:
    """Read the kit as a program does that is to take it. Raises PackageProblem, UserError RELEASE_REFUSED."""
    found = manifest.find(folder)
    for file in found.release.files:
        for _part in manifest.checked(found, file, lambda _share: None, lambda: False):
            pass
    systems = {file.system for file in found.release.files if file.kind == ARCHIVE}
    for system in {"linux", WINDOWS} - systems:
        print(f"*** TANPA PAKET {system.upper()}: komputer dengan sistem itu tidak dapat memperbarui.", file=sys.stderr)


def _kit(wish: argparse.Namespace, keys: Sequence[bytes]) -> Path:
    """The kit of the packages of this version that lie ready."""
    places = [DIST / "paket", *([wish.windows] if wish.windows else [])]
    there = [file for place in places for file in sorted(place.glob("*")) if kind_of(file.name)]
    files = [file for file in there if kit.of_this_version(file)]
    for left in sorted(set(there) - set(files)):
        print(f"Tidak disertakan, bukan versi {__version__}: {left.name}")
    if not files:
        raise PackageProblem(f"no packages of {__version__} in {', '.join(map(str, places))}: python3 dev.py package")
    into = DIST / "kit" / f"Jangkau-{__version__}"
    shutil.rmtree(into, ignore_errors=True)
    fresh = DIST / "galeri"
    kit.make(files, into, keys, date.today(), fresh if fresh.is_dir() else kit.PICTURES)
    return into


def _stray_key() -> bytes:
    print("*** TANPA KUNCI RILIS: tidak ada program yang menerima kit ini sebagai pembaruan.", file=sys.stderr)
    return signatures.new_private_key()


def _git(root: Path, *command: str) -> str:
    return subprocess.run(["git", *command], cwd=root, capture_output=True, text=True, check=True).stdout.strip()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py release", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--key", action="append", metavar="FILE")
    parser.add_argument("--windows", type=Path, metavar="FOLDER")
    parser.add_argument("--database", type=Path, metavar="FILE")
    parser.add_argument("--unchecked", action="store_true")
    parser.add_argument("--trial", action="store_true")
    return parser


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
