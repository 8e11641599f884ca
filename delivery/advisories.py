"""Whether a part of the program has a published weakness: asked of OSV (osv.dev), or looked up in a copy of its data.

    python3 dev.py weaknesses                     asks OSV over the network
    python3 dev.py weaknesses --database FILE     looks into OSV's export for PyPI laid beside: all.zip, or its folder

The export is https://osv-vulnerabilities.storage.googleapis.com/PyPI/all.zip; fetch it on any PC with a network. The
program itself never asks anybody anything; this runs on the PC that makes a release. What parts bring along inside (Qt,
OpenSSL, SQLCipher …) is not known to OSV under PyPI: their versions stand in the list of parts.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import urllib.request
import zipfile
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from packaging.version import InvalidVersion, Version

from delivery import parts_list

SOURCE = "https://api.osv.dev/v1/querybatch"
_SECONDS = 20
_ECOSYSTEM = "PyPI"


class NotChecked(Exception):
    """Nobody could be asked; the text says why."""


@dataclass(frozen=True)
class Found:
    """What was found: ids of advisories by part, and how fresh the answer is, in Indonesian."""

    weak: dict[str, list[str]]
    basis: str


def look(parts: Sequence[tuple[str, str]], database: Path | None, ask: Callable[[bytes], bytes]) -> Found:
    """The advisories on ``parts``: from ``database`` where one is named, else by ``ask``. Raises NotChecked."""
    if database is not None:
        return in_database(parts, database)
    return Found(published(parts, ask), "menurut OSV sekarang")


def ask(question: bytes) -> bytes:
    """OSV's answer to a batch of queries. Raises OSError."""
    request = urllib.request.Request(SOURCE, question, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the address stands above
        return bytes(answer.read())


def published(parts: Sequence[tuple[str, str]], ask: Callable[[bytes], bytes] = ask) -> dict[str, list[str]]:
    """The ids of the advisories on each of ``parts`` (name, version) that has any. Raises NotChecked."""
    queries = [{"package": {"name": name, "ecosystem": _ECOSYSTEM}, "version": version} for name, version in parts]
    try:
        results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
        answers = zip(parts, results, strict=True)
        found = {name: [entry["id"] for entry in result.get("vulns") or []] for (name, _version), result in answers}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotChecked(f"{SOURCE}: {error}") from None
    return {name: ids for name, ids in found.items() if ids}


def in_database(parts: Sequence[tuple[str, str]], database: Path) -> Found:
    """The advisories on ``parts`` in a copy of OSV's data. Raises NotChecked where there is none that can be read."""
    wanted = {_normal(name): (name, version) for name, version in parts}
    found: dict[str, list[str]] = {}
    count, newest = 0, ""
    try:
        for advisory in _advisories(database):
            count, newest = count + 1, max(newest, str(advisory["modified"]))
            for affected in advisory.get("affected") or ():
                name = _normal(affected.get("package", {}).get("name", ""))
                if name in wanted and not advisory.get("withdrawn") and _concerns(affected, wanted[name][1]):
                    ids = found.setdefault(wanted[name][0], [])
                    ids += [advisory["id"]] if advisory["id"] not in ids else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError, zipfile.BadZipFile) as error:
        raise NotChecked(f"{database}: {error}") from None
    if not count:
        raise NotChecked(f"{database}: no advisories; OSV's export for PyPI is a file all.zip")
    return Found(found, f"menurut data OSV sampai {newest[:10]} ({count} pengumuman)")


def _advisories(database: Path) -> Iterator[Mapping[str, Any]]:
    if database.is_dir():
        packed = database / "all.zip"
        texts: Iterable[bytes] = (
            _members(packed) if packed.is_file() else (one.read_bytes() for one in sorted(database.glob("*.json")))
        )
    else:
        texts = _members(database)
    for text in texts:
        yield json.loads(text)


def _members(packed: Path) -> Iterator[bytes]:
    with zipfile.ZipFile(packed) as opened:
        for name in opened.namelist():
            if name.endswith(".json"):
                yield opened.read(name)


def _concerns(affected: Mapping[str, Any], version: str) -> bool:
    """Whether ``version`` is among the versions named, or within a range of them."""
    if affected.get("package", {}).get("ecosystem") != _ECOSYSTEM:
        return False
    ranges = [one["events"] for one in affected.get("ranges") or () if one.get("type") == "ECOSYSTEM"]
    return version in (affected.get("versions") or ()) or any(_within(events, version) for events in ranges)


def _within(events: Sequence[Mapping[str, str]], version: str) -> bool:
    """Whether ``version`` lies between an "introduced" and the "fixed" or "last_affected" after it.

    Events that cannot be compared count as a finding: somebody has to look at them.
    """
    try:
        order = sorted(((_place(at), kind) for event in events for kind, at in event.items()), key=lambda one: one[0])
    except InvalidVersion:
        return True
    here, inside = Version(version), False
    for at, kind in order:
        if kind == "introduced" and here >= at:
            inside = True
        elif (kind == "fixed" and here >= at) or (kind == "last_affected" and here > at):
            inside = False
    return inside


def _place(version: str) -> Version:
    """A version to be compared; "0" is before all. Raises InvalidVersion."""
    return Version("0.dev0" if version == "0" else version)


def _normal(name: str) -> str:
    """As PyPI compares names."""
    return re.sub(r"[-_.]+", "-", name).casefold()


def main(arguments: Sequence[str]) -> int:
    """0 if nothing is published, 1 for a weakness and where nobody could be asked."""
    parser = argparse.ArgumentParser(prog="dev.py weaknesses", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)  # fmt: skip
    parser.add_argument("--database", type=Path, metavar="FILE")
    parts = parts_list.names_and_versions()
    try:
        found = look(parts, parser.parse_args(arguments).database, ask)
    except NotChecked as problem:
        print(f"Kelemahan {len(parts)} bagian tidak diperiksa: {problem}", file=sys.stderr)
        return 1
    for name, ids in sorted(found.weak.items()):
        print(f"{name} {dict(parts)[name]}: {', '.join(ids)}")
    print(f"{len(parts)} bagian, {len(found.weak)} dengan kelemahan yang diumumkan, {found.basis}.")
    return 1 if found.weak else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
