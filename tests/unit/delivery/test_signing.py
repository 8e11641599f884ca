"""Signing a release: the list, the keys, and that the private one stays where it is."""

from __future__ import annotations

import base64
import json
import stat
import subprocess
from pathlib import Path

import pytest

from delivery import signing
from delivery.common import PackageProblem
from models.release import manifest
from models.vault import signatures
from tests.architecture.source_tree import ROOT
from tests.releases import DAY, KEY, PUBLIC


def test_keys_are_made_trusted_and_used(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(signing.PASSWORD, "kancil")
    private, keys, folder = tmp_path / "kunci.pem", tmp_path / "kunci.json", tmp_path / "rilis"
    keys.write_text('{"kunci": []}')
    folder.mkdir()
    (folder / "jangkau_0.2.0_amd64.deb").write_bytes(b"paket")
    assert signing.main(["new-key", str(private)]) == 0
    assert stat.S_IMODE(private.stat().st_mode) == 0o600
    with pytest.raises(FileExistsError):
        signing.new_key(private)
    signing.trust(private, keys)
    signing.trust(private, keys)
    (entry,) = json.loads(keys.read_text())["kunci"]
    assert signing.main(["sign", str(folder), str(private)]) == 0
    monkeypatch.setattr(manifest, "trusted_keys", lambda: (base64.b64decode(entry["publik"]),))
    (file,) = manifest.find(folder).release.files
    assert (file.name, file.kind, file.system) == ("jangkau_0.2.0_amd64.deb", "pemasang", "linux")
    subprocess.run(["sha256sum", "--check", "--quiet", signing.SUMS], cwd=folder, check=True)
    assert signing.main([]) == signing.main(["sign", str(folder)]) == 2


def test_a_key_the_program_does_not_know_makes_no_release(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(signing, "trusted_keys", lambda: (PUBLIC,))
    signing.expect_trusted(KEY)
    with pytest.raises(PackageProblem, match=r"kunci-rilis.json"):
        signing.expect_trusted(signatures.new_private_key())


def test_a_name_that_programs_refuse_is_refused_before_it_is_signed(tmp_path: Path) -> None:
    (tmp_path / "kop é.pdf").write_bytes(b"x")
    with pytest.raises(Exception, match=r"RA-PBR-01"):
        signing.sign_folder(tmp_path, [KEY], DAY)


def test_no_private_key_lies_in_the_repository() -> None:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True).stdout
    for name in listed.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            assert b"-----BEGIN " + b"PRIVATE KEY" not in path.read_bytes(), name


def test_the_shipped_keys_are_public_keys() -> None:
    assert all(len(key) == 32 for key in manifest.trusted_keys())


def test_a_wrong_password_is_said_and_nothing_is_signed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    private, folder = tmp_path / "kunci.pem", tmp_path / "rilis"
    folder.mkdir()
    (folder / "jangkau_0.2.0_amd64.deb").write_bytes(b"paket")
    monkeypatch.setenv(signing.PASSWORD, "kancil")
    assert signing.main(["new-key", str(private)]) == 0
    assert signing.main(["new-key", str(private)]) == 1
    monkeypatch.setenv(signing.PASSWORD, "kelinci")
    assert signing.main(["sign", str(folder), str(private)]) == 1
    assert signing.main(["sign", str(folder), str(tmp_path / "tidak-ada.pem")]) == 1
    assert "the password is not its" in capsys.readouterr().err
    assert [file.name for file in folder.iterdir()] == ["jangkau_0.2.0_amd64.deb"]


def test_a_password_is_asked_for_where_somebody_sits(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    said = iter(["kancil", "kancil", "kancil", "satu", "dua"])
    monkeypatch.delenv(signing.PASSWORD, raising=False)
    monkeypatch.setattr("getpass.getpass", lambda _question: next(said))
    monkeypatch.setattr("sys.stdin", type("Keyboard", (), {"isatty": lambda self: True})())
    signing._asked.cache_clear()
    signing.new_key(tmp_path / "kunci.pem")
    assert b"ENCRYPTED" in (tmp_path / "kunci.pem").read_bytes()
    assert len(signing.public_of((tmp_path / "kunci.pem").read_bytes())) == 32
    signing._asked.cache_clear()
    with pytest.raises(PackageProblem, match="differ"):
        signing.new_key(tmp_path / "lain.pem")
    signing._asked.cache_clear()
