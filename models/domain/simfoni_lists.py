"""The categories Simfoni PPA knows, by the key of the office's list that is mapped to them: ``data/simfoni.toml``."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache

import resources

_NAME = "data/simfoni.toml"


@cache
def shipped() -> Mapping[str, tuple[str, ...]]:
    """The categories in the order of Simfoni's own lists; a list that is not here is taken as it is."""
    entries = tomllib.loads(resources.text(_NAME))["kategori"]
    return {str(entry["daftar"]): tuple(str(name) for name in entry["butir"]) for entry in entries}
