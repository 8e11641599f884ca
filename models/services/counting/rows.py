"""The rows behind the figures: cases, closed steps, files and referrals, in as many queries however many there are."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from peewee import fn

from models.forms import parties
from models.forms.spec import Value
from models.services.cases import same_person
from models.services.queries import among, between, day, plain
from models.statistics.count import DIGESTED
from models.statistics.definition import DataPlan, Group, Kind
from models.statistics.figures import Basis
from models.statistics.records import CaseRecord
from models.store.tables import CaseFile, FactRow

#: Tables of further people and incidents, and the first incident's day.
_TABLES = ("kasus.korban_lain", "kasus.terlapor_lain", "kasus.kejadian_lain")
_DATED = ("kejadian.tanggal", "kasus.kejadian_lain")
_GROUPS = tuple(group.value for group in Group if group.value)
#: Marks an accused or an incident as told of, where all that is known of it is a name or a story that no table counts.
_TOLD_OF, _TOLD_GROUPS = "tercatat", (Group.ACCUSED.value, Group.INCIDENTS.value)
#: How an answer that was emptied again is stored.
_NOTHING = ('""', "null", "[]")

Facts = dict[int, dict[str, Value]]


def cases(plan: DataPlan, basis: Basis, services: Collection[str], first: date, last: date) -> tuple[CaseRecord, ...]:
    """The cases whose day lies between ``first`` and ``last``, without the answers of their forms. Inside a stretch."""
    query = _cases(basis, services, first, last)
    bare = {row[0]: _record(row) for row in plain(query)}
    if basis is Basis.INCIDENT:
        dated, _by = _facts(None, _DATED)
        bare = {
            key: case for key, case in bare.items() if first <= _told(case, dated.get(key, {}), {}).happened <= last
        }
    wanted = {*DIGESTED, *_TABLES, *(one.key for one in plan.dimensions if one.kind not in (Kind.ANSWER, Kind.WORD))}
    facts, stated_by = _facts(bare, wanted)
    _mark_told(bare, facts)
    joined = {case_id: min(group) for case_id, group in same_person.groups().items()}
    return tuple(
        replace(_told(case, facts.get(key, {}), stated_by.get(key, {})), person=joined.get(key, key))
        for key, case in bare.items()
    )


def _cases(basis: Basis, services: Collection[str], first: date, last: date) -> Any:
    query: Any = CaseFile.select(
        CaseFile.id,
        CaseFile.number,
        CaseFile.sop_key,
        CaseFile.received_at,
        CaseFile.opened_at,
        CaseFile.ended_at,
        CaseFile.ended_as,
    ).where(CaseFile.subject == "kasus")
    if services:
        query = query.where(CaseFile.sop_key.in_(list(services)))
    if basis is not Basis.INCIDENT:
        column = CaseFile.received_at if basis is Basis.REPORT else CaseFile.opened_at
        query = query.where(between(column, first, last))
    return query.order_by(CaseFile.id)


def _record(row: tuple[Any, ...]) -> CaseRecord:
    case_id, number, procedure, received, opened, ended, ended_as = row
    return CaseRecord(
        case_id,
        number,
        procedure,
        reported=day(received),
        entered=day(opened),
        parties=parties.of_case({}),
        ended=day(ended) if ended else None,
        ended_as=ended_as if ended else "",
    )


def _facts(ids: Collection[int] | None, keys: Collection[str]) -> tuple[Facts, dict[int, dict[str, str]]]:
    """These facts of the cases, and the form that stated each; ``ids`` None: of all cases."""
    query: Any = FactRow.select(FactRow.case, FactRow.key, FactRow.value, FactRow.form_key)
    query = query.where(FactRow.key.in_(sorted(keys)))
    if ids is not None:
        query = query.where(among(FactRow.case, ids))
    found: Facts = defaultdict(dict)
    stated_by: dict[int, dict[str, str]] = defaultdict(dict)
    for case_id, key, value, form in plain(query):
        found[case_id][key] = json.loads(value)
        stated_by[case_id][key] = form
    return found, stated_by


def _mark_told(ids: Collection[int], facts: Facts) -> None:
    group = fn.SUBSTR(FactRow.key, 1, fn.INSTR(FactRow.key, "."))
    told: Any = FactRow.select(FactRow.case, group).where(
        group.in_(_TOLD_GROUPS), FactRow.value.not_in(_NOTHING), among(FactRow.case, ids)
    )
    for case_id, party in plain(told.distinct()):
        facts[case_id][party + _TOLD_OF] = True


def _told(case: CaseRecord, facts: Mapping[str, Value], stated_by: Mapping[str, str]) -> CaseRecord:
    """The case with what its forms state."""
    rest = {key: value for key, value in facts.items() if not key.startswith(_GROUPS) and key not in _TABLES}
    return replace(case, parties=parties.of_case(facts), facts=rest, stated_by=stated_by)
