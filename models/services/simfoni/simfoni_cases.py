"""How cases stand with Simfoni PPA: not entered, entered, changed since, not to be entered. Inside a stretch only."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from peewee import fn

from models.errors import ErrorCode, UserError
from models.forms.meanings import facts_of
from models.forms.spec import FormSpec, Values
from models.services.definitions import Definitions, lists_mark
from models.services.desk import moment
from models.services.simfoni import simfoni_entries
from models.services.simfoni.simfoni_entries import NOT_NEEDED, SAYING
from models.simfoni import entered
from models.simfoni.entered import Change
from models.simfoni.sheet import NUMBER, Known, Sheet, is_entry_form
from models.store.tables import CaseFile, Definition, Erasure, FactRow, FormRecord, SimfoniEntry

#: How many cases are read at once.
_STRETCH = 2000


@dataclass(frozen=True)
class CaseEntry:
    """A case with everything its sheet is made from.

    Attributes:
        said: what stands in Simfoni as far as anybody said; None where nobody did, or before the program kept it.
        word: the latest word of any kind.
        erased: its data are gone; what stands in Simfoni is compared with nothing any more.
    """

    case: CaseFile
    facts: Values
    record: FormRecord | None
    said: SimfoniEntry | None
    word: SimfoniEntry | None
    erased: bool = False

    @property
    def answers(self) -> Values:
        """The answers on the entry form itself."""
        found: Values = json.loads(self.record.answers) if self.record else {}
        return found

    @property
    def known(self) -> Known:
        return simfoni_entries.known_of(self.case, self.answers, self.facts)

    @property
    def number(self) -> str:
        """The number Simfoni gave, "" while it was not entered."""
        return str(self.facts.get(NUMBER) or "")

    @property
    def not_needed(self) -> bool:
        return not self.number and self.word is not None and self.word.kind == NOT_NEEDED


class SimfoniCases:
    """Reads cases and their sheets; remembers which of them were compared already."""

    def __init__(self, definitions: Definitions) -> None:
        self._definitions = definitions
        self._compared: dict[int, tuple[tuple[int, int, str], bool]] = {}
        self._spec: FormSpec | None = None

    def renew(self) -> FormSpec:
        """Look again which form is the entry form, at the beginning of each stretch; gives it as ``spec`` does."""
        self._spec = None
        return self.spec()

    def spec(self) -> FormSpec:
        """The entry form in force: the one that asks for the number. NOT_FOUND where the office has none."""
        if self._spec is None:
            naming: Any = Definition.select(Definition.key).where(
                Definition.kind == "formulir", Definition.text.contains(NUMBER)
            )
            keys = [key for (key,) in naming.distinct().order_by(Definition.key).tuples()]
            self._spec = next(filter(is_entry_form, map(self._definitions.form, keys)), None)
        if self._spec is None:
            raise UserError(ErrorCode.NOT_FOUND)
        return self._spec

    def load(self, case_ids: Sequence[int]) -> list[CaseEntry]:
        """Cases in the order of their ids, in as many queries whatever their number."""
        key = self.spec().key
        found: list[CaseEntry] = []
        for start in range(0, len(case_ids), _STRETCH):
            found += self._stretch(case_ids[start : start + _STRETCH], key)
        return found

    def sheet(self, one: CaseEntry) -> Sheet:
        """What is to be entered of a case, as it stands now."""
        return simfoni_entries.sheet_of(self.spec(), one.known)

    def changes(self, one: CaseEntry, sheet: Sheet | None = None) -> tuple[Change, ...]:
        """What says something else than was entered; nothing of a case that was not."""
        if not one.number or one.erased:
            return ()
        return entered.changes(one.said.sheet if one.said else self._as_recorded(one), sheet or self.sheet(one))

    def changed(self, most: int | None = None) -> list[int]:
        """The entered cases that say something else now. Only those are compared that can have changed.

        ``most``: how many of them are compared now at the most; the others stand as they did when last compared.
        """
        marks = self._marks()
        stale = [
            case_id for case_id, mark in marks.items() if self._compared.get(case_id, ((0, 0, ""), False))[0] != mark
        ]
        for one in self.load(stale[:most]):
            self._compared[one.case.id] = (marks[one.case.id], bool(self.changes(one)))
        return [case_id for case_id in marks if self._compared.get(case_id, ((0, 0, ""), False))[1]]

    def _marks(self) -> dict[int, tuple[int, int, str]]:
        """For each entered case that was touched since: what it was entered by, the lists, its latest change."""
        now = lists_mark()
        latest: Any = (
            SimfoniEntry.select(fn.MAX(SimfoniEntry.id))
            .where(SimfoniEntry.kind.in_(SAYING))
            .group_by(SimfoniEntry.case)
        )
        said = {row.case_id: row for row in SimfoniEntry.select().where(SimfoniEntry.id.in_(latest))}
        query: Any = FormRecord.select(FormRecord.case, fn.MAX(FormRecord.updated_at)).group_by(FormRecord.case)
        numbered: Any = FactRow.select(FactRow.case).where(FactRow.key == NUMBER)
        found: dict[int, tuple[int, int, str]] = {}
        for case_id, touched in query.where(FormRecord.case.in_(numbered)).tuples():
            entry = said.get(case_id)
            if entry is None or touched >= entry.at or entry.lists_mark != now:
                found[case_id] = (entry.id if entry else 0, now, str(touched))
        return found

    def _as_recorded(self, one: CaseEntry) -> str:
        """Entered before the program kept what was: what the form said; of what it does not ask, what is known now."""
        if one.record is None:
            return entered.kept(self.sheet(one))
        spec = self._definitions.form(one.record.form_key, one.record.form_version, one.record.lists_mark)
        stated = facts_of(spec, one.answers, moment(one.record.updated_at).date())
        known = simfoni_entries.known_of(one.case, one.answers, {**one.facts, **stated})
        return entered.kept(simfoni_entries.sheet_of(spec, known))

    def _stretch(self, case_ids: Iterable[int], key: str) -> list[CaseEntry]:
        wanted = list(case_ids)
        facts: dict[int, Values] = {case_id: {} for case_id in wanted}
        rows: Any = FactRow.select(FactRow.case, FactRow.key, FactRow.value).where(FactRow.case.in_(wanted)).tuples()
        for case_id, name, value in rows:
            facts[case_id][name] = json.loads(value)
        same = FormRecord.case.in_(wanted) & (FormRecord.form_key == key)
        records = {row.case_id: row for row in FormRecord.select().where(same)}
        said: dict[int, SimfoniEntry] = {}
        words: dict[int, SimfoniEntry] = {}
        for row in SimfoniEntry.select().where(SimfoniEntry.case.in_(wanted)).order_by(SimfoniEntry.id):
            words[row.case_id] = row
            if row.kind in SAYING:
                said[row.case_id] = row
        gone = {row.case_id for row in Erasure.select(Erasure.case).where(Erasure.case.in_(wanted))}
        cases = CaseFile.select().where(CaseFile.id.in_(wanted)).order_by(CaseFile.id)
        return [
            CaseEntry(
                case, facts[case.id], records.get(case.id), said.get(case.id), words.get(case.id), case.id in gone
            )
            for case in cases
        ]
