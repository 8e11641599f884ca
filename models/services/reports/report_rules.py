"""The office's rules for its reports: the program's proposal until the office has its own."""

from __future__ import annotations

import json

from models.access.permissions import Permission
from models.services.desk import Desk, packed, put_setting
from models.statistics import report_rules
from models.statistics.report_rules import ReportRules
from models.store.tables import Setting

SETTING = "laporan"


def in_force() -> ReportRules:
    """The rules that count now. Inside a reading or writing stretch."""
    row = Setting.get_or_none(Setting.key == SETTING)
    return report_rules.from_json(json.loads(row.value)) if row else report_rules.shipped()


class ReportRuleService:
    """Looking at the rules and changing them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def rules(self) -> ReportRules:
        """The rules in force."""
        self._desk.authorise(Permission.STATISTICS_READ)
        with self._desk.reading():
            return in_force()

    def save(self, changed: ReportRules) -> ReportRules:
        """Put other rules in force, for reports that are handed in from now on. UserError VALUE_INVALID."""
        self._desk.authorise(Permission.SETTINGS_WRITE)
        tidy = report_rules.checked(changed)
        with self._desk.writing("laporan") as unit:
            put_setting(SETTING, packed(tidy.to_json()))
            unit.audit("laporan.aturan", "pengaturan", None, batas_kecil=tidy.threshold, bagian=len(tidy.parts))
        return tidy
