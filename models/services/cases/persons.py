"""Persons who may be known already: found by the normal form of their names and by their numbers, never by a full scan.

A match shows initials and the number of the case; whoever may read the case looks there.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from peewee import fn

from models.access.permissions import Permission
from models.domain import names
from models.domain.names import Traits
from models.forms.spec import Value
from models.services import facts, search
from models.services.cases import same_person
from models.services.desk import Desk
from models.store.tables import CaseFile, FactRow, PersonMark

#: The facts a person is known by.
NAME, NIK, BORN, PHONE = "klien.nama", "klien.nik", "klien.tanggal_lahir", "klien.telepon"
_FACTS = (NAME, NIK, BORN, PHONE)
#: So many candidates of the index are compared; a shared first name alone gives hundreds.
_CANDIDATES = 60
_SHORTEST_NAME = 3


@dataclass(frozen=True)
class Match:
    """A case whose client may be the same person; ``label`` has initials only, ``also`` are their other cases."""

    case_id: int
    number: str
    label: str
    reasons: tuple[str, ...]
    score: float
    also: tuple[str, ...] = ()


def remember(case: CaseFile, stated: Mapping[str, Value]) -> None:
    """Renew what the client of a case is found by. Inside the unit of work that changed the facts."""
    PersonMark.delete().where(PersonMark.case == case.id).execute()
    rows = [(mark, case.id) for mark in sorted(names.marks(traits(stated)))]
    if rows:
        PersonMark.insert_many(rows, [PersonMark.mark, PersonMark.case]).execute()


def traits(stated: Mapping[str, Value]) -> Traits:
    """What facts say of the client."""
    return Traits(*(str(stated.get(key) or "").strip() for key in _FACTS))


class PersonService:
    """Search before a case is opened."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._caught_up = False

    def similar(self, stated: Mapping[str, Value], limit: int = 3) -> tuple[Match, ...]:
        """Cases whose client is like the one ``stated`` by facts ("klien.nama" …), likeliest first.

        The question is recorded, sealed. A name of one or two letters is no question yet.
        """
        self._desk.authorise(Permission.CASE_LIST)
        asked = traits(stated)
        if len(asked.name) < _SHORTEST_NAME and not asked.nik and not asked.phone:
            return ()
        search.record(self._desk, " ".join((asked.name, asked.nik, asked.born, asked.phone)))
        self._catch_up()
        with self._desk.reading():
            return self._matches(asked, frozenset(), limit)

    def like_client(self, case_id: int, limit: int = 5) -> tuple[Match, ...]:
        """Other cases whose client is like the client of a case and that are not yet stated to be the same person's."""
        self._desk.authorise(Permission.PERSON_JOIN)
        self._catch_up()
        with self._desk.reading():
            asked = traits(facts.of_case(case_id))
            known = same_person.groups().get(case_id, frozenset((case_id,)))
            return self._matches(asked, known, limit) if asked != Traits() else ()

    def _matches(self, asked: Traits, known: frozenset[int], limit: int) -> tuple[Match, ...]:
        """Who is alike enough, each person once, likeliest first; none of the cases ``known``."""
        alike = {key: one for key, one in self._compared(asked).items() if one.score >= names.WORTH_A_LOOK}
        ranked = sorted(alike.keys() - known, key=lambda case_id: (-alike[case_id].score, -case_id))
        persons = dict(list(same_person.once(ranked).items())[:limit])
        wanted = persons.keys() | {other for group in persons.values() for other in group}
        cases = {case.id: case for case in CaseFile.select().where(CaseFile.id.in_(sorted(wanted)))}
        return tuple(
            Match(
                case_id,
                cases[case_id].number,
                cases[case_id].client_label,
                alike[case_id].reasons,
                alike[case_id].score,
                tuple(cases[other].number for other in sorted(group, reverse=True)),
            )
            for case_id, group in persons.items()
        )

    def _compared(self, asked: Traits) -> dict[int, names.Likeness]:
        """The nearest candidates of the index and how alike each is."""
        shared = fn.COUNT(PersonMark.mark)
        query: Any = PersonMark.select(PersonMark.case).where(PersonMark.mark.in_(sorted(names.marks(asked))))
        nearest = query.group_by(PersonMark.case).order_by(shared.desc(), PersonMark.case.desc()).limit(_CANDIDATES)
        ids = [case_id for (case_id,) in nearest.tuples()]
        rows: Any = FactRow.select(FactRow.case, FactRow.key, FactRow.value)
        known: dict[int, dict[str, Value]] = defaultdict(dict)
        for case_id, key, value in rows.where(FactRow.case.in_(ids), FactRow.key.in_(_FACTS)).tuples():
            known[case_id][key] = json.loads(value)
        return {case_id: names.likeness(asked, traits(said)) for case_id, said in known.items()}

    def _catch_up(self) -> None:
        """Once a session: mark the clients of cases that an earlier version of the program opened."""
        if self._caught_up:
            return
        marked = PersonMark.select(PersonMark.case).where(PersonMark.case == FactRow.case)
        with self._desk.reading():
            rows: Any = FactRow.select(FactRow.case).where(FactRow.key.in_(_FACTS), ~fn.EXISTS(marked)).distinct()
            missing = [case_id for (case_id,) in rows.tuples()]
        if missing:
            with self._desk.writing("orang") as unit:
                for case in CaseFile.select().where(CaseFile.id.in_(missing)):
                    said: Any = FactRow.select(FactRow.key, FactRow.value).where(FactRow.case == case.id)
                    remember(case, {key: json.loads(value) for key, value in said.tuples()})
                unit.audit("orang.lengkapi", "kasus", None, kasus=len(missing))
        self._caught_up = True
