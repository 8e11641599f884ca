"""What the screens see of the wording of letters: which kinds there are, the text being written, its versions."""

from __future__ import annotations

from dataclasses import dataclass

from models.letters.picker import Choice
from models.letters.spec import LetterContent
from models.letters.wording import Wording
from models.source import Path


@dataclass(frozen=True)
class WordingRow:
    """A kind of letter in the list.

    Attributes:
        own: the office has changed the wording; ``changed_text`` by whom and when, "" where nobody has.
        draft_text: who has begun a change that is not in force and when, "" for none.
    """

    key: str
    name: str
    version: int
    own: bool
    changed_text: str
    draft_text: str


@dataclass(frozen=True)
class WordingProblem:
    """Something that keeps the wording from being put in force; ``path`` leads to its text."""

    message: str
    path: Path


@dataclass(frozen=True)
class WordingLook:
    """How the wording stands: what is wrong with it, and the letter it makes of the invented case, to be drawn."""

    problems: tuple[WordingProblem, ...]
    content: LetterContent


@dataclass(frozen=True)
class WordingSheet:
    """Everything the editor shows.

    Attributes:
        row_version: of the draft, 0 while there is none.
        version: the number the wording gets when it is put in force.
        drafts: how many letters are being written with the wording in force.
    """

    wording: Wording
    row_version: int
    version: int
    choices: tuple[Choice, ...]
    drafts: int
    draft_text: str = ""


@dataclass(frozen=True)
class WordingVersion:
    """One stored version: "berlaku" or "lama", by whom and when, and how many letters were written with it."""

    version: int
    state: str
    added_text: str
    letters: int
