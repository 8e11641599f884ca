"""The packages an office receives: what they ask of its system, where things land, what is refused."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path

import pytest

from delivery import common, linux_packages
from delivery.common import PackageProblem
from delivery.linux_packages import make
from models.release.home import label_of

needs_tools = pytest.mark.skipif(
    shutil.which("dpkg-deb") is None or shutil.which("objdump") is None, reason="dpkg-deb and objdump make packages"
)


@pytest.fixture
def frozen(tmp_path: Path) -> Path:
    """A folder like the one PyInstaller makes: a program that asks only for the C library, a link and a letter."""
    made = tmp_path / "jangkau"
    (made / "_internal" / "resources").mkdir(parents=True)
    shutil.copy2("/bin/true", made / "jangkau")
    (made / "_internal" / "resources" / "surat é.toml").write_text("[surat]\n", encoding="utf-8")
    (made / "_internal" / "sama.toml").symlink_to("resources/surat é.toml")
    return made


@needs_tools
@pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")
def test_both_packages_hold_the_program_and_nothing_of_who_made_it(frozen: Path, tmp_path: Path) -> None:
    debian, archive = make(frozen, "1.2.3", tmp_path / "paket")
    said = subprocess.run(["dpkg-deb", "-I", debian], capture_output=True, text=True, check=True).stdout
    assert "Version: 1.2.3" in said
    assert "Depends: libc6 (>= 2." in said
    inside = subprocess.run(["dpkg-deb", "-c", debian], capture_output=True, text=True, check=True).stdout
    places = ("jangkau/jangkau\n", "./usr/bin/jangkau -> ", "applications/jangkau.desktop", "mime/packages/jangkau.xml")
    for place in places:
        assert place in inside
    assert {line.split()[1] for line in inside.splitlines()} == {"root/root"}
    with tarfile.open(archive) as opened:
        entries = {entry.name: entry for entry in opened}
    assert entries["jangkau/jangkau"].mode == 0o755
    assert entries["jangkau/app-1.2.3/jangkau"].mode == 0o755
    assert entries["jangkau/app-1.2.3/_internal/sama.toml"].issym()
    assert json.loads(_content(archive, "jangkau/app-1.2.3/versi.json"))["versi"] == "1.2.3"
    assert {(entry.uid, entry.uname, entry.mtime) for entry in entries.values()} == {(0, "root", 0)}
    assert b"1.2.3" in _content(archive, "jangkau/BACA-DULU.txt")
    assert "{" not in said


@needs_tools
@pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")
def test_the_same_program_gives_the_same_bytes(frozen: Path, tmp_path: Path) -> None:
    first = [made.read_bytes() for made in make(frozen, "1.2.3", tmp_path / "satu")]
    assert [made.read_bytes() for made in make(frozen, "1.2.3", tmp_path / "dua")] == first


def test_a_library_of_which_nobody_knows_the_package_stops_the_delivery(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linux_packages, "_dump", lambda _option, _file: "  NEEDED               libasing.so.7\n")
    with pytest.raises(PackageProblem, match=r"libasing\.so\.7"):
        make(frozen, "1.2.3", tmp_path / "paket")
    assert not (tmp_path / "paket").exists()


def test_a_program_too_large_for_an_office_stops_the_delivery(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(linux_packages, "LARGEST", 1000)
    with pytest.raises(PackageProblem, match="at most 1,000"):
        make(frozen, "1.2.3", tmp_path / "paket")


@needs_tools
@pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")
def test_a_package_too_large_for_a_stick_stops_the_delivery(
    frozen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(common, "LARGEST_INSTALLER", 1000)
    with pytest.raises(PackageProblem, match=r"amd64\.deb: .* at most 1,000"):
        make(frozen, "1.2.3", tmp_path / "paket")


def _content(archive: Path, name: str) -> bytes:
    with tarfile.open(archive) as opened:
        member = opened.extractfile(name)
        assert member is not None
        return member.read()


@needs_tools
@pytest.mark.skipif(sys.platform != "linux", reason="packages for Linux")
def test_the_archive_opens_its_version_from_any_folder_and_puts_itself_into_the_menu(
    frozen: Path, tmp_path: Path
) -> None:
    (frozen / "jangkau").write_text('#!/bin/sh\necho "versi 1.2.3: $*"\n')
    frozen.joinpath("jangkau").chmod(0o755)
    (_debian, archive) = make(frozen, "1.2.3", tmp_path / "paket")
    place = tmp_path / 'Kantor Désa & "Mawar" é 100%'
    place.mkdir()
    subprocess.run(["tar", "-xf", archive, "-C", place], check=True)
    home = place / "jangkau"
    said = subprocess.run([home / "jangkau", "--data", "D a"], capture_output=True, text=True, check=True).stdout
    assert said == "versi 1.2.3: --data D a\n"
    assert label_of(home / "app-1.2.3").version == "1.2.3"
    environment = {"HOME": str(tmp_path / "rumah"), "PATH": "/usr/bin:/bin"}
    subprocess.run([home / "pasang-menu.sh"], env=environment, check=True)
    share = tmp_path / "rumah" / ".local" / "share"
    entry = (share / "applications" / "jangkau.desktop").read_text(encoding="utf-8")
    escaped = str(home / "jangkau").replace('"', '\\\\"').replace("%", "%%")
    assert f'Exec="{escaped}" --open %f\n' in entry
    assert "MimeType=application/vnd.jangkau.berkas;" in entry
    assert (share / "mime" / "packages" / "jangkau.xml").is_file()
    subprocess.run([home / "pasang-menu.sh", "hapus"], env=environment, check=True)
    assert not (share / "applications" / "jangkau.desktop").exists()
