"""Archive classification codes (Permendagri 83/2022): the shipped ones an office for women and children needs."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable
from functools import lru_cache

import resources

#: What a code may look like: digits in groups, or the letters of an office's older scheme.
CODE = re.compile(r"[0-9A-Za-z][0-9A-Za-z ./\-]{0,39}")


@lru_cache(maxsize=1)
def shipped() -> dict[str, str]:
    """Code to name, in the order of the regulation."""
    rows = csv.DictReader(resources.text("data/klasifikasi-arsip.csv").splitlines())
    return {row["kode"]: _readable(row["nama"]) for row in rows}


def order(code: str) -> tuple[tuple[int, str], ...]:
    """What codes are sorted by: 400.2.10 stands behind 400.2.9."""
    return tuple((int(part), "") if part.isdigit() else (10**9, part) for part in code.split("."))


def within(code: str, known: dict[str, str]) -> str:
    """The name of the nearest group a code belongs to, "" for a topmost one."""
    while "." in code:
        code = code.rpartition(".")[0]
        if code in known:
            return known[code]
    return ""


def fits(text: str, code: str, words: Iterable[str]) -> bool:
    """Whether a code is looked for by ``text``: by its beginning, or by words that all stand in its names."""
    wanted = " ".join(text.split()).casefold()
    named = " ".join(words).casefold()
    return code.casefold().startswith(wanted) or all(word in named for word in wanted.split())


def _readable(name: str) -> str:
    """The regulation prints its main groups in capitals."""
    return name.capitalize() if name.isupper() and len(name) > 3 else name
