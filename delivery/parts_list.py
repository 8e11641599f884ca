"""What a release is made of, as a CycloneDX 1.5 list.

Every locked part with version, hashes of its files, licence and address; the interpreter; what parts bring along inside
(OpenSSL, SQLCipher, Qt …); the libraries taken from Debian; and every file of machine code in the archives, below the
part it belongs to. ``tests/tools/check_parts_list.py`` holds such a list against the schema and the archives.
"""

from __future__ import annotations

import json
import platform
import re
import uuid
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

from delivery import contents, inside
from delivery.common import HERE, PackageProblem
from delivery.contents import OWN, PYTHON, STARTER, Library
from delivery.licences import DEBIAN
from models.release.manifest import LINUX, WINDOWS
from models.version import __version__

LOCK = HERE.parent / "requirements.lock"
LICENCES = HERE.parent / "resources" / "licences" / "daftar.json"
_ENTRY = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
_HASH = re.compile(r"sha256:([0-9a-f]{64})")
#: One licence of the SPDX list, and several joined.
_ONE = re.compile(r"[A-Za-z0-9.+-]+")
_JOINED = re.compile(rf"{_ONE.pattern}(?: (?:AND|OR|WITH) {_ONE.pattern})+")
_SYSTEM = "jangkau:sistem"


def of_release(archives: Sequence[Path], day: date) -> bytes:
    """The list of a release with these archives; equal archives, locks and days give equal bytes. PackageProblem."""
    files = [library for archive in archives for library in contents.libraries(archive)]
    parts = {part["name"]: part for part in _locked()}
    known = contents.owners(list(parts))
    owned: dict[str, list[Library]] = {}
    for library in files:
        owned.setdefault(contents.owner(library, known), []).append(library)
    components = [
        *_pythons(archives, owned.pop(PYTHON, [])),
        *(_with(part, _inner(name), owned.pop(name, [])) for name, part in sorted(parts.items())),
        *(_with(_other(name), (), libraries) for name, libraries in sorted(owned.items()) if name != OWN),
    ]
    return _list(components, owned.get(OWN, []), day)


def names_and_versions() -> list[tuple[str, str]]:
    """Each locked part."""
    return [(name, version) for name, version, _rest in _ENTRY.findall(LOCK.read_text(encoding="ascii"))]


def files_of(body: Mapping[str, Any]) -> dict[tuple[str, str], str]:
    """System and path of every file a list names -> its SHA-256."""
    found: dict[tuple[str, str], str] = {}
    waiting = [body["metadata"]["component"], *body["components"]]
    while waiting:
        one = waiting.pop()
        waiting += one.get("components", ())
        if one["type"] == "file":
            system = next(entry["value"] for entry in one["properties"] if entry["name"] == _SYSTEM)
            found[system, one["name"]] = one["hashes"][0]["content"]
    return found


def licence(said: str) -> list[dict[str, Any]]:
    """A licence as the list writes it: an id or expression of SPDX where it is one, else its name."""
    if _JOINED.fullmatch(said):
        return [{"expression": said}]
    return [{"license": {"id" if _ONE.fullmatch(said) else "name": said}}]


def _list(components: list[dict[str, Any]], own_files: Iterable[Library], day: date) -> bytes:
    own = f"pkg:generic/{OWN}@{__version__}"
    refs = [component["bom-ref"] for component in components]
    about = {"type": "application", "bom-ref": own, "name": OWN, "version": __version__, "licenses": licence("MIT")}
    body = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps([own, components]))}",
        "version": 1,
        "metadata": {
            "timestamp": f"{day.isoformat()}T00:00:00Z",
            "component": _with({**about, "purl": own}, (), own_files),
        },
        "components": components,
        "dependencies": [{"ref": own, "dependsOn": refs}, *({"ref": ref} for ref in refs)],
    }
    return json.dumps(body, indent=1, ensure_ascii=True).encode("ascii")


def _locked() -> Iterable[dict[str, Any]]:
    licences = {part["nama"]: part["lisensi"] for part in json.loads(LICENCES.read_text(encoding="utf-8"))}
    for name, version, rest in _ENTRY.findall(LOCK.read_text(encoding="ascii")):
        address = f"pkg:pypi/{name}@{version}"
        # The lock allows any of a part's files; which one travels depends on the system.
        files = [
            {"type": "distribution", "url": f"{address}#{digest}", "hashes": [_sha256(digest)]}
            for digest in sorted(_HASH.findall(rest))
        ]
        named = {"licenses": licence(licences[name])} if name in licences else {}
        yield {**_component(name, version, address), **named, "externalReferences": files}


def _pythons(archives: Sequence[Path], files: Sequence[Library]) -> Iterable[dict[str, Any]]:
    """The interpreter of each system; the archives are made in different places."""
    versions = {WINDOWS if one.suffix == ".zip" else LINUX: contents.python_version(one) for one in archives}
    versions = versions or {LINUX: platform.python_version()}
    for version in sorted(set(versions.values())):
        own = [one for one in files if versions[one.system] == version]
        address = f"pkg:generic/python@{version}"
        part = {**_component(PYTHON, version, address), "type": "platform", "licenses": licence("PSF-2.0")}
        yield _with(part, (), own)


def _other(name: str) -> dict[str, Any]:
    """A part that is no entry of the lock: what starts the program, and libraries of Debian."""
    package = contents.is_debian(name)
    if package:
        version = contents.debian_version(package)
        if package not in DEBIAN:
            raise PackageProblem(f"{package} has no licence text: name it in delivery/licences.py and collect anew")
        made = _component(package, version, f"pkg:deb/debian/{package}@{version}")
        return {**made, "licenses": licence(DEBIAN[package])}
    version = installed_version(name)
    part = _component(name, version, f"pkg:pypi/{name}@{version}")
    if name == STARTER:
        part["licenses"] = licence("GPL-2.0-or-later WITH Bootloader-exception")
    return part


def _inner(part: str) -> Iterable[dict[str, Any]]:
    for one in inside.all_of_them():
        if one.part == part:
            made = _component(one.name, one.version, f"pkg:generic/{one.name}@{one.version}")
            yield {**made, "bom-ref": f"{part}/{one.name}", "licenses": licence(one.licence)}


def _component(name: str, version: str, address: str) -> dict[str, Any]:
    return {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}


def _with(part: dict[str, Any], inner: Iterable[dict[str, Any]], files: Iterable[Library]) -> dict[str, Any]:
    """``part`` with the libraries inside it and its files."""
    below = [*inner, *map(_file, files)]
    return {**part, **({"components": below} if below else {})}


def _file(library: Library) -> dict[str, Any]:
    return {
        "type": "file",
        "bom-ref": f"{library.system}:{library.path}",
        "name": library.path,
        "hashes": [_sha256(library.sha256)],
        "properties": [{"name": _SYSTEM, "value": library.system}],
    }


def _sha256(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}
