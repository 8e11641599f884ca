"""Keys made from the words of people: for rows, branches, questions and choices that somebody named on the screen."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LONGEST = 40


def new_key(words: str, taken: Iterable[str], fallback: str, joint: str = "-") -> str:
    """A key of small letters and digits joined by ``joint``, different from all ``taken``."""
    plain = unicodedata.normalize("NFKD", words.lower()).encode("ascii", "ignore").decode()
    stem = joint.join(re.findall(r"[a-z0-9]+", plain))[:_LONGEST].strip(joint) or fallback
    known, number, key = set(taken), 1, stem
    while key in known:
        number += 1
        key = f"{stem}{joint}{number}"
    return key
