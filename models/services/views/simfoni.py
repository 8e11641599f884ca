"""What the screens see of entering cases into Simfoni PPA."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from models.services.views.steps import Standing
from models.simfoni.entered import Change
from models.simfoni.sheet import Sheet


class EntryState(StrEnum):
    """How a case stands with Simfoni."""

    WAITING = "belum"
    ENTERED = "sudah"
    CHANGED = "ubah"
    NOT_NEEDED = "tidak_perlu"


@dataclass(frozen=True)
class SimfoniFilter:
    """What the list shows. ``at_step``: only cases whose procedure now waits for the entry."""

    state: EntryState = EntryState.WAITING
    text: str = ""
    sop_key: str = ""
    at_step: bool = False


@dataclass(frozen=True)
class SimfoniRow:
    """A case of the list.

    Attributes:
        time_text / standing: what is left of the procedure's time for the entry; before that the step the case is at.
        number / day / person: the entry, as far as there is one.
        note: what changed since, or why none is needed.
    """

    case_id: int
    register_number: str
    client_label: str
    client_detail: str
    service: str
    received: str
    state: EntryState
    time_text: str
    standing: Standing | None
    number: str = ""
    day: str = ""
    person: str = ""
    note: str = ""


@dataclass(frozen=True)
class SimfoniList:
    """A stretch of the list; ``cursor`` asks for the next. ``counts``: of every state, whatever the filter."""

    rows: tuple[SimfoniRow, ...]
    cursor: str
    total: int
    counts: dict[EntryState, int]


@dataclass(frozen=True)
class EntryWord:
    """One thing that was said about the entry of a case: "Dientri 23 November 2026", by whom and when."""

    text: str
    detail: str


@dataclass(frozen=True)
class EntrySheet:
    """A case as it is entered.

    Attributes:
        clear: whether what identifies people stands in it; else those words are dots.
        digest: stands for all it says; given back when the entry is recorded, so that nothing changes unnoticed.
        changes: what says something else than was entered.
    """

    case_id: int
    register_number: str
    client_label: str
    service: str
    state: EntryState
    sheet: Sheet
    clear: bool
    digest: str
    form_key: str
    form_title: str
    number: str = ""
    day: date | None = None
    changes: tuple[Change, ...] = ()
    history: tuple[EntryWord, ...] = ()
    may_enter: bool = False
    may_reveal: bool = False
    may_map: bool = False


@dataclass(frozen=True)
class NewEntry:
    """What is recorded of an entry; ``seen`` is the ``digest`` of the sheet it was copied from."""

    number: str
    day: date
    seen: str
    remark: str = ""


@dataclass(frozen=True)
class Recorded:
    """How recording ended.

    Attributes:
        missing: how many answers the form still needs before it counts as complete.
        same_number: register numbers of other cases with the same number.
    """

    missing: int
    same_number: tuple[str, ...] = ()
