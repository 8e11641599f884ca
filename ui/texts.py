"""Small texts that more than one screen needs: the program's name, sizes, and the trace of a failure without names."""

from __future__ import annotations

import traceback
from pathlib import Path

from models.errors import UserError

#: The program's name as people see it.
PRODUCT = "Jangkau"


def describe(failure: BaseException) -> str:
    """The way of an exception through the program: types, files, lines. No text of the exception, which may quote
    what a person typed or what a row holds.
    """
    parts: list[str] = []
    seen: BaseException | None = failure
    told: set[int] = set()
    while seen is not None and id(seen) not in told:  # causes may lead back to where they began
        told.add(id(seen))
        code = f" {seen.code.value}" if isinstance(seen, UserError) else ""
        parts.append(f"{type(seen).__qualname__}{code}")
        frames = traceback.extract_tb(seen.__traceback__)
        parts += [f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames]
        seen = seen.__cause__ or seen.__context__
    return "\n".join(parts)


def unmarked(text: str) -> str:
    """``text`` for a button, a menu or the label of a field, where a single ampersand would underline a letter."""
    return text.replace("&", "&&")


def mid_sentence(text: str) -> str:
    """``text`` as it stands inside a sentence; an abbreviation such as NIK keeps its capitals."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
