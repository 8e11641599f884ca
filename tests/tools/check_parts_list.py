"""Holds the list of parts of a kit against the CycloneDX schema and against what really lies in the archives.

``python -m tests.tools.check_parts_list KIT``, where ``cyclonedx-python-lib[json-validation]`` is installed: it is
no part of the locks, for nothing else needs it.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from delivery import contents, parts_list
from delivery.kit import PARTS


def main(kit: Path) -> int:
    """0 if the list is right; what is wrong is printed."""
    text = (kit / PARTS).read_text(encoding="utf-8")
    body = json.loads(text)
    problems = []
    wrong = JsonStrictValidator(SchemaVersion.V1_5).validate_str(text)
    if wrong is not None:
        problems.append(f"schema: {wrong}")
    listed = parts_list.files_of(body)
    archives = [file for pattern in ("*/*.tar.xz", "*/*.zip") for file in sorted(kit.glob(pattern))]
    there = {(one.system, one.path): one.sha256 for file in archives for one in contents.libraries(file)}
    problems += [f"not in the list: {system} {path}" for system, path in sorted(there.keys() - listed.keys())]
    problems += [f"not in an archive: {system} {path}" for system, path in sorted(listed.keys() - there.keys())]
    problems += [f"another file: {key}" for key in sorted(there.keys() & listed.keys()) if there[key] != listed[key]]
    problems += [f"no licence: {one['name']}" for one in body["components"] if "licenses" not in one]
    for problem in problems:
        print(problem)
    parts = [f"{one['name']} {one['version']}" for one in body["components"]]
    print(f"{len(parts)} parts, {len(there)} files in {len(archives)} archives, {len(problems)} problems")
    print(", ".join(parts))
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
