"""Makes two releases in a clone, with a key made for the day, and lives through them as an office does.

``python3 -m tests.tools.rehearse_release FOLDER [--windows FOLDER]``: FOLDER must not exist yet. It receives the clone
of what is committed here, the key, both kits, and the home of a person who has nothing but the kit. The first release
has the version of this tree, the second follows it. Run it before a real release; on two cores it takes some fifteen
minutes. Nothing of it is trusted by any other program, and nothing is left outside FOLDER.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import TypeAlias

ROOT = Path(__file__).resolve().parents[2]
KEEPER, PASSWORD = "pengelola", "empat kata acak saja"
DONE, PROBLEM = 0, 1


#: Kits no program may take, each with what it must say.
Refused: TypeAlias = Sequence[tuple[str, Path]]


class Failed(Exception):
    """A step of the rehearsal did not end as it must; the text says which."""


class Maker:
    """Who makes the releases: the clone and its key.

    Attributes:
        tree: the clone.
        python: its interpreter, there once a release was made.
    """

    def __init__(self, folder: Path, windows: Path | None) -> None:
        self.tree, self.key = folder / "pohon", folder / "kunci-rilis.pem"
        self.python = self.tree / ".venv" / "bin" / "python"
        self._kits, self._windows = folder / "kit", windows

    def begin(self) -> str:
        """Clone, make a key and trust it. Gives the version of the tree."""
        call(["git", "clone", "-q", "--no-hardlinks", str(ROOT), str(self.tree)])
        call([sys.executable, "dev.py", "release", "--help"], self.tree)  # sets up what it needs
        self.sign("new-key", str(self.key))
        self.sign("trust", str(self.key))
        self._commit("Trust the release key")
        return str(re.findall(r'__version__ = "(.+)"', self._text("models/version.py"))[0])

    def release(self, version: str) -> Path:
        """Number, describe, commit, release; gives the kit."""
        self._number(version)
        extra = ["--windows", str(self._windows)] if self._windows else []
        call([sys.executable, "dev.py", "release", "--key", str(self.key), "--unchecked", *extra], self.tree)
        if f"v{version}" not in said(["git", "tag"], self.tree).split():
            raise Failed(f"the release {version} left no tag")
        return Path(shutil.copytree(self.tree / "dist" / "kit" / f"Jangkau-{version}", self._kits / version))

    def sign(self, *words: str) -> None:
        """What delivery.signing does."""
        call([str(self.python), "-m", "delivery.signing", *words], self.tree)

    def _number(self, version: str) -> None:
        self._change("models/version.py", r'__version__ = ".+"', f'__version__ = "{version}"')
        heading = f"## {version} ({date.today().isoformat()})"
        if "(unreleased)" in self._text("CHANGELOG.md"):
            self._change("CHANGELOG.md", r"## .+ \(unreleased\)", heading)
        elif heading not in self._text("CHANGELOG.md"):
            self._change("CHANGELOG.md", r"## ", f"{heading}\n\n- Rehearsed.\n\n## ")
        self._commit(f"Release {version}")

    def _text(self, name: str) -> str:
        return (self.tree / name).read_text(encoding="utf-8")

    def _change(self, name: str, old: str, new: str) -> None:
        changed, count = re.subn(old, lambda _found: new, self._text(name), count=1)
        if not count:
            raise Failed(f"{name} has no {old}")
        (self.tree / name).write_text(changed, encoding="utf-8")

    def _commit(self, title: str) -> None:
        person = ["-c", "user.name=Rehearsal", "-c", "user.email=rehearsal@example.invalid"]
        call(["git", *person, "commit", "-q", "--allow-empty", "-a", "-m", title], self.tree)


class Person:
    """Who has a kit, an empty home, no rights and no network.

    Attributes:
        home: their home; ``data``: where the program keeps their office.
    """

    def __init__(self, home: Path) -> None:
        home.mkdir()
        self.home, self.root = home, home / "Program Désa 100%" / "jangkau"
        self.data = home / ".local" / "share" / "Jangkau"

    def install(self, kit: Path) -> None:
        """Check the sums as the first page says, unpack the archive, put the program into the menu."""
        call(["sha256sum", "--check", "--quiet", "SHA256SUMS.txt"], kit)
        (archive,) = (kit / "Linux").glob("*.tar.xz")
        self.root.parent.mkdir()
        with tarfile.open(archive) as packed:
            packed.extractall(self.root.parent, filter="data")
        call(["sh", str(self.root / "pasang-menu.sh")], self.home, self._world())
        if not list(self.home.glob(".local/share/applications/*.desktop")):
            raise Failed("the program is not in the menu")

    def expect(self, code: int, words: str, *command: str) -> None:
        """Give the program a command: it ends with ``code`` and says ``words``."""
        alone = ["unshare", "--net"] if os.geteuid() == 0 else []
        done = subprocess.run(
            [*alone, str(self.root / "jangkau"), *command],
            env=self._world(), cwd=self.home, capture_output=True, text=True, check=False,
        )  # fmt: skip
        heard = done.stdout + done.stderr
        print(f"  [{done.returncode}] jangkau {' '.join(command)}\n      " + heard.strip().replace("\n", "\n      "))
        if done.returncode != code or words not in heard:
            raise Failed(f"jangkau {' '.join(command)}: expected {code} and “{words}”")

    def keeper(self, code: int, words: str, *command: str) -> None:
        """A command of who looks after the office."""
        self.expect(code, words, *command, "--user", KEEPER)

    def _world(self) -> dict[str, str]:
        kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
        return {**kept, "HOME": str(self.home), "JANGKAU_PASSWORD": PASSWORD, "QT_QPA_PLATFORM": "offscreen"}


def live_through(person: Person, kits: tuple[Path, Path], versions: tuple[str, str], refused: Refused) -> None:
    """Install, work, refuse what is not genuine, update, work on, go back, go forward again."""
    (first, second), (old, new) = kits, versions
    person.install(first)
    person.expect(DONE, old, "--version")
    person.expect(DONE, "semua baik", "self-test")
    person.expect(DONE, "Kantor contoh siap", "make-sample", "--data", str(person.data), "--cases", "12")
    person.keeper(DONE, "Cadangan jadi dan teruji", "backup")
    person.keeper(DONE, "Pengaturan: ", "settings", "export", "pengaturan.json", "--people")
    person.keeper(DONE, "tidak ada yang berubah", "settings", "import", "pengaturan.json", "--identity", "--preview")
    for words, kit in refused:
        person.keeper(PROBLEM, words, "update", str(kit))
        person.expect(DONE, old, "--version")
    person.keeper(DONE, "sudah terpasang", "update", str(first))
    person.keeper(DONE, f"Jangkau {new} sudah terpasang", "update", str(second))
    person.expect(DONE, new, "--version")
    person.keeper(DONE, "Semua data utuh", "verify")
    person.keeper(PROBLEM, "lebih lama", "update", str(first))
    person.keeper(DONE, f"Jangkau {old} terbuka", "update", "--back")
    person.expect(DONE, old, "--version")
    person.keeper(DONE, "Semua data utuh", "verify")
    person.keeper(DONE, f"Jangkau {new} sudah terpasang", "update", str(second))
    person.keeper(DONE, "Cadangan jadi dan teruji", "backup")
    person.expect(DONE, "semua baik", "self-test")


def falsified(maker: Maker, kit: Path, folder: Path) -> Refused:
    """Kits no program may take, by the words it must say: another key, a changed byte, a changed list, no signature."""
    stray = folder / "kunci-lain.pem"
    maker.sign("new-key", str(stray))
    foreign, changed, list_changed, unsigned = (
        Path(shutil.copytree(kit, folder / name)) for name in ("kunci lain", "bita berubah", "daftar berubah", "tanpa")
    )
    maker.sign("sign", str(foreign), str(stray))
    (archive,) = (changed / "Linux").glob("*.tar.xz")
    _flip(archive)
    _flip(list_changed / "rilis.json")
    (unsigned / "rilis.sig").unlink()
    return (
        ("bukan dari pembuat program", foreign),
        ("tidak sama dengan yang ditandatangani", changed),
        ("isi daftarnya telah diubah", list_changed),
        ("tidak bertanda tangan", unsigned),
    )


def _flip(file: Path) -> None:
    with file.open("r+b") as opened:
        opened.seek(file.stat().st_size // 2)
        byte = opened.read(1)[0]
        opened.seek(-1, os.SEEK_CUR)
        opened.write(bytes([byte ^ 1]))


def following(version: str) -> str:
    """The next version: 1.2.3 after 1.2.2."""
    *first, last = version.split(".")
    return ".".join([*first, str(int(last) + 1)])


def call(command: Sequence[str], folder: Path | None = None, world: dict[str, str] | None = None) -> None:
    """Run a command; Failed if it does not end well."""
    print(f"> {' '.join(command)}", flush=True)
    if subprocess.run(command, cwd=folder, env=world, check=False).returncode:
        raise Failed(f"{' '.join(command)} did not end well")


def said(command: Sequence[str], folder: Path) -> str:
    """What a command prints."""
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


def main(arguments: Sequence[str]) -> int:
    """0 if everything held."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--windows", type=Path, help="packages made on a Windows PC")
    wish = parser.parse_args(arguments)
    folder = wish.folder.absolute()
    folder.mkdir()
    maker = Maker(folder, wish.windows)
    try:
        old = maker.begin()
        new = following(old)
        kits = maker.release(old), maker.release(new)
        live_through(Person(folder / "rumah"), kits, (old, new), falsified(maker, kits[1], folder))
    except Failed as problem:
        print(f"NOT PASSED: {problem}", file=sys.stderr)
        return 1
    print(f"PASSED: {old} and {new}, kits in {folder / 'kit'}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
