"""What the program is made of, as a CycloneDX 1.5 list: every locked part with version, hashes, licence and address."""

from __future__ import annotations

import json
import re
import uuid
from datetime import date
from typing import Any

from delivery.common import HERE
from models.version import __version__

LOCK = HERE.parent / "requirements.lock"
LICENCES = HERE.parent / "resources" / "licences" / "daftar.json"
_ENTRY = re.compile(r"^([a-z0-9-]+)==([^\s;\\]+)((?:[^\n]*\\\n)*[^\n]*)", re.MULTILINE)
#: The version of Python whose programs are delivered.
_PYTHON = "3.11"
_HASH = re.compile(r"sha256:([0-9a-f]{64})")


def of_lock(day: date) -> bytes:
    """The list for ``requirements.lock``; equal locks and days give equal bytes."""
    lock = LOCK.read_text(encoding="ascii")
    licences = {part["nama"]: part["lisensi"] for part in json.loads(LICENCES.read_text(encoding="utf-8"))}
    python = {"type": "platform", "bom-ref": "python", "name": "python", "version": _PYTHON}
    parts = [python, *(_part(name, version, rest, licences) for name, version, rest in _ENTRY.findall(lock))]
    own = f"pkg:generic/jangkau@{__version__}"
    body = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, own + lock)}",
        "version": 1,
        "metadata": {
            "timestamp": f"{day.isoformat()}T00:00:00Z",
            "component": {
                "type": "application",
                "bom-ref": own,
                "name": "jangkau",
                "version": __version__,
                "licenses": [{"license": {"id": "MIT"}}],
                "purl": own,
            },
        },
        "components": parts,
        "dependencies": [
            {"ref": own, "dependsOn": [part["bom-ref"] for part in parts]},
            *({"ref": part["bom-ref"]} for part in parts),
        ],
    }
    return json.dumps(body, indent=1).encode("ascii")


def names_and_versions() -> list[tuple[str, str]]:
    """Each locked part."""
    return [(name, version) for name, version, _rest in _ENTRY.findall(LOCK.read_text(encoding="ascii"))]


def _part(name: str, version: str, rest: str, licences: dict[str, str]) -> dict[str, Any]:
    address = f"pkg:pypi/{name}@{version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": address, "name": name, "version": version, "purl": address}
    if name in licences:
        part["licenses"] = [{"license": {"name": licences[name]}}]
    # The lock allows any of a part's files; which one travels depends on the system.
    files = [{"type": "distribution", "url": f"{address}#{digest}", "hashes": [_sha256(digest)]}
             for digest in sorted(_HASH.findall(rest))]  # fmt: skip
    return {**part, "externalReferences": files}


def _sha256(digest: str) -> dict[str, str]:
    return {"alg": "SHA-256", "content": digest}
