"""The office's rules for its files of paper: the program's proposal until the office has its own."""

from __future__ import annotations

import json

from models.access.permissions import Permission
from models.records import rules
from models.records.completeness import CaseState, of_case
from models.records.rules import ArchiveRules, DocumentRule, ServiceRule
from models.services.definitions import Definitions
from models.services.desk import Desk, packed, put_setting
from models.store.tables import Setting

SETTING = "arsip"


def in_force(desk: Desk) -> ArchiveRules:
    """The rules that count now. Inside a reading or writing stretch."""
    row = Setting.get_or_none(Setting.key == SETTING)
    return rules.from_json(json.loads(row.value)) if row else rules.shipped()


def titles(definitions: Definitions) -> dict[str, str]:
    """What documents are called, by their key in a matrix."""
    found = {f"formulir:{key}": title for key, title in definitions.keys("formulir").items()}
    return found | {f"surat:{key}": title for key, title in definitions.keys("surat").items()}


class ArchiveRuleService:
    """Looking at the rules and changing them."""

    def __init__(self, desk: Desk, definitions: Definitions) -> None:
        self._desk = desk
        self._definitions = definitions

    def rules(self) -> ArchiveRules:
        """The rules in force."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            return in_force(self._desk)

    def save(self, changed: ArchiveRules) -> ArchiveRules:
        """Put other rules in force. UserError VALUE_INVALID."""
        self._desk.authorise(Permission.ARCHIVE_WRITE)
        tidy = rules.checked(changed)
        with self._desk.writing("arsip") as unit:
            put_setting(SETTING, packed(tidy.to_json()))
            unit.audit("arsip.aturan", "pengaturan", None, layanan=len(tidy.services), retensi=len(tidy.retention))
        return tidy

    def proposal(self, sop: str) -> ServiceRule:
        """What a procedure itself asks for, as a rule the office can change."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            spec = self._definitions.sop(sop)
            nothing = CaseState({}, frozenset(), {}, ended=False)
            cells = of_case(spec, nothing, titles(self._definitions))
        return ServiceRule(spec.name, tuple(DocumentRule(cell.key, cell.title) for cell in cells), sop)

    def procedures(self) -> tuple[tuple[str, str], ...]:
        """Key and name of the procedures of cases the office uses."""
        self._desk.authorise(Permission.ARCHIVE_READ)
        with self._desk.reading():
            known = self._definitions.keys("sop")
            specs = [self._definitions.sop(key) for key in self._desk.office.procedures if key in known]
            return tuple((spec.key, spec.name) for spec in specs if spec.subject.value == "kasus")
