"""Installs the Linux packages as an office does, with nothing but what they ask for, and lets the program prove itself.

``sudo python3 -m tests.tools.try_packages dist/paket/jangkau_1.2.3_amd64.deb [SUITE]`` needs mmdebstrap and a Debian
mirror in /etc/apt. A minimal Debian is made, the package installed without what it recommends: the Depends line must be
enough. With the ``.tar.xz`` the archive is unpacked here. Both run as a person without rights, without a network, in an
empty home, from a folder nobody can write to; names have spaces and accents.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

AWKWARD = "Kantor Désa é 100%"
PERSON = 12345
#: Run as a person without rights, offscreen, for there may be no screen. $1 is their home, $2 the program.
TRIAL = """
set -e
export HOME="$1" QT_QPA_PLATFORM=offscreen LANG=C.UTF-8
cd "$HOME"
! touch "$(dirname "$(readlink -f "$2")")/coba" 2> /dev/null
"$2" --version
"$2" self-test --out "$HOME/uji"
echo "dokumen: $(ls "$HOME/uji" | wc -l)"
"""


def main(package: Path, suite: str) -> int:
    """0 if it installs, runs and goes without a trace of itself; the output says the rest."""
    with tempfile.TemporaryDirectory(prefix="jangkau-") as scratch:
        folder = Path(scratch)
        folder.chmod(0o755)
        return debian(package, suite, folder) if package.suffix == ".deb" else archive(package, folder)


def archive(package: Path, folder: Path) -> int:
    """The archive, unpacked below a folder with an awkward name and closed to writing."""
    place, home = folder / AWKWARD, folder / "Rumah Désa"
    for made in (place, home):
        made.mkdir()
    shutil.chown(home, PERSON, PERSON)
    run("tar", "-xf", str(package), "-C", str(place))
    run("chmod", "-R", "a-w", str(place))
    return trial([], home, place / "jangkau" / "jangkau")


def debian(package: Path, suite: str, folder: Path) -> int:
    """The package, in a Debian that holds nothing else."""
    root, home = folder / "akar", Path("/home/Petugas Désa 100%")
    run("mmdebstrap", "--variant=minbase", "--quiet", suite, str(root))
    shutil.copyfile(package, root / "srv" / package.name)
    inside = ["chroot", str(root)]
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", f"/srv/{package.name}"]
    run(*inside, "apt-get", "update", "-qq")
    run(*inside, "env", "DEBIAN_FRONTEND=noninteractive", *install)
    run(*inside, "install", "-d", "-o", str(PERSON), "-g", str(PERSON), str(home))
    for needed in ("usr/share/applications/jangkau.desktop", "usr/share/mime/packages/jangkau.xml"):
        if not (root / needed).is_file():
            print(f"missing: /{needed}")
            return 1
    code = trial(inside, home, Path("/usr/bin/jangkau"))
    run(*inside, "apt-get", "purge", "-y", "-qq", "jangkau")
    if (root / "opt" / "jangkau").exists() or not (root / str(home).lstrip("/") / "uji").is_dir():
        print("removing left the program or took what belongs to the person")
        return 1
    return code


def trial(inside: list[str], home: Path, program: Path) -> int:
    """The program as a person without rights, in a network of its own that leads nowhere."""
    person = ["setpriv", f"--reuid={PERSON}", f"--regid={PERSON}", "--clear-groups"]
    command = ["unshare", "--net", *inside, *person, "sh", "-c", TRIAL, "sh", str(home), str(program)]
    return subprocess.run(command, check=False).returncode


def run(*command: str) -> None:
    """Run ``command``; CalledProcessError if it does not end well."""
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else "bookworm"))
