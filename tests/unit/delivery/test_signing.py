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
