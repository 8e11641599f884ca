"""What the program takes for a release: signed by a key it knows, whole, and meant for this PC."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import Cancelled, ErrorCode, UserError
from models.messages import render
from models.release import install, manifest, sharing
from models.release.manifest import Release
from models.vault import signatures
from models.version import SCHEMA_VERSION, __version__
from tests.releases import KEY, PUBLIC, make_home, make_release, pretend_installed, resign


def reason(work: Callable[[], object]) -> str:
    """Why a release is refused; the sentence of each reason is complete."""
    with pytest.raises(UserError) as caught:
        work()
    assert caught.value.code is ErrorCode.RELEASE_REFUSED
    assert "{" not in render(caught.value).why
    return str(caught.value.details["reason"])


@pytest.fixture(autouse=True)
def genuine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pretend_installed(make_home(tmp_path / "program"), monkeypatch)


def test_the_newest_release_on_a_stick_is_found(tmp_path: Path) -> None:
    make_release(tmp_path / "stick" / "Jangkau-0.9.9", "0.9.9")
    make_release(tmp_path / "stick" / "Jangkau-0.10.0", "0.10.0")
    found = manifest.find(tmp_path / "stick")
    assert found.release.version == "0.10.0"
    assert found.release.schema == SCHEMA_VERSION
    assert found.signed_by == signatures.key_id(PUBLIC)
    assert found.release.archive().name == "jangkau-0.10.0-linux-amd64.tar.xz"
    assert manifest.find(tmp_path / "stick" / "Jangkau-0.9.9").release.version == "0.9.9"


def test_what_is_no_genuine_release_is_refused_with_its_reason(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    assert reason(lambda: manifest.find(stick)) == "none"
    make_release(stick)
    (stick / manifest.SIGNATURE).unlink()
    assert reason(lambda: manifest.find(stick)) == "unsigned"
    resign(stick, [signatures.new_private_key()])
    assert reason(lambda: manifest.find(stick)) == "foreign"
    resign(stick, [signatures.new_private_key(), KEY])
    assert manifest.find(stick).signed_by == signatures.key_id(PUBLIC)
    (stick / manifest.MANIFEST).write_bytes((stick / manifest.MANIFEST).read_bytes() + b" ")
    assert reason(lambda: manifest.find(stick)) == "foreign"
    resign(stick, format=2)
    assert reason(lambda: manifest.find(stick)) == "format"
    resign(stick, format=1, versi="1.0")
    assert reason(lambda: manifest.find(stick)) == "damaged"
    resign(stick, versi="0.3.0", tanggal="kemarin")
    assert reason(lambda: manifest.find(stick)) == "damaged"
    (stick / manifest.MANIFEST).write_bytes(b" " * 1_000_001)
    assert reason(lambda: manifest.find(stick)) == "damaged"
    monkeypatch.setattr(manifest, "trusted_keys", lambda: ())
    assert reason(lambda: manifest.find(stick)) == "no_key"


def test_a_stick_that_was_pulled_out_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(UserError) as caught:
        manifest.find(tmp_path / "tidak-ada")
    assert caught.value.code is ErrorCode.STORAGE_GONE


@pytest.mark.parametrize("name", ["../naik.tar.xz", "/akar.tar.xz", "a/../../b.tar.xz", "C:\\x.tar.xz", ""])
def test_a_signed_list_still_names_only_files_beside_it(tmp_path: Path, name: str) -> None:
    make_release(tmp_path / "stick")
    file = {"name": name, "kind": "arsip", "system": "linux", "size": 1, "sha256": "0" * 64}
    resign(tmp_path / "stick", berkas=[file])
    assert reason(lambda: manifest.find(tmp_path / "stick")) == "damaged"


@given(st.binary(max_size=300))
def test_no_content_of_a_list_breaks_the_reader(content: bytes) -> None:
    with pytest.raises(UserError):
        Release.from_bytes(content)


def test_versions_and_systems_are_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def judged(version: str, schema: int = SCHEMA_VERSION) -> str:
        release = manifest.find(make_release(tmp_path / f"{version}-{schema}", version, schema)).release
        return reason(lambda: install.judge(release))

    assert judged(__version__) == "same"
    assert judged("0.0.9") == "older"
    assert judged("0.2.0", SCHEMA_VERSION - 1) == "schema"
    monkeypatch.setattr(manifest, "system", lambda: "windows")
    assert judged("0.2.0") == "system"


def test_a_file_that_is_not_the_signed_one_is_never_given_to_its_end(tmp_path: Path) -> None:
    stick = make_release(tmp_path / "stick")
    found = manifest.find(stick)
    file = found.release.archive()
    archive = stick / file.name
    whole = archive.read_bytes()

    def read(give_up: bool = False) -> bytes:
        return b"".join(manifest.checked(found, file, lambda _share: None, lambda: give_up))

    assert read() == whole
    with pytest.raises(Cancelled):
        read(give_up=True)
    for changed in (whole[:-1], whole + b"x", b"x" + whole[1:]):
        archive.write_bytes(changed)
        assert reason(read) == "changed"
    archive.unlink()
    assert reason(read) == "missing"


def test_a_release_is_laid_beside_the_data_whole_or_not_at_all(tmp_path: Path) -> None:
    office = tmp_path / "kantor"
    office.mkdir()
    assert sharing.ready(office) is None
    older = manifest.find(make_release(tmp_path / "lama", "0.1.5"))
    sharing.lay_ready(older, office, lambda _share, _words: None, lambda: False)
    newer = manifest.find(make_release(tmp_path / "baru", "0.2.0"))
    with pytest.raises(Cancelled):
        sharing.lay_ready(newer, office, lambda _share, _words: None, lambda: True)
    assert sharing.ready(office) is None
    laid = sharing.lay_ready(newer, office, lambda _share, _words: None, lambda: False)
    there = sharing.ready(office)
    assert there is not None
    assert there.release.version == "0.2.0"
    assert sorted(path.name for path in laid.iterdir()) == [
        "jangkau-0.2.0-linux-amd64.tar.xz",
        "jangkau_0.2.0_amd64.deb",
        "rilis.json",
        "rilis.sig",
    ]
    assert sharing.lay_ready(there, office, lambda _share, _words: None, lambda: False) == laid
