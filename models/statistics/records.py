"""What is counted, as it was recorded: cases with their people and incidents, and events with a day of their own."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from models.forms.parties import Parties
from models.forms.spec import Value
from models.sop.periods import Period
from models.statistics.figures import Basis, Unit

#: How a case stands that has not ended.
RUNNING = "berjalan"
#: How a closed step stands against its standard time, and a file against what it should hold.
IN_TIME, LATE = "tepat", "lewat"
COMPLETE, LACKING = "lengkap", "kurang"


@dataclass(frozen=True)
class CaseRecord:
    """One case.

    Attributes:
        procedure: key of the procedure it follows.
        reported / entered: the day it was received, and the day it was put into the program.
        parties: its victims, accused and incidents.
        facts: the other facts of the case by key ("kasus.kanal").
        answers: answers of its forms that are no facts, by the key of the dimension.
        ended / ended_as: when and as what it ended; None and "" while it runs.
        person: one number for all cases of a person that were joined; the case's own id where it was not.
        stated_by: the form that stated a fact, for who may see it.
    """

    case_id: int
    number: str
    procedure: str
    reported: date
    entered: date
    parties: Parties
    facts: Mapping[str, Value] = field(default_factory=dict)
    answers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    ended: date | None = None
    ended_as: str = ""
    person: int = 0
    stated_by: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def incident(self) -> date | None:
        """The day of the incident: that of the first one that has a day."""
        return next(filter(None, (day_of(one.get("tanggal")) for one in self.parties.incidents)), None)

    @property
    def happened(self) -> date:
        """The day ages are counted on: that of the incident, else of the report."""
        return self.incident or self.reported

    def day(self, basis: Basis) -> date:
        """The day that puts the case into a period."""
        if basis is Basis.INCIDENT:
            return self.happened
        return self.reported if basis is Basis.REPORT else self.entered

    def outcome(self, until: date) -> str:
        """How the case stood at the end of ``until``."""
        return self.ended_as if self.ended is not None and self.ended <= until and self.ended_as else RUNNING


@dataclass(frozen=True)
class EventRecord:
    """A closed step, a file or a referral: its day and what the program knows of it ("pelaksana": "Kepala UPTD")."""

    day: date
    words: Mapping[str, str]
    case_id: int | None = None


@dataclass(frozen=True)
class Records:
    """Everything that is counted; cases joined to one person have the same ``person``."""

    cases: tuple[CaseRecord, ...] = ()
    events: Mapping[Unit, tuple[EventRecord, ...]] = field(default_factory=dict)
    _sorted: dict[Basis, tuple[list[date], list[CaseRecord]]] = field(default_factory=dict, repr=False, compare=False)

    def within(self, period: Period, basis: Basis) -> list[CaseRecord]:
        """The cases of a period, the earliest first."""
        days, cases = self._by_day(basis)
        return cases[bisect_left(days, period.first) : bisect_right(days, period.last)]

    def _by_day(self, basis: Basis) -> tuple[list[date], list[CaseRecord]]:
        if basis not in self._sorted:
            found = sorted(self.cases, key=lambda case: (case.day(basis), case.case_id))
            self._sorted[basis] = [case.day(basis) for case in found], found
        return self._sorted[basis]


def day_of(value: object) -> date | None:
    """A day from an answer; None for what is none."""
    try:
        return date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
