"""What the screens see of procedures that are being written: drafts, what is wrong with them, versions, changes."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from models.forms.spec import Option
from models.sop.spec import SopSpec
from models.source import Problem


@dataclass(frozen=True)
class ProcedureDraft:
    """A procedure somebody is working on. ``based_on``: the version it was copied from, 0 for none."""

    draft_id: int
    key: str
    title: str
    based_on: int
    updated_text: str


@dataclass(frozen=True)
class EditorProblem:
    """One thing to put right before the procedure can be put in force.

    Attributes:
        part: the tab on which it is put right: "identitas", "pelaksana" or "langkah".
        row: position of the row concerned, None for the whole procedure.
    """

    message: str
    part: str
    row: int | None = None
    grave: bool = True


@dataclass(frozen=True)
class FactChoice:
    """A fact that conditions may name. ``answers`` are its possible answers, empty where it can hold any text."""

    key: str
    label: str
    answers: tuple[Option, ...] = ()


@dataclass(frozen=True)
class EditorSheet:
    """Everything the editor shows.

    Attributes:
        before: the version the draft was copied from, None for a procedure that is new to the office.
        version: the number it gets when it is put in force.
        forms / letters: what outputs may name.
    """

    draft_id: int
    row_version: int
    spec: SopSpec
    before: SopSpec | None
    version: int
    problems: tuple[EditorProblem, ...]
    forms: tuple[Option, ...]
    letters: tuple[Option, ...]
    facts: tuple[FactChoice, ...]


@dataclass(frozen=True)
class VersionRow:
    """A version of a procedure.

    Attributes:
        from_date: the day it came or comes into force; None for one that came with the program.
        state: "berlaku", "akan berlaku" or "lama".
        running: how many cases follow it now.
    """

    version: int
    title: str
    from_date: date | None
    state: str
    running: int


@dataclass(frozen=True)
class ImportedProcedure:
    """What became of a file: a draft, or the problems that kept it from becoming one."""

    draft: ProcedureDraft | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class MovePlan:
    """Moving a running case to another version of its procedure.

    Attributes:
        versions: the versions it could be moved to, newest first; empty if there is none.
        changes: what changes for the case, in sentences.
        refusal: why it cannot be moved, "" if it can.
    """

    case_id: int
    from_version: int
    to_version: int
    versions: tuple[int, ...]
    changes: tuple[str, ...] = field(default=())
    refusal: str = ""
