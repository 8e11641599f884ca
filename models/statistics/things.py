"""What one number counts: a victim, a case, an incident, an accused person or an event; and what is known of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TypeAlias

from models.domain import age_bands, indonesia
from models.domain.regions import is_code
from models.forms.rules import filled
from models.forms.spec import Value
from models.sop.periods import Period
from models.statistics.definition import OF_CASES, Dimension, Group, Kind
from models.statistics.figures import Basis, Unit
from models.statistics.records import CaseRecord, EventRecord, Records, day_of

#: A victim, an accused person or an incident, with the case it belongs to.
Told: TypeAlias = tuple[CaseRecord, Mapping[str, Value]]
#: How many parts of a village's code name its district, and its regency.
_PARTS = {"kecamatan": 3, "kabupaten": 2}


@dataclass(frozen=True)
class Thing:
    """One counted thing with everything that is told about it.

    Attributes:
        own: what it is itself; one of its own kind has one age and one place, of the others it may have several.
        itself: what is told of itself, in each of its cases, the earliest first.
        event: set for what is counted by itself and not from cases.
    """

    own: Group
    cases: tuple[CaseRecord, ...] = ()
    itself: tuple[Told, ...] = ()
    event: EventRecord | None = None

    @property
    def case_ids(self) -> tuple[int, ...]:
        """The cases behind it; none for a file of another service."""
        if self.event is not None:
            return () if self.event.case_id is None else (self.event.case_id,)
        return tuple(case.case_id for case in self.cases)

    def values(self, dimension: Dimension, until: date) -> tuple[str, ...]:
        """The categories it falls into, each once; empty where nothing is known. ``until``: the period's last day."""
        if self.event is not None:
            word = self.event.words.get(dimension.key, "")
            return (word,) if word else ()
        group = dimension.group
        if group is self.own and group is not Group.CASE:
            # The same person in several cases: the earliest case that says something, not one row for each answer.
            for case, facts in self.itself:
                if found := _of_party(case, facts, dimension):
                    return _once(found)
            return ()
        if group is Group.CASE:
            return _once(one for case in self.cases for one in _of_case(case, dimension, until))
        return _once(
            one for case in self.cases for facts in PARTIES[group](case) for one in _of_party(case, facts, dimension)
        )


#: The people or incidents of a case.
PARTIES: Mapping[Group, Callable[[CaseRecord], Sequence[Mapping[str, Value]]]] = {
    Group.VICTIMS: lambda case: case.parties.victims,
    Group.ACCUSED: lambda case: case.parties.accused,
    Group.INCIDENTS: lambda case: case.parties.incidents,
}


def things(unit: Unit, records: Records, period: Period, basis: Basis) -> list[Thing]:
    """Everything of this kind in a period."""
    if unit not in OF_CASES:
        events = records.events.get(unit, ())
        return [Thing(Group.CASE, event=one) for one in events if period.first <= one.day <= period.last]
    return list(_MAKERS[unit](records.within(period, basis)))


def _victims(cases: list[CaseRecord]) -> Iterator[Thing]:
    """A person in several cases is one victim; who is told of in a case without a file of their own is one more."""
    persons: dict[int, list[CaseRecord]] = {}
    for case in cases:
        persons.setdefault(case.person or case.case_id, []).append(case)
    for joined in persons.values():
        yield Thing(Group.VICTIMS, tuple(joined), tuple((case, case.parties.victims[0]) for case in joined))
        for case in joined:
            for other in case.parties.victims[1:]:
                yield Thing(Group.VICTIMS, (case,), ((case, other),))


def _cases(cases: list[CaseRecord]) -> Iterator[Thing]:
    for case in cases:
        yield Thing(Group.CASE, (case,))


def _incidents(cases: list[CaseRecord]) -> Iterator[Thing]:
    for case in cases:
        for one in case.parties.incidents:
            yield Thing(Group.INCIDENTS, (case,), ((case, one),))


def _accused(cases: list[CaseRecord]) -> Iterator[Thing]:
    for case in cases:
        for one in case.parties.accused:
            yield Thing(Group.ACCUSED, (case,), ((case, one),))


_MAKERS = {
    Unit.VICTIMS: _victims,
    Unit.CASES: _cases,
    Unit.INCIDENTS: _incidents,
    Unit.ACCUSED: _accused,
}


def _of_case(case: CaseRecord, dimension: Dimension, until: date) -> tuple[str, ...]:
    if dimension.kind is Kind.ANSWER:
        return case.answers.get(dimension.key, ())
    if dimension.kind is Kind.WORD:
        return (case.procedure if dimension.key == "prosedur" else case.outcome(until),)
    return texts(case.facts.get(dimension.key))


def _of_party(case: CaseRecord, facts: Mapping[str, Value], dimension: Dimension) -> tuple[str, ...]:
    if dimension.kind is Kind.AGE:
        return _band(case, facts, dimension)
    if dimension.kind is Kind.REGION:
        return tuple(lies_in(value, dimension.level) for value in texts(facts.get(dimension.word)))
    return texts(facts.get(dimension.word))


def _band(case: CaseRecord, facts: Mapping[str, Value], dimension: Dimension) -> tuple[str, ...]:
    bands, born, said = age_bands.shipped()[dimension.bands], day_of(facts.get("tanggal_lahir")), facts.get("umur")
    if born is not None:
        return (bands.of(indonesia.age(born, case.happened)),)
    if isinstance(said, int) and not isinstance(said, bool) and said >= 0:
        return (bands.of(said),)
    return ()


def lies_in(value: str, level: str) -> str:
    """The code of the district or regency; what was typed by hand stays as it is."""
    return ".".join(value.split(".")[: _PARTS[level]]) if is_code(value) else value


def texts(value: Value | None) -> tuple[str, ...]:
    """An answer as categories: of several choices each."""
    if isinstance(value, str):
        return (found,) if (found := value.strip()) else ()
    if value is None or not filled(value):
        return ()
    entries = value if isinstance(value, list) else [value]
    return tuple(_text(entry) for entry in entries if not isinstance(entry, dict) and filled(entry))


def _text(value: Value) -> str:
    return ("ya" if value else "tidak") if isinstance(value, bool) else str(value).strip()


def _once(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(found))
