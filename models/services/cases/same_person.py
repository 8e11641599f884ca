"""Cases that people said are about one person: each such statement can be taken back, and no case is changed by it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from models.access.permissions import Permission
from models.errors import ErrorCode, UserError
from models.forms.values import clean_text
from models.services import logbook
from models.services.desk import Desk, existing, moment, stamp
from models.services.words import when
from models.store.database import UnitOfWork
from models.store.tables import Account, CaseFile, SamePerson


@dataclass(frozen=True)
class PersonCase:
    """Another case of the same person.

    Attributes:
        said: who said so, when and why; "" where it follows from what was said of a third case.
        link_id: the statement that joins the two directly and can be taken back; None where there is none.
    """

    case_id: int
    number: str
    client_label: str
    status_text: str
    said: str = ""
    link_id: int | None = None


def groups() -> dict[int, frozenset[int]]:
    """For each case that is joined to others all cases of its person, itself among them. Inside a stretch."""
    query: Any = SamePerson.select(SamePerson.one_case, SamePerson.other_case).where(SamePerson.undone_at.is_null())
    beside: dict[int, set[int]] = defaultdict(set)
    for one, other in query.tuples():
        beside[one].add(other)
        beside[other].add(one)
    found: dict[int, frozenset[int]] = {}
    for case_id in beside:
        if case_id not in found:
            group = _reached(case_id, beside)
            found |= dict.fromkeys(group, group)
    return found


def _reached(start: int, beside: dict[int, set[int]]) -> frozenset[int]:
    seen, waiting = {start}, [start]
    while waiting:
        fresh = beside[waiting.pop()] - seen
        seen |= fresh
        waiting += fresh
    return frozenset(seen)


def others(case_id: int) -> tuple[CaseFile, ...]:
    """The other cases of the same person, newest first. Inside a stretch."""
    ids = groups().get(case_id, frozenset()) - {case_id}
    if not ids:
        return ()
    return tuple(CaseFile.select().where(CaseFile.id.in_(sorted(ids))).order_by(CaseFile.id.desc()))


def once(case_ids: Iterable[int]) -> dict[int, frozenset[int]]:
    """The cases in their order, of each person only the first: with the other cases of that person."""
    known = groups()
    shown: dict[int, frozenset[int]] = {}
    told: set[int] = set()
    for case_id in case_ids:
        if case_id not in told:
            group = known.get(case_id, frozenset((case_id,)))
            told |= group
            shown[case_id] = group - {case_id}
    return shown


class SamePersonService:
    """Joining and parting the cases of a person."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def of_case(self, case_id: int) -> tuple[PersonCase, ...]:
        """The other cases of the client of a case, newest first."""
        self._desk.authorise(Permission.CASE_READ)
        now = self._desk.clock.now()
        with self._desk.reading():
            links = {_other(row, case_id): row for row in _active(case_id)}
            return tuple(_shown(case, links.get(case.id), now) for case in others(case_id))

    def join(self, case_id: int, other_number: str, reason: str) -> tuple[PersonCase, ...]:
        """State that the client of ``case_id`` is the client of the case with this number, and why.

        Said again it changes nothing. Raises NOT_FOUND for an unknown number, REASON_NEEDED, VALUE_INVALID for itself.
        """
        self._desk.authorise(Permission.PERSON_JOIN)
        said = _needed(reason)
        with self._desk.writing("kasus", "bukulog") as unit:
            case = _case(CaseFile.id == case_id)
            other = _case(CaseFile.number == clean_text(other_number, lines=False))
            if case.id == other.id:
                what = "Kedua nomor itu kasus yang sama. Tulis nomor kasus lain."
                raise UserError(ErrorCode.VALUE_INVALID, what=what)
            if other.id in groups().get(case.id, frozenset()):
                unit.audit("orang.gabung_ulang_diabaikan", "kasus", case.id, nomor=other.number)
            else:
                self._join(case, other, said)
                self._tell(unit, (case, other), "orang.gabung", "Mencatat orang yang sama", said)
        return self.of_case(case_id)

    def _join(self, case: CaseFile, other: CaseFile, reason: str) -> None:
        one, two = sorted((case.id, other.id))
        now = stamp(self._desk.clock.now())
        SamePerson.create(one_case=one, other_case=two, reason=reason, at=now, account=self._desk.account_id)

    def part(self, link_id: int, reason: str) -> None:
        """Take such a statement back: the two are different persons after all. REASON_NEEDED, NOT_FOUND."""
        self._desk.authorise(Permission.PERSON_JOIN)
        said = _needed(reason)
        with self._desk.writing("kasus", "bukulog") as unit:
            row = existing(SamePerson.get_or_none(SamePerson.id == link_id, SamePerson.undone_at.is_null()))
            row.undone_at, row.undone_reason = stamp(self._desk.clock.now()), said
            row.undone_by = self._desk.account_id  # type: ignore[assignment]  # peewee takes the id
            row.save()
            self._tell(unit, (row.one_case, row.other_case), "orang.pisah", "Mencatat orang yang berbeda", said)

    def _tell(
        self, unit: UnitOfWork, cases: tuple[CaseFile, CaseFile], action: str, activity: str, reason: str
    ) -> None:
        """In the trail and the log book of both cases."""
        for case, other in (cases, cases[::-1]):
            unit.audit(action, "kasus", case.id, nomor=other.number, alasan=reason)
            logbook.tell(self._desk, case, activity, f"Kasus {other.number}", remark=reason)


def _active(case_id: int) -> tuple[SamePerson, ...]:
    about = (SamePerson.one_case == case_id) | (SamePerson.other_case == case_id)
    query: Any = SamePerson.select(SamePerson, Account).join(Account, on=SamePerson.account)
    return tuple(query.where(about, SamePerson.undone_at.is_null()))


def _other(row: SamePerson, case_id: int) -> int:
    return int(row.other_case_id if row.one_case_id == case_id else row.one_case_id)


def _shown(case: CaseFile, link: SamePerson | None, now: datetime) -> PersonCase:
    status = "Berjalan" if case.status == "berjalan" else case.ended_as or "Selesai"
    if link is None:
        return PersonCase(case.id, case.number, case.client_label, status)
    said = f"{link.account.display_name} · {when(moment(link.at), now)} · {link.reason}"
    return PersonCase(case.id, case.number, case.client_label, status, said, link.id)


def _needed(reason: str) -> str:
    said = clean_text(reason, lines=False)
    if not said:
        raise UserError(ErrorCode.REASON_NEEDED)
    return said


def _case(condition: object) -> CaseFile:
    """A case of a client; a run of a period has none."""
    found: CaseFile = existing(CaseFile.get_or_none(condition, CaseFile.period == ""))
    return found
