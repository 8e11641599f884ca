"""Whether a part of the program has a published weakness: asked of OSV (osv.dev), a step of a release.

The program itself never asks anybody anything; this runs on the PC that makes a release, where there is a network.
"""

from __future__ import annotations

import json
import urllib.request
from collections.abc import Callable, Sequence

SOURCE = "https://api.osv.dev/v1/querybatch"
_SECONDS = 20


class NotChecked(Exception):
    """Nobody could be asked; the text says why."""


def ask(question: bytes) -> bytes:
    """OSV's answer to a batch of queries. Raises OSError."""
    request = urllib.request.Request(SOURCE, question, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request, timeout=_SECONDS) as answer:  # noqa: S310 - the address stands above
        return bytes(answer.read())


def published(parts: Sequence[tuple[str, str]], ask: Callable[[bytes], bytes] = ask) -> dict[str, list[str]]:
    """The ids of the advisories on each of ``parts`` (name, version) that has any. Raises NotChecked."""
    queries = [{"package": {"name": name, "ecosystem": "PyPI"}, "version": version} for name, version in parts]
    try:
        results = json.loads(ask(json.dumps({"queries": queries}).encode()))["results"]
        answers = zip(parts, results, strict=True)
        found = {name: [entry["id"] for entry in result.get("vulns") or []] for (name, _version), result in answers}
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NotChecked(f"{SOURCE}: {error}") from None
    return {name: ids for name, ids in found.items() if ids}
