"""What the screens see of forms and lists that the office changes: drafts, what is wrong, versions, what depends."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from models.forms.lists import OptionList
from models.forms.spec import FormSpec, Option
from models.source import Problem


@dataclass(frozen=True)
class FormInfo:
    """A form the office has.

    Attributes:
        version: the one in force.
        own: the office put a version of its own in force.
        filled: how often it was filled.
        procedures: the procedures that use it.
    """

    key: str
    title: str
    code: str
    version: int
    own: bool
    filled: int
    procedures: tuple[str, ...] = ()


@dataclass(frozen=True)
class FormProblem:
    """One thing to know before a form is put in force.

    Attributes:
        section: position of the section concerned, None for the head and what stands below the sections.
        field: key of the question concerned, "" for none.
        grave: it keeps the form from being put in force.
    """

    message: str
    section: int | None = None
    field: str = ""
    grave: bool = True


@dataclass(frozen=True)
class FormEditSheet:
    """Everything the editor shows.

    Attributes:
        before: the version the draft was copied from, None for a form that is new to the office.
        version: the number it gets when it is put in force.
        lists: what choices may be taken from.
        facts: the facts of a case a question may fill.
        outside: for each question of ``before``, what outside the form depends on it, in sentences.
        officers: for trying the form out.
    """

    draft_id: int
    row_version: int
    spec: FormSpec
    before: FormSpec | None
    version: int
    problems: tuple[FormProblem, ...]
    lists: Mapping[str, OptionList]
    facts: tuple[Option, ...]
    outside: Mapping[str, tuple[str, ...]]
    officers: tuple[Option, ...] = ()


@dataclass(frozen=True)
class ListInfo:
    """A list of choices the office has.

    Attributes:
        own: the office changed it.
        shipped: as it was delivered, None for a list of the office.
        categories: the categories of Simfoni PPA its entries may belong to; none where it has no such list.
        forms: titles of the forms and letters that use it.
        versions: the versions there were, in words, the newest first.
    """

    entries: OptionList
    own: bool
    shipped: OptionList | None
    categories: tuple[str, ...] = ()
    forms: tuple[str, ...] = ()
    versions: tuple[str, ...] = ()


@dataclass(frozen=True)
class ImportedList:
    """What became of a file: a list to look at before it is saved, or what is wrong with the file."""

    entries: OptionList | None
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True)
class TakeOver:
    """Taking an unfinished form over to the version in force.

    Attributes:
        changes: what is different there, in sentences.
        homeless: answers that have no place there: question and answer in words.
    """

    from_version: int
    to_version: int
    changes: tuple[str, ...]
    homeless: tuple[tuple[str, str], ...]
