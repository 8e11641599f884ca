"""A release: what must hold before it, what is in it, and that a program takes it."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from delivery import booklet, kit, parts_list, release
from delivery.common import PackageProblem
from models.release import manifest
from models.version import __version__
from tests import papers
from tests.releases import KEY, PUBLIC

TODAY = date(2026, 11, 23)


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A repository whose next version is 1.2.0."""
    root = tmp_path / "pohon"
    root.mkdir()
    (root / "CHANGELOG.md").write_text("# Changelog\n\n## 1.2.0 (2026-11-23)\n\n- Baru\n\n## 1.1.0 (2026-01-01)\n")
    git(root, "init", "-q")
    git(root, "add", "-A")
    git(root, "-c", "user.name=x", "-c", "user.email=x@contoh.invalid", "commit", "-qm", "Baru")
    git(root, "tag", "v1.1.0")
    return root


def git(root: Path, *command: str) -> None:
    subprocess.run(["git", *command], cwd=root, check=True, capture_output=True)


def test_a_clean_tree_with_a_dated_section_is_ready(tree: Path) -> None:
    release.ready(tree, "1.2.0", TODAY)


def test_what_is_not_ready_is_named(tree: Path) -> None:
    with pytest.raises(PackageProblem, match=r"1\.2\.0 \(2026-11-24\)"):
        release.ready(tree, "1.2.0", date(2026, 11, 24))
    with pytest.raises(PackageProblem, match=r"1\.3\.0"):
        release.ready(tree, "1.3.0", TODAY)
    git(tree, "tag", "v1.10.0")
    with pytest.raises(PackageProblem, match="later version"):
        release.ready(tree, "1.2.0", TODAY)
    git(tree, "tag", "v1.2.0")
    with pytest.raises(PackageProblem, match="released already"):
        release.ready(tree, "1.2.0", TODAY)
    (tree / "baru.txt").write_text("x")
    with pytest.raises(PackageProblem, match="not committed"):
        release.ready(tree, "1.2.0", TODAY)


def answering(**weak: str) -> Callable[[bytes], bytes]:
    """Somebody who knows these weaknesses, by the name of the part."""

    def answer(question: bytes) -> bytes:
        packages = [query["package"] for query in json.loads(question)["queries"]]
        assert {package["ecosystem"] for package in packages} == {"PyPI"}
        known = [weak.get(package["name"]) for package in packages]
        return json.dumps({"results": [{"vulns": [{"id": name}]} if name else {} for name in known]}).encode()

    return answer


def test_a_published_weakness_stops_a_release(capsys: pytest.CaptureFixture[str]) -> None:
    release.ask_for_weaknesses(unchecked=False, ask=answering())
    assert "tidak ada yang diumumkan" in capsys.readouterr().out
    with pytest.raises(PackageProblem, match="pillow: GHSA-1"):
        release.ask_for_weaknesses(unchecked=True, ask=answering(pillow="GHSA-1"))


@pytest.mark.parametrize("body", [b"", b"[]", b'{"results": []}', b'{"results": [1]}', None])
def test_where_nobody_answers_it_is_said_loudly(body: bytes | None, capsys: pytest.CaptureFixture[str]) -> None:
    def ask(_question: bytes) -> bytes:
        if body is None:
            raise ConnectionRefusedError
        return body

    with pytest.raises(PackageProblem, match="--unchecked"):
        release.ask_for_weaknesses(unchecked=False, ask=ask)
    release.ask_for_weaknesses(unchecked=True, ask=ask)
    assert capsys.readouterr().err.count("TIDAK DIPERIKSA") == 2


def test_the_kit_is_a_release_a_program_takes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(manifest, "trusted_keys", lambda: (PUBLIC,))
    package = tmp_path / f"jangkau_{__version__}_amd64.deb"
    package.write_bytes(b"paket")
    made = tmp_path / "kit" / "Jangkau"
    kit.make([package], made, [KEY], TODAY)
    release.prove(made)
    assert "TANPA PAKET WINDOWS" in capsys.readouterr().err
    names = {file.name for file in manifest.find(made).release.files}
    assert {f"Linux/{package.name}", "Mulai di sini.pdf", "Panduan Jangkau.pdf", "Bagian program.cdx.json"} <= names
    assert f"jangkau_{__version__}_amd64.deb" in papers.text((made / "Mulai di sini.pdf").read_bytes())
    assert "Tidak ada kunci lain di mana pun." in papers.text((made / "Panduan Jangkau.pdf").read_bytes())
    other = tmp_path / "jangkau_0.0.1_amd64.deb"
    other.write_bytes(b"paket")
    with pytest.raises(PackageProblem, match="no package of version"):
        kit.make([other], tmp_path / "lagi", [KEY], TODAY)


def test_the_first_page_is_one_page_and_no_page_of_the_manual_is_empty() -> None:
    page = booklet.start_page(__version__)
    assert len(papers.pages(page)) == 1
    manual = papers.pages(booklet.manual(__version__, kit.PICTURES))
    assert min(len(text) for text in manual) > 300


def test_the_list_of_parts_names_every_locked_part_with_its_hashes() -> None:
    body = json.loads(parts_list.of_release([], TODAY))
    parts = {part["name"]: part for part in body["components"]}
    assert {"python", "pillow", "pyside6-essentials", "tzdata"} <= parts.keys()
    lock = parts_list.LOCK.read_text(encoding="ascii")
    hashes = {found["hashes"][0]["content"] for part in parts.values() for found in part.get("externalReferences", ())}
    assert len(hashes) == len(set(parts_list._HASH.findall(lock)))
    refs = [part["bom-ref"] for part in body["components"]]
    assert sorted(body["dependencies"][0]["dependsOn"]) == sorted(refs)
    assert len(set(refs)) == len(refs)
